"""`python processes.py cpu|memory`: inside the container, what its processes have used: seconds, or megabytes."""

import os
import re
import sys
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")

every = [process for process in Path("/proc").glob("[0-9]*") if int(process.name) != os.getpid()]


def seconds() -> float:
    """The processor time of all of them."""
    times = [(process / "stat").read_text().rpartition(")")[2].split()[11:13] for process in every]
    return sum(int(user) + int(system) for user, system in times) / TICKS


def megabytes(what: str) -> float:
    """The resident memory of all of them: `VmRSS` is now, `VmHWM` the most that each has held."""
    found = [re.findall(what + r":\s+(\d+)", (process / "status").read_text())[0] for process in every]
    return sum(map(int, found)) * 1024 / 1e6


sys.stdout.write(
    f"{seconds():.1f} s"
    if sys.argv[1] == "cpu"
    else f"{megabytes('VmRSS'):.0f} MB in {len(every)} processes, {megabytes('VmHWM'):.0f} MB at most"
)

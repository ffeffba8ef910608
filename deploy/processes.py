"""`python processes.py cpu|VmRSS`: inside the container, what its processes have used: seconds, or megabytes."""

import os
import re
import sys
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def used(process: Path, what: str) -> float:
    """Seconds of processor time, or bytes of resident memory."""
    if what == "cpu":
        user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS
    return 1024 * int(re.findall(what + r":\s+(\d+)", (process / "status").read_text())[0])


every = [process for process in Path("/proc").glob("[0-9]*") if int(process.name) != os.getpid()]
total = sum(used(process, sys.argv[1]) for process in every)
sys.stdout.write(
    f"{total:.1f} s" if sys.argv[1] == "cpu" else f"{total / 1e6:.0f} MB in {len(every)} processes"
)

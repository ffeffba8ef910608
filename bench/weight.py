"""`bench weight`: what it costs to import newsbrief, and how large an installation is."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT, OURS = Path(__file__).parents[1], ("summarizer", "service")
ROUNDS = 5
MODULES = {
    "summarizer": "import summarizer",
    "the client": "from summarizer.client import Client",
    "the command": "import summarizer.cli",
    "the library": "from summarizer import Summarizer",
    "the service": "import service.app",
}
INSTALLS = {"": ".", "fast": ".[fast]", "service": ".[service]"}
TIMED = "import time, sys; {}; print(time.process_time(), len(sys.modules))"


def weight() -> None:
    """Prints the processor's time of each import beside that of Python alone, and the megabytes of each extra."""
    bare, _ = _imported("pass")
    for name, statement in MODULES.items():
        seconds, modules = _imported(statement)
        print(f"{name:12} {1000 * (seconds - bare):5.0f} ms, {modules:5} modules")
    for extra, name in INSTALLS.items():
        found = _needed("newsbrief", {extra})
        size = sum(map(_bytes, found))
        print(f"{name:12} {size / 1e6:5.0f} MB in {len(found)} packages")
    print(f"{'newsbrief':12} {_bytes('newsbrief') / 1e6:5.0f} MB of them")


def _imported(statement: str) -> tuple[float, int]:
    """The least processor time of some fresh processes, in seconds, and how many modules one holds then."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", TIMED.format(statement)], capture_output=True, check=True
        ).stdout
        for _ in range(ROUNDS)
    ]
    return min(float(run.split()[0]) for run in runs), int(runs[0].split()[1])


def _needed(name: str, extras: set[str]) -> set[str]:
    """The names of the distributions that one with its extras needs, itself among them."""
    wanted, found = [(name, frozenset(extras))], dict[str, set[str]]()
    while wanted:
        name, chosen = wanted.pop()
        name = re.sub(r"[-_.]+", "-", name).lower()
        if name in found and chosen <= found[name]:
            continue
        found.setdefault(name, set()).update(chosen)
        try:
            requires = distribution(name).requires or ()
        except PackageNotFoundError:  # a marker of another platform, read loosely
            del found[name]
            continue
        wanted += [
            (line.name, frozenset(line.extras))
            for line in map(Requirement, requires)
            if line.marker is None or any(line.marker.evaluate({"extra": one}) for one in chosen | {""})
        ]
    return set(found)


def _bytes(name: str) -> int:
    """The size of a distribution's files as they are on the disk; of ours, those that a wheel would hold."""
    if name == "newsbrief":
        paths = [path for own in OURS for path in (ROOT / own).rglob("*") if "__pycache__" not in path.parts]
    else:
        paths = [Path(str(file.locate())) for file in distribution(name).files or ()]
    return sum(path.stat().st_size for path in paths if path.is_file())

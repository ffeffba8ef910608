"""The walls of the house: who may import what, what an import costs, and what no module reads."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = sorted((ROOT / "summarizer").rglob("*.py"))
SERVICE = sorted((ROOT / "service").rglob("*.py"))
HEAVY = {"torch", "transformers", "ctranslate2", "bentoml", "numpy", "scipy", "nltk"}

LIGHT = {
    "summarizer": HEAVY | {"pydantic", "httpx2", "click", "rich"},
    "summarizer.errors": HEAVY | {"pydantic", "httpx2", "click", "rich"},
    "summarizer.types": HEAVY | {"httpx2", "click", "rich"},
    "summarizer.client": HEAVY | {"click"},
    "summarizer.pipeline": {"torch", "transformers", "ctranslate2", "bentoml", "httpx2", "click", "rich"},
    "summarizer.cli": {"torch", "transformers", "ctranslate2", "bentoml"},
}

# Each line breaks one rule, and the check must name it.
TRESPASSES = {
    "summarizer/types.py": ("import summarizer.selection", "summarizer.types -> summarizer.selection"),
    "summarizer/grouping.py": ("import summarizer.selection", "summarizer.grouping -> summarizer.selection"),
    "summarizer/client.py": ("import summarizer.pipeline", "summarizer.client -> summarizer.pipeline"),
    "summarizer/splitting.py": ("def late() -> None:\n    import torch", "summarizer.splitting -> torch"),
    "summarizer/composing.py": ("import service", "summarizer.composing -> service"),
    "summarizer/utils.py": ("", "- summarizer.utils"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The import contracts of pyproject.toml, held against the packages in a folder."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_it_keeps_its_import_contracts() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


def test_its_import_contracts_bite(tmp_path: Path) -> None:
    for package in ("summarizer", "service"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, (line, _) in TRESPASSES.items():
        with (tmp_path / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert [report for _, report in TRESPASSES.values() if report not in done.stdout] == []


@pytest.mark.parametrize("module", LIGHT)
def test_it_is_light_to_import(module: str) -> None:
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert LIGHT[module] & set(done.stdout.split()) == set()


# What would make two runs differ. The client may wait (`time.sleep`), which reads nothing.
UNSTEADY = re.compile(
    r"(?:random|secrets|uuid)\b|(?:np|numpy)\.random\b|time\.(?!sleep$)|os\.(?:environ|getenv)\b"
    r"|(?:\w+\.)?(?:datetime|date)\.(?:now|today|utcnow)$|(?:functools\.)?(?:lru_cache|cache)$"
)


# Where the reason is as good as the rule, and nothing of it reaches a brief.
EXCUSED = {"summarizer/client.py": {"random", "random.uniform"}}  # clients that retry must not retry together


def names_used(tree: ast.Module) -> set[str]:
    """Every imported name and every dotted name of a module, as `package.name`."""
    used = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            used |= {alias.name for alias in node.names if alias.name != "time"}
        elif isinstance(node, ast.ImportFrom):
            used |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            used.add(ast.unparse(node))
    return used


def unsteady(tree: ast.Module) -> set[str]:
    """The names that stand for a clock, chance, the environment or a cache that outlives a call."""
    return {name for name in names_used(tree) if UNSTEADY.match(name)}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_it_reads_no_clock_no_chance_and_no_environment(path: Path) -> None:
    excused = EXCUSED.get(path.relative_to(ROOT).as_posix(), set())
    assert unsteady(ast.parse(path.read_text("utf-8"))) == excused


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from uuid import uuid4",
        "import numpy as np; np.random.default_rng()",
        "from time import monotonic",
        "import time; time.time()",
        "import os; os.environ['HOME']",
        "from os import getenv",
        "from datetime import date; date.today()",
        "import datetime; datetime.datetime.now()",
        "from functools import lru_cache",
    ],
)
def test_a_clock_chance_or_the_environment_is_noticed(line: str) -> None:
    assert unsteady(ast.parse(line))


@pytest.mark.parametrize("line", ["import time; time.sleep(1)", "from datetime import date; date.min"])
def test_what_reads_nothing_is_let_through(line: str) -> None:
    assert not unsteady(ast.parse(line))


REASON = re.compile(r"# long: \w+")  # beside or above what is longer than the house allows, and why


def too_long(text: str) -> list[str]:
    """What is too long in a module and gives no reason: the file itself, or functions of it."""
    lines = text.splitlines()
    found = ["the file"] if len(lines) >= 300 and not REASON.search("\n".join(lines[:5])) else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length >= 40 and not REASON.search("\n".join(lines[max(node.lineno - 2, 0) : node.lineno])):
                found.append(node.name)
    return found


@pytest.mark.parametrize("path", LIBRARY + SERVICE, ids=lambda path: str(path.relative_to(ROOT)))
def test_its_rooms_are_small_or_say_why_not(path: Path) -> None:
    assert too_long(path.read_text("utf-8")) == []


def test_what_is_too_long_is_noticed_unless_it_says_why() -> None:
    body = "    pass\n" * 39
    assert too_long(f"def f():\n{body}") == ["f"]
    assert too_long(f"# long: one case a format\ndef f():\n{body}") == []
    assert too_long("pass\n" * 300) == ["the file"]

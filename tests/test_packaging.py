"""The wheel and the sdist: what they hold, and that one builds the other. No index is asked: setuptools is here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from summarizer import __version__

ROOT = Path(__file__).parents[1]
SHIPPED = ("summarizer", "service")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
STAMP = {"SOURCE_DATE_EPOCH": "1735689600"}  # the time that every file in an archive bears; any will do
LOCKS = {"service": ("service", "fast"), "test": ("dev", "fast", "service", "models")}


def build(source: Path, target: Path, kind: str) -> Path:
    """The distribution of a source tree, built as at a release: without isolation, for the build's tools are here."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", str(target)]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True, env=os.environ | STAMP)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to build in, with neighbours that should stay at home."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in (*SHIPPED, "bench", "training", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout, tmp_path_factory.mktemp("wheel"), "wheel")


def shipped(checkout: Path) -> set[str]:
    """The files of the two packages: all of them are shipped."""
    files = (file for package in SHIPPED for file in (checkout / package).rglob("*") if file.is_file())
    return {file.relative_to(checkout).as_posix() for file in files if "__pycache__" not in file.parts}


def test_the_wheel_holds_every_file_of_the_two_packages_and_nothing_else(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    described = {name for name in names if name.startswith(f"newsbrief-{__version__}.dist-info/")}
    assert {Path(name).name for name in described} >= {"METADATA", "RECORD", "LICENSE", "entry_points.txt"}
    assert names - described == shipped(checkout)
    assert {"summarizer/py.typed", "service/page/index.html"} <= names


def test_the_sdist_builds_the_same_wheel_again(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = build(source, tmp_path / "again", "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_wheel_runs_from_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")  # noqa: S202 - our own
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path / "site")!r})
import summarizer, service
from summarizer import Article, Summarizer
assert summarizer.__file__.startswith({str(tmp_path)!r}), summarizer.__file__
assert service.__file__.startswith({str(tmp_path)!r}), service.__file__
text = "The mill in Brannick burned down on Monday, and nobody was hurt, the mayor said."
print(Summarizer().summarize([Article(id="a", text=text)]).text)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("The mill in Brannick burned down"), done.stderr


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_all_that_is_asked_for(lock: str) -> None:
    extras = PROJECT["optional-dependencies"]
    asked = {each for extra in LOCKS[lock] for each in extras[extra]} | set(PROJECT["dependencies"])
    wanted = {re.split(r"[^\w-]", each)[0] for each in asked} - {"newsbrief", "torch"}
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines()
    locked = [line.partition("==")[0] for line in lines if line[:1].isalnum()]
    assert wanted - set(locked) == set()
    assert sum("--hash=sha256:" in line for line in lines) >= len(locked)
    assert not {"torch", "triton"} & set(locked)

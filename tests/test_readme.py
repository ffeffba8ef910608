"""The README is a program: every code block of it is run, and a block of a kind that no test knows fails.

`bash` blocks install and then run a command, `console` blocks show a command and what it prints, `python`
blocks are executed, `json` blocks stand in the example's brief, `text` blocks in the package's docstring. The
service is started once, as the README starts it, on a free port, which takes a few seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

import summarizer
from summarizer import Bundle, Statement, Summarizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PORT = "3000"  # the README's; every run takes a free one in its place
READY_WITHIN = 60  # seconds; two cores that also run other tests

INSTALL = re.compile(r"(?:python3 -m venv \.venv && )?\.venv/bin/pip install (?P<what>.+?) && \.venv/bin/")


@dataclass(frozen=True)
class Block:
    """A fenced block; `line` is where it begins in the README."""

    line: int
    kind: str
    code: str

    def __str__(self) -> str:
        return f"line-{self.line}-{self.kind or 'unnamed'}"


def blocks_of(markdown: str) -> list[Block]:
    """The fenced blocks, however deep they are indented."""
    fence = re.compile(r"^ *(`{3,}|~{3,})(.*)\n((?:.*\n)*?) *\1 *$", re.MULTILINE)
    return [
        Block(markdown.count("\n", 0, match.start()) + 1, match[2].strip(), match[3])
        for match in fence.finditer(markdown)
    ]


BLOCKS = blocks_of(README)
COMMANDS = [block.code for block in BLOCKS if block.kind == "bash"]


@dataclass(frozen=True)
class Workplace:
    """A folder with the examples in it, and the port of the service that runs there."""

    folder: Path
    port: str

    def shell(self, command: str) -> str:
        """What a command prints; it must succeed. `newsbrief` is the one beside this Python."""
        bin_first = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command.replace(PORT, self.port)],
            cwd=self.folder,
            env=os.environ | {"PATH": bin_first, "COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    serve = next(INSTALL.sub("", command) for command in COMMANDS if "newsbrief serve" in command)
    log = folder / "serve.log"
    with log.open("wb") as output:
        service = subprocess.Popen(
            [Path(sys.executable).with_name("newsbrief"), *serve.replace(PORT, port).split()[1:]],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        wait_until_ready(f"http://localhost:{port}/readyz", service, log)
        yield Workplace(folder, port)
    finally:
        service.terminate()
        service.wait(timeout=READY_WITHIN)


def wait_until_ready(url: str, service: subprocess.Popen[bytes], log: Path) -> None:
    """Returns as soon as the service answers that it is ready."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and service.poll() is None:
        try:
            if httpx2.get(url, trust_env=False).status_code == HTTPStatus.OK:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail(f"the service is not ready: {log.read_text('utf-8', 'replace')}")


def run_command(block: Block, workplace: Workplace) -> None:
    """What is installed has been, by whoever runs this test; the tests are running; the service is up."""
    install = INSTALL.match(block.code)
    assert install, "a bash block installs, then runs one command"
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert re.fullmatch(r"\.|(?:-e )?'\.\[(\w+)\]'", install["what"])
    assert set(re.findall(r"\[(\w+)\]", install["what"])) <= set(extras)
    command = block.code[install.end() :]
    if command == "pytest\n":
        assert command_of_ci() == block.code.rstrip("\n")
    elif not command.startswith("newsbrief serve "):
        assert workplace.shell(command)


def command_of_ci() -> str:
    """The test command, taken from the README as `.ci/run` takes it."""
    found = re.search(r"^tests=\$\((.+)\)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert found
    done = subprocess.run(["bash", "-c", found[1]], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\n")


def compare_output(block: Block, workplace: Workplace) -> None:
    """Each `$ command` prints what stands under it; a line "…" stands for any lines."""
    shown = re.split(r"^\$ (.+)\n", block.code, flags=re.MULTILINE)
    assert not shown[0]
    assert len(shown) > 1, "a console block begins with a command"
    for command, output in zip(shown[1::2], shown[2::2], strict=True):
        pattern = "(?:.*\n)*?".join(re.escape(part) for part in re.split(r"^…\n", output, flags=re.MULTILINE))
        printed = workplace.shell(command)
        assert re.fullmatch(pattern, printed), f"`{command}` now prints:\n{printed}"


def execute(block: Block, workplace: Workplace) -> None:
    """Runs the code in a namespace of its own."""
    code = block.code.replace(PORT, workplace.port)
    exec(compile(code, f"README.md:{block.line}", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own


def find_in_brief(block: Block, workplace: Workplace) -> None:
    """The statement is one of the example's brief, to the last digit."""
    bundle = Bundle.model_validate_json((workplace.folder / "examples" / "harbour.json").read_bytes())
    brief = Summarizer().summarize(bundle.articles, bundle.options)
    assert Statement.model_validate_json(block.code) in brief.sentences


def find_in_docstring(block: Block, workplace: Workplace) -> None:
    """The drawing is the one in the package's docstring."""
    assert block.code in (summarizer.__doc__ or "").replace("\n    ", "\n")


RUN: dict[str, Callable[[Block, Workplace], None]] = {
    "bash": run_command,
    "console": compare_output,
    "python": execute,
    "json": find_in_brief,
    "text": find_in_docstring,
}


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_its_readme_does_what_it_says(
    block: Block, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert block.kind in RUN, "no test knows how to run this kind of block"
    monkeypatch.chdir(workplace.folder)
    RUN[block.kind](block, workplace)


def test_no_block_of_its_readme_escapes() -> None:
    assert len(re.findall(r"^ *(?:```|~~~)", README, re.MULTILINE)) == 2 * len(BLOCKS)
    assert re.search(r"\n\n(?: {4}|\t)\S", README) is None, "an indented block would not be run"
    assert "<pre" not in README
    assert {block.kind for block in BLOCKS} == set(RUN)


def test_its_readme_needs_two_commands_and_shows_the_first_at_once() -> None:
    assert BLOCKS[0].line <= 10
    assert [command.count("\n") for command in COMMANDS[:2]] == [1, 1]
    assert COMMANDS[0].endswith(".venv/bin/newsbrief brief examples/harbour\n")
    assert COMMANDS[1].endswith(".venv/bin/pytest\n")


def test_the_links_of_its_readme_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_a_block_is_found_wherever_it_stands() -> None:
    markdown = "a\n\n```python\nx = 1\n```\n\n- b\n\n  ~~~\n  y\n  ~~~\n"
    assert blocks_of(markdown) == [Block(3, "python", "x = 1\n"), Block(9, "", "  y\n")]

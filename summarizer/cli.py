"""The command `newsbrief`.

Exit codes: 0 done; 2 bad usage or unreadable input, with one line on standard error; 1 anything else, such as a
text that the sources don't support.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from platformdirs import user_cache_path

from summarizer import __version__
from summarizer.errors import InputError, InvalidBundle, MissingExtra, NewsbriefError
from summarizer.rendering.text import as_text, printable, report_as_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from summarizer.pipeline import Summarizer
    from summarizer.types import Bundle

# What is slow to import is imported inside the commands: `newsbrief --help` should not wait for it.


class _Border(click.Group):
    """Where the library's errors become a line on standard error and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever read our output has enough of it: click knows what to do
        except InputError as error:
            raise _BadInput(str(error)) from None
        except (NewsbriefError, OSError) as error:
            raise _Failure(str(error)) from None


class _Failure(click.ClickException):
    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Prints one line; a file's name may hold what a terminal would obey."""
        click.echo(f"newsbrief: {printable(self.message)}", file=file, err=True)


class _BadInput(_Failure):
    exit_code = 2


@click.group(cls=_Border)
@click.version_option(__version__, prog_name="newsbrief")
def main() -> None:
    """Turns news articles on one event into a short brief in which every sentence cites its sources."""


_model = click.option("--model", metavar="M", help="Checkpoint: a directory or a Hugging Face id.")
_cache = click.option(
    "--cache",
    envvar="NEWSBRIEF_CACHE",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: user_cache_path("newsbrief"),
    help="Folder for the form of the model that starts at once.  [the user's cache]",
)
_extractive = click.option("--extractive", is_flag=True, help="Use the sources' own sentences, and no model.")


@main.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--words", "max_words", metavar="N", type=click.IntRange(20, 1000), help="At most N words.  [20 to 1000]"
)
@click.option("--style", type=click.Choice(["paragraph", "bullets"]), help="How the sentences stand.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--previous",
    metavar="BRIEF.json",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Brief that is known: tell what is new since.",
)
@click.option("--explain", is_flag=True, help="Say who tells each sentence, and why each place is left out.")
@_model
@_cache
@_extractive
@click.option(
    "--output",
    metavar="F",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, whole or not at all.",
)
def brief(
    sources: tuple[str, ...],
    max_words: int | None,
    style: Literal["paragraph", "bullets"] | None,
    form: Literal["text", "json"],
    previous: Path | None,
    model: str | None,
    cache: Path,
    extractive: bool,
    explain: bool,
    output: Path | None,
) -> None:
    """Writes the brief of the articles in SOURCE.

    SOURCE is a folder of .txt files, .txt files, a .jsonl file of articles, a bundle .json
    ({"articles": [...], "options": {...}}), or - for a bundle on standard input. Options given here replace the bundle's.
    BRIEF.json is what this command wrote of earlier articles with --format json.
    """
    from summarizer.formats import read_brief
    from summarizer.pipeline import Summarizer

    bundle = _read(sources)
    given = {"max_words": max_words, "style": style, "extractive": extractive or None}
    options = bundle.options.model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )

    known = read_brief(previous) if previous else bundle.previous
    with _whole_file(output) as file:
        summarizer = Summarizer() if options.extractive else Summarizer.load(model, cache=cache)
        made = summarizer.summarize(bundle.articles, options, known)
        file.write(made.to_bytes() if form == "json" else as_text(made, explain=explain).encode())
        file.flush()


@main.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--draft", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The text.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(sources: tuple[str, ...], draft: Path, form: Literal["text", "json"]) -> None:
    """Holds a text that somebody else wrote against the articles in SOURCE, sentence by sentence.

    SOURCE is what `brief` takes. Exits with 0 only if every sentence is supported, and with 1 if one is not.
    """
    from summarizer.formats import read_text
    from summarizer.pipeline import Summarizer

    report = Summarizer().check(_read(sources).articles, read_text(draft))
    click.echo(report.to_bytes() if form == "json" else report_as_text(report), nl=False)
    if report.unsupported:
        sys.exit(1)


@main.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--known",
    metavar="EVENTS.jsonl",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Events of earlier feeds, which are continued.",
)
@click.option(
    "--output",
    metavar="F",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, whole or not at all.",
)
def events(sources: tuple[str, ...], known: Path | None, output: Path | None) -> None:
    """Groups the articles of a raw feed into events: a line each, as `bulk` takes them.

    SOURCE is what `brief` takes. A line is {"id", "articles"}; what fits nowhere is an event of one article.
    Known events come first and keep their ids, and what is written can be the next feed's EVENTS.jsonl.
    """
    from summarizer.bulk import Line, gather
    from summarizer.formats import read_lines
    from summarizer.pipeline import Summarizer

    begun = read_lines(Line, known) if known else ()
    with _whole_file(output) as file:
        for line in gather(_read(sources).articles, begun, Summarizer()):
            file.write(line.to_bytes())
        file.flush()


@main.command()
@click.argument("source", metavar="IN.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(dir_okay=False, path_type=Path))
@_model
@_cache
@_extractive
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    default=1,
    help="Processes that share the lines, each with a model of its own.",
)
def bulk(source: Path, target: Path, model: str | None, cache: Path, extractive: bool, workers: int) -> None:
    """Writes a brief for every bundle: a line in, a line out, in the same order.

    A line of IN.jsonl is {"id", "articles", "options"?, "previous"?}; blank lines are passed over. A line of OUT.jsonl
    is {"id", "brief"}, or {"id", "error"} for a bundle that can't be briefed. Such errors are counted on
    standard error and are no failure of the command: it exits with 0.
    """
    from rich.console import Console
    from rich.progress import wrap_file

    from summarizer.bulk import bulk as outcomes
    from summarizer.bulk import spread

    terminal = Console(stderr=True)
    counts = Counter[bool]()
    load = partial(_load, model, cache, extractive)
    with source.open("rb") as opened, _whole_file(target) as file:
        size = os.fstat(opened.fileno()).st_size
        hidden = not terminal.is_terminal
        with wrap_file(
            opened, size, description="bulk", console=terminal, transient=True, disable=hidden
        ) as lines:
            for written in (
                spread(lines, load, workers, extractive=extractive)
                if workers > 1
                else (one.written() for one in outcomes(lines, load(), extractive=extractive))
            ):
                file.write(written.data)
                counts[written.is_brief] += 1
    click.echo(f"briefs: {counts[True]}, errors: {counts[False]}", err=True)


@main.command()
@click.option("--host", metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Port to listen on.")
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes, each with a model of its own."
)
def serve(**given: str | int | None) -> None:
    """Checks the model, then runs the HTTP service."""
    if find_spec("bentoml") is None:
        raise MissingExtra("service", "newsbrief serve")
    options = [f"--{name}={value}" for name, value in given.items() if value is not None]
    # -P: a folder "service" where the command happens to be run must not be taken for ours.
    # The service takes this process's place, so signals reach it; no shell stands between (S606).
    os.execv(sys.executable, [sys.executable, "-P", "-m", "service", *options])  # noqa: S606


def _load(model: str | None, cache: Path, extractive: bool, threads: int | None = None) -> Summarizer:
    from summarizer.pipeline import Summarizer

    return Summarizer() if extractive else Summarizer.load(model, cache=cache, threads=threads)


def _read(sources: tuple[str, ...]) -> Bundle:
    """The articles of the sources; what is wrong with a bundle is told with its name."""
    from summarizer.formats import read_bundle

    try:
        return read_bundle(sources, sys.stdin.buffer)
    except InvalidBundle as error:
        raise _BadInput(f"{sources[0]}: {error}") from None


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Standard output, for what the command writes and nothing else.

    HiGHS, which chooses the sentences, prints a line of its own there now and then; that goes to standard error.
    """
    if sys.stdout is not sys.__stdout__ or sys.stderr is None:  # another file is in its place, or none
        yield sys.stdout.buffer
        return
    own = os.dup(1)
    os.dup2(2, 1)
    with os.fdopen(own, "wb") as file:
        yield file


@contextmanager
def _whole_file(target: Path | None) -> Iterator[BinaryIO]:
    """A file that becomes `target` if all goes well and else leaves no trace; None is standard output."""
    if target is None:
        with _standard_output() as file:
            yield file
        return
    target = target.resolve()  # a link keeps pointing where it points
    if target.exists() and not target.is_file():
        with target.open("wb") as device:  # /dev/null and pipes are written to, not replaced
            yield device
        return
    if not target.parent.is_dir():
        raise _BadInput(f"{target.parent}: no such folder to write to")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)

"""The command line of the bench: `python -m bench NAME [--data DIR]`, from the root of the repository.

Exit codes: 0 done; 1 a figure fell below its floor; 2 bad usage, or a public set that is not there.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

# What a command needs is imported inside it: the gate runs where no peer is installed.

_data = click.option(
    "--data",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the public sets.",
)
_limit = click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N of each set."
)


@click.group()
def main() -> None:
    """Prints what the summarizer is worth, beside others."""


@main.command()
@_data
@_limit
@click.option(
    "--set", "name", type=click.Choice(["multinews-100-peers", "multiling2011"]), help="Only this set."
)
@click.option("--live/--no-live", default=True, help="Run sumy, lexrank and summa where they are installed.")
def peers(data: Path | None, limit: int | None, name: str | None, live: bool) -> None:
    """ROUGE beside every peer on Multi-News-100 and MultiLing 2011."""
    from bench.peers import SETS, peers

    peers(data, [name] if name else list(SETS), limit, live=live)


@main.command()
@_data
@click.option("--update", is_flag=True, help="Pin the floors to what is measured, where that is higher.")
@click.option("--allow-lower", "reason", metavar="REASON", help="With --update: where it is lower, too.")
def gate(data: Path | None, update: bool, reason: str | None) -> None:
    """Fails where a figure is below its floor in floors.json, or its data are others."""
    from bench.gate import gate

    gate(data, update=update, reason=reason)


@main.command()
@_data
@_limit
@click.option(
    "--set", "name", type=click.Choice(["multinews-100-peers", "multiling2011"]), help="Only this set."
)
def strategies(data: Path | None, limit: int | None, name: str | None) -> None:
    """ROUGE of every way to choose, and of the oracle, on the sets of `peers`."""
    from bench.peers import SETS
    from bench.strategies import strategies

    strategies(data, [name] if name else list(SETS), limit)


@main.command()
@_data
@_limit
def fit(data: Path | None, limit: int | None) -> None:
    """The weights of the selection, fitted on NeuS (train)."""
    from bench.fit import fit

    fit(data, limit)


@main.command()
@_data
@_limit
def pairs(data: Path | None, limit: int | None) -> None:
    """F1 of knowing that two sentences say the same, at every threshold."""
    from bench.pairs import pairs

    pairs(data, limit)


@main.command()
@_data
@_limit
def strays(data: Path | None, limit: int | None) -> None:
    """Members and planted intruders that are set aside."""
    from bench.strays import strays

    strays(data, limit)


@main.command()
@_data
@_limit
@click.option("--judge", is_flag=True, help="Ask the embedded writer, too, what people said; takes minutes.")
@click.option(
    "--kind", "kinds", metavar="KIND", multiple=True, help="Only edits of this kind, and no judgements."
)
def check(data: Path | None, limit: int | None, judge: bool, kinds: tuple[str, ...]) -> None:
    """Planted errors that are caught, and agreement with people on support."""
    from bench.check import KINDS, check

    if unknown := set(kinds).difference(KINDS):
        raise click.UsageError(f"no kind of edit: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    if judge:
        from summarizer.models.writer import load_writer

        check(data, limit, load_writer(backend="ctranslate2"), kinds)
    else:
        check(data, limit, None, kinds)


@main.command()
@_data
@_limit
@click.option("--model", metavar="DIR", help="A trained writer, as training.export leaves it.")
@click.option("--writer", "only", type=click.Choice(["faithful", "swapper", "model"]), help="Only this one.")
@click.option(
    "--briefs",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Keep the briefs here.",
)
def drafts(
    data: Path | None, limit: int | None, model: str | None, only: str | None, briefs: Path | None
) -> None:
    """What becomes of drafts: of a faithful writer's, of one that plants errors, and of a model's."""
    from bench.drafts import drafts

    drafts(data, limit, model, only, briefs)


@main.command()
@_data
def intruders(data: Path | None) -> None:
    """The weights by which look-alikes are found, fitted anew, and what they find of topics not seen."""
    from bench.intruders import intruders

    intruders(data)


@main.command()
@_data
@click.option("--growth", is_flag=True, help="Time 10,000 articles beside 1,000; takes minutes.")
def events(data: Path | None, growth: bool) -> None:
    """B-cubed of the events found in a feed, and look-alikes that are set aside."""
    from bench.events import events

    events(data, growth=growth)


@main.command()
@_data
@_limit
@click.option(
    "--set",
    "name",
    type=click.Choice(["multinews-100-peers", "basil"]),
    default="multinews-100-peers",
    show_default=True,
)
@click.option(
    "--checkpoint",
    metavar="DIR",
    type=click.Path(exists=True, path_type=Path),
    help="Another writer than the shipped.",
)
@click.option(
    "--read", metavar="N", type=click.IntRange(min=1), help="Set out N of its sentences for a reader."
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to set them out.")
@click.option("--briefs", metavar="FILE", type=click.Path(path_type=Path), help="Keep the rewritten briefs.")
def writer(
    data: Path | None,
    limit: int | None,
    name: str,
    checkpoint: Path | None,
    read: int | None,
    out: Path | None,
    briefs: Path | None,
) -> None:
    """Rewritten briefs beside extractive ones: ROUGE, novelty, facts, what the gate sent back."""
    from bench.writer import keep_briefs, set_out, writer

    if bool(read) != bool(out):
        raise click.UsageError("--read and --out go together")
    told = writer(data, name, limit, checkpoint)
    if read and out:
        set_out(told, read, out)
    if briefs:
        keep_briefs([one.cluster for one in told], [one.brief for one in told], briefs)


@main.command()
@click.argument("read", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("kept", type=click.Path(dir_okay=False, path_type=Path))
def marks(read: Path, kept: Path) -> None:
    """Counts a reader's marks in READ, which `writer --read` set out, and keeps them in KEPT without any text."""
    from bench.writer import keep_marks

    keep_marks(read, kept)


@main.command()
@_data
@click.option("--limit", metavar="N", default=10, show_default=True, help="Clusters, with --data.")
@click.option("--few", default=100, show_default=True, help="Articles of the small bundle.")
@click.option("--many", default=1000, show_default=True, help="Articles of the large bundle.")
@click.option("--rounds", default=1, show_default=True, help="Turns of each.")
def speed(data: Path | None, limit: int, few: int, many: int, rounds: int) -> None:
    """Our time beside sumy's LexRank, the growth from few articles to many, and the embedded writer's pace (C1)."""
    from bench.speed import speed

    speed(data, limit, few, many, rounds)
    if all(map(find_spec, ("ctranslate2", "tokenizers", "transformers"))):
        from bench.pace import pace

        pace(data, limit)


@main.command()
@_data
@click.option("--requests", default=320, show_default=True, help="Briefs over HTTP, and in the loop beside.")
@click.option("--clients", default=32, show_default=True, help="Clients that ask at once.")
@click.option("--lines", default=400, show_default=True, help="Lines of bulk.")
def load(data: Path | None, requests: int, clients: int, lines: int) -> None:
    """The service under many clients beside the library in a loop (C4), and bulk's two workers beside one (C6)."""
    from bench.load import load

    load(data, requests, clients, lines)


@main.command()
def weight() -> None:
    """What an import costs, and the size of an installation."""
    from bench.weight import weight

    weight()


if __name__ == "__main__":
    main(prog_name="python -m bench")

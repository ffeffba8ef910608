"""`bench gate`: no figure may fall below its floor. Floors rise by themselves; to lower one takes a reason."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from click import ClickException

from bench.data import cases, multiling, multinews, sha256
from bench.scoring import recall, rouge
from summarizer import Options, Summarizer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.data import Cluster
    from summarizer.bulk import Summarizes

FLOORS = Path(__file__).with_name("floors.json")
CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
# Clusters of a public set that the gate scores: enough to notice a fall, and done in seconds.
SUBSET = 20


class Shut(ClickException):
    """The gate does not let a change through; the message has a line for each reason."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What was measured, in points, and the SHA-256 of the clusters that it was measured on."""

    sha256: str
    figures: Mapping[str, float]


def gate(data: Path | None, *, update: bool, reason: str | None) -> None:
    """Measures ours, and the public sets where there is `data`, and holds them to the floors. Raises Shut.

    With `update` the floors are written anew, none lower than it was; with a `reason` that the changelog tells, any.
    """
    if reason is not None and " ".join(reason.split()) not in " ".join(CHANGELOG.read_text("utf-8").split()):
        raise Shut(f"the reason for a lower floor has to stand in {CHANGELOG.name}, in these words")
    suites = {"cases": cases()}
    if data is not None:
        suites["multinews-100-peers"] = multinews(data)[:SUBSET]
        suites["multiling2011"] = multiling(data)
    floors = read(FLOORS)
    measured = {name: measure(clusters, Summarizer()) for name, clusters in suites.items()}
    for name, found in measured.items():
        for figure, value in found.figures.items():
            floor = floors[name].figures.get(figure, 0.0) if name in floors else 0.0
            print(f"{name:22}{figure:10}{value:7.2f}   floor {floor:5.1f}")
    if update:
        raised = {name: ratchet(name, floors.get(name), found, reason) for name, found in measured.items()}
        write(FLOORS, floors | raised)
    elif wrong := [
        line for name, found in measured.items() for line in shortfalls(name, floors.get(name), found)
    ]:
        raise Shut("\n".join(wrong))


def measure(clusters: Sequence[Cluster], summarizer: Summarizes) -> Pinned:
    """Mean ROUGE-2 of the briefs, and the mean share of nuggets that they tell where there are nuggets."""
    figures: dict[str, list[float]] = {}
    for one in clusters:
        options = Options(max_words=one.words, headline=False, extractive=True)
        brief = summarizer.summarize(one.articles, options)
        figures.setdefault("rouge2", []).append(rouge(brief.text, one.references).two)
        if one.nuggets:
            told = recall([statement.text for statement in brief.sentences], one.nuggets)
            figures.setdefault("nuggets", []).append(told)
    return Pinned(sha256(clusters), {figure: fmean(values) for figure, values in figures.items()})


def shortfalls(name: str, floor: Pinned | None, found: Pinned) -> list[str]:
    """What is wrong with a set's figures, a line each; nothing where they hold."""
    if floor is None:
        return [f"{name}: no floors; --update pins them"]
    if floor.sha256 != found.sha256:
        return [f"{name}: other data than the floors were measured on; --update pins them to these"]
    return [
        f"{name}: {figure} {found.figures.get(figure, 0.0):.2f} is below its floor of {least}"
        for figure, least in floor.figures.items()
        if found.figures.get(figure, 0.0) < least
    ]


def ratchet(name: str, floor: Pinned | None, found: Pinned, reason: str | None) -> Pinned:
    """The new floors of a set: what was found, rounded down, and never less than it was but for a reason. Raises Shut."""
    figures = {figure: math.floor(10 * value) / 10 for figure, value in found.figures.items()}
    before = floor.figures if floor else {}
    lower = [figure for figure, least in before.items() if found.figures.get(figure, 0.0) < least]
    if lower and reason is None:
        raise Shut(f"{name}: {', '.join(lower)} would be lower than before; that takes --allow-lower REASON")
    return Pinned(found.sha256, figures)


def read(path: Path) -> dict[str, Pinned]:
    """The floors by set; none where there is no file."""
    if not path.exists():
        return {}
    return {name: Pinned(**pinned) for name, pinned in json.loads(path.read_text("utf-8")).items()}


def write(path: Path, floors: Mapping[str, Pinned]) -> None:
    """Writes the floors, sets and figures in their order."""
    made = {name: asdict(pinned) for name, pinned in floors.items()}
    path.write_text(json.dumps(made, indent=2) + "\n", "utf-8")

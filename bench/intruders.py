"""`bench intruders`: the weights of the signs of a look-alike, fitted anew, and what they find of topics not seen."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.events import DEVELOPMENT
from bench.strays import Event, by_event
from summarizer.cleaning import clean
from summarizer.language.strangers import Signs, signs
from summarizer.language.words import Stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from summarizer.types import Article

    Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]

# Members of a bundle that an intruder joins, and of one without; they are taken in turn, so that every article is met.
JOINED, ALONE = (3, 4, 5, 5, 6, 7, 5, 8, 4, 5, 10, 5), (3, 4, 5, 6, 7, 10, 100)
LEAST, FIVE = 3, 5
RIDGE = 5.0  # what a weight's square costs, beside the logarithm of a bundle's likelihood
COLUMNS = (*Signs._fields, "three", "beyond six", "beforehand")


class Bundle(NamedTuple):
    """A row of signs and sizes for each article; which is the intruder, if one is; `shown` bundles aren't fitted on."""

    topic: str
    table: Table
    intruder: int | None
    shown: bool


def intruders(data: Path | None) -> None:
    """Prints the weights that `summarizer.events` has, and how weights do that were fitted on other topics."""
    sets = by_event(data)
    stems = Stems()
    ecb = [bundle for event in sets["ecbplus"] for bundle in _bundles(event, sets["ecbplus"], stems)]
    rest = [
        bundle
        for name in ("basil", "mmds2025")
        for event in sets[name]
        for bundle in _bundles(event, (), stems)
    ]
    print(
        f"{'fitted on':28}{'told on':14}{'bundles':>9}{'exactly it':>12}{'F1':>7}{'members lost of fives':>23}"
    )
    tests: dict[tuple[str, str], Callable[[str], bool]] = {
        ("all but development", "development"): lambda topic: topic in DEVELOPMENT,
        ("even topics", "odd topics"): lambda topic: int(topic) % 2 == 1,
        ("odd topics", "even topics"): lambda topic: int(topic) % 2 == 0,
    }
    for (fitted, told), unseen in tests.items():
        weights = fit([*(one for one in ecb if not unseen(one.topic)), *rest])
        _line(fitted, told, [one for one in ecb if unseen(one.topic) and one.shown], weights)
    weights = fit([*(one for one in ecb if one.topic not in DEVELOPMENT), *rest])
    print("\n" + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(COLUMNS, weights, strict=True)))


def fit(bundles: Sequence[Bundle]) -> Vector:
    """The weights that make the bundles likeliest: each article's odds of being the intruder, against there being none."""
    learned = [one for one in bundles if not one.shown]

    def cost(weights: Vector) -> tuple[float, Vector]:
        total, slope = 0.0, np.zeros_like(weights)
        for one in learned:
            odds = np.exp(one.table @ weights)
            shares = odds / (1 + odds.sum())
            total += float(np.log(1 + odds.sum()))
            slope += shares @ one.table
            if one.intruder is not None:
                total -= float(one.table[one.intruder] @ weights)
                slope -= one.table[one.intruder]
        plain = np.append(weights[:-1], 0.0)
        return total + RIDGE * float(plain @ plain) / 2, slope + RIDGE * plain

    found: Vector = minimize(cost, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B").x
    return found


def _bundles(event: Event, others: Sequence[Event], stems: Stems) -> Iterator[Bundle]:
    """The event's articles with one of its look-alike, and without, in turn; the first five of either to be shown."""
    own = event.articles
    alike = next((one.articles for one in others if one.topic == event.topic and one is not event), ())
    if len(own) < LEAST:
        return
    yield _bundle(event.topic, own[:FIVE], None, stems, shown=True)
    if alike and len(own) >= FIVE:
        yield _bundle(event.topic, own[:FIVE], alike[0], stems, shown=True)
        for turn, size in enumerate(JOINED):
            yield _bundle(event.topic, _turned(own, turn * size, size), alike[turn % len(alike)], stems)
    for turn, size in enumerate(ALONE if others else ALONE[2:3]):
        yield _bundle(event.topic, _turned(own, turn * size, size), None, stems)


def _turned(articles: Sequence[Article], first: int, size: int) -> list[Article]:
    """So many of the articles, if there are, from one of them on, and round to the beginning."""
    first %= len(articles)
    return [*articles[first:], *articles[:first]][:size]


def _bundle(
    topic: str, members: Sequence[Article], intruder: Article | None, stems: Stems, *, shown: bool = False
) -> Bundle:
    articles = [*members, *([intruder] if intruder else [])]
    texts = [" ".join(span.text for span in one.prose) for one in clean(articles)]
    size = (float(len(texts) == LEAST), max(0.0, log(len(texts) / 6)), 1.0)
    table = np.array([[*map(float, told), *size] for told in signs(texts, stems)])
    return Bundle(topic, table, len(members) if intruder else None, shown)


def _line(fitted: str, told: str, bundles: Sequence[Bundle], weights: Vector) -> None:
    """How the weights do where the strangest article is set aside if its odds are more than even."""
    logits = [one.table @ weights for one in bundles]
    gone = [int(each.argmax()) if each.max() > 0 else None for each in logits]
    planted = [
        (one.intruder, which) for one, which in zip(bundles, gone, strict=True) if one.intruder is not None
    ]
    exact = sum(intruder == which for intruder, which in planted)
    f1 = 2 * exact / (len(planted) + sum(which is not None for _, which in planted))
    alone = [(one, which) for one, which in zip(bundles, gone, strict=True) if one.intruder is None]
    lost = sum(which is not None for _, which in alone) / sum(len(one.table) for one, _ in alone)
    print(f"{fitted:28}{told:14}{len(planted):9}{exact / len(planted):12.1%}{f1:7.3f}{lost:23.1%}")

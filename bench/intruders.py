"""`bench intruders`: the weights by which a look-alike is told, fitted anew, and what they find of topics not seen."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from bench.events import DEVELOPMENT
from bench.lookalikes import Kind, kinds
from summarizer.cleaning import clean
from summarizer.dating import date_articles
from summarizer.events import DOUBTED, SURE, telling
from summarizer.language.strangers import Agreement, Signs, agreement, signs
from summarizer.language.words import Stems
from summarizer.origins import trace
from summarizer.splitting import load_punkt, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from summarizer.language.strangers import Telling

    Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]

# Members of a bundle that an intruder joins, and of one without; they are taken in turn, so that every article is met.
JOINED, ALONE = (3, 4, 5, 5, 6, 7, 5, 8, 4, 5, 10, 5), (3, 4, 5, 6, 7, 10, 100)
LEAST, FIVE, TEN = 3, 5, 10
# Fives of each event of ECB+ that are shown.
TURNS = 8
# What a weight's square costs, beside the logarithm of the likelihood: of a pair's standardized signs, of a bundle's.
RIDGE_OF_PAIRS, RIDGE = 300.0, 5.0
# What the pairs of one topic of ECB+ weigh together, of one event and of two; a pair of another set; and a planted one,
# which has others of its kind beside it. A bundle of ECB+ weighs 1, as of other sets, but there are many of NeuS.
TOPIC, PAIR, PLANTED = 240.0, 0.3, 0.15
WEIGHTS = {("neus", False): 0.3, ("neus", True): 0.15}
SIZES = ("three", "beyond six", "beforehand")
# Sets of which members are lost, and the widths of their columns.
COLUMNS = {"ecbplus": 9, "basil": 8, "mmds2025": 10, "multiling": 11, "neus": 8}
FIFTHS = 5
# Sets of which the days are not read: no article's is given.
UNDATED = frozenset({"neus"})
TRIED = (0.5, 0.25, 0.0, -0.25, -0.5, -0.75, -1.0)


class Read(NamedTuple):
    """An event of which the articles are read, with those of its look-alikes."""

    kind: Kind
    own: list[Telling]
    others: list[Telling]


class Place(NamedTuple):
    """Where a pair or a bundle is from: the set, and the number of the topic or event."""

    source: str
    number: int


HELD = frozenset(Place("ecbplus", int(topic)) for topic in DEVELOPMENT)


class Bundle(NamedTuple):
    """The signs of each pair, by the pair, of some articles; which is the intruder, if one is; and whether it is shown.

    `days` are those of publication, where they are sure, one for each article.
    """

    place: Place
    pairs: dict[tuple[int, int], Agreement]
    days: list[date | None]
    intruder: int | None
    shown: bool


class Pairs(NamedTuple):
    """Rows of signs of pairs; whether they are of one event; what each weighs; and where each is from."""

    table: Table
    same: Vector
    weights: Vector
    places: list[Place]


class Weights(NamedTuple):
    """Of a pair's signs, and of a bundle's signs and sizes."""

    pair: Vector
    bundle: Vector


def intruders(data: Path | None) -> None:
    """Prints the weights that `summarizer.events` has, and how weights do that were fitted on other topics."""
    stems = Stems()
    report([_read(kind, stems) for kind in kinds(data)])


def report(read: Sequence[Read]) -> None:
    """Fits on all but each fifth of the topics, and on all but the development ones, and prints what is found of those."""
    pairs = _pairs(read)
    bundles = [bundle for one in read for bundle in _bundles(one)]
    lost = "".join(f"{source:>{width}}" for source, width in COLUMNS.items())
    print(f"{'told on':14}{'odds':>6}{'planted':>9}{'exactly it':>12}{'F1':>7}  members lost of:{lost}")

    def apart(fifth: int) -> Callable[[Place], bool]:
        return lambda place: place in HELD or place.number % FIFTHS == fifth

    fifths = [fit(pairs, bundles, apart(fifth)) for fifth in range(FIFTHS)]
    weights = fit(pairs, bundles, HELD.__contains__)
    shown = [one for one in bundles if one.shown]
    others, held = ([one for one in shown if (one.place in HELD) is which] for which in (False, True))
    _curve("other fifths", others, [_suspect(one, fifths[one.place.number % FIFTHS]) for one in others])
    _curve("development", held, [_suspect(one, weights) for one in held])
    names = (*Agreement._fields, *Signs._fields, *SIZES)
    found = (f"{n} {w:.2f}" for n, w in zip(names, (*weights.pair, *weights.bundle), strict=True))
    print("\nfitted on all but the development topics: " + ", ".join(found))


def fit(pairs: Pairs, bundles: Sequence[Bundle], unseen: Callable[[Place], bool]) -> Weights:
    """The weights that make what is seen likeliest: first of pairs of one event, then of each bundle's intruder.

    What is beforehand is the same for all pairs and tells of none.
    """
    seen = np.array([not unseen(place) for place in pairs.places])
    pair = _logistic(pairs.table[seen], pairs.same[seen], pairs.weights[seen], RIDGE_OF_PAIRS)[:-1]
    learned = [one for one in bundles if not one.shown and not unseen(one.place)]
    return Weights(pair, _of_bundles(learned, pair))


def _logistic(table: Table, which: Vector, weights: Vector, ridge: float) -> Vector:
    """Logistic regression on standardized columns: the weights of the columns as they were, last what is beforehand."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    rows = np.column_stack([(table - mean) / spread, np.ones(len(table))])

    def cost(found: Vector) -> tuple[float, Vector]:
        logits = rows @ found
        plain = np.append(found[:-1], 0.0)
        total = float((weights * (np.logaddexp(0, logits) - which * logits)).sum())
        slope = rows.T @ (weights * (expit(logits) - which))
        return total + ridge * float(plain @ plain) / 2, slope + ridge * plain

    found = minimize(cost, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    columns = found[:-1] / spread
    return np.append(columns, found[-1] - columns @ mean)


def _of_bundles(bundles: Sequence[Bundle], pair: Vector) -> Vector:
    """Whether the article that agrees least with the others is the intruder."""
    least = [_least(one, pair) for one in bundles]
    found = np.array([which == one.intruder for one, (which, _) in zip(bundles, least, strict=True)], float)
    heavy = np.array([WEIGHTS.get((one.place.source, one.intruder is not None), 1.0) for one in bundles])
    return _logistic(np.array([row for _, row in least]), found, heavy, RIDGE)


def _least(bundle: Bundle, pair: Vector) -> tuple[int, Vector]:
    """The article that agrees least with the others, and its signs and sizes."""
    odds = {which: float(pair @ np.array(told)) for which, told in bundle.pairs.items()}
    told = signs(bundle.days, odds)
    least = min(range(len(told)), key=lambda i: told[i].agreed)
    count = len(bundle.days)
    return least, np.array([*told[least], float(count == LEAST), max(0.0, log(count / 6))])


def _read(kind: Kind, stems: Stems) -> Read:
    found = []
    punkt = load_punkt()
    for articles in (kind.articles, kind.others):
        cleaned = [one for one in clean(articles) if one.prose]
        days: list[date | None] = [None] * len(cleaned)
        if kind.source not in UNDATED:
            published = date_articles(cleaned, [split(one, punkt) for one in cleaned], trace(cleaned))
            days = [p.day if p.confidence >= SURE else None for p in published]
        found.append([telling(one, day, stems) for one, day in zip(cleaned, days, strict=True)])
    return Read(kind, *found)


def _pairs(read: Sequence[Read]) -> Pairs:
    """All pairs of one event, and of two of one kind.

    The articles of one event of each topic of ECB+ tell their day, those of the other don't, which is the set's doing and no
    sign; so each pair of it is read with and without either's day.
    """
    table, same, weights, places = [], [], [], []
    counts = Counter(
        (one.kind.topic, kind)
        for one in read
        if one.kind.source == "ecbplus"
        for kind, pairs in enumerate((product(one.own, one.others), combinations(one.own, 2)))
        for _ in pairs
    )
    for one in read:
        source, topic = one.kind[:2]
        for kind, pairs in enumerate((product(one.own, one.others), combinations(one.own, 2))):
            for left, right in pairs:
                if source == "ecbplus":
                    shown = [
                        agreement(a, b)
                        for a in (left, left._replace(published=None))
                        for b in (right, right._replace(published=None))
                    ]
                    weight = TOPIC / counts[topic, kind] / len(shown)
                else:
                    shown = [agreement(left, right)]
                    weight = PAIR if kind else PLANTED
                table += shown
                same += [float(kind)] * len(shown)
                weights += [weight] * len(shown)
                places += [Place(source, int(topic))] * len(shown)
    return Pairs(np.array(table), np.array(same), np.array(weights), places)


def _bundles(read: Read) -> Iterator[Bundle]:
    """The event's articles with one of its look-alike, and without, in turn; fives of either to be shown."""
    kind, own, others = read
    if len(own) < LEAST:
        return
    if kind.source != "ecbplus":
        yield _bundle(kind, own[:FIVE], None, shown=True)
        for other in others:
            yield _bundle(kind, own, other)
        if len(own) <= TEN:
            yield _bundle(kind, own, None)
        for first in range(0, len(own) if len(own) > FIVE else 0, 2):
            yield _bundle(kind, _turned(own, first, FIVE), None)
        return
    joins = bool(others) and len(own) >= FIVE
    for turn in range(min(TURNS, len(own)) if joins else 1):
        members = _turned(own, turn, FIVE)
        yield _bundle(kind, members, None, shown=True)
        if joins:
            yield _bundle(kind, members, others[turn % len(others)], shown=True)
    for turn, size in enumerate(JOINED if joins else ()):
        members, other = _turned(own, turn * size, size), others[turn % len(others)]
        yield _bundle(kind, members, other, undated=turn % 2 == 1)
    for turn, size in enumerate(ALONE):
        yield _bundle(kind, _turned(own, turn * size, size), None, undated=turn % 2 == 1)


def _turned(articles: Sequence[Telling], first: int, size: int) -> list[Telling]:
    """So many of the articles, if there are, from one of them on, and round to the beginning."""
    first %= len(articles)
    return [*articles[first:], *articles[:first]][:size]


def _bundle(
    kind: Kind,
    members: Sequence[Telling],
    other: Telling | None,
    *,
    shown: bool = False,
    undated: bool = False,
) -> Bundle:
    """A bundle; every second article of an undated one does not tell its day."""
    told = [*members, *([other] if other else [])]
    if undated:
        told = [one._replace(published=None) if i % 2 else one for i, one in enumerate(told)]
    pairs = {(i, j): agreement(told[i], told[j]) for i, j in combinations(range(len(told)), 2)}
    days = [one.published for one in told]
    return Bundle(Place(kind.source, int(kind.topic)), pairs, days, len(members) if other else None, shown)


def _suspect(bundle: Bundle, weights: Weights) -> tuple[int, float]:
    """The article that agrees least, and the logarithm of the odds that it is an intruder."""
    which, row = _least(bundle, weights.pair)
    return which, float(weights.bundle[:-1] @ row + weights.bundle[-1])


def _curve(told: str, bundles: Sequence[Bundle], suspects: Sequence[tuple[int, float]]) -> None:
    """What is found and lost where that article is set aside from some odds on; a star marks the ones in use."""
    for tried in TRIED:
        gone = [which if odds > tried else None for which, odds in suspects]
        shown = list(zip(bundles, gone, strict=True))
        planted = [(one.intruder, which) for one, which in shown if one.intruder is not None]
        exact = sum(intruder == which for intruder, which in planted)
        f1 = 2 * exact / (len(planted) + sum(which is not None for _, which in planted))
        mark = "*" if tried == DOUBTED else " "
        line = f"{told:14}{tried:6.2f}{mark}{len(planted):8}{exact / len(planted):12.1%}{f1:7.3f}{'':17}"
        for source, width in COLUMNS.items():
            alone = [
                (one, which) for one, which in shown if one.intruder is None and one.place.source == source
            ]
            members = sum(len(one.days) for one, _ in alone)
            line += (
                f"{sum(which is not None for _, which in alone) / members:{width}.1%}"
                if members
                else f"{'-':>{width}}"
            )
        print(line)

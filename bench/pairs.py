"""`bench pairs`: how well two sentences are known to say the same, at every threshold."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.data import rows
from summarizer.grouping import SAME, _compatible, _cosine, _read
from summarizer.language.words import Stems, tokens
from summarizer.types import Article
from summarizer.views import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

# News pairs of SemEval; its MSRpar pairs are left out, for they stand in msrp.
STS = ("headlines-2013", "headlines-2014", "headlines-2015", "headlines-2016", "deft-news-2014")
# A score from which two sentences say the same: 4 is "mostly equivalent, but some unimportant details differ".
EQUIVALENT = 4.0


class Pair(NamedTuple):
    """Two sentences, and whether people say that they state the same."""

    first: str
    second: str
    same: bool


def pairs(data: Path | None, limit: int | None) -> None:
    """Prints for each set the F1 of three measures of sameness at every threshold."""
    msrp = [_pair(row, same=bool(row["label"])) for row in rows(data, "msrp", "train")]
    sts = [_pair(row, same=row["score"] >= EQUIVALENT) for file in STS for row in rows(data, "sts", file)]
    _table("msrp train", msrp[:limit])
    _table(f"sts news, same from {EQUIVALENT:g} of 5", sts[:limit])


def by_grouping(pairs: Sequence[Pair]) -> list[float]:
    """How near `summarizer.grouping` finds each pair, 0 to 1, in a bundle of all of them; 0 where it bars them.

    It looks inside, for `group` itself knows one threshold only.
    """
    readings = _read([_sentence(text) for pair in pairs for text in pair[:2]], Stems())
    return [
        _cosine(one, two) if _compatible(one, two) else 0.0
        for one, two in zip(readings[::2], readings[1::2], strict=True)
    ]


def by_tfidf(pairs: Sequence[Pair]) -> list[float]:
    """The cosine of the pairs' words, weighted by their rarity among all sentences."""
    bags = [Counter(tokens(text)) for pair in pairs for text in pair[:2]]
    spread = Counter(word for bag in bags for word in bag)
    vectors = [{word: n * math.log(len(bags) / spread[word]) for word, n in bag.items()} for bag in bags]
    return [_angle(one, two) for one, two in zip(vectors[::2], vectors[1::2], strict=True)]


def by_jaccard(pairs: Sequence[Pair]) -> list[float]:
    """The words that a pair shares, of all that it has."""
    bags = [(frozenset(tokens(pair.first)), frozenset(tokens(pair.second))) for pair in pairs]
    return [len(one & two) / (len(one | two) or 1) for one, two in bags]


MEASURES: dict[str, Callable[[Sequence[Pair]], list[float]]] = {
    "grouping": by_grouping,
    "TF-IDF": by_tfidf,
    "Jaccard": by_jaccard,
}


def f1(scores: Sequence[float], same: Sequence[bool], threshold: float) -> float:
    """F1, in points, of calling the same what scores above a threshold."""
    called = [score > threshold for score in scores]
    right = sum(c and s for c, s in zip(called, same, strict=True))
    return 200 * right / ((sum(called) + sum(same)) or 1)


def auc(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The share, in points, of (same, other) pairs that the score puts in the right order; a tie is half of one."""
    ranked = sorted(zip(scores, same, strict=True))
    others = Counter(score for score, yes in ranked if not yes)
    below = won = 0.0
    for i, (score, yes) in enumerate(ranked):
        if i and score != ranked[i - 1][0]:
            below += others[ranked[i - 1][0]]
        won += (below + others[score] / 2) if yes else 0
    return 100 * won / ((sum(same) * (len(same) - sum(same))) or 1)


def _pair(row: Mapping[str, Any], *, same: bool) -> Pair:
    first, second = row["sentences"]
    return Pair(first, second, same)


def _sentence(text: str) -> Sentence:
    return Sentence(Span(Article(id=text, text=text), 0, len(text)), 0, 0)


def _angle(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    lengths = math.hypot(*one.values()) * math.hypot(*two.values())
    return sum(weight * two[word] for word, weight in one.items() if word in two) / (lengths or 1)


def _table(title: str, pairs: Sequence[Pair]) -> None:
    same = [pair.same for pair in pairs]
    scores = {name: measure(pairs) for name, measure in MEASURES.items()}
    everything = f1([1.0] * len(same), same, 0.0)
    print(
        f"\n{title}: {len(pairs)} pairs, {sum(same)} the same; F1 of calling all of them so: {everything:.1f}"
    )
    print(f"{'above':8}" + "".join(f"{name:>10}" for name in scores))
    for threshold in (n / 20 for n in range(1, 20)):
        figures = "".join(f"{f1(own, same, threshold):10.1f}" for own in scores.values())
        print(f"{threshold:<8.2f}{figures}" + "   as shipped" * math.isclose(threshold, SAME))
    print(f"{'AUC':8}" + "".join(f"{auc(own, same):10.1f}" for own in scores.values()))

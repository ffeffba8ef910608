"""How a brief's text is scored against what people wrote, and how sure a difference is."""

from __future__ import annotations

import random
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from rouge_score.rouge_scorer import RougeScorer

from summarizer.language.words import Stems, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUGE = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


class Rouge(NamedTuple):
    """F of ROUGE-1, -2 and -L in points, 0 to 100."""

    one: float
    two: float
    longest: float


class Interval(NamedTuple):
    """A mean difference and the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


def rouge(text: str, references: Sequence[str]) -> Rouge:
    """The mean over the references of a text's ROUGE (Lin 2004), by rouge-score with its stemmer; nothing is cut."""
    scores = [_ROUGE.score(reference, text) for reference in references]
    one, two, longest = (
        100 * fmean(s[kind].fmeasure for s in scores) for kind in ("rouge1", "rouge2", "rougeL")
    )
    return Rouge(one, two, longest)


def recall(sentences: Sequence[str], nuggets: Sequence[Sequence[str]]) -> float:
    """The share of the nuggets, in points, that the sentences tell.

    A nugget is told where one sentence holds all words of one of its wordings, in any order and form.
    """
    stems = Stems()
    told = [frozenset(stems.of(tokens(sentence))) for sentence in sentences]
    return 100 * fmean(
        any(words.issuperset(stems.of(tokens(wording))) for wording in nugget for words in told)
        for nugget in nuggets
    )


def bootstrap(gaps: Sequence[float], samples: int = 2000) -> Interval:
    """The mean of paired differences with its percentile interval (Efron 1979), from a fixed seed."""
    draw = random.Random(0)
    means = sorted(fmean(draw.choices(gaps, k=len(gaps))) for _ in range(samples))
    return Interval(fmean(gaps), means[int(0.025 * samples)], means[int(0.975 * samples)])

"""Concepts, the small things that sentences say, and how likely an editor's summary of the event is to tell each.

A concept is a pair of neighbouring stems, as in Gillick and Favre (2009), small words and all: without these a long
sentence of few names costs words and seems to tell nothing. They weigh it by the documents that hold it; here its weight
is a probability, a logistic regression on what the bundle shows of it (as Li, Qian and Liu 2013 regress its frequency),
so that the worth of a choice of sentences is the number of concepts that an editor is expected to share with it. How many
an editor tells in all grows with the words that there are, so that a long brief looks beyond the first sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarizer.language.words import STOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from summarizer.language.words import Stems
    from summarizer.views import Sentence

# What is looked at, and what it adds to the log-odds that an editor tells a concept. A place is 1 for a report's first
# sentence, 1/2 for its second, and so on. Fitted by `python -m bench fit` on the editors' round-ups of NeuS (train): no
# brief of Multi-News, MultiLing or our own cases was looked at.
WEIGHTS = {
    "origins that say it, log": 1.17,
    "its earliest place": 1.91,
    "its mean place, 0 where an origin lacks it": 2.10,
    "times that an origin says it, log": 0.76,
    "both words carry content": 0.36,
    "neither word carries content": 1.13,
    "share of origins that say its rarest word": 1.66,
}
# The concepts of the sources that editors tell with each word of theirs; the same command prints it.
TOLD = 0.49
# Halvings of the interval in which the odds are sought that make so many concepts likely: to a ten-thousandth.
_STEPS, _FARTHEST = 18, 16.0


def concepts(text: str, stems: Stems) -> tuple[tuple[str, str], ...]:
    """The concepts of a text, each once, in the order of the text.

    >>> from summarizer.language.words import Stems
    >>> concepts("The ferry has sunk in the harbour", Stems())
    (('the', 'ferri'), ('ferri', 'has'), ('has', 'sunk'), ('sunk', 'in'), ('in', 'the'), ('the', 'harbour'))
    """
    return tuple(dict.fromkeys(pairwise(stems.of(stems.words(text)))))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a bundle's sentences say: each one's concepts, as rows of `evidence`, which has a column for each of WEIGHTS."""

    said: tuple[tuple[int, ...], ...]
    rows: Mapping[tuple[str, str], int]
    evidence: NDArray[np.float64]

    def likely(self, words: int, weights: Sequence[float] = tuple(WEIGHTS.values())) -> list[float]:
        """How likely an editor's summary of so many words tells each concept, 0 to 1; the sum is what it tells in all."""
        odds = self.evidence @ np.array(weights)
        low, high = -_FARTHEST, _FARTHEST
        for _ in range(_STEPS):
            middle = (low + high) / 2
            few = _chances(odds + middle).sum() < TOLD * words
            low, high = (middle, high) if few else (low, middle)
        chances: list[float] = _chances(odds + high).tolist()
        return chances


def read(sentences: Sequence[Sentence], origins: Mapping[str, str], stems: Stems) -> Reading:
    """The concepts of all sentences of a bundle. `origins` maps an article's id to its origin's."""
    rows: dict[tuple[str, str], int] = {}
    said = tuple(
        tuple(rows.setdefault(concept, len(rows)) for concept in concepts(sentence.text, stems))
        for sentence in sentences
    )
    numbers = {name: i for i, name in enumerate(dict.fromkeys(origins[s.article.id] for s in sentences))}
    who = [numbers[origins[s.article.id]] for s in sentences]
    places = [1 / (1 + s.position) for s in sentences]
    found = _spread(said, who, places, len(rows))

    words: dict[str, int] = {}
    stop = {stems[word] for word in STOP}
    parts = [[words.setdefault(w, len(words)) for w in concept if w not in stop] for concept in rows]
    told = [tuple(dict.fromkeys(word for row in own for word in parts[row])) for own in said]
    shares = _spread(told, who, places, len(words)).origins / (len(numbers) or 1)
    evidence = np.column_stack(
        [
            np.log(found.origins),
            found.earliest,
            found.places / (len(numbers) or 1),
            np.log(found.times / found.origins),
            [float(len(own) == 2) for own in parts],
            [float(not own) for own in parts],
            [min((shares[word] for word in own), default=0.0) for own in parts],
        ]
    )
    return Reading(said, rows, evidence)


def _chances(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-odds))


class _Spread(NamedTuple):
    """How things are spread over a bundle, an entry a thing; `places` sums up the earliest place in each origin."""

    origins: NDArray[np.float64]
    times: NDArray[np.float64]
    earliest: NDArray[np.float64]
    places: NDArray[np.float64]


def _spread(
    said: Sequence[Sequence[int]], who: Sequence[int], places: Sequence[float], things: int
) -> _Spread:
    lengths = [len(own) for own in said]
    thing = np.fromiter(chain.from_iterable(said), np.int64, sum(lengths))
    place = np.repeat(np.array(places, dtype=np.float64), lengths)
    pairs, index = np.unique(
        thing * (len(who) + 1) + np.repeat(np.array(who, np.int64), lengths), return_inverse=True
    )
    best = np.zeros(len(pairs))
    np.maximum.at(best, index, place)
    owner = pairs // (len(who) + 1)
    earliest = np.zeros(things)
    np.maximum.at(earliest, owner, best)
    return _Spread(
        origins=np.bincount(owner, minlength=things).astype(np.float64),
        times=np.bincount(thing, minlength=things).astype(np.float64),
        earliest=earliest,
        places=np.bincount(owner, weights=best, minlength=things).astype(np.float64),
    )

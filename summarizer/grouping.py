"""Groups sentences into facts: what says the same is one fact, and the rest of it its echoes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.language.numbers import numbers
from summarizer.language.quotations import outside_quotations
from summarizer.language.words import NEGATIONS, STOP, tokens
from summarizer.views import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.language.words import Stems
    from summarizer.views import Sentence

# Cosine of idf-weighted stems from which two sentences say the same. `python -m bench pairs` prints the curves: F1 is
# flat up to here on the MSR paraphrase corpus (train), and near its best from here to .60 on the news of STS.
SAME = 0.5
# Two printings of one wire sentence share this much of the shorter one's four-word runs; two reports of one event don't.
VERBATIM = 0.6
# A stem that stands in more sentences than this is no reason to compare two of them; it still counts in the comparison.
COMMON = 200
ROUNDING = 1e-9  # what a sum in another order may differ by


@dataclass(frozen=True, slots=True)
class _Reading:
    """What grouping looks at in a sentence: its weighted stems as a unit vector, its numbers, whether it denies.

    `numbers` holds the normal forms of each number, and the stem of what it counts ("" where nothing follows it).
    """

    weights: Mapping[str, float]
    numbers: tuple[tuple[frozenset[str], str], ...]
    denies: bool


def group(sentences: Sequence[Sentence], origins: Mapping[str, str], stems: Stems) -> tuple[Fact, ...]:
    """The facts that the sentences state, in the order of the sentences; every sentence stands in exactly one.

    Leader clustering over an inverted index: a sentence joins the fact whose lead is nearest, or leads a new one.
    `origins` maps an article's id to its origin's.
    """
    readings = _read(sentences, stems)
    members: dict[int, list[int]] = {}
    index: defaultdict[str, list[int]] = defaultdict(list)
    # Opening sentences lead: they name in full what later ones refer to.
    for i in sorted(range(len(sentences)), key=lambda i: (sentences[i].position, i)):
        lead = _nearest(readings[i], readings, index)
        if lead is None:
            members[i] = [i]
            for stem in readings[i].weights:
                index[stem].append(i)
        else:
            members[lead].append(i)
    return tuple(_fact([sentences[i] for i in members[lead]], origins) for lead in sorted(members))


def _read(sentences: Sequence[Sentence], stems: Stems) -> list[_Reading]:
    bags = [Counter(stems.content(sentence.text)) for sentence in sentences]
    spread = Counter(stem for bag in bags for stem in bag)
    readings = []
    for sentence, bag in zip(sentences, bags, strict=True):
        weights = {stem: n * math.log(1 + len(bags) / spread[stem]) for stem, n in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        readings.append(
            _Reading(
                {stem: weight / length for stem, weight in weights.items()},
                tuple((n.keys, _counted(sentence.text[n.end :], stems)) for n in numbers(sentence.text)),
                not NEGATIONS.isdisjoint(stems.words(sentence.text)),
            )
        )
    return readings


def _nearest(reading: _Reading, readings: Sequence[_Reading], index: Mapping[str, list[int]]) -> int | None:
    """The lead that says the same as `reading` and is nearest to it, if one does; the first of equals."""
    shared: defaultdict[int, float] = defaultdict(float)
    common = 0.0
    for stem, weight in reading.weights.items():
        leads = index.get(stem, ())
        if len(leads) > COMMON:
            common += weight * weight
            continue
        for i in leads:
            shared[i] += weight * readings[i].weights[stem]
    most = math.sqrt(
        common
    )  # that the common stems can add (Cauchy and Schwarz): most candidates need no cosine
    best, nearest = SAME, None
    for i in sorted(i for i, near in shared.items() if near + most > SAME - ROUNDING):
        near = _cosine(reading, readings[i])
        if near > best and _compatible(reading, readings[i]):
            best, nearest = near, i
    return nearest


def _cosine(first: _Reading, second: _Reading) -> float:
    small, large = sorted((first.weights, second.weights), key=len)
    return sum(weight * large[stem] for stem, weight in small.items() if stem in large)


def _counted(following: str, stems: Stems) -> str:
    """The stem of the word after a number, if it carries content: what the number counts."""
    word = tokens(following)[:1]
    return stems[word[0]] if word and word[0] not in STOP else ""


def _compatible(first: _Reading, second: _Reading) -> bool:
    """Whether two alike sentences can say the same: one template with other numbers or a denial is another fact.

    Numbers differ where each sentence counts the same thing and has a number that the other lacks.
    """
    mine, yours = _own(first, second), _own(second, first)
    return mine.isdisjoint(yours) and first.denies == second.denies


def _own(first: _Reading, second: _Reading) -> frozenset[str]:
    """What the numbers count that only the first has, of the same things where the second counts them."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for keys, counted in second.numbers:
        known[counted] |= keys
        known[""] |= keys
    return frozenset(counted for keys, counted in first.numbers if not keys & known.get(counted, known[""]))


def _fact(sentences: Sequence[Sentence], origins: Mapping[str, str]) -> Fact:
    """The fact of these sentences, the first of them leading; a sentence printed twice counts for one origin.

    What two reporters both quote is not told by one of them.
    """
    if len(sentences) == 1:
        return Fact(sentences[0])
    voices: list[tuple[str, frozenset[tuple[str, ...]]]] = []
    for sentence in sentences:
        words = tokens(outside_quotations(sentence.text))
        runs = frozenset(zip(words, words[1:], words[2:], words[3:], strict=False))
        origin = origins[sentence.article.id]
        if all(origin != other and not _verbatim(runs, theirs) for other, theirs in voices):
            voices.append((origin, runs))
    return Fact(sentences[0], tuple(sentences[1:]), len(voices))


def _verbatim(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> bool:
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) >= VERBATIM * shorter

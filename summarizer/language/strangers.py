"""Whether one of some texts tells of another event than the rest: other people, another day or year, other figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.likeness import nearness, weigh
from summarizer.language.names import capitalised, placed
from summarizer.language.numbers import numbers
from summarizer.language.words import WORD, content

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from summarizer.language.words import Stems

# Words that are read, and those of them that are the lead: further down stands background that look-alikes share.
READ, LEAD = 600, 60
# Words in which an event's own people, and its own day and figures, are told before those of other events.
FIRST, OPENING = 120, 150
# Words after which a name weighs half of what it weighs in front.
FADE = 60
# A name that fewer of the others have is not the story's.
COMMON = 0.5
# So many figures that differ, or agree, tell as much as more of them.
DENIED, SHARED = 3, 4
_BESIDE = 30  # characters in which the word that a number counts is looked for
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = re.compile(r"\b(?:19[5-9]\d|20\d\d)\b")


class Signs(NamedTuple):
    """What tells whether a text is of the others' event."""

    alike: float  # to the others, beside them to each other: 0 to 2
    known: float  # share of its first words' weight that another text holds, on average
    replaced: float  # 0 to 1: whether the others' chief name is missing and another stands in its place
    other_day: float  # 0 or 1: names weekdays and none that others name, who agree on one
    other_year: float  # the same of years
    denied: float  # 0 to 1: figures of the opening that differ from what two others say
    shared: float  # 0 to 1: figures of the opening that another has


def signs(texts: Sequence[str], stems: Stems) -> list[Signs]:
    """The signs of each of three or more texts."""
    heads = [text.split()[:READ] for text in texts]
    whole, leads, firsts, openings = (
        [" ".join(head[:most]) for head in heads] for most in (READ, LEAD, FIRST, OPENING)
    )
    words = [Counter(stems.of(content(text))) for text in whole]
    near = (
        nearness(weigh(words)),
        nearness(weigh([Counter(capitalised(text)) for text in whole])),
        nearness(weigh([Counter(stems.of(content(lead))) for lead in leads])),
        nearness(weigh([dict.fromkeys(filter(_DIGIT.search, own), 1) for own in words])),
    )
    # Names tell most, so they count twice.
    alike = [(sum(each) + each[1]) / 5 for each in zip(*near, strict=True)]
    denied, shared = _figures(openings, stems)
    columns = (
        alike,
        _known([Counter(stems.of(content(first))) for first in firsts]),
        _replaced([_salience(text) for text in whole]),
        _others([frozenset(_WEEKDAY.findall(opening)) for opening in openings]),
        _others([frozenset(_YEAR.findall(text)) for text in whole]),
        denied,
        shared,
    )
    return [Signs(*each) for each in zip(*columns, strict=True)]


def _known(bags: Sequence[Counter[str]]) -> list[float]:
    """Of each bag: the share of its weight, 1 + log of the count, that another bag holds on average."""
    holders = Counter(word for bag in bags for word in bag)
    found = []
    for bag in bags:
        weights = {word: 1 + log(times) for word, times in bag.items()}
        held = sum(weight * (holders[word] - 1) for word, weight in weights.items())
        found.append(held / (sum(weights.values()) * (len(bags) - 1)) if bag else 0.0)
    return found


def _salience(text: str) -> dict[str, float]:
    """How prominent each name of the text is, beside the most prominent one: how often it stands, and how early."""
    told: defaultdict[str, float] = defaultdict(float)
    for name, place in placed(text):
        told[name] += 1 / (1 + place / FADE)
    most = max(told.values(), default=1.0)
    return {name: weight / most for name, weight in told.items()}


def _replaced(saliences: Sequence[Mapping[str, float]]) -> list[float]:
    """The geometric mean of two things: how prominent a name the others share and the text lacks, and the reverse."""
    others = len(saliences) - 1
    holders = Counter(name for own in saliences for name in own)
    sums: Counter[str] = Counter()
    for own in saliences:
        sums.update(own)
    common = [name for name, held in holders.items() if held >= max(2, COMMON * others)]
    found = []
    for own in saliences:
        lacking, strange = [0.0], [0.0]
        for name in common:
            held, rest = holders[name] - (name in own), sums[name] - own.get(name, 0.0)
            if held > 1:
                lacking.append(
                    rest / others * (held / others) * (1 - min(1.0, own.get(name, 0.0) * held / rest))
                )
        for name, weight in own.items():
            mean = max(0.0, sums[name] - weight) / others
            strange.append(weight * (1 - (holders[name] - 1) / others) * (1 - min(1.0, mean / weight)))
        found.append(sqrt(max(lacking) * max(strange)))
    return found


def _others(told: Sequence[Collection[str]]) -> list[float]:
    """Of each, as 0 or 1: whether it names days, or years, and none that another does, where two others name the same."""
    holders = Counter(one for own in told for one in own)
    agreed = max(holders.values(), default=0) > 1 and len(told) > 3
    return [float(agreed and bool(own) and all(holders[one] == 1 for one in own)) for own in told]


def _figures(openings: Sequence[str], stems: Stems) -> tuple[list[float], list[float]]:
    """Of each opening: how many of its figures two others deny, and how many another shares."""
    told = [_counted(opening, stems) for opening in openings]
    holders = Counter((what, value) for own in told for what, values in own.items() for value in values)
    values_of: dict[str, set[str]] = {}
    for what, value in holders:
        values_of.setdefault(what, set()).add(value)
    denied, shared = [], []
    for own in told:
        agree = differ = 0
        for what, values in own.items():
            if any(holders[what, value] > 1 for value in values):
                agree += 1
            elif any(holders[what, value] > 1 for value in values_of[what]):
                differ += 1
        denied.append(min(DENIED, differ) / DENIED)
        shared.append(min(SHARED, agree) / SHARED)
    return denied, shared


def _counted(text: str, stems: Stems) -> dict[str, set[str]]:
    """The numbers of the text, days and years apart, by the word behind them and by the word before them."""
    found: dict[str, set[str]] = {}
    for number in numbers(text):
        if number.dated or number.is_year(text):
            continue
        behind = WORD.search(text, number.end, number.end + _BESIDE)
        before = next(reversed([*WORD.finditer(text, max(0, number.start - _BESIDE), number.start)]), None)
        for side, match in (("behind", behind), ("before", before)):
            if match:
                found.setdefault(f"{side} {stems[match[0].lower()]}", set()).update(number.keys)
    return found

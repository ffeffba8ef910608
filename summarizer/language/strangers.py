"""Whether one of some texts tells of another event than the rest: each pair's agreement, and who agrees least."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.dates import CalendarDay, read_days
from summarizer.language.likeness import Vector, dot
from summarizer.language.names import capitals
from summarizer.language.numbers import numbers
from summarizer.language.words import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from summarizer.language.words import Stems

# Words that are read; those of the lead; those in which an event is told first, its own figures, and its own day before
# those of others. Further down stands background that look-alikes share.
READ, LEAD, FIRST, OPENING, DATED = 600, 60, 120, 150, 250
# Words after which a name weighs half of what it weighs in front.
FADE = 60
# So many figures that agree or differ tell as much as more of them, and so many numbers.
FIGURES, NUMBERS = 4, 5
# Days by which what a text tells of lies near the other's publication, or far from it; and by which texts of one event
# may be published apart and still name the same weekday, and month.
NEAR, FAR, SAME_WEEKDAY, SAME_MONTH = 14, 45, 3, 31
# Days over which articles were published that are a story told on, as much as more of them.
TOLD_ON = 30
_UNTOLD = 0.5  # what is shared of the names of a text that has none
_BESIDE = 30  # characters in which the word that a number counts is looked for
_YEAR_DAYS = 365.0
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = re.compile(r"\b(?:19[5-9]\d|20\d\d)\b")
# May is a verb and a name too.
_MONTH_NAME = re.compile(
    r"\b(?:(Jan)(?:uary|\.)|(Feb)(?:ruary|\.)|(Mar)ch|(Apr)il|(Jun)e|(Jul)y|(Aug)(?:ust|\.)|(Sep)t(?:ember|\.)?"
    r"|(Oct)(?:ober|\.)|(Nov)(?:ember|\.)|(Dec)(?:ember|\.))"
)


class Telling(NamedTuple):
    """What is compared of a text, and the day on which it was published, where that is sure."""

    lead: Vector  # stems of its headline and first words
    first: frozenset[str]  # the same, of more words
    words: frozenset[str]  # all stems
    names: Vector
    salience: dict[str, float]  # of each name, beside the most prominent one
    figures: dict[str, set[str]]  # values, by the word behind or before them
    numbers: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    years: frozenset[int]
    days: tuple[float, ...]  # days of the year that it tells of
    published: date | None


class Agreement(NamedTuple):
    """What two texts have in common, and what speaks against one event."""

    lead: float  # cosine, 0 to 1
    known: float  # 0 to 1: the share of the first words that the other has, of the text where it is less
    knows: float  # the same of the text where it is more
    names: float  # the same
    people: float  # 0 to 1: the share of the names' weight that the other has, of the text where it is less
    replaced: float  # 0 to 1: how prominent a name is in each that the other lacks
    figures: float  # 0 to 1: figures of the same thing that agree
    denied: float  # 0 to 1: figures of the same thing that differ
    numbers: float  # 0 to 1: numbers that stand in both
    weekday: float  # 0 or 1: both name one
    other_weekday: float  # 0 or 1: both name weekdays, and none alike
    month: float  # the same of months
    other_month: float
    year: float
    other_year: float  # 0 or 1: the latest years that they know lie two apart, or more
    near: float  # 0 or 1: one tells of days about the other's publication
    far: float  # 0 or 1: one tells of days, and of none about the other's publication


class Signs(NamedTuple):
    """What tells whether a text is of the others' event; but for the last in logarithms of odds."""

    agreed: float  # how it agrees with the others
    alike: float  # the same, beside them with each other: below 0 where it agrees less
    nearest: float  # how it agrees with the one that it agrees with most
    told_on: float  # 0 to 1: whether the others were published over days and weeks


def tell(headline: str, text: str, published: date | None, stems: Stems) -> Telling:
    """What is compared of a text."""
    words = text.split()
    read, lead, first, opening, dated = (
        " ".join(words[:most]) for most in (READ, LEAD, FIRST, OPENING, DATED)
    )
    named = capitals(read)
    days = (expression.says for expression in read_days(dated))
    return Telling(
        _unit(Counter(stems.content(f"{headline} {lead}"))),
        frozenset(stems.content(f"{headline} {first}")),
        frozenset(stems.content(f"{headline} {read}")),
        _unit(Counter(key for key, _, initial in named if not initial)),
        _salience(named),
        _counted(opening, stems),
        frozenset(filter(_DIGIT.search, stems.content(read))),
        frozenset(_WEEKDAY.findall(opening)),
        frozenset("".join(found) for found in _MONTH_NAME.findall(read)),
        frozenset(map(int, _YEAR.findall(read))),
        tuple(_of_year(day.month, day.day) for day in days if isinstance(day, CalendarDay)),
        published,
    )


def agreement(one: Telling, other: Telling) -> Agreement:
    """What two texts have in common. Published far apart, they name other weekdays and months by nature."""
    both = one.published and other.published
    apart = abs((one.published - other.published).days) if one.published and other.published else 0
    agreed = differing = 0
    for what in one.figures.keys() & other.figures.keys():
        if one.figures[what] & other.figures[what]:
            agreed += 1
        else:
            differing += 1
    known = sorted((_known(one, other), _known(other, one)))
    first, second = _latest(one), _latest(other)
    gaps = [] if both else [gap for gap in (_gap(one, other), _gap(other, one)) if gap is not None]
    return Agreement(
        lead=dot(one.lead, other.lead),
        known=known[0],
        knows=known[1],
        names=dot(one.names, other.names),
        people=min(_held(one.salience, other.salience), _held(other.salience, one.salience)),
        replaced=sqrt(_lacking(one.salience, other.salience) * _lacking(other.salience, one.salience)),
        figures=min(FIGURES, agreed) / FIGURES,
        denied=min(FIGURES, differing) / FIGURES,
        numbers=min(NUMBERS, len(one.numbers & other.numbers)) / NUMBERS,
        weekday=float(apart <= SAME_WEEKDAY and bool(one.weekdays & other.weekdays)),
        other_weekday=float(apart <= SAME_WEEKDAY and _disjoint(one.weekdays, other.weekdays)),
        month=float(bool(one.months & other.months)),
        other_month=float(apart <= SAME_MONTH and _disjoint(one.months, other.months)),
        year=float(bool(one.years & other.years)),
        other_year=float(not both and first is not None and second is not None and abs(first - second) > 1),
        near=float(any(gap <= NEAR for gap in gaps)),
        far=float(any(gap > FAR for gap in gaps)),
    )


def compared(texts: int, most: int) -> list[tuple[int, int]]:
    """The pairs of some texts that are compared: all, or of many each with `most` others, spread evenly over them."""
    if texts <= most + 1:
        return list(combinations(range(texts), 2))
    step = texts // (most + 1)
    return [(i, (i + step * k) % texts) for k in range(1, most // 2 + 1) for i in range(texts)]


def signs(days: Sequence[date | None], odds: Mapping[tuple[int, int], float]) -> list[Signs]:
    """The signs of each of three or more texts, by the logarithm of the odds of one event of some pairs of them.

    `days` are those on which they were published, where that is sure.
    """
    own: list[list[float]] = [[] for _ in days]
    for (i, j), value in odds.items():
        own[i].append(value)
        own[j].append(value)
    whole = sum(odds.values())
    found = []
    for i, values in enumerate(own):
        agreed, rest = sum(values), len(odds) - len(values)
        dated = [day for j, day in enumerate(days) if day and j != i]
        told_on = min(TOLD_ON, (max(dated) - min(dated)).days) / TOLD_ON if dated else 0.0
        mean = agreed / len(values)
        found.append(Signs(mean, mean - (whole - agreed) / rest, max(values), told_on))
    return found


def _unit(counts: Mapping[str, int]) -> Vector:
    weights = {word: 1 + log(times) for word, times in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _salience(named: Sequence[tuple[str, int, bool]]) -> dict[str, float]:
    """How prominent each name of a text is, beside the most prominent one: how often it stands, and how early.

    Of its capitals (see `names.capitals`) one that begins a sentence is a name where the text has it as one elsewhere.
    """
    known = {key for key, _, initial in named if not initial}
    told: defaultdict[str, float] = defaultdict(float)
    for key, place, _ in named:
        if key in known:
            told[key] += 1 / (1 + place / FADE)
    most = max(told.values(), default=1.0)
    return {name: weight / most for name, weight in told.items()}


def _known(one: Telling, other: Telling) -> float:
    """The share of one text's first words that the other has."""
    return len(one.first & other.words) / len(one.first) if one.first else 0.0


def _held(salience: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of the names' weight that another text has."""
    whole = sum(salience.values())
    return sum(weight for name, weight in salience.items() if name in other) / whole if whole else _UNTOLD


def _lacking(salience: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The weight of the most prominent name that another text lacks."""
    return max((weight for name, weight in salience.items() if name not in other), default=0.0)


def _latest(one: Telling) -> int | None:
    return one.published.year if one.published else max(one.years, default=None)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _gap(telling: Telling, other: Telling) -> float | None:
    """The days of the year, at least, between what one text tells of and the publication of the other."""
    if not telling.days or other.published is None:
        return None
    day = _of_year(other.published.month, other.published.day)
    return min(min(abs(told - day), _YEAR_DAYS - abs(told - day)) for told in telling.days)


def _of_year(month: int, day: int) -> float:
    """Roughly the day of the year."""
    return (month - 1) * _YEAR_DAYS / 12 + day


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

"""The numbers of a text, each by what it amounts to and with what bounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.figures import HEDGES, SIGNS, WITHOUT_DIGITS, begin, read

if TYPE_CHECKING:
    from summarizer.language.figures import Reading, Tokens

_AFTERTHOUGHT = re.compile(
    r"[\s-]*plus\b|\s+or\s+(?:so|more|less|fewer)\b|\s+at\s+(?:most|least)\b", re.IGNORECASE
)
_LONGEST_HEDGE = 3  # words
_YEAR = re.compile(r"(?:19|20)\d\ds?")
_LENGTH_OF_TIME = re.compile(
    r"[\s-]*(?:minute|hour|day|night|week|weekend|month|year|decade)s?\b", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_DAYS = frozenset(str(day) for day in range(1, 32))


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start:end] of its text. Two numbers are the same if they share a key.

    `keys` are normal forms: "3000000" for "3 million", "5%", "$40", "day 11-30" for "Nov. 30", "at 9:30",
    "3th" for "third", "1990s", "tens of thousands". `hedge` is "below" for "nearly" or "up to", "above" for
    "over", "about", another kind by its name, several in their order, or "".
    """

    start: int
    end: int
    keys: frozenset[str]
    hedge: str = ""

    @property
    def dated(self) -> bool:
        """Whether it is a day of a month."""
        return any(map(_is_day, self.keys))

    def is_year(self, text: str) -> bool:
        """Whether the number, which stands in `text`, can be a year."""
        return _YEAR.fullmatch(text, self.start, self.end) is not None

    def in_time(self, text: str) -> bool:
        """Whether the number, which stands in `text`, is a date, a year or a length of time."""
        return self.dated or self.is_year(text) or _LENGTH_OF_TIME.match(text, self.end) is not None


def _is_day(key: str) -> bool:
    """Whether a key is that of a day of a month."""
    return key.startswith("day ")


def numbers(text: str) -> tuple[Number, ...]:
    """Every number of the text, in order.

    >>> [sorted(number.keys) for number in numbers("Nearly 3 million fled by Nov. 30.")]
    [['3000000'], ['day 11-30']]
    """
    if not (_DIGIT.search(text) or WITHOUT_DIGITS.intersection(_LETTERS.findall(text.lower()))):
        return ()  # as most sentences do, it holds none
    tokens = read(text)
    readings: list[tuple[Reading, str]] = []
    at = 0
    while at < len(tokens.all):
        reading = begin(tokens, at)
        if reading:
            hedge = "" if any(map(_is_day, reading.keys)) else _hedge(tokens, at, reading.end)
            readings.append((reading, hedge))
        at = reading.after if reading else at + 1
    keys = _share_units(tokens.flat, [reading for reading, _ in readings])
    return tuple(
        Number(reading.start, reading.end, own, hedge)
        for (reading, hedge), own in zip(readings, keys, strict=True)
    )


# ---------------------------------------------------------------- what stands around a number


def _hedge(tokens: Tokens, at: int, end: int) -> str:
    """The hedges before the token `at`, in order, and the "or more" after the offset `end`."""
    hedges: list[str] = []
    while at > 0:
        article = tokens.word(at - 1) in ("a", "an", "the") and _adjoins(tokens, at)
        before = at - 1 if article else at
        first = next(
            (i for i in range(max(0, before - _LONGEST_HEDGE), before) if _phrase(tokens, i, before)), None
        )
        if first is None:
            break
        hedges.insert(0, HEDGES[" ".join(map(tokens.word, range(first, before)))])
        at = first
    if later := _AFTERTHOUGHT.match(tokens.flat, end):
        hedges.append(" ".join(later[0].lower().strip("- ").split()))
    return " ".join(hedges)


def _phrase(tokens: Tokens, first: int, before: int) -> bool:
    """Whether the tokens [first:before] are a hedge of what follows."""
    return " ".join(map(tokens.word, range(first, before))) in HEDGES and all(
        _adjoins(tokens, i) for i in range(first + 1, before + 1)
    )


def _adjoins(tokens: Tokens, at: int) -> bool:
    return at >= len(tokens.all) or not tokens.gap(at).strip(f" {SIGNS}")


def _share_units(flat: str, readings: list[Reading]) -> list[frozenset[str]]:
    """The keys; in a range both have what is said once: "3 to 4 million", "12-15 percent", "Nov. 27-30"."""
    keys = [reading.keys for reading in readings]
    for i, (first, second) in enumerate(pairwise(readings)):
        joint = flat[first.end : second.start].strip().lower()
        days = [key.partition("-")[0] for key in first.keys if _is_day(key)]
        if days and joint in ("-", "to") and second.scale == 1 and second.keys <= _DAYS:
            keys[i + 1] = frozenset(f"{month}-{second.value}" for month in days)
        elif (
            _YEAR.fullmatch(flat, first.start, first.end) and second.percent
        ):  # "in 2010 and 70 percent in 2012"
            continue
        elif first.value is not None and second.value is not None and joint in ("-", "to", "and", "or"):
            value = first.value * (second.scale if first.scale == 1 else 1)
            keys[i] = frozenset({f"{first.coin}{value}{'%' if first.percent or second.percent else ''}"})
    return keys

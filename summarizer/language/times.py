"""The days, months and years that the numbers of a text belong to."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.language.figures import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.language.clauses import Token
    from summarizer.language.numbers import Number

# Behind these, but for "between 2010 and 2012", another part of a clause has dates of its own.
_JOINTS = frozenset("and but or while when after before against than from to".split())
_KINDS = ("weekday", "month", "day")


def times(text: str, tokens: Sequence[Token], numbers: Sequence[Number]) -> dict[int, frozenset[str]]:
    """The keys of the dates beside each number that is none, by its start: of its part of a clause, or of what opens that.

    >>> from summarizer.language.clauses import read
    >>> from summarizer.language.numbers import numbers
    >>> text = "In 2010 it was 60 percent, and 70 percent in 2012."
    >>> [sorted(keys) for keys in times(text, read(text), numbers(text)).values()]
    [['2010'], ['2012']]
    """
    dates = dict(_dates(text, tokens, numbers))
    plain = [number.start for number in numbers if number.start not in dates]
    starts = [0, *_parts(tokens, dates)]
    held: list[frozenset[str]] = [frozenset()] * len(starts)
    for start, keys in dates.items():
        held[bisect_right(starts, start) - 1] |= keys
    opening = held[0] if plain and len(starts) > 1 and plain[0] >= starts[1] else frozenset[str]()
    places = {start: bisect_right(starts, start) - 1 for start in plain}
    return {start: held[at] or (opening if at == 1 else frozenset()) for start, at in places.items()}


def _dates(
    text: str, tokens: Sequence[Token], numbers: Sequence[Number]
) -> Iterator[tuple[int, frozenset[str]]]:
    """Where a date begins, and its keys."""
    for token in tokens:
        if token.capital and token.word in WEEKDAYS:
            yield token.start, frozenset({f"weekday {WEEKDAYS[token.word]}"})
        elif token.capital and token.word in MONTHS:
            yield token.start, frozenset({f"month {MONTHS[token.word]}"})
    for number in numbers:
        if number.dated or number.is_year(text):
            yield number.start, number.keys


def _parts(tokens: Sequence[Token], dates: dict[int, frozenset[str]]) -> Iterator[int]:
    """Where a part of a clause begins, but the first."""
    for token, following in zip(tokens[1:], (*tokens[2:], None), strict=False):
        parts = following and token.word in _JOINTS and following.start not in dates
        if token.border or parts:
            yield token.start


def clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of dates have no weekday, month, day or year in common, and each has one."""
    return any(
        own and there and own.isdisjoint(there)
        for own, there in zip(_by_kind(one), _by_kind(other), strict=True)
    )


def _by_kind(keys: frozenset[str]) -> list[set[str]]:
    """The keys of weekdays, of months, of days of a month, and of years."""
    kinds = [{key for key in keys if key.startswith(f"{kind} ")} for kind in _KINDS]
    return [*kinds, {key for key in keys if key.isdecimal()}]

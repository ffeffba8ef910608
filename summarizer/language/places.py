"""The places of a text where numbers, days, names, quotations and modal verbs stand, each with the words around it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.figures import MONTHS, WEEKDAYS
from summarizer.language.neighbours import name_runs
from summarizer.language.quotations import quotations, quoted_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.language.clauses import Token
    from summarizer.language.numbers import Number

# Words on either side of a place that are compared with those around another.
_AROUND = 3
_MODALS = frozenset("may might could will would can must should".split())
_ARTICLES = ("the", "a", "an")
_BEGINS, _ENDS = "^", "$"


class Place(NamedTuple):
    """Something of a kind at [start:end] of a text: what it is known by, and the words before it, backwards, and after."""

    kind: str
    start: int
    end: int
    text: str
    known_by: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]

    def shares(self, other: Place) -> int:
        """How many words around both are the same, counted outwards on either side."""
        return _run(self.before, other.before) + _run(self.after, other.after)


def places(text: str, tokens: Sequence[Token], numbers: Iterable[Number]) -> Iterator[Place]:
    """The places of a text whose numbers are known; names are runs of capitalised words, their titles left out."""
    starts = [token.start for token in tokens]
    words = [_BEGINS, *(token.word for token in tokens), _ENDS]
    for kind, start, end, known_by in _found(text, tokens, list(numbers)):
        first, after = bisect_left(starts, start) + 1, bisect_left(starts, end) + 1
        if kind == "name" and words[first - 1] in _ARTICLES:
            first -= 1
        before = words[max(0, first - _AROUND) : first]
        yield Place(
            kind,
            start,
            end,
            text[start:end],
            known_by,
            tuple(before[::-1]),
            tuple(words[after : after + _AROUND]),
        )


def _found(
    text: str, tokens: Sequence[Token], numbers: Sequence[Number]
) -> Iterator[tuple[str, int, int, frozenset[str]]]:
    for number in numbers:
        yield "number", number.start, number.end, number.keys
    for quotation in quotations(text):
        yield (
            "quotation",
            quotation.start,
            quotation.end,
            frozenset({quoted_form(quotation.text).rstrip(" .,")}),
        )
    for first, last in name_runs(tokens):
        own = [token for token in tokens[first : last + 1] if token.capital and not token.plain]
        if own and not any(number.start <= own[0].start < number.end for number in numbers):
            day = own[0].word in WEEKDAYS or own[0].word in MONTHS
            known_by = frozenset(token.word for token in own)
            yield "day" if day else "name", own[0].start, own[-1].end, known_by
    for token in tokens:
        if token.word in _MODALS and not token.capital:
            yield "modal", token.start, token.end, frozenset({token.word})


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same from the beginning on."""
    differ = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))

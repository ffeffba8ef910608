"""The rule for texts that may join what any two sentences say: what stands beside each other does so in a source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.clauses import BRACKETS, OPENERS, read
from summarizer.language.numbers import numbers
from summarizer.language.quotations import verbatim
from summarizer.language.words import STOP
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from summarizer.language.clauses import Token
    from summarizer.language.numbers import Number
    from summarizer.rules.evidence import Claims, Evidence

# Words that open a clause where two sentences are joined, or a phrase that may stand at either end of one.
_OPENERS = OPENERS - {"in", "on", "at"}
# Of those, what joins a clause to the one before; and what such a clause has for its own subject.
_JOINTS = frozenset({"and", "but"})
_SUBJECTS = frozenset({"he", "she", "it", "they", "we", "there"})
# Words on either side that a number, name or day is held to, and that a quotation is.
_BESIDE, _AROUND = 2, 4
# Before a number, that it is the whole of which the number before it is a part.
_WHOLE = re.compile(r"\w (?:out )?of (?:[a-z]+ )?$")


@dataclass(frozen=True, slots=True)
class _Item:
    """A number, name, day, quotation or other word at [start:end], and the places of the spans that hold it."""

    kind: str
    start: int
    end: int
    holders: Sequence[int]
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A content word that begins at `start`, as a stem; of a name it is the last word, by which all call it."""

    stem: str
    start: int
    naming: bool


def links_stand(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """A number, name, day or quotation stands in one span with most of the words beside it, any other word with one.

    Of the numbers of that span none stands nearer to those words, unless one does so in the text. The other rules ask
    whether some span says each thing; that is enough where all spans say the same. Where they don't, "210 passengers" and
    "14 drowned" would make "210 drowned". Goyal and Durrett (2020) hold every arc of a parse to the source; words side by
    side stand for arcs.
    """
    opened = [token.start for token in claims.tokens if token.border or token.word in _OPENERS]
    joined = dict(_joined(claims.tokens))
    words = _words(claims, evidence)
    for item in (*_items(claims, evidence), *_plain(claims, evidence, words)):
        around, close = _beside(item, words, opened, joined)
        if not _stands(item, around, close, claims, evidence):
            said = claims.text[item.start : item.end]
            yield Refusal("link", f"{said!r} stands among other words in the cited spans")


def _stands(
    item: _Item, around: Sequence[str], close: Sequence[str], claims: Claims, evidence: Evidence
) -> bool:
    """Whether a span that holds the item holds enough of the words around it; what has none is nobody's to judge.

    `close` are the nearest of these on either side.
    """
    plain = item.kind == "word"
    if not item.holders or len(around) < (_BESIDE if plain else 1):
        return True
    enough = 1 if plain else len(around) // 2 + 1
    there = [i for i in item.holders if sum(stem in evidence.orders[i] for stem in around) >= enough]
    if item.number is None or not _counts(item.number, claims.text):
        return bool(there)
    # "8%" of "7% 8% voted" is not what counts voters
    own = {stem for stem in close if _nearest(item.number, claims.text, {stem}, evidence)}
    return bool(there) and any(_nearest(item.number, evidence.texts[i], own, evidence) for i in there)


def _words(claims: Claims, evidence: Evidence) -> list[_Word]:
    """The words that an item is held to: content that some span says as it is, no numbers and no days."""
    known = {stem for order in evidence.orders for stem in order}
    last = {i: name.words[-1].start for name in claims.names for i in range(name.start, name.end)}
    passed = [(one.number.start, one.number.end) for one in claims.numbers]
    passed += [(name.start, name.end) for name in claims.names if name.day]
    return [
        _Word(stem, token.start, token.start in last)
        for token in claims.tokens
        if token.word not in STOP
        and (stem := evidence.stems[token.word]) in known
        and last.get(token.start, token.start) == token.start
        and not any(start <= token.start < end for start, end in passed)
    ]


def _items(claims: Claims, evidence: Evidence) -> Iterator[_Item]:
    """Everything that can be looked up. A derived date is told by the first span, which it was derived from."""
    found = [numbers(text) for text in evidence.texts]
    for one in (counted.number for counted in claims.numbers):
        held = [i for i, there in enumerate(found) if any(one.keys & other.keys for other in there)]
        if one.keys & evidence.vouched and one.in_time(claims.text):
            yield _Item("day", one.start, one.end, [0])
        else:
            yield _Item("number", one.start, one.end, held, one)
    for name in claims.names:
        last = re.compile(rf"(?<!\w){re.escape(name.words[-1].bare)}(?!\w)")
        held = [i for i, text in enumerate(evidence.texts) if last.search(text)]
        yield _Item("name", name.start, name.end, [0] if name.day in evidence.vouched else held)
    for quotation in claims.quotations:
        held = [i for i, text in enumerate(evidence.texts) if verbatim(quotation, text)]
        yield _Item("quotation", quotation.start, quotation.end, held)


def _plain(claims: Claims, evidence: Evidence, words: Sequence[_Word]) -> Iterator[_Item]:
    """The words that are neither name nor quoted."""
    ends = {token.start: token.end for token in claims.tokens if not token.quoted}
    for word in words:
        if not word.naming and word.start in ends:
            held = [i for i, order in enumerate(evidence.orders) if word.stem in order]
            yield _Item("word", word.start, ends[word.start], held)


def _joined(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Where a clause is joined to the one before by ", and" or ", but", and the word that it begins with."""
    for one, following in pairwise(tokens):
        if one.border and one.word in _JOINTS:
            yield one.start, following.word


def _beside(
    item: _Item, words: Sequence[_Word], opened: Sequence[int], joined: Mapping[int, str]
) -> tuple[list[str], list[str]]:
    """The words around an item, of its clause or of any where that has too few, and the nearest, of its clause if any are.

    Of a quotation it is the names around it, one of which spoke it, or else the words.
    """
    before = [word for word in words if word.start < item.start]
    after = [word for word in words if word.start >= item.end]
    inside: list[list[_Word]] = [[], []]
    if item.kind == "quotation":
        speakers = [[w for w in side if w.naming] for side in (before[-_AROUND:], after[:_AROUND])]
        before, after = speakers if any(speakers) else (before, after)
    else:
        clause = bisect_right(opened, item.start)
        inside = [[w for w in side if bisect_right(opened, w.start) == clause] for side in (before, after)]
        opening = joined.get(opened[clause - 1]) if clause else None
        if sum(map(len, inside)) >= _BESIDE or (opening and item.kind != "word" and any(inside)):
            before, after = inside
        elif opening in _SUBJECTS and after and not any(inside):  # ", and they argue that ..."
            before = []
        elif before:  # what a clause has too little of stands before it rather than in the next one
            after = inside[1]
    ahead, behind = inside if any(inside) else (before, after)
    around, close = (*before[-_BESIDE:], *after[:_BESIDE]), (*ahead[-1:], *behind[:1])
    return [word.stem for word in around], [word.stem for word in close]


def _nearest(number: Number, text: str, beside: Collection[str], evidence: Evidence) -> bool:
    """Whether no other number of the text is nearer to one of the words beside it; of "14 of the 210" 14 counts.

    Brackets are passed over, but by a number that stands in them only.
    """
    bare = BRACKETS.sub("", text)
    if any(one.keys & number.keys for one in numbers(bare)):
        text = bare
    found = numbers(text)
    own = [one for one in found if one.keys & number.keys]
    others = [n for n in found if n not in own and _counts(n, text) and not _WHOLE.search(text[: n.start])]
    words = [token for token in read(text) if evidence.stems[token.word] in beside]
    return not words or any(
        min(_gap(token, one) for one in own) <= min((_gap(token, one) for one in others), default=len(text))
        for token in words
    )


def _counts(number: Number, text: str) -> bool:
    """Whether the number, which stands in the text, is none of a calendar."""
    return not (number.dated or number.is_year(text))


def _gap(token: Token, number: Number) -> int:
    """The characters between a word and a number."""
    return max(0, number.start - token.end, token.start - number.end)

"""What stands next to a word in its clause, and what a phrase hangs on: what names, numbers and phrases must keep."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.clauses import OPENERS
from summarizer.language.figures import HEDGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.language.clauses import Token
    from summarizer.language.words import Stems

# Passed over on the way to a neighbour: determiners, and the words of hedges, which are for the rule on numbers.
_PASSED = (
    frozenset("a an the this these those its his her their our my your".split())
    .union(*map(str.split, HEDGES))
    .difference("to at as of or in no under over above close up".split())
)
# After these, as after a mark, a word has no neighbour before it: a clause begins, a claim, or what something is.
_JOINTS = frozenset(
    "and or but nor while as who which that when where because although though if since".split()
)
_SAYING = frozenset("say says said saying tell tells told telling according".split())
_BEING = frozenset("is are was were be been being".split())
_STARTING = _JOINTS | _SAYING | _BEING
_TITLES = frozenset("mr mrs ms dr".split())
START = "^"
# A phrase is known by its first word and one of so many content words after it: what it begins with may have been cut.
_KNOWN_BY = 3


class Phrase(NamedTuple):
    """A phrase that the word `opener` opens at `place`.

    `known_by` are the stems that it begins with, `host` those of its clause before it: what it may hang on.
    """

    opener: str
    place: int
    known_by: tuple[str, ...]
    host: frozenset[str]


def phrases(tokens: Sequence[Token], stems: Stems) -> Iterator[Phrase]:
    """The phrases of a text, in order."""
    host: list[str] = []
    for at, token in enumerate(tokens):
        if token.bracketed:
            continue
        if token.border:
            host = []
        if token.word in OPENERS:
            own: list[str] = []
            for i in range(at + 1, len(tokens)):
                ends = tokens[i].border and not tokens[i].bracketed
                if ends or len(own) == _KNOWN_BY or (own and tokens[i].word in OPENERS):
                    break
                own += [] if tokens[i].plain or tokens[i].bracketed else [stems[tokens[i].word]]
            if own:
                yield Phrase(token.word, token.start, tuple(own), frozenset(host))
        elif not token.plain:
            host.append(stems[token.word])


def beside(spans: Sequence[tuple[Token, ...]], stems: Stems) -> dict[str, frozenset[str]]:
    """The neighbours of every word of some spans; those of a run of capitalised words are each word's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tokens in spans:
        for first, last in _runs(tokens):
            around = {ahead(tokens, first, stems), *behind(tokens, last, stems)}
            for i in range(first, last + 1):
                found[tokens[i].word] |= around
    return {word: frozenset(around) for word, around in found.items()}


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first and last places of runs of capitalised words, and of the other words by themselves."""
    first = 0
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following and not following.border and _names(token) and _names(following):
            continue
        yield first, i
        first = i + 1


def _names(token: Token) -> bool:
    return token.capital and (not token.plain or token.word in _TITLES)


def ahead(tokens: Sequence[Token], first: int, stems: Stems) -> str:
    """The stem of the word before another in its clause, or `START`."""
    before = first
    while before and not tokens[before].border and _names(tokens[before]) and _names(tokens[before - 1]):
        before -= 1
    while before and not tokens[before].border and tokens[before - 1].word in _PASSED:
        before -= 1
    if not before or tokens[before].border or tokens[before - 1].word in _STARTING:
        return START
    according = tokens[before - 1].word == "to" and before > 1 and tokens[before - 2].word == "according"
    return START if according else _neighbour(tokens[before - 1], stems)


def behind(tokens: Sequence[Token], last: int, stems: Stems) -> Iterator[str]:
    """The stem of the word after another in its clause, if there is one."""
    after = last + 1
    while after < len(tokens) and tokens[after].bracketed and not tokens[last].bracketed:
        after += 1
    while after < len(tokens) and not tokens[after].border and tokens[after].word in _PASSED:
        after += 1
    if after < len(tokens) and not tokens[after].border and tokens[after].word not in _JOINTS:
        yield _neighbour(tokens[after], stems)


def _neighbour(token: Token, stems: Stems) -> str:
    return "say" if token.word in _SAYING else stems[token.word]

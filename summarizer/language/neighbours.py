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
_PREPOSITIONS = frozenset("with of for by in from about against after before without to on at".split())
_NO_VERBS = frozenset(
    "morning evening spring nothing something anything everything building meeting wedding king".split()
)
_SAYING = frozenset("say says said saying tell tells told telling according".split())
_BEING = frozenset("is are was were be been being".split())
_STARTING = _JOINTS | _SAYING | _BEING
_TITLES = frozenset("mr mrs ms dr".split())
START = "^"
# A phrase is known by its first word and one of so many content words after it: what it begins with may have been cut.
_KNOWN_BY = 3
# Words after a phrase that begins its clause in which to look for what it hangs on.
_FAR = 40


class Phrase(NamedTuple):
    """A phrase that the word `opener` opens at `place`.

    `known_by` are the stems that it begins with, `host` those that it may hang on: of its clause before it, or of all that
    follows where it begins its clause.
    """

    opener: str
    place: int
    known_by: tuple[str, ...]
    host: frozenset[str]


def phrases(tokens: Sequence[Token], stems: Stems) -> Iterator[Phrase]:
    """The phrases of a text, in order; brackets are passed over."""
    bare = [token for token in tokens if not token.bracketed]
    host: list[str] = []
    for at, token in enumerate(bare):
        if token.border:
            host = []
        if token.word not in OPENERS:
            host += _content([token], stems)
            continue
        end = next((i for i in range(at + 1, len(bare)) if bare[i].border), len(bare))
        following = next((i for i in range(at + 2, end) if bare[i].word in OPENERS), end)
        known_by = _content(bare[at + 1 : following], stems)[:_KNOWN_BY]
        if known_by:
            begins = not at or token.border
            far = _content(bare[end : end + _FAR], stems) if begins else ()
            yield Phrase(
                token.word,
                token.start,
                tuple(known_by),
                frozenset((*host, *far)),
            )


def _content(tokens: Sequence[Token], stems: Stems) -> list[str]:
    return [stems[token.word] for token in tokens if not token.plain]


def beside(spans: Sequence[tuple[Token, ...]], stems: Stems) -> dict[str, frozenset[str]]:
    """The neighbours of every word of some spans; those of a run of capitalised words are each word's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tokens in spans:
        for first, last in name_runs(tokens):
            around = {ahead(tokens, first, stems), *behind(tokens, last, stems)}
            for i in range(first, last + 1):
                found[tokens[i].word] |= around
    return {word: frozenset(around) for word, around in found.items()}


def name_runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
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


def governed(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The words around an "-ing" between a preposition and an object: ("with", "his") of "with planning his"."""
    for before, verb, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.word not in _PREPOSITIONS or not verb.word.endswith("ing") or verb.word in _NO_VERBS:
            continue
        if not (verb.border or verb.capital or after.border) and (after.word in _PASSED or after.capital):
            yield before.word, after.word


def _neighbour(token: Token, stems: Stems) -> str:
    return "say" if token.word in _SAYING else stems[token.word]

"""What the words of a text stand under: a "not", a "may", a "plans to", or somebody's "said".

The scopes are shallow, by clause and by distance, in the manner of NegEx (Chapman et al. 2001): they are only
ever compared with the scopes of another text, found in the same way.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from summarizer.language.names import ABBREVIATIONS
from summarizer.language.quotations import quotations
from summarizer.language.words import NEGATIONS, STOP, WORD, fold

_DATA: dict[str, dict[str, str]] = tomllib.loads(
    (files("summarizer") / "data" / "forces.toml").read_text("utf-8")
)
_SAYS, _MAY_SAY = (frozenset(_DATA["reporting"][group].split()) for group in ("always", "perhaps"))
_OPENERS, _ADJUNCTS, _ASIDES = (
    frozenset(_DATA["clauses"][group].split()) for group in ("open", "adjunct", "aside")
)


def _cues() -> dict[str, list[tuple[str, str]]]:
    """Every cue, with each force that it gives and "next" or the preposition that it waits for."""
    cues: dict[str, list[tuple[str, str]]] = {}
    for force in ("not", "denial", "may", "will", "must", "can", "hearsay", "intent"):
        for link, words in _DATA[force].items():
            for word in words.split():
                cues.setdefault(word, []).append((force, link))
    return cues


_CUES = _cues()
_BORDER = re.compile(r"[,;:.!?()\"]|(?<!\w)'|'(?!\w)|\s-+\s|--")
# A scope's reach in content words beyond the first; inside it a word may be meant or not.
_REACH = 3
# How many words may part "urged" from its "to".
_WAIT = 8
# A speaker is named in at most so many words.
_LONGEST_SPEAKER = 16
# No scope and no report reaches further, in words; a text without stops is still read in linear time.
_LONGEST_SENTENCE = 150


class Token(NamedTuple):
    """A word, in lower case, at [start:end]; `border` is that a clause ends before it."""

    word: str
    start: int
    end: int
    border: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Forces:
    """What a word surely stands under, and what it perhaps does."""

    surely: frozenset[str]
    perhaps: frozenset[str]

    def differ(self, other: Forces) -> frozenset[str]:
        """The forces that one word surely stands under and the other surely does not."""
        return (self.surely - other.surely - other.perhaps) | (other.surely - self.surely - self.perhaps)


@dataclass(frozen=True, slots=True)
class Stated:
    """A content word that begins at `start`, and what it stands under."""

    word: str
    start: int
    forces: Forces


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says something: the content words of who, and of what."""

    speaker: tuple[str, ...]
    claim: tuple[str, ...]


def read(text: str) -> tuple[Token, ...]:
    """The words of the text with the borders between its clauses."""
    flat = fold(text)
    quoted = [(one.start, one.end) for one in quotations(text)]
    found: list[Token] = []
    end = at = 0
    for match in WORD.finditer(flat):
        while at < len(quoted) and quoted[at][1] <= match.start():
            at += 1
        inside = at < len(quoted) and quoted[at][0] <= match.start()
        gap = flat[end : match.start()]
        short = found and (found[-1].word in ABBREVIATIONS or len(found[-1].word) == 1)
        border = _BORDER.search(gap.replace(".", "") if short else gap) is not None
        found.append(Token(match[0].lower().removesuffix("'s"), match.start(), match.end(), border, inside))
        end = match.end()
    return tuple(found)


def stated(tokens: tuple[Token, ...]) -> tuple[Stated, ...]:
    """The content words of a text, in order, with what each stands under.

    >>> [(one.word, sorted(one.forces.surely)) for one in stated(read("The mayor did not sign."))]
    [('mayor', []), ('sign', ['not'])]
    """
    surely: list[set[str]] = [{"said"} if token.quoted else set() for token in tokens]
    perhaps: list[set[str]] = [set() for _ in tokens]
    for at in range(len(tokens)):
        for force, link in _forces(tokens, at):
            _mark(tokens, at, force, link, surely, perhaps)
    for speaker, claim in _reports(tokens):
        for i in claim:
            surely[i].add("said")
        for i in speaker:
            perhaps[i].add("said")
    return tuple(
        Stated(token.word, token.start, Forces(frozenset(sure), frozenset(unsure)))
        for token, sure, unsure in zip(tokens, surely, perhaps, strict=True)
        if not _plain(token)
    )


def denials(tokens: tuple[Token, ...]) -> int:
    """How many words of a text deny something."""
    return sum(any(force == "not" for force, _ in _forces(tokens, at)) for at in range(len(tokens)))


def reports(tokens: tuple[Token, ...]) -> tuple[Report, ...]:
    """Who says what in a text."""

    def content(indices: list[int]) -> tuple[str, ...]:
        return tuple(tokens[i].word for i in indices if not _plain(tokens[i]))

    return tuple(Report(content(speaker), content(claim)) for speaker, claim in _reports(tokens))


def _plain(token: Token) -> bool:
    """Whether the word carries no content: a function word, a denial, a contraction of either."""
    return token.word in STOP or token.word in NEGATIONS or token.word.partition("'")[0] in STOP


# ---------------------------------------------------------------- forces


def _forces(tokens: tuple[Token, ...], at: int) -> list[tuple[str, str]]:
    """The forces that begin at a token; "no more than" and "not only" deny nothing."""
    word = tokens[at].word
    if word.endswith("n't"):
        return [("not", "next"), *_CUES.get(word.removesuffix("n't"), ())]
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if (word == "no" and following in ("more", "less", "fewer", "doubt")) or (
        word == "not" and following == "only"
    ):
        return []
    return _CUES.get(word, [])


def _mark(
    tokens: tuple[Token, ...],
    at: int,
    force: str,
    link: str,
    surely: list[set[str]],
    perhaps: list[set[str]],
) -> None:
    """Mark the scope of the cue at `at`: its head surely, a few words after it perhaps."""
    begin = at + 1
    if link != "next":
        begin = next((i + 1 for i in _clause(tokens, at + 1)[:_WAIT] if tokens[i].word == link), 0)
        if not begin:
            return
        for i in range(at + 1, begin):
            perhaps[i].add(force)
    scope = [i for i in _clause(tokens, begin) if not _plain(tokens[i]) and not tokens[i].word.endswith("ly")]
    if not scope:  # "would not be there": what comes before is denied
        surely[next((i for i in range(at - 1, -1, -1) if not _plain(tokens[i])), at)].add(force)
        return
    surely[scope[0]].add(force)
    for i in scope[1 : 1 + _REACH]:
        joined = i == scope[1] and tokens[i - 1].word in ("or", "nor")
        (surely if joined else perhaps)[i].add(force)


def _clause(tokens: tuple[Token, ...], begin: int) -> list[int]:
    """The indices from `begin` to its clause's end; a word that opens a clause ends one that has content."""
    found: list[int] = []
    content = False
    for i in range(begin, min(len(tokens), begin + _LONGEST_SENTENCE)):
        if tokens[i].border or (content and tokens[i].word in _OPENERS):
            break
        found.append(i)
        content = content or not _plain(tokens[i])
    return found


# ---------------------------------------------------------------- reports


def _reports(tokens: tuple[Token, ...]) -> list[tuple[list[int], list[int]]]:
    """(speaker, claim) of each report, as indices. What is reported inside a quotation is the quotation's."""
    found = []
    for at, token in enumerate(tokens):
        if token.quoted:
            continue
        if token.word == "according" and at + 1 < len(tokens) and tokens[at + 1].word == "to":
            speaker = [at, at + 1, *_segment(tokens, at + 2)]
            around = range(max(0, at - _LONGEST_SENTENCE), min(len(tokens), at + _LONGEST_SENTENCE))
            found.append((speaker, [i for i in around if not at <= i <= speaker[-1]]))
        elif token.word in _SAYS or token.word in _MAY_SAY:
            found += _spoken(tokens, at)
    return found


def _spoken(tokens: tuple[Token, ...], at: int) -> list[tuple[list[int], list[int]]]:
    """The report of the verb at `at`: "X said that C", "C, X said on Monday", "C, said X", "C, X said, C"."""
    if at + 1 < len(tokens) and tokens[at + 1].word == "to":  # "said to be"
        return []
    start = _opening(tokens, at)
    if (
        start == at
        and at
        and (tokens[_opening(tokens, at - 1)].word in _ASIDES or tokens[at - 1].word.isdecimal())
    ):
        subject = _opening(tokens, _opening(tokens, at - 1) - 1)  # "X, the mayor, said", "X, 41, said"
        start = subject if tokens[subject].word not in STOP or tokens[subject].word in _ASIDES else start
    segment = _segment(tokens, at + 1)
    after = at + 1 + len(segment)
    that = next((i for i in segment if tokens[i].word == "that"), 0)
    last = min(len(tokens), at + _LONGEST_SENTENCE)
    before = list(range(max(0, at - _LONGEST_SENTENCE), start))
    rest = list(range(after, last))
    if start == at and before:  # "C, said X" and perhaps ", the mayor of Y"
        apposition = _segment(tokens, after, within=True)
        return [([at, *segment, *apposition], before + rest[len(apposition) :])]
    adjunct = not segment or tokens[segment[0]].word in _ADJUNCTS or after == at + 1
    if before and adjunct and not that:  # "C, X said on Monday"
        return [(list(range(start, at + 1)) + segment, before + rest)]
    if that or tokens[at].word in _SAYS:  # "X said in a statement that C"
        opening = that + 1 if that else at + 1
        speaker = list(range(start, opening))
        if not that and adjunct:
            speaker += segment
            opening = after
        return [(speaker, list(range(opening, last)))]
    return []


def _opening(tokens: tuple[Token, ...], at: int) -> int:
    """The index at which the segment of `at` begins, at most a speaker's length before it."""
    start = max(at, 0)
    while start > 0 and not tokens[start].border and at - start < _LONGEST_SPEAKER:
        start -= 1
    return start


def _segment(tokens: tuple[Token, ...], begin: int, *, within: bool = False) -> list[int]:
    """The indices from `begin` to the next border; `within`, one right before `begin` does not count."""
    end = begin
    while end < min(len(tokens), begin + _LONGEST_SENTENCE) and (
        not tokens[end].border or (within and end == begin)
    ):
        end += 1
    return list(range(begin, end))

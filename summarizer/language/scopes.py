"""What the words of a text stand under: a "not", a "may", a "plans to", or somebody's "said".

The scopes are shallow, by clause and by distance, in the manner of NegEx (Chapman et al. 2001): they are only
ever compared with the scopes of another text, found in the same way.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from summarizer.language.clauses import LONGEST
from summarizer.language.figures import WEEKDAYS
from summarizer.language.reports import reports

if TYPE_CHECKING:
    from summarizer.language.clauses import Token

_DATA: dict[str, dict[str, str]] = tomllib.loads(
    (files("summarizer") / "data" / "forces.toml").read_text("utf-8")
)
_OPENERS = frozenset(_DATA["clauses"]["open"].split())


def _cues() -> dict[str, list[tuple[str, str]]]:
    """Every cue, with each force that it gives and "next" or the preposition that it waits for."""
    cues: dict[str, list[tuple[str, str]]] = {}
    for force in ("not", "denial", "may", "will", "must", "can", "hearsay", "intent", "qualified"):
        for link, words in _DATA[force].items():
            for word in words.split():
                cues.setdefault(word, []).append((force, link))
    return cues


_CUES = _cues()
# What these open says when something is so.
_WHEN = frozenset({"after", "before", "during", "since", "until"})
# A scope's reach in content words beyond the first; inside it a word may be meant or not.
_REACH = 3
# How many words may part "urged" from its "to".
_WAIT = 8


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
    for report in reports(tokens):
        for i in (*report.claim, *report.more):
            (surely if report.sure else perhaps)[i].add("said")
        if report.sure and report.beside:  # who speaks may be read as part of what is said
            for i in (*report.speaker, *report.saying):
                perhaps[i].add("said")
    return tuple(
        Stated(token.word, token.start, Forces(frozenset(sure), frozenset(unsure)))
        for token, sure, unsure in zip(tokens, surely, perhaps, strict=True)
        if not token.plain
    )


def denials(tokens: tuple[Token, ...]) -> tuple[tuple[str, str], ...]:
    """The words between which a text denies something, each time: ("did", "sign") for "did not sign" and "didn't sign"."""
    words = ["", *(token.word for token in tokens), ""]
    places = [at for at in range(len(tokens)) if any(force == "not" for force, _ in _forces(tokens, at))]
    auxiliaries = (tokens[at].word.removesuffix("n't") for at in places)
    return tuple(
        (own if own != tokens[at].word else words[at], words[at + 2])
        for at, own in zip(places, auxiliaries, strict=True)
    )


# ---------------------------------------------------------------- forces


def _forces(tokens: tuple[Token, ...], at: int) -> list[tuple[str, str]]:
    """The forces that begin at a token; "no more than" and "not only" deny nothing."""
    word = tokens[at].word
    if word in ("may", "will") and tokens[at].capital and at:  # the month, the name
        return []
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
        word, wait = ("to", 1) if link == "at-once" else (link, _WAIT)
        begin = next((i + 1 for i in _clause(tokens, at + 1)[:wait] if tokens[i].word == word), 0)
        if not begin:
            return
        for i in range(at + 1, begin):
            perhaps[i].add(force)
    own = _clause(tokens, begin)
    after = own[-1] + 1 if own else len(tokens)
    if after < len(tokens) and tokens[after].quoted and not tokens[at].quoted:
        own += [after, *_clause(tokens, after + 1)]  # "expects to be “fully cleared”"
    scope = [i for i in own if not tokens[i].plain and not tokens[i].word.endswith("ly")]
    if force != "not" and _elided(tokens, begin):  # "Arden would pay more than Orrin would after the vote"
        for i in scope:
            perhaps[i].add(force)
        scope = []
    if not scope and force == "denial":  # "after the council rejected it"
        surely[at].add(force)
        return
    if not scope:  # "would not be there": what comes before is denied
        before = (i for i in range(at - 1, -1, -1) if not tokens[i].plain)
        surely[next((i for i in before if not tokens[i].bracketed or tokens[at].bracketed), at)].add(force)
        return
    surely[scope[0]].add(force)
    for i in scope[1 : 1 + _REACH]:
        joined = i == scope[1] and tokens[i - 1].word in ("or", "nor")
        (surely if joined else perhaps)[i].add(force)


def _elided(tokens: tuple[Token, ...], begin: int) -> bool:
    """Whether nothing but when it is follows a cue: "in 2012", "on Monday", "after the vote"."""
    word, following = (tokens[i].word if i < len(tokens) else "" for i in (begin, begin + 1))
    return word in _WHEN or (word in ("in", "on") and (following in WEEKDAYS or following.isdecimal()))


def _clause(tokens: tuple[Token, ...], begin: int) -> list[int]:
    """The indices from `begin` to its clause's end; a word that opens a clause ends one that has content.

    A bracket in it is passed over.
    """
    found: list[int] = []
    content = False
    inside = tokens[begin - 1].bracketed
    for i in range(begin, min(len(tokens), begin + LONGEST)):
        if tokens[i].bracketed and not inside:
            continue
        if tokens[i].border or (content and tokens[i].word in _OPENERS):
            break
        found.append(i)
        content = content or not tokens[i].plain
    return found

"""Who says what in a text: the speaker and the claim of every report, found by verbs of saying and by clauses."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

from summarizer.language.clauses import LONGEST, opening_of, segment
from summarizer.language.figures import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.language.clauses import Token

_DATA: dict[str, dict[str, str]] = tomllib.loads(
    (files("summarizer") / "data" / "forces.toml").read_text("utf-8")
)
_SAYS, _MAY_SAY = (frozenset(_DATA["reporting"][group].split()) for group in ("always", "perhaps"))
_TURNS, _ADJUNCTS, _ASIDES, FINITE = (
    frozenset(_DATA["clauses"][group].split()) for group in ("turn", "adjunct", "aside", "finite")
)
_RELATIVES = frozenset({"who", "which", "that", "whose"})
_JOINS = frozenset({"and", "but", "yet", "while", "although", "though", "as"})
_COORDINATES = frozenset({"and", "but", "yet"})
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being", "first", "as"})
_NOUN = frozenset("a an the no any its their his her our final".split())  # before "say" and "report"
_MODALS = frozenset(
    "will would can could may might must should won't wouldn't can't couldn't cannot not didn't doesn't don't never".split()
)
_OFTEN = frozenset({"long", "also", "since", "repeatedly", "previously", "already", "now", "recently"})
_TELLS = frozenset({"tell", "tells", "told", "telling"})
_PRONOUNS = frozenset({"i", "he", "she", "it", "they", "we", "there"})
# An aside without a verb, and what parts a verb from its "that", have at most so many words; a speaker so many asides.
_SHORT, _ASIDES_AT_MOST = 8, 3
# After a verb of saying so few words are its speaker rather than what is said.
_BRIEF = 4


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says something, by the places of the words in the text.

    `saying` is the verb, to whom and when; `claim` what surely is said, `more` what follows and may be the writer's own
    (", and ..." after "X said"). Where the verb need not report ("X announced the closing"), the report is not `sure`;
    where the speaker is only looked for before it ("X left, saying that"), it is not `beside` the verb.
    """

    speaker: tuple[int, ...]
    saying: tuple[int, ...]
    claim: tuple[int, ...]
    more: tuple[int, ...] = ()
    sure: bool = True
    beside: bool = True


def reports(tokens: Sequence[Token]) -> tuple[Report, ...]:
    """The reports of a text. What is reported inside a quotation is the quotation's; brackets are passed over."""
    places = [at for at, token in enumerate(tokens) if not token.bracketed]
    bare = [tokens[at] for at in places]
    found = [one for at, token in enumerate(bare) if not token.quoted and (one := _report(bare, at))]
    begins = sorted(min(one.speaker + one.saying) for one in found if one.beside)
    return tuple(_placed(one, begins, places, len(tokens)) for one in found)


def _placed(found: Report, begins: Sequence[int], places: Sequence[int], size: int) -> Report:
    """The report by the places of the whole text: with the brackets of its speaker, and only up to the next report."""
    following = bisect_right(begins, max(found.speaker + found.saying))
    end = begins[following] if following < len(begins) else len(places)
    nexts = {i: places[i + 1] if i + 1 < len(places) else size for i in found.speaker}
    return replace(
        found,
        speaker=tuple(place for i in found.speaker for place in range(places[i], nexts[i])),
        saying=tuple(places[i] for i in found.saying),
        claim=tuple(places[i] for i in found.claim),
        more=tuple(places[i] for i in found.more if i < end),
    )


def _report(tokens: Sequence[Token], at: int) -> Report | None:
    """The report that a word tells of, if it does: by no infinitive, no passive and no "said to be"."""
    word = tokens[at].word
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if word == "according" and after == "to":
        return _according(tokens, at)
    if word not in _SAYS and word not in _MAY_SAY:
        return None
    begin = max(at - 2, opening_of(tokens, at))
    nearest = [token.word for token in tokens[begin:at] if not token.word.endswith("ly")]
    passive = word != "told" and not _PASSIVE.isdisjoint(nearest[-1:])
    if (
        before == "to"
        or before in _NOUN
        or passive
        or after in ("to", "by")
        or not _MODALS.isdisjoint(nearest)
    ):
        return None
    if word.endswith("ing"):
        return _saying(tokens, at)
    subject = _subject(tokens, at)
    return _spoken(tokens, at, subject) if subject else _inverted(tokens, at)


def _according(tokens: Sequence[Token], at: int) -> Report:
    """The report of "According to X, C" and "C, according to X"."""
    speaker, saying = tuple(segment(tokens, at + 2)), (at, at + 1)
    claim, more = _onward(tokens, at + 2 + len(speaker))
    told, earlier = _back(tokens, at)
    if any(not tokens[i].plain for i in told):
        return Report(speaker, saying, told, (*earlier, *claim, *more))
    return Report(speaker, saying, claim, more)


def _saying(tokens: Sequence[Token], at: int) -> Report | None:
    """The report of "X left, saying that C": X stands somewhere before."""
    that = _that(tokens, at)
    if not at or (tokens[at].word not in _SAYS and that is None):
        return None
    begin = at + 1 if that is None else that + 1
    before = tuple(range(max(0, at - LONGEST), at))
    return Report(before, tuple(range(at, begin)), *_onward(tokens, begin), beside=False)


def _subject(tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """The places of the subject of the verb at `at`, asides included; empty where its speaker follows it."""
    start = opening_of(tokens, at)
    if start < at:
        clause = max((i for i in range(start, at) if tokens[i].word in _TURNS - {"and"}), default=start - 1)
        own = [i for i in range(clause + 1, at) if i > start or tokens[i].word not in _TURNS]
        if not all(map(_leads, (tokens[i] for i in own))):
            joint = next(i for i in reversed(own) if not _leads(tokens[i]))
            if tokens[joint].word == "and":  # "X left and repeatedly said"
                return tuple(i for i in own if i < joint)
            said = max((i for i in own if i < joint and tokens[i].word in _SAYS), default=-1)
            return tuple(i for i in own if i > said)  # "X said he believes"
        opens = max(start, clause)
        # "X, who said", "X who has said", and "X left, but said"
        if not own or (tokens[opens].word in _TURNS and all(_leads(tokens[i]) for i in own)):
            joined = tokens[opens].word in _COORDINATES
            return tuple(range(max(0, opens - LONGEST) if joined else opening_of(tokens, opens - 1), opens))
    elif not at or (tokens[at].word not in _TELLS and _is_name(tokens, at + 1)):
        return ()
    following = segment(tokens, at + 1)
    when = not following or _tells_when(tokens, at + 1)  # no speaker follows "said" and "said on Monday"
    longest = LONGEST if when else 0 if len(following) <= _BRIEF else _SHORT
    begin = start
    for _ in range(_ASIDES_AT_MOST):
        aside = tokens[opening_of(tokens, begin - 1) : begin]
        if len(aside) == begin or aside[0].quoted or not _is_aside(aside, longest if begin == start else 0):
            break
        begin -= len(aside)
        if aside[0].capital:
            break
    return tuple(range(opening_of(tokens, begin - 1), at)) if begin < start else ()


def _leads(token: Token) -> bool:
    """Whether the word may stand between who speaks, or an "and", and the verb: "has", "also", "repeatedly"."""
    return token.word in FINITE or token.word in _OFTEN


def _is_aside(tokens: Sequence[Token], longest: int) -> bool:
    """Whether what stands between commas tells of what stands before: "the mayor", "41", "who left Orrin".

    Any words without a verb may, if they are at most `longest`; or be a speaker: "boats sailed, Ines Moreau, 41, said".
    """
    first = tokens[0].word
    if first in _RELATIVES or first.isdecimal():
        return True
    if _is_clause(tokens, range(len(tokens))):
        return False
    return first in _ASIDES or first.endswith("ing") or len(tokens) <= longest


def _is_name(tokens: Sequence[Token], begin: int) -> bool:
    """Whether what follows a verb of saying can only be who says it: a name, and no more of a clause."""
    own = segment(tokens, begin)
    if not own or not tokens[begin].capital or _tells_when(tokens, begin):
        return False
    end = next((i for i in own if not tokens[i].capital and tokens[i].word != "of"), own[-1] + 1)
    return end > own[-1] or _tells_when(tokens, end) or tokens[end].word in _TURNS


def _tells_when(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word begins what is said of the saying: "on Monday", "Monday", "in a statement"; not "this is"."""
    word, is_clause = tokens[at].word, any(token.word in FINITE for token in tokens[at + 1 : at + 2])
    return not (word == "this" and is_clause) and (word in _ADJUNCTS or word in WEEKDAYS)


def _inverted(tokens: Sequence[Token], at: int) -> Report | None:
    """The report of "C, said X" and perhaps ", the mayor of Y"; a verb that begins a text has nobody who speaks."""
    told, earlier = _back(tokens, at)
    named = segment(tokens, at + 1)
    if not told:  # "Said the mayor: C"
        return Report(tuple(named), (at,), *_onward(tokens, named[-1] + 1)) if named else None
    when = [i for i in named if _tells_when(tokens, i)]
    end = at + 1 + len(named)
    apposition = segment(tokens, end, within=True)
    if not apposition or not _is_aside([tokens[i] for i in apposition], _SHORT):
        apposition = []
    claim, more = _onward(tokens, end + len(apposition))
    saying = (at, *range(when[0], end)) if when else (at,)
    speaker = tuple(i for i in (*named, *apposition) if i not in saying)
    return Report(speaker, saying, told, (*earlier, *claim, *more))


def _spoken(tokens: Sequence[Token], at: int, subject: tuple[int, ...]) -> Report | None:
    """The report of a verb with its subject before it: "X said that C", "C, X said on Monday", "C, X said, C"."""
    own = segment(tokens, at + 1)
    end = at + 1 + len(own)
    opens = subject[-1] + 1 if subject[-1] + 1 < at else max(opening_of(tokens, at), subject[0] - 1)
    opening = tokens[opens].word
    within = opening in _TURNS and opening not in _COORDINATES  # "While X said C, ...", "X, who said C, ..."
    that = _that(tokens, at)
    adjunct = bool(own) and _tells_when(tokens, at + 1)
    last = end >= len(tokens) and not within
    parted = tokens[subject[0]].border
    warns = last and parted and (tokens[at].word in _MAY_SAY or tokens[at].word in _TELLS)  # "C, X warned Y."
    if that is None and (not own or adjunct or warns):
        told, earlier = _back(tokens, subject[0])
        before = (*earlier, *told)
        whole = not own or adjunct or (before and tokens[before[-1]].quoted) or _is_clause(tokens, before)
        if _is_told(tokens, before, end) and whole:
            rest, more = _onward(tokens, end)
            return Report(subject, (at, *own), told, (*earlier, *rest, *more))
    if that is None and tokens[at].word in _TELLS and not _is_clause(tokens, own):
        return None  # "told crews to leave"
    begin = at + 1 if that is None else that + 1
    claim, more = _onward(tokens, begin)
    if within and own:
        claim, more = tuple(range(begin, end)), ()
    sure = that is not None or tokens[at].word in _SAYS or _is_clause(tokens, own)
    beside = opening not in _COORDINATES
    return Report(subject, tuple(range(at, begin)), claim, more, sure, beside)


def _that(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the "that" which opens what the verb at `at` reports, with who is told or when before it."""
    own = segment(tokens, at + 1)[:_SHORT]
    that = next((i for i in own if tokens[i].word == "that"), None)
    if that is None or any(tokens[i].word in FINITE for i in range(at + 1, that)):
        return None
    tells = tokens[at].word not in _SAYS or tokens[at].word in _TELLS
    return that if that == at + 1 or tells or _tells_when(tokens, at + 1) else None


def _is_clause(tokens: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether some words have a verb of their own, before any that opens another clause; no words may be a quotation."""
    own = [tokens[i].word.partition("'") for i in places]
    until = next((i for i, (word, _, _) in enumerate(own) if i and word in _TURNS), len(own))
    return not own or any(word in FINITE or word in _PRONOUNS for word, _, _ in own[:until])


def _is_told(tokens: Sequence[Token], told: Sequence[int], end: int) -> bool:
    """Whether what stands before "X said" is what X said: not "On Monday, X said", nor what precedes a quotation."""
    if not told or tokens[told[-1]].word in _RELATIVES:  # "which, he said, had sunk"
        return False
    if all(tokens[i].plain for i in told) and not _is_clause(tokens, told):
        return False
    if end >= len(tokens):  # nothing else can be what X said
        return True
    if tokens[told[-1]].quoted:
        return True
    if end < len(tokens) and tokens[end].quoted:
        return False
    return _is_clause(tokens, told) or tokens[told[0]].word not in _ADJUNCTS | _TURNS


# ---------------------------------------------------------------- clauses


def _turns(tokens: Sequence[Token], at: int) -> bool:
    """Whether another clause opens here: ", but", "– and"."""
    return tokens[at].border and tokens[at].word in _TURNS and not tokens[at].quoted


def _back(tokens: Sequence[Token], end: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places before `end`: those of the last clause, and those before it."""
    first = max(0, end - LONGEST)
    joints = (i for i in range(end - 1, first, -1) if _turns(tokens, i) and tokens[i].word in _JOINS)
    turn = next(joints, first)
    return tuple(range(turn, end)), tuple(range(first, turn))


def _onward(tokens: Sequence[Token], begin: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places from `begin` on: those up to a clause that another word opens, and those from there."""
    last = min(len(tokens), begin + LONGEST)
    turn = next((i for i in range(begin + 1, last) if _turns(tokens, i)), last)
    return tuple(range(begin, turn)), tuple(range(turn, last))


def content(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[str]:
    """The words at some places that carry content; days don't tell who speaks, nor what."""
    return (tokens[i].word for i in places if not tokens[i].plain and tokens[i].word not in WEEKDAYS)

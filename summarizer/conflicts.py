"""Finds what the reports disagree about: tolls, outcomes, and accounts that see one happening differently."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Literal

from summarizer.language.names import capitalised
from summarizer.language.numbers import numbers
from summarizer.language.words import WORD, content, tokens
from summarizer.types import Claim, Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from summarizer.language.numbers import Number
    from summarizer.types import Citation
    from summarizer.views import Sentence

_FRAMES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    files("summarizer").joinpath("data/frames.toml").read_text("utf-8")
)
_WORDS = frozenset(
    word
    for frames in _FRAMES.values()
    for frame in frames
    for side in ("words", "one", "other")
    for word in frame.get(side, ())
)
_TOLLS = frozenset(word for frame in _FRAMES["toll"] for word in frame["words"])
# What parts the clauses of a sentence, and what makes of a count a part of one.
_JOINT = re.compile(r"(?<!\d),|,(?!\d)|[;:–—\"“”]| -+ |\b(?:and|but|while|including)\b")
_PARTLY = re.compile(r" (?:other|others|more|of (?:the|them|those|these|its|their|whom|which))\b")
# Words that many places share: "New Jersey" is not New York.
_COMMON = frozenset(
    "NEW NORTH SOUTH EAST WEST SAN SANTA LOS SAINT PORT FORT CITY COUNTY PROVINCE STATE".split()
)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|stated|stating|according to|claim\w*|describ\w+|call(?:ed|ing)|announc\w+)\b"
)
# Words after a number in which to look for what it counts ("tens of thousands of displaced families").
REACH = 4
# Sentences of one report are compared up to here: what a report disagrees about, it tells early.
DEPTH = 40


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with what comparing asks of it, worked out once."""

    sentence: Sentence
    origin: str
    day: date | None
    words: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of people, what they are, the telling words of the names in its clause, and the years of its sentence."""

    number: Number
    unit: str
    names: frozenset[str]
    years: frozenset[str]


def compare(
    sentences: Sequence[Sentence], origins: Mapping[str, str], days: Mapping[str, date | None]
) -> tuple[Conflict, ...]:
    """The conflicts between sentences of different origins, one for each kind and subject, in the order of the sentences.

    `origins` and `days` map an article's id to its origin's id and its publication day. Precision counts more than
    recall: two sentences must share a name, and a word of each side must be there.
    """
    said = [
        _Said(
            sentence,
            origins[sentence.article.id],
            days.get(sentence.article.id),
            words,
            frozenset(capitalised(sentence.text)),
        )
        for sentence in sentences
        if sentence.position < DEPTH and not _WORDS.isdisjoint(words := frozenset(tokens(sentence.text)))
    ]
    found: dict[tuple[str, str], Conflict] = {}
    for conflict in (
        *_tolls(said),
        *_opposed(said, "outcome"),
        *_opposed(said, "framing"),
    ):
        found.setdefault((conflict.kind, conflict.about), conflict)
    return tuple(found.values())


def _conflict(
    kind: Literal["contradiction", "superseded", "scope", "framing"], about: str, *sides: _Said
) -> Conflict:
    claims = tuple(Claim(text=side.sentence.text, citation=side.sentence.span.cite()) for side in sides)
    return Conflict(kind=kind, about=about, claims=claims)


def _in_time(first: _Said, second: _Said) -> tuple[_Said, _Said]:
    """The two, the earlier reported first."""
    if first.day and second.day and second.day < first.day:
        return second, first
    return first, second


# ---------------------------------------------------------------- tolls


def _tolls(said: Sequence[_Said]) -> Iterator[Conflict]:
    for frame in _FRAMES["toll"]:
        words = frozenset(frame["words"])
        counted = [(one, count) for one in said if one.words & words for count in _counts(one, words)]
        for (first, one), (second, other) in combinations(counted, 2):
            apart = first.origin == second.origin or not first.names & second.names
            if apart or one.number.keys & other.number.keys:
                continue
            earlier, later = _in_time(first, second)
            if one.unit != other.unit:
                yield _conflict("scope", f"{frame['name']}: {one.unit} and {other.unit}", earlier, later)
            elif _same_toll(one, other):
                kind: Literal["superseded", "contradiction"] = (
                    "superseded" if first.day and second.day and first.day != second.day else "contradiction"
                )
                yield _conflict(kind, f"{frame['name']}: how many {one.unit}", earlier, later)


def _same_toll(one: _Count, other: _Count) -> bool:
    """Whether two counts are exact, and of no two years and no two places."""
    exact = not any(count.number.hedge or _vague(count.number) for count in (one, other))
    apart = bool(one.names and other.names) and not one.names & other.names
    return exact and one.years == other.years and not apart


def _counts(one: _Said, words: frozenset[str]) -> Iterator[_Count]:
    """The numbers of a sentence that count people, where their clause has one of the words and no other toll's.

    "16 other people" is only a part of a toll.
    """
    text = one.sentence.text
    found = numbers(text)
    years = frozenset(text[n.start : n.end] for n in found if n.is_year(text))
    for number in found:
        clause = _clause(text, number)
        own = frozenset(tokens(clause))
        if _PARTLY.match(text, number.end) or not own & words or own & (_TOLLS - words):
            continue
        for word in content(text[number.end :])[:REACH]:
            if word in _PEOPLE:
                yield _Count(
                    number, _PEOPLE[word], frozenset(map(str.upper, capitalised(clause))) - _COMMON, years
                )
                break
            if word not in words:
                break


def _clause(text: str, number: Number) -> str:
    """What stands around a number, between marks and joints."""
    before = [found.end() for found in _JOINT.finditer(text) if found.end() <= number.start]
    after = _JOINT.search(text, number.end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _vague(number: Number) -> bool:
    return any(key.startswith("~") for key in number.keys)


_PEOPLE = {
    form: name
    for name, forms in {
        "people": "people persons person residents",
        "civilians": "civilians civilian",
        "families": "families family households",
        "children": "children child",
        "passengers": "passengers passenger",
        "workers": "workers worker miners sailors",
        "soldiers": "soldiers soldier troops fighters",
    }.items()
    for form in forms.split()
}


# ---------------------------------------------------------------- outcomes and framing


def _opposed(said: Sequence[_Said], kind: Literal["outcome", "framing"]) -> Iterator[Conflict]:
    """Sentences that take opposite sides; the one that stands first in a conflict does so in no other of its frame."""
    for frame in _FRAMES[kind]:
        one, other = (frozenset(frame[side]) for side in ("one", "other"))
        listed: set[Citation] = set()
        for first, second in product(_told_best(said, one, other), _told_best(said, other, one)):
            shared = sorted(first.names & second.names, key=lambda name: (_spread(said, name), name))
            if not shared or first.origin == second.origin:
                continue
            about = f"{_as_written(shared[0], first)}: {frame['name']}"
            for conflict in _judge(kind, about, first, second):
                if conflict.claims[0].citation not in listed:
                    listed.add(conflict.claims[0].citation)
                    yield conflict


def _told_best(said: Sequence[_Said], side: frozenset[str], other: frozenset[str]) -> list[_Said]:
    """The sentences that take a side and not the other, those first that say it most and say whose view it is."""
    taking = [one for one in said if one.words & side and not one.words & other]
    return sorted(
        taking, key=lambda one: -(len(one.words & side) + bool(_ATTRIBUTED.search(one.sentence.text)))
    )


def _judge(
    kind: Literal["outcome", "framing"], about: str, first: _Said, second: _Said
) -> Iterator[Conflict]:
    if kind == "framing":
        if _ATTRIBUTED.search(first.sentence.text) or _ATTRIBUTED.search(second.sentence.text):
            yield _conflict("framing", about, first, second)
    elif first.day and second.day and first.day != second.day:
        yield _conflict("superseded", about, *_in_time(first, second))
    elif first.day and first.day == second.day:
        yield _conflict("contradiction", about, first, second)


def _as_written(name: str, said: _Said) -> str:
    """A name as the sentence has it; names are compared in capitals."""
    return next((word for word in WORD.findall(said.sentence.text) if word.upper() == name), name)


def _spread(said: Sequence[_Said], name: str) -> int:
    return sum(name in one.names for one in said)

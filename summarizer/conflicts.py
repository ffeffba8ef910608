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
        counted = [
            (one, number, unit) for one in said if one.words & words for number, unit in _counts(one, words)
        ]
        for (first, one, unit), (second, other, its_unit) in combinations(counted, 2):
            if first.origin == second.origin or not first.names & second.names or one.keys & other.keys:
                continue
            earlier, later = _in_time(first, second)
            if unit != its_unit:
                yield _conflict("scope", f"{frame['name']}: {unit} and {its_unit}", earlier, later)
            elif not (one.hedge or other.hedge or _vague(one) or _vague(other)):
                kind: Literal["superseded", "contradiction"] = (
                    "superseded" if first.day and second.day and first.day != second.day else "contradiction"
                )
                yield _conflict(kind, f"{frame['name']}: how many {unit}", earlier, later)


def _counts(one: _Said, words: frozenset[str]) -> Iterator[tuple[Number, str]]:
    """The numbers of a sentence that count people, with what they count."""
    text = one.sentence.text
    for number in numbers(text):
        following = content(text[number.end :])[:REACH]
        for word in following:
            if word in _PEOPLE:
                yield number, _PEOPLE[word]
                break
            if word not in words:
                break


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

"""Edits of news sentences: errors of the kinds that a checker must catch, and changes that leave a sentence true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.language.figures import MONTHS, WEEKDAYS
from summarizer.language.names import Case, Register, names
from summarizer.language.quotations import outside_quotations, quotations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?![\w,./-]|\.\d)")
_DAYS = [name.capitalize() for name in WEEKDAYS if len(name) > 5]
_MONTHS = [name.capitalize() for name in MONTHS if len(name) > 2]
_DATE = re.compile(rf"\b(?:{'|'.join(_DAYS)}|(?:{'|'.join(_MONTHS)})(?=\.? \d))\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|did|does|do)\b(?! not)"
)
_NOT = re.compile(r"(?<=[a-z]) not (?!only\b)")
_SAYS = r"(?:said|says|told reporters|added|announced|warned|argued)"
_SPEAKER = r"(?:[A-Z][\w.’'-]*|the [a-z]+)(?: [A-Z][\w.’'-]+){0,3}"
_HEAD = re.compile(rf"^(?P<who>{_SPEAKER}) {_SAYS} (?:that )?(?=[a-zA-Z])(?P<claim>[^\"“”,]+)\.$")
_TAIL = re.compile(rf"^(?P<claim>[^\"“”]+), (?P<who>{_SPEAKER}) (?P<says>{_SAYS})\.$")
_SPOKEN = re.compile(rf"(?P<who>(?:[A-Z][\w’'-]+)(?: [A-Z][\w.’'-]+){{0,3}}) {_SAYS}\b")
_UNITS = dict(
    pair
    for one, other in (
        ("million", "billion"), ("percent", "degrees"), ("per cent", "degrees"), ("people", "families"),
        ("years", "months"), ("weeks", "days"), ("hours", "minutes"), ("miles", "feet"), ("pounds", "ounces"),
        ("votes", "seats"), ("men", "women"), ("children", "adults"), ("year", "month"), ("week", "day"),
        ("times", "days"), ("dollars", "euros"), ("thousand", "million"),
    )
    for pair in ((one, other), (other, one))
)  # fmt: skip
_UNIT = re.compile(rf"(?<=\d )(?:{'|'.join(_UNITS)})\b")
_ASIDE = re.compile(r", (?:who|which) [^,;\"“”]+,(?= [a-z])| \([^()]+\)")
_SPELT = dict(zip("2 3 4 5 6 7 8 9".split(), "two three four five six seven eight nine".split(), strict=True))


@dataclass(frozen=True, slots=True)
class Soil:
    """What an error is made of: the numbers, names and quotations of the same articles, and the sentences that quote."""

    numbers: Sequence[str]
    names: Sequence[str]
    quotations: Mapping[str, str]
    case: Case


def soil(texts: Sequence[str]) -> Soil:
    """What some sentences hold."""
    case = Case(texts)
    return Soil(
        numbers=sorted({found[0] for text in texts for found in _NUMBER.finditer(text)}),
        names=sorted({text[n.start : n.end] for text in texts for n in names(text, case) if not n.day}),
        quotations={
            q.text: text for text in texts for q in quotations(text) if 3 <= len(q.text.split()) <= 40
        },
        case=case,
    )


def number(text: str, ground: Soil, draw: Random) -> str | None:
    """Another number of the articles in the place of one."""
    return _swap(
        text, _NUMBER.search(text), [n for n in ground.numbers if n not in _NUMBER.findall(text)], draw
    )


def name(text: str, ground: Soil, draw: Random) -> str | None:
    """Another name of the articles, of as many words, in the place of one; none that the sentence has too."""
    own = [n for n in names(text, ground.case) if not n.day and not n.words[0].initial]
    if not own:
        return None
    found = draw.choice(own)
    said = text[found.start : found.end]
    others = [one for one in _foreign(text, ground) if len(one.split()) == len(said.split())]
    return text[: found.start] + draw.choice(others) + text[found.end :] if others else None


def date(text: str, ground: Soil, draw: Random) -> str | None:  # noqa: ARG001 - as every error
    """Another weekday or month in the place of one."""
    found = _DATE.search(text)
    if not found:
        return None
    others = _DAYS if found[0] in _DAYS else _MONTHS
    return _swap(text, found, [one for one in others if one not in text], draw)


def negation(text: str, ground: Soil, draw: Random) -> str | None:  # noqa: ARG001 - as every error
    """A "not" too few or too many, outside of quotations."""
    plain = outside_quotations(text)
    if found := _NOT.search(plain):
        return f"{text[: found.start()]} {text[found.end() :]}"
    found = _AUXILIARY.search(plain)
    return f"{text[: found.end()]} not{text[found.end() :]}" if found else None


def attribution(text: str, ground: Soil, draw: Random) -> str | None:
    """Another speaker."""
    found = _SPOKEN.search(text)
    return _swap(text, found, _foreign(text, ground), draw, group="who") if found else None


def claim(text: str, ground: Soil, draw: Random) -> str | None:  # noqa: ARG001 - as every error
    """What somebody said told as a fact."""
    found = _HEAD.search(text) or _TAIL.search(text)
    return _capital(f"{found['claim']}.") if found else None


def unit(text: str, ground: Soil, draw: Random) -> str | None:  # noqa: ARG001 - as every error
    """A number that counts something else."""
    found = _UNIT.search(text)
    return _swap(text, found, [_UNITS[found[0]]], draw) if found else None


def quotation(text: str, ground: Soil, draw: Random) -> str | None:
    """A quotation of somebody else between the marks: from a sentence that has none of this one's names."""
    own = [one for one in quotations(text) if len(one.text.split()) >= 3]
    said = {word.bare for one in names(outside_quotations(text), ground.case) for word in one.words}
    others = [one for one, there in ground.quotations.items() if not any(word in there for word in said)]
    if not own or not others or not said:
        return None
    stop = own[0].text[-1] if own[0].text[-1] in ".,!?" else ""
    return text[: own[0].start] + draw.choice(others).rstrip(".,!?") + stop + text[own[0].end :]


def moved(text: str) -> str | None:
    """The speaker first: "X said C." for "C, X said."."""
    found = _TAIL.search(text)
    return _capital(f"{found['who']} {found['says']} {_small(found['claim'])}.") if found else None


def cut(text: str) -> str | None:
    """Without what stands in brackets, or in a clause of "who" or "which" between commas."""
    return _ASIDE.sub("", text, count=1) if _ASIDE.search(text) else None


def spelt(text: str) -> str | None:
    """A small number in words."""
    found = re.search(r"(?<=[a-z] )[2-9](?= [a-z])", text)
    return text[: found.start()] + _SPELT[found[0]] + text[found.end() :] if found else None


ERRORS: dict[str, Callable[[str, Soil, Random], str | None]] = {
    one.__name__: one for one in (number, name, date, negation, attribution, claim, unit, quotation)
}
TRUE: dict[str, Callable[[str], str | None]] = {one.__name__: one for one in (moved, cut, spelt)}


def _foreign(text: str, ground: Soil) -> list[str]:
    """The names of the articles that no word of a sentence stands for."""
    register = Register([text])
    alone = {one: names(f"of {one}", ground.case) for one in ground.names}
    return [
        one
        for one, found in alone.items()
        if found and all(register.missing(found[0]) and word not in text for word in one.split())
    ]


def _swap(
    text: str, found: re.Match[str] | None, others: Sequence[str], draw: Random, group: str | int = 0
) -> str | None:
    if not found or not others:
        return None
    return text[: found.start(group)] + draw.choice(others) + text[found.end(group) :]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(text: str) -> str:
    first = text.partition(" ")[0]
    articles = {
        "The",
        "A",
        "An",
        "In",
        "It",
        "There",
        "They",
        "This",
        "These",
        "Those",
        "He",
        "She",
        "His",
        "Her",
        "At",
        "On",
    }
    return text[0].lower() + text[1:] if first in articles else text

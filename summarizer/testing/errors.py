"""Errors planted in news sentences, of the kinds that a gate must catch.

An error is made of what the same sources say, so that every word of a false sentence can be found in them. The same text
and ground give the same error. None is planted inside a quotation, but another quotation may take its place.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.figures import MONTHS, WEEKDAYS
from summarizer.language.names import Case, Register, names
from summarizer.language.quotations import balanced, outside_quotations, quotations, quoted_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_NUMBER = re.compile(r"(?<![\w.,/$€£-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/-]|[.,]\d|\.\w)")
_YEAR = re.compile(r"(?<=\bin )(?:19|20)\d\d\b")
DAYS = [name.capitalize() for name in WEEKDAYS if len(name) > 5]
_MONTHS = [name.capitalize() for name in MONTHS if len(name) > 2]
_DATE = re.compile(rf"\b(?:{'|'.join(DAYS)}|(?:{'|'.join(_MONTHS)})(?=\.? \d))\b")
_HEDGE = re.compile(
    r"(?<= )(?:nearly|almost|about|around|roughly|more than|fewer than|less than|at least|up to|over) (?=\$?\d)"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|did|does|do)\b"
    r"(?! (?:not|no|never|only)\b)(?=[ ,])"
)
_NOT = re.compile(r"(?<=[a-z]) not (?!only\b|just\b)")
_MODAL = re.compile(r"(?<=[a-z] )(?:may|might|could)(?= [a-z])")
_SAYS = r"(?:said|says|told reporters|added|announced|warned|argued)"
_SPEAKER = r"(?:[A-Z][\w.’'-]*|[Tt]he [a-z]+)(?: [A-Z][\w.’'-]+){0,3}"
_WHEN = rf"(?: (?:on )?(?:{'|'.join(DAYS)}))?"
_HEAD = re.compile(
    rf"^(?P<who>{_SPEAKER}) (?:{_SAYS}{_WHEN} that|said) (?=[a-zA-Z])(?!in |at |during |earlier )(?P<claim>[^\"“”,]+)\.$"
)
TAIL = re.compile(rf"^(?P<claim>[^\"“”]+), (?P<who>{_SPEAKER}) (?P<says>{_SAYS}{_WHEN})\.$")
AFTER = re.compile(rf"^(?P<claim>[^\"“”]+), (?P<says>said) (?P<who>{_SPEAKER})(?P<when>{_WHEN})\.$")
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
_DOES = re.compile(r" (?!met |and |or )[a-z]+ed (?:[a-z]+ ){0,3}")


@dataclass(frozen=True, slots=True)
class Soil:
    """What an error is made of: the numbers, years, names and quotations of the same sources, and who is quoted where."""

    numbers: Sequence[str]
    years: Sequence[str]
    names: Sequence[str]
    quotations: Mapping[str, str]
    case: Case


def soil(texts: Sequence[str]) -> Soil:
    """What some sentences hold."""
    case = Case(texts)
    plain = [outside_quotations(text) for text in texts]
    return Soil(
        numbers=sorted(
            {
                n[0]
                for text in plain
                for n in _NUMBER.finditer(text)
                if not re.fullmatch(r"(?:19|20)\d\d", n[0])
            }
        ),
        years=sorted({found[0] for text in plain for found in _YEAR.finditer(text)}),
        names=sorted({text[n.start : n.end] for text in texts for n in names(text, case) if not n.day}),
        quotations={
            q.text: text for text in texts for q in quotations(text) if 3 <= len(q.text.split()) <= 40
        },
        case=case,
    )


# ---------------------------------------------------------------- errors


def number(text: str, ground: Soil) -> str | None:
    """Another number of the sources in the place of one."""
    found = _NUMBER.search(outside_quotations(text))
    return _swap(text, found, [n for n in ground.numbers if n not in _NUMBER.findall(text)])


def year(text: str, ground: Soil) -> str | None:
    """Another year of the sources in the place of one."""
    return _swap(text, _YEAR.search(outside_quotations(text)), [y for y in ground.years if y not in text])


def hedge(text: str, ground: Soil) -> str | None:  # noqa: ARG001 - as every error
    """A number without its "nearly" or "more than"."""
    found = _HEDGE.search(outside_quotations(text))
    return text[: found.start()] + text[found.end() :] if found else None


def name(text: str, ground: Soil) -> str | None:
    """Another name of the sources, of as many words, in the place of one; none that the sentence has too."""
    plain = outside_quotations(text)
    own = [n for n in names(plain, ground.case) if not n.day and not n.words[0].initial]
    if not own:
        return None
    found = own[_draw(text, len(own))]
    said = text[found.start : found.end]
    others = [one for one in _foreign(text, ground) if len(one.split()) == len(said.split())]
    if not others:
        return None
    return text[: found.start] + others[_draw(text, len(others))] + text[found.end :]


def roles(text: str, ground: Soil) -> str | None:
    """Two names, with a clause's verb between them, in each other's place."""
    plain = outside_quotations(text)
    own = [n for n in names(plain, ground.case) if not n.day]
    for one, other in pairwise(own):
        between = plain[one.end : other.start]
        if _DOES.fullmatch(between):
            first, second = text[one.start : one.end], text[other.start : other.end]
            return f"{text[: one.start]}{second}{between}{first}{text[other.end :]}"
    return None


def date(text: str, ground: Soil) -> str | None:  # noqa: ARG001 - as every error
    """Another weekday or month in the place of one."""
    found = _DATE.search(outside_quotations(text))
    if not found:
        return None
    month = MONTHS.get(found[0].lower())  # "Sept." and "September" are one
    others = DAYS if month is None else [one for one in _MONTHS if MONTHS[one.lower()] != month]
    return _swap(text, found, [one for one in others if one not in text])


def negation(text: str, ground: Soil) -> str | None:  # noqa: ARG001 - as every error
    """A "not" too few or too many."""
    plain = outside_quotations(text)
    if found := _NOT.search(plain):
        return f"{text[: found.start()]} {text[found.end() :]}"
    found = _AUXILIARY.search(plain)
    return f"{text[: found.end()]} not{text[found.end() :]}" if found else None


def modality(text: str, ground: Soil) -> str | None:  # noqa: ARG001 - as every error
    """A "will" for what only may be."""
    return _swap(text, _MODAL.search(outside_quotations(text)), ["will"])


def attribution(text: str, ground: Soil) -> str | None:
    """Another speaker."""
    return _swap(text, _SPOKEN.search(outside_quotations(text)), _foreign(text, ground), group="who")


def claim(text: str, ground: Soil) -> str | None:  # noqa: ARG001 - as every error
    """What somebody said told as a fact."""
    found = _HEAD.search(text) or TAIL.search(text) or AFTER.search(text)
    return capital(f"{found['claim']}.") if found else None


def unit(text: str, ground: Soil) -> str | None:  # noqa: ARG001 - as every error
    """A number that counts something else."""
    found = _UNIT.search(outside_quotations(text))
    return _swap(text, found, [_UNITS[found[0]]]) if found else None


def quotation(text: str, ground: Soil) -> str | None:
    """A quotation of somebody else between the marks: from a sentence that has none of this one's names."""
    own = [one for one in quotations(text) if len(one.text.split()) >= 3]
    said = {word.bare for one in names(outside_quotations(text), ground.case) for word in one.words}
    others = [
        one
        for one, there in ground.quotations.items()
        if own and quoted_form(one) != quoted_form(own[0].text) and not any(word in there for word in said)
    ]
    if not others or not said:
        return None
    stop = own[0].text[-1] if own[0].text[-1] in ".,!?" else ""
    other = others[_draw(text, len(others))].rstrip(".,!?")
    return text[: own[0].start] + other + stop + text[own[0].end :]


ERRORS: dict[str, Callable[[str, Soil], str | None]] = {
    one.__name__: one
    for one in (
        number, year, hedge, name, roles, date, negation, modality, attribution, claim, unit, quotation,
    )
}  # fmt: skip


def false_versions(text: str, ground: Soil) -> dict[str, str]:
    """A sentence with an error planted, by the kind of the error; of the kinds that find no place in it, none.

    >>> ground = soil(["It burned in 1911.", "The mill of Orsk may have burned in 1907."])
    >>> false_versions("The mill of Orsk may have burned in 1907.", ground)["modality"]
    'The mill of Orsk will have burned in 1907.'
    """
    if not balanced(text):
        return {}
    planted = {kind: plant(text, ground) for kind, plant in ERRORS.items()}
    return {kind: false for kind, false in planted.items() if false and false != text}


def _foreign(text: str, ground: Soil) -> list[str]:
    """The names of the sources that no word of a sentence stands for."""
    register = Register([text])
    alone = {one: names(f"of {one}", ground.case) for one in ground.names}
    return [
        one
        for one, found in alone.items()
        if found and all(register.missing(found[0]) and word not in text for word in one.split())
    ]


def _swap(text: str, found: re.Match[str] | None, others: Sequence[str], group: str | int = 0) -> str | None:
    if not found or not others:
        return None
    return text[: found.start(group)] + others[_draw(text, len(others))] + text[found.end(group) :]


def _draw(text: str, size: int) -> int:
    """An index below `size` that the text decides, in every process."""
    return zlib.crc32(text.encode()) % size


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[0].upper() + text[1:]

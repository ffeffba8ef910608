"""The quotations of a text: what stands between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.language.words import fold, squash

_OPENING = "“„«"
_CLOSING = "”»"
_STRAIGHT = '"＂'
_DOUBLE = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
_MARK = re.compile("[“”„‟«»＂\"‘’‚‛′`´＇']")  # what `fold` makes a mark of
_PARTNERS = {"“": "”", "„": "”", "«": "»", '"': '"', "＂": "＂"}
# A single mark that clearly opens, with all up to the first that clearly closes; two readings may overlap.
_SINGLE = re.compile(r"'(?<![^\s(\[\"]')(?=\S)(?=(?P<inside>(?:[^'\"]|'(?=\w)){1,1000})'(?!\w))")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks: `text` is [start:end] of its text, the marks left out."""

    text: str
    start: int
    end: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of the text, in order: in double marks, or in single ones that clearly open and close.

    >>> [quotation.text for quotation in quotations("He spoke of “fair play” and 'the law'.")]
    ['fair play', 'the law']
    """
    if _MARK.search(text) is None:  # as most sentences are
        return ()
    flat = fold(text)
    found = _double(text) if '"' in flat else []
    if "'" in flat:
        for quotation in found:  # an apostrophe in a quotation opens nothing outside it
            flat = _blanked(flat, quotation.start, quotation.end, "_")
        found += [
            Quotation(text[single.start("inside") : single.end("inside")], *single.span("inside"))
            for single in _SINGLE.finditer(flat)
        ]
    quoting = (one for one in found if any(character.isalnum() for character in one.text))
    return tuple(sorted(quoting, key=lambda one: one.start))


def balanced(text: str) -> bool:
    """Whether every double quotation mark that opens is closed by its partner before another opens."""
    awaited = ""
    for mark in _DOUBLE.findall(text):
        if awaited and mark != awaited:
            return False
        if not awaited and mark not in _PARTNERS:
            return False
        awaited = "" if awaited else _PARTNERS[mark]
    return not awaited


def outside_quotations(text: str) -> str:
    """The text with its quotations blanked out, marks and all; what is left keeps its place."""
    for quotation in quotations(text):
        text = _blanked(text, quotation.start - 1, quotation.end + 1, " ")
    return text


def _blanked(text: str, start: int, end: int, blank: str) -> str:
    return text[:start] + blank * (end - start) + text[end:]


def quoted_form(text: str) -> str:
    """What two quotations are compared by: glyphs of quotes, dashes and dots folded, nothing else."""
    return squash(text).replace("…", "...").replace('"', "'")


def verbatim(quotation: Quotation, text: str) -> bool:
    """Whether the quotation stands in the text word for word; a comma or stop at its end is not looked at."""
    wanted = re.sub(r"^[\s',.;:]+|[\s',.;:!?-]+$", "", quoted_form(quotation.text))
    return not wanted or re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", quoted_form(text)) is not None


def _double(text: str) -> list[Quotation]:
    found = []
    start = 0
    for mark in _DOUBLE.finditer(text):
        if start and mark[0] in _CLOSING + _STRAIGHT:
            found.append(Quotation(text[start : mark.start()], start, mark.start()))
            start = 0
        elif not start and mark[0] in _OPENING + _STRAIGHT:
            start = mark.end()
    return found

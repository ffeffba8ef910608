"""Rules for what can be looked up: numbers, what they count, dates, names, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.language.neighbours import phrases
from summarizer.language.quotations import quoted_form, verbatim
from summarizer.language.times import clash
from summarizer.language.words import squash
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.rules.evidence import Claims, Evidence

# In "6 pounds, 13 ounces" each number has its own, and is not counted in the other's.
_MEASURES = "pounds ounces feet inches miles yards years months weeks days hours minutes seconds".split()
_TIME = "(?:minute|hour|day|night|week|weekend|month|year|decade)s?"
# Expressions that point from the day they are read on, or from another happening: only as a source has them.
_POINTING = re.compile(
    rf"\b(?:(?:last|next|this|past|coming|previous|following|same|that) (?:{_TIME}|morning|afternoon|evening"
    r"|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    rf"|{_TIME} (?:ago|earlier|later|before|after)|today|tonight|yesterday|tomorrow)\b",
    re.IGNORECASE,
)


def numbers_stand(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Every number stands in a span, hedged as there ("nearly 14" is not "14"), or is a derived date's."""
    for own in claims.numbers:
        number = own.number
        if number.keys & evidence.vouched and number.in_time(claims.text):
            continue
        said = claims.text[number.start : number.end]
        same = [one for one in evidence.numbers if one.number.keys & number.keys]
        if not same:
            yield Refusal("date" if number.dated else "number", f"{said!r} stands in no cited span")
            continue
        # "two weeks" is no 2C
        alike = [one for one in same if own.behind and one.behind == own.behind] or same
        if number.hedge not in {one.number.hedge for one in alike}:
            there = " or ".join(sorted({repr(one.number.hedge or "none") for one in alike}))
            yield Refusal(
                "hedge", f"{said!r} is hedged {number.hedge or 'none'!r}, in the cited spans {there}"
            )


def numbers_count_the_same(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """A number counts what it counts in a span: 48,500 people are not 48,500 families."""
    for one in claims.numbers:
        same = [other for other in evidence.numbers if other.number.keys & one.number.keys]
        if one.number.keys & evidence.vouched or one.number.is_year(claims.text) or not one.thing:
            continue
        measures = {evidence.stems[unit] for unit in _MEASURES}
        if same and not any(
            one.thing in (other.near if measures.isdisjoint({other.thing}) else {other.thing})
            for other in same
        ):
            said = claims.text[one.number.start : one.number.end]
            yield Refusal("unit", f"{said!r} counts something else in the cited spans")


def numbers_keep_their_days(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """A number belongs to no other day, month or year than in the spans: of "60 in 2010 and 70 in 2012" not "70 in 2010"."""
    for one in claims.numbers:
        same = [other.times for other in evidence.numbers if other.number.keys & one.number.keys]
        if same and one.times.isdisjoint(evidence.vouched) and all(clash(one.times, there) for there in same):
            said = claims.text[one.number.start : one.number.end]
            yield Refusal("date", f"{said!r} is of another date in the cited spans")


def dates_stand(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Every weekday and month stands in a span or is derived; "last week" stands there as it is."""
    for name in claims.names:
        if name.day and name.day not in evidence.vouched and evidence.register.missing(name):
            yield Refusal("date", f"{claims.text[name.start : name.end]!r} stands in no cited span")
    sources = [squash(text).lower() for text in (*evidence.texts, *evidence.derived)]
    for pointing in _POINTING.finditer(squash(claims.text)):
        whole = _opens(pointing, claims, evidence)
        if not whole and not any(pointing[0].lower() in source for source in sources):
            yield Refusal("date", f"{pointing[0]!r} stands in no cited span")


def _opens(pointing: re.Match[str], claims: Claims, evidence: Evidence) -> bool:
    """Whether an "after" or "before" behind a length of time opens a phrase of a span: "for an hour after the storm"."""
    opener = pointing[0].split()[-1].lower()
    own = (
        one for one in phrases(claims.tokens, evidence.stems) if pointing.start() < one.place < pointing.end()
    )
    return any(
        one.opener == opener and (opener, stem) in evidence.hosts for one in own for stem in one.known_by
    )


def names_stand(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Every name stands in a span, its words together."""
    for name in claims.names:
        if not name.day and (missing := evidence.register.missing(name)):
            yield Refusal("name", f"{missing!r} stands in no cited span")


def quotations_are_verbatim(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Every quotation stands word for word in one span that quotes."""
    for quotation in claims.quotations:
        there = [text for text in evidence.texts if verbatim(quotation, text)]
        if not there:
            yield Refusal("quotation", f"{quotation.text!r} stands word for word in no cited span")
        elif not any("'" in quoted_form(text) for text in there):
            yield Refusal("quotation", f"{quotation.text!r} is no quotation in the cited spans")

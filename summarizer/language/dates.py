"""Expressions that tell a day ("Nov. 30", "Last Wednesday", "yesterday"), and which day that is.

Only days are read: "in 2016", "since April last year" and "last week" tell none. The rules are those of
temporal taggers (HeidelTime, Strötgen and Gertz 2010; SUTime, Chang and Manning 2012), kept to English news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from summarizer.language.tenses import tenses
from summarizer.language.words import STOP, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.language.tenses import Tense

Way = Literal["last", "next", "last week", "this week", "next week"] | None

_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SHORT = "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_WEEKDAYS.split("|"))}
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS.split("|"), 1)}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_WAYS: dict[str, Way] = {"last": "last", "past": "last", "coming": "next", "next": "next"}
_WEEKS: dict[str, Way] = {"last": "last week", "this": "this week", "next": "next week"}

_FULL = rf"{_WEEKDAYS}|{_WEEKDAYS.upper()}"
_BEFORE = rf"(?:\b(?P<weekday>{_FULL}|{_SHORT})\b\.?(?:,\s*|\s*(?P<open>\()|\s+)(?:the\s+)?)?"
_MONTH = rf"(?P<month>{_MONTHS}|{_MONTHS.upper()})\b"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\s*(?:-|to)\s*(?P<until>\d\d?)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\w|[.,]\d)"
# A number that goes on or counts something is no day: "May 5,000", "March 3-2", "by June 10 percent".
_NO_MORE = (
    r"(?!\w|[.,:/]\d|-\d|\s*%"
    r"|\s+(?:per\s?cent|[mb]illion|thousand|hundred|(?:hour|day|week|month|year|minute|point)s?)\b)"
)
# "At least 3 May be dead."
_NO_VERB = r"(?!\w|\s+(?:be|have|not)\b)"
_MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST, _NUMBERS = (
    rf"\b{_MONTH}\.?\s*(?:the\s+)?{_DAY}(?:(?:\s*,\s*|\s+){_YEAR}|{_NO_MORE})",
    rf"(?<![\w.,:/$€£%-]){_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:\.?(?:\s*,\s*|[\s-]+){_YEAR}|{_NO_VERB})",
    r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<third>\d\d?)(?!\d|[-/]\d)",
    r"(?<![\w/.-])(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)(?![\w/-])",
)
_CALENDAR = [re.compile(_BEFORE + date) for date in (_MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST, _NUMBERS)]
_HABITS = [re.compile(date) for date in (_MONTH_FIRST, _DAY_FIRST, _NUMBERS)]
_PART = r"(?:\s+(?:morning|noon|afternoon|evening|night)\b)?"
_WEEKDAY_ALONE = re.compile(
    rf"(?:\b(?P<way>(?:this\s+)?(?:past|coming)|last|next|this)\s+)?\b(?P<weekday>(?-i:{_FULL}))\b{_PART}"
    r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?",
    re.IGNORECASE,
)
# "Sun" and "Sat" are words and names too.
_SHORT_ALONE = re.compile(rf"(?<=\b[Oo]n )(?P<weekday>{_SHORT})\b(?!'|\s+[A-Z]){_PART}")
# Every Friday, a festival, a newspaper, a club, opening hours: no day of the story.
_NAMED_BEFORE = re.compile(
    r"\b(?:every|each|(?:on|was|is) an?|any|some|one|most|that|previous|following|Black|Good|Ash|Shrove|Fat|"
    r"preceding|Super|Bloody|Cyber|Giving|Palm|Easter|Holy|Maundy|Whit|Sheffield|Ruby|Mail on|"
    rf"(?:{_WEEKDAYS})\s*(?:-|to|through))\s*$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Night|school|league|roast|papers?|jobs?)\b"
    rf"|\s*(?:-|to|through)\s*(?:{_WEEKDAYS})"
)
_SO_MANY = rf"\d\d?|{'|'.join(_COUNTS)}"
_SHIFT = re.compile(
    r"\b(?:(?P<before_last>the day before yesterday)|(?P<minus>yesterday|last night)|(?P<plus>tomorrow(?!'))"
    r"|(?P<after_next>the day after tomorrow)"
    rf"|(?<!about )(?<!around )(?<!nearly )(?<!almost )(?<!some )(?<!than )(?P<ago>{_SO_MANY})\s+days?\s+ago"
    r"|(?<!even )(?<!until )(?P<zero>(?<!the )(?-i:[Tt]oday)(?!')|tonight(?!')"
    r"|this (?:morning|afternoon|evening)"
    r"|(?<!an )(?<!the )overnight(?=[,.;]|$|\s+(?:in|at|after|as|and|by)\b)))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:(?P<same>(?:(?:the|that)\s+same|that)\s+(?:day|morning|afternoon|evening|night))"
    r"|(?P<next>the\s+(?:next|following)\s+day)"
    r"|(?P<previous>the\s+(?:previous\s+day|day\s+before(?=\s*(?:[,.;]|$))))"
    rf"|(?P<later>{_SO_MANY})\s+days?\s+later|(?P<earlier>{_SO_MANY})\s+days?\s+earlier)\b",
    re.IGNORECASE,
)
# One of these stands in whatever `_SHIFT` or `_TOLD` match.
_HINTS = ("day", "night", "tomorrow", "morning", "afternoon", "evening")
# How far before an expression the words that belong to it are looked for, in characters.
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day by its month and number: "Nov. 30", "Monday (Dec. 2)". `weekday` counts from Monday as 0."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def of(self, year: int) -> date | None:
        """The day in a year; None where there is none, or it is another weekday than the one written."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday in (None, day.weekday()) else None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day by its name, and the words that say which: "Monday", "last Monday", "Monday of next week"."""

    weekday: int
    way: Way = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A day so many days off: "yesterday" from publication, "the same day" from the day `told` before it."""

    days: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """What the characters [start:end] of a text say about a day, and the tense of what happened on it."""

    start: int
    end: int
    says: CalendarDay | Weekday | Shift
    tense: Tense = None


_DIGIT = re.compile(r"\d")


def read_days(text: str, *, day_first: bool | None = None) -> tuple[Expression, ...]:
    """The expressions of `text` that tell a day, in order; none overlaps another.

    `day_first` is the habit by which "03/04/2024" is read; by None it is not read.
    """
    flat = fold(text)
    low = flat.lower()  # to look for a word is quicker than to try a pattern
    found = [*_calendar_days(flat, day_first), *_weekdays(flat, full="day" in low)]
    if any(word in low for word in _HINTS):
        found += _shifts(flat)
    if not found:
        return ()
    chosen: list[Expression] = []
    for expression in sorted(found, key=lambda found: (found.start, -found.end)):
        if not chosen or expression.start >= chosen[-1].end:
            chosen.append(expression)
    told = tenses(flat, [(found.start, found.end) for found in chosen])
    return tuple(replace(found, tense=tense) for found, tense in zip(chosen, told, strict=True))


def writes_day_first(text: str) -> bool | None:
    """Whether `text` writes the day before the month; None where its dates don't tell."""
    months, days, numbers = (list(pattern.finditer(fold(text))) for pattern in _HABITS)
    month_first = len(months) + sum(int(match["second"]) > 12 for match in numbers)
    day_first = len(days) + sum(int(match["first"]) > 12 for match in numbers)
    return None if day_first == month_first else day_first > month_first


def _calendar_days(flat: str, day_first: bool | None) -> Iterator[Expression]:
    if not _DIGIT.search(flat):
        return
    for pattern in _CALENDAR:
        for match in pattern.finditer(flat):
            groups = match.groupdict()
            month, day = _month_and_day(groups, day_first)
            weekday = _WEEKDAY_NUMBERS[groups["weekday"][:3].lower()] if groups["weekday"] else None
            says = CalendarDay(month, day, int(groups["year"]) if groups["year"] else None, weekday)
            until = int(groups.get("until") or 99)
            # 2000 is a leap year: a day that it lacks is none at all. "March 3-2" is a score.
            if not CalendarDay(month, day).of(2000) or until <= day or _is_name(flat, match):
                continue
            end = match.end() + bool(groups["open"] and flat.startswith(")", match.end()))
            yield Expression(match.start(), end, says)


def _month_and_day(groups: dict[str, str], day_first: bool | None) -> tuple[int, int]:
    """The month and the day of a match; (0, 0) where it can't be told which is which."""
    if groups.get("month"):
        return _MONTH_NUMBERS[groups["month"][:3].lower()], int(groups["day"])
    if groups.get("third"):
        return int(groups["second"]), int(groups["third"])
    first, second = int(groups["first"]), int(groups["second"])
    if groups["mark"] == "." or first > 12 or (day_first and second <= 12):
        return second, first
    return (first, second) if second > 12 or first == second or day_first is False else (0, 0)


def _is_name(flat: str, match: re.Match[str]) -> bool:
    """Whether the date is part of a name: "Theresa May 10", "the Sept. 11 attacks"."""
    groups = match.groupdict()
    month = (groups.get("month") or "")[:3].lower()
    if (month, groups.get("day"), groups["year"]) == ("sep", "11", None):
        return True
    before = re.search(r"([A-Z][\w'-]*)\s$", flat[max(0, match.start() - _BESIDE) : match.start()])
    return (
        month in ("mar", "may") and not groups["weekday"] and bool(before and before[1].lower() not in STOP)
    )


def _weekdays(flat: str, *, full: bool) -> Iterator[Expression]:
    """The weekdays; their names in full only where there may be some."""
    for match in (*(_WEEKDAY_ALONE.finditer(flat) if full else ()), *_SHORT_ALONE.finditer(flat)):
        start, end = match.span()
        if _NAMED_BEFORE.search(flat[max(0, start - _BESIDE) : start]) or _NAMED_AFTER.match(flat, end):
            continue
        groups = match.groupdict()
        way = _WEEKS.get((groups.get("week") or "").lower())
        way = way or _WAYS.get((groups.get("way") or "").lower().split(" ")[-1])
        yield Expression(start, end, Weekday(_WEEKDAY_NUMBERS[match["weekday"][:3].lower()], way))


def _shifts(flat: str) -> Iterator[Expression]:
    for match in _SHIFT.finditer(flat):
        # Quoted, "today" is the day on which the speaker spoke, and nobody tells us which.
        if flat.count('"', 0, match.start()) % 2 == 0:
            days = {"before_last": -2, "minus": -1, "zero": 0, "plus": 1, "after_next": 2}.get(
                match.lastgroup or ""
            )
            yield Expression(*match.span(), Shift(-_count(match["ago"]) if days is None else days))
    for match in _TOLD.finditer(flat):
        days = {"same": 0, "next": 1, "previous": -1}.get(match.lastgroup or "")
        if days is None:
            days = _count(match["later"]) if match["later"] else -_count(match["earlier"])
        yield Expression(*match.span(), Shift(days, told=True))


def _count(word: str) -> int:
    return _COUNTS.get(word.lower()) or int(word)


def count_from(says: CalendarDay | Weekday | Shift, tense: Tense, origin: date) -> tuple[date, float] | None:
    """The day that a text of the day `origin` means, and how surely (0 to 1); None where none fits."""
    try:
        if isinstance(says, Shift):
            return origin + timedelta(says.days), 0.9 if says.days else 0.8
        return (
            _weekday_from(says, tense, origin)
            if isinstance(says, Weekday)
            else _calendar_from(says, tense, origin)
        )
    except OverflowError:  # before the year 1 or after 9999
        return None


def _weekday_from(says: Weekday, tense: Tense, origin: date) -> tuple[date, float]:
    """The weekday before, on or after `origin`.

    How surely is judged by hand from public news that names weekday and date together: surest where a verb tells the
    tense, least where none does and the day lies more than three days back.
    """
    back = (origin.weekday() - says.weekday) % 7
    if says.way in ("last week", "this week", "next week"):
        weeks = {"last week": -1, "this week": 0, "next week": 1}[says.way]
        return origin + timedelta(7 * weeks + says.weekday - origin.weekday()), 0.9
    if says.way == "last":  # on a Friday, "last Wednesday" may as well be that of the week before
        return origin - timedelta(back or 7), 0.5 if back in (1, 2) else 0.8
    if says.way == "next":  # on a Monday, "next Friday" may as well be that of the week after
        return origin + timedelta(7 - back), 0.6
    if tense == "future":
        return origin + timedelta(-back % 7), 0.8
    return origin - timedelta(back), 0.9 if tense or back < 4 else 0.5


# How far from the day of publication a date without a year may lie, in days back and ahead.
_REACH: dict[Tense, tuple[int, int]] = {"past": (335, 30), "future": (30, 335), None: (275, 90)}


def _calendar_from(says: CalendarDay, tense: Tense, origin: date) -> tuple[date, float] | None:
    if says.year:
        day = says.of(says.year)
        return (day, 1.0) if day else None
    back, ahead = _REACH[tense]
    years = (says.of(origin.year + step) for step in (0, -1, 1))
    days = [day for day in years if day and -back <= (day - origin).days <= ahead]
    return (
        (min(days, key=lambda day: abs(day - origin)), 0.95 if says.weekday is not None else 0.9)
        if days
        else None
    )

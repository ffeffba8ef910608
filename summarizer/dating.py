"""When each article was published and which days its sentences speak of, and the characters that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from summarizer.language.copies import copied_sentences
from summarizer.language.dates import CalendarDay, Shift, Weekday, count_from, read_days, writes_day_first
from summarizer.language.words import fold
from summarizer.views import DayMention, Published

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from summarizer.language.dates import Expression
    from summarizer.types import Article
    from summarizer.views import Cleaned, Origin, Sentence, Span

# How surely a date is that of publication, by the line that it stands in.
_LINES = {"date line": 0.95, "dateline": 0.95, "byline": 0.9, "update line": 0.85, "credit line": 0.85}
# Words that may stand beside a date in a date line: "Published: 10:30 GMT, 5 December 2024".
_LABEL = re.compile(
    r"\b(?:first|published|posted|created|issued|released|updated|last|modified|date|on|at|gmt|utc|bst|ist|sgt|cest|"
    r"[ecmp][eds]?t|\d\d?(?:[:.]\d\d){0,2}\s*(?:[ap]\.?m\b)?|\d+\s+min(?:ute)?s?\s+read)\b|T\d\d:\d\d[\d:.]*Z?|\W+",
    re.IGNORECASE,
)
_DIGIT, _NUMERIC = re.compile(r"\d"), re.compile(r"\d[-/.]\d\d?[-/.](?:19|20)\d\d")
_LINE = 120  # characters, at most
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_OLD_PHOTO = re.compile(r"\b(?:file|archive|archival|in this)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
# The sentences that say what happened on the day of the report; what follows them is background.
_OPENING = 4
# A date without a year is of the year in which it is so many days at most from a day that is known.
_MONTH = timedelta(31)
# Two sentences that stand in two articles are no chance, nor one set phrase.
_COPIED = 2

_UNKNOWN = Published(None, 0.1, "nothing tells the day")


def date_articles(
    cleaned: Sequence[Cleaned],
    sentences: Sequence[Sequence[Sentence]],
    origins: Sequence[Origin],
    *,
    as_of: date | None = None,
) -> tuple[Published, ...]:
    """When each article was published, in the order of `cleaned`; `sentences` are those of each.

    What the caller gave is taken as it is, a date-time by the day of its own zone. Else the article tells:
    its lines, address, captions and first sentence. Else a twin in `origins`, or an article with the same
    quotations and weekday, lends its day. Else it is unknown, never guessed. No day that a text tells lies
    after `as_of`; a date without a year lies within a month of it or of another article's day.
    """
    known = {as_of} if as_of else set()
    each = list(zip(cleaned, sentences, strict=True))
    readings = [_Reading(_day_first(one.article), known, _first_weekday(its)) for one, its in each]
    own = [_own(*pair, reading, as_of) for pair, reading in zip(each, readings, strict=True)]
    lent = _lent(own, cleaned, sentences, origins, readings)
    days = {published.day for published in own if published.day}
    again = [replace(reading, days=days) for reading in readings]
    return tuple(
        published if published.day else lent.get(i) or _own(cleaned[i], sentences[i], again[i], as_of)
        for i, published in enumerate(own)
    )


def disown(
    cleaned: Sequence[Cleaned], published: Sequence[Published], kept: Collection[str]
) -> tuple[Published, ...]:
    """The publications again; a day that an article of `kept` has from one that is not among them is unknown."""
    return tuple(
        _UNKNOWN
        if one.article.id in kept and any(span.article.id not in kept for span in found.evidence)
        else found
        for one, found in zip(cleaned, published, strict=True)
    )


def date_sentences(sentences: Sequence[Sentence], published: Published) -> tuple[DayMention, ...]:
    """The days that the sentences of one article speak of, in order, counted from the day of its publication.

    Where that is unknown, only dates with a year are told. Confidence is that of the reading, times that of
    the publication where it was counted from. A span holds no preposition: "Sunday" of "By Sunday".
    """
    day_first = _day_first(sentences[0].article) if sentences else None
    mentions: list[DayMention] = []
    told: tuple[DayMention, int] | None = None
    for sentence in sentences:
        for found in read_days(sentence.span.text, day_first=day_first):
            mention = _mention(found, sentence, published, told)
            if mention:
                mentions.append(mention)
                told = (mention, sentence.position) if found.tense != "future" else told
    return tuple(mentions)


def _mention(
    found: Expression, sentence: Sentence, published: Published, told: tuple[DayMention, int] | None
) -> DayMention | None:
    """What an expression tells; `told` is the day told before it, and the position of its sentence."""
    span = sentence.span.sub(found.start, found.end)
    said = " ".join(span.text.split())
    if isinstance(found.says, CalendarDay) and found.says.year:
        day = found.says.of(found.says.year)
        return DayMention(span, day, f"{said}, as it stands", 1.0, (span,)) if day else None
    origin, confidence, evidence = published.day, published.confidence, published.evidence
    if isinstance(found.says, Shift) and found.says.told:
        # "The same day" may look back over a story; "the next day" follows at once.
        if told is None or (found.says.days and sentence.position - told[1] > 1):
            return None
        origin, confidence, evidence = told[0].day, told[0].confidence, told[0].evidence
    counted = count_from(found.says, found.tense, origin) if origin else None
    if counted is None:
        return None
    day, sure = counted
    return DayMention(
        span, day, f"{said}, counted from {origin}", round(confidence * sure, 3), (span, *evidence)
    )


def _day_first(article: Article) -> bool | None:
    """Whether "3/4" is 3 April in an article: by its other dates, else by its language ("en-GB")."""
    habit = writes_day_first(article.text) if _NUMERIC.search(article.text) else None
    if habit is None and re.fullmatch(r"en[-_][A-Za-z]{2}", article.language or ""):
        return not (article.language or "").lower().endswith("us")
    return habit


# ---------------------------------------------------------------- what an article tells of itself


@dataclass(frozen=True, slots=True)
class _Reading:
    """How an article's dates are read: is "3/4" 3 April, which days are known, on which weekday it opens."""

    day_first: bool | None
    days: Collection[date]
    weekday: int | None

    def dates(self, span: Span) -> Iterator[tuple[Expression, CalendarDay, Span]]:
        """The dates that stand in a span; none does without a digit."""
        for found in read_days(span.text, day_first=self.day_first) if _DIGIT.search(span.text) else ():
            if isinstance(found.says, CalendarDay):
                yield found, found.says, span.sub(found.start, found.end)

    def publication(
        self, says: CalendarDay, place: str, confidence: float, span: Span
    ) -> Iterator[Published]:
        """The publication on a date; one without a year must be near a known day, and its weekday right."""
        if says.year:
            if day := says.of(says.year):
                yield Published(day, confidence, place, (span,))
            return
        near = {
            day
            for known in self.days
            for year in (known.year - 1, known.year, known.year + 1)
            if (day := says.of(year))
            and abs(day - known) <= _MONTH
            and (says.weekday is not None or self._fits(day))
        }
        if len(near) == 1:
            yield Published(
                near.pop(), round(confidence * 0.7, 3), f"{place}, in the year that its weekday fits", (span,)
            )

    def _fits(self, day: date) -> bool:
        """Whether the opening's weekday is that of `day` or of the day before."""
        return self.weekday is not None and (day.weekday() - self.weekday) % 7 <= 1


def _own(cleaned: Cleaned, sentences: Sequence[Sentence], reading: _Reading, as_of: date | None) -> Published:
    """When an article was published, as far as it tells."""
    given = cleaned.article.published
    if given:
        return Published(given.date() if isinstance(given, datetime) else given, 1.0, "given")
    clues = [
        *_lines(cleaned, reading),
        *_address(cleaned.article.url or ""),
        *_captions(cleaned, reading),
        *_first_sentence(sentences, reading),
    ]
    fitting = [clue for clue in clues if clue.day and not (as_of and clue.day > as_of)]
    return max(fitting, key=lambda clue: clue.confidence, default=_UNKNOWN)


def _first_weekday(sentences: Sequence[Sentence]) -> int | None:
    """The first weekday that the opening names for what has happened."""
    for sentence in sentences[:_OPENING]:
        for found in read_days(sentence.span.text):
            says = found.says
            if found.tense == "future" or isinstance(says, Shift) or (isinstance(says, Weekday) and says.way):
                continue
            if says.weekday is not None:
                return says.weekday
    return None


def _lines(cleaned: Cleaned, reading: _Reading) -> Iterator[Published]:
    """The dates of lines that hold nothing else, and of lines that name place, author or source."""
    kinds = {removed.span: removed.kind for removed in cleaned.removed}
    for span in sorted([*cleaned.prose, *kinds], key=lambda span: span.start):
        if span.end - span.start > _LINE:
            continue
        for found, says, where in reading.dates(span):
            rest = fold(span.text[: found.start] + " " + span.text[found.end :])
            kind = kinds.get(span, "")
            if not _LABEL.sub("", rest):
                kind = "update line" if _UPDATED.search(rest) else "date line"
            if kind in _LINES:
                yield from reading.publication(says, f"its {kind}", _LINES[kind], where)


def _address(url: str) -> Iterator[Published]:
    if match := _ADDRESS.search(url):
        day = CalendarDay(int(match["month"]), int(match["day"])).of(int(match["year"]))
        yield Published(day, 0.9, "its address")


def _captions(cleaned: Cleaned, reading: _Reading) -> Iterator[Published]:
    """The latest date of its captions, if it is of the opening's weekday.

    In public news of known dates nearly all such days are that of publication or a day off; the latest dates of
    other weekdays seldom are, nor where the opening names none.
    """
    days = [
        (day, where)
        for removed in cleaned.removed
        if "caption" in removed.kind and not _OLD_PHOTO.search(removed.span.text)
        for _, says, where in reading.dates(removed.span)
        if says.year and (day := says.of(says.year))
    ]
    if days:
        latest, where = max(days, key=lambda dated: dated[0])
        if latest.weekday() == reading.weekday:
            yield Published(latest, 0.9, "the latest date of its captions, and its first weekday", (where,))


def _first_sentence(sentences: Sequence[Sentence], reading: _Reading) -> Iterator[Published]:
    """The dates of the first sentence that stand beside their weekday, as what happened on that day does."""
    for sentence in sentences[:1]:
        for found, says, where in reading.dates(sentence.span):
            if found.tense != "future" and says.weekday is not None:
                yield from reading.publication(says, "the date in its first sentence", 0.7, where)


# ---------------------------------------------------------------- what others lend


def _lent(
    own: Sequence[Published],
    cleaned: Sequence[Cleaned],
    sentences: Sequence[Sequence[Sentence]],
    origins: Sequence[Origin],
    readings: Sequence[_Reading],
) -> dict[int, Published]:
    """The days that undated articles borrow from dated ones, with the lender's evidence."""
    texts = [[sentence.text for sentence in article] for article in sentences]
    dated = {i: texts[i] for i, published in enumerate(own) if published.day}
    undated = {i: texts[i] for i, published in enumerate(own) if not published.day}
    copied = copied_sentences(undated, dated)
    place = {one.article.id: i for i, one in enumerate(cleaned)}
    groups = [{place[article] for article in origin.articles} for origin in origins]
    twins = {i: group for group in groups for i in group}
    lent: dict[int, Published] = {}
    for i in undated:
        for j in sorted(dated.keys() & (twins.get(i, set()) | copied[i].keys())):
            twin = j in twins.get(i, ())
            trust = _trust(twin, {readings[i].weekday, readings[j].weekday}, copied[i].get(j, 0))
            confidence = round(own[j].confidence * trust, 3)
            surest = confidence > lent.get(i, _UNKNOWN).confidence
            if surest and _tells_nothing_after(own[j].day, sentences[i]):
                who = "its twin" if twin else "the same quotations in"
                rule = f"lent by {who} {cleaned[j].article.id}"
                lent[i] = replace(own[j], confidence=confidence, rule=rule)
    return lent


def _trust(twin: bool, weekdays: set[int | None], copied: int) -> float:
    """How far (0 to 1) a lender is trusted, by both articles' first weekdays and the sentences they share."""
    if None in weekdays:
        return 0.6 if twin else 0.0
    if len(weekdays) > 1:  # they report of different days
        return 0.0
    return 0.8 if twin else 0.45 if copied >= _COPIED else 0.0


def _tells_nothing_after(day: date | None, sentences: Sequence[Sentence]) -> bool:
    """Whether no date that the sentences tell as past lies after `day`."""
    past = [found.says for one in sentences for found in read_days(one.span.text) if found.tense == "past"]
    dates = [count_from(says, "past", day) for says in past if isinstance(says, CalendarDay) and day]
    return not any(counted and day and counted[0] > day for counted in dates)

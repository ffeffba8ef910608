"""Makes a brief of sentences: their order, their dates and first mentions made plain, a headline, a timeline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.language.words import count_words
from summarizer.types import Derived, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from summarizer.types import Conflict
    from summarizer.views import DayMention, Draft, Sentence, Span

# Expressions that mean another day in another article, or in tomorrow's paper: they are said as a date, or not at all.
_SHIFTING = re.compile(
    r"(?:on )?the same day|(?:last|next|this past|this coming) \w+|today|tonight|yesterday|tomorrow|overnight"
    r"|this (?:morning|afternoon|evening)|(?:a|one|two|three|four|five|six|\d+) days? (?:ago|earlier|later)",
    re.IGNORECASE,
)
# Before a date they need no "on".
_GOVERNS = re.compile(
    r"\b(?:after|before|between|between(?: [\w.]+){1,2} and|by|for|from|of|on|since|than|through|till|to|until)\s$",
    re.IGNORECASE,
)
_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
# Under this confidence a date stays as its article words it.
SURE = 0.6

_SPEAKS = (
    "said|says|told|added|noted|stressed|described|warned|announced|stated|urged|called|confirmed|denied|insisted"
    "|claimed"
)
_LAST_NAME = re.compile(
    rf"(?<![\w.] )(?<!\w)(?P<name>[A-Z][\w'’-]+)(?= (?:also )?(?:{_SPEAKS})\b)"
    rf"|\b(?:{_SPEAKS}) (?P<named>[A-Z][\w'’-]+)(?=[.,])"
)
# Where a headline may end: before what qualifies the main clause.
_BORDER = re.compile(
    r",? (?=(?:amid|after|as|while|when|where|who|which|following|because|although|though|despite|before|since|until"
    r"|according to|in an? |to (?!the )\w+ )\b)|, |;| [-–—] "
)
# What a cut leaves hanging after the last comma: ", two days [after ...]".
_TAIL = re.compile(r",(?: [\w’'-]+){1,3}$")
HEADLINE_WORDS = (4, 16)
_NO_HEADLINE_WORD = re.compile(
    r"(?:^(?:The|An?)|\bthe|\ban?) (?=\w)(?!(?:few|little|lot|number|dozen|hundred|thousand|million|billion)\b)"
    r"| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_QUOTE = re.compile(r"[\"“”]")
# The stop of a sentence, which is none where an abbreviation ends it ("in the U.S.").
_STOP = re.compile(r"(?<!\.[A-Z])[.!]+$")


# ---------------------------------------------------------------- order


def arrange(drafts: Sequence[Draft], conflicts: Iterable[Conflict] = ()) -> tuple[Draft, ...]:
    """The drafts in the order of a news report: the news first, then as its sources tell it.

    The drafts come with the weightiest first. The news is what the most articles open with, if several do, or else the
    weightiest. The place of every other is the mean place, 0 to 1, that its fact has in the articles that say it. The two
    sides of a conflict stand side by side, and what can't be read without another sentence stands behind it.
    """
    news = max(drafts, key=_opens, default=None)
    ordered = sorted(drafts, key=lambda draft: (draft is not news, _place(draft)))
    for conflict in conflicts:
        claims = {(claim.citation.article, claim.citation.start) for claim in conflict.claims}
        sides = [d for d in ordered if any((s.article.id, s.span.start) in claims for s in d.fact.sentences)]
        if len(sides) == 2:
            ordered.remove(sides[1])
            ordered.insert(ordered.index(sides[0]) + 1, sides[1])
    for draft in sorted(
        drafts, key=lambda draft: draft.fact.lead.position
    ):  # "He" may be followed by another "He"
        if antecedent := _antecedent(draft, ordered):
            ordered.remove(draft)
            ordered.insert(ordered.index(antecedent) + 1, draft)
    return tuple(ordered)


def _antecedent(draft: Draft, drafts: Iterable[Draft]) -> Draft | None:
    """The other draft that says what this one can't be read without."""
    return next((d for d in drafts if d is not draft and draft.fact.follows in d.fact.sentences), None)


def _opens(draft: Draft) -> int:
    """How many articles open with what a draft says; none where only one does."""
    opening = sum(sentence.position == 0 for sentence in draft.fact.sentences)
    return opening if opening > 1 else 0


def _place(draft: Draft) -> tuple[float, str, int]:
    sentences = draft.fact.sentences
    place = sum(s.span.start / len(s.article.text) for s in sentences) / len(sentences)
    return place, draft.fact.lead.article.id, draft.fact.lead.position


# ---------------------------------------------------------------- dates


def settle(draft: Draft, days: Sequence[DayMention], newest: date | None) -> Draft:
    """The draft with "last Wednesday" as "on Nov. 27", and the derivation beside it.

    `days` are what the date stage found in the draft's lead sentence; `newest` is the latest publication day, whose
    year is not spelt out. A day that is not sure stays as it is. Only extracts are settled: their words have addresses.
    """
    sentence = draft.fact.lead
    if draft.text != sentence.text:
        return draft
    for mention in reversed(days):  # from the end, so that the addresses of the earlier ones stay true
        said = " ".join(mention.span.text.split())
        if mention.confidence < SURE or not _SHIFTING.fullmatch(said):
            continue
        start = (
            len(" ".join(sentence.span.sub(0, mention.span.start - sentence.span.start).text.split()))
            if (mention.span.start > sentence.span.start)
            else 0
        )
        start += draft.text[start : start + 1] == " "
        before, after = draft.text[:start], draft.text[start + len(said) :]
        if _quoted(before) or _ends_open(before, said, after):
            continue
        day = written(mention.day, newest)
        on = "" if _GOVERNS.search(before) else "on "
        derived = Derived(
            text=day, rule=mention.rule, evidence=tuple(span.cite("date") for span in mention.evidence)
        )
        text = f"{before}{on}{day}{after}" if before else _capital(f"{on}{day}{after}")
        draft = replace(draft, text=text, derived=(derived, *draft.derived))
    return draft


def _ends_open(before: str, said: str, after: str) -> bool:
    """Whether what follows hangs on the expression: "today's", "the same day the ferry sank"."""
    clause = said.lower() == "the same day" and after[:1] == " " and not before.lower().endswith("on ")
    return clause or after[:1] in ("'", "’", "-")


def written(day: date, newest: date | None) -> str:
    """A day as a news report writes it: "Nov. 27", and "Nov. 27, 2023" outside the year of `newest`."""
    text = f"{_MONTHS[day.month - 1]} {day.day}"
    return text if newest and newest.year == day.year else f"{text}, {day.year}"


def _quoted(before: str) -> bool:
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---------------------------------------------------------------- first mentions


def introduce(draft: Draft, told: Sequence[Draft], article: Sequence[Sentence]) -> Draft:
    """The draft with a speaker's full name where only the last is given and nothing told before gives it.

    The full form is one of the same article, and its span is cited too, with the role `mention`.
    """
    for found in _LAST_NAME.finditer(draft.text):
        group = found.lastgroup or "name"
        name = found[group]
        fuller = re.compile(rf"(?:[A-Z][\w.'’-]* ){{1,5}}{re.escape(name)}(?![\w-])")
        if fuller.search(draft.text) or any(re.search(rf"\b{re.escape(name)}\b", d.text) for d in told):
            continue
        for sentence in article[: draft.fact.lead.position]:
            if (full := fuller.search(sentence.span.text)) and count_words(full[0]) > 1 and full.start() != 0:
                text = draft.text[: found.start(group)] + full[0] + draft.text[found.end(group) :]
                return replace(draft, text=text, mentions=(*draft.mentions, sentence.span.sub(*full.span())))
    return draft


# ---------------------------------------------------------------- headline and timeline


def headlines(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Headlines that the drafts could give, best first: the main clause of each, cut where its qualifications begin.

    As headlines are written, without articles and weekdays.
    """
    low, high = HEADLINE_WORDS
    for draft in drafts:
        text = _capital(_NO_HEADLINE_WORD.sub("", _STOP.sub("", draft.text)))
        ends = [found.start() for found in _BORDER.finditer(text)]
        clauses = [text, *(_TAIL.sub("", text[:end].rstrip(" ,;:")) for end in reversed(ends))]
        for clause in clauses:
            if low <= count_words(clause) <= high and not _QUOTE.search(clause):
                yield replace(draft, text=clause, method="shortened")
                break


def timeline(drafts: Sequence[Draft], days: Mapping[Span, Sequence[DayMention]]) -> tuple[Entry, ...]:
    """What the drafts tell of a day that their sources show, oldest first; `days` maps a sentence's span to its days."""
    entries = []
    for draft in drafts:
        lead = draft.fact.lead
        sure = [mention for mention in days.get(lead.span, ()) if mention.confidence >= SURE]
        if sure:
            citations = (lead.span.cite(), *(span.cite("date") for span in sure[0].evidence))
            entries.append(Entry(date=sure[0].day, precision="day", text=lead.text, citations=citations))
    return tuple(sorted(entries, key=lambda entry: entry.date))

"""Accounts for everything that was sent: which articles were used, and what is not in the brief, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from summarizer.language.standing import leans, unfit
from summarizer.types import ArticleReport, Exclusion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from summarizer.views import Cleaned, Draft, Focus, News, Origin, Published, Sentence, Span


def report(
    cleaned: Sequence[Cleaned],
    published: Sequence[Published],
    origins: Sequence[Origin],
    event: Focus,
    cited: Collection[str],
    old: Collection[Span] = (),
) -> tuple[ArticleReport, ...]:
    """What became of every article, in the order that they were sent.

    `cited` are the ids of the articles that the brief cites. An article that shares its origin with a cited one is
    used too: it is another printing of what is told. `old` are the spans of sentences that are no news.
    """
    repeats = {span.article.id for span in old}
    origin_of = {article: origin for origin in origins for article in origin.articles}
    used_origins = {origin_of[article].id for article in cited if article in origin_of}
    aside = {found.article.id: found for found in event.aside}
    reports = []
    for one, date in zip(cleaned, published, strict=True):
        name = one.article.id
        used = name in event.kept and bool(one.prose) and origin_of[name].id in used_origins
        reason = None
        if name in aside:
            reason = f"{aside[name].reason} (score {aside[name].score:.2f})"
        elif not used:
            reason = _unused(one, repeats)
        reports.append(
            ArticleReport(
                id=name,
                used=used,
                published=date.day,
                confidence=round(date.confidence, 2),
                evidence=tuple(span.cite("date") for span in date.evidence),
                origin=origin_of[name].id,
                reason=reason,
            )
        )
    return tuple(reports)


def _unused(cleaned: Cleaned, repeats: Collection[str]) -> str:
    """Why an article of the event is not used; `repeats` are the ids of those that say again what was said before."""
    if not cleaned.prose:
        return "no sentence of prose in it"
    if cleaned.article.id in repeats:
        return "nothing in it was chosen: earlier briefs had it, or what is new in it weighs less"
    return "nothing in it was chosen: what it says is told from others, or weighs less"


def exclude(
    cleaned: Sequence[Cleaned],
    reports: Sequence[ArticleReport],
    news: News,
    told: Sequence[Draft],
    origins: Mapping[str, str],
    untold: Mapping[Span, str],
) -> tuple[Exclusion, ...]:
    """Everything that was sent and is not in the brief, each place with its reason, in the order of the articles.

    `untold` says of each sentence that might have been told why it is not, by its span.
    """
    excluded = []
    for one, became in zip(cleaned, reports, strict=True):
        if became.reason:
            excluded.append(
                Exclusion(
                    kind="article",
                    article=became.id,
                    start=0,
                    end=len(one.article.text),
                    reason=became.reason,
                )
            )
        excluded += [_part("boilerplate", removed.span, removed.kind) for removed in one.removed]
    shown = {span for draft in told for span in draft.shown}
    excluded += _untold(news, told, shown, origins, untold)
    excluded += [_part("duplicate", span, reason) for span, reason in news.old.items() if span not in shown]
    order = {one.article.id: i for i, one in enumerate(cleaned)}
    return tuple(sorted(excluded, key=lambda e: (order[e.article], e.start, e.end, e.kind)))


def _untold(
    news: News,
    told: Sequence[Draft],
    shown: Collection[Span],
    origins: Mapping[str, str],
    untold: Mapping[Span, str],
) -> Iterator[Exclusion]:
    """The sentences that no draft shows, with what tells the same, or why they were not chosen."""
    leads = {draft.fact.lead.span for draft in told}
    after_told = {(draft.fact.lead.article.id, draft.fact.lead.position + 1) for draft in told}
    for fact in news.facts:
        lead = next((s.span for s in fact.sentences if s.span in leads), None)
        for sentence in fact.sentences:
            if sentence.span in shown:
                continue
            if lead:
                same = "the same report as" if _same(origins, sentence.span, lead) else "says the same as"
                yield _part("duplicate", sentence.span, f"{same} {lead.article.id}[{lead.start}:{lead.end}]")
            else:
                yield _part("sentence", sentence.span, _why(sentence, after_told, untold))


def _why(sentence: Sentence, after_told: Collection[tuple[str, int]], untold: Mapping[Span, str]) -> str:
    """Why a sentence was not chosen; `after_told` are the places, article and position, behind told sentences."""
    fit = sentence.span in untold  # it was among those that are chosen from
    if not fit and (reason := unfit(sentence.text)):
        return reason
    if leans(sentence.text) and (sentence.article.id, sentence.position) not in after_told:
        return "can't be read without the sentence before it, which is not told"
    return untold.get(sentence.span, "weighs less than what is told in these words")


def _same(origins: Mapping[str, str], first: Span, second: Span) -> bool:
    return first.article.id != second.article.id and origins[first.article.id] == origins[second.article.id]


def _part(kind: Literal["boilerplate", "duplicate", "sentence"], span: Span, reason: str) -> Exclusion:
    return Exclusion(kind=kind, article=span.article.id, start=span.start, end=span.end, reason=reason)

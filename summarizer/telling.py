"""Words a brief under the eye of the gate: select, rewrite, cite, verify, until the budget is full."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from summarizer.citing import cite
from summarizer.composing import headlines, introduce, settle
from summarizer.errors import BudgetTooSmall, NothingUsable
from summarizer.language.dates import read_days
from summarizer.language.standing import SHORTEST, goes_on_quoting
from summarizer.language.words import count_words, overlap
from summarizer.rewriting import extract, rewrite, rewrite_bundle, shorten
from summarizer.selection import account, look_over, select, worth
from summarizer.splitting import split_draft
from summarizer.strategies.pool import REPEATS
from summarizer.types import Headline, Withheld
from summarizer.verification import align, trim, verify
from summarizer.views import Draft, Fact, Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from nltk.tokenize.punkt import PunktSentenceTokenizer

    from summarizer.language.names import Case
    from summarizer.language.words import Stems
    from summarizer.protocols import Rewriter
    from summarizer.selection import Survey
    from summarizer.strategies.pool import Strategy
    from summarizer.types import Notice
    from summarizer.views import DayMention, News, Sentence, Span

# Source sentences that one sentence of a whole-bundle model may rest on; one that needs more is no sentence of news.
RESTS_ON = 4
# Of the concepts that an editor is expected to tell, what a draft keeps of those that its fact's best draft has. The more,
# the nearer the brief comes to the extracts in ROUGE, and the fewer sentences are worded: on 80 events of NeuS (train) half
# of them at this floor, 45 % at .4, 43 % at .5 (a scratch run).
KEPT = 0.3


@dataclass(frozen=True, slots=True)
class Desk:
    """What the wording of a brief looks things up in.

    `sentences` are each article's, by its id; `kept` are those of the event; `origins` maps an article's id to its
    origin's, `published` to its publication day; `newest` is the latest of those of the event; `days` holds the days
    that a sentence tells, by its span.
    """

    sentences: Mapping[str, Sequence[Sentence]]
    kept: Sequence[Sentence]
    origins: Mapping[str, str]
    published: Mapping[str, date | None]
    newest: date | None
    days: Mapping[Span, Sequence[DayMention]]
    case: Case
    stems: Stems
    punkt: PunktSentenceTokenizer


@dataclass(slots=True)
class Told:
    """A brief while it is worded: what the gate let through, what it refused, what the reader should know.

    `untold` says of each sentence that might have been told why it is not, by its span.
    """

    drafts: list[Draft] = field(default_factory=list)
    untold: dict[Span, str] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How long the brief is."""
        return sum(count_words(draft.text) for draft in self.drafts)


def tell(news: News, desk: Desk, budget: int, rewriter: Rewriter | None, strategy: Strategy) -> Told:
    """News worded in at most `budget` words: by the rewriter, where there is one and the gate agrees, else as it stands.

    `strategy` chooses which. What a rewriter saves in words, and what the gate refuses, makes room for other facts. Raises
    BudgetTooSmall where nothing fits, and NothingUsable where what fits is no sentence.
    """
    told = Told()
    choose = partial(_choose, news, strategy)
    barred = _overtaken(news)
    desk = replace(desk, kept=[sentence for sentence in desk.kept if sentence.span not in news.old])
    if rewriter and rewriter.whole_bundle:
        _retell(told, desk, budget, rewriter)
        barred |= {span for draft in told.drafts for span in draft.shown}
        rewriter = None
    survey = look_over(news.facts, desk.origins, desk.stems, budget, desk.days)
    while (left := budget - told.words) >= SHORTEST and (chosen := choose(survey, left, told, barred)):
        written, notices = rewrite(chosen, rewriter) if rewriter else (((),) * len(chosen), ())
        told.notices += notices
        for fact, drafts in zip(chosen, written, strict=True):
            if fact.lead.span in barred:  # told in one sentence with another
                continue
            barred.add(fact.lead.span)
            if fact.follows and not any(_leads_to(draft, fact) for draft in told.drafts):
                continue  # what it speaks of was refused, or who speaks is told among other things
            candidates = _weighed([*_dated_first(drafts), *_own_words(fact)], survey, told)
            said = _admit(candidates, told, desk, budget)
            barred |= {sentence.span for sentence in said.fact.sentences} if said else set()
    if not told.drafts and news.facts:
        raise _too_long(desk, budget) or NothingUsable(tuple(desk.sentences))
    told.untold = account(survey, {draft.fact.lead.span for draft in told.drafts})
    return told


def _leads_to(draft: Draft, fact: Fact) -> bool:
    """Whether a draft tells what a fact can't be read without; a quotation goes on only where its speaker spoke alone."""
    if not goes_on_quoting(fact.lead.text):
        return fact.follows in draft.fact.sentences
    alone = draft.method != "rewritten" or len(draft.shown) == 1
    return alone and fact.follows is not None and draft.shown[0] == fact.follows.span


def _overtaken(news: News) -> set[Span]:
    """The sentences that a later report has overtaken: the conflict lists them, the brief doesn't tell them."""
    earlier = {
        (conflict.claims[0].citation.article, conflict.claims[0].citation.start)
        for conflict in news.conflicts
        if conflict.kind == "superseded"
    }
    overtaken = [f for f in news.facts if any((s.article.id, s.span.start) in earlier for s in f.sentences)]
    return {sentence.span for fact in overtaken for sentence in fact.sentences}


def _choose(
    news: News, strategy: Strategy, survey: Survey, budget: int, told: Told, barred: Collection[Span]
) -> tuple[Fact, ...]:
    """The facts to tell next: what has changed, and when all of that is told, the rest."""
    choose = partial(select, survey, budget, told=[draft.text for draft in told.drafts], strategy=strategy)
    unchanged = {s.span for fact in news.facts for s in fact.sentences} - news.changed
    return (news.changed and choose(barred=unchanged.union(barred))) or choose(barred=barred)


def _too_long(desk: Desk, budget: int) -> BudgetTooSmall | None:
    """That sentences are too long for the budget, if any is."""
    lengths = [count_words(sentence.text) for sentence in desk.kept]
    longer = [words for words in lengths if words > budget]
    return BudgetTooSmall(budget, min(longer)) if longer else None


def _retell(told: Told, desk: Desk, budget: int, rewriter: Rewriter) -> None:
    """A long-input model's brief, sentence by sentence: each aligned to the spans that it rests on, and judged by them.

    A sentence that the gate refuses gives way to the source's own that it rests on most.
    """
    by_span = {sentence.span: sentence for sentence in desk.kept}
    sources = [[s.span for s in own] for _, own in groupby(desk.kept, key=lambda s: s.article.id)]
    text, notices = rewrite_bundle(sources, budget, rewriter)
    told.notices += notices
    for sentence in split_draft(text, desk.punkt):
        spans = align(sentence.text, list(by_span), RESTS_ON, desk.stems)
        if not spans:
            told.withheld.append(Withheld(text=sentence.text, reason="no source says it", citations=()))
            continue
        lead, *echoes = (by_span[span] for span in spans)
        fact = Fact(lead, tuple(echoes), len({desk.origins[span.article.id] for span in spans}))
        _admit([Draft(sentence.text, fact, spans, "rewritten"), *_own_words(Fact(lead))], told, desk, budget)


def _dated_first(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those first that tell most days: a brief tells when. Drafts of one fact only are compared."""
    return [
        draft
        for _, same in groupby(drafts, key=lambda draft: draft.fact)
        for draft in sorted(same, key=lambda draft: -len(read_days(draft.text)))
    ]


def _weighed(drafts: Sequence[Draft], survey: Survey, told: Told) -> list[Draft]:
    """The drafts, those last that lack most of what the best of them tells: for its sake the fact was chosen."""
    said = [draft.text for draft in told.drafts]
    worths = {draft.text: worth(survey, draft.text, said) for draft in drafts}
    return sorted(drafts, key=lambda draft: worths[draft.text] < KEPT * max(worths.values()))


def _own_words(fact: Fact) -> tuple[Draft, ...]:
    """The source's own sentence, without its connective where it has one, then whole."""
    shortened = shorten(fact)
    return (shortened, extract(fact)) if shortened else (extract(fact),)


def _admit(candidates: Sequence[Draft], told: Told, desk: Desk, budget: int) -> Draft | None:
    """The candidate that the brief took: the first that fits and that the gate lets through; None where none is.

    The others are withheld, each with its reason.
    """
    settled = [settle(c, desk.days.get(c.fact.lead.span, ()), desk.newest) for c in candidates]
    # What was made plain may be refused where the source's own words are not.
    for candidate in dict.fromkeys(one for both in zip(settled, candidates, strict=True) for one in both):
        draft = cite(candidate, desk.stems)
        refusals = verify(draft, desk.case, desk.stems) or _no_room(draft, told, budget)
        if not refusals:
            told.drafts.append(trim(draft, desk.case) if draft.method == "rewritten" else draft)
            return draft
        reason = "; ".join(f"{refusal.code}: {refusal.detail}" for refusal in refusals)
        citations = tuple(span.cite() for span in draft.shown)
        told.withheld.append(Withheld(text=draft.text, reason=reason, citations=citations))
    return None


def _no_room(draft: Draft, told: Told, budget: int) -> tuple[Refusal, ...]:
    """Why the brief as it is has no place for a draft that is true."""
    if _repeats(draft, told.drafts):
        return (Refusal("repetition", "says what another sentence of the brief says"),)
    if count_words(draft.text) > budget - told.words:
        return (Refusal("length", f"{count_words(draft.text)} words, {budget - told.words} left"),)
    return ()


def _repeats(draft: Draft, others: Sequence[Draft]) -> bool:
    return any(overlap(draft.text, other.text) >= REPEATS for other in others)


def name_in_full(drafts: Sequence[Draft], desk: Desk, budget: int) -> tuple[Draft, ...]:
    """The drafts with full names at first mentions, where the budget allows, the gate agrees and nothing is said twice."""
    done: list[Draft] = []
    spare = budget - sum(count_words(draft.text) for draft in drafts)
    for place, draft in enumerate(drafts):
        named = introduce(draft, done, desk.sentences[draft.fact.lead.article.id])
        longer = count_words(named.text) - count_words(draft.text)
        others = [*done, *drafts[place + 1 :]]  # they may have the full name, too
        if named is not draft and (
            longer > spare or _repeats(named, others) or verify(named, desk.case, desk.stems)
        ):
            named, longer = draft, 0
        spare -= longer
        done.append(named)
    return tuple(done)


def title(drafts: Sequence[Draft], desk: Desk) -> Headline | None:
    """The first headline that the drafts give and the gate lets through; it is held to what a sentence is held to."""
    for draft in headlines(drafts):
        sentence = cite(replace(draft, text=f"{draft.text}.", mentions=(), derived=()), desk.stems)
        if not verify(sentence, desk.case, desk.stems):
            return Headline(text=draft.text, citations=tuple(span.cite() for span in sentence.shown))
    return None

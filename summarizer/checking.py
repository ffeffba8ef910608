"""Holds a text that somebody else wrote against the articles: per sentence supported or not, why, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from statistics import fmean
from typing import TYPE_CHECKING

from summarizer.composing import SURE
from summarizer.errors import EmptyDraft
from summarizer.language.dates import CalendarDay, Weekday, read_days
from summarizer.language.joints import joints
from summarizer.language.names import Case
from summarizer.language.standing import leans
from summarizer.language.words import Stems, content, squash, tokens
from summarizer.rules.evidence import claims_of, evidence_of, vouched_for
from summarizer.rules.links import links_stand
from summarizer.splitting import split_draft
from summarizer.types import CheckedSentence, CheckReport, Derived, Reason
from summarizer.verification import align, weigh
from summarizer.views import Draft, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from nltk.tokenize.punkt import PunktSentenceTokenizer

    from summarizer.language.dates import Shift
    from summarizer.rules.evidence import Claims, Evidence
    from summarizer.types import Citation
    from summarizer.views import DayMention, Refusal, Sentence, Span

# Sentences of the articles that one of the text may rest on; one that needs more is no sentence of news.
RESTS_ON = 4
# The nearest sentences that are looked at; fusions take their parts from among them.
NEAREST = 100
# Sentences that may say it on their own, and sentences that may lead others: each is a turn before the gate.
ALONE, LEADING = 8, 3

# The codes of refusals that a look at the place settles; others may be a matter of wording.
LOOKED_UP = frozenset({"number", "hedge", "unit", "date", "name", "quotation", "negation"})

# What a brief may not do, and no text is false for: say three words twice, take over a label that a source uses in its own
# voice. One that is quoted or somebody's there falls under attribution.
STYLE = frozenset({"repetition", "label"})

_BULLET = re.compile(r"^[\s•▪●◦‣*–—-]+(?=\S)")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Sources:
    """The sentences of the articles, laid out to be looked up.

    `days` are those that a sentence tells, `words` the stems of its content, `pairs` the stems that are neighbours in it;
    `places` are the sentences that hold a stem, `said` what has been read of some sentences together so far.
    """

    sentences: Mapping[Span, Sentence]
    days: Mapping[Span, Sequence[DayMention]]
    case: Case
    stems: Stems
    words: Mapping[Span, frozenset[str]]
    places: Mapping[str, Sequence[Span]]
    pairs: Mapping[Span, frozenset[tuple[str, str]]]
    said: dict[tuple[Span, ...], Evidence] = field(default_factory=dict)

    def nearest(self, text: str) -> list[Span]:
        """The spans that share words with a text, the most first; a word weighs more where fewer spans hold it.

        The weights are inverse document frequencies (Spärck Jones 1972), read off an inverted index; of two that share
        as much, the shorter is nearer.
        """
        shared: defaultdict[Span, float] = defaultdict(float)
        for stem in dict.fromkeys(self.stems.of(content(text))):
            for span in self.places.get(stem, ()):
                shared[span] += log(1 + len(self.sentences) / len(self.places[stem]))
        if not shared:  # "They are."
            return [span for span, one in self.sentences.items() if _same(one.text, text)][:NEAREST]
        return sorted(shared, key=lambda span: (-shared[span], len(self.words[span])))[:NEAREST]


def check(
    draft: str,
    sentences: Sequence[Sentence],
    days: Mapping[Span, Sequence[DayMention]],
    punkt: PunktSentenceTokenizer,
) -> CheckReport:
    """The report on every sentence of `draft`, held against all `sentences` of the articles.

    `days` holds the days that a sentence tells, by its span. Raises EmptyDraft.
    """
    stated = [one.text for one in split_draft(draft, punkt) if any(map(str.isalnum, one.text))]
    if not stated:
        raise EmptyDraft
    sources = _lay_out(sentences, days)
    checked = tuple(_hold(text, sources) for text in stated)
    supported = sum(one.supported for one in checked)
    return CheckReport(sentences=checked, supported=supported, unsupported=len(checked) - supported)


def _lay_out(sentences: Sequence[Sentence], days: Mapping[Span, Sequence[DayMention]]) -> Sources:
    """The sentences, ready to be looked up."""
    stems = Stems()
    words = {one.span: frozenset(stems.of(content(one.text))) for one in sentences}
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for span, held in words.items():
        for stem in held:
            places[stem].append(span)
    return Sources(
        sentences={one.span: one for one in sentences},
        days=days,
        case=Case(article.text for article in {one.article.id: one.article for one in sentences}.values()),
        stems=stems,
        words=words,
        places=places,
        pairs={one.span: frozenset(pairwise(stems.of(tokens(one.text)))) for one in sentences},
    )


def _hold(text: str, sources: Sources) -> CheckedSentence:
    """A sentence held against what it may rest on: as a whole or, where it is two clauses joined, each on its own.

    Every span that bears it out alone is cited, or else the first few that do so together. What none bears out has the
    reasons, and the citations, of those that it breaks least.
    """
    said = _as_sentence(text)
    whole = _trials(said, sources)
    if not whole:
        reason = Reason(code="source", detail="no article says anything of it")
        return CheckedSentence(text=text, supported=False, score=0, reasons=(reason,), citations=())
    parts = (_apart(said, sources) if whole[0].refusals else ()) or (whole,)
    reasons = [Reason(code=refusal.code, detail=refusal.detail) for refusal in parts[0][0].refusals]
    cited = [citation for part in parts for trial in part for citation in trial.citations]
    return CheckedSentence(
        text=text,
        supported=not reasons,
        score=round(fmean(_score(part[0], sources) for part in parts), 2),
        reasons=tuple(dict.fromkeys(reasons)),
        citations=tuple(dict.fromkeys(cited)),
    )


def _trials(said: str, sources: Sources) -> list[Trial]:
    """A sentence with each span that bears it out alone, or else once, as it breaks least; none if no span is near."""
    nearest = sources.nearest(said)
    claims = claims_of(said, sources.case, sources.stems)
    alone = [_judge(claims, (span,), sources) for span in nearest[:ALONE]]
    if witnesses := [trial for trial in alone if not trial.refusals]:
        return witnesses
    joint: list[Trial] = []
    for shown in _together(said, nearest, sources):
        joint.append(_judge(claims, shown, sources))
        if not joint[-1].refusals:
            break
    return [min((*alone, *joint), key=Trial.faults)] if nearest else []


def _apart(said: str, sources: Sources) -> tuple[list[Trial], ...]:
    """The trials of two joined clauses that are borne out each on its own; empty where one is not.

    "A, and B" says no more than "A. B.": no rule has to find out which of the words around a "not" or a name are of its
    clause. What leans on the clause before ("..., and he left") has to follow it in an article.
    """
    for joint in joints(said):
        texts = [_as_sentence(part) for part in (joint.before, joint.behind)]
        first, second = ([one for one in _trials(text, sources) if not one.refusals] for text in texts)
        if leans(texts[1]):
            second = [one for one in second if any(one.follows(other, sources) for other in first)]
        clause = joint.clause or any(_same(one.draft.fact.lead.text, texts[1]) for one in second)
        if first and second and clause:
            return first, second
    return ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence before the gate, shown what it may rest on, and what was held against it."""

    draft: Draft
    refusals: tuple[Refusal, ...]

    def faults(self) -> tuple[int, int]:
        """How many rules it breaks, and how often."""
        return len({refusal.code for refusal in self.refusals}), len(self.refusals)

    def follows(self, other: Trial, sources: Sources) -> bool:
        """Whether what it rests on begins right behind the other's in their article."""
        own, before = (sources.sentences[trial.draft.shown[0]] for trial in (self, other))
        return own.article.id == before.article.id and own.position == before.position + 1

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The spans that it was shown, and those that its dates were counted from."""
        dates = (citation for derived in self.draft.derived for citation in derived.evidence)
        return (*(span.cite() for span in self.draft.shown), *dates)


def _judge(claims: Claims, shown: tuple[Span, ...], sources: Sources) -> Trial:
    """A sentence before the gate and before the rule for links, for its writer may have joined anything.

    What stands in a source word for word is supported, whatever the gate asks of a brief's own style.
    """
    said = claims.text
    fact = Fact(sources.sentences[shown[0]])
    derived = tuple(_derived(said, sources.days.get(shown[0], ())))
    draft = Draft(said, fact, shown, "rewritten", derived=derived)
    if _same(fact.lead.text, said):
        return Trial(draft, ())
    if shown not in sources.said:
        sources.said[shown] = evidence_of(shown, sources.stems)
    evidence = vouched_for(sources.said[shown], draft, sources.case)
    refusals = (*weigh(claims, evidence), *links_stand(claims, evidence))
    return Trial(draft, tuple(one for one in refusals if one.code not in STYLE))


def _score(trial: Trial, sources: Sources) -> float:
    """0.5 to 1 for what is supported, under 0.5 for what is not: the higher, the closer to the articles' wording.

    That is the mean of two shares: of its content words that some sentence has, and of its neighbouring words that are
    neighbours in the one sentence that has most of them. Every fault in what can be looked up takes from it. `bench check`
    prints how far people agree with it and with ROUGE-2; it was chosen on every second article there.
    """
    text = trial.draft.text
    words = [stem in sources.places for stem in sources.stems.of(content(text))]
    pairs = list(pairwise(sources.stems.of(tokens(text))))
    beside = max(sum(pair in sources.pairs[span] for pair in pairs) for span in sources.nearest(text))
    wrong = sum(refusal.code in LOOKED_UP for refusal in trial.refusals)
    near = (fmean(words or [1]) + (beside / len(pairs) if pairs else 1)) / 2 / (1 + wrong)
    return 0.49 * near if trial.refusals else 0.5 + near / 2


def _together(said: str, nearest: Sequence[Span], sources: Sources) -> Iterator[tuple[Span, ...]]:
    """Each of the nearest spans with the others that hold what it lacks, where all of them are needed.

    One that is not needed could only lend its "not", or its lack of one.
    """
    for lead in nearest[:LEADING]:
        lacking = [word for word in content(said) if sources.stems[word] not in sources.words[lead]]
        shown = (lead, *align(" ".join(lacking), nearest, RESTS_ON - 1, sources.stems))
        held = [sources.words[span].intersection(sources.stems.of(content(said))) for span in shown]
        if len(shown) > 1 and all(own.difference(*held[:i], *held[i + 1 :]) for i, own in enumerate(held)):
            yield shown


def _derived(said: str, days: Sequence[DayMention]) -> Iterator[Derived]:
    """The dates of a sentence that its lead tells in other words: "March 2" where that has "on Monday"."""
    for found in read_days(said):
        text = said[found.start : found.end]
        sure = [mention for mention in days if mention.confidence >= SURE and _tells(found.says, mention.day)]
        if sure and sure[0].span.text != text:
            evidence = tuple(span.cite("date") for span in sure[0].evidence)
            yield Derived(text=text, rule=sure[0].rule, evidence=evidence)


def _tells(says: CalendarDay | Weekday | Shift, day: date) -> bool:
    """Whether an expression that needs no other day to count from may mean the day."""
    if isinstance(says, CalendarDay):
        return says.of(says.year or day.year) == day
    return isinstance(says, Weekday) and says.way is None and says.weekday == day.weekday()


def _same(text: str, said: str) -> bool:
    """Whether a text of the articles is, word for word, what is said."""
    return squash(_as_sentence(text)) == squash(said)


def _as_sentence(text: str) -> str:
    """The text as the gate reads one: without a bullet, and with a capital and a stop, which a heading may lack."""
    bare = _BULLET.sub("", " ".join(text.split()))
    capital = bare[0].upper()
    bare = (capital if len(capital) == 1 else bare[0]) + bare[1:]  # "ß" has none
    return bare if _STOP.search(bare) else f"{bare}."

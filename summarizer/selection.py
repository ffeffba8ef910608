"""Chooses the facts that a brief of so many words can hold: what an editor would tell of the event, said once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.standing import (
    full_quotations,
    goes_on_quoting,
    is_news,
    leans,
    lets_speak,
    quotes_in_part,
)
from summarizer.language.voices import voices
from summarizer.language.words import STOP, count_words
from summarizer.strategies.concepts import concepts, read
from summarizer.strategies.coverage import COST, coverage
from summarizer.strategies.pool import REPEATS, Pool, overlap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from summarizer.language.words import Stems
    from summarizer.strategies.concepts import Reading
    from summarizer.strategies.pool import Strategy
    from summarizer.views import DayMention, Fact, Sentence, Span

# Sentences that are weighed against each other, from the tops of the articles down: a thousand articles bring three each.
POOL = 3000
# What it is worth to tell a day of the story, once: as much as a concept that an editor tells for sure. On our own cases
# (`python -m bench gate`) it may be 1 to 5; NeuS, whose articles have no dates, can't tell.
DAY = 1.0
# Sentences that may be told together because each leans on the one before: "He added ... It also ...".
LONGEST_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """The facts of a bundle, the sentences of theirs that may stand in a brief, and what is known of all that they say."""

    facts: Sequence[Fact]
    pool: Pool
    reading: Reading
    stems: Stems


def select(
    survey: Survey,
    budget: int,
    *,
    told: Sequence[str] = (),
    barred: Collection[Span] = (),
    strategy: Strategy = coverage,
) -> tuple[Fact, ...]:
    """The facts to tell in at most `budget` words, each led by the sentence that tells it best, dearest gain first.

    A sentence that leans on the one before comes with it, or not at all. `told` are sentences that the brief holds
    already, and `barred` the spans of sentences that can't stand in it.
    """
    pool = _left(survey, told, barred) if told or barred else survey.pool
    return tuple(_led_by(survey.facts[pool.facts[i]], pool, i) for i in strategy(pool, budget))


def look_over(
    facts: Sequence[Fact],
    origins: Mapping[str, str],
    stems: Stems,
    words: int,
    days: Mapping[Span, Sequence[DayMention]] | None = None,
) -> Survey:
    """The sentences that `select` chooses from, with what is known of them from all that the facts' sentences say.

    `origins` maps an article's id to its origin's; the brief is to have at most so many `words`; `days` holds the days
    that a sentence tells, by its span. Each day of a story is a concept, in whatever words ("last Wednesday", "Nov. 27").
    """
    places = [(i, sentence) for i, fact in enumerate(facts) for sentence in fact.sentences]
    sentences = [sentence for _, sentence in places]
    reading = read(sentences, origins, stems)
    likely = reading.likely(words)
    row_of = {
        day: len(likely) + i
        for i, day in enumerate(sorted({m.day for own in (days or {}).values() for m in own}))
    }
    told_days = {span: tuple(dict.fromkeys(row_of[m.day] for m in own)) for span, own in (days or {}).items()}
    chains = _chains(sentences)
    spoken = voices(sentences)
    index = {place: i for i, place in enumerate(chains)}
    pool = Pool(
        sentences=[sentences[place] for place in index],
        chains=[tuple(index[place] for place in chain) for chain in chains.values()],
        facts=[places[place][0] for place in index],
        words=[count_words(sentences[place].text) for place in index],
        pairs=[_pairs(sentences[place].text, stems) for place in index],
        voices=[spoken[place] for place in index],
        said=[(*reading.said[place], *told_days.get(sentences[place].span, ())) for place in index],
        likely=likely + [DAY] * len(row_of),
        covered=frozenset(),
        articles=len({sentences[place].article.id for place in index}),
    )
    return Survey(facts, pool, reading, stems)


def account(survey: Survey, told: Collection[Span]) -> dict[Span, str]:
    """Why each sentence that might have been told is not, by its span: what tells it, or what adds more.

    `told` are the spans of the sentences that lead what is told. A sentence is worth as many concepts as an editor is
    expected to tell of those that nothing else in the brief says.
    """
    pool = survey.pool
    chosen = [i for i, sentence in enumerate(pool.sentences) if sentence.span in told]
    if not chosen:
        return {}
    held = Counter(concept for i in chosen for concept in pool.said[i])
    own = {i: sum(pool.likely[c] for c in pool.said[i] if held[c] == 1) for i in chosen}
    least = min(chosen, key=lambda i: (own[i] / max(1, pool.words[i]) ** COST, i))
    beaten_by = f"{_place(pool.sentences[least])}, which is told, {own[least]:.1f} in {pool.words[least]}"
    reasons: dict[Span, str] = {}
    for i, sentence in enumerate(pool.sentences):
        if i in own:
            continue
        new = [j for j in pool.chains[i] if j not in own]
        words = sum(pool.words[j] for j in new)
        gain = sum(pool.likely[c] for c in {c for j in new for c in pool.said[j]} if c not in held)
        if twins := [j for j in chosen if pool.repeats(i, j)]:
            reasons[sentence.span] = f"says what {_place(pool.sentences[twins[0]])} says"
        elif gain / max(1, words) ** COST > own[least] / max(1, pool.words[least]) ** COST:
            reasons[sentence.span] = (
                f"worth {gain:.1f} in {words} words, too long or too much of one voice for what is told"
            )
        else:
            reasons[sentence.span] = f"worth {gain:.1f} in {words} words; {beaten_by}"
    return reasons


def worth(survey: Survey, text: str, told: Sequence[str]) -> float:
    """How many concepts an editor is expected to tell that a text tells and what is told does not."""
    rows, likely = survey.reading.rows, survey.pool.likely
    held = {concept for one in told for concept in concepts(one, survey.stems)}
    return sum(likely[rows[c]] for c in concepts(text, survey.stems) if c in rows and c not in held)


def _place(sentence: Sentence) -> str:
    span = sentence.span
    return f"{span.article.id}[{span.start}:{span.end}]"


def _pairs(text: str, stems: Stems) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring content words."""
    return frozenset(pairwise(word for word in stems.words(text) if word not in STOP))


def _left(survey: Survey, told: Sequence[str], barred: Collection[Span]) -> Pool:
    """The pool without what is barred, what repeats what is told, and what can't be read without either."""
    pool, said = survey.pool, [_pairs(text, survey.stems) for text in told]
    free = {
        i
        for i, sentence in enumerate(pool.sentences)
        if sentence.span not in barred and all(overlap(pool.pairs[i], pairs) < REPEATS for pairs in said)
    }
    kept = [i for i in range(len(pool.sentences)) if free.issuperset(pool.chains[i])]
    index = {i: place for place, i in enumerate(kept)}
    rows = survey.reading.rows
    return replace(
        pool,
        sentences=[pool.sentences[i] for i in kept],
        chains=[tuple(index[j] for j in pool.chains[i]) for i in kept],
        facts=[pool.facts[i] for i in kept],
        words=[pool.words[i] for i in kept],
        pairs=[pool.pairs[i] for i in kept],
        voices=[pool.voices[i] for i in kept],
        said=[pool.said[i] for i in kept],
        covered=frozenset(
            rows[concept] for text in told for concept in concepts(text, survey.stems) if concept in rows
        ),
        articles=len({pool.sentences[i].article.id for i in kept}),
    )


def _chains(sentences: Sequence[Sentence]) -> dict[int, tuple[int, ...]]:
    """The sentences that may be told, by falling prominence, each with the ones that it can't be read without before it.

    They make sense, alone or after the one before; where there are none, all are let in.
    """
    order = sorted(range(len(sentences)), key=lambda i: (sentences[i].position, i))[:POOL]
    texts = {i: sentences[i].text for i in order}
    whole = full_quotations(texts.values())
    fit = [i for i in order if is_news(texts[i]) and not quotes_in_part(texts[i], whole)]
    if not fit:
        return {i: (i,) for i in order}
    chains: dict[int, tuple[int, ...]] = {}
    at: dict[tuple[str, int], tuple[int, ...]] = {}
    for i in fit:
        own: tuple[int, ...] = (i,)
        if leans(texts[i]):
            before = at.get((sentences[i].article.id, sentences[i].position - 1), ())
            if not 0 < len(before) < LONGEST_CHAIN:
                continue
            if goes_on_quoting(texts[i]) and not lets_speak(texts[before[-1]]):
                continue
            own = (*before, i)
        at[sentences[i].article.id, sentences[i].position] = chains[i] = own
    return chains


def _led_by(fact: Fact, pool: Pool, chosen: int) -> Fact:
    lead, chain = pool.sentences[chosen], pool.chains[chosen]
    echoes = tuple(s for s in fact.sentences if s is not lead)
    return replace(
        fact, lead=lead, echoes=echoes, follows=pool.sentences[chain[-2]] if len(chain) > 1 else None
    )

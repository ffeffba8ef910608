"""Chooses the facts that a brief of so many words can hold: what an editor would tell of the event, said once."""

from __future__ import annotations

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
from summarizer.language.words import content, count_words
from summarizer.strategies.concepts import concepts, read
from summarizer.strategies.coverage import coverage
from summarizer.strategies.pool import REPEATS, Pool, overlap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from summarizer.language.words import Stems
    from summarizer.strategies.concepts import Reading
    from summarizer.strategies.pool import Strategy
    from summarizer.views import Fact, Sentence, Span

# Sentences that are weighed against each other, from the tops of the articles down: a thousand articles bring three each.
POOL = 3000
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


def look_over(facts: Sequence[Fact], origins: Mapping[str, str], stems: Stems, words: int) -> Survey:
    """The sentences that `select` chooses from, with what is known of them from all that the facts' sentences say.

    `origins` maps an article's id to its origin's; the brief is to have at most so many `words`.
    """
    places = [(i, sentence) for i, fact in enumerate(facts) for sentence in fact.sentences]
    sentences = [sentence for _, sentence in places]
    reading = read(sentences, origins, stems)
    chains = _chains(sentences)
    index = {place: i for i, place in enumerate(chains)}
    pool = Pool(
        sentences=[sentences[place] for place in index],
        chains=[tuple(index[place] for place in chain) for chain in chains.values()],
        facts=[places[place][0] for place in index],
        words=[count_words(sentences[place].text) for place in index],
        pairs=[frozenset(pairwise(content(sentences[place].text))) for place in index],
        said=[reading.said[place] for place in index],
        likely=reading.likely(words),
        covered=frozenset(),
        articles=len({sentences[place].article.id for place in index}),
    )
    return Survey(facts, pool, reading, stems)


def _left(survey: Survey, told: Sequence[str], barred: Collection[Span]) -> Pool:
    """The pool without what is barred, what repeats what is told, and what can't be read without either."""
    pool, said = survey.pool, [frozenset(pairwise(content(text))) for text in told]
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

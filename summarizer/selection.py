"""Chooses the facts that a brief of so many words can hold: what an editor would tell of the event, said once."""

from __future__ import annotations

from dataclasses import replace
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
from summarizer.language.words import content, count_words, overlap
from summarizer.strategies.concepts import concepts, read
from summarizer.strategies.coverage import coverage
from summarizer.strategies.pool import REPEATS, Pool

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from summarizer.language.words import Stems
    from summarizer.strategies.pool import Strategy
    from summarizer.views import Fact, Sentence, Span

# Sentences that are weighed against each other, from the tops of the articles down: a thousand articles bring three each.
POOL = 3000
# Sentences that may be told together because each leans on the one before: "He added ... It also ...".
LONGEST_CHAIN = 3


def select(
    facts: Sequence[Fact],
    budget: int,
    origins: Mapping[str, str],
    stems: Stems,
    *,
    told: Sequence[str] = (),
    barred: Collection[Span] = (),
    strategy: Strategy = coverage,
) -> tuple[Fact, ...]:
    """The facts to tell in at most `budget` words, each led by the sentence that tells it best, dearest gain first.

    A sentence that leans on the one before comes with it, or not at all. `origins` maps an article's id to its origin's;
    `told` are sentences that the brief holds already, and `barred` the spans of sentences that can't stand in it.
    """
    pool = gather(facts, origins, stems, told=told, barred=barred)
    return tuple(_led_by(facts[pool.facts[i]], pool, i) for i in strategy(pool, budget))


def gather(
    facts: Sequence[Fact],
    origins: Mapping[str, str],
    stems: Stems,
    *,
    told: Sequence[str] = (),
    barred: Collection[Span] = (),
) -> Pool:
    """The sentences that `select` chooses from, with what is known of them from all that the facts' sentences say."""
    places = [(i, sentence) for i, fact in enumerate(facts) for sentence in fact.sentences]
    sentences = [sentence for _, sentence in places]
    reading = read(sentences, origins, stems)
    chains = _chains(sentences, told, barred)
    index = {place: i for i, place in enumerate(chains)}
    return Pool(
        sentences=[sentences[place] for place in index],
        chains=[tuple(index[place] for place in chain) for chain in chains.values()],
        facts=[places[place][0] for place in index],
        words=[count_words(sentences[place].text) for place in index],
        pairs=[frozenset(pairwise(content(sentences[place].text))) for place in index],
        said=[reading.said[place] for place in index],
        likely=reading.likely(),
        covered=frozenset(
            reading.rows[concept]
            for text in told
            for concept in concepts(text, stems)
            if concept in reading.rows
        ),
        articles=len({sentences[place].article.id for place in index}),
    )


def _chains(
    sentences: Sequence[Sentence], told: Sequence[str], barred: Collection[Span]
) -> dict[int, tuple[int, ...]]:
    """The sentences that may be told, by falling prominence, each with the ones that it can't be read without before it.

    They make sense, alone or after the one before; where there are none, all are let in.
    """
    order = sorted(range(len(sentences)), key=lambda i: (sentences[i].position, i))[:POOL]
    whole = full_quotations([sentences[i].text for i in order])
    fit = [i for i in order if is_news(sentences[i].text) and not quotes_in_part(sentences[i].text, whole)]
    chains: dict[int, tuple[int, ...]] = {}
    at: dict[tuple[str, int], tuple[int, ...]] = {}
    for i in fit or order:
        sentence = sentences[i]
        before = at.get((sentence.article.id, sentence.position - 1), ())
        if fit and leans(sentence.text) and not 0 < len(before) < LONGEST_CHAIN:
            continue
        if fit and goes_on_quoting(sentence.text) and not lets_speak(sentences[before[-1]].text):
            continue
        own = (*before, i) if fit and leans(sentence.text) else (i,)
        at[sentence.article.id, sentence.position] = own
        if sentence.span not in barred and all(overlap(sentence.text, text) < REPEATS for text in told):
            chains[i] = own
    return {i: own for i, own in chains.items() if all(j in chains for j in own)}


def _led_by(fact: Fact, pool: Pool, chosen: int) -> Fact:
    lead, chain = pool.sentences[chosen], pool.chains[chosen]
    echoes = tuple(s for s in fact.sentences if s is not lead)
    return replace(
        fact, lead=lead, echoes=echoes, follows=pool.sentences[chain[-2]] if len(chain) > 1 else None
    )

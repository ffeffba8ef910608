"""A strategy chooses whole chains that fit, and coverage chooses the best of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.language.words import Stems
from summarizer.strategies.concepts import TOLD, WEIGHTS, concepts, read
from summarizer.strategies.coverage import best_cover, cover, coverage
from summarizer.strategies.pool import Pool, Strategy
from summarizer.strategies.ranking import centrality, lead, mmr
from tests.made import article


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Up to eight sentences of one to three articles, of six concepts; some lean on the one before, some repeat another."""
    own = [article(f"a{i}", *"abc"[: draw(st.integers(1, 3))]) for i in range(draw(st.integers(1, 3)))]
    sentences = [sentence for one in own for sentence in one]
    chains: list[tuple[int, ...]] = []
    for i, sentence in enumerate(sentences):
        leans = sentence.position and draw(st.booleans())
        chains.append((*chains[-1], i) if leans else (i,))
    several = st.lists(st.integers(0, 5), max_size=4, unique=True).map(tuple)
    return Pool(
        sentences=sentences,
        chains=chains,
        facts=[draw(st.sampled_from((i, 0))) for i in range(len(sentences))],
        words=draw(st.lists(st.integers(1, 9), min_size=len(sentences), max_size=len(sentences))),
        pairs=[frozenset()] * len(sentences),
        voices=draw(
            st.lists(
                st.sampled_from(("", "", "osk", "lunde")), min_size=len(sentences), max_size=len(sentences)
            )
        ),
        said=draw(st.lists(several, min_size=len(sentences), max_size=len(sentences))),
        likely=draw(st.lists(st.floats(0.01, 1), min_size=6, max_size=6)),
        covered=frozenset(draw(several)),
        articles=len(own),
    )


def worth(pool: Pool, chosen: list[int] | tuple[int, ...]) -> float:
    told = set(chain.from_iterable(pool.said[i] for i in chosen)) - pool.covered
    return sum(pool.likely[concept] for concept in told)


def allowed(pool: Pool, chosen: list[int] | tuple[int, ...], budget: int) -> bool:
    """The limits, one after the other, as they are promised."""
    words = sum(pool.words[i] for i in chosen) <= budget
    whole = all(set(pool.chains[i]) <= set(chosen) for i in chosen)
    once = not any(pool.repeats(i, j) for i, j in combinations(chosen, 2))
    return words and whole and once


@settings(max_examples=150, deadline=None)
@given(pools(), st.integers(0, 30))
def test_a_choice_keeps_every_limit(pool: Pool, budget: int) -> None:
    for strategy in (coverage, cover, centrality, mmr, lead):
        chosen = strategy(pool, budget)
        assert allowed(pool, chosen, budget)
        assert len(set(chosen)) == len(chosen)


@settings(max_examples=150, deadline=None)
@given(pools(), st.integers(0, 30))
def test_the_exact_choice_is_the_best_of_all(pool: Pool, budget: int) -> None:
    everything = range(len(pool.sentences))
    subsets = chain.from_iterable(combinations(everything, n) for n in range(len(everything) + 1))
    share = pool.largest_share(budget)
    fitting = [i for i in everything if sum(pool.words[j] for j in pool.chains[i]) <= budget]

    def shared_out(chosen: tuple[int, ...]) -> bool:
        for own in pool.by_article():
            told = [pool.words[i] for i in own if i in chosen]
            if sum(told) > max([share, *(pool.words[i] for i in own if i in fitting)]):
                return False
        for voice, own in pool.by_voice().items():
            most = pool.most_spoken(voice, budget)
            if sum(min(most, pool.words[i]) for i in own if i in chosen) > most:
                return False
        return True

    best = max(worth(pool, one) for one in subsets if allowed(pool, one, budget) and shared_out(one))
    found = best_cover(pool, budget)
    assert allowed(pool, found, budget)
    assert worth(pool, found) >= 0.98 * best - 1e-9


def unlike(*said: tuple[int, ...]) -> Pool:
    """A pool of one article's sentences with these concepts, each of one word, all equally likely."""
    sentences = article("a", *"abcdefgh"[: len(said)])
    ones = [1] * len(said)
    places = range(len(said))
    return Pool(
        sentences, [(i,) for i in places], [*places], ones, [frozenset()] * len(said), [""] * len(said), said,
        [0.5] * 9, frozenset(), 1,
    )  # fmt: skip


def test_leads_are_told_in_the_order_of_their_places() -> None:
    assert lead(unlike((1,), (2,), (3,)), 2) == [0, 1]


def test_the_most_central_sentence_is_most_like_the_others() -> None:
    assert centrality(unlike((1, 2), (2, 3), (3, 4), (5,)), 1) == [1]


def test_what_is_like_the_chosen_is_passed_over_for_what_is_new() -> None:
    pool = unlike((1, 2, 3), (1, 2, 4), (1, 2, 3, 4), (5, 6))
    assert mmr(pool, 2)[0] == 2
    assert mmr(pool, 2)[1] == 3


@pytest.mark.parametrize("strategy", [coverage, cover, lead, mmr])
def test_one_speaker_fills_half_of_the_words_or_what_others_leave(strategy: Strategy) -> None:
    alone = replace(unlike((1,), (2,), (3,), (4,)), voices=["osk"] * 4)
    assert len(strategy(alone, 4)) == 4
    answered = replace(unlike((1,), (2,), (3,), (4,), (5,)), voices=["osk", "osk", "osk", "lunde", ""])
    assert sum(i < 3 for i in strategy(answered, 4)) == 2
    long = replace(answered, words=[3, 1, 1, 1, 1])
    assert 0 in strategy(replace(long, said=[(1, 2, 3, 8), (4,), (5,), (6,), (7,)]), 4)


def test_coverage_counts_a_concept_once() -> None:
    assert set(coverage(unlike((1, 2, 3), (1, 2, 3), (4,)), 2)) in ({0, 2}, {1, 2})


def test_a_concept_is_known_by_its_stems_and_counts_once() -> None:
    assert concepts("The ferries of the harbour, the ferry", Stems()) == (
        ("the", "ferri"),
        ("ferri", "of"),
        ("of", "the"),
        ("the", "harbour"),
        ("harbour", "the"),
    )


def test_what_is_seen_of_a_concept_is_what_the_bundle_shows() -> None:
    one = article("a", "It rained.", "Old ferries sank.", "Old ferries sank.")
    two = article("b", "Old ferries burned.")
    reading = read([*one, *two], {"a": "x", "b": "y"}, Stems())
    seen = dict(zip(WEIGHTS, reading.evidence[reading.rows["old", "ferri"]], strict=True))
    assert seen["origins that say it, log"] == pytest.approx(0.693, abs=0.001)
    assert seen["its earliest place"] == 1
    assert seen["its mean place, 0 where an origin lacks it"] == (1 / 2 + 1) / 2
    assert seen["times that an origin says it, log"] == pytest.approx(
        0.405, abs=0.001
    )  # three sentences, two origins
    assert seen["both words carry content"] == 1
    assert seen["share of origins that say its rarest word"] == 1
    sank = dict(zip(WEIGHTS, reading.evidence[reading.rows["ferri", "sank"]], strict=True))
    assert sank["its mean place, 0 where an origin lacks it"] == 1 / 4
    assert sank["share of origins that say its rarest word"] == 1 / 2


def test_a_brief_is_expected_to_tell_as_much_as_its_words_can() -> None:
    reading = read(
        article("a", *(f"Ferry {name} left pier {name}." for name in "abcdefgh")), {"a": "x"}, Stems()
    )
    short, long = reading.likely(10), reading.likely(20)
    assert sum(short) == pytest.approx(10 * TOLD, rel=0.01)
    assert sum(long) == pytest.approx(20 * TOLD, rel=0.01)
    # What a short brief would leave out, a long one comes to.
    assert min(long) / max(long) > min(short) / max(short)


def test_a_brief_longer_than_its_sources_is_expected_to_tell_all_of_them() -> None:
    reading = read(article("a", "Old ferries sank."), {"a": "x"}, Stems())
    assert reading.likely(1000) == pytest.approx([1, 1], abs=0.001)


def test_without_weights_nothing_is_known() -> None:
    reading = read(article("a", "Old ferries sank."), {"a": "x"}, Stems())
    assert len(set(reading.likely(2, [0.0] * len(WEIGHTS)))) == 1

"""Sentences that say the same become one fact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grouping import group
from summarizer.language.words import Stems
from summarizer.views import Sentence
from tests.made import article

WORDS = st.sampled_from(
    "ferry harbour pilot struck closed reopened Tallow Orrin 12 14 not crew rescued night".split()
)
TEXTS = st.lists(
    st.lists(WORDS, min_size=2, max_size=9).map(lambda w: " ".join(w).capitalize() + "."),
    min_size=1,
    max_size=6,
)


def facts_of(
    *articles: tuple[Sentence, ...], origins: dict[str, str] | None = None
) -> list[set[tuple[str, int]]]:
    sentences = [s for own in articles for s in own]
    known = origins or {own[0].article.id: own[0].article.id for own in articles}
    return [{(s.article.id, s.position) for s in f.sentences} for f in group(sentences, known, Stems())]


def test_a_repeat_becomes_an_echo() -> None:
    one = article(
        "a", "The harbour pilot Orrin Vale was rescued from the ferry on Monday.", "The port stayed shut."
    )
    two = article(
        "b", "On Monday harbour pilot Orrin Vale was rescued from the ferry.", "Ships waited outside."
    )
    assert {("a", 0), ("b", 0)} in facts_of(one, two)


def test_one_template_with_other_numbers_is_another_fact() -> None:
    one = article("a", "The storm killed 12 people in the harbour town of Tallow.")
    two = article("b", "The storm killed 14 people in the harbour town of Tallow.")
    assert len(facts_of(one, two)) == 2


def test_numbers_that_change_places_are_another_fact() -> None:
    one = article("a", "The storm killed 12 people and injured 40 others in Tallow.")
    two = article("b", "The storm killed 40 people and injured 12 others in Tallow.")
    assert len(facts_of(one, two)) == 2


def test_a_denial_is_another_fact() -> None:
    one = article("a", "The captain was at the helm when the ferry struck the pier.")
    two = article("b", "The captain was not at the helm when the ferry struck the pier.")
    assert len(facts_of(one, two)) == 2


def test_a_number_may_be_left_out_by_an_echo() -> None:
    one = article("a", "The ferry struck the northern pier of Tallow harbour with 214 passengers aboard.")
    two = article("b", "The ferry struck the northern pier of Tallow harbour with passengers aboard.")
    assert len(facts_of(one, two)) == 1


def test_a_wire_sentence_printed_twice_is_one_origin() -> None:
    text = "The ferry struck the northern pier of Tallow harbour with 214 passengers aboard on Monday."
    one, two = article("a", text), article("b", text.replace("northern pier", "north pier"))
    (fact,) = group([*one, *two], {"a": "o1", "b": "o2"}, Stems())
    assert (fact.articles, fact.origins) == (2, 1)


def test_two_reporters_are_two_origins() -> None:
    one = article("a", "Harbour pilot Orrin Vale was pulled from the sinking ferry by the crew of a tug.")
    two = article(
        "b", "The crew of a tug pulled the harbour pilot, Orrin Vale, from the ferry as it was sinking."
    )
    (fact,) = group([*one, *two], {"a": "o1", "b": "o2"}, Stems())
    assert fact.origins == 2


@settings(max_examples=150)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_facts_partition_the_sentences(texts: list[list[str]]) -> None:
    articles = [article(str(i), *own) for i, own in enumerate(texts)]
    grouped = [place for fact in facts_of(*articles) for place in fact]
    assert sorted(grouped) == sorted((s.article.id, s.position) for own in articles for s in own)

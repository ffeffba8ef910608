"""A pair of the training data..."""

from __future__ import annotations

import pytest

from summarizer.language.words import Stems
from training.admission import Pair, fault
from training.corpus import SHINGLE, HeldOut, shingles
from training.pairs import _covered, recased

HARBOUR = "The harbour of Velmora, which was built in 1911, was closed on Tuesday, Mayor Ilse Brandt said."


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("The harbour of Velmora was closed, Mayor Ilse Brandt said.", None),
        ("The harbour of Velmora was closed in 1912, Mayor Ilse Brandt said.", "number"),
        ("The harbour in Velmora, built in 1911, was closed on Tuesday, Mayor Anna Brandt said.", "name"),
        ("The quay was flooded by a storm, Mayor Ilse Brandt said.", "content"),
        ("The harbour of Velmora was closed.", "attribution"),
        ("the harbour of Velmora was closed, Mayor Ilse Brandt said.", "form"),
        ("The harbour of Velmora was closed, Mayor Ilse Brandt said", "form"),
        ('The harbour of Velmora was "closed, Mayor Ilse Brandt said.', "form"),
        ('The harbour of Velmora was "closed in 1911," Mayor Ilse Brandt said.', "quotation"),
        ("She said the harbour of Velmora was closed on Tuesday.", "form"),
    ],
)
def test_a_pair_is_kept_if_its_target_can_be_had_from_its_source(target: str, why: str | None) -> None:
    assert fault(Pair("shorten", (HARBOUR,), target), Stems()) == why


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("The crane reportedly fell into the water.", "The crane fell into the water.", "hedge"),
        (
            "The crane may have fallen into the old harbour.",
            "The crane has fallen into the harbour.",
            "hedge",
        ),
        ("The council asked whether the crane was safe.", "The council asked: the crane was safe.", "hedge"),
        ("The crane did not fall into the old harbour.", "The crane did fall into the harbour.", "negation"),
        ("The crane didn't fall into the old harbour.", "The crane did not fall into the harbour.", None),
        ("Nearly 40 people left the old quay.", "40 people left the quay.", "hedge"),
        ("The police deny that the crane fell.", "The police said that the crane fell.", "negation"),
    ],
)
def test_a_pair_is_dropped_if_its_target_claims_more_than_its_source(
    source: str, target: str, why: str | None
) -> None:
    assert fault(Pair("shorten", (source,), target), Stems()) == why


@pytest.mark.parametrize(
    "headline", ["Is the harbour closed", 'Harbour "closed" in Velmora', "Harbour of Velmora closed."]
)
def test_a_headline_is_no_question_no_quotation_and_no_sentence(headline: str) -> None:
    source = "Is the harbour of Velmora closed, they asked."
    question = headline + "?" if headline.startswith("Is") else headline
    assert fault(Pair("headline", (source,), question), Stems()) == "form"


def test_a_title_is_written_as_the_sentence_writes_its_words() -> None:
    given = "The harbour of Velmora was closed on Tuesday."
    assert recased("Velmora Harbour Closed", given) == "Velmora harbour closed"


def test_a_pair_that_shares_ten_words_in_a_row_with_a_test_set_is_held_out() -> None:
    words = [f"word{number}" for number in range(12)]
    held_out = HeldOut(frozenset(shingles(" ".join(words[:SHINGLE]))))
    assert held_out.touches(["Zero " + " ".join(words)])
    assert held_out.touches(["nothing", " ".join(words[:SHINGLE]).title()])
    assert not held_out.touches([" ".join(words[1:])])


def test_a_brief_of_no_articles_gives_no_pair() -> None:
    assert not list(_covered("The quay of Orrin was shut on Monday after the storm.", []))

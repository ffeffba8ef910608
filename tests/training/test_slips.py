"""Drafts that a judge learns from: what a sentence can lose is good, what it needs is bad."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from training import judged, parses, slips

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span


def _sentence(nlp: Language, text: str) -> Span:
    return next(nlp(text).sents)


STORM = "Mayor Ana Reyes closed the old quay in Velmora on Monday to save the cranes, which the council had bought."


def test_a_sentence_can_lose_where_when_and_what_for(nlp: Language) -> None:
    sentence = _sentence(nlp, STORM)
    found = [parses.without(sentence, [part]) for part in slips.circumstances(sentence)]
    assert "Mayor Ana Reyes closed the old quay in Velmora on Monday." in found
    assert any(
        "on Monday" not in text and text.startswith("Mayor Ana Reyes closed the old quay") for text in found
    )


def test_a_denial_loses_nothing(nlp: Language) -> None:
    sentence = _sentence(
        nlp, "Mayor Ana Reyes did not close the old quay in Velmora on Monday to save the cranes."
    )
    assert slips.circumstances(sentence) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (
            "The old quay was shut on Friday, Mayor Ana Reyes said on Monday.",
            "The old quay was shut on Friday.",
        ),
        ("The old quay was shut on Friday, said Mayor Ana Reyes.", "The old quay was shut on Friday."),
        ("The old quay was shut on Friday, according to the council.", "The old quay was shut on Friday."),
        ("Mayor Ana Reyes said that the old quay was shut.", "The old quay was shut."),
        ("The old quay was shut on Friday.", None),
    ],
)
def test_what_somebody_said_is_no_fact(text: str, lost: str | None) -> None:
    assert slips.speaker_lost(text) == lost


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Reyes said on Monday the quay was shut.", "Reyes said the quay was shut on Monday."),
        ("Reyes said the quay was shut on Monday.", "Reyes said on Monday the quay was shut."),
        ("Reyes shut the quay.", None),
    ],
)
def test_a_day_belongs_to_its_verb(text: str, moved: str | None) -> None:
    assert slips.day_moved(text) == moved


def test_no_bad_draft_is_the_sentence(nlp: Language) -> None:
    sentence = _sentence(nlp, STORM)
    for seed in range(40):
        for why, draft in slips.of(sentence, Random(seed)):  # noqa: S311 - a test
            assert draft != STORM, why
            assert draft[-1] in '."', why


def test_a_bad_draft_is_told_from_a_good_one(nlp: Language) -> None:
    found = list(judged.drafts([_sentence(nlp, STORM)]))
    good = {row.draft for row in found if row.target == "yes"}
    bad = {row.draft for row in found if row.target == "no"}
    assert good
    assert bad
    assert not good & bad

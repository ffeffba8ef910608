"""Words, their stems, and what texts share of them."""

from __future__ import annotations

import pytest

from summarizer.language.words import Stems, content, count_words, fold, overlap, support


@pytest.mark.parametrize(
    ("text", "share"),
    [("The ferry sank.", 1.0), ("The ferry sailed.", 0.5), ("It was.", 1.0), ("Talks failed.", 0.0)],
)
def test_support_is_the_share_of_words_that_stand_there(text: str, share: float) -> None:
    assert support(text, ["The ferry sank off Arden."], Stems()) == share


def test_folding_keeps_every_place() -> None:
    text = "“No – not\u00a0yet,” it’s said"
    assert fold(text) == '"No - not yet," it\'s said'
    assert len(fold(text)) == len(text)


def test_a_word_limit_counts_what_holds_a_letter_or_digit() -> None:
    assert count_words("The port – all of it – cost $4.5 million .") == 8


def test_content_leaves_out_what_carries_the_sentence() -> None:
    assert content("The pilot's boat had been in the harbour, he said.") == ["pilot", "boat", "harbour"]


def test_overlap_is_measured_on_the_shorter_text() -> None:
    assert (
        overlap("The ferry struck the pier.", "Witnesses say the ferry struck the pier at dawn in fog.")
        == 1.0
    )
    assert overlap("The ferry struck the pier.", "The pilot left the bridge.") == 0.0

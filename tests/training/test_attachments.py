"""Drafts in which something hangs on the wrong word: none of them may teach a judge to say yes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from training import attachments

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span


def _sentence(nlp: Language, text: str) -> Span:
    return next(nlp(text).sents)


@pytest.mark.parametrize(
    ("text", "why", "draft"),
    [
        (
            "Mayor Ana Reyes shut the old quay and flew to Velmora on Monday.",
            "hung",
            "Mayor Ana Reyes shut the old quay to Velmora on Monday.",
        ),
        (
            "The council of the town met Gov. Moll in the harbour.",
            "half a name",
            "The council of the town met Gov.",
        ),
    ],
)
def test_what_belongs_to_another_word_is_a_slip(nlp: Language, text: str, why: str, draft: str) -> None:
    sentence = _sentence(nlp, text)
    found = {pair for seed in range(40) for pair in attachments.of(sentence, Random(seed))}  # noqa: S311 - a test
    assert (why, draft) in found
    assert text not in {each for _, each in found}


def test_a_speaker_who_says_nothing_is_a_slip(nlp: Language) -> None:
    sentence = _sentence(nlp, "The ferry sank at noon, and Mayor Ana Reyes said the quay was shut.")
    assert list(attachments.of_join(sentence, "The ferry sank at noon.")) == [
        ("speaker left", "The ferry sank at noon, and Mayor Ana Reyes said.")
    ]
    assert list(attachments.of_join(_sentence(nlp, "The ferry sank at noon."), "It sank.")) == []

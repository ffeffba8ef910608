"""A real sentence is a target; its source says the same in another order, or in two sentences."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from training import parses, turns

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span


def _sentence(nlp: Language, text: str) -> Span:
    return next(nlp(text).sents)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Mayor Ana Reyes said on Tuesday that the port would stay shut until the crane was mended.",
            "The port would stay shut until the crane was mended, Mayor Ana Reyes said on Tuesday.",
        ),
        ("The council said it had asked for help.", "It had asked for help, the council said."),
        ('The council said it had asked for "some help" from the army.', None),  # a quotation keeps its order
        ("The council has not said that the port would stay shut.", None),
        ("The council met on Tuesday after the storm.", None),
    ],
)
def test_a_speaker_is_put_last(nlp: Language, text: str, last: str | None) -> None:
    assert turns.speaker_last(_sentence(nlp, text), inverted=False) == last


def test_a_speaker_is_put_behind_the_verb_only_where_nothing_else_follows_it(nlp: Language) -> None:
    told = _sentence(nlp, "Ana Reyes, who runs the port, said the crane fell.")
    dated = _sentence(nlp, "Ana Reyes said on Tuesday that the crane fell.")
    assert turns.speaker_last(told, inverted=True) == "The crane fell, said Ana Reyes, who runs the port."
    assert turns.speaker_last(dated, inverted=True) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Officials closed the port of Varna after a crane fell on the quay.",
            "After a crane fell on the quay, officials closed the port of Varna.",
        ),
        ("The quay was empty after the storm.", None),  # "was" may be a state, not an event
        ("The council said the port was shut after the storm.", None),
    ],
)
def test_a_circumstance_is_put_first(nlp: Language, text: str, first: str | None) -> None:
    found = turns.circumstance_first(_sentence(nlp, text))
    assert (found and found[0]) == first
    assert found is None or text.split()[found[1]] == "after"


def test_the_second_of_two_sentences_may_name_its_subject_as_news_goes_on(nlp: Language) -> None:
    sentence = _sentence(nlp, "Ana Reyes, who runs the port of Varna, asked the army for help on Tuesday.")
    ((first, second, head),) = parses.splits(sentence)
    assert (first, second) == (
        "Ana Reyes asked the army for help on Tuesday.",
        "Ana Reyes runs the port of Varna.",
    )
    chance = Random(1)  # noqa: S311  # draws words, not secrets
    ways = {parses.referred(second, head, chance) for _ in range(40)}
    assert ways == {f"{who} runs the port of Varna." for who in ("Ana Reyes", "Reyes", "He", "She")}

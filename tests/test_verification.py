"""The summarizer lets through what the cited spans say, and nothing else."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.language.names import Case
from summarizer.language.words import Stems
from summarizer.types import Citation, Derived
from summarizer.verification import align, trim, verify
from summarizer.views import Draft, Span
from tests.made import article, fact

CASES = tomllib.loads(Path(__file__).with_name("data").joinpath("verification.toml").read_text("utf-8"))[
    "case"
]
assert CASES
REWRITINGS = tomllib.loads(Path(__file__).with_name("data").joinpath("rewritings.toml").read_text("utf-8"))[
    "case"
]

SENTENCES = tuple(
    """\
The ferry Calla sank off Arden on Monday, the coast guard said, and 14 of its 210 passengers drowned.
Nearly 300 residents of Port Orrin fled to Arden after the dam near Lake Sela burst on Nov. 30.
“The harbour is a disgrace,” Mayor Ines Moreau told reporters, adding that she would not resign.
According to the Sela Relief Agency, 48,500 people in Orrin Province need food worth $2.5 million.
The Varland government denied that its troops had entered the Turkish quarter of Arden in March.
Tamsin Okafor, 41, who won the second round with 52 percent, may face Ali Haddad in December.
""".splitlines()
)


def draft(
    said: str, *shown: str, mentions: tuple[str, ...] = (), derived: tuple[str, ...] = ()
) -> tuple[Draft, Case]:
    sentences = article("a", *shown)
    spans = tuple(sentence.span for sentence in sentences)
    named = tuple(sentence.span for mention in mentions for sentence in article("b", mention))
    evidence = (Citation(article="a", start=0, end=1, quote=spans[0].text[0], role="date"),)
    vouching = tuple(Derived(text=text, rule="counted", evidence=evidence) for text in derived)
    made = Draft(said, fact(*sentences), spans, "rewritten", mentions=named, derived=vouching)
    return made, Case([*shown, *mentions])


def codes(said: str, *shown: str, **more: tuple[str, ...]) -> list[str]:
    return [refusal.code for refusal in verify(*draft(said, *shown, **more))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_draft_is_held_to_its_spans(case: dict[str, Any]) -> None:
    refused = codes(
        case["said"],
        *case["shown"],
        mentions=tuple(case.get("mentions", ())),
        derived=tuple(case.get("derived", ())),
    )
    assert sorted(set(refused)) == sorted(case["refused"])


@pytest.mark.parametrize("case", REWRITINGS, ids=lambda case: case["name"])
def test_a_faithful_rewriting_is_let_through(case: dict[str, Any]) -> None:
    assert [(said, found) for said in case["true"] if (found := codes(said, *case["shown"]))] == []


@pytest.mark.parametrize("case", REWRITINGS, ids=lambda case: case["name"])
def test_an_unfaithful_rewriting_is_refused(case: dict[str, Any]) -> None:
    for false in case["false"]:
        assert sorted(set(codes(false["said"], *case["shown"]))) == false["refused"], false["said"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_source_sentence_is_borne_out_by_itself(sentence: str) -> None:
    assert codes(sentence, sentence) == []


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("other", SENTENCES)
def test_other_spans_take_nothing_away(sentence: str, other: str) -> None:
    assert codes(sentence, sentence, other) == []


PARTS = st.sampled_from(
    [word for sentence in SENTENCES for word in sentence.split()] + ["not", "may", "“", "”", "5"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PARTS, min_size=1, max_size=30).map(" ".join))
def test_any_text_is_borne_out_by_itself_but_for_form_and_labels(text: str) -> None:
    assert set(codes(text, text)) <= {"form", "label"}


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_gets_an_answer(said: str, shown: str) -> None:
    assert all(refusal.code and refusal.detail for refusal in verify(*draft(said, shown)))


# One word of an invented sentence, and what must not stand in its place.
SWAPS = [
    ("14", "40"), ("210", "2,100"), ("Nearly", "Over"), ("300", "3,000"), ("30", "29"), ("48,500", "84,500"),
    ("million", "billion"), ("second", "third"), ("52", "25"), ("41", "42"), ("Monday", "Tuesday"),
    ("Calla", "Stella"), ("Orrin", "Sorrel"), ("Sela", "Vela"), ("Moreau", "Haddad"), ("Ines", "Ali"),
    ("Varland", "Syrian"), ("Turkish", "Greek"), ("March", "April"), ("Okafor", "Moreau"),
    ("December", "November"), ("disgrace", "delight"), ("sank", "sailed"), ("fled", "returned"),
    ("denied", "said"), ("drowned", "survived"),
    ("need", "refused"), ("would not", "would"), ("may", "will"), ("burst", "held"), ("percent", "votes"),
    ("after", "before"), ("entered", "not entered"), ("people", "families"), ("won", "lost"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "other"), SWAPS)
def test_a_swapped_word_is_refused(word: str, other: str) -> None:
    told = [sentence for sentence in SENTENCES if re.search(rf"\b{word}\b", sentence)]
    assert told
    for sentence in told:
        assert codes(re.sub(rf"\b{word}\b", other, sentence, count=1), sentence), sentence


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SENTENCES), st.integers(min_value=0, max_value=10**6))
def test_no_other_number_is_let_through(sentence: str, value: int) -> None:
    for token in (token.strip(".,") for token in sentence.split()):
        if token.isdigit() and int(token) != value:
            assert codes(sentence.replace(token, str(value), 1), sentence)


@pytest.mark.parametrize(
    ("said", "shown", "kept"),
    [
        ("The ferry sank.", ("The ferry sank.", "The ferry Calla was old."), [0]),
        ("The ferry sank.", ("The old ferry sank.", "The ferry sank on Monday."), [0, 1]),
        (
            "The ferry sank, and 14 people drowned.",
            ("The ferry sank.", "The crew swam.", "In all, 14 people drowned."),
            [0, 2],
        ),
    ],
)
def test_a_span_that_bears_nothing_out_is_not_cited(
    said: str, shown: tuple[str, ...], kept: list[int]
) -> None:
    made, case = draft(said, *shown)
    assert not verify(made, case)
    assert trim(made, case).shown == tuple(made.shown[i] for i in kept)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
def test_what_is_trimmed_still_stands_and_lacks_nothing(sentences: list[str]) -> None:
    made, case = draft(sentences[0], *sentences)
    trimmed = trim(made, case)
    assert not verify(trimmed, case)
    assert trimmed.shown == made.shown[:1]


def test_the_fewest_sentences_that_hold_the_words_are_aligned() -> None:
    spans: list[Span] = [
        sentence.span
        for sentence in article(
            "a",
            "The ferry sank.",
            "Crews searched the bay for the ferry that sank off Arden.",
            "In all, 14 people drowned.",
            "The mayor resigned.",
        )
    ]
    text = "The ferry sank off Arden, and 14 people drowned."
    assert align(text, spans, 3, Stems()) == (spans[1], spans[2])
    assert align(text, spans, 1, Stems()) == (spans[1],)
    assert align("Talks failed.", spans, 3, Stems()) == ()


def test_a_long_text_is_verified_in_linear_time() -> None:
    def seconds(times: int) -> float:
        text = " ".join(SENTENCES * times)
        begun = time.perf_counter()
        verify(*draft(text, text))
        return time.perf_counter() - begun

    seconds(1)
    assert seconds(32) < 24 * seconds(4) + 0.5  # a square would take 64 times as long

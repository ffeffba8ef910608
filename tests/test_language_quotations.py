"""The summarizer reads quotations, and holds them to the letter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.quotations import balanced, outside_quotations, quotations, verbatim

DATA = tomllib.loads(Path(__file__).with_name("data").joinpath("quotations.toml").read_text("utf-8"))
READ, VERBATIM, BALANCED = DATA["read"], DATA["verbatim"], DATA["balanced"]
assert READ
assert VERBATIM
assert BALANCED

MARKED = st.text(alphabet=st.sampled_from("ab '’\"“”«».,-\n"), max_size=40)


@pytest.mark.parametrize("case", READ, ids=lambda case: case["name"])
def test_a_quotation_is_what_stands_between_marks(case: dict[str, Any]) -> None:
    assert [quotation.text for quotation in quotations(case["text"])] == case["found"]


@pytest.mark.parametrize("case", VERBATIM, ids=lambda case: case["name"])
def test_a_quotation_stands_word_for_word_or_not(case: dict[str, Any]) -> None:
    (quotation,) = quotations(case["said"])
    assert verbatim(quotation, case["source"]) == case["expected"]


@pytest.mark.parametrize("case", BALANCED, ids=lambda case: case["name"])
def test_marks_pair_or_not(case: dict[str, Any]) -> None:
    assert balanced(case["text"]) == case["expected"]


@given(MARKED)
def test_a_quotation_has_its_place(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in quotations(text))


@given(MARKED)
def test_a_text_holds_its_own_quotations(text: str) -> None:
    assert all(verbatim(quotation, text) for quotation in quotations(text))


@given(MARKED)
def test_what_is_outside_quotations_keeps_its_place(text: str) -> None:
    outside = outside_quotations(text)
    assert len(outside) == len(text)
    assert all(one in (" ", other) for one, other in zip(outside, text, strict=True))


@given(MARKED)
def test_an_unpaired_mark_more_unbalances_a_text(text: str) -> None:
    assert not (balanced(text) and balanced(text + "“"))

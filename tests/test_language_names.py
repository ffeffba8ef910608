"""The summarizer reads names, and knows them again in another spelling."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.names import Case, Register, capitalised, names

CASES = tomllib.loads(Path(__file__).with_name("data").joinpath("names.toml").read_text("utf-8"))["held"]
assert CASES


def missing(said: str, source: str, elsewhere: str = "") -> list[str]:
    register = Register([source])
    lacking = (register.missing(name) for name in names(said, Case([source, elsewhere])))
    return [name for name in lacking if name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_name_is_known_again(case: dict[str, Any]) -> None:
    assert missing(case["said"], case["source"], case.get("elsewhere", "")) == case["missing"]


def test_a_name_has_its_place_and_its_words() -> None:
    text = "On Monday the envoy Ines Moreau of Liwa al-Marj met rebels."
    found = names(text, Case([text]))
    assert [text[name.start : name.end] for name in found] == ["Monday", "Ines Moreau of Liwa al-Marj"]
    assert [name.day for name in found] == ["weekday 0", ""]


def test_the_month_of_a_day_is_no_name() -> None:
    text = "It fell on Nov. 30 and in December."
    assert [text[name.start : name.end] for name in names(text, Case([text]))] == ["December"]


def test_sentence_beginnings_and_days_are_not_among_the_capitalised() -> None:
    assert list(capitalised("Boats left Arden. Crews of the U.S. stayed on Monday.")) == ["ARDEN", "America"]


WORDS = st.sampled_from(
    "Arden Moreau Ines the of al-Sham U.N. Syrian senator Sen. said fled I UK's Brown brown".split()
)
TEXTS = (
    st.lists(WORDS | st.sampled_from([". ", ", ", "“", "”", "\n", "-"]), max_size=25).map(" ".join)
    | st.text()
)


@given(TEXTS)
def test_a_text_holds_its_own_names(text: str) -> None:
    assert missing(text, text) == []


@given(TEXTS, TEXTS)
def test_more_text_never_takes_a_name_away(text: str, more: str) -> None:
    case = Case([text])
    register = Register([text, more])
    assert not any(register.missing(name) for name in names(text, case))


@given(
    st.sampled_from(["Haddad", "Okafor", "Lindqvist", "Tamsin"]),
    st.sampled_from(["said", "left", "fled Arden"]),
)
def test_a_name_that_no_source_has_is_missing(name: str, deed: str) -> None:
    source = "On Friday Ines Moreau said boats left, and crews fled Arden."
    assert missing(f"On Friday {name} {deed}.", source) == [name]

"""The summarizer reads numbers by what they amount to."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.numbers import Number, numbers

CASES = tomllib.loads(Path(__file__).with_name("data").joinpath("numbers.toml").read_text("utf-8"))["read"]
assert CASES


def keys(text: str) -> list[frozenset[str]]:
    return [number.keys for number in numbers(text)]


def shown(number: Number) -> str:
    return " ".join(filter(None, [number.hedge, *sorted(number.keys)]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_number_is_read_by_what_it_amounts_to(case: dict[str, Any]) -> None:
    assert [shown(number) for number in numbers(case["text"])] == case["found"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("48,500 people", "48500 people"),
        ("3m people", "three million people"),
        ("half a million people", "500,000 people"),
        ("$2.5bn", "2.5 billion dollars"),
        ("Nov. 30", "30 November"),
        ("Nov. 30", "30th November"),
        ("the 2nd", "the second"),
        ("3.5%", "3.5 per cent"),
        ("half the boats", "50 percent of the boats"),
        ("a dozen", "12"),
    ],
)
def test_two_spellings_of_a_number_share_a_key(one: str, other: str) -> None:
    assert [bool(a & b) for a, b in zip(keys(one), keys(other), strict=True)] == [True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 million", "3,000"),
        ("5%", "5"),
        ("12", "1,200"),
        ("Nov. 3", "3 December"),
        ("thousands", "tens of thousands"),
        ("48", "48,500"),
        ("$40", "€40"),
        ("9 a.m.", "9 p.m."),
        ("the third", "three"),
        ("1990s", "1990"),
    ],
)
def test_two_numbers_share_no_key(one: str, other: str) -> None:
    assert [bool(a & b) for a, b in zip(keys(one), keys(other), strict=True)] == [False]


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_change_nothing(value: int) -> None:
    assert keys(f"{value:,}") == keys(str(value)) == [{str(value)}]


SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@given(st.integers(min_value=1, max_value=999), st.sampled_from(sorted(SCALES)))
def test_a_scale_multiplies(value: int, scale: str) -> None:
    assert keys(f"{value} {scale}") == keys(f"{value * SCALES[scale]:,}")


WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"""
SMALL, TENS = WORDS.split()[:20], WORDS.split()[20:]


def spelt(value: int) -> str:
    """A number below a million in words, the slow way."""
    if value < 20:
        return SMALL[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{SMALL[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{SMALL[value // 100]} hundred" + (f" and {spelt(value % 100)}" if value % 100 else "")
    return f"{spelt(value // 1000)} thousand" + (f" {spelt(value % 1000)}" if value % 1000 else "")


@given(st.integers(min_value=0, max_value=999_999))
def test_words_amount_to_what_they_say(value: int) -> None:
    assert keys(spelt(value)) == [{str(value)}]


@given(
    st.text(alphabet=st.sampled_from("0123456789 ,.-%$½aondmillionhundredNov:st'"), max_size=80) | st.text()
)
def test_numbers_lie_in_any_text_in_order(text: str) -> None:
    found = numbers(text)
    places = [place for number in found for place in (number.start, number.end)]
    assert places == sorted(places)
    assert all(number.start < number.end <= len(text) and number.keys for number in found)


def test_no_number_is_too_large_to_read() -> None:
    assert len(numbers("five " + "million " * 5_000)) > 1
    assert len(numbers("9" * 10_000)) == 1
    assert len(numbers("1 million and " * 1_000)) == 1_000

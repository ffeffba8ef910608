"""What a pattern can't match without."""

from __future__ import annotations

import re

import pytest

from summarizer.language import furniture
from summarizer.language.literals import required


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\bShare this\b", {"share this"}),
        (r"\d+ min(?:ute)?s? read", {" read"}),
        (r"(?:see|read) also", {" also"}),
        (r"read more|(?:See|Full) Coverage:", {"read more", " coverage:"}),
        (r"(?i:straße)+\d", {"strasse"}),
        (r"(?:by )?[A-Z]+", set()),
        (r"x*|share", set()),
        (r"(?=share)\w+", set()),
    ],
)
def test_knows_what_a_pattern_cant_match_without(pattern: str, literals: set[str]) -> None:
    assert required(re.compile(pattern)) == literals


def test_looks_only_where_a_literal_stands() -> None:
    sought = furniture.Sought(("read",), re.compile(r"\w+"))
    assert sought.search("Read on") is not None
    assert sought.search("Look on") is None
    assert [match[0] for match in sought.within("they read on", 5, 9)] == ["read"]
    assert furniture.Sought((), re.compile(r"\w+")).search("Look on") is not None

"""Whose words a sentence tells."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from summarizer.language.voices import voices
from tests.made import article

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "voices.toml").read_text("utf-8")
)["told"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_speaker_has_one_name(case: dict[str, Any]) -> None:
    assert voices(article("a", *case["sentences"])) == case["voices"]


def test_an_office_is_its_holder_in_another_article_too() -> None:
    named = article("a", "Health commissioner Ines Talbot urged calm.")
    office = article("b", "The commissioner said that the water was safe.")
    assert voices((*named, *office)) == ["talbot", "talbot"]


def test_a_pronoun_at_the_beginning_is_nobody_known() -> None:
    assert voices(article("a", "He said that the water was safe.")) == [""]

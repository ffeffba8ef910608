"""What disagrees is said to disagree, and nothing else is."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.conflicts import compare
from summarizer.views import Sentence
from tests.made import article

CASES = tomllib.loads(Path(__file__).with_name("data").joinpath("conflicts.toml").read_text("utf-8"))["case"]
assert CASES


def find(
    one: tuple[Sentence, ...], other: tuple[Sentence, ...], days: tuple[str, str], origins: str = "xy"
) -> list[str]:
    known = {"a": days[0], "b": days[1]}
    dated = {name: date.fromisoformat(day) if day else None for name, day in known.items()}
    found = compare([*one, *other], {"a": origins[0], "b": origins[1]}, dated)
    return [conflict.kind for conflict in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_conflict_has_its_kind(case: dict[str, Any]) -> None:
    one, other = article("a", case["one"][1]), article("b", case["other"][1])
    expected = [] if case["kind"] == "none" else [case["kind"]]
    assert find(one, other, (case["one"][0], case["other"][0])) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_origin_does_not_contradict_itself(case: dict[str, Any]) -> None:
    one, other = article("a", case["one"][1]), article("b", case["other"][1])
    assert find(one, other, (case["one"][0], case["other"][0]), origins="xx") == []


def test_the_earlier_report_stands_first_and_both_are_cited() -> None:
    late = article("a", "Rescuers in Orrin said the landslide had killed 17 people.")
    early = article("b", "The landslide in Orrin killed 12 people, the district hospital said.")
    days = {"a": date(2026, 5, 6), "b": date(2026, 5, 4)}
    (conflict,) = compare([*late, *early], {"a": "x", "b": "y"}, days)
    assert [claim.citation.article for claim in conflict.claims] == ["b", "a"]
    assert [claim.citation.quote for claim in conflict.claims] == [early[0].text, late[0].text]


def test_a_claim_that_two_reports_overtake_is_listed_once() -> None:
    early = article("a", "The army of Norvane said it had repelled an attack on Karlsund.")
    late = article("b", "Fighters captured Karlsund after a night of shelling.")
    later = article("c", "Fighters in Norvane seized the town and its port.")
    days = {"a": date(2026, 5, 4), "b": date(2026, 5, 7), "c": date(2026, 5, 7)}
    (conflict,) = compare([*early, *late, *later], {"a": "x", "b": "y", "c": "z"}, days)
    assert [claim.citation.article for claim in conflict.claims] == ["a", "b"]

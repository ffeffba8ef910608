"""The bench lets no figure fall, no data change unseen, and no floor sink without a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bench.data import cases, sha256
from bench.gate import FLOORS, Pinned, Shut, gate, measure, ratchet, read, shortfalls, write
from summarizer import Article, Brief, Options, Summarizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TWO = [case for case in cases() if case.id in ("merger", "vaccine")]


@dataclass(frozen=True)
class Curt:
    """A summarizer that has got worse: it says next to nothing."""

    def summarize(
        self, articles: Sequence[Article], options: Options, previous: Brief | None = None
    ) -> Brief:
        return Summarizer().summarize(articles, options.model_copy(update={"max_words": 30}))


@pytest.fixture(scope="module")
def found() -> Pinned:
    return measure(TWO, Summarizer())


def test_what_was_measured_passes_its_own_floors(found: Pinned) -> None:
    assert set(found.figures) == {"rouge2", "nuggets"}
    assert shortfalls("two", ratchet("two", None, found, None), found) == []


def test_a_planted_drop_fails_by_name(found: Pinned) -> None:
    wrong = shortfalls("two", ratchet("two", None, found, None), measure(TWO, Curt()))
    assert [line.split()[:2] for line in wrong] == [["two:", "rouge2"], ["two:", "nuggets"]]


@pytest.mark.parametrize(
    "edited",
    [
        replace(TWO[0], references=(TWO[0].references[0].replace("railways", "railway"),)),
        replace(TWO[0], nuggets=TWO[0].nuggets[1:]),
        replace(TWO[0], words=TWO[0].words + 1),
        replace(TWO[0], articles=TWO[0].articles[::-1]),
    ],
    ids=["reference", "nuggets", "words", "articles"],
)
def test_an_edited_corpus_fails_however_good_its_figures(edited: object) -> None:
    floor = Pinned(sha256(TWO), {"rouge2": 0.0})
    (line,) = shortfalls("two", floor, Pinned(sha256([edited, TWO[1]]), {"rouge2": 99.0}))  # type: ignore[list-item]  # parametrized
    assert "other data" in line


def test_a_set_without_floors_fails() -> None:
    assert "no floors" in shortfalls("new", None, Pinned("", {"rouge2": 99.0}))[0]


def test_a_figure_that_is_no_longer_measured_fails() -> None:
    assert shortfalls("one", Pinned("", {"rouge2": 9.0, "nuggets": 5.0}), Pinned("", {"rouge2": 9.0})) == [
        "one: nuggets 0.00 is below its floor of 5.0"
    ]


def test_a_floor_rises_to_what_was_measured_rounded_down() -> None:
    raised = ratchet("one", Pinned("a", {"rouge2": 9.0}), Pinned("a", {"rouge2": 12.38}), None)
    assert raised == Pinned("a", {"rouge2": 12.3})


def test_a_floor_stays_where_the_figure_is_a_hair_above_it() -> None:
    floor = Pinned("a", {"rouge2": 12.3})
    assert ratchet("one", floor, Pinned("a", {"rouge2": 12.301}), None) == floor


@pytest.mark.parametrize("sha", ["a", "b"], ids=["same data", "other data"])
def test_a_floor_sinks_only_for_a_reason(sha: str) -> None:
    floor, found = (
        Pinned("a", {"rouge2": 9.0, "nuggets": 50.0}),
        Pinned(sha, {"rouge2": 8.96, "nuggets": 60.0}),
    )
    with pytest.raises(Shut, match=r"one: rouge2 would be lower"):
        ratchet("one", floor, found, None)
    assert ratchet("one", floor, found, "a promise cost it").figures == {"rouge2": 8.9, "nuggets": 60.0}


def test_a_reason_has_to_stand_in_the_changelog() -> None:
    with pytest.raises(Shut, match=r"CHANGELOG\.md"):
        gate(None, update=True, reason="nobody ever wrote this into a changelog")


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"one": Pinned("a", {"rouge2": 9.0}), "two": Pinned("b", {"nuggets": 5.5})}
    write(tmp_path / "floors.json", floors)
    assert read(tmp_path / "floors.json") == floors
    assert read(tmp_path / "none.json") == {}


def test_its_floors_are_of_the_cases_that_are_here() -> None:
    assert read(FLOORS)["cases"].sha256 == sha256(cases())

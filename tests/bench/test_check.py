"""The bench plants errors that are errors, and knows how often they are caught and whom people believe."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.check import balanced
from bench.data import cases
from bench.planting import ERRORS, TRUE, soil
from tests.bench import sets

if TYPE_CHECKING:
    from pathlib import Path

GROUND = soil(
    [
        "The ferry Calla sank off Arden on Monday, and 14 people drowned.",
        "“The harbour is a disgrace,” Ines Moreau said.",
        "In all, 210 people were aboard, Ali Haddad said.",
        "“Nobody warned us about the hull,” Ali Haddad said.",
    ]
)

DRAW = Random(0)  # noqa: S311 - no secret is drawn


@pytest.mark.parametrize(
    ("kind", "text", "planted"),
    [
        ("number", "In Arden, 14 people drowned.", "In Arden, 210 people drowned."),
        ("name", "It sank off Arden.", "It sank off Calla."),
        ("date", "It sank on Monday.", None),
        ("negation", "The ferry was insured.", "The ferry was not insured."),
        ("negation", "The ferry was not insured.", "The ferry was insured."),
        ("attribution", "It sank, Ines Moreau said.", "It sank, {name} said."),
        ("claim", "The ferry sank, Ines Moreau said.", "The ferry sank."),
        ("claim", "Ines Moreau said that the ferry sank.", "The ferry sank."),
        ("unit", "It has 14 people aboard.", "It has 14 families aboard."),
        (
            "quotation",
            "“The harbour is a disgrace,” Ines Moreau said.",
            "“Nobody warned us about the hull,” Ines Moreau said.",
        ),
    ],
)
def test_an_error_is_planted(kind: str, text: str, planted: str | None) -> None:
    made = ERRORS[kind](text, GROUND, DRAW)
    assert made
    assert made != text
    if planted and "{" not in planted:
        assert made == planted


@pytest.mark.parametrize("kind", ERRORS)
def test_no_error_is_planted_where_there_is_no_place_for_it(kind: str) -> None:
    assert ERRORS[kind]("Nobody knows.", GROUND, DRAW) is None


@pytest.mark.parametrize(
    ("kind", "text", "changed"),
    [
        ("moved", "The ferry sank, Ines Moreau said.", "Ines Moreau said the ferry sank."),
        ("cut", "The ferry, which was old, sank.", "The ferry sank."),
        ("cut", "The ferry (built in Norra) sank.", "The ferry sank."),
        ("spelt", "It has 3 decks.", "It has three decks."),
        ("spelt", "3 people sang.", None),
    ],
)
def test_a_change_leaves_a_sentence_true(kind: str, text: str, changed: str | None) -> None:
    assert TRUE[kind](text) == changed


def test_balanced_accuracy_counts_both_kinds_alike() -> None:
    assert balanced([True, True, True, True], [True, True, True, False]) == 50.0
    assert balanced([True, False, True, False], [True, True, True, False]) == pytest.approx(
        100 * (2 / 3 + 1) / 2
    )


def test_it_prints_what_is_caught_and_whom_people_believe(tmp_path: Path) -> None:
    sets.events(tmp_path, "basil", "articles")
    sets.events(tmp_path, "mmds2025", "dev")
    one = cases()[0].articles[0].text
    for name in ("qags-cnndm", "qags-xsum"):
        rows = [
            {"article": one, "sentences": [{"text": one.splitlines()[-1], "consistent": True}]},
            {"article": one, "sentences": [{"text": "Penguins took the town hall.", "consistent": False}]},
        ]
        sets.write(tmp_path, "faithfulness", name, rows)
    row = {"article": one, "summary": "Penguins waddled.", "consistent": False}
    sets.write(tmp_path, "faithfulness", "summedits-news", [row])
    done = CliRunner().invoke(main, ["check", "--data", str(tmp_path), "--limit", "1"])
    assert done.exit_code == 0, done.output
    assert done.output.count("unedited          0.0% false alarms") == 2
    table = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line.strip()}
    assert table["qags-cnndm"][:3] == ["1", "1", "50.0"]


def test_it_says_which_set_is_missing() -> None:
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "the set basil is made from" in done.output

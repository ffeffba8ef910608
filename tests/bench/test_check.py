"""The bench plants errors that are errors, and knows how often they are caught and whom people believe."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.check import balanced, edited
from bench.data import cases
from summarizer import Article
from tests.bench import sets

if TYPE_CHECKING:
    from pathlib import Path


def test_balanced_accuracy_counts_both_kinds_alike() -> None:
    assert balanced([True, True, True, True], [True, True, True, False]) == 50.0
    assert balanced([True, False, True, False], [True, True, True, False]) == pytest.approx(
        100 * (2 / 3 + 1) / 2
    )


def test_edits_of_every_kind_are_made_a_few_of_each() -> None:
    article = "\n\n".join(
        f"In Arden, {i} people left the ferry, which was old, in {i} boats on Monday." for i in range(2, 40)
    )
    made = edited([Article(id="a", text=article)])
    kinds = Counter(kind for kind, _ in made)
    assert kinds["unedited"] == 12
    assert {kind: kinds[kind] for kind in ("number", "date")} == {"number": 4, "date": 4}
    assert len(set(made)) == len(made)


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
    lines = [line.split() for line in done.output.splitlines() if line.startswith("unedited")]
    assert [line[:4] for line in lines] == [["unedited", "false", "alarms", "0.0%"]] * 2
    assert done.output.count("held out: 0 events") == 2
    table = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line.strip()}
    assert table["qags-cnndm"][:3] == ["1", "1", "50.0"]


def test_it_says_which_set_is_missing() -> None:
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "the set basil is made from" in done.output

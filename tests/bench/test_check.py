"""The bench plants errors that are errors, and knows how often they are caught and whom people believe."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.check import JUDGED, _share, balanced, check, edited, judged
from bench.data import cases
from summarizer import Article
from summarizer.testing import LexicalJudge
from tests.bench import sets

if TYPE_CHECKING:
    from pathlib import Path


def test_balanced_accuracy_counts_both_kinds_alike() -> None:
    assert balanced([True, True, True, True], [True, True, True, False]) == 50.0
    assert balanced([True, False, True, False], [True, True, True, False]) == pytest.approx(
        100 * (2 / 3 + 1) / 2
    )


def test_a_share_comes_with_its_interval() -> None:
    assert _share([True] * 42 + [False] * 3).split() == ["93.3%", "of", "45", "(82.1", "to", "97.7)"]
    assert _share([]).split() == ["-"]


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
    sets.neus(tmp_path)
    rows = [
        {
            "article": one.text,
            "sentences": [
                {"text": one.text.splitlines()[-1], "consistent": True},
                {"text": "Penguins took the town hall.", "consistent": False},
            ],
        }
        for one in cases()[0].articles[:2]
    ]
    for name in ("qags-cnndm", "qags-xsum"):
        sets.write(tmp_path, "faithfulness", name, rows)
    row = {"article": rows[0]["article"], "summary": "Penguins waddled.", "consistent": False}
    sets.write(tmp_path, "faithfulness", "summedits-news", [row])
    done = CliRunner().invoke(main, ["check", "--data", str(tmp_path), "--limit", "4"])
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.output.splitlines() if line.startswith("unedited")]
    assert [line[:4] for line in lines] == [["unedited", "false", "alarms", "0.0%"]] * 4
    totals = [int(line[line.index("of") + 1]) for line in lines]
    assert totals[3] == sum(totals[:3])
    assert "to 100.0)" in done.output
    table = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line.strip()}
    assert table["qags-cnndm"] == ["2", "1", "100.0", *["100.0"] * 6]
    assert table["summedits-news"][:2] == ["0", "0"]


def test_a_judge_is_measured_beside_the_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, file in (("basil", "articles"), ("mmds2025", "dev")):
        sets.events(tmp_path, name, file)
    sets.neus(tmp_path)
    row = {
        "article": "The mill burned on Monday. Nobody was hurt.",
        "sentences": [
            {"text": "The mill burned on Monday.", "consistent": True},
            {"text": "Penguins burned the mill.", "consistent": False},
        ],
    }
    rows = [row, row | {"article": "Nobody was hurt. The mill burned on Monday."}]
    for name in JUDGED:
        sets.write(tmp_path, "faithfulness", name, rows)
    check(tmp_path, 4, LexicalJudge())
    table = {
        line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.strip()
    }
    assert table["qags-xsum"] == ["2", "1", *["100.0"] * 14]


def test_numbers_that_a_set_writes_with_blanks_are_read_as_numbers(tmp_path: Path) -> None:
    article = "About 10, 000 people saw 2. 4 tonnes. In 2019, 300 left."
    row = {"article": article, "sentences": [{"text": "Some left.", "consistent": True}]}
    sets.write(tmp_path, "faithfulness", "qags-xsum", [row])
    (one,) = judged(tmp_path, "qags-xsum")
    assert one.article == "About 10,000 people saw 2.4 tonnes. In 2019, 300 left."


def test_it_says_which_set_is_missing() -> None:
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "the set basil is made from" in done.output

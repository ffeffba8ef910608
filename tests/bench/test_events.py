"""The bench scores events by B-cubed, beside a baseline, and says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.events import TRIED, Reported, b_cubed, baseline
from summarizer import Article
from tests.bench import sets

if TYPE_CHECKING:
    from pathlib import Path

FEED = [
    Reported(Article(id=name, text=text), event, "t")
    for name, event, text in (
        ("a", "mill", "The old mill at Orrin burned down."),
        ("b", "mill", "Fire took the old mill at Orrin."),
        ("c", "fair", "Vessby opened its winter fair."),
    )
]


def test_events_that_are_all_right_score_one() -> None:
    assert b_cubed([("b", "a"), ("c",)], FEED) == (1, 1, 1)


def test_precision_falls_where_events_are_joined_and_recall_where_one_is_split() -> None:
    joined, split = b_cubed([("a", "b", "c")], FEED), b_cubed([("a",), ("b",), ("c",)], FEED)
    assert joined[:2] == pytest.approx((5 / 9, 1))
    assert split[:2] == pytest.approx((1, 2 / 3))
    assert split.f1 == pytest.approx(0.8)


def test_the_baseline_joins_what_shares_words_and_holds_every_article_once() -> None:
    tried = list(baseline(FEED))
    assert len(tried) == len(TRIED)
    assert [["a", "b"], ["c"]] in tried
    assert all(sorted(name for names in groups for name in names) == ["a", "b", "c"] for groups in tried)


def test_it_says_which_set_is_missing() -> None:
    done = CliRunner().invoke(main, ["events"])
    assert done.exit_code == 2
    assert done.output.startswith("Error: no --data")


def test_it_prints_both_tables(tmp_path: Path) -> None:
    for name, file in (("mmds2025", "dev"), ("basil", "articles"), ("ecbplus", "docs")):
        sets.events(tmp_path, name, file)
    done = CliRunner().invoke(main, ["events", "--data", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert [line.split()[0] for line in done.output.splitlines() if line] == (
        [
            "feed",
            "mmds2025",
            "ecbplus,",
            "ecbplus,",
            "basil",
            "bundles",
            "ecbplus,",
            "ecbplus,",
            "ecbplus,",
            "mmds2025",
            "basil",
            "ecbplus,",
        ]
    )

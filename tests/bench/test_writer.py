"""`bench writer` sets a writer's briefs beside extractive ones, and keeps what a reader found in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click import ClickException

from bench.data import Cluster
from bench.writer import compare, keep_marks, set_out
from summarizer import Article, Summarizer
from summarizer.protocols import Answer
from summarizer.testing import ScriptedRewriter

if TYPE_CHECKING:
    from pathlib import Path

QUAY = (
    "The quay of Orrin, which was built in 1911, was closed on Monday. Nobody was hurt when the crane fell."
)
CLUSTER = Cluster("c1", 40, (Article(id="1", text=QUAY),), ("The quay of Orrin was closed.",))
BUILT = ", which was built in 1911,"
CUTTER = ScriptedRewriter(
    lambda task: Answer((task.sources[0].replace(BUILT, ""),) if BUILT in task.sources[0] else ())
)


def test_it_prints_both_and_how_the_sentences_came_about(capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = compare([CLUSTER], Summarizer(CUTTER), "ours")
    assert told.brief.sentences[0].text == "The quay of Orrin was closed on Monday."
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:4]] == ["extractive", "rewritten"]
    assert "rewritten" in lines[5]


def test_a_draft_with_a_number_that_no_source_has_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    loose = ScriptedRewriter(lambda _: Answer((QUAY.partition(". ")[0].replace("1911", "1912") + ".",)))
    compare([CLUSTER], Summarizer(loose), "ours")
    withheld, _, items = capsys.readouterr().out.splitlines()[-1].partition(" drafts withheld, ")
    assert items.startswith(f"{withheld} for a number, name or date")
    assert int(withheld) > 0


def test_a_number_in_a_name_stands_in_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    article = Article(id="1", text="KORR-25 told its viewers on Monday that the quay of Orrin was closed.")
    compare([Cluster("c1", 40, (article,), ("It closed.",))], Summarizer(), "ours")
    assert "in no source" not in capsys.readouterr().out


def test_marks_are_kept_without_any_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read, kept = tmp_path / "read.jsonl", tmp_path / "kept.jsonl"
    set_out(compare([CLUSTER], Summarizer(CUTTER), "ours"), 10, read)
    with pytest.raises(ClickException, match="not marked"):
        keep_marks(read, kept)
    (row,) = map(json.loads, read.read_text("utf-8").splitlines())
    assert row["cited"][0]["quote"] == QUAY.partition(". ")[0] + "."
    read.write_text(json.dumps(row | {"true": True, "well_formed": False}) + "\n", "utf-8")
    keep_marks(read, kept)
    assert capsys.readouterr().out.endswith("1 sentences read: 1 true, 0 well formed\n")
    assert "Orrin" not in kept.read_text("utf-8")

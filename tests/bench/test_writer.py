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
CUTTER = ScriptedRewriter(lambda task: Answer((task.sources[0].replace(", which was built in 1911,", ""),)))


def test_it_prints_both_and_how_the_sentences_came_about(capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = compare([CLUSTER], Summarizer(CUTTER), "ours")
    assert [statement.text for statement in told.brief.sentences][
        0
    ] == "The quay of Orrin was closed on Monday."
    printed = capsys.readouterr().out
    assert "rewritten 100 %" in printed
    assert [line.split()[0] for line in printed.splitlines()[2:4]] == ["extractive", "rewritten"]


def test_a_number_that_no_source_has_is_bad(capsys: pytest.CaptureFixture[str]) -> None:
    loose = ScriptedRewriter(lambda _: Answer(("The quay of Orrin was closed in 1912.",)))
    compare([CLUSTER], Summarizer(loose), "ours")
    assert "1 for a number, name or date" in capsys.readouterr().out


def test_marks_are_kept_without_any_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read, kept = tmp_path / "read.jsonl", tmp_path / "kept.jsonl"
    set_out(compare([CLUSTER], Summarizer(CUTTER), "ours"), 10, read)
    with pytest.raises(ClickException, match="not marked"):
        keep_marks(read, kept)
    rows = [json.loads(line) for line in read.read_text("utf-8").splitlines()]
    assert {row["cited"][0]["quote"] for row in rows} == {f"{text}." for text in QUAY[:-1].split(". ")}
    marked = [row | {"true": True, "well_formed": place > 0} for place, row in enumerate(rows)]
    read.write_text("\n".join(map(json.dumps, marked)) + "\n", "utf-8")
    keep_marks(read, kept)
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == f"{len(rows)} sentences read: {len(rows)} true, {len(rows) - 1} well formed"
    )
    assert "Orrin" not in kept.read_text("utf-8")

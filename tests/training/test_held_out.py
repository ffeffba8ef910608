"""What is held out..."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from training.corpus import TEST_SETS, HeldOut, articles, events, held_out_ids, rows, shingles
from training.pairs import write

BRIDGE = (
    "The old bridge over the river Tamsel was closed on Friday by the council of Ardenholm, officials said."
)
FERRY = "The ferry line between Port Sellow and Brannick will run again from Monday, the harbour office said."
STORM = (
    "A storm tore the roofs off forty houses in the village of Lower Wick on Sunday night, the mayor said."
)


def _write(data: Path, name: str, found: list[dict[str, Any]]) -> None:
    path = data / f"{name}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in found)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data sets as the public ones are laid out, with a sentence or two each, all invented."""
    for name in TEST_SETS:
        _write(tmp_path, name, [{"id": "t", "texts": [{"text": BRIDGE}]}])
    texts = {"a1": FERRY, "a2": STORM}
    _write(tmp_path, "allsides-articles/articles", [{"id": key, "text": text} for key, text in texts.items()])
    _write(
        tmp_path,
        "neus-allsides/train",
        [{"event_id": "e1", "touches_held_out": True}, {"event_id": "e2", "touches_held_out": False}],
    )
    (tmp_path / "neus-allsides/held-out-ids.txt").write_text("a2\n")
    cut = {BRIDGE: "Friday by the council of Ardenholm", FERRY: " from Monday", STORM: " on Sunday night"}
    _write(
        tmp_path,
        "compression/train",
        [{"sentence": text, "compression": text.replace(words, "")} for text, words in cut.items()],
    )
    return tmp_path


def test_articles_with_a_held_out_id_are_not_read(data: Path) -> None:
    assert [row["id"] for row in articles(data)] == ["a1"]


def test_events_that_touch_such_an_article_are_not_read(data: Path) -> None:
    assert [row["event_id"] for row in events(data)] == ["e2"]


def test_no_pair_of_a_test_sets_or_a_held_out_articles_words_is_written(data: Path, tmp_path: Path) -> None:
    parser = pytest.importorskip("spacy", reason="training needs the extra train").blank("en")
    reasons = write("compressed", data, tmp_path, parser, HeldOut.of(data))
    written = [json.loads(line) for line in (tmp_path / "compressed.jsonl").read_text().splitlines()]
    assert [row["sources"] for row in written] == [[FERRY]]
    assert reasons["held out"] == 2


@pytest.mark.skipif(
    not {"NEWSBRIEF_DATA", "NEWSBRIEF_PAIRS"} <= os.environ.keys(),
    reason="NEWSBRIEF_DATA and NEWSBRIEF_PAIRS don't name the public data and the pairs made of them",
)
def test_no_real_pair_shares_ten_words_with_anything_held_out() -> None:
    data, pairs = Path(os.environ["NEWSBRIEF_DATA"]), Path(os.environ["NEWSBRIEF_PAIRS"])
    held_out = HeldOut.of(data)
    ids = held_out_ids(data)
    bodies = [row["text"] for row in rows(data, "allsides-articles/articles") if row["id"] in ids]
    assert bodies
    assert all(held_out.hashes.issuperset(shingles(text)) for text in bodies)
    for path in sorted(pairs.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n")):
            assert not held_out.touches((*row["sources"], row["target"])), path.name

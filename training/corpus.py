"""The public data as training may see it: nothing held out, nothing that stands in a test set."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from summarizer.language.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# What is measured on, and so never trained on: whole files, by the fields that hold text.
TEST_SETS = (
    "compression/test", "compression/newsroom-titles", "fusion/heuristic-test", "fusion/poc",
    "wikisplit/test", "neus-allsides/val", "basil/articles", "multinews-100-peers/clusters",
    "multiling2011/topics", "ecbplus/docs", "mmds2025/dev", "faithfulness/qags-cnndm",
    "faithfulness/qags-xsum", "faithfulness/summedits-news",
)  # fmt: skip
SHINGLE = 10  # words in a row; eight also hits set phrases ("the House Permanent Select Committee on ...")


def rows(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of the data set file `name`, such as "wikisplit/tune"."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_out_ids(data: Path) -> frozenset[str]:
    """The ids of articles that belong to validation and test events, or are near copies; a newsroom may have none."""
    listed = data / "neus-allsides/held-out-ids.txt"
    return frozenset(listed.read_text().split() if listed.exists() else ())


def articles(data: Path) -> Iterator[dict[str, Any]]:
    """The articles that training may read, in the order of their ids, which is random."""
    out = held_out_ids(data)
    return (row for row in rows(data, "allsides-articles/articles") if row["id"] not in out)


def events(data: Path) -> Iterator[dict[str, Any]]:
    """The training events of NeuS of which no article is held out."""
    return (row for row in rows(data, "neus-allsides/train") if not row["touches_held_out"])


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Hashes of every ten words in a row of the test sets."""

    hashes: frozenset[int]

    @classmethod
    def of(cls, data: Path) -> HeldOut:
        """The hashes of all `TEST_SETS` that are there, and of the articles with a held-out id."""
        names = [name for name in TEST_SETS if (data / f"{name}.jsonl.gz").exists()]
        print(f"held out: {len(names)} of {len(TEST_SETS)} test sets")
        tests = chain.from_iterable(_strings(row) for name in names for row in rows(data, name))
        out = held_out_ids(data)
        bodies = (row["text"] for row in rows(data, "allsides-articles/articles") if row["id"] in out)
        return cls(frozenset(chain.from_iterable(map(shingles, chain(tests, bodies)))))

    def touches(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts shares ten words in a row with a test set, or is a short text of one."""
        return any(not self.hashes.isdisjoint(shingles(text)) for text in texts)


def shingles(text: str) -> Iterator[int]:
    """Hashes of every `SHINGLE` words in a row; of all of them, where there are fewer."""
    words = tokens(text)
    for start in range(max(1, len(words) - SHINGLE + 1)):
        yield int.from_bytes(
            blake2b(" ".join(words[start : start + SHINGLE]).encode(), digest_size=8).digest()
        )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_strings, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_strings, value))

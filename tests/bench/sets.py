"""Public sets as the bench reads them, made of the bench's own invented cases."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from bench.data import cases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write(data: Path, name: str, file: str, rows: Iterable[dict[str, Any]]) -> None:
    """One file of a set, in the form that bench/README.md gives."""
    (data / name).mkdir(exist_ok=True)
    with gzip.open(data / name / f"{file}.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def clusters(data: Path) -> None:
    """Both sets of clusters; the peer "echo" gives back the reference, less its second half."""
    made = cases()
    write(
        data,
        "multinews-100-peers",
        "clusters",
        ({"id": c.id, "documents": [a.text for a in c.articles], "reference": c.references[0]} for c in made),
    )
    write(
        data,
        "multiling2011",
        "topics",
        (
            {
                "id": c.id,
                "documents": [{"text": a.text, "date": None} for a in c.articles],
                "references": [*c.references, c.articles[0].text],
            }
            for c in made
        ),
    )
    for name in ("multinews-100-peers", "multiling2011"):
        halves = ((c.id, c.references[0][: len(c.references[0]) // 2]) for c in made)
        write(data, name, "peers", ({"id": one, "system": "echo", "summary": half} for one, half in halves))


def events(data: Path, name: str, file: str) -> None:
    """A set of events; each case is one, and every two of them are a topic of look-alikes."""
    write(
        data,
        name,
        file,
        (
            {
                "id": f"{c.id}-{a.id}",
                "doc_id": f"{c.id}-{a.id}",
                "event_id": c.id,
                "event": c.id,
                "topic": number // 2,
                "noise": False,
                "text": a.text,
            }
            for number, c in enumerate(cases())
            for a in c.articles
        ),
    )


def neus(data: Path) -> None:
    """The events of three outlets, and the articles that they point to; each case is one of its first three articles."""
    made = [(c, [(f"{c.id}-{a.id}", a.text) for a in c.articles[:3]]) for c in cases()]
    write(
        data,
        "neus-allsides",
        "train",
        (
            {
                "event_id": c.id,
                "touches_held_out": False,
                "reference_text": c.references[0],
                "articles": [{"article_id": name} for name, _ in own],
            }
            for c, own in made
        ),
    )
    texts = ({"id": name, "text": text} for _, own in made for name, text in own)
    write(data, "allsides-articles", "articles", texts)

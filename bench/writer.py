"""`bench writer`: briefs that the embedded writer words, beside extractive ones of the same bundles."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from statistics import fmean
from time import perf_counter
from typing import TYPE_CHECKING, Any

from click import ClickException

from bench.data import Cluster, cases, multinews
from bench.scoring import bootstrap, rouge
from bench.strays import _basil
from summarizer import Options, Summarizer
from summarizer.language.words import fold, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.types import Brief, Statement

SEED = 20261123
WORDS = 230
# Reasons of the gate that mean a number or a name which no source has.
_ITEMS = ("number", "name", "date")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_ITEM = re.compile(rf"{_NUMBER.pattern}|(?<!^)\b[A-Z][\w'-]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A brief, the cluster that it is of, and the seconds that it took."""

    cluster: Cluster
    brief: Brief
    seconds: float


def writer(data: Path | None, name: str, limit: int | None, checkpoint: Path | None) -> list[Told]:
    """Prints the figures of both on a public set, or on ours; the rewritten briefs, for a reader."""
    clusters = {"basil": basil, "multinews-100-peers": multinews}[name](data)[:limit] if data else cases()
    return compare(clusters, _summarizer(checkpoint), name if data else "ours")


def compare(clusters: Sequence[Cluster], summarizer: Summarizer, name: str) -> list[Told]:
    """Prints the figures of a summarizer's briefs beside extractive ones; its briefs."""
    worded = [_told(one, summarizer, extractive=False) for one in clusters]
    plain = [_told(one, summarizer, extractive=True) for one in clusters]
    print(f"{len(clusters)} bundles of {name}, at most {clusters[0].words} words")
    print(
        f"{'':12}{'R-1':>6}{'R-2':>6}{'R-L':>6}{'words':>7}{'sentences':>11}{'facts/100':>11}{'novel':>8}{'bad':>5}{'s':>7}"
    )
    _row("extractive", plain)
    _row("rewritten", worded)
    if all(one.references for one in clusters):
        gaps = [_rouge2(one) - _rouge2(other) for one, other in zip(worded, plain, strict=True)]
        gap = bootstrap(gaps)
        print(f"ROUGE-2: {gap.mean:+.2f} (95 % interval {gap.low:+.2f} to {gap.high:+.2f})")
    _methods(worded)
    for one in worded:
        if items := _unsupported(one):
            print(f"{one.cluster.id}: in no source: {', '.join(items)}")
    return worded


def basil(data: Path | None) -> list[Cluster]:
    """BASIL's events, which have no references: for looking at while a writer is made."""
    return [Cluster(f"basil-{n}", WORDS, tuple(event.articles), ()) for n, event in enumerate(_basil(data))]


def set_out(told: Sequence[Told], count: int, out: Path) -> None:
    """Writes rewritten sentences, drawn by a fixed seed, each beside what it cites, for a reader to mark."""
    found = [
        _row_to_read(one, statement)
        for one in told
        for statement in one.brief.sentences
        if statement.method != "extracted"
    ]
    drawn = random.Random(SEED).sample(found, min(count, len(found)))
    lines = (json.dumps(row | {"true": None, "well_formed": None}, ensure_ascii=False) for row in drawn)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def keep_briefs(clusters: Sequence[Cluster], briefs: Sequence[Brief], out: Path) -> None:
    """Writes the briefs as `newsbrief bulk` does, a line each."""
    rows = ({"id": c.id} | brief.model_dump(mode="json") for c, brief in zip(clusters, briefs, strict=True))
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _row_to_read(one: Told, statement: Statement) -> dict[str, Any]:
    cited = [cited.model_dump(mode="json") for cited in statement.citations]
    return {"id": one.cluster.id, "said": statement.text, "cited": cited}


def keep_marks(read: Path, kept: Path) -> None:
    """Prints how many sentences a reader found true and well formed, and keeps the marks without anybody's text.

    What stays of a sentence is its SHA-256, and the addresses that it cites.
    """
    rows = [json.loads(line) for line in read.read_text("utf-8").splitlines()]
    with kept.open("w", encoding="utf-8") as lines:
        for row in rows:
            if not (isinstance(row["true"], bool) and isinstance(row["well_formed"], bool)):
                raise ClickException(f"{read}: not marked: {row['said']}")
            row["said"] = sha256(row["said"].encode()).hexdigest()
            row["cited"] = [[cited[name] for name in ("article", "start", "end")] for cited in row["cited"]]
            lines.write(json.dumps(row) + "\n")
    true, well = (sum(row[mark] for row in rows) for mark in ("true", "well_formed"))
    print(f"{len(rows)} sentences read: {true} true, {well} well formed")


def _summarizer(checkpoint: Path | None) -> Summarizer:
    if checkpoint is None:
        return Summarizer.load()
    from summarizer.models.writer import load_writer

    return Summarizer(load_writer(checkpoint, backend="ctranslate2"))


def _told(cluster: Cluster, summarizer: Summarizer, *, extractive: bool) -> Told:
    options = Options(max_words=cluster.words, headline=False, extractive=extractive)
    began = perf_counter()
    brief = summarizer.summarize(cluster.articles, options)
    return Told(cluster, brief, perf_counter() - began)


def _rouge2(one: Told) -> float:
    return rouge(one.brief.text, one.cluster.references).two


def _row(name: str, told: Sequence[Told]) -> None:
    """Facts are source sentences that a brief tells, each counted once; a fused sentence tells several."""
    scores = [rouge(one.brief.text, one.cluster.references) for one in told if one.cluster.references]
    means = (fmean(column) for column in zip(*scores, strict=True)) if scores else (float("nan"),) * 3
    words = fmean(one.brief.words for one in told)
    sentences = fmean(len(one.brief.sentences) for one in told)
    facts = fmean(100 * _facts(one.brief) / one.brief.words for one in told)
    novel = fmean(100 * _novel(one) for one in told)
    bad = sum(bool(_unsupported(one)) for one in told)
    seconds = fmean(one.seconds for one in told)
    figures = "".join(f"{figure:6.1f}" for figure in means)
    print(f"{name:12}{figures}{words:7.0f}{sentences:11.1f}{facts:11.2f}{novel:7.1f}%{bad:5}{seconds:7.2f}")


def _facts(brief: Brief) -> int:
    """The distinct facts that the sentences tell: a sentence of two neighbours tells two."""
    return sum(max(1, _neighbours(statement)) for statement in brief.sentences)


def _neighbours(statement: Statement) -> int:
    """How many sentences of the article that it cites most it rests on."""
    own = Counter(cited.article for cited in statement.citations if cited.role == "support")
    return max(own.values(), default=1)


def _novel(one: Told) -> float:
    """The share of the brief's distinct bigrams that no source has (See et al. 2017)."""
    known = {pair for article in one.cluster.articles for pair in pairwise(tokens(article.text))}
    said = set(pairwise(tokens(one.brief.text)))
    return len(said - known) / max(1, len(said))


def _unsupported(one: Told) -> list[str]:
    """Numbers and capitalised words that stand in no source: a plain check that shares no code with the gate."""
    known = set(_ITEM.findall(fold(" ".join(f" {article.text}" for article in one.cluster.articles))))
    known.update(fold(" ".join(article.text for article in one.cluster.articles)).lower().split())
    known.update(number for item in list(known) for number in _NUMBER.findall(item))  # of "WPBF-25"
    derived = {word for s in one.brief.sentences for d in s.derived for word in _ITEM.findall(f" {d.text}")}
    return [
        item
        for statement in one.brief.sentences
        for item in _ITEM.findall(fold(statement.text))
        if item not in known | derived and item.lower() not in known
    ]


def _methods(told: Sequence[Told]) -> None:
    """How the sentences came about, and what the gate sent back."""
    methods = Counter(statement.method for one in told for statement in one.brief.sentences)
    reasons = Counter(
        part.partition(":")[0]
        for one in told
        for draft in one.brief.withheld
        for part in draft.reason.split("; ")
    )
    total = methods.total()
    shares = ", ".join(f"{method} {100 * count / total:.0f} %" for method, count in methods.most_common())
    print(f"{total} sentences: {shares}")
    drafts = [draft for one in told for draft in one.brief.withheld]
    items = sum(any(f"{code}: " in draft.reason for code in _ITEMS) for draft in drafts)
    print(f"{len(drafts)} drafts withheld, {items} for a number, name or date: {dict(reasons.most_common())}")

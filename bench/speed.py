"""`bench speed`: two ratios of processor time, each of one interleaved run; no time alone means anything elsewhere."""

from __future__ import annotations

import os
import platform
import random
from functools import partial
from time import process_time
from typing import TYPE_CHECKING

from bench.data import Cluster, cases, multinews
from bench.peers import brief, sentences, sumy
from summarizer import Article, Options, Summarizer
from summarizer.splitting import load_punkt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

# Sentences of an article that is made for the growth figure.
LENGTH = 15


def speed(data: Path | None, limit: int, few: int, many: int, rounds: int) -> None:
    """Prints how long we take beside sumy's LexRank on the same text, and `many` articles beside `few`."""
    clusters = multinews(data)[:limit] if data else cases()
    summarizer, lexrank, punkt = Summarizer(), sumy("lex_rank.LexRank"), load_punkt()

    def ranked(cluster: Cluster) -> str:
        return lexrank(sentences(cluster, punkt), cluster.words)

    def briefed(articles: Sequence[Article]) -> str:
        return summarizer.summarize(articles, Options(extractive=True)).text

    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, rounds: {rounds}"
    )
    brief(clusters[0], summarizer), ranked(clusters[0])  # what is loaded late is loaded now
    turns = [(partial(brief, one, summarizer), partial(ranked, one)) for one in clusters]
    ours, theirs = race(turns * rounds)
    print(
        f"{len(clusters)} cited briefs against sumy LexRank: {ours:.2f} s against {theirs:.2f} s, {ours / theirs:.2f} x"
    )
    small, large = (recombined(clusters, count) for count in (few, many))
    slow, fast = race([(partial(briefed, large), partial(briefed, small))] * rounds)
    print(f"{many} articles against {few}: {slow:.2f} s against {fast:.2f} s, {slow / fast:.1f} x")


def race(turns: Sequence[tuple[Callable[[], object], Callable[[], object]]]) -> tuple[float, float]:
    """The processor seconds that each side took in all, turn about."""
    times = [(_seconds(one), _seconds(two)) for one, two in turns]
    return sum(first for first, _ in times), sum(second for _, second in times)


def recombined(clusters: Sequence[Cluster], count: int) -> list[Article]:
    """So many articles of sentences that begin as one of the clusters' sentences and end as another one.

    Whole sentences would repeat a hundred times among a thousand articles, and what repeats is grouped at once.
    """
    punkt = load_punkt()
    pool = [text.split() for one in clusters for document in sentences(one, punkt) for text in document]
    draw = random.Random(0)
    return [
        Article(id=str(number), text="\n".join(_crossed(*draw.sample(pool, 2)) for _ in range(LENGTH)))
        for number in range(count)
    ]


def _crossed(first: Sequence[str], second: Sequence[str]) -> str:
    return " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])


def _seconds(run: Callable[[], object]) -> float:
    start = process_time()  # what else the machine does counts for neither side
    run()
    return process_time() - start

"""`bench strategies`: what each way to choose is worth on the same sentences, and what no choice of them exceeds by much."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from rouge_score.tokenizers import DefaultTokenizer

from bench.fit import lesson
from bench.peers import SETS
from bench.scoring import bootstrap, rouge
from summarizer.language.words import count_words
from summarizer.splitting import load_punkt
from summarizer.strategies.coverage import cover, coverage
from summarizer.strategies.ranking import centrality, lead, mmr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bench.data import Cluster
    from summarizer.strategies.pool import Pool, Strategy

CHOICES: Mapping[str, Strategy] = {
    "coverage": coverage,
    "greedy coverage": cover,
    "centrality": centrality,
    "mmr": mmr,
    "lead": lead,
}
_WORDS = DefaultTokenizer(use_stemmer=True)


def strategies(data: Path | None, names: Sequence[str], limit: int | None) -> None:
    """Prints a table for each set that is named: ROUGE F of every strategy and of the oracle, before the gate."""
    punkt = load_punkt()
    for name in names:
        clusters = SETS[name](data)[:limit]
        pools = [lesson(one, punkt).pool for one in clusters]
        choices = {
            choice: [partial(strategy, pool, one.words) for one, pool in zip(clusters, pools, strict=True)]
            for choice, strategy in CHOICES.items()
        }
        choices["(oracle)"] = [partial(oracle, one, pool) for one, pool in zip(clusters, pools, strict=True)]
        print(f"\n{name}: {len(clusters)} clusters, {clusters[0].words} words")
        print(f"{'strategy':16}{'R-1':>7}{'R-2':>7}{'R-L':>7}{'words':>7}   R-2 against coverage")
        first: list[float] = []
        for choice, runs in choices.items():
            texts = [
                " ".join(pool.sentences[i].text for i in run()) for run, pool in zip(runs, pools, strict=True)
            ]
            scores = [rouge(text, one.references) for text, one in zip(texts, clusters, strict=True)]
            figures = "".join(f"{fmean(figure):7.1f}" for figure in zip(*scores, strict=True))
            first = first or [score.two for score in scores]
            gap = bootstrap([score.two - other for score, other in zip(scores, first, strict=True)])
            against = f"   {gap.mean:+.2f} ({gap.low:+.2f} to {gap.high:+.2f})"
            print(f"{choice:16}{figures}{fmean(map(count_words, texts)):7.0f}{against}")


def oracle(cluster: Cluster, pool: Pool) -> list[int]:
    """The sentences that share most with the references, which it sees, taken greedily while ROUGE-1 plus -2 rises.

    Greedy as extractive summarizers' training labels are (Nallapati, Zhai and Zhou 2017): no exact best, but near it.
    """
    references = [_grams(text) for text in cluster.references]
    own = [_grams(sentence.text) for sentence in pool.sentences]
    chosen: list[int] = []
    told, best = (Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()), 0.0
    words = cluster.words
    while True:
        found = None
        for i in range(len(own)):
            if i in chosen or pool.words[i] > words:
                continue
            now = sum(_f1(told[n] + own[i][n], reference[n]) for reference in references for n in (0, 1))
            if now > best:
                found, best = i, now
        if found is None:
            return chosen
        chosen.append(found)
        words -= pool.words[found]
        told = (told[0] + own[found][0], told[1] + own[found][1])


def _grams(text: str) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    words = _WORDS.tokenize(text)
    return Counter((word,) for word in words), Counter(pairwise(words))


def _f1(one: Counter[tuple[str, ...]], two: Counter[tuple[str, ...]]) -> float:
    return 2 * (one & two).total() / ((one.total() + two.total()) or 1)

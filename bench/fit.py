"""`bench fit`: the weights of the selection, fitted on what editors tell of an event that three outlets report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from bench.data import neus, sha256
from bench.scoring import rouge
from summarizer.cleaning import clean
from summarizer.grouping import group
from summarizer.language.words import Stems, count_words
from summarizer.origins import trace
from summarizer.selection import look_over
from summarizer.splitting import load_punkt, split
from summarizer.strategies.concepts import TOLD, WEIGHTS, Reading, concepts, read
from summarizer.strategies.coverage import COST, cover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from numpy.typing import NDArray

    from bench.data import Cluster
    from summarizer.strategies.pool import Pool

# Powers of the cost that are tried, and the parts by which each event is briefed with weights that did not see it.
COSTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FOLDS = 4
# A little ridge: no weight may run off where a column hardly varies.
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """One event as the selection sees it, and which of its concepts the editors tell (1 or 0, a row each)."""

    cluster: Cluster
    pool: Pool
    reading: Reading
    told: NDArray[np.float64]


def fit(data: Path | None, limit: int | None) -> None:
    """Prints the weights, and what briefs of events that they have not seen are worth at every power of the cost."""
    clusters = neus(data)[:limit]
    punkt = load_punkt()
    lessons = [lesson(one, punkt) for one in clusters]
    told = np.concatenate([one.told for one in lessons])
    print(f"NeuS (train): {len(lessons)} events, SHA-256 {sha256(clusters)[:12]}")
    words = sum(count_words(text) for one in clusters for text in one.references)
    print(f"{len(told)} concepts, {100 * told.mean():.2f} % told by the editors")
    print(f"\n{'weight':48}{'fitted':>8}{'shipped':>9}")
    for (name, shipped), weight in zip(WEIGHTS.items(), learn(lessons), strict=True):
        print(f"{name:48}{weight:8.2f}{shipped:9.2f}")
    print(f"{'told, with each word of the editors':48}{told.sum() / words:8.2f}{TOLD:9.2f}")
    print(f"\n{FOLDS}-fold: ROUGE at each power of the cost\n{'power':>8}{'R-1':>7}{'R-2':>7}{'R-L':>7}")
    parts = [[one for j, one in enumerate(lessons) if j % FOLDS != i] for i in range(FOLDS)]
    unseen = [(lessons[i::FOLDS], learn(part)) for i, part in enumerate(parts)]
    for power in COSTS:
        scores = [
            rouge(told_by(one, weights, power), one.cluster.references)
            for own, weights in unseen
            for one in own
        ]
        figures = "".join(f"{fmean(figure):7.2f}" for figure in zip(*scores, strict=True))
        print(f"{power:8.1f}{figures}" + "   as shipped" * (power == COST))


def lesson(cluster: Cluster, punkt: PunktSentenceTokenizer) -> Lesson:
    """What there is to learn from an event."""
    stems = Stems()
    cleaned = clean(cluster.articles)
    origins = {article: origin.id for origin in trace(cleaned) for article in origin.articles}
    facts = group([sentence for one in cleaned for sentence in split(one, punkt)], origins, stems)
    reading = read([sentence for fact in facts for sentence in fact.sentences], origins, stems)
    told = {concept for text in cluster.references for concept in concepts(text, stems)}
    return Lesson(
        cluster,
        look_over(facts, origins, stems, cluster.words).pool,
        reading,
        np.array([concept in told for concept in reading.rows], dtype=np.float64),
    )


def learn(lessons: Sequence[Lesson]) -> list[float]:
    """The weights of a logistic regression of what is told on the evidence, to two places: by Newton's method.

    The intercept is left out of them: how many are told in all is known by the length of the brief.
    """
    evidence = np.vstack([one.reading.evidence for one in lessons])
    evidence = np.column_stack([evidence, np.ones(len(evidence))])
    told = np.concatenate([one.told for one in lessons])
    weights = np.zeros(evidence.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (told - chance) - RIDGE * weights
        bend = (evidence * (chance * (1 - chance))[:, None]).T @ evidence + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return [round(float(weight), 2) for weight in weights[:-1]]


def told_by(one: Lesson, weights: Sequence[float], power: float) -> str:
    """The sentences that these weights choose of an event."""
    pool = replace(one.pool, likely=one.reading.likely(one.cluster.words, weights))
    return " ".join(pool.sentences[i].text for i in cover(pool, one.cluster.words, power=power))

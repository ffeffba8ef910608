"""Choices by a ranking: leads, LexRank's centrality, and maximal marginal relevance; what the field compares itself with."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from summarizer.strategies.pool import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from summarizer.strategies.pool import Pool

# The chance that LexRank's reader goes on along a likeness; PageRank's, and that of Erkan and Radev (2004).
DAMPING = 0.85
# How much of maximal marginal relevance is relevance; the rest is novelty. The middle of what Carbonell and Goldstein
# (1998) recommend, who name .3 for an overview and .7 for a reader who knows what is sought.
RELEVANCE = 0.5


def lead(pool: Pool, budget: int) -> list[int]:
    """The articles' first sentences, then their second ones, and so on."""
    return fill(pool, budget, lambda new: -float(pool.sentences[new[-1]].position))


def centrality(pool: Pool, budget: int) -> list[int]:
    """The most central sentences: continuous LexRank (Erkan and Radev 2004) over the cosines of their concepts."""
    ranks = _ranks(_likeness(pool))
    return fill(pool, budget, lambda new: float(ranks[new[-1]]))


def mmr(pool: Pool, budget: int) -> list[int]:
    """Sentences that are like the bundle and unlike those that are chosen: maximal marginal relevance."""
    likeness = _likeness(pool)
    relevance = likeness.sum(axis=1)
    relevance /= relevance.max(initial=0.0) or 1.0
    nearest = np.zeros(len(relevance))

    def gain(new: Sequence[int]) -> float:
        return float(RELEVANCE * relevance[new[-1]] - (1 - RELEVANCE) * nearest[new[-1]])

    def take(new: Sequence[int]) -> None:
        np.maximum(nearest, likeness[:, list(new)].max(axis=1), out=nearest)

    return fill(pool, budget, gain, take=take)


def _likeness(pool: Pool) -> NDArray[np.float64]:
    """The cosines of every two sentences over their concepts, weighted by rarity: shape (n, n), 0 to 1."""
    spread = Counter(concept for own in pool.said for concept in own)
    columns = {concept: j for j, concept in enumerate(spread)}
    weights = {c: math.log(1 + len(pool.said) / n) for c, n in spread.items()}
    rows = [i for i, own in enumerate(pool.said) for _ in own]
    places = [columns[concept] for own in pool.said for concept in own]
    values = [weights[concept] for own in pool.said for concept in own]
    table = csr_array((values, (rows, places)), shape=(len(pool.said), max(1, len(columns))))
    product: NDArray[np.float64] = (table @ table.T).toarray().astype(np.float64)
    lengths = np.sqrt(product.diagonal())
    lengths[lengths == 0] = 1.0
    product /= np.outer(lengths, lengths)
    return product


def _ranks(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """PageRank over the likenesses, by fifty steps of the power method."""
    n = len(likeness)
    sums = likeness.sum(axis=1, keepdims=True)
    steps = np.divide(likeness, sums, out=np.full_like(likeness, 1 / max(1, n)), where=sums > 0)
    ranks = np.full(n, 1 / max(1, n))
    for _ in range(50):
        ranks = (1 - DAMPING) / n + DAMPING * (ranks @ steps)
    return ranks

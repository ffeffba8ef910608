"""Coverage: the choice that shares the most with what an editor is expected to tell."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from summarizer.strategies.pool import fill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from summarizer.strategies.pool import Pool

# A sentence's gain is divided by its words to this power: at 1 short sentences crowd out the full ones, at 0 it is the
# other way round. `python -m bench fit` finds ROUGE-2 flat from .7 to .9 on NeuS (train).
COST = 0.8
# Larger pools are chosen from greedily only: the exact choice takes time, and a thousand sentences have many near ties.
EXACT = 300
# Where HiGHS stops looking for a better choice: counted, never timed, for the same request gives the same bytes.
SEARCH = {"node_limit": 200, "mip_rel_gap": 0.005}


def coverage(pool: Pool, budget: int) -> list[int]:
    """The sentences that cover the likeliest concepts, each counted once: exactly, or greedily in a large pool.

    It is the concept-based integer program of Gillick and Favre (2009), by scipy's HiGHS.
    """
    found = best_cover(pool, budget) if 0 < len(pool.sentences) <= EXACT else None
    return cover(pool, budget) if found is None else cover(pool, budget, within=found)


def cover(
    pool: Pool, budget: int, *, within: Collection[int] | None = None, power: float = COST
) -> list[int]:
    """The greedy choice, by gain per cost, from all sentences or `within` some.

    Coverage is monotone and submodular, so that it is at most a constant factor from the best (Lin and Bilmes 2011).
    """
    covered = set(pool.covered)

    def gain(new: Sequence[int]) -> float:
        fresh = dict.fromkeys(concept for i in new for concept in pool.said[i] if concept not in covered)
        cost: float = max(1, sum(pool.words[i] for i in new)) ** power
        return sum(pool.likely[concept] for concept in fresh) / cost

    return fill(
        pool, budget, gain, take=lambda new: covered.update(*(pool.said[i] for i in new)), within=within
    )


def best_cover(pool: Pool, budget: int) -> list[int] | None:
    """The sentences whose concepts are worth the most together, by index; None where the search finds no choice.

    A variable a sentence (is it told?), then one for each concept that several say (is it covered?); what only one
    sentence says is a part of its own worth.
    """
    sayers: dict[int, list[int]] = {}
    for i, said in enumerate(pool.said):
        for concept in said:
            if concept not in pool.covered:
                sayers.setdefault(concept, []).append(i)
    sentences = len(pool.sentences)
    shared = [concept for concept, own in sayers.items() if len(own) > 1]
    worth = np.zeros(sentences + len(shared))
    worth[sentences:] = [pool.likely[concept] for concept in shared]
    for concept, own in sayers.items():
        if len(own) == 1:
            worth[own[0]] += pool.likely[concept]
    rows = [*_limits(pool, budget)]
    rows += [({sentences + j: 1, **dict.fromkeys(sayers[c], -1)}, 0) for j, c in enumerate(shared)]
    found = milp(
        -worth,
        constraints=_at_most(rows, len(worth)),
        integrality=np.arange(len(worth)) < sentences,
        bounds=Bounds(0, 1),
        options=SEARCH,
    )
    return None if found.x is None else [i for i in range(sentences) if found.x[i] > 0.5]


def _limits(pool: Pool, budget: int) -> Iterable[tuple[dict[int, int], int]]:
    """What a choice is held to, as rows of coefficients by sentence and the most that they may sum to."""
    yield dict(enumerate(pool.words)), budget
    largest = pool.largest_share(budget)
    for own in pool.by_article():
        yield {i: pool.words[i] for i in own}, max(largest, *(pool.words[i] for i in own))
    for *before, i in pool.chains:
        if before:
            yield {i: 1, before[-1]: -1}, 0
    for i, j in combinations(range(len(pool.sentences)), 2):
        if pool.repeats(i, j):
            yield {i: 1, j: 1}, 1


def _at_most(rows: Sequence[tuple[dict[int, int], int]], columns: int) -> LinearConstraint:
    places = [(row, column) for row, (own, _) in enumerate(rows) for column in own]
    values = [value for own, _ in rows for value in own.values()]
    table = csr_array((values, tuple(zip(*places, strict=True))), shape=(len(rows), columns))
    return LinearConstraint(table, ub=[most for _, most in rows])

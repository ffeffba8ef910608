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
# Of these so many are weighed exactly, those that gain most alone for their cost: on events of NeuS the choice is worth
# within half a percent of the best of all, in two thirds of the time.
PROMISING = 60
# Where HiGHS stops looking for a better choice: counted, never timed, for the same request gives the same bytes.
SEARCH = {"node_limit": 100, "mip_rel_gap": 0.01}


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

    A variable a sentence (is it told?), then one for all concepts that the same several of them say (are they
    covered?); what only one sentence says is a part of its own worth.
    """
    promising = _promising(pool)
    place = {i: k for k, i in enumerate(promising)}
    sayers: dict[int, list[int]] = {}
    for i in promising:
        for concept in pool.said[i]:
            if concept not in pool.covered:
                sayers.setdefault(concept, []).append(place[i])
    together: dict[tuple[int, ...], float] = {}
    for concept, own in sayers.items():
        together[tuple(own)] = together.get(tuple(own), 0.0) + pool.likely[concept]
    sentences = len(promising)
    shared = [own for own in together if len(own) > 1]
    worth = np.array([together.get((k,), 0.0) for k in range(sentences)] + [together[own] for own in shared])
    rows = [({place[i]: n for i, n in row.items()}, most) for row, most in _limits(pool, promising, budget)]
    rows += [({sentences + j: 1, **dict.fromkeys(own, -1)}, 0) for j, own in enumerate(shared)]
    found = milp(
        -worth,
        constraints=_at_most(rows, len(worth)),
        integrality=np.arange(len(worth)) < sentences,
        bounds=Bounds(0, 1),
        options=SEARCH,
    )
    return None if found.x is None else [i for i in promising if found.x[place[i]] > 0.5]


def _promising(pool: Pool) -> list[int]:
    """The sentences that gain most for their cost if they are the first to be told, in their order, with whole chains."""

    def first_gain(chain: Sequence[int]) -> float:
        fresh = {concept for i in chain for concept in pool.said[i]} - pool.covered
        cost: float = max(1, sum(pool.words[i] for i in chain)) ** COST
        return sum(pool.likely[concept] for concept in sorted(fresh)) / cost

    gains = [first_gain(chain) for chain in pool.chains]
    kept: set[int] = set()
    for i in sorted(range(len(gains)), key=lambda i: (-gains[i], i)):
        if len(kept) >= PROMISING:
            break
        kept.update(pool.chains[i])
    return sorted(kept)


def _limits(pool: Pool, own: Sequence[int], budget: int) -> Iterable[tuple[dict[int, int], int]]:
    """What a choice of some sentences is held to: rows of coefficients by sentence, and the most that they sum to."""
    yield {i: pool.words[i] for i in own}, budget
    largest, among = pool.largest_share(budget), set(own)
    for article in pool.by_article():
        if beside := [i for i in article if i in among]:
            yield {i: pool.words[i] for i in beside}, max(largest, *(pool.words[i] for i in beside))
    for voice, told in pool.by_voice().items():
        # One thing may be said at any length, so it counts no more than what may be said.
        if len(beside := [i for i in told if i in among]) > 1:
            most = pool.most_spoken(voice, budget)
            yield {i: min(most, pool.words[i]) for i in beside}, most
    for i in own:
        if len(pool.chains[i]) > 1:
            yield {i: 1, pool.chains[i][-2]: -1}, 0
    for i, j in combinations(own, 2):
        if pool.repeats(i, j):
            yield {i: 1, j: 1}, 1


def _at_most(rows: Sequence[tuple[dict[int, int], int]], columns: int) -> LinearConstraint:
    places = [(row, column) for row, (own, _) in enumerate(rows) for column in own]
    values = [value for own, _ in rows for value in own.values()]
    table = csr_array((values, tuple(zip(*places, strict=True))), shape=(len(rows), columns))
    return LinearConstraint(table, ub=[most for _, most in rows])

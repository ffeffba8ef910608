"""Coverage: the choice that shares the most with what an editor is expected to tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from summarizer.strategies.pool import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from summarizer.strategies.pool import Pool

# A sentence's gain is divided by its words to this power: at 1 short sentences crowd out the full ones, at 0 it is the
# other way round. `python -m bench fit` finds ROUGE-2 flat from .7 to .9 on NeuS (train).
COST = 0.8
# Larger pools are chosen from greedily only: the exact choice takes time, and a thousand sentences have many near ties.
EXACT = 300
# Of these so many are weighed exactly, those that gain most alone for their cost: on events of NeuS the choice is worth
# within half a percent of the best of all, in two thirds of the time.
PROMISING = 60
# How much more the best choice of them may be worth than the one that is taken, as a share. The relaxation of the program
# bounds it, and a greedy choice that the relaxation leads is often as near: of 73 choices for 230 words (60 bundles of
# Multi-News) 40 had to be searched for a better one, of 389 for 80 words (NeuS, train) 354.
GAP = 0.01
# What the relaxation leaves out is still worth so much of its gain to the choice that it leads.
LEFT_OUT = 0.1
# Where HiGHS stops looking for a better choice: counted, never timed, for the same request gives the same bytes.
SEARCH = {"node_limit": 100, "mip_rel_gap": GAP}


@dataclass(frozen=True, slots=True)
class _Program:
    """The integer program of some sentences: what each variable is worth, and what holds for them.

    A variable a sentence (is it told?), then one for all concepts that the same several of them say (are they covered?);
    what only one sentence says is a part of its own worth.
    """

    sentences: Sequence[int]
    worth: NDArray[np.float64]
    limits: LinearConstraint

    def solve(self, *, relaxed: bool) -> tuple[dict[int, float], float]:
        """How much of each sentence is told in the best choice, and its worth; `relaxed`, parts of sentences may be.

        Empty, and without worth, where the search ends without a choice.
        """
        # Where HiGHS has to mend what a search found it prints a line to standard output, which no option of scipy's stops.
        whole = np.arange(len(self.worth)) < (0 if relaxed else len(self.sentences))
        found = milp(
            -self.worth, constraints=self.limits, integrality=whole, bounds=Bounds(0, 1), options=SEARCH
        )
        if found.x is None:
            return {}, 0.0
        return dict(zip(self.sentences, found.x.tolist(), strict=False)), -found.fun


def coverage(pool: Pool, budget: int) -> list[int]:
    """The sentences that cover the likeliest concepts, each counted once: near the best, or greedily in a large pool.

    It is the concept-based integer program of Gillick and Favre (2009), by scipy's HiGHS.
    """
    return best_cover(pool, budget) if len(pool.sentences) <= EXACT else cover(pool, budget)


def cover(
    pool: Pool, budget: int, *, shares: Mapping[int, float] | None = None, power: float = COST
) -> list[int]:
    """The greedy choice, by gain per cost; with `shares` from those sentences only, and led by their shares, 0 to 1.

    Coverage is monotone and submodular, so that it is at most a constant factor from the best (Lin and Bilmes 2011).
    """
    covered = set(pool.covered)

    def gain(new: Sequence[int]) -> float:
        fresh = dict.fromkeys(concept for i in new for concept in pool.said[i] if concept not in covered)
        cost: float = max(1, sum(pool.words[i] for i in new)) ** power
        led = 1.0 if shares is None else LEFT_OUT + min((shares[i] for i in new), default=0.0)
        return led * sum(pool.likely[concept] for concept in fresh) / cost

    return fill(
        pool, budget, gain, take=lambda new: covered.update(*(pool.said[i] for i in new)), within=shares
    )


def best_cover(pool: Pool, budget: int) -> list[int]:
    """The promising sentences that are worth the most together, or at most `GAP` less, as far as is searched."""
    program = _program(pool, budget)
    if not program:
        return []
    shares, bound = program.solve(relaxed=True)
    chosen = cover(pool, budget, shares=shares)
    if bound <= (1 + GAP) * _worth(pool, chosen):
        return chosen
    searched, _ = program.solve(relaxed=False)
    return max(chosen, [i for i, share in searched.items() if share > 0.5], key=partial(_worth, pool))


def _worth(pool: Pool, chosen: Sequence[int]) -> float:
    told = dict.fromkeys(concept for i in chosen for concept in pool.said[i] if concept not in pool.covered)
    return sum(pool.likely[concept] for concept in told)


def _program(pool: Pool, budget: int) -> _Program | None:
    """The program of the promising sentences; None where none fits."""
    promising = _promising(pool, budget)
    if not promising:
        return None
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
    return _Program(promising, worth, _at_most(rows, len(worth)))


def _promising(pool: Pool, budget: int) -> list[int]:
    """The sentences that fit and gain most for their cost if they are told first, in their order, with whole chains."""

    def first_gain(chain: Sequence[int]) -> float:
        fresh = {concept for i in chain for concept in pool.said[i]} - pool.covered
        cost: float = max(1, sum(pool.words[i] for i in chain)) ** COST
        return sum(pool.likely[concept] for concept in sorted(fresh)) / cost

    fitting = [i for i, chain in enumerate(pool.chains) if sum(pool.words[j] for j in chain) <= budget]
    gains = {i: first_gain(pool.chains[i]) for i in fitting}
    kept: set[int] = set()
    for i in sorted(fitting, key=lambda i: (-gains[i], i)):
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

"""How alike texts are: vectors of weighted words, and their cosine."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Vector = dict[str, float]

# Words are weighed as if so many more texts had been seen, and each word in a few of them: among a dozen texts the words
# of their one story are in most, and would else weigh nothing.
UNSEEN, UNSEEN_HOLDERS = 100, 2.5


def weigh(counts: Sequence[Mapping[str, int]]) -> list[Vector]:
    """The tf-idf vectors, of unit length, of texts whose words are counted; that of a text without words is empty.

    A word weighs (1 + log of its count) times log(1 + texts / holders), both with `UNSEEN` texts more.
    """
    holders = Counter(word for own in counts for word in own)
    texts = len(counts) + UNSEEN
    vectors = []
    for own in counts:
        weights = {
            word: (1 + log(times)) * log(1 + texts / (holders[word] + UNSEEN_HOLDERS))
            for word, times in own.items()
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def dot(one: Vector, other: Vector) -> float:
    """The scalar product of two vectors: their cosine, 0 to 1, where both have unit length."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large[word] for word, weight in small.items() if word in large)


def total(vectors: Iterable[Vector]) -> Vector:
    """The sum of one or more vectors."""
    largest, *others = sorted(vectors, key=len, reverse=True)
    added = dict(largest)
    for vector in others:
        for word, weight in vector.items():
            added[word] = added.get(word, 0.0) + weight
    return added

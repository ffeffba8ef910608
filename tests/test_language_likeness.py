"""How alike texts are: what holds of weighted words, and sums that stand for all pairs."""

from __future__ import annotations

from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.likeness import Vector, dot, nearness, total, weigh

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), max_size=6)


def slow(vectors: list[Vector], i: int) -> float:
    """The nearness of one vector, pair by pair."""
    others = [vector for j, vector in enumerate(vectors) if j != i]
    inner = [dot(one, other) for one, other in combinations(others, 2)]
    if not inner or fmean(inner) < 1e-9:
        return 1.0
    return min(2.0, fmean(dot(vectors[i], other) for other in others) / fmean(inner))


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_nearness_is_the_mean_cosine_beside_that_of_the_others(counts: list[dict[str, int]]) -> None:
    vectors = weigh(counts)
    assert nearness(vectors) == pytest.approx([slow(vectors, i) for i in range(len(vectors))], abs=1e-6)


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_a_text_s_vector_has_its_words_and_unit_length(counts: list[dict[str, int]]) -> None:
    for own, vector in zip(counts, weigh(counts), strict=True):
        assert vector.keys() == own.keys()
        assert dot(vector, vector) == pytest.approx(1 if own else 0)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    first, *_ = weigh([{"harbour": 1, "Maren": 1}, {"harbour": 1}, {"harbour": 1}])
    assert first["Maren"] > first["harbour"]


def test_a_sum_leaves_what_it_adds_as_it_is() -> None:
    one, other = {"a": 1.0}, {"a": 2.0, "b": 1.0}
    assert total([one, other]) == {"a": 3.0, "b": 1.0}
    assert (one, other) == ({"a": 1.0}, {"a": 2.0, "b": 1.0})

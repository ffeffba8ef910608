"""How alike texts are: what holds of weighted words and of their sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.likeness import dot, total, weigh

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), max_size=6)


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

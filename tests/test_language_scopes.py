"""The summarizer knows what a word stands under: a "not", a "may", somebody's "said"."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.clauses import read
from summarizer.language.scopes import stated


def under(text: str) -> dict[str, list[str]]:
    return {one.word: sorted(one.forces.surely) for one in stated(read(text)) if one.forces.surely}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor did not sign.", {"sign": ["not"]}),
        ("The mayor didn't immediately sign.", {"sign": ["not"]}),
        ("The mayor neither signed nor left.", {"signed": ["not"], "left": ["not"]}),
        ("The mayor failed to sign.", {"sign": ["denial"]}),
        ("Crews were prevented from sailing.", {"sailing": ["denial"]}),
        ("The mayor denied taking bribes.", {"taking": ["denial"]}),
        ("No more than two boats sailed.", {}),
        ("Not only boats sailed.", {}),
        ("The dam may burst.", {"burst": ["may"]}),
        ("The council plans to close schools.", {"close": ["intent"]}),
        ("The council plans big schools.", {}),
        ("Envoys called for talks.", {"talks": ["intent"]}),
        ("The mayor allegedly fled.", {"fled": ["hearsay"]}),
        ("The army said boats sailed.", {"boats": ["said"], "sailed": ["said"]}),
        ("Boats sailed, the army said.", {"boats": ["said"], "sailed": ["said"]}),
        ("Boats, the army said, sailed.", {"boats": ["said"], "sailed": ["said"]}),
        ("According to the army, boats sailed.", {"boats": ["said"], "sailed": ["said"]}),
        ("It is “a disgrace” here.", {"disgrace": ["said"]}),
        ("The mayor left and the harbour shut.", {}),
    ],
)
def test_a_word_stands_under_what_bears_on_it(text: str, expected: dict[str, list[str]]) -> None:
    assert under(text) == expected


@given(
    st.lists(st.sampled_from("not said that to from , . “ ” mayor signed may failed or told".split())).map(
        " ".join
    )
)
def test_any_text_differs_in_nothing_from_itself(text: str) -> None:
    once, twice = stated(read(text)), stated(read(text))
    assert [one.forces.differ(other.forces) for one, other in zip(once, twice, strict=True)] == [
        frozenset()
    ] * len(once)


def test_a_text_without_stops_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        begun = time.perf_counter()
        stated(read("he said not to fail to sign " * size))
        return time.perf_counter() - begun

    seconds(50)
    assert seconds(3_200) < 60 * seconds(200) + 0.5  # a square would take 256 times as long

"""The bench counts what a brief tells, and says how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.data import cases
from bench.pairs import Pair, auc, by_grouping, f1
from bench.scoring import bootstrap, recall, rouge


def test_a_text_that_is_its_reference_gets_all_points() -> None:
    assert rouge("The mill burned down.", ["The mill burned down."]) == (100, 100, 100)


def test_a_score_is_the_mean_over_the_references() -> None:
    assert rouge("The mill burned.", ["The mill burned.", "Nobody came."]).one == pytest.approx(50)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Fourteen were hurt, and 14 people died.", 100),
        ("The dead are 14 people.", 0),
        ("The deaths of 14 were told.", 100),
        ("People died.", 0),
    ],
)
def test_a_nugget_is_told_by_all_words_of_one_wording(sentence: str, told: float) -> None:
    assert recall([sentence], [["14 people died", "deaths 14"]]) == told


def test_a_nugget_that_two_sentences_share_is_not_told() -> None:
    assert recall(["14 people came.", "They died."], [["14 people died"]]) == 0


def test_every_case_can_be_told_from_its_articles() -> None:
    assert len(cases()) >= 4
    for case in cases():
        lines = [line for article in case.articles for line in article.text.splitlines()]
        assert [nugget for nugget in case.nuggets if not recall(lines, [nugget])] == [], case.id


def test_an_interval_holds_its_mean_and_comes_out_the_same() -> None:
    gaps = [3.0, -1.0, 2.0, 2.5, 0.0, 4.0]
    found = bootstrap(gaps)
    assert found == bootstrap(gaps)
    assert found.low < found.mean < found.high
    assert bootstrap([1.0, 1.0]) == (1, 1, 1)


SCORED = st.lists(st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.booleans()), min_size=1, max_size=12)


@given(SCORED)
def test_auc_is_the_share_of_pairs_in_the_right_order(scored: list[tuple[float, bool]]) -> None:
    scores, same = [s for s, _ in scored], [yes for _, yes in scored]
    duels = [(a > b) + (a == b) / 2 for a, yes in scored if yes for b, no in scored if not no]
    assert auc(scores, same) == pytest.approx(100 * sum(duels) / len(duels) if duels else 0)


def test_f1_weighs_what_was_called_and_what_was_missed() -> None:
    assert f1([0.9, 0.8, 0.1], [True, False, True], 0.5) == 50
    assert f1([0.1], [False], 0.5) == 0


def test_grouping_is_asked_with_its_numbers() -> None:
    told = "The flood in Pellham killed 14 people"
    alike, other = by_grouping(
        [Pair(told, f"{told} on Friday", True), Pair(told, told.replace("14", "90"), False)]
    )
    assert alike > 0.5
    assert other == 0

"""The signs that a text tells of another event: other people, another day or year, other figures."""

from __future__ import annotations

from summarizer.language.strangers import Signs, signs
from summarizer.language.words import Stems

CUP = (
    "Mats Odell will lead Vessby in the cup final on Sunday. Odell, 31, was named captain by coach Petra Wiik.",
    "Vessby named the striker Mats Odell as captain for the final on Sunday. Odell scored 14 goals in 2021.",
    "Coach Petra Wiik chose Mats Odell to lead Vessby in the final. At 31 Odell plays his last season, after 2021.",
)


def last_of(*texts: str) -> Signs:
    """The signs of the last text."""
    return signs(texts, Stems())[-1]


def test_another_name_in_the_place_of_the_chief_one_is_a_sign() -> None:
    other = "Jonas Brekke will lead Vessby in the cup final. Brekke was named captain by coach Petra Wiik."
    both = "Jonas Brekke gave way to Mats Odell, who will lead Vessby in the cup final. Odell was named by Petra Wiik."
    without = (
        "The captain of Vessby for the cup final was named by coach Petra Wiik, and the fans were glad of it."
    )
    assert last_of(*CUP, other).replaced > 0.5
    assert last_of(*CUP, both).replaced < 0.5
    assert last_of(*CUP, without).replaced < 0.5


def test_other_years_and_weekdays_are_a_sign_only_where_others_agree() -> None:
    other = "Mats Odell will lead Vessby in the final on Friday, as he has done in no match since 2017."
    told = last_of(*CUP, other)
    assert (told.other_day, told.other_year) == (1, 1)
    same = (
        "Mats Odell will lead Vessby in the final on Sunday, as he has done in no match since 2021 or 2017."
    )
    assert (last_of(*CUP, same).other_day, last_of(*CUP, same).other_year) == (0, 0)
    none = "Mats Odell will lead Vessby in the final, the club said."
    assert (last_of(*CUP, none).other_day, last_of(*CUP, none).other_year) == (0, 0)
    assert last_of(CUP[0], CUP[2], other).other_day == 0  # one of three others is no agreement


def test_figures_are_held_against_those_that_count_the_same() -> None:
    quakes = (
        "A quake of magnitude 5.6 shook Norra and hurt five people.",
        "The magnitude 5.6 quake hurt five people in Norra, where 120 houses fell.",
        "Norra was shaken by a quake of magnitude 5.6.",
    )
    other = last_of(*quakes, "A quake of magnitude 6.1 killed ten people in Norra.")
    assert other.denied > 0
    assert other.shared == 0
    same = last_of(
        *quakes, "A quake of magnitude 5.6 woke Norra; 300 houses were damaged and 9,000 people fled."
    )
    assert same.shared > 0
    assert last_of(*quakes, "The quake in Norra woke 9,000 sleepers.").denied == 0


def test_what_says_nothing_is_no_sign() -> None:
    told = last_of("", "", "")
    assert told == Signs(1, 0, 0, 0, 0, 0, 0)
    assert last_of(*CUP, "").replaced == 0

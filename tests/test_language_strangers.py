"""What two texts have in common, what speaks against one event, and who agrees least with the others."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from summarizer.language.strangers import Agreement, Signs, agreement, compared, signs, tell
from summarizer.language.words import Stems

CUP = (
    "Mats Odell will lead Vessby in the cup final on Sunday. Odell, 31, was named captain by coach Petra Wiik.",
    "Vessby named the striker Mats Odell as captain for the final on Sunday. Odell scored 14 goals in 2021.",
)


def both(
    one: str, other: str, first: date | None = None, second: date | None = None, headline: str = ""
) -> Agreement:
    """What two texts have in common."""
    stems = Stems()
    return agreement(tell("", one, first, stems), tell(headline, other, second, stems))


def test_another_name_in_the_place_of_the_chief_one_is_a_sign() -> None:
    other = "Jonas Brekke will lead Vessby in the cup final. Brekke was named captain by coach Petra Wiik."
    also = "Jonas Brekke gave way to Mats Odell, who will lead Vessby in the cup final. Odell was named by Petra Wiik."
    without = "The captain for the cup final was named by the coach, and the fans were glad of it."
    assert both(CUP[0], other).replaced > 0.5 > both(CUP[0], also).replaced
    assert both(CUP[0], without).replaced == 0
    assert both(CUP[0], other).people < both(CUP[0], also).people


def test_weekdays_and_months_agree_or_differ_only_where_both_are_told() -> None:
    friday = "Mats Odell will lead Vessby in the final on Friday."
    assert (both(*CUP).weekday, both(*CUP).other_weekday) == (1, 0)
    assert (both(CUP[0], friday).weekday, both(CUP[0], friday).other_weekday) == (0, 1)
    silent = both(CUP[0], "Mats Odell will lead Vessby in the final, which they may win.")
    assert (silent.weekday, silent.other_weekday, silent.month, silent.other_month) == (0, 0, 0, 0)
    june, march = "The final was put off in June.", "The final was put off in March."
    assert (both(june, march).other_month, both(june, june).month) == (1, 1)


def test_weekdays_and_months_of_reports_from_far_apart_say_nothing() -> None:
    june, march = "On Friday the final was put off to June.", "On Monday the final was put off to March."
    near = both(june, march, date(2023, 3, 6), date(2023, 3, 9))
    far = both(june, march, date(2023, 3, 6), date(2023, 6, 9))
    assert (near.other_weekday, near.other_month) == (1, 1)
    assert (far.other_weekday, far.other_month) == (0, 0)


def test_what_an_undated_report_tells_is_held_against_the_day_of_a_dated_one() -> None:
    dated, told = "The dam of Norra broke.", "The dam of Norra broke on May 3, and in 2011 it was mended."
    near, far = both(dated, told, date(2011, 5, 4)), both(dated, told, date(2018, 11, 20))
    assert (near.near, near.far, near.other_year) == (1, 0, 0)
    assert (far.near, far.far, far.other_year) == (0, 1, 1)
    turned = both(dated.replace(".", " on Dec. 30."), told.replace("May 3", "May 5"), None, date(2012, 1, 4))
    assert turned.near == 1, "the year turns between them"
    neither = both(dated, told, date(2018, 11, 20), date(2018, 11, 21))
    assert (neither.near, neither.far, neither.other_year) == (0, 0, 0), "both tell their day themselves"


def test_figures_are_held_against_those_that_count_the_same() -> None:
    quake = "A quake of magnitude 5.6 shook Norra and hurt five people."
    other = both(quake, "A quake of magnitude 6.1 killed ten people in Norra.")
    assert other.denied > 0
    assert other.figures == 0
    same = both(quake, "A quake of magnitude 5.6 woke Norra; 300 houses were damaged.")
    assert (same.figures > 0, same.denied, same.numbers > 0) == (True, 0, True)
    assert both(quake, "The quake in Norra woke 9,000 sleepers.").denied == 0


def test_a_headline_is_part_of_the_lead() -> None:
    text = "It was a long night for the keepers of the old harbour light."
    told = both(CUP[0], text, headline="Odell named captain of Vessby for cup final")
    assert told.lead > both(CUP[0], text).lead


def test_what_says_nothing_agrees_in_nothing_and_denies_nothing() -> None:
    told = both("", "")
    assert told._replace(people=0) == Agreement(*[0.0] * len(Agreement._fields))
    assert both(CUP[0], "").replaced == 0


def test_first_words_are_known_where_the_other_has_them_anywhere() -> None:
    long = f"{CUP[0]} The coach has seen many finals. " + "Rain is forecast. " * 40 + CUP[1]
    told = both(CUP[1], long)
    assert told.knows == 1
    assert told.known < 1
    assert (both(CUP[1], "").known, both(CUP[1], "").knows) == (0, 0)


def test_who_agrees_least_is_below_the_others() -> None:
    odds = {(i, j): -1.0 if 3 in (i, j) else 2.0 for i, j in combinations(range(4), 2)}
    told = signs([None] * 4, odds)
    assert told[3] == Signs(agreed=-1.0, alike=-3.0, nearest=-1.0, told_on=0.0)
    assert all(one.agreed > told[3].agreed and one.alike > 0 for one in told[:3])
    friend = signs([None] * 4, odds | {(2, 3): 2.0})
    assert friend[3].nearest == 2 > 0 > friend[3].alike, "it has one that it agrees with"


def test_a_story_is_told_on_where_the_others_were_published_days_apart() -> None:
    odds = dict.fromkeys(combinations(range(4), 2), 1.0)
    days = [date(2023, 3, 6), date(2023, 3, 21), None, date(2023, 9, 1)]
    assert [one.told_on for one in signs(days, odds)] == [1, 1, 1, 0.5]
    assert [one.told_on for one in signs([date(2023, 3, 6), None, None, None], odds)] == [0, 0, 0, 0]


def test_of_many_texts_each_is_compared_with_some_and_all_with_as_many() -> None:
    assert compared(4, 24) == list(combinations(range(4), 2))
    for texts in (26, 50, 101, 1000):
        pairs = compared(texts, 24)
        assert len({frozenset(pair) for pair in pairs}) == len(pairs) == texts * 12
        assert all(i != j for i, j in pairs)

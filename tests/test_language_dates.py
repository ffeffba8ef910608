"""Which words of a text tell a day, and which day."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.dates import CalendarDay, Shift, Weekday, count_from, read_days, writes_day_first

DATA = Path(__file__).parent / "data" / "dating.toml"
CASES: list[dict[str, Any]] = tomllib.loads(DATA.read_text("utf-8"))["expression"]
WORDS = (
    "on the same day last next this Monday Friday night Sun. Sat, May March Nov. December 2nd 30 31 2024 "
    "1907 (2011) 3-2 11/30/2024 2024-12-05 27–30 of yesterday today overnight two days ago will was "
    'said " “ , . \n \u00a0'
)
TEXTS = st.text(max_size=120) | st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join)
DAYS = st.dates()


def test_there_are_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_reads_the_words_that_tell_a_day(case: dict[str, Any]) -> None:
    found = read_days(case["text"], day_first=case.get("day_first"))
    assert [case["text"][one.start : one.end] for one in found] == case["expected"]


@given(TEXTS)
def test_expressions_are_slices_in_order_that_never_overlap(text: str) -> None:
    found = read_days(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))


@given(TEXTS)
def test_it_reads_the_same_twice(text: str) -> None:
    assert read_days(text) == read_days(text)


@given(DAYS)
def test_it_reads_back_every_day_however_it_is_written(day: date) -> None:
    if not 1900 <= day.year <= 2099:
        day = day.replace(year=2000)
    for form in (
        "%B %d, %Y",
        "%d %B %Y",
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%A, %b %d, %Y",
        "%b. %d %Y" if day.month != 5 else "%b %d %Y",
    ):
        text = f"It was signed on {day.strftime(form)} in Velmora."
        (found,) = read_days(text)
        assert text[found.start : found.end] == day.strftime(form)
        assert count_from(found.says, found.tense, date(2024, 12, 2)) == (day, 1.0)


@given(DAYS, st.integers(0, 6), st.sampled_from(["past", "future", None]))
def test_a_weekday_is_within_a_week_and_on_the_side_of_its_tense(
    origin: date, weekday: int, tense: Any
) -> None:
    counted = count_from(Weekday(weekday), tense, origin)
    if counted is None:
        assert min(origin - date.min, date.max - origin) < timedelta(7)
        return
    away = (counted[0] - origin).days
    assert counted[0].weekday() == weekday
    assert 0 <= away <= 6 if tense == "future" else -6 <= away <= 0


@given(DAYS, st.integers(0, 6))
def test_last_and_next_are_never_the_day_itself(origin: date, weekday: int) -> None:
    last, following = (count_from(Weekday(weekday, way), None, origin) for way in ("last", "next"))
    assert last is None or 1 <= (origin - last[0]).days <= 7
    assert following is None or 1 <= (following[0] - origin).days <= 7


@given(DAYS, DAYS, st.sampled_from(["past", "future", None]))
def test_a_date_without_a_year_is_within_a_year(day: date, origin: date, tense: Any) -> None:
    counted = count_from(CalendarDay(day.month, day.day), tense, origin)
    if counted:
        assert (counted[0].month, counted[0].day) == (day.month, day.day)
        assert abs(counted[0] - origin) <= timedelta(335)
    else:
        assert (day.month, day.day) == (2, 29) or not 2 < origin.year < 9998


@given(DAYS, st.integers(-400, 400))
def test_a_shift_counts_days(origin: date, days: int) -> None:
    counted = count_from(Shift(days), None, origin)
    assert counted is None or counted[0].toordinal() == origin.toordinal() + days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 30 November and on 1 December it rained, as on May 3.", True),
        ("On November 30 it rained.", False),
        ("On 25/12/2023 it rained.", True),
        ("On 12/25/2023 it rained.", False),
        ("On 03/04/2024 it rained.", None),
        ("On 30 November and on December 1 it rained.", None),
        ("", None),
    ],
)
def test_it_knows_the_habit_of_a_text(text: str, expected: bool | None) -> None:
    assert writes_day_first(text) is expected


@pytest.mark.parametrize(
    "piece", ["Nov. 30 ", "Monday ", "5 ", "yesterday ", "Sun. ", "will ", "(", "1/1/2024 ", "\n", '"']
)
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    # A reader that takes quadratic time does not come to the end of these in a day's patience.
    text = piece * (60_000 // len(piece))
    found = read_days(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert not found or found[-1].end > len(text) - 2 * len(piece)

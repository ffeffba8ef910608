"""Stale and stray articles are set aside, and everything else stays."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from summarizer.events import focus, strangeness
from summarizer.language.strangers import Signs
from summarizer.language.words import Stems
from summarizer.views import Cleaned, Focus, Published, Removed, Sentence
from tests.made import article, given, prose, unknown

FERRY = (
    "The ferry Maren struck the north pier of Tallow harbour before dawn, the Norran coast guard said.",
    "Its operator, Sund Line, said 214 passengers were taken off within an hour and none was badly hurt.",
    "Divers sent by the Harbour Board were looking at the hull while the port of Tallow stayed closed to ships.",
    "Captain Ida Lunde told investigators that the steering had failed as the Maren turned towards the pier.",
)
AGAIN = (
    "Investigators from Norra questioned Captain Ida Lunde about the steering of the Maren for a second day.",
    "Sund Line said the passengers of the ferry would be paid, and that divers had found a crack in the hull.",
    "Tallow harbour stayed closed, and the Harbour Board said the north pier would take months to mend.",
)
THIRD = (
    "The coast guard of Norra let Captain Ida Lunde go home after a third day of questions about the Maren.",
    "Divers lifted the broken steering gear of the ferry from Tallow harbour, where the north pier is still closed.",
    "Sund Line said its 214 passengers had been paid, and that the crack in the hull was older than the accident.",
)
ALDINE = (
    "A ferry with 87 passengers ran aground on the Skarvik rocks off Karlsund in fog, the rescue service said.",
    "Fishermen took everybody off the Aldine in small boats before the tide rose, and one woman broke an arm.",
    "Brightwater Cruises, which owns the Aldine, thanked the fishermen and Jonas Brekke of the rescue service.",
)
FOOTBALL = (
    "Vessby United beat Karlsund three goals to one in a rainy cup final that kept ninety thousand fans singing.",
    "Striker Mats Odell scored twice before the interval and limped off with a twisted knee shortly afterwards.",
    "Coach Petra Wiik praised her young defenders and promised a parade through Vessby on Saturday afternoon.",
    "The trophy returns to the west coast for the first time in thirty seasons, to the joy of its supporters.",
)


def see(*articles: tuple[tuple[Sentence, ...], Published], context: tuple[str, ...] = ()) -> Focus:
    return focus([prose(s) for s, _ in articles], [p for _, p in articles], context, Stems())


def test_an_article_of_another_year_is_stale() -> None:
    old = Published(date(2019, 3, 4), 0.9, "date line", (article("old", *FERRY)[0].span.sub(0, 9),))
    found = see(
        (article("a", *FERRY), given(date(2023, 3, 6))),
        (article("b", *AGAIN), given(date(2023, 3, 7))),
        (article("old", *FERRY), old),
    )
    assert found.kept == {"a", "b"}
    (aside,) = found.aside
    assert "2019-03-04" in aside.reason
    assert aside.evidence == old.evidence


def test_linked_episodes_weeks_apart_stay() -> None:
    found = see(
        (article("a", *FERRY), given(date(2023, 3, 6))), (article("b", *AGAIN), given(date(2023, 4, 20)))
    )
    assert found.kept == {"a", "b"}


def test_a_story_that_lasted_for_months_may_rest_as_long() -> None:
    """Ten articles: the tenth is 120 days late for a story of 160 days, and late for one of ten days."""
    for step, kept in ((20, 10), (1, 9)):
        days = [date(2023, 1, 1) + timedelta(step * n) for n in range(9)]
        days.append(days[-1] + timedelta(120))
        assert len(dated(days).kept) == kept, step


def test_dates_that_spread_set_nothing_aside() -> None:
    """Seven articles of a month and three of three other years are a long story, three of one year are another event."""
    days = [date(2023, 3, 1 + n) for n in range(7)]
    assert len(dated([*days, date(2019, 5, 1), date(2020, 8, 1), date(2021, 9, 1)]).kept) == 10
    other = dated([*days, date(2019, 5, 1), date(2019, 5, 2), date(2019, 5, 3)])
    assert (len(other.kept), [notice.code for notice in other.notices]) == (7, ["two-events"])


def test_what_is_strange_among_six_is_natural_among_ten_and_says_little_among_three() -> None:
    outlier = Signs(agreed=0.5, alike=-2.0, nearest=1.0, told_on=0.0)
    six = strangeness(outlier, 6)
    assert six > strangeness(outlier, 10)
    assert six > strangeness(outlier, 3)
    assert strangeness(outlier, 4) == six


def test_what_agrees_with_the_others_or_is_of_a_story_told_on_is_less_strange() -> None:
    outlier = Signs(agreed=0.5, alike=-2.0, nearest=1.0, told_on=0.0)
    for told in (outlier._replace(agreed=2.0), outlier._replace(nearest=2.0), outlier._replace(told_on=1.0)):
        assert strangeness(told, 6) < strangeness(outlier, 6)


def dated(days: list[date]) -> Focus:
    """What is set aside of articles of these days that tell of one event."""
    told = [[FERRY, AGAIN, THIRD][n % 3] for n in range(len(days))]
    return see(*((article(str(n), *told[n]), given(day)) for n, day in enumerate(days)))


def test_an_unsure_date_sets_nothing_aside() -> None:
    old = Published(date(2019, 3, 4), 0.3, "a year in the text")
    found = see((article("a", *FERRY), given(date(2023, 3, 6))), (article("b", *AGAIN), old))
    assert found.kept == {"a", "b"}


def test_an_article_on_another_subject_is_a_stray() -> None:
    found = see(
        (article("a", *FERRY), unknown()),
        (article("b", *AGAIN), unknown()),
        (article("c", *FOOTBALL), unknown()),
    )
    assert found.kept == {"a", "b"}
    assert found.aside[0].reason.startswith("another subject")


def test_another_event_of_the_same_kind_is_a_look_alike() -> None:
    members = [(article(name, *text), unknown()) for name, text in (("a", FERRY), ("b", AGAIN), ("c", THIRD))]
    found = see(*members, (article("d", *ALDINE), unknown()))
    assert found.kept == {"a", "b", "c"}
    assert found.aside[0].reason.startswith("another event")
    assert see(*members).kept == {"a", "b", "c"}
    assert see(*members, (article("d", *ALDINE), unknown()), context=("d",)).kept == {"a", "b", "c", "d"}


def test_what_the_caller_names_as_context_is_kept() -> None:
    found = see(
        (article("a", *FERRY), unknown()),
        (article("b", *AGAIN), unknown()),
        (article("c", *FOOTBALL), unknown()),
        context=("c",),
    )
    assert found.kept == {"a", "b", "c"}


def test_of_two_equal_halves_the_later_is_told_and_the_reader_is_warned() -> None:
    early, late = given(date(2021, 1, 1)), given(date(2023, 3, 6))
    found = see(
        (article("a", *FOOTBALL), early),
        (article("b", *FOOTBALL), early),
        (article("c", *FERRY), late),
        (article("d", *AGAIN), late),
    )
    assert found.kept == {"c", "d"}
    assert [(n.code, "a, b" in n.detail) for n in found.notices] == [("two-events", True)]


def test_a_bundle_of_one_is_an_event() -> None:
    assert see((article("a", *FERRY), unknown())).kept == {"a"}


def test_a_bundle_of_two_is_never_emptied() -> None:
    assert see((article("a", *FERRY), unknown()), (article("c", *FOOTBALL), unknown())).kept == {"a", "c"}


def test_an_article_without_prose_neither_dates_the_event_nor_is_anybody_s_peer() -> None:
    (line,) = article("n", "ADVERTISEMENT")
    blank = Cleaned(line.article, (), (Removed(line.span, "page furniture"),))
    old, new = given(date(2019, 3, 4)), given(date(2023, 3, 6))
    dated = focus([blank, blank, prose(article("a", *FERRY))], [new, new, old], (), Stems())
    assert (dated.aside, dated.notices) == ((), ())
    undated = [blank, blank, prose(article("a", *FERRY)), prose(article("c", *FOOTBALL))]
    assert focus(undated, [unknown()] * 4, (), Stems()).aside == ()


DAYS = st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2024, 1, 1)))


@settings(deadline=None)  # it says what is kept, not how fast a busy machine is
@for_all(
    st.lists(st.tuples(st.sampled_from((FERRY, AGAIN, FOOTBALL)), DAYS), min_size=1, max_size=6), st.data()
)
def test_every_article_is_kept_or_set_aside_and_one_at_least_is_kept(
    sent: list[tuple[tuple[str, ...], date | None]], data: st.DataObject
) -> None:
    articles = [
        (article(str(i), *texts), given(day) if day else unknown()) for i, (texts, day) in enumerate(sent)
    ]
    context = data.draw(st.sets(st.sampled_from([own[0].article.id for own, _ in articles])))
    found = see(*articles, context=tuple(context))
    aside = {one.article.id for one in found.aside}
    assert found.kept
    assert found.kept | aside == {own[0].article.id for own, _ in articles}
    assert found.kept.isdisjoint(aside)
    assert context <= found.kept
    assert all(one.reason and 0 <= one.score <= 1 for one in found.aside)


# ---------------------------------------------------------------- two events in one bundle

MATCH = (
    "Karlsund lost the cup final to Vessby United in heavy rain, and striker Mats Odell left the field injured.",
    "Coach Petra Wiik said her young defenders had won the trophy for Vessby United after thirty seasons.",
    "Striker Mats Odell had scored twice before the interval, and supporters of the west coast sang in the rain.",
)


def test_of_two_events_the_larger_is_kept_and_the_other_named() -> None:
    ferry = [
        (article(name, *text), unknown()) for name, text in zip("abc", (FERRY, AGAIN, THIRD), strict=True)
    ]
    match = [(article(name, *text), unknown()) for name, text in (("x", FOOTBALL), ("y", MATCH))]
    found = see(*match, *ferry)
    assert found.kept == {"a", "b", "c"}
    assert [one.article.id for one in found.aside] == ["x", "y"]
    assert all(one.reason.startswith("another event: x, y are only") and one.evidence for one in found.aside)
    (notice,) = found.notices
    assert (notice.code, notice.detail[-4:]) == ("two-events", "x, y")


def test_of_two_equal_halves_the_one_of_the_first_article_is_kept() -> None:
    ferry = [(article(name, *text), unknown()) for name, text in zip("ab", (FERRY, AGAIN), strict=True)]
    match = [(article(name, *text), unknown()) for name, text in (("x", FOOTBALL), ("y", MATCH))]
    assert see(*match, *ferry).kept == {"x", "y"}
    assert see(*ferry, *match).kept == {"a", "b"}


def test_what_is_context_stays_beside_the_event() -> None:
    ferry = [
        (article(name, *text), unknown()) for name, text in zip("abc", (FERRY, AGAIN, THIRD), strict=True)
    ]
    match = [(article(name, *text), unknown()) for name, text in (("x", FOOTBALL), ("y", MATCH))]
    assert see(*match, *ferry, context=("y",)).kept == {"a", "b", "c", "y"}


# ---------------------------------------------------------------- another weekday


def on(day: str, *sentences: str) -> tuple[str, ...]:
    """The sentences with a weekday where they say when."""
    told = (
        sentence.replace("before dawn", f"before dawn on {day}")
        .replace("second day", f"second day on {day}")
        .replace("third day of", f"third day on {day} of")
        .replace("in fog", f"in fog on {day}")
        for sentence in sentences
    )
    return tuple(told)


def test_another_weekday_than_the_others_tell_makes_a_look_alike() -> None:
    ferry = [
        (article(name, *on("Monday", *text)), unknown())
        for name, text in zip("abc", (FERRY, AGAIN, THIRD), strict=True)
    ]
    other = ALDINE[:2]
    third = "The coast guard of Norra let Captain Ida Lunde go home after a day of questions about the Maren."
    same_day = see(*ferry, (article("o", *on("Monday", *other), third, AGAIN[1]), unknown()))
    another = see(*ferry, (article("o", *on("Friday", *other), third, AGAIN[1]), unknown()))
    assert same_day.kept == {"a", "b", "c", "o"}
    assert another.kept == {"a", "b", "c"}
    assert "of another weekday" in another.aside[0].reason
    late = article("o", *on("Friday", *other), third, AGAIN[1])
    days = (given(date(2023, 3, day)) for day in (6, 9, 13, 17))
    sentences = [*(one for one, _ in ferry), late]
    found = see(*zip(sentences, days, strict=True))
    assert found.kept == {"a", "b", "c", "o"}, "over two weeks there are several Fridays"

"""An update says what is new since the previous brief, each thing once, and marks what has changed."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings

from summarizer import Article, Options, Summarizer
from summarizer.errors import InputError
from summarizer.types import Brief, Statement
from tests.made import FERRY, bundles
from tests.test_promises import citations

STORY: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("updates.toml").read_text("utf-8")
)
TOLL = "The collision in Tallow harbour killed {} people, the coast guard said."
CREW = "Union leader Mats Odell told reporters in Vessby that the crew had asked for a pilot before dawn."


def feeds() -> list[list[Article]]:
    """The articles of each feed of the story, a sentence a paragraph."""
    return [
        [
            Article(id=name, text=text.strip().replace("\n", "\n\n"), published=feed["day"])
            for name, text in feed["articles"].items()
        ]
        for feed in STORY["feed"]
    ]


def follow(*sent: list[Article], words: int = 100) -> list[Brief]:
    """A brief of each feed, every one with the brief before it as `previous`."""
    briefs: list[Brief] = []
    for articles in sent:
        options = Options(max_words=words, timeline=True)
        briefs.append(Summarizer().summarize(articles, options, briefs[-1] if briefs else None))
    return briefs


def article(name: str, text: str, day: date | None = None) -> Article:
    return Article(id=name, text=text, published=day)


def texts(brief: Brief) -> list[str]:
    return [sentence.text for sentence in brief.sentences]


# ---------------------------------------------------------------- a story in three feeds


@pytest.mark.parametrize("whole", [False, True], ids=["what is new is sent", "everything is sent again"])
@pytest.mark.parametrize("thing", STORY["thing"], ids=lambda thing: thing["words"][-1])
def test_each_new_thing_is_said_once(thing: dict[str, Any], whole: bool) -> None:
    sent = feeds()
    if whole:
        sent = [list(chain(*sent[: number + 1])) for number in range(len(sent))]
    told: list[tuple[int, Statement]] = [
        (number, sentence)
        for number, brief in enumerate(follow(*sent), start=1)
        for sentence in brief.sentences
        if all(word in sentence.text for word in thing["words"])
    ]
    ((number, sentence),) = told
    assert number == thing["brief"]
    assert sentence.status == (thing.get("status", "new") if number > 1 else None)


def test_what_was_said_is_listed_with_its_place_and_not_said_again() -> None:
    first, second, third = follow(*feeds())
    for update, before in ((second, [first]), (third, [second, first])):
        known = [sentence for brief in before for sentence in brief.sentences]
        assert not set(texts(update)) & {sentence.text for sentence in known}
        said = [one for one in update.withheld if one.reason.startswith("said: ")]
        assert [(one.text, one.citations) for one in said] == [(one.text, one.citations) for one in known]


def test_the_old_value_and_the_new_one_are_both_cited() -> None:
    first, second, _ = follow(*feeds())
    (conflict,) = second.conflicts
    assert (conflict.kind, conflict.about) == ("superseded", "killed: how many people")
    old, new = (claim.citation for claim in conflict.claims)
    assert old in first.sentences[0].citations
    assert new in second.sentences[0].citations
    assert "four" in old.quote
    assert "seven" in new.quote


def test_what_has_changed_comes_first() -> None:
    _, second, _ = follow(*feeds(), words=20)
    assert [sentence.status for sentence in second.sentences] == ["changed"]


# ---------------------------------------------------------------- what is new, and what is not


def test_a_first_brief_has_no_status() -> None:
    (brief,) = follow([article("a", FERRY)])
    assert {sentence.status for sentence in brief.sentences} == {None}


def test_where_nothing_is_new_nothing_is_said() -> None:
    first, again = follow([article("a", FERRY)], [article("b", FERRY)])
    assert (again.sentences, again.text, again.words, again.headline) == ((), "", 0, None)
    assert [notice.code for notice in again.warnings] == ["nothing-new", "no-model"]
    assert [one.text for one in again.withheld] == texts(first)
    assert {one.kind for one in again.excluded} == {"article", "duplicate"}


def test_what_an_earlier_brief_left_out_is_not_new_when_it_is_sent_again() -> None:
    first, again = follow([article("a", f"{FERRY} {CREW}")], [article("a", f"{FERRY} {CREW}")], words=20)
    assert len(first.sentences) == 1
    assert again.sentences == ()
    assert "not new: an earlier brief had it and left it out" in {one.reason for one in again.excluded}


def test_what_an_earlier_brief_left_out_is_new_when_another_article_says_it() -> None:
    _, again = follow([article("a", f"{FERRY} {CREW}")], [article("b", CREW)], words=20)
    assert texts(again) == [CREW]


def test_what_is_added_to_an_article_is_new() -> None:
    _, again = follow([article("a", FERRY)], [article("a", f"{FERRY} {CREW}")])
    assert texts(again) == [CREW]


def test_a_toll_that_is_raised_on_the_same_day_has_changed() -> None:
    day = date(2031, 5, 6)
    first = [article("a", TOLL.format(12), day)]
    _, again = follow(first, [*first, article("b", TOLL.format(19), day)])
    assert [(one.status, one.text) for one in again.sentences] == [("changed", TOLL.format(19))]
    assert [claim.text for claim in again.conflicts[0].claims] == [TOLL.format(12), TOLL.format(19)]


def test_a_toll_that_was_revised_in_its_article_has_changed_and_the_old_one_is_told_in_a_warning() -> None:
    _, again = follow([article("a", TOLL.format(12))], [article("a", TOLL.format(19))])
    assert [(one.status, one.text) for one in again.sentences] == [("changed", TOLL.format(19))]
    assert again.conflicts == ()  # no characters of the article bear the old value any more
    assert TOLL.format(12) in next(one.detail for one in again.warnings if one.code == "revised")
    assert again.withheld[0].citations == ()


def test_an_older_report_that_comes_late_overtakes_nothing() -> None:
    sent = [article("a", TOLL.format(19), date(2031, 5, 7))]
    _, again = follow(sent, [article("b", f"{TOLL.format(12)} {CREW}", date(2031, 5, 6))])
    assert [(one.status, one.text) for one in again.sentences] == [("new", CREW)]
    assert [claim.text for claim in again.conflicts[0].claims] == [TOLL.format(12), TOLL.format(19)]


def test_a_denial_of_what_was_said_is_new() -> None:
    denial = "The coast guard never said the ferry Maren struck the north pier of Tallow harbour on Monday."
    _, again = follow([article("a", FERRY)], [article("b", denial)])
    assert texts(again) == [denial]


def test_what_only_puts_together_what_was_said_is_not_new() -> None:
    both = (
        "The ferry Maren struck the pier of Tallow harbour on Monday, about 214 passengers were taken off,"
        " and none of them was hurt badly when it ran into it."
    )
    _, again = follow([article("a", FERRY)], [article("b", both)])
    assert again.sentences == ()


def test_another_figure_is_new() -> None:
    other = "About 230 passengers were taken off the ferry Maren within an hour, and none was badly hurt."
    _, again = follow([article("a", FERRY)], [article("b", other)])
    assert texts(again) == [other]


# ---------------------------------------------------------------- any two bundles


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bundles(3), bundles(3))
def test_an_update_keeps_what_a_brief_promises(
    before: tuple[Article, ...], after: tuple[Article, ...]
) -> None:
    try:
        first = Summarizer().summarize(before)
        update = Summarizer().summarize(after, Options(timeline=True), first)
    except InputError:
        reject()
    sent = {one.id: one.text for one in after}
    known = {cited for sentence in first.sentences for cited in sentence.citations}
    for cited in citations(update) + [c for one in update.withheld for c in one.citations]:
        if cited.article in sent:
            assert sent[cited.article][cited.start : cited.end] == cited.quote
        else:
            assert cited in known
    assert not set(texts(first)) & set(texts(update))
    for sentence in update.sentences:
        assert sentence.status in {"new", "changed"}
        assert {cited.article for cited in sentence.citations} <= sent.keys()
    for one in after:  # nothing vanishes
        left = {i for i, character in enumerate(one.text) if not character.isspace()}
        places = [(part.article, part.start, part.end) for part in update.excluded]
        for name, start, end in places + [(c.article, c.start, c.end) for c in citations(update)]:
            left -= set(range(start, end)) if name == one.id else set()
        assert not left
    assert update.to_bytes() == Summarizer().summarize(after, Options(timeline=True), first).to_bytes()
    assert Brief.model_validate_json(update.to_bytes()) == update

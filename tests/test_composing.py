"""A brief reads as one text: in order, with days that stay true tomorrow, names in full, and a headline."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Options, Summarizer
from summarizer.composing import SURE, arrange, headlines, introduce, settle, timeline, written
from summarizer.rewriting import extract
from summarizer.types import Article, Claim, Conflict
from summarizer.views import DayMention, Draft, Sentence
from tests.made import article, fact

CASES = tomllib.loads(Path(__file__).with_name("data").joinpath("composing.toml").read_text("utf-8"))
ORDERS = tomllib.loads(Path(__file__).with_name("data").joinpath("orders.toml").read_text("utf-8"))["bundle"]
assert len(ORDERS) >= 3
assert CASES["settle"]
assert CASES["introduce"]
assert CASES["headline"]
NEWEST = date(2024, 12, 5)
Case = dict[str, str]


def extracted(sentence: Sentence, *echoes: Sentence) -> Draft:
    return extract(fact(sentence, *echoes))


def mention(sentence: Sentence, said: str, day: date, confidence: float = 0.9) -> DayMention:
    """That the words in the sentence tell the day."""
    start = sentence.span.text.index(said)
    span = sentence.span.sub(start, start + len(said))
    return DayMention(span, day, f"{said}, counted from {NEWEST}", confidence, (span,))


def mentions(sentence: Sentence, said: Sequence[str]) -> list[DayMention]:
    pairs = [one.split(" = ") for one in said]
    return [mention(sentence, words, date.fromisoformat(day)) for words, day in pairs]


# ---------------------------------------------------------------- order


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9, unique=True))
def test_the_weightiest_stays_first_and_the_others_stand_as_they_are_told(places: list[int]) -> None:
    told = article("a", *(f"Sentence number {i} of it." for i in range(10)))
    arranged = arrange([extracted(told[i]) for i in places])
    assert [draft.fact.lead.position for draft in arranged] == [places[0], *sorted(places[1:])]


def test_a_fact_stands_at_the_mean_of_its_places() -> None:
    one = article("a", "The ferry sank.", "Divers came.", "It rained.", "All left.")
    two = article("b", "It rained then.", "Nobody dived.", "A ferry sank.", "Night fell.")
    drafts = [extracted(one[3]), extracted(one[1]), extracted(one[2], two[0]), extracted(one[0], two[3])]
    assert [draft.fact.lead.position for draft in arrange(drafts)] == [3, 2, 1, 0]


def test_two_sides_of_a_conflict_stand_side_by_side() -> None:
    one = article("a", "Twelve died.", "Divers came.", "It rained.", "Fourteen died.")
    claims = tuple(Claim(text=s.text, citation=s.span.cite()) for s in (one[0], one[3]))
    conflict = Conflict(kind="contradiction", about="killed", claims=claims)
    drafts = [extracted(sentence) for sentence in one]
    assert [draft.fact.lead.position for draft in arrange(drafts, [conflict])] == [0, 3, 1, 2]
    assert [d.fact.lead.position for d in arrange(drafts[:3], [conflict])] == [0, 1, 2]


@pytest.mark.parametrize("bundle", ORDERS, ids=lambda bundle: bundle["name"])
def test_a_brief_tells_in_the_order_of_the_news(bundle: dict[str, Any]) -> None:
    known = bundle["sentences"]
    articles = [
        Article(id=f"a{i}", text="\n\n".join(known[place] for place in own))
        for i, own in enumerate(bundle["articles"])
    ]
    brief = Summarizer().summarize(articles, Options(max_words=300, headline=False, extractive=True))
    assert [sentence.text for sentence in brief.sentences] == known


# ---------------------------------------------------------------- days


@pytest.mark.parametrize("case", CASES["settle"], ids=lambda case: case["name"])
def test_a_day_that_shifts_with_the_reader_is_a_date(case: Case) -> None:
    (sentence,) = article("a", case["text"])
    days = mentions(sentence, case["said"])
    draft = settle(extracted(sentence), days, NEWEST)
    assert draft.text == case["expected"]
    changed = draft.text != sentence.text
    assert [one.rule for one in draft.derived] == ([day.rule for day in days] if changed else [])
    assert all(one.text in draft.text for one in draft.derived)


def test_a_day_that_is_not_sure_stays_as_it_is_worded() -> None:
    (sentence,) = article("a", "The pier was closed yesterday.")
    unsure = mention(sentence, "yesterday", date(2024, 12, 4), SURE - 0.01)
    assert settle(extracted(sentence), [unsure], NEWEST) == extracted(sentence)


def test_a_model_s_own_words_are_not_settled() -> None:
    (sentence,) = article("a", "The pier was closed yesterday.")
    draft = replace(extracted(sentence), text="Yesterday the pier closed.", method="rewritten")
    assert settle(draft, mentions(sentence, ["yesterday = 2024-12-04"]), NEWEST) == draft


@given(st.dates(), st.one_of(st.none(), st.dates()))
def test_a_day_is_written_with_its_year_unless_it_is_the_news_s(day: date, newest: date | None) -> None:
    text = written(day, newest)
    assert text.endswith(f", {day.year}") == (newest is None or newest.year != day.year)
    assert text.split()[1].rstrip(",") == str(day.day)


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("case", CASES["introduce"], ids=lambda case: case["name"])
def test_a_speaker_has_a_full_name_at_first_mention(case: Case) -> None:
    own = article("a", case["before"], case["text"])
    told = [extracted(article("b", case["told"])[0])] if "told" in case else []
    draft = introduce(extracted(own[1]), told, own)
    assert draft.text == case["expected"]
    if draft.text != case["text"]:
        (span,) = draft.mentions
        assert span.text in draft.text
        assert span.end <= own[0].span.end


def test_a_name_is_looked_up_before_its_sentence_only() -> None:
    own = article("a", "Wiik said the port would close.", "The pilots met Transport Minister Petra Wiik.")
    assert introduce(extracted(own[0]), [], own) == extracted(own[0])


# ---------------------------------------------------------------- headline and timeline


@pytest.mark.parametrize("case", CASES["headline"], ids=lambda case: case["name"])
def test_a_headline_is_the_main_clause(case: Case) -> None:
    (sentence,) = article("a", case["text"])
    assert [draft.text for draft in headlines([extracted(sentence)])] == [case["expected"]][
        : bool(case["expected"])
    ]


def test_headlines_come_in_the_order_of_the_drafts() -> None:
    own = article("a", "It rained.", "The ferry struck the north pier.", "Divers searched the whole harbour.")
    found = [draft.text for draft in headlines(extracted(sentence) for sentence in own)]
    assert found == ["Ferry struck north pier", "Divers searched whole harbour"]


def test_a_timeline_has_what_is_dated_for_sure_oldest_first() -> None:
    own = article("a", "Divers came on Dec. 3.", "It sank on Dec. 1.", "It rained on Dec. 2.", "Night fell.")
    sure = {own[0].span: [mention(own[0], "Dec. 3", date(2024, 12, 3))]}
    sure[own[1].span] = [mention(own[1], "Dec. 1", date(2024, 12, 1))]
    sure[own[2].span] = [mention(own[2], "Dec. 2", date(2024, 12, 2), SURE - 0.01)]
    entries = timeline([extracted(sentence) for sentence in own], sure)
    assert [(entry.date.day, entry.text) for entry in entries] == [(1, own[1].text), (3, own[0].text)]
    assert [[(c.quote, c.role) for c in entry.citations] for entry in entries] == [
        [("It sank on Dec. 1.", "support"), ("Dec. 1", "date")],
        [("Divers came on Dec. 3.", "support"), ("Dec. 3", "date")],
    ]

"""A sentence cites enough, no more, and every origin that says it."""

from __future__ import annotations

import pytest

from summarizer.citing import cite, state
from summarizer.language.words import Stems
from summarizer.types import Derived
from summarizer.views import Draft, Fact
from tests.made import article, fact

PIER = article("a", "The ferry Maren struck the north pier of Tallow harbour before dawn on Monday.")[0]
TWIN = article("b", "The ferry Maren struck the north pier of Tallow harbour on Monday before dawn broke.")[0]
HULL = article("c", "Divers found a crack in the hull of the Maren and closed the harbour to all traffic.")[0]


def quotes(draft: Draft) -> list[str]:
    return [span.article.id for span in cite(draft, Stems()).shown]


def test_an_extract_cites_its_own_sentence_first_and_then_its_witnesses() -> None:
    told = fact(TWIN, PIER, HULL)
    assert quotes(Draft(TWIN.text, told, tuple(s.span for s in told.sentences), "extracted")) == ["b", "a"]


def test_a_fused_sentence_cites_every_span_that_it_needs() -> None:
    told = fact(PIER, HULL)
    text = "The ferry Maren struck the north pier before dawn, and divers found a crack in the hull."
    assert quotes(Draft(text, told, (HULL.span, PIER.span), "rewritten")) == ["a", "c"]


def test_a_span_that_adds_nothing_is_not_cited() -> None:
    told = fact(PIER, HULL)
    assert quotes(
        Draft("The ferry Maren struck the north pier.", told, (HULL.span, PIER.span), "rewritten")
    ) == ["a"]


def test_a_wire_printed_twice_is_two_articles_and_one_origin() -> None:
    told = fact(PIER, TWIN, origins=1)
    draft = cite(Draft(PIER.text, told, (PIER.span, TWIN.span), "extracted"), Stems())
    made = state(draft, {"a": "o1", "b": "o2"}, Stems())
    assert (made.articles, made.origins, made.support) == (2, 1, 1.0)


def test_what_is_mentioned_or_derived_is_cited_in_its_role() -> None:
    evidence = (PIER.span.sub(len(PIER.text) - 10, len(PIER.text) - 1).cite("date"),)
    told = fact(PIER)
    derived = Derived(text="May 4", rule="Monday, counted from 2026-05-04", evidence=evidence)
    draft = Draft(
        "Maren struck the pier on May 4.", told, (PIER.span,), "extracted", (HULL.span,), (derived,)
    )
    assert [c.role for c in state(draft, {"a": "o1"}, Stems()).citations] == ["support", "mention", "date"]


def test_a_draft_that_was_shown_nothing_can_not_be_made() -> None:
    with pytest.raises(ValueError, match="at least one span"):
        Draft("Something happened.", fact(PIER), (), "rewritten")


def test_a_quotation_that_goes_on_cites_the_sentence_that_says_whose() -> None:
    speaks, goes_on = article("a", '"It stays shut," Mayor Ida Lunde said.', '"Nobody is to go near it."')
    told = Draft(goes_on.text, Fact(goes_on, follows=speaks), (goes_on.span,), "extracted")
    made = state(told, {"a": "o1"}, Stems())
    assert [(one.role, one.quote) for one in made.citations] == [
        ("support", goes_on.text),
        ("speaker", speaks.text),
    ]

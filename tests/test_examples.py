"""The example: one event, six articles, and every trap in them stepped over."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer import Options, Summarizer
from summarizer.formats import read_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.types import ArticleReport, Brief, Bundle, Citation

EXAMPLES = Path(__file__).parents[1] / "examples"
PUBLISHED = {
    "a1": date(2025, 3, 13),
    "a2": date(2025, 3, 14),
    "a3": date(2025, 3, 13),
    "a4": date(2025, 3, 14),
    "a5": date(2019, 3, 14),
    "a6": date(2025, 3, 17),
}
# What stands in the articles and is no part of what they report.
FURNITURE = [
    "We use cookies to remember your settings",
    "CHOOSE YOUR REGION",
    "Newsroom hotline",
    "/Northwater",
    "(With input from Northwater Press)",
    "Agencies via Northwater Press",
    "Reporting by Tessa Marrow",
    "3 min read",
    "[Tarn Pictures]",
    "Read more:",
    "Share this story",
    "By Nora Feld",
    "ADVERTISEMENT",
    "Sign up for our morning newsletter",
    "All rights reserved",
]
# What only the article of 2019 says.
STALE = ["2019", "Grey Tern", "Hanne Vold", "Petrel", "gravel", "2,600", "41,000", "11 knots", "Oskar Brae"]


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle([str(EXAMPLES / "harbour")], io.BytesIO())


@pytest.fixture(scope="module", params=[60, 120, 180])
def brief(bundle: Bundle, request: pytest.FixtureRequest) -> Brief:
    return Summarizer.load().summarize(bundle.articles, Options(max_words=request.param, timeline=True))


def citations(brief: Brief) -> Iterator[Citation]:
    """Every citation of what the brief says: not those that show why an article was set aside."""
    for statement in brief.statements():
        yield from statement.citations
    for entry in brief.timeline:
        yield from entry.citations
    for conflict in brief.conflicts:
        yield from (claim.citation for claim in conflict.claims)


def words_of(brief: Brief) -> str:
    """Everything that the brief says, in one string."""
    said = [statement.text for statement in brief.statements()] + [entry.text for entry in brief.timeline]
    return "\n".join([brief.text, *said, *(claim.text for c in brief.conflicts for claim in c.claims)])


def report(brief: Brief, article: str) -> ArticleReport:
    return next(report for report in brief.articles if report.id == article)


def test_the_example_is_one_bundle_in_two_forms(bundle: Bundle) -> None:
    assert read_bundle([str(EXAMPLES / "harbour.json")], io.BytesIO()) == bundle
    assert [article.id for article in bundle.articles] == list(PUBLISHED)


def test_every_trap_is_still_in_the_example(bundle: Bundle) -> None:
    everything = "\n".join(article.text for article in bundle.articles)
    assert [trap for trap in FURNITURE + STALE if trap not in everything] == []


def test_every_citation_of_the_example_is_a_slice(bundle: Bundle, brief: Brief) -> None:
    texts = {article.id: article.text for article in bundle.articles}
    cited = list(citations(brief))
    assert cited
    assert [c for c in cited if texts[c.article][c.start : c.end] != c.quote] == []


def test_the_stale_article_is_set_aside_and_its_date_is_the_evidence(brief: Brief) -> None:
    stale = report(brief, "a5")
    assert not stale.used
    assert stale.reason
    assert "14 March, 2019" in [citation.quote for citation in stale.evidence]
    assert [article.id for article in brief.articles if not article.used] == ["a5"] or brief.words < 120
    assert any(entry.kind == "article" and entry.article == "a5" for entry in brief.excluded)


def test_nothing_of_the_stale_article_is_said(brief: Brief) -> None:
    assert [mark for mark in STALE if mark in words_of(brief)] == []
    assert [citation for citation in citations(brief) if citation.article == "a5"] == []


def test_the_two_printings_of_the_wire_story_are_one_origin(brief: Brief) -> None:
    origins = {article.id: article.origin for article in brief.articles}
    assert origins["a1"] == origins["a3"]
    assert len(set(origins.values())) == len(origins) - 1


def test_page_furniture_is_listed_and_not_said(bundle: Bundle, brief: Brief) -> None:
    assert [mark for mark in FURNITURE if mark in words_of(brief)] == []
    used = {article.id for article in brief.articles if article.used}
    listed = [
        (entry.article, entry.start, entry.end) for entry in brief.excluded if entry.kind == "boilerplate"
    ]
    for article in bundle.articles:
        marks = [(mark, article.text.find(mark)) for mark in FURNITURE if article.id in used]
        for mark, at in marks:
            assert at < 0 or any(a == article.id and s <= at < e for a, s, e in listed), mark


@pytest.mark.parametrize("article", PUBLISHED)
def test_it_dates_the_articles_of_the_example_or_leaves_them_undated(brief: Brief, article: str) -> None:
    assert report(brief, article).published in {PUBLISHED[article], None}


def test_it_finds_the_dates_that_the_example_spells_out(brief: Brief) -> None:
    found = {article.id: article.published for article in brief.articles}
    assert {name: found[name] for name in ("a1", "a2", "a5", "a6")} == {
        name: PUBLISHED[name] for name in ("a1", "a2", "a5", "a6")
    }


def test_it_keeps_to_the_length(brief: Brief, request: pytest.FixtureRequest) -> None:
    assert brief.words == len(" ".join(sentence.text for sentence in brief.sentences).split())
    assert 40 <= brief.words <= request.node.callspec.params["brief"]


def test_a_loaded_word_of_the_example_is_quoted_or_left_out(brief: Brief) -> None:
    said = words_of(brief)
    assert said.count("saboteurs") == said.count("“saboteurs") + said.count('"saboteurs')


def test_the_old_toll_is_never_the_only_one(brief: Brief) -> None:
    said = words_of(brief)
    assert "killed 14 people" in said or "to 14" in said or "12" not in brief.text

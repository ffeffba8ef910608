"""What has the wrong shape can't be made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer.types import (
    Article,
    ArticleReport,
    Brief,
    Bundle,
    Citation,
    Claim,
    Conflict,
    Derived,
    Entry,
    Headline,
    Model,
    ModelInfo,
    Options,
    Statement,
)

CITED = Citation(article="a", start=4, end=9, quote="ferry")
DATED = CITED.model_copy(update={"role": "date"})
TOLD = Statement(
    text="A ferry sank.", citations=(CITED,), articles=1, origins=1, support=1, method="extracted"
)
BRIEF = Brief(
    headline=Headline(text="Ferry sinks", citations=(CITED,)),
    sentences=(TOLD,),
    text="A ferry sank.",
    words=3,
    articles=(),
    model=ModelInfo(name="extractive", revision="", backend="extractive"),
)


@given(st.text(min_size=1), st.integers(0, 99), st.integers(0, 99))
def test_a_citation_is_as_long_as_its_quote(quote: str, start: int, end: int) -> None:
    if end - start == len(quote):
        assert Citation(article="a", start=start, end=end, quote=quote).quote == quote
    else:
        with pytest.raises(ValidationError, match="can't span"):
            Citation(article="a", start=start, end=end, quote=quote)


@pytest.mark.parametrize("citations", [(), (DATED,)], ids=["none", "only a date"])
def test_nothing_is_said_without_support(citations: tuple[Citation, ...]) -> None:
    with pytest.raises(ValidationError, match="role support"):
        Statement(
            text="A ferry sank.", citations=citations, articles=1, origins=1, support=1, method="extracted"
        )
    with pytest.raises(ValidationError, match="role support"):
        Headline(text="Ferry sinks", citations=citations)


def test_a_derived_date_and_an_entry_need_evidence() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Derived(text="March 6", rule="yesterday", evidence=())
    with pytest.raises(ValidationError, match="at least 1 item"):
        Entry(date=date(2023, 3, 6), precision="day", text="A ferry sank.", citations=())


def test_one_claim_is_no_conflict() -> None:
    with pytest.raises(ValidationError, match="at least 2 items"):
        Conflict(kind="framing", about="the ferry", claims=(Claim(text="It sank.", citation=CITED),))


def test_an_article_that_is_not_used_needs_a_reason() -> None:
    with pytest.raises(ValidationError, match="needs a reason"):
        ArticleReport(id="a", used=False, published=None, confidence=0, evidence=(), origin="o1", reason=None)


@pytest.mark.parametrize("words", [19, 1001])
def test_a_brief_has_20_to_1000_words(words: int) -> None:
    with pytest.raises(ValidationError, match="max_words"):
        Options(max_words=words)


@pytest.mark.parametrize("model", [Article, Options, Bundle, Brief, Citation])
def test_an_unknown_field_is_refused_by_name(model: type[Model]) -> None:
    with pytest.raises(ValidationError) as error:
        model.model_validate({"wrds": 3})
    assert (("wrds",), "extra_forbidden") in [(e["loc"], e["type"]) for e in error.value.errors()]


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(ValidationError, match="position 3"):
        Article(id="a", text="A f\ud800rry.")


def test_what_is_made_is_not_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        BRIEF.words = 4  # type: ignore[misc]  # that is the point


def test_a_brief_is_one_line_of_json_in_unicode() -> None:
    brief = BRIEF.model_copy(update={"text": "A ferry — “Maren” — sank."})
    assert brief.to_bytes().decode().count("\n") == 1
    assert "“Maren”" in brief.to_bytes().decode()
    assert Brief.model_validate_json(brief.to_bytes()) == brief


def test_its_statements_are_the_headline_and_the_sentences() -> None:
    assert [one.text for one in BRIEF.statements()] == ["Ferry sinks", "A ferry sank."]
    assert [one.text for one in BRIEF.model_copy(update={"headline": None}).statements()] == ["A ferry sank."]

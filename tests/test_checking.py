"""The summarizer holds what others wrote against the articles: what they bear out, what they don't, and where."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer import Article, CheckReport, Summarizer
from summarizer.cleaning import clean
from summarizer.errors import DuplicateArticle, EmptyDraft, InputError, NoArticles, NothingUsable
from summarizer.splitting import load_punkt, split
from summarizer.types import CheckedSentence
from tests.made import FERRY, bundles

DATA = tomllib.loads(Path(__file__).with_name("data").joinpath("checking.toml").read_text("utf-8"))
CASES = DATA["case"]
assert CASES

ARTICLES = tuple(Article(id=name, text=text) for name, text in DATA["articles"].items())
SUMMARIZER = Summarizer()


def check(draft: str, articles: tuple[Article, ...] = ARTICLES) -> CheckReport:
    return SUMMARIZER.check(articles, draft)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_sentence_is_held_against_the_articles(case: dict[str, Any]) -> None:
    (held,) = check(case["draft"]).sentences
    assert sorted({reason.code for reason in held.reasons}) == case["refused"]
    assert sorted({citation.article for citation in held.citations}) == case["cited"]


def test_a_report_counts_its_sentences_and_keeps_their_order() -> None:
    told = [case for case in CASES if case["name"] != "a swapped quotation"]
    report = check("\n\n".join(case["draft"] for case in told))
    assert [one.text for one in report.sentences] == [" ".join(case["draft"].split()) for case in told]
    assert [one.supported for one in report.sentences] == [not case["refused"] for case in told]
    assert report.supported == sum(not case["refused"] for case in told)
    assert report.supported + report.unsupported == len(told)


def test_a_score_tells_the_supported_from_the_others() -> None:
    for case in CASES:
        (held,) = check(case["draft"]).sentences
        assert (held.score >= 0.5) == held.supported
    literal, reworded = check(
        "About 300 residents lit candles at the pier on Tuesday evening.\n\n"
        "On Tuesday evening about 300 residents lit candles."
    ).sentences
    assert 1 == literal.score > reworded.score


def test_every_article_that_says_it_alone_is_cited() -> None:
    twins = (Article(id="a", text=FERRY), Article(id="b", text=FERRY), Article(id="c", text="It rained."))
    (held,) = check("The ferry Maren struck the pier on Monday, the coast guard said.", twins).sentences
    assert [citation.article for citation in held.citations] == ["a", "b"]
    assert held.supported


def test_a_date_is_cited_with_what_it_was_counted_from() -> None:
    (held,) = check("The ferry Calla sank off Arden on March 3.").sentences
    assert [(c.role, c.quote) for c in held.citations][1:] == [("date", "Monday"), ("date", "March 4, 2025")]


def test_a_sentence_without_a_word_of_content_is_found_where_it_stands() -> None:
    (held,) = check("They are.", (Article(id="a", text="Are they ready for it? They are."),)).sentences
    assert (held.supported, [c.quote for c in held.citations]) == (True, ["They are."])


def test_an_old_article_is_a_source_too() -> None:
    old = Article(id="old", text="The ferry Calla was launched in Norra by Queen Ida.", published=None)
    report = check("The ferry Calla was launched in Norra.", (*ARTICLES, old))
    assert [c.article for c in report.sentences[0].citations] == ["old"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bundles(3))
def test_any_sentence_of_the_articles_is_supported(articles: tuple[Article, ...]) -> None:
    punkt = load_punkt()
    sentences = [one for cleaned in clean(articles) for one in split(cleaned, punkt)]
    for sentence in [one for one in sentences if any(map(str.isalnum, one.text))][:6]:
        report = SUMMARIZER.check(articles, sentence.text)
        if len(report.sentences) == 1:  # what a paragraph left open reads as another text alone
            (held,) = report.sentences
            assert held.supported, held
            assert any(" ".join(c.quote.split()) == sentence.text for c in held.citations)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bundles(3), st.lists(st.one_of(st.text(), st.sampled_from(FERRY.split())), max_size=20).map(" ".join))
def test_any_draft_gets_a_report_or_a_clear_error(articles: tuple[Article, ...], draft: str) -> None:
    try:
        report = SUMMARIZER.check(articles, draft)
    except (EmptyDraft, NothingUsable):
        return
    texts = {article.id: article.text for article in articles}
    for sentence in report.sentences:
        assert sentence.text in " ".join(draft.split())
        for cited in sentence.citations:
            assert texts[cited.article][cited.start : cited.end] == cited.quote
    assert report.to_bytes() == Summarizer().check(list(articles), draft).to_bytes()
    assert CheckReport.model_validate_json(report.to_bytes()) == report


@pytest.mark.parametrize(
    ("articles", "draft", "error"),
    [
        ((), "It sank.", NoArticles),
        ((ARTICLES[0], ARTICLES[0]), "It sank.", DuplicateArticle),
        ((Article(id="a", text="Share this article"),), "It sank.", NothingUsable),
        (ARTICLES, "", EmptyDraft),
        (ARTICLES, " \r\n\u00a0", EmptyDraft),
        (ARTICLES, "…\n\n***\n\n😀", EmptyDraft),
    ],
)
def test_what_can_not_be_checked_is_a_clear_error(
    articles: tuple[Article, ...], draft: str, error: type[InputError]
) -> None:
    with pytest.raises(error):
        check(draft, articles)


@pytest.mark.parametrize(
    "changes",
    [{"supported": False}, {"citations": ()}, {"reasons": ({"code": "number", "detail": "x"},)}],
)
def test_a_verdict_without_its_grounds_can_not_be_made(changes: dict[str, object]) -> None:
    held = check("The ferry Calla sank off Arden on Monday.").sentences[0].model_dump()
    with pytest.raises(ValidationError):
        CheckedSentence.model_validate(held | changes)


def test_a_sentence_costs_little_more_among_many_articles() -> None:
    def seconds(copies: int) -> float:
        many = tuple(
            Article(id=f"{one.id}-{copy}", text=one.text.replace("Arden", f"Arden{copy}"))
            for copy in range(copies)
            for one in ARTICLES
        )
        draft = "\n\n".join(case["draft"] for case in CASES[:8])
        once = time.perf_counter()
        check(CASES[0]["draft"], many)
        begun = time.perf_counter()
        check(draft, many)
        return (time.perf_counter() - begun) - (begun - once)

    seconds(1)
    assert seconds(16) < 8 * seconds(2) + 1.0

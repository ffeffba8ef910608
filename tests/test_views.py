"""Views point into the articles, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.types import Article
from summarizer.views import Sentence, Span
from tests.made import article, fact


@given(st.text(max_size=20), st.integers(-3, 25), st.integers(-3, 25))
def test_a_span_lies_in_its_article(text: str, start: int, end: int) -> None:
    source = Article(id="a", text=text)
    if 0 <= start < end <= len(text):
        assert Span(source, start, end).text == text[start:end]
    else:
        with pytest.raises(ValueError, match="is no span"):
            Span(source, start, end)


@given(st.text(min_size=1, max_size=20), st.data())
def test_a_citation_of_a_part_has_its_own_address(text: str, data: st.DataObject) -> None:
    source = Article(id="a", text=f"¶ {text}")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cited = Span(source, 2, 2 + len(text)).sub(start, end).cite("mention")
    assert source.text[cited.start : cited.end] == cited.quote == text[start:end]
    assert (cited.article, cited.role) == ("a", "mention")


def test_a_sentence_has_single_blanks_and_its_span_what_was_sent() -> None:
    sent = "The ferry\r\n  sank\u00a0at dawn."
    sentence = Sentence(Span(Article(id="a", text=sent), 0, len(sent)), 0, 0)
    assert sentence.text == "The ferry sank at dawn."
    assert sentence.span.text == sent


def test_a_fact_counts_the_articles_that_say_it() -> None:
    first, again = article("a", "A ferry sank.", "A ferry sank off Tallow.")
    (other,) = article("b", "The ferry sank.")
    told = fact(first, again, other)
    assert [sentence.article.id for sentence in told.sentences] == ["a", "a", "b"]
    assert told.articles == 2

"""Printings of one wire story are one origin."""

from __future__ import annotations

from summarizer.origins import trace
from summarizer.types import Article
from summarizer.views import Cleaned, Removed, Span

WIRE = (
    "The ferry Maren struck the north pier of Tallow harbour shortly before dawn on Monday, the coast guard said. "
    "A spokesman for the operator said 214 passengers were taken off within an hour – none of them badly hurt. "
    "The harbour was closed to all traffic while divers looked at the hull, and will not open before Wednesday."
)
OTHER = (
    "Nobody in the fishing quarter had slept when the Maren hit the wall. Anna Brekke heard it from her kitchen. "
    "By seven the quay was full of people in blankets, and the bakery on Rope Street was handing out bread."
)


def cleaned(name: str, text: str, credit: str = "") -> Cleaned:
    article = Article(id=name, text=f"{text}\n{credit}" if credit else text)
    removed = (Removed(Span(article, len(text) + 1, len(article.text)), "credit line"),) if credit else ()
    return Cleaned(article, (Span(article, 0, len(text)),), removed)


def groups(*articles: Cleaned) -> list[tuple[str, ...]]:
    return [origin.articles for origin in trace(articles)]


def test_a_copy_with_another_typography_is_the_same_origin() -> None:
    copy = WIRE.replace("spokesman", "spokesperson").replace(" – ", " — ").replace("on Monday", "Monday")
    assert groups(cleaned("a", WIRE), cleaned("b", copy), cleaned("c", OTHER)) == [("a", "b"), ("c",)]


def test_a_shared_quotation_is_no_shared_origin() -> None:
    quote = '"We have never lost a passenger in sixty years and we did not lose one on Monday morning," Ida Lunde said.'
    assert groups(cleaned("a", f"{quote} {WIRE}"), cleaned("b", f"{OTHER} {quote}")) == [("a",), ("b",)]


def test_origins_are_named_in_the_order_of_the_articles() -> None:
    assert [o.id for o in trace([cleaned("x", OTHER), cleaned("y", WIRE)])] == ["o1", "o2"]


def test_a_credit_line_names_the_agency_and_is_its_evidence() -> None:
    (origin,) = trace([cleaned("a", WIRE, "(With input from Norrwire)")])
    assert origin.name == "Norrwire"
    assert [span.text for span in origin.evidence] == ["(With input from Norrwire)"]


def test_one_credit_on_two_other_texts_is_two_origins() -> None:
    one, two = (
        cleaned("a", WIRE, "(With input from Norrwire)"),
        cleaned("b", OTHER, "(With input from Norrwire)"),
    )
    assert groups(one, two) == [("a",), ("b",)]


def test_an_empty_article_has_an_origin_too() -> None:
    assert groups(Cleaned(Article(id="a", text=""), (), ()), cleaned("b", WIRE)) == [("a",), ("b",)]

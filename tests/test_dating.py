"""When articles were published and which day their sentences speak of."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dating import date_articles, date_sentences, disown
from summarizer.types import Article
from summarizer.views import Cleaned, Origin, Published, Removed, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = Path(__file__).parent / "data" / "dating.toml"
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(DATA.read_text("utf-8"))
WORDS = (
    "on the same day last Monday Friday night the next May Nov. December 30 2024 1907 (2011) 11/30/2024 "
    '2024-12-05 of yesterday today overnight two days ago will said published updated FILE " , . \u00a0'
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(
            ["prose", "prose", "photo caption", "date line", "dateline", "byline", "cookie banner"]
        ),
        st.text(min_size=1, max_size=60)
        | st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=14).map(" ".join),
    ),
    max_size=7,
)
PUBLISHED = st.dates().map(lambda day: Published(day, 1.0, "given"))
FULL_YEARS = [str(year) for year in range(1900, 2100)]


def cleaned(name: str, lines: Sequence[Sequence[str]], **fields: Any) -> Cleaned:
    """An article of these lines, each of the kind that it is said to be; "prose" is prose."""
    article = Article(id=name, text="\n".join(line for _, line in lines), **fields)
    spans, at = [], 0
    for _, line in lines:
        spans.append(Span(article, at, at + len(line)))
        at += len(line) + 1
    kinds = [kind for kind, _ in lines]
    return Cleaned(
        article,
        tuple(span for span, kind in zip(spans, kinds, strict=True) if kind == "prose"),
        tuple(Removed(span, kind) for span, kind in zip(spans, kinds, strict=True) if kind != "prose"),
    )


def sentences(article: Cleaned) -> tuple[Sentence, ...]:
    """Every paragraph as one sentence."""
    return tuple(Sentence(span, position, position) for position, span in enumerate(article.prose))


def dated(
    articles: Sequence[Cleaned], origins: Sequence[Sequence[str]] = (), as_of: date | None = None
) -> tuple[Published, ...]:
    """When the articles were published."""
    traced = [Origin(f"o{n}", tuple(ids), None, ()) for n, ids in enumerate(origins)]
    return date_articles(articles, [sentences(article) for article in articles], traced, as_of=as_of)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_there_are_a_hundred_cases() -> None:
    assert sum(map(len, CASES.values())) >= 100
    assert len({case["name"] for cases in CASES.values() for case in cases}) >= 100


@pytest.mark.parametrize("case", CASES["mention"], ids=lambda case: case["name"])
def test_it_tells_the_days_that_sentences_speak_of(case: dict[str, Any]) -> None:
    told = day(case["published"])
    article = cleaned("a", [("prose", sentence) for sentence in case["sentences"]])
    mentions = date_sentences(sentences(article), Published(told, 1.0 if told else 0.0, "given"))
    assert [[mention.span.text, mention.day.isoformat()] for mention in mentions] == case["expected"]


@pytest.mark.parametrize("case", CASES["published"], ids=lambda case: case["name"])
def test_it_dates_articles(case: dict[str, Any]) -> None:
    articles = [cleaned(**article) for article in case["articles"]]
    published = dated(articles, case.get("origins", ()), day(case.get("as_of", "")))
    names = [article.article.id for article in articles]
    assert dict(zip(names, (one.day for one in published), strict=True)) == {
        name: day(text) for name, text in case["expected"].items()
    }
    shown = {
        name: [f"{s.article.id}: {s.text}" for s in one.evidence]
        for name, one in zip(names, published, strict=True)
    }
    assert {name: "; ".join(spans) for name, spans in shown.items() if spans} == case["evidence"]


def test_a_given_day_is_certain_and_a_lent_one_is_not() -> None:
    lead = ("prose", "The envoy called for calm on Monday.")
    given_one, lent = dated(
        [cleaned("a", [lead], published="2024-12-02"), cleaned("b", [lead])], [("a", "b")]
    )
    assert (given_one.confidence, given_one.rule) == (1.0, "given")
    assert lent.rule == "lent by its twin a"
    assert 0.5 < lent.confidence < 1


def test_a_lender_by_quotations_is_trusted_less_than_a_twin() -> None:
    lines = [
        ("prose", "The envoy spoke on Monday."),
        (
            "prose",
            "We are reaping the sour harvest of a long and common failure to keep the peace, she said.",
        ),
        ("prose", "The hour has come for every side to sit down at one table and to listen, she added."),
    ]
    articles = [cleaned("a", lines, published="2024-12-02"), cleaned("b", lines)]
    assert dated(articles)[1].confidence < 0.5 < dated(articles, [("a", "b")])[1].confidence


def test_a_zone_does_not_move_a_given_day() -> None:
    late = datetime(2024, 12, 5, 23, 59, tzinfo=timezone(timedelta(hours=-8)))
    assert dated([cleaned("a", [("prose", "It rained.")], published=late)])[0].day == date(2024, 12, 5)


def test_no_articles_have_no_dates() -> None:
    assert dated([]) == ()
    assert date_sentences((), Published(date(2024, 12, 2), 1.0, "given")) == ()


def test_a_mention_says_how_it_was_found() -> None:
    article = cleaned("a", [("date line", "2 December 2024"), ("prose", "Last Wednesday it rained.")])
    (published,) = dated([article])
    (mention,) = date_sentences(sentences(article), published)
    assert mention.rule == "Last Wednesday, counted from 2024-12-02"
    assert [span.text for span in mention.evidence] == ["Last Wednesday", "2 December 2024"]
    assert mention.confidence == pytest.approx(published.confidence * 0.8)


def test_the_same_day_shows_the_day_before_it() -> None:
    article = cleaned("a", [("prose", "It rained on Monday."), ("prose", "On the same day a mill burned.")])
    monday, same = date_sentences(sentences(article), Published(date(2024, 12, 3), 1.0, "given"))
    assert same.day == monday.day
    assert [span.text for span in same.evidence] == ["the same day", "Monday"]
    assert same.confidence < monday.confidence


@given(LINES, st.sampled_from(["https://p.example/2024/12/05/a", "https://p.example/a", None]))
def test_any_article_is_dated_by_its_own_characters_or_not_at_all(
    lines: list[tuple[str, str]], url: str | None
) -> None:
    article = cleaned("a", lines, url=url)
    (published,) = dated([article])
    assert dated([article]) == (published,)
    assert 0 <= published.confidence <= 1
    assert published.rule
    assert all(span.article is article.article for span in published.evidence)
    if published.day:
        assert published.confidence >= 0.4
        assert str(published.day.year) in article.article.text + (url or "")


@given(LINES, PUBLISHED)
def test_a_mention_lies_in_its_sentence(lines: list[tuple[str, str]], published: Published) -> None:
    prose = sentences(cleaned("a", lines))
    mentions = date_sentences(prose, published)
    assert mentions == date_sentences(prose, published)
    for mention in mentions:
        assert any(s.span.start <= mention.span.start < mention.span.end <= s.span.end for s in prose)
        assert mention.span in mention.evidence
        assert 0 < mention.confidence <= 1


@given(LINES)
def test_only_dates_with_a_year_are_told_where_publication_is_unknown(lines: list[tuple[str, str]]) -> None:
    mentions = date_sentences(sentences(cleaned("a", lines)), Published(None, 0.1, "nothing tells the day"))
    for mention in mentions:
        assert any(year in span.text for span in mention.evidence for year in FULL_YEARS)


@given(LINES, LINES)
def test_an_undated_stranger_lends_nothing_and_is_lent_nothing(
    a: list[tuple[str, str]], b: list[tuple[str, str]]
) -> None:
    ours = [("prose", f"Mill {line}") for _, line in a if not any(mark.isdigit() for mark in line)]
    articles = [cleaned("a", ours), cleaned("b", b)]
    assert dated(articles)[0].day is None


def test_an_article_that_is_set_aside_lends_no_day() -> None:
    both = [cleaned(name, [("prose", "The port shut on Monday.")]) for name in "ab"]
    found = tuple(Published(date(2023, 3, 7), 0.7, "lent by b or its own", both[1].prose) for _ in both)
    assert disown(both, found, {"a", "b"}) == found
    disowned, kept = disown(both, found, {"a"})
    assert (disowned.day, disowned.evidence, kept) == (None, (), found[1])

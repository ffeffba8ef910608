from __future__ import annotations

import tomllib
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.cleaning import clean
from summarizer.types import Article

if TYPE_CHECKING:
    from summarizer.views import Cleaned, Removed

CASES = tomllib.loads((Path(__file__).parent / "data" / "cleaning.toml").read_text("utf-8"))["case"]
assert len(CASES) >= 25

LINES = [
    *(line for case in CASES for line in case["prose"]),
    *(text for case in CASES for _, text in case["removed"]),
    *(
        "",
        " ",
        "\t",
        "<br>",
        "…",
        "“",
        "CHOOSE YOUR LANGUAGE Then",
        "(AP Photo/",
        "Photo: AFP Then",
        "/CFP",
        "x" * 1100,
    ),
]
PAGES = st.one_of(
    st.text(max_size=300),
    st.builds(
        lambda lines, ends: "".join(line + end for line, end in zip(lines, ends, strict=False)),
        st.lists(st.sampled_from(LINES), max_size=12),
        st.lists(st.sampled_from(["\n", "\n\n", "\r\n", " ", "", "\u2028"]), min_size=12, max_size=12),
    ),
)


def cleaned(text: str, headline: str | None = None) -> Cleaned:
    return clean([Article(id="a", text=text, headline=headline)])[0]


def named(removed: tuple[Removed, ...]) -> list[list[str]]:
    return [[one.kind, one.span.text] for one in removed]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_tells_prose_from_furniture(case: dict[str, Any]) -> None:
    page = cleaned(case["text"])
    assert named(page.removed) == case["removed"]
    assert [paragraph.text for paragraph in page.prose] == case["prose"]


@given(PAGES)
def test_accounts_once_for_every_character_that_is_not_blank(text: str) -> None:
    page = cleaned(text)
    times = [0] * len(text)
    for span in (*page.prose, *(one.span for one in page.removed)):
        for at in range(span.start, span.end):
            times[at] += 1
    assert all(count == 1 for count, character in zip(times, text, strict=True) if not character.isspace())
    assert max(times, default=0) <= 1


@given(PAGES)
def test_gives_prose_and_furniture_in_the_order_of_the_text_and_without_blanks_around(text: str) -> None:
    page = cleaned(text)
    for spans in (page.prose, tuple(one.span for one in page.removed)):
        assert list(spans) == sorted(spans, key=lambda span: span.start)
        assert all(span.text == span.text.strip() for span in spans)


@given(st.lists(PAGES, max_size=4))
def test_answers_for_each_article_in_order(texts: list[str]) -> None:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    assert [page.article for page in clean(articles)] == articles


def test_takes_the_headline_that_the_caller_gave_for_a_headline() -> None:
    text = "Will the port reopen?\nThe port of Velmar stayed closed on Monday, its master said."
    assert named(cleaned(text).removed) == []
    assert named(cleaned(text, headline="Will the  port reopen?").removed) == [
        ["headline", "Will the port reopen?"]
    ]


def test_removes_a_short_line_that_several_articles_print_and_keeps_a_sentence_that_they_share() -> None:
    wire = "the harbour master said that nobody was hurt when the crane fell into the water on Monday."
    pages = clean(
        [
            Article(id="a", text=f"the port reopened\nTop of the hour\n{wire}"),
            Article(id="b", text=f"ships were waiting\n{wire}\nTop of the hour"),
            Article(id="c", text=f"nobody was hurt\n{wire}\nBottom of the hour"),
        ]
    )
    assert [named(page.removed) for page in pages[:2]] == [[["page furniture", "Top of the hour"]]] * 2
    assert all(wire in [paragraph.text for paragraph in page.prose] for page in pages)


def test_keeps_the_dates_and_places_of_what_it_removes() -> None:
    page = cleaned(
        "A ship burns off Orrin, May 2, 2031. /CFP\nORRIN, May 2 (AP) — The fire was out by noon on Friday."
    )
    assert [one.kind for one in page.removed] == ["photo caption", "dateline"]
    assert all(page.article.text[one.span.start : one.span.end] == one.span.text for one in page.removed)


@pytest.mark.parametrize(
    "unit", ["a", ".", "It reopened on Monday. ", "(A", "<p ", "“Hello", "Photo: AFP ", ". \n", "x\n"]
)
def test_takes_a_time_linear_in_a_text_of_one_kind(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        begun = perf_counter()
        cleaned(text)
        return perf_counter() - begun

    # Eight times the text: quadratic time would be sixty-four times that. Half a second for a busy machine.
    assert seconds(80_000) < 24 * seconds(10_000) + 0.5

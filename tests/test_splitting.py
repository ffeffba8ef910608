from __future__ import annotations

import tomllib
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.splitting import LONGEST_QUOTATION, WINDOW, load_punkt, split
from summarizer.types import Article
from summarizer.views import Cleaned, Sentence, Span

CASES = tomllib.loads((Path(__file__).parent / "data" / "splitting.toml").read_text("utf-8"))["case"]
assert len(CASES) >= 35

PUNKT = load_punkt()
PIECES = [
    *(sentence for case in CASES for sentence in case["sentences"]),
    '"',
    "“",
    "”",
    "'",
    ".",
    "…",
    "• ",
    "Mr.",
    "?",
]
PARAGRAPHS = st.one_of(
    st.text(min_size=1, max_size=200),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
).filter(lambda text: bool(text.strip()))


def page(*paragraphs: str) -> Cleaned:
    """An article of these paragraphs, all of it prose."""
    article, start, spans = Article(id="a", text="\n\n".join(paragraphs)), 0, []
    for paragraph in paragraphs:
        spans.append(Span(article, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Cleaned(article, tuple(spans), ())


def sentences(*paragraphs: str) -> tuple[Sentence, ...]:
    return split(page(*paragraphs), PUNKT)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_finds_the_sentences_of_a_paragraph(case: dict[str, Any]) -> None:
    assert [sentence.span.text for sentence in sentences(case["text"])] == case["sentences"]


@given(st.lists(PARAGRAPHS, max_size=4))
def test_puts_every_character_of_prose_that_is_not_blank_into_one_sentence(paragraphs: list[str]) -> None:
    cleaned = page(*paragraphs)
    times = [0] * len(cleaned.article.text)
    for sentence in split(cleaned, PUNKT):
        for at in range(sentence.span.start, sentence.span.end):
            times[at] += 1
    characters = zip(times, cleaned.article.text, strict=True)
    assert all(count == 1 for count, character in characters if not character.isspace())
    assert max(times, default=0) <= 1


@given(st.lists(PARAGRAPHS, max_size=4))
def test_numbers_the_sentences_and_keeps_each_within_its_paragraph(paragraphs: list[str]) -> None:
    cleaned = page(*paragraphs)
    found = split(cleaned, PUNKT)
    assert [sentence.position for sentence in found] == list(range(len(found)))
    assert list(found) == sorted(found, key=lambda sentence: sentence.span.start)
    for sentence in found:
        paragraph = cleaned.prose[sentence.paragraph]
        assert paragraph.start <= sentence.span.start < sentence.span.end <= paragraph.end


def test_finds_no_sentence_where_there_is_no_prose() -> None:
    assert split(Cleaned(Article(id="a", text=""), (), ()), PUNKT) == ()


def test_keeps_a_quotation_whole_that_the_next_paragraph_carries_on() -> None:
    first, second = '"We waited for years. Nobody came.', '"Now it is too late," she said.'
    assert [sentence.span.text for sentence in sentences(first, second)] == [first, second]
    assert len(sentences(first, second[1:])) == 3


def test_cuts_a_quotation_that_is_longer_than_any_should_be() -> None:
    sentence = "The harbour was closed for two days and nobody knew why. "
    short, long = (f'"{sentence * times}It is over," she said.' for times in (5, 60))
    assert len(long) > LONGEST_QUOTATION
    assert (len(sentences(short)), len(sentences(long))) == (1, 61)


def test_finds_the_same_sentences_in_a_text_longer_than_a_window() -> None:
    sentence = "On Nov. 30, Mr. Brown sold the ferry to the U.S. Coast Guard for $4.20."
    times = 3 * WINDOW // len(sentence)
    assert [one.text for one in sentences(" ".join([sentence] * times))] == [sentence] * times


@pytest.mark.parametrize("unit", ["a", ".", "It ended. ", '"', "“It ended. ", "a. ", "Mr. ", "It ended.The "])
def test_takes_a_time_linear_in_a_paragraph_of_one_kind(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = (unit * (characters // len(unit))).strip()
        begun = perf_counter()
        sentences(text)
        return perf_counter() - begun

    # Eight times the text: quadratic time would be sixty-four times that. Half a second for a busy machine.
    assert seconds(48_000) < 24 * seconds(6_000) + 0.5

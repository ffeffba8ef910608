"""The summarizer's JSON: what is wrong in a bundle is named by its place, and no article is repeated."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, InvalidBundle, Problem, UnreadableSource
from summarizer.formats.json import MOST_PROBLEMS, MOST_VALUES, parse, parse_bundle
from summarizer.types import Article, Bundle, Options

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "bundles.toml").read_text("utf-8"))

# Any text that UTF-8 can carry.
texts = st.text(st.characters(exclude_categories=["Cs"]))
bundles = st.builds(
    Bundle,
    articles=st.lists(
        st.builds(
            Article,
            id=texts.filter(bool),
            text=texts,
            headline=st.none() | texts,
            published=st.none()
            | st.dates()
            | st.datetimes(timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=-5))])),
        )
    ).map(tuple),
    options=st.builds(Options, max_words=st.integers(20, 1000), as_of=st.none() | st.dates()),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["articles", "id", "text", "/~"]) | st.text(), inner)
    ),
)


def test_there_are_cases() -> None:
    assert CASES["unreadable"]
    assert CASES["invalid"]


@given(bundles)
def test_a_bundle_that_was_written_is_read_again(bundle: Bundle) -> None:
    assert parse_bundle(bundle.model_dump_json().encode(), "b.json") == bundle


def test_a_byte_order_mark_before_the_json_is_passed_over() -> None:
    assert parse_bundle(b'\xef\xbb\xbf{"articles": []}', "b.json") == Bundle(articles=())


@pytest.mark.parametrize("case", CASES["unreadable"], ids=lambda case: case["name"])
def test_what_is_not_json_is_named_by_line_and_column(case: dict[str, str]) -> None:
    with pytest.raises(UnreadableSource) as caught:
        parse_bundle(case["json"].encode(), "b.json")
    assert str(caught.value) == f"b.json: {case['expected']}"


@pytest.mark.parametrize("case", CASES["invalid"], ids=lambda case: case["name"])
def test_every_place_of_the_wrong_shape_is_named(case: dict[str, Any]) -> None:
    with pytest.raises(InvalidBundle) as caught:
        parse_bundle(case["json"].encode(), "b.json")
    assert [f"{problem.pointer} {problem.detail}" for problem in caught.value.problems] == case["expected"]


@given(json_values)
def test_any_json_is_a_bundle_or_an_input_error(value: object) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        parse_bundle(json.dumps(value).encode(), "b.json")
    except UnreadableSource:
        return  # a lone surrogate
    except InvalidBundle as error:
        problems = error.problems
    assert [problem for problem in problems if not _stands_in(value, problem)] == []


@given(st.binary())
def test_any_bytes_are_a_bundle_or_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_bundle(data, "b.json")


def test_no_word_of_an_article_is_in_a_message() -> None:
    private = "Prosecutors in Vellmar have not yet named the witness."
    data = json.dumps(
        {"articles": [{"id": [private], "text": [private], "published": private, "url": 1}]}
    ).encode()
    with pytest.raises(InvalidBundle) as caught:
        parse_bundle(data, "b.json")
    shown = [str(caught.value), repr(caught.value.__context__), repr(caught.value.__cause__)]
    assert not any(word in text for text in shown for word in ("Vellmar", "witness"))


def test_what_is_nested_too_deeply_is_refused() -> None:
    for depth in (300, 100_000):
        with pytest.raises(UnreadableSource, match=r"nested too deeply|recursion limit"):
            parse_bundle(b'{"articles": ' + b"[" * depth + b"]" * depth + b"}", "b.json")


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="number is too long"):
        parse_bundle(b'{"articles": [], "options": {"max_words": ' + b"9" * 5000 + b"}}", "b.json")


def test_a_flood_of_values_is_refused_at_once() -> None:
    with pytest.raises(InvalidBundle) as caught:
        parse_bundle(b'{"articles": [' + b"{}," * MOST_VALUES + b"{}]}", "b.json")
    assert caught.value.problems == (Problem("", f"holds more than {MOST_VALUES} values"),)


def test_many_problems_are_counted_not_listed() -> None:
    with pytest.raises(InvalidBundle) as caught:
        parse_bundle(json.dumps({"articles": [{"id": "a"}] * 50}).encode(), "b.json")
    *named, last = caught.value.problems
    assert len(named) == MOST_PROBLEMS
    assert last == Problem("", f"and {50 - MOST_PROBLEMS} more problems")


def test_other_shapes_are_read_by_the_same_rules() -> None:
    assert parse(Options, b'{"max_words": 50}', "options") == Options(max_words=50)
    with pytest.raises(InvalidBundle, match="/words: unknown field"):
        parse(Options, b'{"words": 50}', "options")


def _stands_in(value: object, problem: Problem) -> bool:
    """Whether the pointer leads to a place in `value`: the slow, obvious reading of RFC 6901."""
    for part in problem.pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and (name in value or problem.detail == "is missing"):
            value = value.get(name)
        elif isinstance(value, list):
            value = value[int(name)]
        else:
            return False
    return True

"""The summarizer's bulk: a line in, a line out, and a bad line spoils only itself."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.bulk import bulk, spread
from summarizer.errors import DuplicateArticle, ModelNotFound, NewsbriefError, NothingUsable
from summarizer.types import Article, Brief, ModelInfo, Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Echo:
    """Briefs a bundle by the texts of its articles, as the library would fail where they are unusable."""

    def summarize(
        self, articles: Sequence[Article], options: Options, previous: Brief | None = None
    ) -> Brief:
        texts = [article.text for article in articles]
        if previous:
            texts.append(f"since {previous.words}")
        if "crash" in texts:
            raise RuntimeError("Prosecutors in Vellmar")
        if len(set(texts)) < len(texts):
            raise DuplicateArticle(articles[0].id)
        if not any(texts):
            raise NothingUsable(tuple(article.id for article in articles))
        model = ModelInfo(
            name="extractive" if options.extractive else "echo", revision="", backend="extractive"
        )
        return Brief(
            headline=None,
            sentences=(),
            text=" ".join(texts),
            words=options.max_words,
            articles=(),
            model=model,
        )


def line(name: str, *texts: str, **options: object) -> bytes:
    articles = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    return json.dumps({"id": name, "articles": articles, "options": options}).encode() + b"\n"


def run(*lines: bytes, extractive: bool = False) -> list[dict[str, Any]]:
    return [json.loads(outcome.to_bytes()) for outcome in bulk(lines, Echo(), extractive=extractive)]


def test_a_line_may_continue_a_brief() -> None:
    (first,) = run(line("x", "One.", max_words=60))
    more = json.loads(line("x", "Two.")) | {"previous": first["brief"]}
    (second,) = run(json.dumps(more).encode())
    assert second["brief"]["text"] == "Two. since 60"


def test_a_line_comes_out_for_a_line_that_goes_in() -> None:
    first, second = run(line("x", "One.", max_words=60), line("y", "Two.", "Three."))
    assert (first["id"], first["brief"]["text"], first["brief"]["words"]) == ("x", "One.", 60)
    assert (second["id"], second["brief"]["text"], second["brief"]["words"]) == ("y", "Two. Three.", 180)


def test_a_line_holds_the_bytes_of_its_brief() -> None:
    (outcome,) = bulk([line("é", "Ça coule. \N{PARTY POPPER}")], Echo())
    assert isinstance(outcome.result, Brief)
    assert outcome.to_bytes() == b'{"id":"\xc3\xa9","brief":' + outcome.result.to_bytes().strip() + b"}\n"


def test_extractive_is_set_in_every_line() -> None:
    names = [out["brief"]["model"]["name"] for out in run(line("x", "a"), line("y", "b", extractive=True))]
    assert names == ["echo", "extractive"]
    names = [out["brief"]["model"]["name"] for out in run(line("x", "a"), line("y", "b"), extractive=True)]
    assert names == ["extractive", "extractive"]


def test_a_line_without_an_id_goes_by_its_number() -> None:
    (outcome,) = run(b'{"articles": [{"id": "a", "text": "One."}]}')
    assert outcome["id"] is None
    assert outcome["error"]["line"] == 1
    assert outcome["error"]["errors"] == [{"pointer": "/id", "detail": "is missing"}]


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (
            b"oops",
            {"code": "unreadable-source", "detail": "line 2: not JSON: Expecting value (line 1, column 1)"},
        ),
        (b"\xff", {"code": "unreadable-source"}),
        (b'{"id": 7, "articles": []}', {"code": "invalid-bundle", "detail": "/id: should be a valid string"}),
        (b'{"id": "", "articles": []}', {"code": "invalid-bundle"}),
        (b"[]", {"code": "invalid-bundle", "errors": [{"pointer": "", "detail": "should be an object"}]}),
        (b'{"\\ud800": 1, "\\ud800": 1}', {"code": "unreadable-source"}),
    ],
)
def test_a_broken_line_spoils_only_itself(bad: bytes, expected: dict[str, object]) -> None:
    before, broken, after = run(line("x", "One."), bad + b"\n", line("y", "Two."))
    assert (before["brief"]["text"], after["brief"]["text"]) == ("One.", "Two.")
    assert broken["id"] is None
    assert broken["error"].items() >= {**expected, "line": 2}.items()


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (line("z", "", ""), {"code": "duplicate-article", "article": "0"}),
        (line("z", ""), {"code": "nothing-usable", "articles": ["0"]}),
        (line("z", "One.", max_words=3), {"code": "invalid-bundle"}),
        (line("z", "One.", wrods=30), {"code": "invalid-bundle", "detail": "/options/wrods: unknown field"}),
        (line("z", "crash"), {"code": "error", "detail": "internal error: RuntimeError"}),
    ],
)
def test_a_bundle_that_cannot_be_briefed_keeps_its_id(bad: bytes, expected: dict[str, object]) -> None:
    before, broken, after = run(line("x", "One."), bad, line("y", "Two."))
    assert (before["brief"]["text"], after["brief"]["text"]) == ("One.", "Two.")
    assert broken["id"] == "z"
    assert broken["error"].items() >= {**expected, "line": 2}.items()


def test_blank_lines_are_counted_and_passed_over() -> None:
    assert [
        out.number for out in bulk([b"\n", line("x", "One."), b" \r\n", line("y", "Two."), b""], Echo())
    ] == [2, 4]


def test_lines_are_read_one_at_a_time() -> None:
    read = 0

    def lines() -> Iterator[bytes]:
        nonlocal read
        for read in range(1, 1000):
            yield line(str(read), "One.")

    outcomes = bulk(lines(), Echo())
    assert next(outcomes).id == "1"
    assert next(outcomes).id == "2"
    assert read == 2


@given(
    st.lists(st.binary().map(lambda data: data.replace(b"\n", b"")) | st.builds(line, st.text(), st.text()))
)
def test_any_lines_at_all_come_out_in_order(lines: list[bytes]) -> None:
    outcomes = list(bulk(lines, Echo()))
    assert [outcome.number for outcome in outcomes] == [
        n for n, data in enumerate(lines, start=1) if data.strip()
    ]
    for outcome in outcomes:
        written = json.loads(outcome.to_bytes())
        assert set(written) == {"id", "brief" if isinstance(outcome.result, Brief) else "error"}


def echo(threads: int) -> Echo:
    assert threads >= 1
    return Echo()


def gone(threads: int) -> Echo:
    raise ModelNotFound("gone")


class Ended:
    """A worker that the system ends, as it ends one that takes too much memory."""

    def summarize(
        self, articles: Sequence[Article], options: Options, previous: Brief | None = None
    ) -> Brief:
        os._exit(9)


def ended(threads: int) -> Ended:
    return Ended()


def test_workers_write_what_one_writes() -> None:
    lines = [line(str(n), *(["crash"] if n == 2 else [str(n)] * (1 + n % 2))) for n in range(20)] + [
        b"\n",
        b"{",
    ]
    alone = [outcome.written() for outcome in bulk(lines, Echo(), extractive=True)]
    assert list(spread(lines, echo, 2, extractive=True)) == alone
    assert [written.is_brief for written in alone].count(True) == 9


def test_a_model_that_is_not_there_and_a_worker_that_is_ended_are_told() -> None:
    with pytest.raises(NewsbriefError, match="gone"):
        list(spread([line("x", "One.")], gone, 2))
    with pytest.raises(NewsbriefError, match="a worker was ended"):
        list(spread([line("x", "One.")], ended, 2))

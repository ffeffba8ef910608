"""The true service over its whole way: every status, the same bytes, and silence about the text."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from typing import TYPE_CHECKING

import pytest

from summarizer import Summarizer
from summarizer.client import AsyncClient
from summarizer.errors import Busy, DuplicateArticle, EmptyDraft, NothingUsable, NotReady
from summarizer.types import Brief
from tests.service.inprocess import MARKER, bundle, connect, serve

if TYPE_CHECKING:
    import httpx2

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]

ONE = {"id": "a", "text": "A text."}


def request(**changes: object) -> bytes:
    return json.dumps(bundle().model_dump(mode="json") | changes).encode()


def expected(copies: int = 1) -> bytes:
    asked = bundle(copies)
    return Summarizer.load().summarize(asked.articles, asked.options).to_bytes()


async def test_a_brief_has_the_bytes_of_the_librarys() -> None:
    async with serve() as service, connect(service) as client:
        answer = await client.post("/v1/brief", content=request())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.content == expected()


async def test_an_update_has_the_bytes_of_the_librarys_and_a_fault_in_it_its_place() -> None:
    asked, previous = bundle(), Brief.model_validate_json(expected())
    update = Summarizer.load().summarize(asked.articles, asked.options, previous)
    broken = json.loads(expected())
    del broken["sentences"][0]["citations"][0]["quote"]
    async with serve() as service, connect(service) as client:
        answer = await client.post("/v1/brief", content=request(previous=json.loads(expected())))
        refused = (await client.post("/v1/brief", content=request(previous=broken))).json()
    assert answer.content == update.to_bytes()
    assert (refused["status"], refused["errors"][0]["pointer"]) == (
        422,
        "/previous/sentences/0/citations/0/quote",
    )


async def test_concurrent_requests_give_the_same_bytes_as_the_library() -> None:
    async with serve(concurrency=2, queue=20) as service, connect(service) as client:
        bodies = [bundle(1 + n % 3).model_dump_json() for n in range(9)]
        answers = await asyncio.gather(*[client.post("/v1/brief", content=body) for body in bodies])
    assert [answer.content for answer in answers] == [expected(1 + n % 3) for n in range(9)]


async def test_the_client_meets_the_librarys_types_and_errors() -> None:
    asked = bundle()
    first = asked.articles[0]
    async with serve() as service, AsyncClient("http://newsbrief.test", transport=service) as client:
        assert (await client.summarize(asked.articles, asked.options)).to_bytes() == expected()
        with pytest.raises(DuplicateArticle) as twice:
            await client.summarize([first, first])
        assert twice.value.article == first.id
        with pytest.raises(NothingUsable) as nothing:
            await client.summarize([first.model_copy(update={"text": " \n "})])
        assert nothing.value.articles == (first.id,)


DRAFT = "Inspectors found a crack.\n\nRepairs would take nine weeks, Mayor Ines Halloran said."


def submission(**changes: object) -> bytes:
    articles = bundle().model_dump(mode="json")["articles"]
    return json.dumps({"articles": articles, "draft": DRAFT} | changes).encode()


async def test_a_report_has_the_bytes_of_the_librarys() -> None:
    report = Summarizer().check(bundle().articles, DRAFT)
    async with serve() as service:
        async with connect(service) as client:
            answer = await client.post("/v1/check", content=submission())
        async with AsyncClient("http://newsbrief.test", transport=service) as client:
            assert await client.check(bundle().articles, DRAFT) == report
            with pytest.raises(EmptyDraft):
                await client.check(bundle().articles, " ")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.content == report.to_bytes()
    assert (report.supported, report.unsupported) == (1, 1)


WRONG_SUBMISSIONS = {
    "no draft": (json.dumps({"articles": [ONE]}).encode(), ["/draft"]),
    "an empty draft": (submission(draft=" \n"), ["/draft"]),
    "options": (submission(options={"max_words": 60}), ["/options"]),
    "one id twice": (submission(articles=[ONE, ONE]), ["/articles/0/id", "/articles/1/id"]),
    "nothing usable": (submission(articles=[{"id": "a", "text": ""}]), ["/articles/0/text"]),
}


@pytest.mark.parametrize("name", WRONG_SUBMISSIONS)
async def test_a_wrong_submission_is_a_422_that_points_at_the_place(name: str) -> None:
    body, pointers = WRONG_SUBMISSIONS[name]
    async with serve() as service, connect(service) as client:
        answer = await client.post("/v1/check", content=body)
    assert is_problem(answer, 422, answer.json()["code"])
    assert [place["pointer"] for place in answer.json()["errors"]] == pointers


WRONG_JSON = {
    "nothing": b"",
    "no JSON": b"articles",
    "half": b'{"articles": [',
    "two": b"{}{}",
    "not UTF-8": b'{"articles": "\xff"}',
    "UTF-16": '{"articles": []}'.encode("utf-16"),
    "a lone surrogate": b'{"articles": [{"id": "a", "text": "\\ud800"}]}',
    "deep nesting": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "an endless number": b'{"articles": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("name", WRONG_JSON)
async def test_what_is_no_json_is_a_400(name: str) -> None:
    async with serve() as service, connect(service) as client:
        answer = await client.post("/v1/brief", content=WRONG_JSON[name])
    assert is_problem(answer, 400, "not-json")


WRONG_SHAPE = {
    "null": (b"null", [""]),
    "an array": (b"[1]", [""]),
    "nothing in it": (b"{}", ["/articles"]),
    "no array": (b'{"articles": 3}', ["/articles"]),
    "NaN": (b'{"articles": [], "options": {"max_words": NaN}}', ["/options/max_words"]),
    "a key twice": (b'{"articles": [{"id": "a", "text": "b", "text": "c"}]}', ["/articles/0/text"]),
    "an unknown field": (request(colour="red"), ["/colour"]),
    "an unknown field deep inside": (request(articles=[ONE | {"a/b~c": 1}]), ["/articles/0/a~1b~0c"]),
    "three places": (
        request(articles=[{"id": "", "text": 1}, {"id": "b"}]),
        ["/articles/0/id", "/articles/0/text", "/articles/1/text"],
    ),
    "no date": (request(articles=[ONE | {"published": MARKER}]), ["/articles/0/published"]),
    "too few words": (request(options={"max_words": 3}), ["/options/max_words"]),
    "no style": (request(options={"style": MARKER}), ["/options/style"]),
    "no articles": (request(articles=[]), ["/articles"]),
    "one id twice": (request(articles=[ONE, ONE]), ["/articles/0/id", "/articles/1/id"]),
    "context that isn't there": (
        request(articles=[ONE], options={"context": ["a", "b"]}),
        ["/options/context/1"],
    ),
    "nothing usable": (
        request(articles=[{"id": "a", "text": ""}, {"id": "b", "text": "\n"}]),
        ["/articles/0/text", "/articles/1/text"],
    ),
}


@pytest.mark.parametrize("name", WRONG_SHAPE)
async def test_what_has_the_wrong_shape_is_a_422_that_points_at_the_place(name: str) -> None:
    body, pointers = WRONG_SHAPE[name]
    async with serve() as service, connect(service) as client:
        answer = await client.post("/v1/brief", content=body)
    document = answer.json()
    assert is_problem(answer, 422, document["code"])
    assert sorted(place["pointer"] for place in document["errors"]) == pointers
    assert all(place["detail"] for place in document["errors"])
    assert MARKER not in answer.text  # what was sent is not repeated


async def test_the_border_stands_before_the_service() -> None:
    async with serve(api_keys="sesame", max_body_bytes=5000) as service:
        async with connect(service) as stranger:
            assert is_problem(await stranger.post("/v1/brief", content=request()), 401, "unauthorized")
            assert is_problem(await stranger.get("/metrics"), 401, "unauthorized")
            probes = [await stranger.get(path) for path in ("/livez", "/readyz", "/healthz", "/")]
            assert [probe.status_code for probe in probes] == [200] * 4
        async with connect(service, authorization="Bearer sesame", x_request_id="mine") as client:
            answer = await client.post("/v1/brief", content=request())
            assert (answer.status_code, answer.headers["x-request-id"]) == (200, "mine")
            assert is_problem(await client.post("/v1/brief", content=b" " * 5001), 413, "too-large")
            assert is_problem(await client.get("/v1/brief"), 405, "method-not-allowed")
            typed = await client.post("/v1/brief", content=request(), headers={"content-type": "text/plain"})
            assert is_problem(typed, 415, "unsupported-type")
            for path in (
                "/docs.json",
                "/schema.json",
                "/static_content/",
                "/v1/brief/",
                "/brief",
                "/v2/brief",
            ):
                assert is_problem(await client.get(path), 404, "not-found")


async def test_a_full_queue_is_a_429_that_says_when_to_come_back() -> None:
    async with serve(concurrency=1, queue=1) as service, connect(service) as client:
        body = bundle(20).model_dump_json()
        answers = await asyncio.gather(*[client.post("/v1/brief", content=body) for _ in range(5)])
        refused = [answer for answer in answers if answer.status_code != 200]
        assert len(refused) == 3
        assert all(is_problem(answer, 429, Busy.code) for answer in refused)
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)
        assert (await client.post("/v1/brief", content=request())).status_code == 200


async def test_a_passed_deadline_is_a_504() -> None:
    async with serve(deadline=0.001) as service, connect(service) as client:
        answer = await client.post("/v1/brief", content=bundle(20).model_dump_json())
    assert is_problem(answer, 504, "deadline-exceeded")


async def test_a_service_without_its_model_is_not_ready_and_wants_to_be_replaced(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serve(model="/no/such/place", ready=False) as service, connect(service) as client:
        async with asyncio.timeout(60):
            while (await client.get("/livez")).status_code == 200:
                await asyncio.sleep(0.01)
        assert is_problem(await client.get("/readyz"), 503, NotReady.code)
        answer = await client.post("/v1/brief", content=request())
        assert is_problem(answer, 503, NotReady.code)
    assert "/no/such/place" in caplog.text  # the operator is told where,
    assert "/no/such/place" not in answer.text  # the caller isn't


async def test_the_first_answer_comes_before_the_model() -> None:
    async with serve(ready=False) as service, connect(service) as client:
        answer = await client.post("/v1/brief", content=request())
    assert answer.status_code == 200 or is_problem(answer, 503, NotReady.code)


async def test_no_word_of_an_article_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    bodies = [
        request(),
        request(articles=[{"id": "a", "text": MARKER, "colour": MARKER}]),
        request(articles=[{"id": "a", "text": [MARKER]}], options={"style": MARKER}),
        b'{"articles": "' + MARKER.encode(),
        f'"{MARKER}"'.encode(),
        MARKER.encode("utf-16"),
    ]
    with caplog.at_level(logging.DEBUG):
        for logger in logging.root.manager.loggerDict.values():
            if isinstance(logger, logging.Logger) and not logger.propagate:
                logger.addHandler(caplog.handler)
        async with serve(log_level="debug") as service, connect(service) as client:
            answers = [await client.post("/v1/brief", content=body) for body in bodies]
            assert [answer.status_code for answer in answers] == [200, 422, 422, 400, 422, 400]
            late = await client.post("/v1/brief", content=bundle(20).model_dump_json())
            assert late.status_code == 200
    assert len(re.findall(r"POST /v1/brief \d+ \d+ ms", caplog.text)) == 7
    assert MARKER not in caplog.text


async def test_the_page_is_plain_and_loads_nothing() -> None:
    async with serve() as service, connect(service) as client:
        page = await client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert "newsbrief" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert re.findall(r"<script|<link|src=|https?://(?!localhost)", page.text) == []


async def test_the_counters_know_routes_and_not_what_was_tried() -> None:
    async with serve() as service, connect(service) as client:
        for n in range(50):
            await client.get(f"/tried-{n}")
        await client.post("/v1/brief", content=request())
        page = (await client.get("/metrics")).text
    assert re.search(r'^newsbrief_requests_total\{route="/v1/brief",status="200"\} \d', page, re.MULTILINE)
    assert re.search(r'^newsbrief_request_seconds_count\{route="/v1/brief"\} \d', page, re.MULTILINE)
    assert 'route="unknown",status="404"' in page
    assert "tried" not in page


def is_problem(answer: httpx2.Response, status: int, code: str) -> bool:
    document = answer.json()
    return (
        (answer.status_code, document["status"], document["code"]) == (status, status, code)
        and answer.headers["content-type"] == "application/problem+json"
        and document["type"] == f"urn:newsbrief:{code}"
        and document["request_id"] == answer.headers["x-request-id"] != ""
    )

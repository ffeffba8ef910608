"""The border around an app of ours that says what reached it."""

from __future__ import annotations

import asyncio
import gzip
import logging
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from service.middleware import Border
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import Message

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]

JSON = {"content-type": "application/json"}
POST, GET = frozenset({"POST"}), frozenset({"GET", "HEAD"})


async def echo(request: Request) -> Response:
    return Response(await request.body(), media_type="application/json")


async def stream(_: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b"a" * 2000
        yield b"b" * 2000

    return StreamingResponse(parts(), media_type="text/event-stream")


async def broken(_: Request) -> Response:
    raise ValueError("words of an article")


async def reworded(request: Request) -> Response:
    return PlainTextResponse("in other words", int(request.query_params["status"]))


ROUTES = {"/echo": POST, "/stream": GET, "/broken": GET, "/reworded": GET, "/livez": GET}


def client(**settings: Any) -> httpx2.AsyncClient:
    routes = [
        Route("/echo", echo, methods=["POST"]),
        Route("/stream", stream),
        Route("/broken", broken),
        Route("/reworded", reworded),
        Route("/livez", lambda _: PlainTextResponse("\n")),
        Route("/hidden", lambda _: PlainTextResponse("hidden")),
    ]
    app = Border(Starlette(routes=routes), Settings(**settings), ROUTES, frozenset({"/livez"}))
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://newsbrief.test")


def is_problem(answer: httpx2.Response, status: int, code: str) -> bool:
    document = answer.json()
    return (
        (answer.status_code, document["status"], document["code"]) == (status, status, code)
        and answer.headers["content-type"] == "application/problem+json"
        and document["request_id"] == answer.headers["x-request-id"] != ""
        and {"type", "title", "detail", "errors"} <= document.keys()
    )


async def test_a_body_arrives_as_it_was_sent() -> None:
    body = b'{"a": "\xc3\xa9 \xf0\x9f\x98\x80"}'
    assert (await client().post("/echo", content=body, headers=JSON)).content == body


@pytest.mark.parametrize("path", ["/", "/echo/", "/Echo", "/hidden", "/docs.json", "//echo", "/%00"])
async def test_an_unknown_path_is_a_404_whatever_lies_behind(path: str) -> None:
    assert is_problem(await client().get(path), 404, "not-found")


async def test_another_method_is_a_405_that_names_the_right_one() -> None:
    answer = await client().get("/echo")
    assert is_problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"
    assert is_problem(await client().post("/livez", content=b"{}", headers=JSON), 405, "method-not-allowed")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/vnd.bentoml+pickle"},
        {"content-type": "application/json; charset=utf-16"},
        JSON | {"content-encoding": "gzip"},
    ],
)
async def test_what_is_not_declared_as_plain_json_is_a_415(headers: dict[str, str]) -> None:
    answer = await client().post("/echo", content=b"{}", headers=headers)
    assert is_problem(answer, 415, "unsupported-type")


@pytest.mark.parametrize(
    "kind", ["application/json; charset=UTF-8", 'Application/JSON;charset="utf-8"', "application/json "]
)
async def test_a_json_type_may_be_spelled_in_every_way(kind: str) -> None:
    assert (await client().post("/echo", content=b"{}", headers={"content-type": kind})).status_code == 200


async def test_an_empty_body_is_a_400() -> None:
    assert is_problem(await client().post("/echo", content=b"", headers=JSON), 400, "not-json")


async def test_a_body_may_be_as_large_as_the_limit_and_no_larger() -> None:
    limited = client(max_body_bytes=100)
    assert (await limited.post("/echo", content=b"x" * 100, headers=JSON)).status_code == 200
    assert is_problem(await limited.post("/echo", content=b"x" * 101, headers=JSON), 413, "too-large")


async def test_a_body_that_does_not_tell_its_length_is_counted() -> None:
    given = 0

    async def parts() -> AsyncIterator[bytes]:
        nonlocal given
        for _ in range(1000):
            given += 10
            yield b"x" * 10

    answer = await client(max_body_bytes=100).post("/echo", content=parts(), headers=JSON)
    assert is_problem(answer, 413, "too-large")
    assert given == 110  # the rest was never asked for


async def test_a_body_that_dribbles_is_a_504() -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)
        yield b"}"

    answer = await client(deadline=0.02).post("/echo", content=parts(), headers=JSON)
    assert is_problem(answer, 504, "deadline-exceeded")


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer second"},
        {"authorization": "bearer  second "},
        {"x-api-key": "second"},
        {"x-api-key": "first"},
    ],
)
async def test_a_known_key_opens(headers: dict[str, str]) -> None:
    locked = client(api_keys="first,second")
    assert (await locked.post("/echo", content=b"{}", headers=JSON | headers)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": "Bearer "},
        {"authorization": "Bearer secon"},
        {"authorization": "Bearer first,second"},
        {"authorization": "Basic second"},
        {"authorization": "second"},
        {"x-api-key": ""},
        {"x-api-key": "schlüssel".encode()},
        {"x-api-key": "\N{COMBINING ACUTE ACCENT}".encode()},
    ],
)
async def test_nobody_without_a_key_gets_in(headers: dict[str, str]) -> None:
    locked = client(api_keys="first,second")
    for answer in (
        await locked.post("/echo", content=b"{}", headers=JSON | headers),
        await locked.get("/stream", headers=headers),
    ):
        assert is_problem(answer, 401, "unauthorized")
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_an_open_path_needs_no_key() -> None:
    assert (await client(api_keys="first").get("/livez")).status_code == 200


async def test_a_websocket_is_turned_away() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def app(*_: object) -> None:
        raise AssertionError("nothing gets in")

    border = Border(app, Settings(), ROUTES, frozenset())
    await border({"type": "websocket", "path": "/echo", "headers": []}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


async def test_the_callers_request_id_is_kept() -> None:
    answer = await client().get("/livez", headers={"x-request-id": "a1-B2_c3.d4"})
    assert answer.headers.get_list("x-request-id") == ["a1-B2_c3.d4"]


@pytest.mark.parametrize("offered", ["", "a b", "x" * 129, "a;b", "../a"])
async def test_an_unfit_request_id_is_replaced(offered: str) -> None:
    made = [
        (await client().get("/livez", headers={"x-request-id": offered})).headers["x-request-id"]
        for _ in "12"
    ]
    assert [len(one) for one in made] == [32, 32]
    assert made[0] != made[1]


async def test_two_requests_at_a_time_keep_their_ids() -> None:
    border = client()
    headers = [{"x-request-id": f"request-{n}"} for n in range(20)]
    answers = await asyncio.gather(*[border.get("/nowhere", headers=each) for each in headers])
    assert [answer.json()["request_id"] for answer in answers] == [f"request-{n}" for n in range(20)]


async def test_a_large_answer_is_zipped_where_that_is_accepted() -> None:
    body = b'"' + b"word " * 1000 + b'"'
    plain = await client().post("/echo", content=body, headers=JSON | {"accept-encoding": "identity"})
    zipped = await client().post("/echo", content=body, headers=JSON | {"accept-encoding": "br, gzip;q=0.5"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(body) / 10
    assert plain.headers["vary"] == zipped.headers["vary"] == "Accept-Encoding"
    assert plain.content == zipped.content == body  # the client has unzipped it


async def test_a_zipped_answer_has_no_clock_in_it() -> None:
    body = b'"' + b"word " * 1000 + b'"'
    request = client().build_request(
        "POST", "/echo", content=body, headers=JSON | {"accept-encoding": "gzip"}
    )
    answer = await client().send(request, stream=True)
    raw = b"".join([part async for part in answer.aiter_raw()])
    assert raw[4:8] == bytes(4)  # the header's modification time
    assert gzip.decompress(raw) == body


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000"])
async def test_an_answer_stays_plain_where_gzip_is_not_accepted(accepted: str) -> None:
    body = b'"' + b"word " * 1000 + b'"'
    answer = await client().post("/echo", content=body, headers=JSON | {"accept-encoding": accepted})
    assert "content-encoding" not in answer.headers


async def test_a_small_answer_stays_plain() -> None:
    answer = await client().post("/echo", content=b"{}", headers=JSON | {"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers


async def test_a_stream_passes_in_its_parts() -> None:
    answer = await client().get("/stream", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.content == b"a" * 2000 + b"b" * 2000
    assert answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("status", "becomes", "code"),
    [
        (503, 503, "not-ready"),
        (504, 504, "deadline-exceeded"),
        (418, 500, "unexpected"),
        (500, 500, "unexpected"),
    ],
)
async def test_a_refusal_in_other_words_becomes_a_problem(status: int, becomes: int, code: str) -> None:
    answer = await client().get("/reworded", params={"status": status})
    assert is_problem(answer, becomes, code)
    assert "other words" not in answer.text


async def test_what_breaks_is_a_500_without_the_words(caplog: pytest.LogCaptureFixture) -> None:
    answer = await client().get("/broken")
    assert is_problem(answer, 500, "unexpected")
    assert "words of an article" not in answer.text
    assert "ValueError" in caplog.text


async def test_every_request_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "newsbrief"):
        await client().post("/echo", content=b'"secret"', headers=JSON | {"x-request-id": "id-1"})
        await client().get("/no%0Awhere?secret=1", headers={"x-request-id": "id-2"})
    first, second = [record.getMessage() for record in caplog.records]
    assert first.startswith("POST /echo 200 ")
    assert first.endswith(" ms id-1")
    assert second.startswith("GET /no\\nwhere 404 ")
    assert "secret" not in caplog.text


async def test_a_caller_who_leaves_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def app(*_: object) -> None:
        raise AssertionError("there is nothing to do")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/echo",
        "headers": [(b"content-type", b"application/json")],
    }
    with caplog.at_level(logging.INFO, "newsbrief"):
        await Border(app, Settings(), ROUTES, frozenset())(scope, receive, send)
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert "POST /echo - " in caplog.text
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]

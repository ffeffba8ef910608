"""The summarizer's client: the library's method, types and errors over HTTP, patient with a busy service."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

import httpx2
import pytest

from summarizer import errors
from summarizer.client import FIRST_PAUSE, LONGEST_PAUSE, RETRIES, AsyncClient, Client
from summarizer.errors import (
    Busy,
    DeadlineExceeded,
    InputError,
    InvalidBundle,
    NotReady,
    Problem,
    ServiceError,
    Unauthorized,
    UnexpectedResponse,
    Unreachable,
)
from summarizer.types import Article, Brief, Bundle, CheckReport, CheckRequest, ModelInfo, Options

URL = "http://desk.example:3000"
ARTICLES = (Article(id="a", text="The ferry Alma sank. \N{PARTY POPPER}\r\n"), Article(id="b", text=""))
BRIEF = Brief(
    headline=None,
    sentences=(),
    text="",
    words=0,
    articles=(),
    model=ModelInfo(name="extractive", revision="", backend="extractive"),
)

Answer = httpx2.Response | type[httpx2.RequestError]


class Service:
    """A service that gives the same answers, one after the other, to both clients; the last for ever."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = answers
        self.requests: list[httpx2.Request] = []
        self.pauses: list[float] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        answer = self.answers[min(len(self.requests), len(self.answers) - 1)]
        self.requests.append(request)
        if isinstance(answer, httpx2.Response):
            return answer
        raise answer("out of order", request=request)

    def check(self, draft: str) -> CheckReport:
        """The report that the client gets."""
        with Client(URL, transport=httpx2.MockTransport(self.answer)) as client:
            return client.check(ARTICLES, draft)

    def ask(
        self,
        *,
        base_url: str = URL,
        options: Options | None = None,
        previous: Brief | None = None,
        **settings: Any,
    ) -> Brief:
        """What the client gets, having paused for `pauses` seconds."""
        with Client(
            base_url, transport=httpx2.MockTransport(self.answer), sleep=self.pauses.append, **settings
        ) as client:
            return client.summarize(ARTICLES, options, previous)


class AsyncService(Service):
    def check(self, draft: str) -> CheckReport:
        async def check() -> CheckReport:
            async with AsyncClient(URL, transport=httpx2.MockTransport(self.answer)) as client:
                return await client.check(ARTICLES, draft)

        return asyncio.run(check())

    def ask(
        self,
        *,
        base_url: str = URL,
        options: Options | None = None,
        previous: Brief | None = None,
        **settings: Any,
    ) -> Brief:
        async def pause(seconds: float) -> None:
            self.pauses.append(seconds)

        async def ask() -> Brief:
            transport = httpx2.MockTransport(self.answer)
            async with AsyncClient(base_url, transport=transport, sleep=pause, **settings) as client:
                return await client.summarize(ARTICLES, options, previous)

        return asyncio.run(ask())


Make = Callable[..., Service]
twins = pytest.mark.parametrize("make", [Service, AsyncService])


def done() -> httpx2.Response:
    return httpx2.Response(200, content=BRIEF.to_bytes())


def refused(status: int, headers: Iterable[tuple[str, str]] = (), **document: object) -> httpx2.Response:
    return httpx2.Response(status, headers=dict(headers), content=json.dumps(document).encode())


@twins
def test_the_answer_is_a_brief(make: Make) -> None:
    service = make(done())
    assert service.ask(options=Options(max_words=60)) == BRIEF
    (request,) = service.requests
    assert (request.method, str(request.url)) == ("POST", f"{URL}/v1/brief")
    assert request.headers["Content-Type"] == "application/json"
    assert Bundle.model_validate_json(request.content) == Bundle(
        articles=ARTICLES, options=Options(max_words=60)
    )


@twins
def test_a_brief_may_continue_another(make: Make) -> None:
    service = make(done())
    assert service.ask(previous=BRIEF) == BRIEF
    (request,) = service.requests
    assert Bundle.model_validate_json(request.content) == Bundle(articles=ARTICLES, previous=BRIEF)


@twins
def test_a_draft_is_checked(make: Make) -> None:
    sentence = {"text": "It sank.", "supported": False, "score": 0.5, "citations": ()}
    report = CheckReport.model_validate(
        {
            "sentences": [sentence | {"reasons": [{"code": "word", "detail": "sank"}]}],
            "supported": 0,
            "unsupported": 1,
        }
    )
    service = make(httpx2.Response(200, content=report.to_bytes()))
    assert service.check("It sank.") == report
    (request,) = service.requests
    assert (request.method, str(request.url)) == ("POST", f"{URL}/v1/check")
    assert CheckRequest.model_validate_json(request.content) == CheckRequest(
        articles=ARTICLES, draft="It sank."
    )


@twins
def test_a_key_is_shown_where_there_is_one(make: Make) -> None:
    open_, closed = make(done()), make(done())
    open_.ask()
    closed.ask(api_key="k-1")
    assert "Authorization" not in open_.requests[0].headers
    assert closed.requests[0].headers["Authorization"] == "Bearer k-1"


@twins
def test_a_service_behind_a_path_is_found(make: Make) -> None:
    service = make(done())
    service.ask(base_url="https://desk.example/newsbrief/")
    assert str(service.requests[0].url) == "https://desk.example/newsbrief/v1/brief"


@twins
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_service_is_asked_again(make: Make, status: int) -> None:
    service = make(refused(status), refused(status), done())
    assert service.ask() == BRIEF
    assert len(service.requests) == 3
    assert len({request.content for request in service.requests}) == 1


@twins
@pytest.mark.parametrize("failure", [httpx2.ConnectError, httpx2.ConnectTimeout])
def test_a_connection_is_tried_again(make: Make, failure: type[httpx2.RequestError]) -> None:
    service = make(failure, done())
    assert service.ask() == BRIEF
    assert len(service.requests) == 2


@twins
def test_it_gives_up_after_the_last_retry(make: Make) -> None:
    service = make(refused(503))
    with pytest.raises(NotReady):
        service.ask()
    assert len(service.requests) == 1 + RETRIES
    for retry, pause in enumerate(service.pauses):
        assert 0 <= pause <= FIRST_PAUSE * 2**retry


@twins
def test_without_retries_it_asks_once(make: Make) -> None:
    service = make(httpx2.ConnectError)
    with pytest.raises(Unreachable):
        service.ask(retries=0)
    assert (len(service.requests), service.pauses) == (1, [])


@twins
@pytest.mark.parametrize(
    "failure", [httpx2.ReadTimeout, httpx2.WriteTimeout, httpx2.ReadError, httpx2.RemoteProtocolError]
)
def test_what_may_still_be_at_work_is_not_asked_again(make: Make, failure: type[httpx2.RequestError]) -> None:
    service = make(failure)
    with pytest.raises(Unreachable, match=r"no answer from desk\.example:3000: out of order"):
        service.ask()
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "Fri, 07 Mar 2025 10:00:09 GMT", "Date": "Fri, 07 Mar 2025 10:00:05 GMT"}, 4),
        ({"Retry-After": "Fri, 07 Mar 2025 10:00:00 GMT", "Date": "Fri, 07 Mar 2025 10:00:05 GMT"}, 0),
        ({"Retry-After": "Fri, 07 Mar 2025 10:00:09 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "²"}, None),
        ({}, None),
    ],
)
@twins
def test_it_waits_as_long_as_it_is_told(make: Make, headers: dict[str, str], told: float | None) -> None:
    busy = httpx2.Response(429, headers=[(name.encode(), value.encode()) for name, value in headers.items()])
    service = make(busy)
    with pytest.raises(Busy) as caught:
        service.ask(retries=1)
    assert caught.value.retry_after == told
    (pause,) = service.pauses
    assert (told or 0) <= pause <= (told or 0) + FIRST_PAUSE


@twins
def test_it_says_how_long_rather_than_wait_too_long(make: Make) -> None:
    service = make(refused(429, {"Retry-After": str(int(LONGEST_PAUSE) + 1)}.items()))
    with pytest.raises(Busy) as caught:
        service.ask()
    assert caught.value.retry_after == LONGEST_PAUSE + 1
    assert (len(service.requests), service.pauses) == (1, [])


@twins
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, Unauthorized),
        (429, Busy),
        (503, NotReady),
        (504, DeadlineExceeded),
        (302, UnexpectedResponse),
        (404, UnexpectedResponse),
        (413, UnexpectedResponse),
        (422, UnexpectedResponse),
        (500, UnexpectedResponse),
        (502, UnexpectedResponse),
    ],
)
def test_a_refusal_is_an_error_with_the_services_words(
    make: Make, status: int, kind: type[ServiceError]
) -> None:
    service = make(
        refused(status, detail="because", title="No", request_id="r-7", code="other", type="urn:x")
    )
    with pytest.raises(kind, match=r"^because$") as caught:
        service.ask(retries=0)
    assert type(caught.value) is kind
    assert (caught.value.status, caught.value.request_id) == (status, "r-7")


@twins
@pytest.mark.parametrize(
    "content", [b"", b"<html>Bad gateway</html>", b"[1]", b'{"errors": 3, "detail": "x"}', b"\xff"]
)
def test_a_refusal_without_a_problem_document_is_told_by_its_status(make: Make, content: bytes) -> None:
    service = make(httpx2.Response(500, content=content, headers={"X-Request-ID": "r-8"}))
    with pytest.raises(
        UnexpectedResponse, match=r"^the service answered 500 Internal Server Error$"
    ) as caught:
        service.ask()
    assert caught.value.request_id == "r-8"


@twins
@pytest.mark.parametrize("content", [b"", b"<html>", b"{}", b'{"text": "The ferry"}'])
def test_an_answer_that_is_no_brief_is_unexpected(make: Make, content: bytes) -> None:
    service = make(httpx2.Response(200, content=content))
    with pytest.raises(UnexpectedResponse, match=r"^the answer is no Brief$"):
        service.ask()
    assert len(service.requests) == 1


@twins
def test_an_answer_that_cannot_be_unpacked_is_unexpected(make: Make) -> None:
    with pytest.raises(UnexpectedResponse, match="can't be decoded"):
        make(httpx2.DecodingError).ask()


@twins
def test_a_redirect_is_not_followed(make: Make) -> None:
    service = make(httpx2.Response(307, headers={"Location": "http://elsewhere.example/v1/brief"}))
    with pytest.raises(UnexpectedResponse, match="307"):
        service.ask()
    assert [request.url.host for request in service.requests] == ["desk.example"]


@twins
def test_a_password_in_the_address_is_not_in_the_message(make: Make) -> None:
    with pytest.raises(Unreachable) as caught:
        make(httpx2.ConnectError).ask(base_url="http://desk:secret@desk.example", retries=0)
    assert "secret" not in str(caught.value)


INPUT_ERRORS = [
    errors.NoArticles(),
    errors.DuplicateArticle("a"),
    errors.UnknownArticle("c"),
    errors.NothingUsable(("a", "b")),
    errors.BudgetTooSmall(20, 31),
    errors.EmptyDraft(),
    InvalidBundle((Problem("/articles/0/text", "is missing"), Problem("", "unknown field"))),
]


@twins
@pytest.mark.parametrize("error", INPUT_ERRORS, ids=lambda error: error.code)
def test_the_librarys_errors_come_back_as_themselves(make: Make, error: InputError) -> None:
    from service.errors import problem

    answer = problem(error, Bundle(articles=ARTICLES, options=Options(context=("c",))))
    service = make(httpx2.Response(answer.status_code, content=bytes(answer.body)))
    with pytest.raises(InputError) as caught:
        service.ask()
    assert type(caught.value) is type(error)
    assert (str(caught.value), vars(caught.value)) == (str(error), vars(error))
    assert len(service.requests) == 1


def test_every_error_of_a_bundle_can_come_back() -> None:
    read_from_disk = {errors.UnreadableSource}
    assert {type(error) for error in INPUT_ERRORS} == set(InputError.__subclasses__()) - read_from_disk


def test_nobody_at_home_is_unreachable() -> None:
    with socket.socket() as deaf:  # bound, so that nobody else is there, and not listening
        deaf.bind(("127.0.0.1", 0))
        url = "http://{}:{}".format(*deaf.getsockname())
        with pytest.raises(Unreachable, match="127"), Client(url, sleep=lambda _: None) as client:
            client.summarize(ARTICLES)


def test_it_needs_nothing_but_httpx2_and_pydantic() -> None:
    code = "import sys, summarizer.client; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = {name.partition(".")[0] for name in shown.split()}
    assert {"httpx2", "pydantic"} <= loaded
    assert not loaded & {
        "numpy",
        "scipy",
        "nltk",
        "torch",
        "transformers",
        "ctranslate2",
        "click",
        "rich",
        "bentoml",
    }

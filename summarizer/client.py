# long: the twins and what they share are one subject
"""The service as a method call: `Client` and `AsyncClient` have the library's methods, types and errors.

Nothing but httpx2 and pydantic is needed here. The twins differ in how they send and sleep; what they send,
how they read an answer and whether they ask again are plain functions that both call.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx2
from pydantic import BaseModel, ValidationError

from summarizer.errors import (
    BudgetTooSmall,
    Busy,
    DeadlineExceeded,
    DuplicateArticle,
    EmptyDraft,
    InputError,
    InvalidBundle,
    NewsbriefError,
    NoArticles,
    NothingUsable,
    NotReady,
    Problem,
    ServiceError,
    Unauthorized,
    UnexpectedResponse,
    UnknownArticle,
    Unreachable,
)
from summarizer.types import Brief, Bundle, CheckReport, CheckRequest, Events, Feed, Options

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from types import TracebackType
    from typing import Self

    from summarizer.types import Article, Event

__all__ = ["AsyncClient", "Client"]

Answer = TypeVar("Answer", bound=BaseModel)

TIMEOUT = httpx2.Timeout(
    120, connect=5
)  # seconds: a brief of 50 articles takes a while, a connection doesn't
RETRIES = 3
FIRST_PAUSE = 0.5  # seconds; doubled at every retry
LONGEST_PAUSE = 30.0  # seconds; who is told to wait longer should know, not wait

# Not a read timeout: the service may still be at work, and asking again doubles the load that made it slow.
_RETRIED_FAILURES = (httpx2.ConnectError, httpx2.ConnectTimeout)
_RETRIED_STATUSES = frozenset({429, 502, 503, 504})


class Client:
    """The service at `base_url`, asked for briefs and checks.

    `retries` is how often a request is sent again after 429, 502, 503, 504 or a failed connection. The
    pauses grow exponentially, with full jitter; a `Retry-After` of at most 30 seconds is kept to, a longer
    one ends the matter. `transport` takes another httpx2 transport (a proxy, a test), `sleep` another way
    to pause. Proxies and passwords are not taken from the environment: the articles go to `base_url` and
    nowhere else.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str | None = None,
        *,
        timeout: httpx2.Timeout | float | None = TIMEOUT,
        retries: int = RETRIES,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx2.Client(
            base_url=base_url,
            headers=_headers(api_key),
            timeout=timeout,
            transport=transport,
            trust_env=False,
        )
        self._retries = retries
        self._sleep = sleep

    def summarize(
        self, articles: Sequence[Article], options: Options | None = None, previous: Brief | None = None
    ) -> Brief:
        """The brief of the articles; with `previous`, what is new since that brief.

        Raises the library's errors (DuplicateArticle, NothingUsable, …) for what is wrong with the
        articles, and a ServiceError for what is wrong with the service or the way to it.
        """
        return self._answer(_brief(articles, options, previous))

    def check(self, articles: Sequence[Article], draft: str) -> CheckReport:
        """What the articles bear out of a text that somebody else wrote; raises as `summarize` does."""
        return self._answer(_check(articles, draft))

    def events(self, articles: Sequence[Article], known: Sequence[Event] = ()) -> tuple[Event, ...]:
        """The events that the articles of a feed report, the `known` ones first; raises as `summarize` does."""
        return self._answer(_feed(articles, known)).events

    def _answer(self, question: _Question[Answer]) -> Answer:
        retry = 0
        while isinstance(outcome := _read(self._ask(question), question.answer), _Refusal):
            self._sleep(_pause(outcome, retry, self._retries))
            retry += 1
        return outcome

    def _ask(self, question: _Question[Any]) -> httpx2.Response | httpx2.RequestError:
        try:
            return self._http.post(question.path, content=question.body)
        except httpx2.RequestError as error:
            return error

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient:
    """`Client` for asyncio; under trio or curio give their `sleep`."""

    def __init__(
        self,
        base_url: str,
        api_key: str | None = None,
        *,
        timeout: httpx2.Timeout | float | None = TIMEOUT,
        retries: int = RETRIES,
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx2.AsyncClient(
            base_url=base_url,
            headers=_headers(api_key),
            timeout=timeout,
            transport=transport,
            trust_env=False,
        )
        self._retries = retries
        self._sleep = sleep

    async def summarize(
        self, articles: Sequence[Article], options: Options | None = None, previous: Brief | None = None
    ) -> Brief:
        """The brief of the articles; raises as `Client.summarize` does."""
        return await self._answer(_brief(articles, options, previous))

    async def check(self, articles: Sequence[Article], draft: str) -> CheckReport:
        """The report on a text that somebody else wrote; raises as `Client.summarize` does."""
        return await self._answer(_check(articles, draft))

    async def events(self, articles: Sequence[Article], known: Sequence[Event] = ()) -> tuple[Event, ...]:
        """The events of the feed; raises as `Client.events` does."""
        return (await self._answer(_feed(articles, known))).events

    async def _answer(self, question: _Question[Answer]) -> Answer:
        retry = 0
        while isinstance(outcome := _read(await self._ask(question), question.answer), _Refusal):
            await self._sleep(_pause(outcome, retry, self._retries))
            retry += 1
        return outcome

    async def _ask(self, question: _Question[Any]) -> httpx2.Response | httpx2.RequestError:
        try:
            return await self._http.post(question.path, content=question.body)
        except httpx2.RequestError as error:
            return error

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.aclose()


@dataclass(frozen=True, slots=True)
class _Question(Generic[Answer]):
    """What is sent where, and what a good answer is."""

    path: str
    body: bytes
    answer: type[Answer]


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why there is no answer, whether to ask again, and how many seconds the service asks to wait."""

    error: NewsbriefError
    retry: bool
    retry_after: float | None = None


class _Document(BaseModel):
    """What we read of a problem document (RFC 9457); whatever else stands in it is passed over."""

    code: str = ""
    title: str = ""
    detail: str = ""
    request_id: str | None = None
    errors: tuple[Problem, ...] = ()
    article: str = ""
    articles: tuple[str, ...] = ()
    max_words: int = 0
    shortest: int = 0


# What the library would have raised, by the document's code.
_INPUT_ERRORS: dict[str, Callable[[_Document], InputError]] = {
    NoArticles.code: lambda _: NoArticles(),
    DuplicateArticle.code: lambda told: DuplicateArticle(told.article),
    UnknownArticle.code: lambda told: UnknownArticle(told.article),
    NothingUsable.code: lambda told: NothingUsable(told.articles),
    BudgetTooSmall.code: lambda told: BudgetTooSmall(told.max_words, told.shortest),
    EmptyDraft.code: lambda _: EmptyDraft(),
    InvalidBundle.code: lambda told: InvalidBundle(told.errors),
}


def _headers(api_key: str | None) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json, application/problem+json"}
    return headers if api_key is None else {**headers, "Authorization": f"Bearer {api_key}"}


def _brief(articles: Sequence[Article], options: Options | None, previous: Brief | None) -> _Question[Brief]:
    bundle = Bundle(articles=tuple(articles), options=options or Options(), previous=previous)
    return _Question("/v1/brief", bundle.model_dump_json().encode(), Brief)


def _check(articles: Sequence[Article], draft: str) -> _Question[CheckReport]:
    request = CheckRequest(articles=tuple(articles), draft=draft)
    return _Question("/v1/check", request.model_dump_json().encode(), CheckReport)


def _feed(articles: Sequence[Article], known: Sequence[Event]) -> _Question[Events]:
    feed = Feed(articles=tuple(articles), known=tuple(known))
    return _Question("/v1/events", feed.model_dump_json().encode(), Events)


def _read(answer: httpx2.Response | httpx2.RequestError, shape: type[Answer]) -> Answer | _Refusal:
    """What the service answered, in its shape, or why there is nothing."""
    if isinstance(answer, httpx2.RequestError):
        return _unanswered(answer)
    if answer.status_code == httpx2.codes.OK:
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError:
            error = UnexpectedResponse(f"the answer is no {shape.__name__}", status=answer.status_code)
            return _Refusal(error, retry=False)
    try:
        document = _Document.model_validate_json(answer.content)
    except ValidationError:  # somebody in between answered: a proxy, another server
        document = _Document()
    if document.code in _INPUT_ERRORS:
        return _Refusal(_INPUT_ERRORS[document.code](document), retry=False)
    retry_after = _retry_after(answer.headers)
    failure = _service_error(answer, document, retry_after)
    return _Refusal(failure, answer.status_code in _RETRIED_STATUSES, retry_after)


def _unanswered(failure: httpx2.RequestError) -> _Refusal:
    host = failure.request.url.netloc.decode("ascii")  # without a password that may stand in the URL
    reason = str(failure) or type(failure).__name__
    if isinstance(failure, httpx2.DecodingError):
        return _Refusal(UnexpectedResponse(f"the answer of {host} can't be decoded: {reason}"), retry=False)
    return _Refusal(Unreachable(f"no answer from {host}: {reason}"), isinstance(failure, _RETRIED_FAILURES))


def _service_error(answer: httpx2.Response, document: _Document, retry_after: float | None) -> ServiceError:
    status = answer.status_code
    detail = (
        document.detail or document.title or f"the service answered {status} {answer.reason_phrase}".rstrip()
    )
    facts: dict[str, Any] = {
        "status": status,
        "request_id": document.request_id or answer.headers.get("X-Request-ID"),
    }
    match status:
        case 401:
            return Unauthorized(detail, **facts)
        case 429:
            return Busy(detail, retry_after=retry_after, **facts)
        case 503:
            return NotReady(detail, **facts)
        case 504:
            return DeadlineExceeded(detail, **facts)
    return UnexpectedResponse(detail, **facts)


def _retry_after(headers: httpx2.Headers) -> float | None:
    """The seconds of a `Retry-After`. A date is counted from the answer's own `Date`, for clocks differ."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):  # TypeError: one of the dates has a time zone, the other none
        return None
    return max(0.0, wait.total_seconds())


def _pause(refusal: _Refusal, retry: int, retries: int) -> float:
    """The seconds before retry number `retry`, from 0; raises the refusal's error where there is none."""
    told = refusal.retry_after or 0.0
    if not refusal.retry or retry >= retries or told > LONGEST_PAUSE:
        raise refusal.error
    backoff = min(LONGEST_PAUSE, FIRST_PAUSE * 2**retry)
    return told + random.uniform(0, backoff)  # noqa: S311 - jitter keeps clients apart, it is no secret

"""Which error is which HTTP status: the one border between the library's words and the wire's (RFC 9457)."""

from __future__ import annotations

import json
import logging
import math
import traceback
from contextvars import ContextVar
from typing import TYPE_CHECKING

from starlette.responses import Response

from summarizer import errors
from summarizer.errors import NewsbriefError, Problem
from summarizer.types import Bundle, Feed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from summarizer.types import CheckRequest

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")

log = logging.getLogger("newsbrief")


class NotJson(NewsbriefError):
    """The body is no JSON."""

    code = "not-json"


class NotFound(NewsbriefError):
    """There is nothing at this path."""

    code = "not-found"


class MethodNotAllowed(NewsbriefError):
    """The path knows other methods."""

    code = "method-not-allowed"

    def __init__(self, allowed: Collection[str]) -> None:
        self.allowed = ", ".join(sorted(allowed))
        super().__init__(f"this path answers to {self.allowed}")


class TooLarge(NewsbriefError):
    """The body is larger than the service takes."""

    code = "too-large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"the body is larger than {limit} bytes")


class UnsupportedType(NewsbriefError):
    """The body is not declared as plain JSON."""

    code = "unsupported-type"


class Unexpected(NewsbriefError):
    """Something broke; the log knows what."""

    code = "unexpected"


# The status and title of every error that can reach the wire; a subclass without a line has its parent's.
TABLE: dict[type[NewsbriefError], tuple[int, str]] = {
    NotJson: (400, "The body is not JSON"),
    errors.Unauthorized: (401, "An API key is needed"),
    NotFound: (404, "Nothing is here"),
    MethodNotAllowed: (405, "The method is not allowed here"),
    TooLarge: (413, "The body is too large"),
    UnsupportedType: (415, "The body must be application/json"),
    errors.InputError: (422, "The bundle can't be briefed"),
    errors.NoArticles: (422, "The bundle holds no articles"),
    errors.DuplicateArticle: (422, "Two articles have one id"),
    errors.UnknownArticle: (422, "There is no such article"),
    errors.NothingUsable: (422, "Nothing in the bundle is usable"),
    errors.BudgetTooSmall: (422, "No sentence is short enough"),
    errors.EmptyDraft: (422, "The draft holds no sentence"),
    errors.InvalidBundle: (422, "The bundle has the wrong shape"),
    errors.UnreadableSource: (422, "A source can't be read"),
    errors.Busy: (429, "The queue is full"),
    Unexpected: (500, "Something went wrong"),
    # Not 503: sent again, the request would fail again.
    errors.ModelError: (500, "The model can't be used"),
    errors.ModelNotFound: (500, "The model can't be found"),
    errors.ModelUnusable: (500, "The model can't be used"),
    errors.MissingExtra: (500, "A part of the service is not installed"),
    errors.NotReady: (503, "The service is not ready"),
    errors.DeadlineExceeded: (504, "The deadline has passed"),
}


def problem(error: Exception, request: Bundle | CheckRequest | Feed | None = None) -> Response:
    """The answer that tells the caller of `error`: application/problem+json, with pointers into `request`.

    An error that isn't in the table is a 500 that says no more, and a line in the log that says where.
    """
    if not isinstance(error, NewsbriefError) or not set(type(error).__mro__) & TABLE.keys():
        _log_unexpected(error)
        error = Unexpected("an unexpected error; the service's log has more under this request id")
    status, title = next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
    document = {
        "type": f"urn:newsbrief:{error.code}",
        "title": title,
        "status": status,
        "detail": _detail(error),
        "code": error.code,
        **_facts(error),
        "errors": [{"pointer": p.pointer, "detail": p.detail} for p in _problems(error, request)],
        "request_id": REQUEST_ID.get(),
    }
    body = json.dumps(document, separators=(",", ":")).encode()
    return Response(body, status, _headers(error), media_type="application/problem+json")


def _detail(error: NewsbriefError) -> str:
    if isinstance(error, errors.InvalidBundle):
        return "the bundle has the wrong shape; errors names the places"
    if isinstance(error, errors.ModelError):  # its own words name the operator's directories
        return "the model can't be used; the service's log says why"
    return str(error)


def _facts(error: NewsbriefError) -> dict[str, object]:
    """What a client needs to raise the library's error again; the problems go by their own name."""
    return (
        {k: v for k, v in vars(error).items() if k != "problems"}
        if isinstance(error, errors.InputError)
        else {}
    )


def _problems(error: NewsbriefError, request: Bundle | CheckRequest | Feed | None) -> Iterator[Problem]:
    """The places in the request that `error` is about."""
    articles = request.articles if request else ()
    match error:
        case errors.InvalidBundle():
            yield from error.problems
        case errors.NoArticles():
            yield Problem("/articles", "is empty")
        case errors.DuplicateArticle():
            same = (i for i, article in enumerate(articles) if article.id == error.article)
            yield from (Problem(f"/articles/{i}/id", "stands more than once") for i in same)
        case errors.UnknownArticle() if isinstance(request, Bundle):
            yield Problem(
                f"/options/context/{request.options.context.index(error.article)}", "is no article's id"
            )
        case errors.UnknownArticle() if isinstance(request, Feed):
            named = ((i, event.articles) for i, event in enumerate(request.known))
            place = next(
                f"{i}/articles/{ids.index(error.article)}" for i, ids in named if error.article in ids
            )
            yield Problem(f"/known/{place}", "is no article's id")
        case errors.NothingUsable():
            yield from (
                Problem(f"/articles/{i}/text", "holds no sentence of prose") for i in range(len(articles))
            )
        case errors.BudgetTooSmall():
            yield Problem("/options/max_words", f"should be at least {error.shortest}")
        case errors.EmptyDraft():
            yield Problem("/draft", "holds no sentence")


def _headers(error: NewsbriefError) -> dict[str, str]:
    match error:
        case errors.Unauthorized():
            return {"www-authenticate": "Bearer"}
        case MethodNotAllowed():
            return {"allow": error.allowed}
        case UnsupportedType():
            return {"accept-post": "application/json", "accept-encoding": "identity"}
        case errors.Busy():
            return {"retry-after": str(math.ceil(error.retry_after or 1))}
        case errors.NotReady():
            return {"retry-after": "1"}
    return {}


def _log_unexpected(error: Exception) -> None:
    """Logs what broke and where, without the error's message: that may hold an article's words."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s in request %s\n%s", type(error).__name__, REQUEST_ID.get(), frames)

"""What every request passes on its way in and every answer on its way out: one ASGI layer around BentoML's.

In: a request id, known paths and methods only, the API key, the body's type and size. Out: problem+json for
every refusal, gzip where it is accepted, the request id, a line in the log and the counters. The body is read
in full and replayed, because an error raised from `receive` would be swallowed further in.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import hmac
import logging
import re
import secrets
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from service import metrics
from service.errors import (
    REQUEST_ID,
    MethodNotAllowed,
    NotFound,
    NotJson,
    TooLarge,
    Unexpected,
    UnsupportedType,
    problem,
)
from summarizer.errors import DeadlineExceeded, NewsbriefError, NotReady, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.settings import Settings

SANE_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")
PROBLEM = "application/problem+json"
WORTH_ZIPPING = 1024  # bytes: below, one packet carries the answer either way

log = logging.getLogger("newsbrief")


class Border:
    """The layer. `routes` maps every path there is to its methods; those in `open_paths` need no key."""

    def __init__(
        self, app: ASGIApp, settings: Settings, routes: Mapping[str, Set[str]], open_paths: Set[str]
    ) -> None:
        self._app = app
        self._settings = settings
        self._routes = routes
        self._open = open_paths
        self._keys = [_digest(key) for key in settings.every_key()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection. WebSockets are turned away: there is nothing for them here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        REQUEST_ID.set(_request_id(headers))
        answer = _Answer(scope, send, zipped=_accepts_gzip(headers))
        began = time.monotonic()
        try:
            await self._serve(scope, headers, receive, answer)
        except ClientDisconnect:
            # Nobody hears this, but BentoML's timer holds on to the request until there is some answer.
            await Response(status_code=HTTPStatus.BAD_REQUEST)(scope, receive, send)
        except Exception as error:
            refusal = problem(
                error
            )  # raised on, it would be logged with its message: that may hold an article
            if not answer.status:
                await refusal(scope, receive, answer.send)
        finally:
            self._record(scope, answer.status, time.monotonic() - began)

    async def _serve(self, scope: Scope, headers: Headers, receive: Receive, answer: _Answer) -> None:
        self._admit(scope, headers)
        if scope["method"] == "POST":
            _check_type(headers)
            receive = _replay(await self._body(headers, receive), receive)
        await self._app(scope, receive, answer.send)

    def _admit(self, scope: Scope, headers: Headers) -> None:
        """Raises NotFound, MethodNotAllowed or Unauthorized."""
        if scope["path"] not in self._routes:
            raise NotFound("there is nothing at this path")
        if scope["method"] not in self._routes[scope["path"]]:
            raise MethodNotAllowed(self._routes[scope["path"]])
        if self._keys and scope["path"] not in self._open and not self._knows(headers):
            raise Unauthorized("send a valid key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'")

    def _knows(self, headers: Headers) -> bool:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        offered = token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")
        # Digests have one length and all are compared: the time it takes tells nothing of the keys.
        matches = [hmac.compare_digest(_digest(offered), key) for key in self._keys]
        return any(matches)

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        """The whole body. Raises TooLarge, NotJson if there is none, DeadlineExceeded if it dribbles."""
        limit, deadline = self._settings.max_body_bytes, self._settings.deadline
        declared = headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > limit:
            raise TooLarge(limit)
        body, more = bytearray(), True
        try:
            async with asyncio.timeout(deadline):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ClientDisconnect
                    body += message.get("body", b"")
                    if len(body) > limit:
                        raise TooLarge(limit)
                    more = message.get("more_body", False)
        except TimeoutError:
            raise DeadlineExceeded(f"the body did not arrive within {deadline:g} seconds") from None
        if not body:  # BentoML would hand it on as "{}"
            raise NotJson("the body is empty")
        return bytes(body)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope["path"] if scope["path"] in self._routes else "unknown"  # one label, whatever is tried
        metrics.record(route, status, seconds)
        path, ms = ascii(scope["path"])[1:-1][:200], round(seconds * 1000)  # no line break gets into the log
        probe = scope["path"] in self._open  # comes every few seconds
        level = logging.DEBUG if probe else logging.INFO
        log.log(level, "%s %s %s %d ms %s", scope["method"], path, status or "-", ms, REQUEST_ID.get())


class _Answer:
    """Passes an answer on to `send`: with the request id, zipped if it helps, a refusal as problem+json.

    `status` is 0 until the answer has begun.
    """

    def __init__(self, scope: Scope, send: Send, *, zipped: bool) -> None:
        self.status = 0
        self._scope = scope
        self._send = send
        self._zipped = zipped
        self._start: Message | None = None  # held back until the body's first part shows what it will be
        self._replaced = False

    async def send(self, message: Message) -> None:
        """Takes the app's next message."""
        if message["type"] == "http.response.start":
            self._start = message
        elif self._start is not None:
            start, self._start = self._start, None
            await self._begin(start, message)
        elif not self._replaced:
            await self._send(message)

    async def _begin(self, start: Message, first: Message) -> None:
        headers = MutableHeaders(scope=start)
        if start["status"] >= HTTPStatus.BAD_REQUEST and headers.get("content-type") != PROBLEM:
            self._replaced = True  # an answer in BentoML's or Starlette's words
            await problem(_in_our_words(start["status"]))(self._scope, _nothing, self.send)
            return
        headers["x-request-id"] = REQUEST_ID.get()
        whole = not first.get("more_body", False)
        if whole and len(first.get("body", b"")) >= WORTH_ZIPPING:
            headers.add_vary_header("Accept-Encoding")
            if self._zipped:
                # Without the clock: same brief, same bytes.
                first = {**first, "body": gzip.compress(first["body"], mtime=0)}
                headers["content-encoding"] = "gzip"
                headers["content-length"] = str(len(first["body"]))
        self.status = start["status"]
        await self._send(start)
        await self._send(first)


def _in_our_words(status: int) -> NewsbriefError:
    """The error behind a refusal that is not ours; paths and methods were checked before."""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return NotReady("the service is starting or stopping")
    if status == HTTPStatus.GATEWAY_TIMEOUT:
        return DeadlineExceeded("not done in time")
    return Unexpected("an unexpected error; the service's log has more under this request id")


def _check_type(headers: Headers) -> None:
    """Raises UnsupportedType unless the body is plain JSON in UTF-8."""
    kind, _, parameters = headers.get("content-type", "").lower().partition(";")
    charset = re.search(r"charset\s*=\s*\"?([^\s\";]+)", parameters)
    if kind.strip() != "application/json" or (charset and charset[1] not in {"utf-8", "utf8"}):
        raise UnsupportedType("the content type must be application/json in UTF-8")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedType("the body must not be compressed")


def _request_id(headers: Headers) -> str:
    """The caller's own id for the request if it is safe to repeat, else a new one."""
    offered = headers.get("x-request-id", "")
    return offered if SANE_ID.fullmatch(offered) else secrets.token_hex(16)


def _accepts_gzip(headers: Headers) -> bool:
    for choice in headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = choice.partition(";")
        if coding.strip() == "gzip":
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives `body` once, then what `receive` gives: the disconnect."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return pending.pop() if pending else await receive()

    return again


async def _nothing() -> Message:
    return {"type": "http.disconnect"}

"""The service: `NewsBrief` and its endpoints. `bentoml serve service.app:NewsBrief` runs it."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import contextmanager
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

import bentoml
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service import metrics, openapi
from service.dispatcher import Dispatcher
from service.errors import NotJson, problem
from service.middleware import Border
from service.settings import load_settings
from summarizer.errors import NotReady, UnreadableSource
from summarizer.formats.json import parse
from summarizer.types import Brief, Bundle, CheckReport, CheckRequest, Events, Feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request

    from summarizer import Summarizer

Question = TypeVar("Question", Bundle, CheckRequest, Feed)

log = logging.getLogger("newsbrief")

settings = load_settings()


async def page(_: Request) -> Response:
    """The page for people; it loads nothing from anywhere."""
    html = resources.files("service").joinpath("page/index.html").read_bytes()
    policy = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(html, media_type="text/html", headers=policy)


async def description(_: Request) -> Response:
    """The OpenAPI document, for programs."""
    return JSONResponse(openapi.document())


async def counters(_: Request) -> Response:
    """The counters, for Prometheus."""
    return Response(metrics.page(settings.prometheus_dir), media_type=metrics.CONTENT_TYPE)


PAGES = [Route("/", page), Route("/openapi.json", description), Route("/metrics", counters)]


@bentoml.service(
    name="NewsBrief",
    workers=settings.workers,
    traffic={"timeout": 2 * settings.deadline + 60},  # a last resort: our own deadlines answer first
    metrics={"enabled": False},  # service.metrics says why
    logging={"access": {"enabled": False}},  # Border writes the line
)
@bentoml.asgi_app(Starlette(routes=PAGES))
class NewsBrief:
    """Briefs over HTTP."""

    def __init__(self) -> None:
        log.setLevel(settings.log_level.upper())
        self._dispatcher = Dispatcher(settings.concurrency, settings.queue, settings.deadline)
        # In the background, so that probes and early callers get a 503 at once, not a silent connection.
        self._loading = self._dispatcher.submit(_load)

    # The body arrives as bytes because BentoML, where it validates, logs article text and knows no 422.
    @bentoml.api(route="/v1/brief", output_spec=Brief)  # type: ignore[untyped-decorator]  # BentoML is untyped
    async def brief(self, body: bytes, /) -> Response:
        """A bundle in, its brief out."""
        return await self._answer(body, Bundle, _brief)

    @bentoml.api(route="/v1/check", output_spec=CheckReport)  # type: ignore[untyped-decorator]  # as above
    async def check(self, body: bytes, /) -> Response:
        """A draft and the articles that it is held against in, the report on its sentences out."""
        return await self._answer(body, CheckRequest, _check)

    @bentoml.api(route="/v1/events", output_spec=Events)  # type: ignore[untyped-decorator]  # as above
    async def events(self, body: bytes, /) -> Response:
        """A feed in, its events out."""
        return await self._answer(body, Feed, _events)

    async def _answer(
        self, body: bytes, shape: type[Question], work: Callable[[Summarizer, Question], bytes]
    ) -> Response:
        question = None
        try:
            question = _read(body, shape)
            answer = await self._dispatcher.run(partial(work, self._summarizer(), question))
        except Exception as error:  # BentoML would mask it, reword it or log it with the text
            return problem(error, question)
        return Response(answer, media_type="application/json")

    def _summarizer(self) -> Summarizer:
        if not self._loading.done() or self._loading.exception():
            raise NotReady("the model is not loaded")
        return self._loading.result()

    async def __is_ready__(self) -> bool:
        """Whether the model is loaded: /readyz."""
        return self._loading.done() and not self._loading.exception()

    async def __is_alive__(self) -> bool:
        """Whether the model is loaded or still may be: /livez. What never will be should be replaced."""
        return not self._loading.done() or not self._loading.exception()

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]  # BentoML is untyped
    def close(self) -> None:
        """Drops what still waits."""
        self._dispatcher.close()


def _read(body: bytes, shape: type[Question]) -> Question:
    try:
        return parse(shape, body, "the body")
    except UnreadableSource as error:
        raise NotJson(str(error)) from None


def _brief(summarizer: Summarizer, bundle: Bundle) -> bytes:
    return summarizer.summarize(bundle.articles, bundle.options, bundle.previous).to_bytes()


def _check(summarizer: Summarizer, request: CheckRequest) -> bytes:
    return summarizer.check(request.articles, request.draft).to_bytes()


def _events(summarizer: Summarizer, feed: Feed) -> bytes:
    return Events(events=summarizer.events(feed.articles, feed.known)).to_bytes()


def _load() -> Summarizer:
    try:
        with _without("scipy.stats"):  # NLTK asks for it, we never do: .6 s of processor time and 23 MB
            from summarizer import Summarizer  # BentoML's command imports this module too and needs no model

        summarizer = Summarizer.load(settings.model, threads=settings.threads, cache=settings.cache)
    except Exception:
        log.exception("the model can't be loaded")
        raise
    gc.collect()
    gc.freeze()  # the model's objects stay: collections that walk them pause all requests by 0.1 to 0.25 s
    log.info("ready")
    return summarizer


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Where a module that is not loaded yet can't be imported: who can do without it, does."""
    blocked = module not in sys.modules
    if blocked:
        sys.modules[module] = None  # type: ignore[assignment]  # so the import system spells "not to be found"
    try:
        yield
    finally:
        if blocked:
            del sys.modules[module]


bento_service: Any = NewsBrief  # the decorator made a bentoml.Service of the class, which mypy can't see
GET = frozenset({"GET", "HEAD"})
PROBES = frozenset({"/livez", "/readyz", "/healthz"})

bento_service.add_asgi_middleware(
    Border,
    settings=settings,
    routes={
        **{api.route: frozenset({"POST"}) for api in bento_service.apis.values()},
        **dict.fromkeys([route.path for route in PAGES], GET),
        **dict.fromkeys(PROBES, GET),
    },
    open_paths=PROBES | {"/", "/openapi.json"} | ({"/metrics"} if settings.metrics_open else set()),
)

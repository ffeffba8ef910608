"""The true service in this process, no port and no stand-in, and a small bundle of our own to send to it."""

from __future__ import annotations

import asyncio
import importlib
import os
import warnings
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import httpx2
import pytest

from summarizer.types import Article, Bundle, Options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

os.environ["BENTOML_DO_NOT_TRACK"] = "True"  # read when bentoml is imported


@contextmanager
def bentoml_being_of_1_4() -> Iterator[None]:
    """Lets pass what BentoML 1.4 does on import that pathspec 1 and pydantic 2.11 have begun to give up."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "GitWildMatchPattern", DeprecationWarning)
        warnings.filterwarnings("ignore", "The `__get_pydantic_core_schema__` method", DeprecationWarning)
        yield


with bentoml_being_of_1_4():
    import service.app

MARKER = "Quillonby"  # stands in every article and may stand in no log

TEXTS = {
    "gazette": f"""{MARKER}, March 3, 2026 - The Old Mill bridge in {MARKER} was closed on Tuesday
after inspectors found a crack in its main pier. Mayor Ines Halloran said repairs would take six weeks
and cost 240,000 dollars. About 4,000 drivers use the bridge every day. Buses will be sent over the
northern road until the work is done.
""",
    "courier": f"""{MARKER} closed its Old Mill bridge on Tuesday. Inspectors had found a crack in the
main pier, the city said. The repairs will take six weeks, according to Mayor Ines Halloran. Shopkeepers
near the bridge said that they feared for their trade.
""",
    "tribune": f"""A crack in a pier has closed the Old Mill bridge in {MARKER}. Engineers will start the
repairs on Monday. Halloran said: "Nobody was ever in danger." The bridge was built in 1931.
""",
}


def bundle(copies: int = 1) -> Bundle:
    """The three articles, `copies` times each: enough of them keep the service busy for a while."""
    ids = [(f"{name}-{copy}", text) for copy in range(copies) for name, text in TEXTS.items()]
    articles = tuple(Article(id=id_, text=text) for id_, text in ids)
    return Bundle(articles=articles, options=Options(max_words=60, extractive=True))


@asynccontextmanager
async def serve(*, ready: bool = True, **settings: object) -> AsyncIterator[httpx2.ASGITransport]:
    """The service under the settings given, as another process would run it; waits until it is `ready`."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(f"NEWSBRIEF_{name.upper()}", str(value))
        with bentoml_being_of_1_4():
            app = importlib.reload(service.app).bento_service.to_asgi()
    transport = httpx2.ASGITransport(app)
    async with app.router.lifespan_context(app):
        async with asyncio.timeout(60), connect(transport) as client:
            while ready and (await client.get("/readyz")).status_code != 200:
                await asyncio.sleep(0.01)
        yield transport


def connect(transport: httpx2.ASGITransport, **headers: str) -> httpx2.AsyncClient:
    """A plain client that has nothing of ours in it."""
    headers = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return httpx2.AsyncClient(transport=transport, base_url="http://newsbrief.test", headers=headers)

"""The service's events: the library's bytes, its errors with their places, and both clients' way to them."""

from __future__ import annotations

import httpx2
import pytest

from service.openapi import document
from summarizer import Article, Event, Summarizer
from summarizer.client import AsyncClient, Client
from summarizer.errors import NoArticles, UnknownArticle
from summarizer.types import Events, Feed
from tests.service.inprocess import TEXTS, connect, serve

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]

APART = "Vessby United beat Dornby Rovers in a rainy cup final. Striker Mats Odell scored twice for his side."
ARTICLES = (
    *(Article(id=name, text=text) for name, text in TEXTS.items()),
    Article(id="sports", text=APART),
)


async def test_the_answer_is_the_bytes_of_the_library_s_events() -> None:
    async with serve() as service, connect(service) as client:
        answer = await client.post("/v1/events", content=Feed(articles=ARTICLES).model_dump_json())
    assert answer.status_code == 200
    assert answer.content == Events(events=Summarizer().events(ARTICLES)).to_bytes()
    assert [event["articles"] for event in answer.json()["events"]] == [[*TEXTS], ["sports"]]


async def test_the_client_gets_the_library_s_events_and_errors() -> None:
    known = (Event(articles=("courier",), label="The bridge"),)
    async with serve() as service, AsyncClient("http://newsbrief.test", transport=service) as client:
        assert await client.events(ARTICLES, known) == Summarizer().events(ARTICLES, known)
        with pytest.raises(NoArticles):
            await client.events([])
        with pytest.raises(UnknownArticle, match="gone"):
            await client.events(ARTICLES, [Event(articles=("gone",), label="x")])


async def test_an_unknown_article_is_pointed_at() -> None:
    known = (Event(articles=("courier",), label="x"), Event(articles=("tribune", "gone"), label="y"))
    async with serve() as service, connect(service) as client:
        body = Feed(articles=ARTICLES, known=known).model_dump_json()
        refused = (await client.post("/v1/events", content=body)).json()
    assert (refused["status"], refused["code"]) == (422, "unknown-article")
    assert [problem["pointer"] for problem in refused["errors"]] == ["/known/1/articles/1"]


async def test_the_blocking_client_sends_the_same_feed() -> None:
    found = (Event(articles=("a",), label="A"),)
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.path, Feed.model_validate_json(request.content)))
        return httpx2.Response(200, content=Events(events=found).to_bytes())

    with Client("http://newsbrief.test", transport=httpx2.MockTransport(answer)) as client:
        assert client.events(ARTICLES[:1], found) == found
    assert asked == [("/v1/events", Feed(articles=ARTICLES[:1], known=found))]


async def test_the_description_knows_feeds_and_events() -> None:
    described = document()
    assert described["paths"]["/v1/events"]["post"]["operationId"] == "events"
    assert {"Feed", "Event", "Events"} <= described["components"]["schemas"].keys()

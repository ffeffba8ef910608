"""`bench strays`: how often an article of another event is set aside, and how often one that belongs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.data import rows
from summarizer.cleaning import clean
from summarizer.dating import date_articles
from summarizer.events import focus
from summarizer.language.words import Stems
from summarizer.origins import trace
from summarizer.splitting import load_punkt, split
from summarizer.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# Articles of an event in one bundle, and how many it must have: with two members an intruder can be outvoted.
MOST, LEAST = 5, 2


class Event(NamedTuple):
    """The articles of one event; `topic` is shared by events that look alike."""

    topic: str
    articles: tuple[Article, ...]


class Tally(NamedTuple):
    """Of the bundles: members, members that are set aside, intruders set aside, and nothing but the intruder."""

    members: int
    lost: int
    found: bool
    exact: bool


def strays(data: Path | None, limit: int | None) -> None:
    """Prints for each set what `summarizer.events` sets aside, at its own thresholds."""
    sets = {
        name: [Event(one.topic, one.articles[:MOST]) for one in events]
        for name, events in by_event(data).items()
    }
    print(f"{'set':10}{'intruder':20}{'bundles':>8}{'members lost':>14}{'found':>8}{'exactly it':>12}")
    for name, events in sets.items():
        _line(name, "none", [tally(event.articles) for event in events[:limit]])
        _line(name, "another topic", [tally(*planted) for planted in other_topics(events)[:limit]])
        if alike := [tally(*planted) for planted in look_alikes(events)[:limit]]:
            _line(name, "look-alike event", alike)
        if second := [tally(*planted) for planted in two_others(events)[:limit]]:
            _line(name, "two of another topic", second)


def by_event(data: Path | None) -> dict[str, list[Event]]:
    """The events of each set that have enough articles, with all of them."""
    return {"basil": list(_basil(data)), "mmds2025": list(_mmds(data)), "ecbplus": list(_ecbplus(data))}


def tally(members: Sequence[Article], *intruders: Article) -> Tally:
    """What is set aside of a bundle of these members and perhaps intruders, which come last."""
    gone = aside([*members, *intruders])
    lost = sum(article.id in gone for article in members)
    found = bool(intruders) and all(intruder.id in gone for intruder in intruders)
    return Tally(len(members), lost, found, found and not lost)


def aside(articles: Sequence[Article]) -> set[str]:
    """The ids of the articles that the first stages of the pipeline set aside."""
    cleaned = clean(articles)
    punkt = load_punkt()
    published = date_articles(cleaned, [split(one, punkt) for one in cleaned], trace(cleaned))
    return {found.article.id for found in focus(cleaned, published, (), Stems()).aside}


def other_topics(events: Sequence[Event]) -> list[tuple[tuple[Article, ...], Article]]:
    """Each event with the first article of the next event that is of another topic."""
    planted = []
    for i, event in enumerate(events):
        following = (*events[i + 1 :], *events[:i])
        if other := next((one for one in following if one.topic != event.topic), None):
            planted.append((event.articles, other.articles[0]))
    return planted


def two_others(events: Sequence[Event]) -> list[tuple[tuple[Article, ...], Article, Article]]:
    """Each event of three articles and more with the first two of the next one that has two and is of another topic."""
    planted = []
    for i, event in enumerate(events):
        following = (one for one in (*events[i + 1 :], *events[:i]) if one.topic != event.topic)
        if len(event.articles) > 2 and (other := next((o for o in following if len(o.articles) > 1), None)):
            planted.append((event.articles, other.articles[0], other.articles[1]))
    return planted


def look_alikes(events: Sequence[Event]) -> list[tuple[tuple[Article, ...], Article]]:
    """Each event with the first article of the other event of its topic, where there is one."""
    return [
        (event.articles, other.articles[0])
        for event in events
        for other in events
        if other.topic == event.topic and other is not event
    ]


def _basil(data: Path | None) -> Iterator[Event]:
    return _events(
        (r["event_id"], r["event_id"], _article(r["id"], r)) for r in rows(data, "basil", "articles")
    )


def _mmds(data: Path | None) -> Iterator[Event]:
    own = (r for r in rows(data, "mmds2025", "dev") if not r["noise"])
    return _events((r["event_id"], r["event_id"], _article(r["id"], r)) for r in own)


def _ecbplus(data: Path | None) -> Iterator[Event]:
    found = rows(data, "ecbplus", "docs")
    return _events((str(r["topic"]), r["event"], _article(r["doc_id"], r)) for r in found)


def _article(name: str, row: Mapping[str, Any]) -> Article:
    found = {"id": name, "text": row["text"], "published": row.get("date"), "headline": row.get("title")}
    return Article.model_validate(found)


def _events(articles: Iterable[tuple[str, str, Article]]) -> Iterator[Event]:
    """The events of (topic, event, article), in the order of their first articles, where they have enough."""
    grouped: defaultdict[tuple[str, str], list[Article]] = defaultdict(list)
    for topic, event, article in articles:
        grouped[topic, event].append(article)
    for (topic, _), own in grouped.items():
        if len(own) >= LEAST:
            yield Event(topic, tuple(own))


def _line(name: str, intruder: str, tallies: Sequence[Tally]) -> None:
    members, lost, found, exact = (sum(column) for column in zip(*tallies, strict=True))
    bundles = len(tallies)
    shown = f"{found / bundles:8.1%}{exact / bundles:12.1%}" if intruder != "none" else f"{'-':>8}{'-':>12}"
    print(f"{name:10}{intruder:20}{bundles:8}{lost / members:14.1%}{shown}")

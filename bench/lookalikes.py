"""Events of the bench's sets with articles of other events of the same kind: ECB+'s own, and the nearest of a large feed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import islice
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from bench.data import multiling, rows
from bench.strays import by_event
from summarizer.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Events of NeuS that are read, and articles that are planted in each.
EVENTS, PLANTED = 150, 2
# Days from an event's articles, under which an article that is like them may tell of it, and how many are looked through.
APART, NEAREST = 100, 400
LEAST = 3
# Words of an article that are compared, and articles that a word must and may stand in.
READ, RARE, COMMON = 250, 3, 2000
_WORD = re.compile(r"[A-Za-z][a-z]{2,}|\d[\d.,]*")


class Kind(NamedTuple):
    """Articles of one event, and articles of other events of its kind; `topic` is shared by events that look alike."""

    source: str
    topic: str
    articles: tuple[Article, ...]
    others: tuple[Article, ...] = ()


def kinds(data: Path | None) -> list[Kind]:
    """The events of three articles and more, of ECB+, BASIL, MMDS, MultiLing and NeuS, in this order."""
    found = []
    for source, events in sorted(by_event(data).items(), reverse=True):
        for i, event in enumerate(events):
            alike = (one.articles for one in events if one.topic == event.topic and one is not event)
            topic = event.topic if source == "ecbplus" else str(i)
            found.append(Kind(source, topic, event.articles, next(alike, ())))
    found += [Kind("multiling", str(i), one.articles) for i, one in enumerate(multiling(data))]
    return [one for one in (*found, *_neus(data)) if len(one.articles) >= LEAST]


def _neus(data: Path | None) -> list[Kind]:
    """The first events of NeuS, with the articles of the feed that are nearest and of quite another time.

    Nearest by the cosine of tf-idf vectors to the event's articles together.
    """
    feed = [
        (_article(row["id"], row), _day(row.get("date")))
        for row in rows(data, "allsides-articles", "articles")
    ]
    places = {article.id: place for place, (article, _) in enumerate(feed)}
    vectors = _vectors(article.text for article, _ in feed)
    found = []
    told = (row for row in rows(data, "neus-allsides", "train") if not row["touches_held_out"])
    events = ([places.get(one["article_id"]) for one in row["articles"]] for row in told)
    for number, held in enumerate(islice((own for own in events if None not in own), EVENTS)):
        own = [place for place in held if place is not None]
        days = [day for _, day in (feed[place] for place in own) if day]
        cosines = np.asarray(vectors @ np.asarray(vectors[own].sum(axis=0)).ravel())
        nearest = [feed[place] for place in np.argsort(-cosines)[:NEAREST]]
        apart = (
            article
            for article, day in nearest
            if day and days and min(abs((day - one).days) for one in days) >= APART
        )
        found.append(
            Kind("neus", str(number), tuple(feed[place][0] for place in own), tuple(islice(apart, PLANTED)))
        )
    return found


def _vectors(texts: Iterable[str]) -> csr_array:
    """The tf-idf vectors of the texts, of unit length, one a row."""
    bags = [Counter(_WORD.findall(" ".join(text.split()[:READ]))) for text in texts]
    holders = Counter(word for bag in bags for word in bag)
    column = {word: place for place, word in enumerate(w for w, n in holders.items() if RARE <= n < COMMON)}
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for bag in bags:
        own = [(column[w], (1 + log(n)) * log(len(bags) / holders[w])) for w, n in bag.items() if w in column]
        length = sqrt(sum(weight * weight for _, weight in own)) or 1.0
        columns += [place for place, _ in own]
        values += [weight / length for _, weight in own]
        starts.append(len(values))
    return csr_array((values, columns, starts), shape=(len(bags), len(column)))


def _article(name: str, row: dict[str, str]) -> Article:
    return Article.model_validate({"id": name, "text": row["text"], "headline": row.get("title")})


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told or "")
    except ValueError:  # a few are "7/23/17"
        return None

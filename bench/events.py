"""`bench events`: events found in a raw feed, and the look-alike that is set aside of a bundle."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from math import log, sqrt
from statistics import fmean
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.data import rows
from bench.strays import LEAST, MOST, Event, look_alikes, tally
from summarizer import Article, Summarizer
from summarizer.language.likeness import Vector, dot, total
from summarizer.language.words import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.strays import Tally

# Cosines that the baseline is tried at; what is best on the set itself is shown.
TRIED = [step / 100 for step in range(4, 42, 2)]
SMALL, LARGE = 1_000, 10_000
# The development topics of ECB+, as in most work on it; four of the eight are odd.
DEVELOPMENT = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})


class Reported(NamedTuple):
    """An article, the event that it reports (by itself if it is noise) and the topic that look-alikes share."""

    article: Article
    event: str
    topic: str


class BCubed(NamedTuple):
    """Precision, recall and their harmonic mean, 0 to 1, each the mean over the articles (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    f1: float


def events(data: Path | None, *, growth: bool) -> None:
    """Prints B-cubed of the events found in each set, then how the event check does; with `growth` the time instead."""
    if growth:
        _growth(data)
        return
    mmds, basil, ecb = _mmds(data), _basil(data), _ecbplus(data)
    odd, even = ([one for one in ecb if int(one.topic) % 2 == rest] for rest in (1, 0))
    feeds = {
        "mmds2025": mmds,
        "ecbplus, even topics": even,
        "ecbplus, odd (fitted)": odd,
        "basil (fitted)": basil,
    }
    print(
        f"{'feed':22}{'articles':>9}{'events':>8}{'newsbrief P':>13}{'R':>7}{'F1':>7}{'TF-IDF P':>11}{'R':>7}{'F1':>7}"
    )
    for name, feed in feeds.items():
        ours = b_cubed(found(feed), feed)
        best = max((b_cubed(each, feed) for each in baseline(feed)), key=lambda figures: figures.f1)
        print(
            f"{name:22}{len(feed):9}{len({one.event for one in feed}):8}"
            f"{ours.precision:13.3f}{ours.recall:7.3f}{ours.f1:7.3f}"
            f"{best.precision:11.3f}{best.recall:7.3f}{best.f1:7.3f}"
        )
    print(f"\n{'bundles':22}{'count':>9}{'exactly it':>12}{'found':>8}{'F1':>7}{'members lost':>14}")
    developed = [one for one in ecb if one.topic in DEVELOPMENT]
    for name, feed in {
        "ecbplus, development": developed,
        "ecbplus, even topics": even,
        "ecbplus, odd topics": odd,
    }.items():
        _line(name, [tally(*planted) for planted in look_alikes(_bundles(feed, MOST))])
    for name, feed in {
        "mmds2025 (fitted)": mmds,
        "basil (fitted)": basil,
        "ecbplus, members only": ecb,
    }.items():
        _line(name, [tally(bundle.articles) for bundle in _bundles(feed, LEAST)])


def found(feed: Sequence[Reported]) -> list[tuple[str, ...]]:
    """The events that the summarizer finds in a feed, by the ids of their articles."""
    return [event.articles for event in Summarizer().events([one.article for one in feed])]


def b_cubed(clusters: Iterable[Sequence[str]], feed: Sequence[Reported]) -> BCubed:
    """How well the clusters, of articles' ids, agree with the events of the feed."""
    home = {name: frozenset(cluster) for cluster in clusters for name in cluster}
    told = defaultdict(set)
    for one in feed:
        told[one.event].add(one.article.id)
    both = [(home[one.article.id], told[one.event]) for one in feed]
    precision = fmean(len(ours & theirs) / len(ours) for ours, theirs in both)
    recall = fmean(len(ours & theirs) / len(theirs) for ours, theirs in both)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))


def baseline(feed: Sequence[Reported]) -> Iterator[list[list[str]]]:
    """Single pass over plain TF-IDF: an article joins the group whose mean is nearest, at each cosine that is tried."""
    counts = [Counter(content(f"{one.article.headline or ''} {one.article.text}")) for one in feed]
    holders = Counter(word for own in counts for word in own)
    vectors = [_unit({w: times * log(len(feed) / holders[w]) for w, times in own.items()}) for own in counts]
    for bar in TRIED:
        sums: list[Vector] = []
        groups: list[list[str]] = []
        for one, vector in zip(feed, vectors, strict=True):
            cosines = [dot(middle, vector) / sqrt(dot(middle, middle) or 1) for middle in sums]
            if cosines and max(cosines) >= bar:
                nearest = cosines.index(max(cosines))
                sums[nearest] = total((sums[nearest], vector))
                groups[nearest].append(one.article.id)
            else:
                sums.append(vector)
                groups.append([one.article.id])
        yield groups


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _growth(data: Path | None) -> None:
    """Prints the time that a large feed takes beside a small one, before and after it, from texts to events."""
    feed = [_article(row["id"], row) for row in islice(rows(data, "allsides-articles", "articles"), LARGE)]
    before, large, after = (_seconds(feed[:size]) for size in (SMALL, LARGE, SMALL))
    small = (before + after) / 2
    print(
        f"{LARGE} articles against {SMALL}: {large:.0f} s of one core against {small:.1f} s, {large / small:.1f} x"
    )


def _seconds(feed: Sequence[Article]) -> float:
    """The processor's time, which other work on the machine stretches less than the clock's."""
    start = process_time()
    Summarizer().events(feed)
    return process_time() - start


def _line(name: str, tallies: Sequence[Tally]) -> None:
    members, lost, hits, exact = (sum(tally[n] for tally in tallies) for n in range(4))
    figures = f"{'-':>12}{'-':>8}{'-':>7}"
    if hits:  # a bundle has one intruder, or none in all of these
        f1 = 2 * hits / (len(tallies) + hits + lost)
        figures = f"{exact / len(tallies):12.1%}{hits / len(tallies):8.1%}{f1:7.3f}"
    print(f"{name:22}{len(tallies):9}{figures}{lost / (members or 1):14.1%}")


def _bundles(feed: Sequence[Reported], least: int) -> list[Event]:
    """The first articles of every event that has at least so many."""
    grouped: defaultdict[tuple[str, str], list[Article]] = defaultdict(list)
    for one in feed:
        grouped[one.topic, one.event].append(one.article)
    return [Event(topic, tuple(own[:MOST])) for (topic, _), own in grouped.items() if len(own) >= least]


def _mmds(data: Path | None) -> list[Reported]:
    reported = []
    for row in rows(data, "mmds2025", "dev"):
        event = row["event_id"] if not row["noise"] else f"noise {row['id']}"
        reported.append(Reported(_article(row["id"], row), event, event))
    return reported


def _basil(data: Path | None) -> list[Reported]:
    read = rows(data, "basil", "articles")
    return [Reported(_article(row["id"], row), row["event_id"], row["event_id"]) for row in read]


def _ecbplus(data: Path | None) -> list[Reported]:
    read = rows(data, "ecbplus", "docs")
    return [Reported(_article(row["doc_id"], row), row["event"], str(row["topic"])) for row in read]


def _article(name: str, row: Mapping[str, Any]) -> Article:
    day = row.get("date") or ""
    published = day if len(day) == len("2022-09-20") else None  # a few of allsides-articles are "7/23/17"
    given = {"id": name, "text": row["text"], "published": published, "headline": row.get("title")}
    return Article.model_validate(given)

"""Groups a raw feed into events: thousands of articles, many stories, and much that belongs to none."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush, nlargest
from itertools import count
from typing import TYPE_CHECKING

from summarizer.language.likeness import dot, total, weigh
from summarizer.language.names import capitalised
from summarizer.language.words import content
from summarizer.types import Event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from summarizer.language.likeness import Vector
    from summarizer.language.words import Stems
    from summarizer.views import Cleaned, Published

# The mean cosine of two groups' articles from which they are one event. Chosen on ECB+'s odd topics and BASIL, as whole
# feeds and in feeds of 12 to 20 articles; `python -m bench events` prints what it is worth there and elsewhere.
ALIKE = 0.22
# Days without an article after which another event begins, however alike the words: next year's final, the next report.
GAP = 21
# A date that is less sure than this keeps nothing apart.
SURE = 0.5
# Words of an article that are read, and those of them that count twice: what it is about stands first, and further down
# stands background that other stories share.
READ, LEAD = 600, 60
HEADLINE = 2
# Articles are compared if they share `SHARED` of their `KEYS` heaviest words, each with the `RECENT` articles before it
# that hold the word: so the work grows with the feed, not with its square.
KEYS, SHARED, RECENT = 24, 2, 40
# Words of a label, at most.
LABEL = 12


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles that are taken for one event: their numbers, the sum of their vectors, and their first and last day.

    `known` is the number of the known event that they belong to.
    """

    members: tuple[int, ...]
    total: Vector
    first: date | None
    last: date | None
    known: int | None = None

    def likeness(self, other: _Group) -> float:
        """The mean cosine of this group's articles with the other's; 0 where too many days lie between them."""
        if self.first and self.last and other.first and other.last:
            apart = max(self.first, other.first) - min(self.last, other.last)
            if apart.days > GAP:
                return 0.0
        return dot(self.total, other.total) / (len(self.members) * len(other.members))

    def join(self, other: _Group) -> _Group:
        """Both groups as one."""
        return _Group(
            self.members + other.members,
            total((self.total, other.total)),
            min((day for day in (self.first, other.first) if day), default=None),
            max((day for day in (self.last, other.last) if day), default=None),
            other.known if self.known is None else self.known,
        )


def cluster(
    cleaned: Sequence[Cleaned], published: Sequence[Published], known: Sequence[Event], stems: Stems
) -> tuple[Event, ...]:
    """The events of a feed: the known ones in their order, then the new ones in the order of their first articles.

    Every article is in exactly one event; what fits nowhere is an event of one. A known event keeps its label and its
    articles, which are all among `cleaned`; new articles stand behind them, and no two known events become one. Which
    articles are together does not depend on the order in which they come.

    Agglomerative clustering by average link over tf-idf vectors of stems and names inside a window of days, the
    signals of Miranda et al. (2018) and Linger and Hajaiej (2020). Candidates come from an inverted index of each
    article's heaviest words, so that the time grows nearly linearly with the feed.
    """
    days = [found.day if found.confidence >= SURE else None for found in published]
    order = sorted(range(len(cleaned)), key=lambda i: (days[i] or date.max, cleaned[i].article.id))
    vectors = weigh([_counts(one, stems) for one in cleaned])
    single = {i: _Group((i,), vectors[i], days[i], days[i]) for i in order}
    candidates = list(_candidates(order, single))
    groups = _merged(_started(cleaned, known, single), candidates)
    grown = {group.known: group for group in groups if group.known is not None}
    continued = [_continued(event, grown[k], cleaned) for k, event in enumerate(known)]
    opened = sorted((group for group in groups if group.known is None), key=lambda group: min(group.members))
    return (*continued, *(_opened(group, cleaned, vectors) for group in opened))


def _counts(cleaned: Cleaned, stems: Stems) -> Counter[str]:
    """How often an article has each stem (in lower case) and name (as it is compared, so in capitals)."""
    words = [word for span in cleaned.prose for word in span.text.split()][:READ]
    text, lead = " ".join(words), " ".join(words[:LEAD])
    counts = Counter(stems.of(content(text)))
    counts.update(stems.of(content(lead)))
    counts.update(stems.of(content(cleaned.article.headline or "")) * HEADLINE)
    counts.update(capitalised(text))
    counts.update(capitalised(lead))
    return counts


def _candidates(order: Sequence[int], single: dict[int, _Group]) -> Iterator[tuple[int, int]]:
    """The pairs of articles that share heavy words and are alike, from the oldest articles to the newest."""
    recent: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=RECENT))
    for i in order:
        vector = single[i].total
        keys = nlargest(KEYS, vector, key=lambda word: (vector[word], word))
        shared = Counter(j for key in keys for j in recent[key])
        for j, times in shared.items():
            if times >= SHARED and single[i].likeness(single[j]) >= ALIKE:
                yield i, j
        for key in keys:
            recent[key].append(i)


def _started(cleaned: Sequence[Cleaned], known: Sequence[Event], single: dict[int, _Group]) -> list[_Group]:
    """The groups to begin with: the known events, and every other article by itself."""
    number = {one.article.id: i for i, one in enumerate(cleaned)}
    groups = []
    rest = dict(single)
    for k, event in enumerate(known):
        first, *others = (rest.pop(number[name]) for name in event.articles)
        group = _Group(first.members, first.total, first.first, first.last, known=k)
        for other in others:
            group = group.join(other)
        groups.append(group)
    return [*groups, *rest.values()]


def _merged(started: Sequence[_Group], candidates: Iterable[tuple[int, int]]) -> Collection[_Group]:
    """The groups when no two are alike any more: the two that are most alike are joined first."""
    groups = dict(enumerate(started))
    home = {i: name for name, group in groups.items() for i in group.members}
    near: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in candidates:
        near[home[i]].add(home[j])
        near[home[j]].add(home[i])
    heap = [offer for name, others in near.items() for offer in _offers(name, others, groups)]
    heapify(heap)
    names = count(len(groups))
    while heap:
        _, one, other = heappop(heap)
        if one in groups and other in groups:
            name = next(names)
            groups[name] = groups.pop(one).join(groups.pop(other))
            near[name] = {neighbour for neighbour in near.pop(one) | near.pop(other) if neighbour in groups}
            for neighbour in near[name]:
                near[neighbour].add(name)
            for offer in _offers(name, near[name], groups):
                heappush(heap, offer)
    return groups.values()


def _offers(name: int, others: Iterable[int], groups: dict[int, _Group]) -> Iterator[tuple[float, int, int]]:
    """The joins of a group with others that may be made, the most alike least; of two known events there is none."""
    group = groups[name]
    for other in others:
        if other != name and (group.known is None or groups[other].known is None):
            alike = group.likeness(groups[other])
            if alike >= ALIKE:
                yield -alike, min(name, other), max(name, other)


def _continued(event: Event, group: _Group, cleaned: Sequence[Cleaned]) -> Event:
    """A known event with the articles that have joined it behind its own."""
    ids = (cleaned[i].article.id for i in sorted(group.members))
    return Event(articles=tuple(dict.fromkeys((*event.articles, *ids))), label=event.label)


def _opened(group: _Group, cleaned: Sequence[Cleaned], vectors: Sequence[Vector]) -> Event:
    """A new event, labelled by its most central article: by the headline, or else the beginning of the text."""
    members = sorted(group.members)
    central = cleaned[max(members, key=lambda i: dot(vectors[i], group.total))]
    lead = central.prose[0].text if central.prose else central.article.id
    words = (central.article.headline or "").split() or lead.split()
    label = " ".join(words[:LABEL]) + ("…" if len(words) > LABEL else "")
    return Event(articles=tuple(cleaned[i].article.id for i in members), label=label)

"""Asks whether the articles are about one event, and sets aside the stale, the stray and the look-alike."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import combinations, pairwise
from math import exp, log
from statistics import fmean
from typing import TYPE_CHECKING

from scipy.cluster.hierarchy import fcluster, linkage

from summarizer.language.likeness import dot, total, weigh
from summarizer.language.names import capitalised
from summarizer.language.strangers import Agreement, Signs, agreement, compared, signs, tell
from summarizer.types import Notice
from summarizer.views import Focus, SetAside

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from summarizer.language.strangers import Telling
    from summarizer.language.words import Stems
    from summarizer.views import Cleaned, Published

# Days without an article after which another event begins. Episodes of one story come days or weeks apart; a look-alike
# from the archive comes months or years apart. A story that is told for longer may also rest as long as it has lasted.
GAP = 90
# Where the articles beside the event's come from so many other times, the dates spread, as they do in a story that is told
# for years, and set nothing aside: a look-alike from the archive has one date, or two have two.
SPREAD = 3
# A date that is less sure than this sets nothing aside.
SURE = 0.5
# Shares of an article's names and content stems that stand in any other article, under which it is a stray: both have
# to be this low. `python -m bench strays` prints what it costs: of the members of BASIL's, MMDS's and ECB+'s events under
# one in a hundred lies below both, of articles from another event most do.
FOREIGN_NAMES = 0.15
FOREIGN_WORDS = 0.25
# A shorter text has too few names and words to be judged by them.
JUDGEABLE = 40
# What each sign of two articles adds to the logarithm of the odds that they are of one event; what the signs of the
# article that agrees least add to the odds that it is a look-alike, and what they are beforehand: with three articles an
# outlier says less, and of many one is the least alike by nature. `python -m bench intruders` fits them all, and prints
# what they find of topics that they were not fitted on.
AGREEMENT = Agreement(
    lead=3.1, known=1.6, knows=0.3, names=2.1, people=1.7, replaced=-1.1, figures=1.1, denied=-1.3, numbers=1.2, weekday=0.3,
    other_weekday=-0.8, month=0.5, other_month=-0.6, year=0.7, other_year=-0.9, near=2.0, far=-0.8,
)  # fmt: skip
SIGNS = Signs(agreed=-0.46, alike=-0.73, nearest=-0.34, told_on=-0.6)
BEFOREHAND, OF_THREE, BEYOND_SIX = 0.05, -4.0, -1.6
# The logarithm of the odds from which on a look-alike is set aside: a little below even ones, for one that stays does more
# harm than a good article that goes. The same command shows that BASIL and MMDS lose nothing down to it, and MMDS below.
DOUBTED = -0.25
# Others that an article is compared with at most, so that the time grows with the articles and not their square.
PEERS = 24
# Content stems, under which an article is too short for that; even a brief report gives who and where.
LEGIBLE = 15
# How alike two groups of articles are, beside the less alike of them within itself, under which they are two events, and
# how many articles are compared so at most. `python -m bench strays` prints what it finds of bundles of two events, and
# of how many events' own articles it makes two.
TWO_EVENTS, COMPARED = 0.4, 50
# Of so many articles one may be a look-alike: a bundle of many kinds of report has outliers, and they are its own.
FEW = 5
# How much a sign must have added to the odds to be told as a reason, and what a reader is told of it.
TELLING = 0.3
REASONS = {
    "lead": "it opens otherwise",
    "known": "it opens otherwise",
    "knows": "it opens otherwise",
    "names": "it names others",
    "people": "it names others",
    "replaced": "another name stands in the place of theirs",
    "figures": "its figures are others",
    "denied": "its figures differ",
    "numbers": "its figures are others",
    "weekday": "of another weekday",
    "other_weekday": "of another weekday",
    "month": "of another month",
    "other_month": "of another month",
    "year": "of other years",
    "other_year": "of other years",
    "near": "of other days",
    "far": "of other days",
}
READ = 600  # words of an article that are compared


def focus(
    cleaned: Sequence[Cleaned], published: Sequence[Published], context: Collection[str], stems: Stems
) -> Focus:
    """The articles that belong to the event, and those that are set aside, each with its reason and evidence.

    An article is stale where its date lies more than `GAP` days, and longer than they span, from those of the largest run
    of articles (of equals the latest) and the dates don't spread, of another event where the bundle falls into two groups
    (of equals the first article's is kept), a stray where it shares next to no names and words with the others, and a
    look-alike where it agrees less with each of the others than they do with each other, in their names, openings, days,
    years and figures. `context` names articles that are kept in any case. At
    least one article that holds prose is always kept; one that holds none has no say.
    """
    aside, notices = _stale(cleaned, published)
    days = {
        one.article.id: p.day if p.confidence >= SURE else None
        for one, p in zip(cleaned, published, strict=True)
    }
    found = []
    for rule in (_second_event, _stray, partial(_look_alike, days=days)):
        left = [i for i, one in enumerate(cleaned) if one.prose and i not in aside]
        found.append({left[i]: one for i, one in rule([cleaned[i] for i in left], stems).items()})
        aside |= found[-1]
    if found[0]:
        names = ", ".join(found[0][i].article.id for i in sorted(found[0]))
        detail = f"the bundle holds more than one event; the largest is told, and left out are the articles {names}"
        notices = (*notices, Notice(code="two-events", detail=detail))
    aside = {i: found for i, found in aside.items() if found.article.id not in context}
    kept = frozenset(one.article.id for i, one in enumerate(cleaned) if i not in aside)
    return Focus(kept, tuple(aside[i] for i in sorted(aside)), notices)


def _stale(
    cleaned: Sequence[Cleaned], published: Sequence[Published]
) -> tuple[dict[int, SetAside], tuple[Notice, ...]]:
    """The articles, by index, that are dated apart from the event; and a notice where the bundle falls into halves."""
    telling = zip(cleaned, published, strict=True)
    dated = sorted(
        (p.day, i) for i, (one, p) in enumerate(telling) if one.prose and p.day and p.confidence >= SURE
    )
    if len(dated) < 2:
        return {}, ()
    runs = [[dated[0]]]
    for before, after in pairwise(dated):
        if (after[0] - before[0]).days > GAP:
            runs.append([])
        runs[-1].append(after)
    event = max(runs, key=lambda run: (len(run), run[-1][0]))
    others = [run for run in runs if run is not event]
    while near := [run for run in others if _days_apart(run, event) <= (event[-1][0] - event[0][0]).days]:
        event = sorted([*event, *near[0]])
        others.remove(near[0])
    if len(others) >= SPREAD:
        return {}, ()
    first, last = event[0][0], event[-1][0]
    when = f"{first}" if first == last else f"{first} to {last}"
    aside = {}
    for day, i in (dated for run in others for dated in run):
        days = (first - day).days if day < first else (day - last).days
        apart = "earlier" if day < first else "later"
        aside[i] = SetAside(
            cleaned[i].article,
            f"dated {day}, {days} days {apart} than the event ({when})",
            published[i].confidence,
            published[i].evidence,
        )
    return aside, _halves(others, cleaned)


def _days_apart(one: Sequence[tuple[date, int]], other: Sequence[tuple[date, int]]) -> int:
    """The days between two runs of dates, of which one ends before the other begins."""
    return max((one[0][0] - other[-1][0]).days, (other[0][0] - one[-1][0]).days)


def _halves(runs: Sequence[Sequence[tuple[date, int]]], cleaned: Sequence[Cleaned]) -> tuple[Notice, ...]:
    """What the reader should know of the runs of articles that are left out: two and more may be another event."""
    return tuple(
        Notice(
            code="two-events",
            detail=f"the bundle may hold two events; the articles of {run[0][0]:%Y-%m} are left out: "
            + ", ".join(cleaned[i].article.id for _, i in run),
        )
        for run in runs
        if len(run) > 1
    )


def _second_event(cleaned: Sequence[Cleaned], stems: Stems) -> dict[int, SetAside]:
    """The articles, by index, of every event but the largest, where the bundle holds events of two articles and more.

    Average-link clustering of the tf-idf vectors of stems and names into two groups, and again of the larger one.
    """
    if len(cleaned) < 4:
        return {}
    texts = [_prose(one) for one in cleaned]
    bags = [Counter(stems.content(text)) + Counter(capitalised(text)) for text in texts]
    aside: dict[int, SetAside] = {}
    left = list(range(len(cleaned)))
    while 4 <= len(left) <= COMPARED:
        vectors = dict(zip(left, weigh([bags[i] for i in left]), strict=True))
        apart = [max(0.0, 1 - dot(vectors[i], vectors[j])) for i, j in combinations(left, 2)]
        side = dict(zip(left, fcluster(linkage(apart, "average"), 2, "maxclust"), strict=True))
        first = [i for i in left if side[i] == side[left[0]]]
        second = [i for i in left if side[i] != side[left[0]]]
        if min(len(first), len(second)) < 2:
            break
        sums = [total(vectors[i] for i in group) for group in (first, second)]
        within = [
            (dot(s, s) - len(g)) / (len(g) * (len(g) - 1)) for s, g in zip(sums, (first, second), strict=True)
        ]
        alike = dot(*sums) / (len(first) * len(second))
        if alike >= TWO_EVENTS * min(within):
            break
        left, smaller = (first, second) if len(first) >= len(second) else (second, first)
        together = ", ".join(cleaned[i].article.id for i in smaller)
        share = alike / min(within)
        reason = f"another event: {together} are only {share:.0%} as like the other articles as either are in themselves"
        aside |= {
            i: SetAside(cleaned[i].article, reason, round(1 - share, 2), cleaned[i].prose[:1])
            for i in smaller
        }
    return aside


def _stray(cleaned: Sequence[Cleaned], stems: Stems) -> dict[int, SetAside]:
    """The articles, by index, that share next to nothing with the others. Two articles alone can't outvote each other."""
    if len(cleaned) < 3:
        return {}
    texts = ["\n".join(span.text for span in one.prose) for one in cleaned]
    names = [frozenset(capitalised(text)) for text in texts]
    words = [frozenset(stems.content(text)) for text in texts]
    names_known, words_known = (Counter(x for bag in bags for x in bag) for bags in (names, words))
    aside = {}
    for i, one in enumerate(cleaned):
        if len(words[i]) < JUDGEABLE:
            continue
        shared_names = _shared(names[i], names_known)
        shared_words = _shared(words[i], words_known)
        if shared_names < FOREIGN_NAMES and shared_words < FOREIGN_WORDS:
            aside[i] = SetAside(
                one.article,
                f"another subject: {shared_names:.0%} of its names and {shared_words:.0%} of its words"
                " stand in any other article",
                round(1 - max(shared_names, shared_words), 2),
                one.prose[:1],
            )
    return aside if len(aside) < len(cleaned) - 1 else {}


def _look_alike(
    cleaned: Sequence[Cleaned], stems: Stems, days: Mapping[str, date | None]
) -> dict[int, SetAside]:
    """The articles, by index, that tell of another event of the same kind: alike, but not as the others are.

    `days` tells the day of publication by the article's id, where it is sure.
    """
    if len(cleaned) < 3:
        return {}
    tellings = [telling(one, days[one.article.id], stems) for one in cleaned]
    pairs = {(i, j): agreement(tellings[i], tellings[j]) for i, j in compared(len(cleaned), PEERS)}
    odds = {pair: _weighed(AGREEMENT, both) for pair, both in pairs.items()}
    told = signs([one.published for one in tellings], odds)
    logits = [strangeness(one, len(cleaned)) for one in told]
    ranked = sorted(range(len(cleaned)), key=lambda i: told[i].agreed)[: max(1, len(cleaned) // FEW)]
    return {
        i: SetAside(
            cleaned[i].article, _reason(i, pairs), round(1 / (1 + exp(-logits[i])), 2), cleaned[i].prose[:1]
        )
        for i in ranked
        if logits[i] > DOUBTED and len(set(stems.content(_prose(cleaned[i])))) >= LEGIBLE
    }


def telling(one: Cleaned, day: date | None, stems: Stems) -> Telling:
    """What is compared of an article, which was published on `day`, if that is sure."""
    printed = (part.span.text for part in one.removed if part.kind == "headline")
    return tell(one.article.headline or next(printed, ""), _prose(one), day, stems)


def strangeness(told: Signs, articles: int) -> float:
    """The logarithm of the odds that one of so many articles, which has these signs, tells of another event."""
    size = OF_THREE * (articles == 3) + BEYOND_SIX * max(0.0, log(articles / 6))
    return BEFOREHAND + size + _weighed(SIGNS, told)


def _reason(i: int, pairs: Mapping[tuple[int, int], Agreement]) -> str:
    """What a reader should know of why an article is set aside: the signs that tell most against it."""
    own = [both for pair, both in pairs.items() if i in pair]
    rest = [both for pair, both in pairs.items() if i not in pair]
    against = {
        name: weight * (fmean(column) - fmean(others))
        for name, weight, column, others in zip(
            Agreement._fields, AGREEMENT, zip(*own, strict=True), zip(*rest, strict=True), strict=True
        )
    }
    told = sorted((name for name in against if against[name] < -TELLING), key=lambda name: against[name])
    reasons = dict.fromkeys(REASONS[name] for name in told)
    return "; ".join(["another event of the same kind", *reasons])


def _weighed(weights: Sequence[float], signs: Sequence[float]) -> float:
    return sum(weight * sign for weight, sign in zip(weights, signs, strict=True))


def _prose(one: Cleaned) -> str:
    return " ".join(" ".join(span.text for span in one.prose).split()[:READ])


def _shared(own: frozenset[str], known: Counter[str]) -> float:
    return sum(known[x] > 1 for x in own) / len(own) if own else 0.0

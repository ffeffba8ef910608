"""Asks whether the articles are about one event, and sets aside the stale and the stray."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.names import capitalised
from summarizer.language.words import content
from summarizer.types import Notice
from summarizer.views import Focus, SetAside

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from summarizer.language.words import Stems
    from summarizer.views import Cleaned, Published

# Days without an article after which another event begins. Episodes of one story come days or weeks apart; a look-alike
# from the archive comes months or years apart.
GAP = 90
# A date that is less sure than this sets nothing aside.
SURE = 0.5
# Shares of an article's names and content stems that stand in any other article, under which it is a stray: both have
# to be this low. `python -m bench strays` prints what it costs: of the members of BASIL's, MMDS's and ECB+'s events under
# one in a hundred lies below both, of articles from another event most do.
FOREIGN_NAMES = 0.15
FOREIGN_WORDS = 0.25
# A shorter text has too few names and words to be judged by them.
JUDGEABLE = 40


def focus(
    cleaned: Sequence[Cleaned], published: Sequence[Published], context: Collection[str], stems: Stems
) -> Focus:
    """The articles that belong to the event, and those that are set aside, each with its reason and evidence.

    An article is stale where its date lies more than `GAP` days from those of the largest run of articles (of equals
    the latest), and a stray where it shares next to no names and words with the others. `context` names articles that
    are kept in any case. At least one article that holds prose is always kept; one that holds none has no say.
    """
    stale, notices = _stale(cleaned, published)
    current = [i for i, one in enumerate(cleaned) if one.prose and i not in stale]
    stray = _stray([cleaned[i] for i in current], stems)
    aside = {**stale, **{current[i]: found for i, found in stray.items()}}
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
    first, last = event[0][0], event[-1][0]
    when = f"{first}" if first == last else f"{first} to {last}"
    aside = {}
    for run in runs:
        for day, i in run:
            if run is not event:
                days = (first - day).days if day < first else (day - last).days
                apart = "earlier" if day < first else "later"
                aside[i] = SetAside(
                    cleaned[i].article,
                    f"dated {day}, {days} days {apart} than the event ({when})",
                    published[i].confidence,
                    published[i].evidence,
                )
    notices = tuple(
        Notice(
            code="two-events",
            detail=f"the bundle may hold two events; the articles of {day:%Y-%m} are left out: "
            + ", ".join(cleaned[i].article.id for _, i in run),
        )
        for run in runs
        if run is not event and len(run) > 1
        for day in [run[0][0]]
    )
    return aside, notices


def _stray(cleaned: Sequence[Cleaned], stems: Stems) -> dict[int, SetAside]:
    """The articles, by index, that share next to nothing with the others. Two articles alone can't outvote each other."""
    if len(cleaned) < 3:
        return {}
    texts = ["\n".join(span.text for span in one.prose) for one in cleaned]
    names = [frozenset(capitalised(text)) for text in texts]
    words = [frozenset(stems.of(content(text))) for text in texts]
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


def _shared(own: frozenset[str], known: Counter[str]) -> float:
    return sum(known[x] > 1 for x in own) / len(own) if own else 0.0

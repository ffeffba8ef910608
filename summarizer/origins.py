"""Traces who really reported: printings of one wire story are one origin, however many outlets carry it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.language.quotations import outside_quotations
from summarizer.language.words import tokens
from summarizer.views import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.views import Cleaned, Span

# The shorter article's share of five-word runs, quotations left out, that another must hold to be the same report.
# Two printings of a wire story share a third and more; two reporters at one news conference, whose shared words are
# quotations, share under a tenth.
SAME_REPORT = 0.22
# Articles that credit the same agency need less: rewriting a wire story is what outlets do with it.
SAME_CREDIT = 0.12
RUN = 5
# A run in more articles than this is a phrase of the event ("the secretary of state said on"), no trace of a wire.
COMMON = 40

AGENCIES = (
    "Associated Press|AP|Reuters|Agence France-Presse|AFP|Xinhua|Anadolu|Bloomberg|Interfax|TASS|Kyodo|Yonhap|DPA|EFE"
    "|ANSA|PTI|ANI|UPI|PA Media|Press Association|Canadian Press|Al Jazeera|Deutsche Welle"
)
_AGENCY = re.compile(rf"\b(?:{AGENCIES})\b")
_CREDIT = re.compile(
    r"(?:with (?:input|reporting|files|material) from|via|source|by|from)[:\s]+(?:the )?"
    r"([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3})",
    re.IGNORECASE,
)
_CREDIT_KINDS = frozenset({"credit line", "dateline", "byline", "photo credit"})


def trace(cleaned: Sequence[Cleaned]) -> tuple[Origin, ...]:
    """The origins of the articles, named o1, o2 … in the order of their first articles; every article has one.

    Shingling with containment (Broder 1997), over words with glyphs folded, so that a dash or a curly quotation mark
    hides nothing. A shared quotation is not a shared origin.
    """
    runs = [_runs(article) for article in cleaned]
    credited = [_credit(article) for article in cleaned]
    parent = list(range(len(cleaned)))
    for (i, j), shared in _overlaps(runs).items():
        known = {name for name, _ in (credited[i], credited[j])}
        enough = SAME_CREDIT if len(known) == 1 and None not in known else SAME_REPORT
        if shared >= enough * min(len(runs[i]), len(runs[j])):
            first, second = sorted((_root(parent, i), _root(parent, j)))
            parent[second] = first
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(cleaned)):
        groups[_root(parent, i)].append(i)
    return tuple(
        Origin(
            id=f"o{number}",
            articles=tuple(cleaned[i].article.id for i in members),
            name=next((credited[i][0] for i in members if credited[i][0]), None),
            evidence=tuple(span for i in members for span in credited[i][1]),
        )
        for number, members in enumerate(groups.values(), 1)
    )


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def _runs(cleaned: Cleaned) -> frozenset[tuple[str, ...]]:
    words = tokens(outside_quotations("\n".join(span.text for span in cleaned.prose)))
    return frozenset(zip(*(words[i:] for i in range(RUN)), strict=False))


def _overlaps(runs: Sequence[frozenset[tuple[str, ...]]]) -> Counter[tuple[int, int]]:
    """How many runs each two articles share, of those that are rare enough to tell."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        for run in own:
            holders[run].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for articles in holders.values():
        if 1 < len(articles) <= COMMON:
            shared.update(combinations(articles, 2))
    return shared


def _credit(cleaned: Cleaned) -> tuple[str | None, tuple[Span, ...]]:
    """The agency that an article's credit lines name, and those lines."""
    lines = tuple(removed.span for removed in cleaned.removed if removed.kind in _CREDIT_KINDS)
    for span in lines:
        if found := _AGENCY.search(span.text):
            return found[0], (span,)
    for removed in cleaned.removed:
        if removed.kind == "credit line" and (found := _CREDIT.search(removed.span.text)):
            return found[1], (removed.span,)
    return None, ()

"""The rule for what stands in another's place: what a draft puts where a source has something else of its kind."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarizer.language.names import Register
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.language.names import Name
    from summarizer.language.places import Place
    from summarizer.rules.evidence import Claims, Evidence

# A place is another's that shares so many more of the words around it than any place of its own: tried on the edits of
# `bench check`, of the events that rules may be tuned on.
_CLOSER = 3
_CODES = {"number": "link", "day": "date", "name": "role", "quotation": "link", "modal": "modality"}


def places_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Nothing stands where a span has another of its kind, unless some span has it among words that are as much the same.

    "The mayor said Sunday", where a span has "the mayor said Monday" and another only "late Sunday", is neither's.
    """
    holders: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    between: defaultdict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for other in evidence.places:
        between[other.kind, other.before[0], other.after[0]].append(other)
        for key in other.known_by:
            holders[other.kind, key].append(other)
    for own in claims.places:
        same = [other for key in own.known_by for other in holders[own.kind, key]]
        named = _names(own, claims)
        if not (same or (named and not any(evidence.register.missing(name) for name in named))):
            continue
        if own.known_by & evidence.vouched or any(own.text in text for text in evidence.derived):
            continue
        nearest = max((own.shares(other) for other in same), default=0)
        for rival in between[own.kind, own.before[0], own.after[0]]:
            closer = own.shares(rival) >= nearest + _CLOSER and not own.known_by & rival.known_by
            if closer and not _say(rival.text, named):
                yield Refusal(_CODES[own.kind], f"{own.text!r} stands where a cited span has {rival.text!r}")
                break


def _names(own: Place, claims: Claims) -> list[Name]:
    """The names at a place of a draft."""
    if own.kind != "name":
        return []
    return [name for name in claims.names if own.start < name.end and name.start < own.end]


def _say(text: str, named: Sequence[Name]) -> bool:
    """Whether a text holds some names, in whatever form: "the United States" for "the US"."""
    register = Register([text])
    return bool(named) and not any(register.missing(name) for name in named)

"""Rules for how things are said: words, negation, modality, attribution, speakers, labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.quotations import outside_quotations
from summarizer.language.scopes import denials
from summarizer.language.words import NEGATIONS, STOP
from summarizer.rules.evidence import WORDING
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.language.scopes import Forces, Stated
    from summarizer.rules.evidence import Claim, Claims, Evidence

_JOINTS, _LABELS, _NAMING = (frozenset(WORDING[group].split()) for group in ("joints", "labels", "naming"))
# A turn, and those of its meaning.
_TURNS = {
    turn: frozenset(group.split())
    for group in WORDING["turns"].replace("\n", "|").split("|")
    for turn in group.split()
}
_CODES = {
    "not": "negation",
    "denial": "negation",
    "said": "attribution",
}  # any other force is one of modality
# The share of a reported claim's words that a source's claim holds if it is the same claim.
_SAME_CLAIM = 0.5
# A label is somebody's if a word such as "called" stands at most so many words before it.
_NAMED_WITHIN = 8


def words_stand(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Every content word stands in a span, in some form; so does every turn like "after" or "because"."""
    places = [(one.number.start, one.number.end) for one in claims.numbers]
    places += [(one.start, one.end) for one in claims.names]
    places += [(one.start, one.end) for one in claims.quotations]
    looked_up = {i for start, end in places for i in range(start, end)}
    for at, token in enumerate(claims.tokens):
        stem = token.word.partition("'")[0]  # of "they're"
        if token.start in looked_up or token.word in NEGATIONS:  # a denial is for `forces_stay`
            continue
        if token.word in STOP or stem in STOP:
            if stem not in _JOINTS and not evidence.words & _TURNS.get(token.word, {token.word}):
                yield Refusal("turn", f"no cited span says {token.word!r}")
        elif not (
            evidence.times(token.word) or evidence.derives(token.word) or _spelt_apart(claims, at, evidence)
        ):
            yield Refusal("word", f"{token.word!r} stands in no cited span")


def _spelt_apart(claims: Claims, at: int, evidence: Evidence) -> bool:
    """Whether one text writes as one word what the other writes as two: "ceasefire" and "cease-fire"."""
    word = claims.tokens[at].word
    beside = [claims.tokens[i].word for i in (at - 1, at + 1) if 0 <= i < len(claims.tokens)]
    if any(word + other in evidence.words or other + word in evidence.words for other in beside):
        return True
    halves = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
    whole = [text.lower() for text in evidence.texts] if any(a in evidence.words for a, _ in halves) else []
    return any(f"{first}-{second}" in text for first, second in halves for text in whole)


def forces_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """No "not", "may" or "plans to" that bears on a word is dropped, added or moved to another, no "said" dropped.

    A "said" too many is for `speakers_stay`: it belongs to somebody.
    """
    for one in claims.stated:
        if times := evidence.times(one.word):
            changed = min(
                (sorted(_differ(one.forces, other)) for other in times), key=lambda found: (len(found), found)
            )
            for force in changed:
                yield Refusal(_CODES.get(force, "modality"), _change(one, force))


def _differ(here: Forces, there: Forces) -> frozenset[str]:
    """The forces that a word stands under in one place only; somebody's "said" counts where the draft lacks it."""
    return here.differ(there) - ({"said"} & here.surely)


def denials_are_no_more(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """The draft denies no more often than its spans do: a second "not" may hide behind a first.

    What several spans deny before the same word they deny once.
    """
    if len(denials(claims.tokens)) > evidence.denials:
        yield Refusal("negation", "denies more often than the cited spans")


def denials_are_no_fewer(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """No two words stand side by side that in the spans only a "not" or "no" between them brings together."""
    for one, other in pairwise(token.word for token in claims.tokens):
        if (one, other) in evidence.parted:
            yield Refusal("negation", f"'{one} {other}' is denied in the cited spans")


def verbs_are_left_in(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """What a verb after a preposition governs is not the preposition's own: "charged with planning it" is not with it."""
    for one, other in pairwise(claims.tokens):
        if not other.border and (one.word, other.word) in evidence.governed:
            yield Refusal("role", f"'{one.word} {other.word}' leaves out a verb of the cited spans")


def _change(one: Stated, force: str) -> str:
    if force == "said":
        return f"{one.word!r} is somebody's claim in the cited spans"
    return f"{one.word!r} stands under {force!r} {'only here' if force in one.forces.surely else 'in the cited spans'}"


def speakers_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Whoever a claim is put in the mouth of has it there in a span, and what follows it is not another's there."""
    for claim in sorted(claims.reports, key=lambda claim: sorted(claim.speaker)):
        if not (claim.sure and claim.speaker and claim.words):
            continue
        same = _same(claim.words, evidence)
        others = [one for one in _same(claim.more, evidence) if one.speaker] if claim.more else []
        said = any(claim.speaker & one.speaker for one in same)
        if not said or (others and not any(claim.speaker & one.speaker for one in others)):
            yield Refusal("speaker", f"no cited span has {' '.join(sorted(claim.speaker))!r} say so")


def chains_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Whoever is only said to have said something is still said to: "The agency said the police reported"."""
    for claim in sorted(claims.reports, key=lambda claim: sorted(claim.words)):
        if claim.within or not (claim.sure and claim.words):
            continue
        same = [one for one in _same(claim.words, evidence) if one.verb == claim.verb]
        same = [one for one in same if claim.speaker & one.speaker] or same
        if same and all(one.within for one in same):
            yield Refusal("attribution", f"who {claim.verb!r} is somebody's claim in the cited spans")


def _same(words: frozenset[str], evidence: Evidence) -> tuple[Claim, ...]:
    """The claims of the spans that hold enough of some words to be the same."""
    return tuple(
        one for one in evidence.reports if len(words & (one.words | one.more)) >= _SAME_CLAIM * len(words)
    )


def quotations_have_speakers(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:  # noqa: ARG001 - as every rule
    """A sentence that is nothing but quotation leaves out who says it, but where it goes on right behind its speaker."""
    if claims.follows:
        return
    if claims.quotations and not any(c.isalpha() for c in outside_quotations(claims.text)):
        yield Refusal("speaker", "a quotation that nobody is said to have spoken")


def labels_are_somebodys(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:  # noqa: ARG001 - as every rule
    """A label that takes a side stands in quotation marks or in the mouth of somebody."""
    claimed = {one.start for one in claims.stated if "said" in one.forces.surely}
    for at, token in enumerate(claims.tokens):
        if token.word not in _LABELS or token.quoted or token.start in claimed:
            continue
        if (
            at and claims.text[token.start : token.end].istitle()
        ):  # "Nazi Germany", "People's Liberation Army"
            continue
        if not any(before.word in _NAMING for before in claims.tokens[max(0, at - _NAMED_WITHIN) : at]):
            yield Refusal("label", f"{token.word!r} is neither quoted nor attributed")

"""Rules for how things are said: words, negation, modality, attribution, speakers, labels."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from summarizer.language.quotations import outside_quotations
from summarizer.language.scopes import denials
from summarizer.language.words import NEGATIONS, STOP
from summarizer.rules.evidence import WORDING
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.language.scopes import Stated, Token
    from summarizer.rules.evidence import Claims, Evidence

_JOINTS, _LABELS, _NAMING = (frozenset(WORDING[group].split()) for group in ("joints", "labels", "naming"))
# Words that open a clause where two sentences are joined.
_OPENERS = frozenset(
    {"and", "but", "while", "where", "who", "which", "that", "as", "when", "after", "before"}
)
_CODES = {
    "not": "negation",
    "denial": "negation",
    "said": "attribution",
}  # any other force is one of modality
# The share of a reported claim's words that a source's claim holds if it is the same claim.
_SAME_CLAIM = 0.5
# A label is somebody's if a word such as "called" stands at most so many words before it.
_NAMED_WITHIN = 8
# A name is held to so many content words on either side.
_BESIDE = 2


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
            if stem not in _JOINTS and token.word not in evidence.words:
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
    """No "not", "may", "plans to" or "said" that bears on a word is dropped, added or moved to another."""
    for one in claims.stated:
        if times := evidence.times(one.word):
            changed = min(
                (sorted(one.forces.differ(other)) for other in times), key=lambda found: (len(found), found)
            )
            for force in changed:
                yield Refusal(_CODES.get(force, "modality"), _change(one, force))


def denials_are_no_more(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """The draft denies no more often than its spans do: a second "not" may hide behind a first."""
    if denials(claims.tokens) > evidence.denials:
        yield Refusal("negation", "denies more often than the cited spans")


def roles_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Words keep their place among their neighbours: who did it and whom it was done to don't trade places.

    A content word is held to those beside it in its clause, a name to those beside it anywhere: fewer of them may
    have changed sides than have not, and at least one of a name's must have stayed.
    """
    names = {i: name for name in claims.names for i in range(name.start, name.end)}
    words = _in_play(claims, evidence)
    opened = [token.start for token in claims.tokens if token.border or token.word in _OPENERS]
    clause = [bisect_right(opened, token.start) for token in words]
    for _, run in groupby(range(len(words)), key=lambda at: names.get(words[at].start) or at):
        own = list(run)
        first, last = words[own[0]], words[own[-1]]
        named = first.start in names
        near = range(max(0, own[0] - _BESIDE), min(len(words), own[-1] + 1 + _BESIDE))
        beside = [at for at in near if at not in own and (named or clause[at] == clause[own[0]])]
        votes = [
            _ordered(words[min(at, other)].word, words[max(at, other)].word, evidence)
            for at in own
            for other in beside
        ]
        kept, turned = votes.count(True), votes.count(False)
        known = named and any(evidence.stems[words[at].word] in evidence.said for at in own)
        if (known and beside and not kept) or turned >= max(2, kept):
            said = claims.text[first.start : last.end]
            yield Refusal("role", f"{said!r} stands among other words in the cited spans")


def _in_play(claims: Claims, evidence: Evidence) -> list[Token]:
    """The content words that have a place to keep: no numbers, no days, and no speakers, who may come first or last."""
    free = [(one.number.start, one.number.end) for one in claims.numbers]
    free += [(name.start, name.end) for name in claims.names if name.day]
    speakers = {stem for claim in claims.reports for stem in claim.speaker}
    return [
        token
        for token in claims.tokens
        if token.word not in STOP
        and evidence.stems[token.word] not in speakers
        and not any(start <= token.start < end for start, end in free)
    ]


def _ordered(first: str, second: str, evidence: Evidence) -> bool | None:
    """Whether some span says `first` before `second`; None if none says both."""
    one, other = evidence.stems[first], evidence.stems[second]
    both = [order for order in evidence.orders if one in order and other in order]
    return any(order[one][0] < order[other][1] for order in both) if both else None


def _change(one: Stated, force: str) -> str:
    here = force in one.forces.surely
    if force == "said":
        return f"{one.word!r} is somebody's claim {'only here' if here else 'in the cited spans'}"
    return f"{one.word!r} stands under {force!r} {'only here' if here else 'in the cited spans'}"


def speakers_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Whoever a claim is put in the mouth of has it there in a span."""
    for claim in sorted(claims.reports, key=lambda claim: sorted(claim.speaker)):
        same = [o for o in evidence.reports if len(claim.words & o.words) >= _SAME_CLAIM * len(claim.words)]
        if claim.speaker and claim.words and not any(claim.speaker & other.speaker for other in same):
            yield Refusal("speaker", f"no cited span has {' '.join(sorted(claim.speaker))!r} say so")


def quotations_have_speakers(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:  # noqa: ARG001 - as every rule
    """A sentence that is nothing but quotation leaves out who says it."""
    if claims.quotations and not any(c.isalpha() for c in outside_quotations(claims.text)):
        yield Refusal("speaker", "a quotation that nobody is said to have spoken")


def labels_are_somebodys(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:  # noqa: ARG001 - as every rule
    """A label that takes a side stands in quotation marks or in the mouth of somebody."""
    claimed = {one.start for one in claims.stated if "said" in one.forces.surely}
    for at, token in enumerate(claims.tokens):
        if token.word not in _LABELS or token.quoted or token.start in claimed:
            continue
        if not any(before.word in _NAMING for before in claims.tokens[max(0, at - _NAMED_WITHIN) : at]):
            yield Refusal("label", f"{token.word!r} is neither quoted nor attributed")

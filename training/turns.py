"""A parsed sentence in another order than its own: the speaker last, or a circumstance first.

News writes "The quay was shut, Reyes said"; a brief reads better as "Reyes said the quay was shut". A real sentence
of the second kind is a target, and what these functions make of it its source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.parses import tidy

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SAYING = frozenset(
    "said says told announced warned argued added stressed noted claimed reported insisted".split()
)
_LOOSE = frozenset("after before during following amid since as when while because".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
MOVED = (2, 14)  # words of a circumstance that is moved
LEFT = 5  # words that stay, at least


def speaker_last(sentence: Span, inverted: bool) -> str | None:
    """From "Reyes said the quay was shut." "The quay was shut, Reyes said." or, inverted, "..., said Reyes."."""
    root = sentence.root
    if root.lower_ not in _SAYING or root.lower_ == "told" or any(mark in sentence.text for mark in '"“”'):
        return None
    subjects = [child for child in root.children if child.dep_ == "nsubj"]
    claims = [child for child in root.children if child.dep_ == "ccomp" and child.i > root.i]
    if len(subjects) != 1 or len(claims) != 1 or any(c.dep_ in ("aux", "neg", "conj") for c in root.children):
        return None
    who, claim = subjects[0], claims[0]
    start, end = claim.left_edge.i, claim.right_edge.i + 1
    if who.left_edge.i != sentence.start or end < sentence.end - 1 or not _is_finite(claim):
        return None
    if sentence.doc[start].lower_ == "that":
        start += 1
    said = sentence.doc[root.i : start].text.removesuffix(" that").strip(" ,")
    speaker = _small(sentence.doc[sentence.start : root.i])
    if inverted and said != root.text:
        return None
    told = f"{said} {speaker}" if inverted else f"{speaker} {said}"
    return tidy(f"{sentence.doc[start:end].text.rstrip(' .')}, {told}.")


def circumstance_first(sentence: Span) -> tuple[str, int] | None:
    """From "The quay was shut after the storm." "After the storm, the quay was shut." and where the circumstance began."""
    root = sentence.root
    if root.pos_ == "AUX" or root.lemma_ == "be" or any(mark in sentence.text for mark in '"“”'):
        return None
    if any(child.dep_ == "ccomp" for child in root.children):
        return None
    for child in root.children:
        start, end = child.left_edge.i, child.right_edge.i + 1
        is_last = start > root.i and end >= sentence.end - 1
        if not is_last or child.dep_ not in ("prep", "advcl") or not _may_open(sentence.doc[start], child):
            continue
        moved, rest = sentence.doc[start:end].text.strip(" ,."), sentence.doc[sentence.start : start]
        if MOVED[0] <= len(moved.split()) <= MOVED[1] and len(rest) >= LEFT:
            return tidy(f"{moved}, {_small(rest).rstrip(' ,')}."), start - sentence.start
    return None


def _may_open(first: Token, head: Token) -> bool:
    if first.lower_ in _LOOSE:
        return True
    on_a_day = first.lower_ in ("on", "in") and first.i == head.i
    return on_a_day and any(child.pos_ == "PROPN" for child in head.children)


def _is_finite(verb: Token) -> bool:
    verbs = (verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass")))
    return any(each.tag_ in _FINITE for each in verbs) and any(c.dep_ in _SUBJECTS for c in verb.children)


def _small(words: Span) -> str:
    """The words as they stand within a sentence: the first without its capital, unless it is a name."""
    text: str = words.text.strip()
    if words[0].pos_ in ("PROPN", "ADJ", "NUM") or re.match(r"I\b|[A-Z][A-Z.]", text):
        return text  # "Republican senators": an adjective with a capital is one of a name
    return text[:1].lower() + text[1:]

"""What a small writer hangs on the wrong word: drafts in which a phrase, a name or a speaker has lost what it is of.

Each function gives what no reader would accept of a parsed sentence, so far as its parse can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.parses import Part, tidy, without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from spacy.tokens import Span

_VERBAL = frozenset("conj advcl relcl acl ccomp".split())
_PHRASES = frozenset("prep npadvmod advmod".split())
_SAYS = frozenset("said say says told added wrote warned argued noted insisted".split())
# A name goes on behind these.
_ABBREVIATION = re.compile(r"\b(?:Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|St|Mt|Ft|Mr|Mrs|Ms|Jr|Sr|No)\. (?=[A-Z\d])")
LEFT = 5  # tokens of a draft, at least


def of(sentence: Span, chance: Random) -> Iterator[tuple[str, str]]:
    """Drafts of a sentence with a phrase on the wrong verb, or half a name; one at most."""
    found = [*_hung(sentence), *_half_named(sentence.text.strip())]
    if found:
        kinds = sorted({why for why, _ in found})
        why = chance.choice(kinds)  # as many of each kind as may be: some are rare
        yield chance.choice([(name, draft) for name, draft in found if name == why])


def of_join(sentence: Span, first: str) -> Iterator[tuple[str, str]]:
    """Joins of two sentences of which the second has left a speaker who says nothing: "It sank, and Reyes said."."""
    for token in sentence:
        who = next((child for child in token.children if child.dep_ == "nsubj"), None)
        if token.lower_ in _SAYS and who is not None and who.i < token.i:
            speaker = sentence.doc[who.left_edge.i : who.right_edge.i + 1].text.strip(" ,")
            yield "speaker left", tidy(f"{first.rstrip('.')}, and {speaker} {token.text}")
            return


def _hung(sentence: Span) -> Iterator[tuple[str, str]]:
    """From "Reyes shut the quay and flew to Orsk on Monday" "Reyes shut the quay to Orsk on Monday"."""
    for token in sentence:
        if token.dep_ not in _VERBAL or token.pos_ != "VERB":
            continue
        start = token.left_edge.i - sentence.start
        while start > 0 and (sentence[start - 1].dep_ == "cc" or sentence[start - 1].text == ","):
            start -= 1
        for child in token.children:
            end = child.left_edge.i - sentence.start
            behind = child.i > token.i and child.dep_ in _PHRASES and not sentence[end - 1].is_punct
            if behind and start >= LEFT and end > start:
                yield "hung", without(sentence, [Part(start, end, token)])


def _half_named(text: str) -> Iterator[tuple[str, str]]:
    """From "Reyes met Gov. Moll" "Reyes met Gov."."""
    for found in _ABBREVIATION.finditer(text):
        if len(text[: found.start()].split()) >= LEFT:
            yield "half a name", text[: found.end()].strip()

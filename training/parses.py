"""What a parsed sentence can lose or be split into: the rules of DiscoFuse (Geva et al. 2019), turned round.

A part is a stretch of tokens, with its commas, without which the sentence still stands: an apposition, a
relative clause behind a comma, an adverbial or participial clause, a second predicate. Conditions are no
parts: without them the sentence claims more than it did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from spacy.tokens import Span, Token

_CLAUSES = {"appos", "relcl", "advcl", "acl", "prep"}
_CONDITIONS = {"if", "unless", "until", "except", "without", "once", "provided", "whether", "so", "lest"}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_DASHES = {",", "—", "–", "--"}
_CUES = {
    "although": "However, ",
    "though": "However, ",
    "because": "This is because ",
    "while": "Meanwhile, ",
}
_CUES |= {"after": "Earlier, ", "before": "Later, ", "as": "At the same time, ", "when": "At that time, "}
NAMED = 0.4  # how often a second sentence keeps the full name


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens [start:end) of a sentence, commas included, that it can lose, and the head of what they say."""

    start: int
    end: int
    head: Token


def parts(sentence: Span) -> list[Part]:
    """The parts that `sentence` can lose one by one or together, in order; none overlaps another."""
    found: list[Part] = []
    for token in sentence:
        part = _second_predicate(sentence, token) or _clause(sentence, token) or _weekday(sentence, token)
        if part and (not found or part.start >= found[-1].end):
            found.append(part)
    return found


def without(sentence: Span, dropped: list[Part]) -> str:
    """The sentence without some of its parts."""
    edges = [0, *(edge for part in dropped for edge in (part.start, part.end)), len(sentence)]
    kept = (
        sentence[start:end].text for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end
    )
    return tidy(" ".join(kept))


def tidy(text: str) -> str:
    """The words as one sentence: a capital at the beginning, a mark at the end, no stray commas or blanks."""
    text = " ".join(text.split())
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"[,;:—–-]+\s*([.!?])", r"\1", re.sub(r",(?:\s*,)+", ",", text)).strip(" ,;:—–-")
    text = text[:1].upper() + text[1:]
    return text if re.search(r"[.!?][\"”’']?$", text) else text + "."


def splits(sentence: Span) -> Iterator[tuple[str, str, Token]]:
    """Two sentences that say what `sentence` says, and the part's head, for every part that can stand alone."""
    for part in parts(sentence):
        rest = without(sentence, [part])
        alone = _alone(sentence, part)
        if alone:
            yield rest, tidy(alone), part.head


def referred(text: str, head: Token, chance: Random) -> str:
    """The second sentence as news goes on: with "He" or a last name where a split names someone in full again.

    In two of five cases the full name stays.
    """
    spoken_of = _spoken_of(head)
    if spoken_of is None or chance.random() < NAMED:
        return text
    name = _name(spoken_of)
    name = name[:1].upper() + name[1:]
    opening = "However, " if text.startswith("However, ") else ""
    if not text.startswith(opening + name + " "):
        return text
    rest = text[len(opening) + len(name) :]
    words = name.split()
    if spoken_of.pos_ == "PROPN" and len(words) > 1 and chance.random() < 0.5:
        return opening + words[-1] + rest
    if head.dep_ != "relcl" or spoken_of.tag_ in ("NNS", "NNPS"):
        return text  # who is meant by "they" or an apposition's "he" is not told by its words
    person = head.left_edge.lower_ == "who"
    return opening + (chance.choice(("He", "She")) if person else "It") + rest


def _spoken_of(head: Token) -> Token | None:
    """The noun that a part of a sentence says something about."""
    if head.dep_ in ("appos", "relcl"):
        return head.head
    subjects = [child for child in head.head.children if child.dep_ in ("nsubj", "nsubjpass")]
    return subjects[0] if head.dep_ == "conj" and subjects else None


def _second_predicate(sentence: Span, token: Token) -> Part | None:
    """From ", and ..." to the end of the sentence, where it goes on from the main verb."""
    if token.dep_ != "conj" or token.head.dep_ != "ROOT" or token.pos_ not in ("VERB", "AUX"):
        return None
    start, end = token.left_edge.i - sentence.start, token.right_edge.i + 1 - sentence.start
    if end < len(sentence) - 1 or start < 2 or sentence[start - 1].dep_ != "cc":
        return None
    start -= 1
    if sentence[start - 1].text == ",":
        start -= 1
    return Part(start, end - (sentence[end - 1].is_punct), token)


def _clause(sentence: Span, token: Token) -> Part | None:
    """A clause or phrase with a comma or dash on each open side."""
    if token.dep_ not in _CLAUSES or token.left_edge.lower_ in _CONDITIONS or token.lower_ in _CONDITIONS:
        return None
    start, end = token.left_edge.i - sentence.start, token.right_edge.i + 1 - sentence.start
    if start < 0 or end > len(sentence):
        return None
    while end > start and sentence[end - 1].text in _DASHES:
        end -= 1
    opened = start > 0 and sentence[start - 1].text in _DASHES
    closed = end < len(sentence) and (sentence[end].text in _DASHES or end == len(sentence) - 1)
    if end - start < 2 or not closed or not (opened or start == 0):
        return None
    if start == 0:
        return Part(0, end + 1, token) if sentence[end].text == "," else None
    return Part(start - 1, end + (sentence[end].text in _DASHES), token)


def _weekday(sentence: Span, token: Token) -> Part | None:
    """Such as "on Tuesday", without commas."""
    if token.lower_ != "on" or token.dep_ != "prep" or token.i + 1 >= sentence.end:
        return None
    after = token.nbor()
    if after.lower_ not in _WEEKDAYS or token.right_edge.i != after.i:
        return None
    return Part(token.i - sentence.start, token.i + 2 - sentence.start, token)


def _alone(sentence: Span, part: Part) -> str | None:
    """What a part says, as a sentence of its own."""
    text = sentence[part.start : part.end].text.strip(" ,—–-")
    head = part.head
    if head.dep_ == "appos":
        return _apposition(head, text)
    if head.dep_ == "relcl":
        return _relative(head, text)
    if head.dep_ == "conj":
        return _predicate(head, text)
    if head.dep_ == "advcl":
        return _adverbial(head, text)
    return None


def _name(noun: Token) -> str:
    """The noun phrase up to the noun, as it stands at the beginning of a sentence."""
    words = "".join(token.text_with_ws for token in noun.doc[noun.left_edge.i : noun.i + 1]).strip()
    return re.sub(r"^(an?|one)\s", "The ", words, flags=re.I)


def _is(noun: Token) -> str:
    return "are" if noun.tag_ in ("NNS", "NNPS") else "is"


def _apposition(head: Token, text: str) -> str | None:
    """From "the mayor" of "Reyes, the mayor, ...": "Reyes is the mayor"."""
    if not re.match(r"(an?|the|one of|his|her|its|their)\s", text) or head.head.pos_ not in ("PROPN", "NOUN"):
        return None
    return f"{_name(head.head)} {_is(head.head)} {text}"


def _relative(head: Token, text: str) -> str | None:
    """From "who left" of "Reyes, who left, ...": "Reyes left"."""
    match = re.match(r"(who|which)\s+(.+)", text, re.S)
    first = head.left_edge
    if not match or first.dep_ not in ("nsubj", "nsubjpass") or head.head.pos_ not in ("PROPN", "NOUN"):
        return None
    return f"{_name(head.head)} {match[2]}"


def _predicate(head: Token, text: str) -> str | None:
    """From "and left" of "Reyes wept and left": "Reyes left"; a clause with a subject stands as it is."""
    match = re.match(r"(and|but)\s+(.+)", text, re.S)
    if not match or head.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    opening = "However, " if match[1] == "but" else ""
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in head.children):
        return opening + match[2]
    if any(child.dep_ in ("aux", "auxpass") for child in head.head.children):
        return None  # "would weep and leave" shares its auxiliary
    subjects = [child for child in head.head.children if child.dep_ in ("nsubj", "nsubjpass")]
    return f"{opening}{_name(subjects[0])} {match[2]}" if subjects else None


def _adverbial(head: Token, text: str) -> str | None:
    """From "after Reyes left": "Earlier, Reyes left". The connective leaves a cue: nobody must guess it."""
    mark = head.left_edge.lower_
    subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in head.children)
    if mark not in _CUES or not subject or head.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    return _CUES[mark] + text[len(mark) :].strip()

"""What a small writer gets wrong, made of a parsed sentence: drafts that are not whole, or not true.

Each function gives what no reader would accept of the sentence, so far as its parse can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.language.figures import WEEKDAYS
from training.parses import Part, tidy, without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from spacy.tokens import Span, Token

# Without these a verb, a preposition or a noun wants something.
_NEEDED = frozenset(
    "nsubj nsubjpass dobj attr acomp ccomp xcomp pobj pcomp prt aux auxpass neg expl det agent oprd".split()
)
_CONDITIONS = frozenset(
    "if unless until except only without once provided whether lest like among under".split()
)
_HEDGES = frozenset(
    "reportedly allegedly apparently nearly almost about roughly approximately likely possibly probably only mostly"
    " usually partly largely initially formerly supposedly may might could would should not never hardly barely falsely"
    " some many most few several all former alleged suspected potential possible".split()
)
_PLACES = frozenset("in on at during after before near outside inside amid following since".split())
_COMPLEMENTS = frozenset("dobj agent prep advmod".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_DAY = re.compile(rf" on (?:{'|'.join(name.capitalize() for name in WEEKDAYS if len(name) > 5)})\b")
_SAYS = r"(?:said|says|told|added|announced|warned|argued|noted|according to|reported|reports)"
_TAIL = re.compile(
    rf"""[,”]["”]? (?:(?!that|which|who|but|and)[^,"“”]{{0,60}}? )??{_SAYS}(?: [^"“”]{{0,70}})?\.$"""
)
_HEAD = re.compile(rf"""^[^,"“”]{{3,60}} {_SAYS}(?: (?:on )?[A-Z]\w+day)? that (?=[^"“”]+$)""")
_OTHER_FORMS = {
    one: other
    for pair in (("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"), ("a", "an"))
    for one, other in (pair, pair[::-1])
}
_CLAUSES = frozenset("advcl relcl acl appos".split())
LEFT = 5  # tokens of a draft, at least


def circumstances(sentence: Span) -> list[Part]:
    """Phrases without commas, behind what the main verb needs, that say where, when or what for: "in Orsk", "to save it"."""
    root = sentence.root
    negated: bool = any(child.dep_ == "neg" for child in root.children)
    if root.pos_ != "VERB" or negated:
        return []
    passive = any(child.dep_ == "auxpass" for child in root.children)
    before = [child.i for child in root.children if child.i > root.i and child.dep_ in _COMPLEMENTS]
    found = []
    for child in root.children:
        if child.i < root.i or not (_says_where(child) or _says_what_for(child)):
            continue
        start, end = _edges(sentence, child)
        behind = passive or any(place < child.i for place in before)
        quoted = sum(token.is_quote for token in sentence[:start]) % 2
        if behind and end - start >= 2 and not (quoted or sentence[start - 1].is_punct):
            found.append(Part(start, end, child))
    return found


def _says_where(child: Token) -> bool:
    return child.dep_ == "prep" and child.lower_ in _PLACES


def _says_what_for(child: Token) -> bool:
    first: Token = child.left_edge
    return child.dep_ == "advcl" and (first.lower_, first.dep_) == ("to", "aux")


def of(sentence: Span, chance: Random) -> Iterator[tuple[str, str]]:
    """Drafts of a sentence that lack what it needs, or are cut where no phrase ends; each with the name of its fault."""
    if chance.random() < 0.5:
        needed = [t for t in sentence if t.dep_ in _NEEDED and t.lower_ not in ("has", "have", "had")]
        yield from _less(sentence, "needed", *chance.sample(needed, min(1, len(needed))))
    narrow = [token for token in sentence if _narrows(sentence, token)]
    yield from _less(sentence, "narrowed", *chance.sample(narrow, min(1, len(narrow))))
    hedges = [token for token in sentence if token.lower_ in _HEDGES]
    yield from _less(sentence, "hedge", *chance.sample(hedges, min(1, len(hedges))), alone=True)
    conditions = [token for token in sentence if token.dep_ in ("advcl", "prep") and _conditional(token)]
    yield from _less(sentence, "condition", *chance.sample(conditions, min(1, len(conditions))))
    if chance.random() < 0.35:
        yield from _awry(sentence, chance)
    if chance.random() < 0.5 and (lone := _alone(sentence, chance)):
        yield "clause alone", lone
    if lost := speaker_lost(sentence.text.strip()):
        yield "speaker lost", lost
    marred = dict(_marred(sentence))
    if marred:
        why = chance.choice(sorted(marred))  # as many of each kind as may be: some are rare
        yield why, marred[why]
    if chance.random() < 0.7 and (swapped := _swapped(sentence)):
        yield "swapped", swapped
    if chance.random() < 0.2 and (bad := broken_off(sentence.text.strip(), chance)):
        yield "broken off", bad


def broken_off(text: str, chance: Random) -> str | None:
    """The beginning of a sentence, which stops within a phrase."""
    words = text.split()
    inner = [
        place
        for place in range(LEFT, len(words) - 1)
        if words[place - 1].isalpha() and words[place].isalpha()
    ]
    if not inner:
        return None
    end = chance.choice(inner)
    # What may well be a sentence is not taken for a bad one.
    closed = words[end].lower() in (
        "in",
        "on",
        "at",
        "after",
        "before",
        "during",
        "as",
        "when",
        "and",
        "for",
        "by",
        "to",
    )
    return None if closed else " ".join(words[:end]) + "."


def fragments(sentence: Span, chance: Random) -> Iterator[str]:
    """What stands in articles between sentences and is none: names with clauses, clauses alone, lines without a verb."""
    nouns = [t for t in sentence if t.dep_ in ("nsubj", "dobj") and t.right_edge.i - t.left_edge.i >= LEFT]
    clauses = [
        t for t in sentence if t.dep_ in ("advcl", "relcl", "acl") and t.right_edge.i - t.left_edge.i >= LEFT
    ]
    for token in chance.sample(nouns + clauses, min(1, len(nouns + clauses))):
        yield tidy(sentence.doc[token.left_edge.i : token.right_edge.i + 1].text)
    if chance.random() < 0.3 and sentence.root.i - sentence.start >= LEFT:
        yield tidy(sentence.doc[sentence.start : sentence.root.i].text)


def joins(sentence: Span, head: Token, first: str, chance: Random) -> Iterator[tuple[str, str]]:
    """Joins gone wrong: what is said of one thing said of another, two sentences with a comma, one thing said twice."""
    start, end = _edges(sentence, head)
    said = sentence[max(0, start) : end].text.strip(" ,")
    others = [
        token
        for token in sentence
        if token.pos_ in ("PROPN", "NOUN")
        and token.dep_ in ("nsubj", "dobj", "pobj")
        and not (start <= token.i - sentence.start < end)
        and token is not head.head
    ]
    if head.dep_ in ("appos", "relcl") and others:
        after = chance.choice(others).text
        if first.count(f" {after}") == 1:
            yield "misplaced", tidy(first.replace(f" {after}", f" {after}, {said},", 1))
    if chance.random() < 0.3:
        yield "said twice", tidy(f"{sentence.text.strip(' .')}, {said}")
    if chance.random() < 0.3:
        yield "spliced", tidy(f"{first.rstrip('.')}, {said[:1].lower()}{said[1:]} {sentence[start].text}")


def speaker_lost(text: str) -> str | None:
    """What somebody said, without who said it: "The quay was shut" of "The quay was shut, Reyes said on Monday."."""
    if tail := _TAIL.search(text):
        return tidy(text[: tail.start()] + ('"' if tail[0].startswith(',"') else ""))
    if head := _HEAD.match(text):
        return tidy(text[head.end() :])
    return None


def day_moved(text: str) -> str | None:
    """From "Reyes said on Monday the quay ..." "Reyes said the quay ... on Monday", or the other way."""
    day = _DAY.search(text)
    if not day:
        return None
    rest = text[: day.start()] + text[day.end() :]
    if said := re.match(r".{3,60}? said\b", rest):
        if day.start() <= said.end():
            return tidy(rest.rstrip(". ") + day[0])
        return rest[: said.end()] + day[0] + rest[said.end() :]
    return None


def _marred(sentence: Span) -> Iterator[tuple[str, str]]:
    """The sentence with one slip of form: the end of a list gone, half a noun, a comma that a clause needs, an ending."""
    for token in sentence:
        place = token.i - sentence.start
        before = sentence[place - 1] if place else None
        if before is None:
            continue
        start, end = _edges(sentence, token)
        listed = token.dep_ == token.head.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN")
        if listed and sentence[start - 1].dep_ == "cc":
            yield "list", without(sentence, [Part(start - 1, end, token)])
        if (
            token.dep_ == "compound"
            and token.pos_ == "NOUN"
            and before.dep_ in ("compound", "amod")
            and token.head is not before
        ):
            yield "compound", without(sentence, [Part(place, place + 1, token)])
        if token.dep_ in _CLAUSES and start > 1 and sentence[start - 1].text == ",":
            yield "comma", without(sentence, [Part(start - 1, start, token)])
        if other := _OTHER_FORMS.get(token.lower_) or (
            token.tag_ == "VBG" and token.dep_ in _CLAUSES and f"{token.text[:-3]}ed"
        ):
            yield "form", tidy(f"{sentence[:place].text} {other} {sentence[place + 1 :].text}")


def _alone(sentence: Span, chance: Random) -> str | None:
    """The words before the main verb, a clause that opens the sentence, or one with what it hangs on: none is a sentence."""
    root = sentence.root
    spans = [(sentence.start, root.i)]
    spans += [_around(token) for token in sentence if token.dep_ in _CLAUSES and token is not root]
    long = [sentence.doc[start:end].text for start, end in spans if end - start > LEFT]
    return tidy(chance.choice(long)) if long else None


def _around(token: Token) -> tuple[int, int]:
    """A clause, with the noun before it that it is of."""
    return (
        token.head.left_edge.i if token.dep_ in ("relcl", "acl") else token.left_edge.i
    ), token.right_edge.i + 1


def _less(sentence: Span, why: str, *tokens: Token, alone: bool = False) -> Iterator[tuple[str, str]]:
    for token in tokens:
        start, end = _edges(sentence, token)
        if alone:
            start, end = token.i - sentence.start, token.i - sentence.start + 1
        while end > start and sentence[end - 1].is_punct:
            end -= 1
        if 0 <= start < end <= len(sentence) and len(sentence) - (end - start) >= LEFT:
            yield why, without(sentence, [Part(start, end, token)])


def _narrows(sentence: Span, token: Token) -> bool:
    """Whether a clause without a comma says which ones of many are meant."""
    if token.dep_ not in ("relcl", "acl") or token.head.tag_ not in ("NNS", "NN"):
        return False
    start = token.left_edge.i
    return start > sentence.start and not sentence.doc[start - 1].is_punct and token.head.tag_ == "NNS"


def _conditional(token: Token) -> bool:
    return token.left_edge.lower_ in _CONDITIONS or token.lower_ in _CONDITIONS


def _awry(sentence: Span, chance: Random) -> Iterator[tuple[str, str]]:
    """The sentence without a stretch of words that is no phrase: many arcs of its parse lead out of it."""
    for _ in range(8):
        start = chance.randrange(1, max(2, len(sentence) - 4))
        end = start + chance.randint(1, 7)
        if end >= len(sentence) or len(sentence) - (end - start) < LEFT:
            continue
        inside = range(sentence.start + start, sentence.start + end)
        out = sum(t.head.i not in inside for t in sentence[start:end] if not t.is_punct)
        into = sum(t.head.i in inside for t in sentence if t.i not in inside and not t.is_punct)
        if out + into >= 3 and into >= 1:
            yield "awry", without(sentence, [Part(start, end, sentence[start])])
            return


def _swapped(sentence: Span) -> str | None:
    """The sentence with the subject and the object of its main verb in each other's place."""
    children = list(sentence.root.children)
    subject = next((c for c in children if c.dep_ in _SUBJECTS and c.pos_ in ("PROPN", "NOUN")), None)
    objects = [c for c in children if c.dep_ == "dobj"]
    objects += [p for c in children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    other = next((c for c in objects if c.pos_ in ("PROPN", "NOUN")), None)
    if subject is None or other is None or sentence.root.i > other.i:
        return None
    (a, b), (c, d) = _edges(sentence, subject), _edges(sentence, other)
    if not 0 <= a < b <= c < d <= len(sentence):
        return None
    pieces = (sentence[:a], sentence[c:d], sentence[b:c], sentence[a:b], sentence[d:])
    return tidy(" ".join(piece.text for piece in pieces if len(piece)))


def _edges(sentence: Span, token: Token) -> tuple[int, int]:
    """The tokens [start:end) of a sentence that hang on one of them, that one among them."""
    return token.left_edge.i - sentence.start, token.right_edge.i + 1 - sentence.start

"""Sentences as spans: Punkt's boundaries, less those that cut a quotation, plus those that it can't see.

Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006) is NLTK's; its English
parameters are trained by `training.punkt` and ship with this package. Every character of the prose that is
not blank lies in exactly one sentence: what has no letters ("1.", ". . .") goes with its neighbour.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING

from nltk.tokenize.punkt import _ORTHO_MID_LC, _ORTHO_MID_UC, PunktParameters, PunktSentenceTokenizer

from summarizer.language.words import fold
from summarizer.types import Article
from summarizer.views import Cleaned, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Characters, some 250 words: an opening mark that finds no partner within them opens nothing. It is generous,
# for a sentence cut out of a quotation would read as the outlet's own.
LONGEST_QUOTATION = 1500
# Characters that Punkt reads at once: NLTK gives a regular expression five seconds, however long the text.
WINDOW = 20_000

_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)|['’](?!\w)")
_SINGLE = "'‘’"
# "ended.The next": no blank, so Punkt sees one word.
_GLUED = re.compile(r"(?<=[a-z\d)][a-z\d)])[.!?][\"”’]?(?=[\"“‘]?[A-Z][a-z]+[\s,'’])")
_ADDRESS = re.compile(r"://|www\.|@")
_ELLIPSIS = re.compile(r"(?<=[^\W\d_])…[\"”’]?\s+(?=[\"“‘]?[A-Z])")
_BULLETS = "•▪●◦‣"
_BULLET = re.compile(rf"(?<=\s)[{_BULLETS}]\s")
# Before a name; Punkt would end a sentence between "Mr." and a name that is also a common word ("Mr. Brown").
_TITLE = re.compile(
    r"(?<!\w)(?:Adm|Brig|Capt|Cmdr|Col|Cpl|Dr|Fr|Gen|Gov|Hon|Lt|Maj|Messrs|Mr|Mrs|Ms|Msgr|Prof|Reps?|Rev|Sens?|Sgt"
    r"|St|Supt|vs)\.\s*"
)
_COUNTED = re.compile(r"(?<!\w)(?:A\.D|Nos?)\.\s*")  # before a number
# What may stand alone behind a quotation that ends like a sentence: "Smith asked on Monday."
_CLOSED = re.compile(r"[\"”»'’]\s*$")
_ATTRIBUTION = re.compile(
    r"(?:[\w.'’-]+,? ){1,7}?"
    r"(?:added|argued|asked|continued|declared|explained|insisted|noted|recalled|replied|said|says|shouted|stated|told"
    r"|tweeted|warned|wrote)"
    r"(?: [\w.'’]+){0,2}[.!?]?\s*"
)
_FIRST_WORD = re.compile(r"\W*(\w+(?:[-'’]\w+)*)")
_LETTER = re.compile(r"[^\W\d_]")
_PARAGRAPH = re.compile(r"\S.*(?:\n[^\S\n]*\S.*)*")


def load_punkt() -> PunktSentenceTokenizer:
    """Punkt with the English parameters that ship with this package.

    NLTK has no public name for its flags of how a word is written within sentences, nor for reading such a file.
    """
    learned = json.loads(resources.files("summarizer").joinpath("data/punkt-english.json").read_text("utf-8"))
    params = PunktParameters()
    params.abbrev_types = set(learned["abbreviations"])
    params.collocations = {tuple(pair.split(" ")) for pair in learned["collocations"]}
    params.sent_starters = set(learned["sentence starters"])
    for word in learned["never capitalised within a sentence"]:
        params.ortho_context[word] = _ORTHO_MID_LC
    for word in learned["sometimes capitalised within a sentence"]:
        params.ortho_context[word] = _ORTHO_MID_LC | _ORTHO_MID_UC
    return PunktSentenceTokenizer(params)


def split(cleaned: Cleaned, punkt: PunktSentenceTokenizer) -> tuple[Sentence, ...]:
    """The sentences of the prose, in order.

    A quotation over several sentences stays whole, with its attribution. One that a paragraph leaves open
    reaches to the paragraph's end if the next begins with a quotation mark, as print carries a speech on.
    """
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(cleaned.prose):
        following = cleaned.prose[number + 1].text[:1] if number + 1 < len(cleaned.prose) else ""
        for start, end in _bounds(paragraph.text, punkt, carried_on=following in ('"', "“", "«", "„")):
            sentences.append(Sentence(paragraph.sub(start, end), len(sentences), number))
    return tuple(sentences)


def split_draft(text: str, punkt: PunktSentenceTokenizer) -> tuple[Sentence, ...]:
    """The sentences of a text that is no source: all of it is prose, and an empty line ends a paragraph."""
    article = Article(id="draft", text=text)
    paragraphs = tuple(Span(article, *found.span()) for found in _PARAGRAPH.finditer(text))
    return split(Cleaned(article, paragraphs, ()), punkt)


def _bounds(text: str, punkt: PunktSentenceTokenizer, *, carried_on: bool) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph lie."""
    starts = {0, *_punkt_starts(fold(text), punkt), *_glued_starts(text)}
    starts.update(match.end() for match in _ELLIPSIS.finditer(text))
    starts.update(match.start() for match in _BULLET.finditer(text))
    ordered = _outside(sorted(starts), list(_quotations(text, carried_on=carried_on)))
    for start, end in _joined(text, ordered):
        yield start, end - len(text[start:end]) + len(text[start:end].rstrip())


def _punkt_starts(text: str, punkt: PunktSentenceTokenizer) -> Iterator[int]:
    """Where Punkt has sentences begin. A window begins with the last sentence of the one before it."""
    at = 0
    while at < len(text):
        begun = [at + start for start, _ in punkt.span_tokenize(text[at : at + WINDOW])]
        yield from begun[1:]
        if at + WINDOW >= len(text):
            return
        at = begun[-1] if len(begun) > 1 else at + WINDOW


def _glued_starts(text: str) -> Iterator[int]:
    for match in _GLUED.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 60]
        if not _ADDRESS.search(around):
            yield match.end()


def _quotations(text: str, *, carried_on: bool) -> Iterator[tuple[int, int]]:
    """The quotations, marks included. Which way a straight mark faces is told by the blanks around it."""
    opened, single = None, False
    for match in _QUOTE.finditer(text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if mark in _SINGLE:
            opens = mark != "’" and bool(after) and after.isalnum() and not before.isalnum()
            if opened is None and opens and not after.isdigit():
                opened, single = at, True
            elif opened is not None and single and not opens:
                # Without a comma or stop before it, it closes a phrase, or is the apostrophe of a plural.
                if before in (",", ".", "!", "?", "…") and at - opened <= LONGEST_QUOTATION:
                    yield opened, at + 1
                opened = None
            continue
        faces_right = not before or before.isspace() or before in "([{-–—'‘"
        if mark in "“„«" or (mark == '"' and faces_right and bool(after) and not after.isspace()):
            opened, single = at, False
        elif opened is not None and not single:
            if at - opened <= LONGEST_QUOTATION:
                yield opened, at + 1
            opened = None
    if carried_on and opened is not None and not single and len(text) - opened <= LONGEST_QUOTATION:
        yield opened, len(text)


def _outside(starts: list[int], quotations: list[tuple[int, int]]) -> list[int]:
    """The starts that lie in no quotation. Both lists are in order."""
    kept, at = [], 0
    for start in starts:
        while at < len(quotations) and quotations[at][1] <= start:
            at += 1
        if at == len(quotations) or start <= quotations[at][0]:
            kept.append(start)
    return kept


def _joined(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """The sentences that begin at the starts, those joined that can't stand alone."""
    capitals = not _first_letter(text).islower()  # a paragraph in lower case tells nothing by its letters
    begun = 0
    lettered = False  # whether a letter stands between `begun` and the start that is looked at
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if start > begun and lettered and not _carries_on(text, begun, start, end, capitals=capitals):
            yield begun, start
            begun, lettered = start, False
        lettered = lettered or bool(_LETTER.search(text, start, end))
    yield begun, len(text)


def _carries_on(text: str, begun: int, start: int, end: int, *, capitals: bool) -> bool:
    """Whether what begins at `start` belongs to the sentence before it."""
    if not _LETTER.search(text, start, end):
        return not _BULLET.match(text, start)
    word = _FIRST_WORD.match(text, start, min(end, start + 80))
    if capitals and word and word[1].islower() and text[start] not in _BULLETS:
        return True
    leading = _COUNTED if text[start].isdigit() else _TITLE
    if any(match.end() == start for match in leading.finditer(text, max(begun, start - 12), start)):
        return True
    quoted = _CLOSED.search(text, max(begun, start - 12), start)
    return bool(quoted) and end - start < 100 and bool(_ATTRIBUTION.fullmatch(text, start, end))


def _first_letter(text: str) -> str:
    match = _LETTER.search(text)
    return match[0] if match else ""

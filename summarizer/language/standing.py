"""Whether a sentence is news, and whether it can stand alone."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.names import capitalised
from summarizer.language.quotations import outside_quotations, quotations
from summarizer.language.words import WORD, fold, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# Words of a sentence that is worth a place: shorter ones say too little, longer ones crowd the others out.
SHORTEST, LONGEST = 6, 60
# Forms that are a finite verb now and then (training/verbs.py); without any, and without a past, nothing is told.
_VERBS = frozenset((files("summarizer") / "data/possible-verbs.txt").read_text("utf-8").split())
_PAST = re.compile(
    r"[a-z]{2}ed\b|\w(?:n't|'(?:re|ve|ll|d|m))\b|\b(?:that|it|s?he|there|what|who|here|let|how)'s\b", re.I
)
# A noun follows these, whatever else its form may be.
_NOMINAL = frozenset(
    "a an the of for to in on at by from with about as his her its their our your more most no any some these this each"
    " every another".split()
)
# "Letter sent by Ida Lunde.": a line under a photograph, in which the participle is no verb.
_CAPTION = re.compile(
    r"(?:[\w'’-]+ ){1,4}(?:sent|made|held|taken|written|given|shown|released) by (?:the |an? )?[A-Z](?:[^\s,]+ ?){1,12}"
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got|has|have|had)\b|'(?:s|re|ve|d)\b")
# "Ada Lind: Look at that." and "DIVER: We saw nothing." are lines of a conversation.
_TRANSCRIPT = re.compile(r"(?:(?:[A-Z][\w.'’-]* ){1,3}[A-Z][\w.'’-]*|[A-Z]{3,}): (?=[A-Z])")
# "Reyes, the mayor, told the Tallow Post.", whose words stood in the sentence before.
_TOLD = re.compile(
    r"(?P<who>[^\"“”]{3,90}?) told (?:the |[a-z]+ )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}(?: on \w+day)?\."
)
_ENDS = re.compile(r"[.!?…][\"”’')\]»]*$")
# Words from which a quotation is more than a label, so that its fuller form is preferred.
QUOTED = 5

_OPEN = frozenset(
    "he she it they this that these those him her his hers its their them such here there then so or nor yet "
    "also again now instead afterwards likewise similarly otherwise both neither".split()
)
# "By Sunday, they had seized ...": a circumstance, then a pronoun that it doesn't explain.
_CIRCUMSTANCE = re.compile(r"(?P<circumstance>[^,\"“”]{1,60}), (?:he|she|it|they)\b")
# "The crews joined it before noon": an object named in another sentence.
_OPEN_OBJECT = re.compile(
    r"(?:[^\s,]+ ){1,5}(?:it|them|him)(?:[.,]| (?:after|and|as|at|before|by|for|from|in|on|to|with)\b)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I've|[Ww]e|[Ww]e're|[Ww]e've|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our)\b"
)  # "US" is a land
_PRONOUN_SPEAKER = re.compile(r"[,?!.]\" (?:(?:he|she|it|they) \w+|\w+ (?:he|she|it|they)\b)", re.IGNORECASE)
# What tells that somebody speaks, or goes on to.
_SPEAKS = re.compile(
    r"\b(?:said|says?|told|tells?|added|adds|wrote|writes|tweeted|posted|warned|warns|argued|argues|insisted|insists"
    r"|explained|explains|noted|notes|stated|states|declared|replied|recalled|announced|testified|claimed|claims"
    r"|admitted|acknowledged|suggested|joked|urged|statement|spokes\w+)\b"
)


def unfit(text: str) -> str:
    """Why a sentence is no news that a brief could tell; empty if it is."""
    found = tokens(text)
    voice = _FIRST_PERSON.search(outside_quotations(text))
    reasons = (
        (len(found) < SHORTEST, f"too short to tell something: {len(found)} words"),
        (len(found) > LONGEST, f"too long for a brief: {len(found)} words"),
        (text.rstrip().endswith("?"), "a question"),
        (not _ENDS.search(text.rstrip()), "no whole sentence: it breaks off"),
        (not _has_verb(text, found), "no whole sentence: nothing in it is a verb"),
        (voice is not None, f"in somebody's own voice: {voice[0] if voice else ''!r}"),
        (_TRANSCRIPT.match(text) is not None, "a line of a conversation"),
        (_tells_nothing(text), "no whole sentence: somebody speaks, and what he says is not in it"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _has_verb(text: str, words: Sequence[str]) -> bool:
    """Whether something is told in a text of these words; a rare verb in the present is known by a common past of it."""
    if _CAPTION.fullmatch(text) and not _AUXILIARY.search(fold(text)):
        return False
    if not _VERBS.isdisjoint(words) or _PAST.search(fold(text)):
        return True
    forms = (
        (before, word.removesuffix("es"), word.removesuffix("s")) for before, word in pairwise(words[:-1])
    )
    return any(
        not (before in _NOMINAL or before[0].isdigit())
        and not _VERBS.isdisjoint((f"{short}ed", f"{stem}ed", f"{stem}d"))
        for before, short, stem in forms
    )


def _tells_nothing(text: str) -> bool:
    found = _TOLD.fullmatch(text)
    return found is not None and _VERBS.isdisjoint(tokens(found["who"]))


def is_news(text: str) -> bool:
    """Whether a sentence tells something, in nobody's voice, and is neither a scrap nor a paragraph."""
    return not unfit(text)


def goes_on_quoting(text: str) -> bool:
    """Whether a sentence is nothing but quotation, so that the one before has to say whose.

    >>> goes_on_quoting('"The harbour stays shut."'), goes_on_quoting('"It stays shut," Lunde said.')
    (True, False)
    """
    return bool(quotations(text)) and not any(c.isalpha() for c in outside_quotations(text))


def lets_speak(text: str) -> bool:
    """Whether a quotation may follow a sentence: somebody speaks in it, or it goes on quoting itself."""
    return goes_on_quoting(text) or _SPEAKS.search(outside_quotations(text)) is not None


def leans(text: str) -> bool:
    """Whether a reader needs the sentence before to know what this one speaks of, or who."""
    opening = WORD.search(fold(text).lower())
    return (
        goes_on_quoting(text)
        or bool(opening and opening[0].removesuffix("'s") in _OPEN)
        or _opens_late(text)
        or bool(_OPEN_OBJECT.match(text) or _PRONOUN_SPEAKER.search(fold(text)))
    )


def _opens_late(text: str) -> bool:
    found = _CIRCUMSTANCE.match(text)
    return found is not None and not any(capitalised(found["circumstance"]))


def full_quotations(texts: Collection[str]) -> frozenset[str]:
    """The words of every quotation in the texts that is more than a label, in lower case."""
    quoted = (" ".join(tokens(q.text)) for text in texts for q in quotations(text))
    return frozenset(words for words in quoted if words.count(" ") >= QUOTED - 1)


def quotes_in_part(text: str, whole: Collection[str]) -> bool:
    """Whether one of the quotations in `whole` (see `full_quotations`) goes on where one of this text's breaks off."""
    return any(
        part != full and f" {part} " in f" {full} " for part in full_quotations((text,)) for full in whole
    )

"""Whose words a sentence tells: one name for one speaker, through an article's sentences and over articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.language.standing import goes_on_quoting
from summarizer.language.words import STOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.views import Sentence

_VERBS = (
    "said|says|told|tells|added|adds|noted|notes|stressed|described|describes|warned|warns|announced|stated|urged|urges"
    "|called|calls|confirmed|denied|insisted|claimed|argued|wrote|tweeted|demanded|appealed|emphasized|recalled|decried"
    "|maintained|reiterated|condemned|accused|vowed|promised|praised|criticized|thanked|suggested|asked|pledged"
    "|explained|testified|declared|replied|acknowledged"
)
_SAYING = frozenset(_VERBS.split("|"))
_WORD = re.compile(r"\w+")
_NAME = r"[\w'’.-]+"
# "UN Secretary-General Antonio Guterres on Thursday called": up to six words, perhaps an aside and a day.
_BEFORE = re.compile(
    rf"(?P<who>(?:{_NAME} ){{0,5}}?{_NAME})(?:, (?P<aside>[^,\"“”]{{1,60}}),)?(?: on)?(?: \w+day(?: night| morning)?)?"
    rf"(?: (?:has|have|had|also|later|then|further))* (?:{_VERBS})\b"
)
# '..., said Guterres', '..., said the harbour master'.
_AFTER = re.compile(
    rf"[,.?!][\"”’']? ?(?:{_VERBS}) (?P<who>(?:the |a )?(?:[A-Z]{_NAME} ?)+|the {_NAME}(?: {_NAME})?)"
)
_PRONOUNS = frozenset("he she they it who".split())
_SPOKESMAN = re.compile(r"\bspokes\w+")


def voices(sentences: Sequence[Sentence]) -> list[str]:
    """Whose words each sentence tells, in lower case: the last word of the speaker's name or office; "" if nobody's.

    "He" and a quotation that stands alone have the speaker of the sentence before. An office is its holder where the
    texts name both together ("Secretary-General Antonio Guterres") or the office after the same body ("the UN chief"),
    and who speaks for somebody has that one's voice.

    >>> from summarizer.types import Article
    >>> from summarizer.views import Sentence, Span
    >>> own = Article(id="a", text='Mayor Ana Reyes urged calm. The mayor called for help. "Come," she said. It rained.')
    >>> voices([Sentence(Span(own, *at), i, 0) for i, at in enumerate(((0, 27), (28, 54), (55, 72), (73, 83)))])
    ['reyes', 'reyes', 'reyes', '']
    """
    texts = [sentence.text for sentence in sentences]
    speakers = [_speaker(text) for text in texts]
    found: list[str] = [""] * len(sentences)
    at: dict[tuple[str, int], str] = {}
    for i in sorted(range(len(sentences)), key=lambda i: (sentences[i].article.id, sentences[i].position)):
        article, position = sentences[i].article.id, sentences[i].position
        last = speakers[i][-1].lower() if speakers[i] else ""
        if last in _PRONOUNS or goes_on_quoting(texts[i]):
            last = at.get((article, position - 1), "")
        found[i] = at[article, position] = "" if last in STOP or last.isdecimal() else last
    holders = _holders([words for words in speakers if words])
    named = {holders.get(voice, voice) for voice in found if voice}
    return [
        _principal(text, voice, named) if voice and _SPOKESMAN.search(text) else holders.get(voice, voice)
        for text, voice in zip(texts, found, strict=True)
    ]


def _speaker(text: str) -> tuple[str, ...]:
    """The words that name who speaks in a sentence, the name last: "The director, Bram Soll, said"."""
    says = not _SAYING.isdisjoint(_WORD.findall(text))  # to try the patterns takes many times as long
    match = (_AFTER.search(text) or _BEFORE.search(text)) if says else None
    if not match:
        return ()
    aside = match.groupdict().get("aside") or ""
    who = f"{match['who']} {aside}" if aside.istitle() else match["who"]
    return tuple(word.strip("'’.") for word in who.split())


def _holders(speakers: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Who holds each office that speaks."""
    offices = {words[-1].lower(): words for words in speakers if words[-1].islower()}
    holders: dict[str, str] = {}
    for words in speakers:
        last = words[-1].lower()
        if words[-1].islower() or len(words) < 3:  # no name with an office
            continue
        for office, own in offices.items():
            if office in map(str.lower, words[:-1]) or (words[0].isupper() and words[0] in own):
                holders.setdefault(office, last)
    return holders


def _principal(text: str, voice: str, named: set[str]) -> str:
    """For whom somebody speaks: the first in the sentence who speaks elsewhere; himself where nobody does."""
    words = (word.strip("'’.,\"“”").removesuffix("'s").removesuffix("’s") for word in text.lower().split())
    return next((word for word in words if word in named and word != voice), voice)

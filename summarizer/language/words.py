"""Glyphs, words and stems."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from nltk.stem.snowball import EnglishStemmer

if TYPE_CHECKING:
    from collections.abc import Iterable

_GLYPHS = (
    dict.fromkeys("“”„‟«»＂", '"')
    | dict.fromkeys("‘’‚‛′`´＇", "'")
    | dict.fromkeys("–—‐‑‒−―", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\u200a\t\r\n", " ")
)

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")

# Function words and the verbs of saying: they carry the sentence, not its content.
STOP = frozenset(
    "a about above across after again against all almost along already also although always am amid among an and "
    "another any anyone anything are around as at away back be because been before behind being below beside besides "
    "between beyond both but by can could despite did do does down during each either else even ever every everyone "
    "few for from further had has have having he her here hers him himself his how however i if in indeed inside "
    "instead into is it its itself just less like many may maybe me meanwhile might mine more moreover most much must "
    "my near neither never nevertheless no nobody none nor not nothing now of off often on once one only onto or other "
    "others our ours out outside over own per perhaps quite rather same she should since so some someone something "
    "soon still such than that the their theirs them themselves then there therefore these they this those though "
    "through throughout thus to together too toward towards under unless unlike until up upon us very was we were what "
    "whatever when whenever where whether which while who whoever whom whose why will with within without would yet "
    "you your yours yourself said say says saying told tell tells according mr mrs ms dr".split()
)

# Words that deny. "cannot" and the contractions are matched as the tokenizer leaves them.
NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't "
    "weren't hasn't haven't hadn't wouldn't couldn't shouldn't".split()
)


def fold(text: str) -> str:
    """The text with one glyph for every quotation mark, dash and blank. The length stays, so offsets stay."""
    if text.isascii() and text.isprintable():
        return text.replace("`", "'")
    for glyph, plain in _GLYPHS.items():  # str.translate takes forty times as long
        text = text.replace(glyph, plain)
    return text


def squash(text: str) -> str:
    """The folded text with every run of blanks as one blank."""
    return " ".join(fold(text).split())


def count_words(text: str) -> int:
    """The blank-separated tokens that hold a letter or a digit: what a word limit counts."""
    return sum(any(character.isalnum() for character in token) for token in text.split())


def tokens(text: str) -> list[str]:
    """The words in lower case, in order, without possessive endings."""
    return [word[:-2] if word[-2:] == "'s" else word for word in WORD.findall(fold(text).lower())]


def content(text: str) -> list[str]:
    """The words that carry content, in lower case, in order."""
    return [word for word in tokens(text) if word not in STOP]


def overlap(first: str, second: str) -> float:
    """The share, 0 to 1, of the shorter text's pairs of neighbouring content words that the other has too.

    Accents don't count: outlets differ in them.

    >>> overlap("Mayor Inès Moreau left.", "Mayor Ines Moreau stayed.")
    0.6666666666666666
    """
    one, two = (frozenset(pairwise(content(_unaccented(text)))) for text in (first, second))
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0


def _unaccented(text: str) -> str:
    return "".join(c for c in normalize("NFKD", text) if not combining(c)) if not text.isascii() else text


# No ending that Porter2 takes off, or changes, ends in one of these.
_ENDLESS = frozenset("abfhjkopquvwxz")


class Stems(dict[str, str]):
    """Stems of words (Porter2, by NLTK), and the words of texts, each worked out once.

    Made anew for every request: no state outlives one.

    >>> Stems()["displaced"]
    'displac'
    """

    def __init__(self) -> None:
        super().__init__()
        self._stem = EnglishStemmer().stem
        self._words: dict[str, tuple[str, ...]] = {}

    def __missing__(self, word: str) -> str:
        stem: str = word if word[-1:] in _ENDLESS and word.isascii() and word.islower() else self._stem(word)
        self[word] = stem
        return stem

    def of(self, words: Iterable[str]) -> list[str]:
        """The stems of some words, in order."""
        return [self[word] for word in words]

    def words(self, text: str) -> tuple[str, ...]:
        """The `tokens` of a text."""
        if text not in self._words:
            self._words[text] = tuple(tokens(text))
        return self._words[text]

    def content(self, text: str) -> list[str]:
        """The stems of the words of a text that carry content, in order."""
        return [self[word] for word in self.words(text) if word not in STOP]


def support(text: str, sources: Iterable[str], stems: Stems) -> float:
    """The share, 0 to 1, of the text's content stems that stand in the sources; 1 for a text without any."""
    wanted = frozenset(stems.content(text))
    held = frozenset(stem for source in sources for stem in stems.content(source))
    return len(wanted & held) / len(wanted) if wanted else 1.0

"""What stands on a news page beside the article: how it is told from prose, and what it is called.

The patterns are data, `summarizer/data/furniture.toml`. They are tried only on pieces of at most `LONGEST`
characters, so the time stays linear in the text.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.literals import required

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 1000  # characters; a longer line or sentence is no furniture, and no caption is half as long

_DATA = tomllib.loads((files("summarizer") / "data" / "furniture.toml").read_text("utf-8"))
_NAMES = {"<start>": r"^\W*", "<agency>": _DATA["agency"].replace("\n", ""), "<site>": _DATA["site"]} | {
    f"<{name}>": _DATA["dateline"][name] for name in ("place", "town", "state", "day")
}


def _compiled(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Any of the patterns, what they name filled in."""
    pattern = "|".join(patterns).replace("\n", "")
    for name, meaning in _NAMES.items():
        pattern = pattern.replace(name, meaning)
    return re.compile(pattern, flags)


class Sought(NamedTuple):
    """A pattern, and strings of which one stands, case folded, in whatever it matches: where none does it isn't tried."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]

    def within(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Its matches in [start:end] of the text, in order."""
        may = self.may_match(text[start:end].casefold())
        return self.pattern.finditer(text, start, end) if may else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """Its first match."""
        return self.pattern.search(text) if self.may_match(text.casefold()) else None

    def may_match(self, folded: str) -> bool:
        """Whether a text that is given case folded holds what the pattern can't match without."""
        for need in self.needs:
            if need in folded:
                return True
        return not self.needs


def _sought(patterns: Iterable[str], flags: int = 0) -> Sought:
    pattern = _compiled(patterns, flags)
    return Sought(tuple(sorted(required(pattern))), pattern)


def _table(name: str) -> list[tuple[str, Sought]]:
    """Each pattern of a table with its kind."""
    return [(row["kind"], _sought([pattern], re.I)) for row in _DATA[name] for pattern in row["any"]]


def _kind(table: Iterable[tuple[str, Sought]], text: str) -> str | None:
    """The kind of the first pattern of a table that is found in the text."""
    folded = text.casefold()
    found = (kind for kind, one in table if one.may_match(folded) and one.pattern.search(text))
    return next(found, None)


CREDIT_MARK = _sought(_DATA["mark"])
CREDIT_TAG = _sought(_DATA["tag"])
LABEL = _sought(_DATA["label"])
_SENTENCES = _table("sentence")
_LINES = _table("line")
_NAMED = _table("named")
_DATELINE = _compiled(_DATA["dateline"]["any"])
_DATELINE_COLON = _compiled(_DATA["dateline"]["colon"])
_WORDS = {name: frozenset(words.split()) for name, words in _DATA["words"].items()}

_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*(?:-mail)?|\d+")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_SENTENCE_END = re.compile(r"[.!?…](?<=[a-z]{2}.)[\"”’')\]]*\s+\S")


def name_sentence(text: str) -> str | None:
    """What a sentence amid prose is called if it is furniture."""
    if len(text) > LONGEST:
        return None
    if CREDIT_MARK.search(text):
        return "photo caption"
    return _kind(_SENTENCES, text) or ("share line" if _is_sharing(text) else None)


def name_line(text: str) -> str | None:
    """What a whole line is called if it is furniture whatever stands around it.

    A line of several sentences is left to be named sentence by sentence, unless its form as a line tells.
    """
    if len(text) > LONGEST:
        return None
    if mark := CREDIT_MARK.search(text):
        return _name_credited(text, mark)
    if kind := _kind(_LINES, text):
        return kind
    if _is_date(_words(text)):
        return "date line"
    for kind, pattern in _NAMED:
        if (match := pattern.search(text)) and _are_names(text[match.end() :]):
            return kind
    return None if holds_sentences(text) else name_sentence(text)


def holds_sentences(text: str) -> bool:
    """Whether a line holds several sentences, so that `name_line` leaves them to be named one by one."""
    return _SENTENCE_END.search(text) is not None


def measure_dateline(text: str, *, colon: bool) -> int:
    """How many characters a dateline takes at a paragraph's beginning, with the blank behind it, or 0.

    "PLACE: " looks like the speaker of a transcript, so only `colon` lets it count.
    """
    head = text[:200]
    match = _DATELINE.match(head) or (_DATELINE_COLON.match(head) if colon else None)
    return match.end() if match else 0


def _name_credited(text: str, mark: re.Match[str]) -> str | None:
    """What a line with a credit mark is called if all of it belongs to the mark: captions end with one."""
    before, behind = text[: mark.start()], text[mark.end() :].strip(" .")
    if len(before.split()) + len(behind.split()) < 3:
        return "photo credit"
    one_sentence = len(_SENTENCE_END.findall(before)) <= 1
    return "photo caption" if one_sentence and len(behind.split()) < 8 else None


def _words(text: str) -> list[str]:
    """The words and numbers of a short text in lower case; none of a long one."""
    return [word.lower() for word in _TOKEN.findall(text)] if len(text) < 120 else []


def _is_sharing(text: str) -> bool:
    """Whether there are names of sites and of ways to share, and nothing else that says anything."""
    words = [word for word in _words(text) if not (word.isdigit() or word in _WORDS["beside_sharing"])]
    return bool(words) and _WORDS["sharing"].issuperset(words) and text[-1] not in ".!?"


def _is_date(words: list[str]) -> bool:
    """Whether there are numbers, either three of them alone or with words that tell a date."""
    numbers = sum(word.isdigit() for word in words)
    told = all(word.isdigit() or word in _WORDS["dating"] for word in words)
    return told and (numbers == 3 or 0 < numbers < len(words))


def _are_names(text: str) -> bool:
    """Whether every word is capitalised or joins names, as in a byline."""
    words = [word for word in _NAME.findall(text) if word.lower() not in _WORDS["joining"]]
    return 0 < len(words) <= 20 and all(word[0].isupper() for word in words) and text.rstrip()[-1] not in "?!"

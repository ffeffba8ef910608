"""The words of a text with the borders between its clauses: what scopes, reports and roles are read from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.names import ABBREVIATIONS
from summarizer.language.quotations import quotations
from summarizer.language.words import NEGATIONS, STOP, WORD, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_BORDER = re.compile(r"[,;:.!?()\"]|(?<!\w)'|'(?!\w)|\s-+\s|--")
# What stands in brackets interrupts a clause and ends none; longer than this, in characters, it is no aside.
BRACKETS = re.compile(r"\((?:[^()\"]|\"[^()\"]*\"){1,200}\)")

# Words that open a phrase or a clause which may stand at either end of a sentence, or a second clause.
OPENERS = frozenset(
    "and but while where who which that as when after before during amid following since until because although though if"
    " unless despite on in at".split()
)
# Of those, what opens a phrase or clause that says when or why: behind a report it may be reported, or the writer's own.
_CIRCUMSTANCES = frozenset(
    "when after before during amid following since until because although though if unless despite".split()
)
# Nothing that is read of a clause reaches further, in words; a text without stops is still read in linear time.
LONGEST = 150


class Token(NamedTuple):
    """A word, in lower case, at [start:end]; `border` is that a clause ends before it, `capital` how it is written."""

    word: str
    start: int
    end: int
    border: bool
    quoted: bool
    bracketed: bool
    capital: bool

    @property
    def plain(self) -> bool:
        """Whether the word carries no content: a function word, a denial, a contraction of either."""
        return self.word in STOP or self.word in NEGATIONS or self.word.partition("'")[0] in STOP


def read(text: str) -> tuple[Token, ...]:
    """The words of the text with the borders between its clauses. After a bracket the clause before it goes on."""
    flat = fold(text)
    bare = BRACKETS.sub(lambda found: " " * len(found[0]), flat)
    quoted = [(one.start, one.end) for one in quotations(text)]
    found: list[Token] = []
    at = 0
    ends = {False: 0, True: 0}  # of the last word outside brackets, and of the last word of all
    last: Token | None = None
    for match in WORD.finditer(flat):
        while at < len(quoted) and quoted[at][1] <= match.start():
            at += 1
        inside = at < len(quoted) and quoted[at][0] <= match.start()
        bracketed = bare[match.start()] == " "
        gap = flat[ends[True] : match.start()] if bracketed else bare[ends[False] : match.start()]
        before = found[-1] if bracketed and found else last
        short = before and (before.word in ABBREVIATIONS or len(before.word) == 1)
        border = _BORDER.search(gap.replace(".", "") if short else gap) is not None
        word = match[0].lower().removesuffix("'s")
        one = Token(
            word, match.start(), match.end(), border, inside, bracketed, any(map(str.isupper, match[0]))
        )
        found.append(one)
        ends[True] = match.end()
        if not bracketed:
            ends[False], last = match.end(), one
    return tuple(found)


def opening_of(tokens: Sequence[Token], at: int) -> int:
    """The place at which the segment of `at` begins."""
    start = max(at, 0)
    while start > 0 and not tokens[start].border and at - start < LONGEST:
        start -= 1
    return start


def segment(tokens: Sequence[Token], begin: int, *, within: bool = False) -> list[int]:
    """The places from `begin` to the next border; `within`, one right before `begin` does not count."""
    end = begin
    while end < min(len(tokens), begin + LONGEST) and (not tokens[end].border or (within and end == begin)):
        end += 1
    return list(range(begin, end))


def core(tokens: Sequence[Token], places: Sequence[int]) -> int:
    """How many of some places come before a phrase such as "after the vote", if two words with content do; else all."""
    content = 0
    for at, i in enumerate(places):
        if content > 1 and tokens[i].word in _CIRCUMSTANCES:
            return at
        content += not tokens[i].plain
    return len(places)

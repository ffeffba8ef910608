"""Where ", and" joins two clauses, of which each could be a sentence."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.clauses import OPENERS, read
from summarizer.language.quotations import outside_quotations
from summarizer.language.reports import FINITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.language.clauses import Token

_JOINT = re.compile(r"[,;] and (?=\S)")
_WORDING = tomllib.loads((files("summarizer") / "data" / "wording.toml").read_text("utf-8"))
# What these open belongs to another clause, or may bear on all that follows.
_OPEN = OPENERS.union(_WORDING["subordinating"].split())
# Of those, the ones that take no verb: a subject may hold them.
_PREPOSITIONS = frozenset({"in", "on", "at", "amid", "during", "despite"})
_SUBJECTS = frozenset({"i", "he", "she", "it", "they", "we", "there"})


class Joint(NamedTuple):
    """What stands before and behind a ", and"; `clause` is that what stands behind surely has a subject and a verb."""

    before: str
    behind: str
    clause: bool


def joints(text: str) -> Iterator[Joint]:
    """The joints of a text outside its quotations; none where a phrase begins either part that may bear on both.

    >>> [joint.behind for joint in joints("The port closed, and boats were sold.")]
    ['boats were sold.']
    """
    for found in _JOINT.finditer(outside_quotations(text)):
        before, behind = text[: found.start()], text[found.end() :]
        openings = [read(part)[:1] for part in (before, behind)]
        if all(words and words[0].word not in _OPEN for words in openings):
            yield Joint(before, behind, _is_clause(read(behind)))


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Whether a verb that only a clause has comes before what opens another: not so in "the man she is suing"."""
    for at, token in enumerate(tokens):
        if token.word.partition("'")[0] in FINITE or (not at and token.word in _SUBJECTS):
            return True
        if (at and (token.border or token.word in _SUBJECTS)) or token.word in _OPEN - _PREPOSITIONS:
            return False
    return False

"""What a regular expression can't match without: to look for a word is many times quicker than to try a pattern."""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]  # there is no public name for either
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Literals = frozenset[str]


def required(pattern: re.Pattern[str]) -> Literals:
    """Strings, case folded, of which one stands in whatever the pattern matches; none where that can't be told.

    >>> sorted(required(re.compile("(?:use|accept) (?:all )?cookies|hotline:")))
    ['cookies', 'hotline:']
    """
    return _required(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))


def _required(items: Iterable[tuple[Any, Any]]) -> Literals:
    """The literals of that one item of a sequence which is likely the rarest: few of them, and long ones."""
    found: list[Literals] = []
    run = ""
    for kind, value in items:
        if kind is ops.LITERAL:
            run += chr(value).casefold()
            continue
        found.append(frozenset({run}))
        run = ""
        if kind is ops.SUBPATTERN:
            found.append(_required(value[-1]))
        elif kind is ops.BRANCH:
            branches = [_required(branch) for branch in value[-1]]
            found.append(frozenset().union(*branches) if all(branches) else frozenset())
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] > 0:
            found.append(_required(value[-1]))
    found.append(frozenset({run}))
    known = [literals for literals in found if literals and all(literals)]
    return max(known, key=lambda literals: min(map(len, literals)) - len(literals), default=frozenset())

"""Changes that leave a news sentence true: what a gate must let through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.language.quotations import balanced, outside_quotations
from summarizer.testing.errors import AFTER, DAYS, TAIL, capital

if TYPE_CHECKING:
    from collections.abc import Callable

_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|said|says|told|came|fell|found|gave|held|led|left|lost|made|met"
    r"|ran|rose|sank|took|went|won|[a-z]+ed)"
)
_ASIDE = re.compile(
    rf", (?:who|which) [^,;\"“”]+,(?= {_FINITE}\b)|(?<=[a-z]) \((?![a-z]+\))[^()\"“”]+\)(?= [a-z])"
)
_OPEN = re.compile(r", [\w.’' ]{1,20}$")  # "Lund, 43, who left, said": the comma after 43 is needed
_FRONTED = re.compile(
    rf"^(?P<when>On (?:{'|'.join(DAYS)})|In (?:19|20)\d\d|(?:After|Before|During) [a-z][^,;\"“”]+), (?P<rest>[^\"“”]+)\.$"
)
_TIMES = r"minutes?|hours?|days?|weeks?|months?|years?|decades?"
_CLAUSE = re.compile(rf"^(?:The|A|He|She|It|They) [^,;:\"“”()]*\b{_FINITE}\b[^,;:\"“”()]*\.$")
_SHORT = re.compile(r"\.[A-Z]\.$")  # the stop of "in the U.S." is not only the sentence's
_SPELT = dict(zip("2 3 4 5 6 7 8 9".split(), "two three four five six seven eight nine".split(), strict=True))
# Not the 8 of "737 Max 8 planes", "at 8 p.m.", "8 to 1".
_SMALL = re.compile(r"\b[a-z]+ (?P<figure>[2-9])(?= (?!p\.?m|a\.?m|to \d)[a-z])")
# Capitalised words that are small in mid-sentence.
_PLAIN = frozenset(
    "The A An In It There They This That These Those He She We His Her Its Their At On After Before".split()
)


def moved(text: str) -> str | None:
    """The speaker first: "X said C." for "C, X said." and for "C, said X on Monday."."""
    found = TAIL.search(text) or AFTER.search(text)
    if not found:
        return None
    when = found.groupdict().get("when") or ""
    return capital(f"{found['who']} {found['says']}{when} that {_small(found['claim'])}.")


def shifted(text: str) -> str | None:
    """What stands first last: "X left on Monday." for "On Monday, X left."; no sentence with a second clause.

    Nor one that ends in a length of time: "for a week after that" is another one.
    """
    found = None if _SHORT.search(text) else _FRONTED.search(text)
    if not found or re.search(
        r"^(?:which|who|whose)\b|[,:] |;|\b(?:and|but|that|said|says|told)\b|(?:" + _TIMES + r")$",
        found["rest"],
    ):
        return None
    return capital(f"{found['rest']} {found['when'][0].lower()}{found['when'][1:]}.")


def cut(text: str) -> str | None:
    """Without what stands in brackets, or in a clause of "who" or "which" between commas; a word alone may be "(barely)"."""
    found = _ASIDE.search(outside_quotations(text))
    if not found or _OPEN.search(text[: found.start()]):
        return None
    return text[: found.start()] + text[found.end() :]


def spelt(text: str) -> str | None:
    """A small number in words, which is no day of a month."""
    found = _SMALL.search(outside_quotations(text))
    if not found:
        return None
    return text[: found.start("figure")] + _SPELT[found["figure"]] + text[found.end() :]


def joined(text: str, following: str) -> str | None:
    """A short sentence and the one that follows it in its article, joined by "and"."""
    if not (_CLAUSE.match(text) and _CLAUSE.match(following)) or _SHORT.search(text):
        return None
    return f"{text[:-1]}, and {_small(following)}"


TRUE: dict[str, Callable[[str], str | None]] = {one.__name__: one for one in (moved, shifted, cut, spelt)}


def true_versions(text: str) -> dict[str, str]:
    """A sentence changed and still true, by the kind of the change.

    >>> true_versions("The mill burned down, Odo Lund said.")
    {'moved': 'Odo Lund said that the mill burned down.'}
    """
    if not balanced(text):
        return {}
    changed = {kind: change(text) for kind, change in TRUE.items()}
    return {kind: true for kind, true in changed.items() if true}


def _small(text: str) -> str:
    return text[0].lower() + text[1:] if text.partition(" ")[0] in _PLAIN else text

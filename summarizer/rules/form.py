"""Rules for the shape of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.language.quotations import balanced
from summarizer.language.words import STOP, fold, tokens
from summarizer.rules.evidence import WORDING
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.rules.evidence import Claims, Evidence

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BEGINS = re.compile(r"[\"'“‘(\[«]*(?:[^\W\d_]|[$€£#]?\d)")
# "iPhone", "al-Sham" and "de Gaulle" may begin a sentence.
_SMALL_START = re.compile(r"\W*(?:[a-z]+[A-Z]|(?:al|el|de|von|van)-?\b)")
_BEFORE_MARK = re.compile(r"(\w+)(?=\s*(?:[.,;:!?\")-]|$))")
# "The police said." and "Lund told the Herald on Friday, a week after ...": the verb has lost what was said.
_SAYS_NOTHING = re.compile(
    r"^[^,\"“]+ (?:said|says)\.$"
    r"|^(?:(?:In|On|At|After|Before|As)\b[^\"“]*, )?[^,\"“]*"
    r"\btold (?:(?:the |The )?[A-Z][\w'’.-]*(?: |(?=[.,])))+(?:on \w+day)?[.,]"
)
_GOVERNING, _SUBORDINATING = (frozenset(WORDING[group].split()) for group in ("governing", "subordinating"))
_BRACKETS = {"(": ")", "[": "]"}


def form_is_a_sentence(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:  # noqa: ARG001 - as every rule
    """The text begins and ends as a sentence does, in one line, and its marks pair."""
    text = claims.text
    if not any(character.isalpha() for character in text):
        yield Refusal("form", "holds no words")
        return
    if text != " ".join(text.split()):
        yield Refusal("form", "has blanks at its ends or in a row")
    if not _ENDS.search(text):
        yield Refusal("form", "ends without a stop")
    first = next(character for character in text if character.isalnum())
    if not _BEGINS.match(text) or (first.islower() and not _SMALL_START.match(text)):
        yield Refusal("form", "begins in mid-sentence")
    if not balanced(text):
        yield Refusal("form", "quotation marks do not pair")
    if any(text.count(one) != text.count(other) for one, other in _BRACKETS.items()):
        yield Refusal("form", "brackets do not pair")


def nothing_is_cut_off(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """What a word, a clause or a verb of saying needs is still there; a whole sentence of a source has all it needs."""
    if any(claims.text == " ".join(text.split()) for text in evidence.texts):
        return
    words = tokens(claims.text)
    ends = {end for text in evidence.texts for end in _before_marks(text)}
    if words and words[-1] in _GOVERNING and words[-1] not in ends:
        yield Refusal("form", f"ends on {words[-1]!r}, and nothing follows")
    if words and words[0] == "which" and not claims.text.endswith("?"):
        yield Refusal("form", "a clause that 'which' opens, and nothing before it")
    if words and words[0] in _SUBORDINATING and "," not in claims.text:
        yield Refusal("form", f"a clause that {words[0]!r} opens, and no other")
    if _SAYS_NOTHING.search(claims.text) and not claims.quotations:
        yield Refusal("form", "somebody says something, and it is left out")


def _before_marks(text: str) -> set[str]:
    """The words of a text that stand before a mark or at its end."""
    return {found[1].lower() for found in _BEFORE_MARK.finditer(fold(text))}


def nothing_is_said_twice(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """No three words come twice, and none twice in a row, unless they do in a span; grammar may repeat."""
    sources = [tokens(text) for text in evidence.texts]
    words = tokens(claims.text)
    for size in (1, 2, 3):
        own = _repeated(words, size)
        for run in sorted(own - set().union(*(_repeated(source, size) for source in sources))):
            yield Refusal("repetition", f"says {' '.join(run)!r} twice")


def _repeated(words: list[str], size: int) -> set[tuple[str, ...]]:
    """The runs of `size` words that come twice: anywhere for three, right after each other for fewer."""
    runs = list(zip(*(words[i:] for i in range(size)), strict=False))
    if size < 3:
        return {run for run, again in zip(runs, runs[size:], strict=False) if run == again}
    return {
        run for run, times in Counter(runs).items() if times > 1 and sum(word not in STOP for word in run) > 1
    }

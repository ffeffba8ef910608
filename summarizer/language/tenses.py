"""Whether what a text tells at some place has happened or is to come."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal

from summarizer.language.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

Tense = Literal["past", "future"] | None

_PLANS = "expect|schedul|slat|pois|prepar|plan|intend|agree|hope|vow|promis|aim"
_IRREGULAR = (
    "was|were|had|did|has|said|told|came|went|met|held|won|lost|began|broke|fell|rose|took|made|gave|left|struck|hit|"
    "shot|saw|found|sent|spoke|wrote|led|fled|heard|ran|drew|knew|brought|caught|paid|stood|sat|grew|flew|threw|spent|"
    "swept|drove|became|got|sank|built|sold"
)
# A plan takes its verb with it: in "expected to be opened", "opened" is no past.
_CUE = re.compile(
    r"(?P<future>\b(?:will|shall|would(?! have)|going to|upcoming|deadline|"
    r"due(?! to (?:an?|the|its|his|her|their)\b)|"
    rf"(?:{_PLANS})(?:e?d|s|ing|e)?\s+(?:to|for)|set (?:to|for)|(?:is|are) to|takes? place|go to the polls|"
    r"(?:begins?|resumes?|expires?|starts|opens|ends|returns|runs|lasts|continues)(?=\s+(?:on|until|next|this)\b))"
    r"(?:\s+(?:not|also|be|have|\w+ly))*(?:\s+\w+(?:ed|en)\b)?|\w'll\b)"
    rf"|(?P<past>\b(?:{_IRREGULAR}|\w+ed|since)\b)"
)
_OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:-]\s*|\b(?:and|but|while)\s+)\W*(?:(?:on|by|at|from|in|late|early|before|after)\s+)*$",
    re.IGNORECASE,
)
# Prepositions and a conjunction before an expression fit into so many characters.
_BEFORE = 40


def tenses(text: str, places: Sequence[tuple[int, int]]) -> list[Tense]:
    """The tense at each place [start:end] of `text`, None where no verb tells.

    It is that of the verb nearest before the place or, where the place opens its clause, after it.
    """
    flat = fold(text)
    cues = list(_CUE.finditer(flat)) if places else []
    return [_tense(flat, cues, start, end) for start, end in places]


def _tense(flat: str, cues: list[re.Match[str]], start: int, end: int) -> Tense:
    last = bisect_right(cues, start, key=lambda cue: cue.end()) - 1
    following = bisect_left(cues, end, key=lambda cue: cue.start())
    before, after = cues[max(0, last) : last + 1], cues[following : following + 1]
    opens = _OPENS_CLAUSE.search(flat[max(0, start - _BEFORE) : start])
    for cue in (*after, *before) if opens else (*before, *after):
        return "future" if cue.lastgroup == "future" else "past"
    return None

"""What a cut tears: told at the edges of each gap that a draft leaves in its source."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING

from summarizer.language.words import fold
from summarizer.models.cuts import (
    FINITE,
    MARK,
    PREPOSITIONS,
    RELATIVES,
    WEEKDAYS,
    core,
    is_scope,
    is_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LISTING = frozenset(("and", "or"))
_ASIDES = RELATIVES | frozenset("a an the one his her its their".split())
_CLAUSES = frozenset("as while when because after before although though since until if that where".split())
_PARTED = RELATIVES | frozenset(("according", "including"))
# Between two numbers or days: "28 to 19", "Oct. 16 and Oct. 22".
_COUNTING = frozenset(("to", "and", "or"))
_PLACES = frozenset("near after before over across behind outside inside through around".split())
_COUNTED = frozenset("all both each some most many none neither".split())
_WHICH = frozenset("that which who where".split())
_SUBJECT_OF = ["when", "it", "comes", "to"]
_DASH = re.compile(r"[—–-]+")
# "[In her book, ]Love, Reyes, a poet, writes": what is left begins with the end of a title or of a list.
_HEADED = re.compile(r"[A-Z][\w'-]+, (?:(?:von|van|de) )?[A-Z][\w'-]+(?:, | [A-Z])")


def is_torn(text: str, source: str) -> bool:
    """Whether a draft lacks a part of its source that does not end where it should.

    >>> is_torn("Reyes kept Moll, the mayor.", "Reyes kept Moll, the mayor, from coming.")
    True
    >>> is_torn("Reyes kept Moll.", "Reyes kept Moll, the mayor, on Monday.")
    False
    """
    words = source.split()
    return any(
        _tears(words, start, end) or _unparts(text, words, start, end) if start else _beheads(words, end)
        for start, end in _gaps(words, text.split())
    )


def _beheads(words: list[str], end: int) -> bool:
    """Whether what goes before a word says where or of what the rest holds, or leaves the end of a title."""
    if end == len(words):
        return False  # nothing is left of it
    gone = [core(word) for word in words[:end]]
    gone = gone[1:] if gone[0] in ("but", "and") else gone
    names = len(gone) > 1 and all(word[:1].isupper() for word in words[:end]) and gone[0] not in PREPOSITIONS
    if names and words[end - 1].endswith(",") and words[end].lower() in _ASIDES:
        return True  # "[Ana Reyes,] the mayor of Orsk, wept"
    if core(words[end]) in _COUNTED and core(words[min(end + 1, len(words) - 1)]) in FINITE:
        return True  # "[The ferries,] all were late"
    scope = bool(gone) and (gone[:4] == _SUBJECT_OF or is_scope(gone, list(words[end:])))
    return scope or _HEADED.match(" ".join(words[end:])) is not None or _names_again(words, end)


def _names_again(words: list[str], end: int) -> bool:
    """Whether what is left begins with another name of what is gone, or with the rest of a list.

    "[In Tides,] a new study, divers count eels" and "[Using nets,] ropes and a crane, they raised it".
    """
    commas = [place for place in range(end, len(words)) if words[place].endswith(",")][:2]
    loose = core(words[0]) in PREPOSITIONS or words[0].endswith("ing")
    if not (commas and loose and words[end - 1].endswith((",", ',"'))):
        return False
    second = (commas[1:] or [len(words)])[0]
    again, then = words[end : commas[0] + 1], words[commas[0] + 1 : second + 1]
    subject = [core(word) for word in takewhile(lambda word: core(word) not in FINITE, then)]
    stands = is_sentence(" ".join(then)) and subject and RELATIVES.isdisjoint(subject[:1])
    stands = stands and _LISTING.isdisjoint(subject)  # "[On Monday,] Reyes, Moll and Brandt were there"
    return bool(stands) and not is_sentence(" ".join(again))


def _unparts(text: str, words: list[str], start: int, end: int) -> bool:
    """Whether the comma is lost of what goes on behind an aside: "the mill[, where it sat,] eerily, with a door"."""
    if end == len(words) or not (words[start - 1].endswith(",") and words[end - 1].endswith(",")):
        return False
    parted = words[end].endswith(("ing", ",")) or core(words[end]) in _PARTED
    return parted and f"{words[start - 1]} {words[end]}" not in text


def _gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the words that are gone."""
    before, after = ([re.sub(r"^\W+|\W+$", "", fold(word).lower()) for word in words] for words in (old, new))
    for kind, start, end, _, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind in ("delete", "replace"):
            yield start, end


def _tears(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the gap [start:end), which is not the opening, tears a list, an aside, or what says which ones are meant."""
    gone, before = [core(word) for word in words[start:end]], words[start - 1]
    halved = gone[0] in _LISTING and (len(gone) == 1 or "if" in map(core, words[:start]))
    counted = gone[0] in _COUNTING and core(before)[-1:].isdigit() and gone[-1][-1:].isdigit()
    # As in "Reyes said that it sank and[ that] nobody was hurt": it would be nobody's claim.
    halved |= gone == ["that"] and core(before) in _LISTING | {"but"}
    if halved or counted or (gone[0] == "but" and "not" in map(core, words[:start])):
        return True  # "the hand[ and] the arm", "if it rains[, and it falls], ...", "by 28[ to 19]", "not here[, but there]"
    if _tears_relative(words, start, end) or (end == len(words) and _tears_off(words, start)):
        return True
    if end == len(words):
        return False
    if before.endswith(","):
        return not MARK.search(words[end - 1])  # half an aside: "Moll[, the mayor] of Orsk, said"
    # As in "in a mill[ – at night –] making it hers" and "the men arrested[ on Monday] were charged".
    dashed = _DASH.fullmatch(words[end - 1]) and words[end].endswith("ing")
    dated = WEEKDAYS.intersection(gone) and before.endswith("ed") and not MARK.search(words[end - 1])
    return bool(dashed or (dated and core(words[end]) in FINITE))


def _tears_relative(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a clause is gone without its end, or one that says which thing is the same."""
    gone = [core(word) for word in words[start : start + 2]]
    if _WHICH.isdisjoint(gone[:1] if gone[0] not in PREPOSITIONS else gone):
        return False
    if "same" in map(core, words[max(0, start - 3) : start]):
        return True  # "in the same harbour[ in which it was built]"
    if gone[0] in PREPOSITIONS:
        return False
    behind = words[end] if end < len(words) else ""  # "a crane[ that lifts boats] near Orsk"
    return core(behind) in PREPOSITIONS | _PLACES and not MARK.search(words[end - 1])


def _tears_off(words: Sequence[str], start: int) -> bool:
    """Whether the end that is gone is the rest of a list or of an aside, or has the verb of what is left."""
    gone, before = [core(word) for word in words[start:]], words[start - 1]
    segment = _last_segment(words[:start])
    lists = gone[0] in _LISTING and segment and not is_sentence(" ".join(segment))
    in_row = before.endswith(",") and segment and core(segment[0]) in _ASIDES
    goes_on = gone[0] in PREPOSITIONS or (gone[0] in ("a", "an", "the") and _LISTING.intersection(gone))
    earlier = words[: start - len(segment)]
    row = before.endswith(",") and gone[0] in _LISTING and segment and is_sentence(" ".join(segment))
    told = (
        row
        and core(segment[0]) not in _LISTING | RELATIVES | _CLAUSES | FINITE
        and is_sentence(" ".join(earlier))
    )
    near = [core(word) for word in words[max(0, start - 4) : start]]
    so = before.endswith(",") and "so" in near  # "so sad[, it made her weep]"
    open_ended = bool(lists or told or (in_row and goes_on)) or so or _halves_noun(words, start)
    return open_ended or _lacks_its_verb(words, start)


def _halves_noun(words: Sequence[str], start: int) -> bool:
    """Whether an adjective is left of several without its noun: "the fit[, strong men]"."""
    if start < 2 or not words[start - 1].endswith(",") or words[start - 2].lower() not in ("a", "an", "the"):
        return False
    first = words[start]
    loose = _ASIDES | _PARTED | _CLAUSES | _LISTING | PREPOSITIONS | FINITE | frozenset(("but", "as", "not"))
    return first[:1].islower() and core(first) not in loose and not first.endswith(("ing", "ed", "ly"))


def _lacks_its_verb(words: Sequence[str], start: int) -> bool:
    """Whether the rest of a clause goes from its aside on: "He wept as his town[, on Monday, fell]"."""
    if not words[start - 1].endswith(","):
        return False
    opening = next((i for i in range(start - 1, -1, -1) if core(words[i]) in _CLAUSES), start)
    close = next((i for i in range(start, len(words) - 1) if words[i].endswith(",")), len(words) - 2)
    return FINITE.isdisjoint(map(core, words[opening:start])) and core(words[close + 1]) in FINITE


def _last_segment(words: Sequence[str]) -> Sequence[str]:
    """The words between the last two commas, or behind the last one; none where there is none before them."""
    commas = [place for place, word in enumerate(words[:-1]) if word.endswith(",")]
    return words[commas[-1] + 1 :] if commas else ()

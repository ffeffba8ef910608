"""What a sentence can lose so that the rest is still a sentence, and true: told by its words and marks alone."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from importlib.resources import files

from summarizer.language.words import NEGATIONS, STOP, fold

# Forms that are a finite verb in most of their uses (training/verbs.py).
FINITE = frozenset((files("summarizer") / "data/finite-verbs.txt").read_text("utf-8").split())
# What a cut sentence may be mended with. No pronoun is among them: it would hide who is meant.
_MENDING = frozenset(
    "a an the and but as at by for from in of on to with that is are was were has have had".split()
)
# What begins a phrase that is loose without a mark before it. Other prepositions may belong to the verb ("stood by it")
# or say of what a claim holds ("during the caucus").
_OPENERS = frozenset("according after amid because before despite following including while".split())
_SCOPES = frozenset(
    "of for under among unlike with without within".split()
)  # "For that year, the budget was ..."
_MENDERS = frozenset("and but".split())
_SUBJECTS = frozenset("the he she they it we i this that these those his her their its".split())
CONDITIONS = frozenset("if unless until except only".split())
_DENIALS = frozenset(
    "deny denies denied denying refuse refuses refused reject rejects rejected fail fails failed".split()
)
_HEDGES = frozenset(
    "nearly roughly approximately reportedly allegedly purportedly likely unlikely barely hardly scarcely virtually"
    " usually mostly mainly generally typically largely normally rarely seldom possibly probably apparently supposedly"
    " partly falsely only early formerly".split()
)
LONGEST_SUBJECT = 7  # words
PREPOSITIONS = frozenset(
    "of in on at for from to with by about against as into under within until during".split()
)
_SUBORDINATES = frozenset(
    "who which that what whose where when while how why whether if because although though".split()
)
RELATIVES = frozenset("who which whose where whom".split())
_EARLIER = frozenset("earlier late early later".split())
_HOURS = frozenset("morning afternoon evening night".split())
_DATERS = frozenset(
    "last next every late early since until through on of by for from to in before after this the".split()
)
# Verbs of what goes on or is to come, and nouns of where somebody says something.
_LASTING = frozenset("is are has have can will may must would could should do does remains remain".split())
_SAYINGS = frozenset(
    "statement interview speech letter tweet post report news remarks address memo email appearance filing".split()
)
_AUXILIARIES = frozenset("is are was were has have had do does did will would can could may might".split())
# What a count of stands before "after" and "before"; clauses that say when; what asks for such a clause.
_SPANS = frozenset(
    "minute minutes hour hours day days week weeks month months year years decade decades".split()
)
_WHEN = frozenset("as when since".split())
_KNOWING = frozenset(
    "ask asked know knew known see saw seen remember remembered tell told decide decided even such well much many long"
    " soon far same described known seen regarded".split()
)
LEAST_LEFT = 4  # words before such a clause
_PAIRED = frozenset("both between either neither".split())
_LISTING = frozenset("and or".split())
# What an opening must not leave: "[Good reviews,] Reyes said, show ..." and "[With a pen,] a map and his hands, he ...".
_HEADLESS = re.compile(
    r"(?:[\w.'-]+ ){1,4}(?:said|says), |(?:[\w'-]+ ){1,4}and (?:[\w'-]+ ){0,4}[\w'-]+, "
    r"|(?:he|she|they|it|I|we) [\w']+, ",
    re.IGNORECASE,
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEFORE = re.compile(r"[,:)—-]$")  # no period: "Feb." ends no phrase
_DASH = re.compile(r"[—–-]+")
MARK = re.compile(r"[,;:.!?)\"—-]$")


def is_light_cut(text: str, source: str) -> bool:
    """Whether a sentence is its source without loose parts: phrases between marks, or such as a small word begins.

    To drop a word before its noun ("vaccinated Americans"), a condition, or anything but a whole phrase between marks
    from a denial ("denied that he drank on the job") changes what is said, though every word is the source's.

    >>> is_light_cut("Americans may travel.", "Vaccinated Americans may travel, the agency said.")
    False
    """
    old, new = source.split(), text.split()
    before, after = ([re.sub(r"^\W+|\W+$", "", word) for word in _folded(words)] for words in (old, new))
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            first = 0 if start == new_start == 0 else 1  # the marks of a word beside a cut may change
            inner = old[start + first : end - 1], new[new_start + first : new_end - 1]
            if _folded(inner[0]) != _folded(inner[1]):
                return False  # a comma is lost
            continue
        if not _MENDING.issuperset(map(core, new[new_start:new_end])):
            return False
        begin = start + (0 < start < end - 1 and _DASH.fullmatch(old[start]) is not None)
        if start < end and not (_is_loose(old, begin, end) and _stays_closed(new, new_start)):
            return False
    return True


def is_sentence(text: str) -> bool:
    """Whether some finite verb of a text is none of its relative and other clauses'.

    >>> is_sentence("The quay that was shut, which had a crane.")
    False
    """
    words = list(map(core, text.split()))
    return sum(word in FINITE for word in words) > sum(word in _SUBORDINATES for word in words)


def subject(words: list[str]) -> list[str]:
    """The words of a sentence before its first finite verb; none where it opens with a clause or a phrase.

    >>> subject("Mayor Reyes went home.".split())
    ['Mayor', 'Reyes']
    """
    end = next((place for place, word in enumerate(words) if core(word) in FINITE), 0)
    opens = words[0].lower() in _OPENERS | _SUBORDINATES | PREPOSITIONS
    return [] if opens or end > LONGEST_SUBJECT or any(map(MARK.search, words[:end])) else words[:end]


def head(subject: list[str]) -> str:
    """The noun that a subject is about: its last word before a preposition."""
    end = next((place for place, word in enumerate(subject) if word in PREPOSITIONS), len(subject))
    return core(subject[end - 1]) if end else ""


def _stays_closed(words: list[str], end: int) -> bool:
    """Whether what goes right before a word leaves no relative clause open: "Brandt, who was hurt[, on Monday,] said"."""
    if not 0 < end < len(words) or MARK.search(words[end - 1]):
        return True
    last = next((i for i in range(end - 1, 0, -1) if words[i - 1].endswith(",")), 0)
    open_clause = last and core(words[last]) in RELATIVES
    after = words[end]
    speaks = core(after) in _SUBJECTS | {"a", "an"} or after[:1].isupper()
    return not (open_clause or (speaks and is_sentence(" ".join(words[end:]))))


def _is_loose(words: list[str], start: int, end: int) -> bool:
    """Whether [start:end) of a sentence's words can go: no condition, no main clause, nothing that a verb needs."""
    dropped = [core(word) for word in words[start:end]]
    text = " ".join(words[start:end])
    is_figure = not any(character.isalpha() for character in text)
    before = set(map(core, words[:start]))
    # As in "not at him, but at her", and in "if it rains, and the crane falls, ...".
    bound = (dropped[0] == "but" and "not" in before) or (dropped[0] in _LISTING and "if" in before)
    if not CONDITIONS.isdisjoint(dropped) or ";" in text or text.count('"') % 2 or is_figure or bound:
        return False
    if all(word.endswith("ly") for word in dropped):
        return _HEDGES.isdisjoint(dropped)
    in_brackets = words[start].startswith("(") and re.search(r"\)[,.;:]?$", words[end - 1])
    if in_brackets or (start == 0 and _MENDERS.issuperset(dropped)) or _is_day(words, dropped, start, end):
        return True
    if _is_second_predicate(words, dropped, start, end):
        return not _is_denied(words[:start])
    marked = start == 0 or bool(_BEFORE.search(words[start - 1]))
    closes = end == len(words) or bool(MARK.search(words[end - 1]))
    if marked and closes:
        return _leaves_a_clause(words, dropped, start, end)
    dropped = dropped[1:] if dropped[0] in _EARLIER and len(dropped) > 1 else dropped
    by_day = dropped[0] == "on" and dropped[1:2] and dropped[1] in WEEKDAYS and _HOURS.issuperset(dropped[2:])
    ends = end == len(words) or closes
    counted = start > 0 and core(words[start - 1]) in _SPANS  # "four days[ after her due date]"
    loose = dropped[0] in _OPENERS and (closes or core(words[end]) in STOP) and not counted
    clause = dropped[0] in _WHEN and ends and _tells_when(words, dropped, start)
    return bool(by_day or loose or clause) and not _is_denied(words[:start])


def _tells_when(words: list[str], dropped: list[str], start: int) -> bool:
    """Whether a clause behind no mark says when it was, not what was known or how: "He fell [as the crane turned]"."""
    before = core(words[start - 1]) if start else ""
    of_what = before in _DATERS | _KNOWING or (before in STOP and before not in FINITE)
    return start > LEAST_LEFT and not of_what and is_sentence(" ".join(dropped[1:]))


def _is_day(words: list[str], dropped: list[str], start: int, end: int) -> bool:
    """Whether what goes is a bare "Tuesday" or "Friday morning", not "last Tuesday": "told reporters Tuesday"."""
    before = core(words[start - 1]) if start else ""
    return (
        (end < len(words) or before.endswith("ed") or before not in FINITE)  # not "that starts[ Tuesday]."
        and dropped[0] in WEEKDAYS
        and _HOURS.issuperset(dropped[1:])
        and bool(before)
        and before not in _DATERS
    )


def _is_second_predicate(words: list[str], dropped: list[str], start: int, end: int) -> bool:
    """Whether what goes is the second of two predicates, without a mark: "was shut [and emptied]"."""
    joined = dropped[0] == "and" and len(dropped) > 1
    verb = joined and (dropped[1].endswith("ed") or dropped[1] in FINITE) and words[start + 1][0].islower()
    return bool(verb) and end == len(words) and not _PAIRED.intersection(map(core, words[:start]))


def _is_list(words: list[str], start: int, end: int) -> bool:
    """Whether what goes between marks is the rest of a list: "by the hand[, arm and neck]"."""
    phrase = []
    for word in words[start:end]:
        phrase.append(core(word))
        if MARK.search(word):
            break
    opens = phrase[0] in STOP | _OPENERS | _MENDERS or phrase[0].endswith("ing")
    return not opens and not _LISTING.isdisjoint(phrase[:5])


def _leaves_a_clause(words: list[str], dropped: list[str], start: int, end: int) -> bool:
    """Whether the main clause stays when a phrase between marks goes: it may open the sentence, or close it."""
    if start == 0:
        after = core(words[end]) if end < len(words) else ""
        hangs = after.endswith(("ing", "ed")) or after in _OPENERS | _MENDERS | {"to"}
        stays = bool(after) and not hangs and (after not in FINITE or after in _AUXILIARIES)
        rest = " ".join(words[end:])
        quotes = '"' in fold(" ".join(words[:end]))
        return stays and not quotes and not _HEADLESS.match(rest) and not is_scope(dropped, words[end:])
    if _is_list(words, start, end) or dropped[0] in FINITE:
        return False
    return end < len(words) or (_closes(words[start], dropped) and not _ends_a_list(words[:start], dropped))


def is_scope(dropped: list[str], rest: list[str]) -> bool:
    """Whether an opening says when or where the rest holds: "After 2036, it will pay", "In Orsk, fires are banned"."""
    verb = next((core(word) for word in rest if core(word) in FINITE), "")
    holds = dropped[0] in PREPOSITIONS | _OPENERS and verb in _LASTING and _SAYINGS.isdisjoint(dropped)
    return dropped[0] in _SCOPES or dropped[:2] == ["as", "for"] or holds


def _ends_a_list(before: list[str], dropped: list[str]) -> bool:
    """Whether what goes is the end of a list: "two guests: the mayor[, and Moll]", "it is old, he is ill[, and ...]"."""
    if _LISTING.isdisjoint(dropped):
        return False
    marks = [place for place, word in enumerate(before[:-1]) if word.endswith((",", ":"))]
    last = before[marks[-1] + 1 :] if marks else []
    in_turn = bool(last) and core(last[0]) not in _LISTING | _SUBORDINATES and is_sentence(" ".join(last))
    return any(word.endswith(":") for word in before) or (dropped[0] in _LISTING and in_turn)


def _closes(first: str, dropped: list[str]) -> bool:
    """Whether words behind a comma, of which the first is given as it stands, are a phrase or clause of their own."""
    if fold(first).startswith('"') or (dropped[0] in _LISTING and not is_sentence(" ".join(dropped[:3]))):
        return False  # 'it reads[, "Stay out."]', "a mill, a quay[, and a crane]"
    named = first[:1].isupper()
    by_whom = dropped[0].endswith("ed") and not PREPOSITIONS.isdisjoint(dropped[1:2])
    if not (named or by_whom or dropped[0] in STOP | _OPENERS or re.fullmatch(r"\w+ing", dropped[0])):
        return False  # "a withdrawn[, troubled young man]"
    is_subject = dropped[0] in _SUBJECTS or named
    return not (is_subject and is_sentence(" ".join(dropped)))


def _is_denied(words: list[str]) -> bool:
    """Whether what follows some words stands under a denial: none of them has a mark after it since."""
    for word in reversed(words):
        if MARK.search(word):
            return False
        if core(word) in NEGATIONS | _DENIALS:
            return True
    return False


def _folded(words: list[str]) -> list[str]:
    return [fold(word).lower() for word in words]


def core(word: str) -> str:
    """A word as it is compared: in lower case, without marks and without "'s"."""
    return re.sub(r"^\W+|\W+$|'s\W*$", "", fold(word).lower())

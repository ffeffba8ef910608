"""Which of a writer's drafts are worth the gate's time: the cheap checks, made on words alone."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.words import NEGATIONS, STOP, count_words, fold, tokens

if TYPE_CHECKING:
    from summarizer.protocols import Task

LEAST = 4  # words of a draft
# What a cut sentence may be mended with. No pronoun is among them: it would hide who is meant.
_MENDING = frozenset(
    "a an the and but as at by for from in of on to with that who is are was were has have had".split()
)
# What begins a phrase that is loose without a mark before it. Other prepositions may belong to the verb ("stood by it")
# or say of what a claim holds ("during the caucus").
_OPENERS = frozenset("according after amid because before despite following including while".split())
_SCOPES = frozenset(
    "for under among unlike with without within".split()
)  # "For that year, the budget was ..."
_MENDERS = frozenset("and but".split())
_SUBJECTS = frozenset("the he she they it we i this that these those his her their its".split())
_FINITE = frozenset("is are was were has have had will would can could may might did does said says".split())
_CONDITIONS = frozenset("if unless until except only".split())
_DENIALS = frozenset(
    "deny denies denied denying refuse refuses refused reject rejects rejected fail fails failed".split()
)
_HEDGES = frozenset(
    "nearly roughly approximately reportedly allegedly purportedly likely unlikely barely hardly scarcely virtually"
    " possibly probably apparently supposedly partly falsely only early formerly".split()
)
_RELATIVES = frozenset("who which whose where whom".split())
_HOURS = frozenset("morning afternoon evening night".split())
_DATERS = frozenset(
    "last next every late early since until through on of by for from to in before after this the".split()
)
_PAIRED = frozenset("both between either neither".split())
_LISTING = frozenset("and or".split())
# What an opening must not leave: "[Good reviews,] Reyes said, show ..." and "[With a pen,] a map and his hands, he ...".
_HEADLESS = re.compile(r"(?:[\w.'-]+ ){1,4}(?:said|says), |(?:[\w'-]+ ){1,4}and (?:[\w'-]+ ){0,4}[\w'-]+, ")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# Slips of a small model that no other check sees: "which raising", "the the".
_BROKEN = re.compile(
    r"\b(?:which|who) (?!during)\w+ing\b|\b(\w+) \1\b(?<!had had)(?<!that that)", re.IGNORECASE
)
# "The quay was shut, Mayor Reyes said on Tuesday", "..., said Reyes, the mayor" and "After the storm, the quay was shut".
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|warned|argued|added|stressed|noted|claimed|reported|insisted)\b"
)
# What may follow "said" and be no claim of its own.
_WHEN = (
    r"(?:(?:on|in|at|during|late|early|last|this|earlier|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?!.*\bthat\b)[^,]{0,40}|reporters)"
)
_SPEAKER_LAST = re.compile(
    rf"(?P<claim>.+),\"? (?P<who>(?:[A-Z]|the |an? |his |her |its |their |he |she |they |it )[^,]{{0,60}}?(?:, [^,]+,)?)"
    rf" (?P<said>{_SAYING.pattern})(?P<when> {_WHEN})?"
)
_VERB_FIRST = re.compile(rf"(?P<claim>.+),\"? (?P<said>{_SAYING.pattern}) (?P<who>[^,]+(?:, [^,]+)?)")
_CIRCUMSTANCE_FIRST = re.compile(
    r"(?P<when>(?:After|Before|During|Following|Amid|Since|As|When|While|Because|On|In) [^,]{3,90}), (?P<rest>[^,].+)"
)
# Of several clauses, nobody can tell which one a circumstance behind them belongs to.
_CLAUSES = re.compile(
    r"\b(?:and|but|or|that|which|who|said|says|because|while|when|as|after|before)\b|[,;\"]"
)
_BEFORE = re.compile(r"[,:)—-]$")  # no period: "Feb." ends no phrase
_MARK = re.compile(r"[,;:.!?)\"—-]$")


def admissible(text: str, sources: tuple[str, ...], task: Task) -> bool:
    """Whether a draft has its length, is no copy, quotes as a source does, says nothing twice, and cuts only loose parts."""
    if not LEAST <= count_words(text) <= task.max_words or text in sources:
        return False
    sought = [_bare(quotation) for quotation in re.findall(r'"([^"]*)"', text)]
    if text.count('"') % 2 or not all(any(each in _bare(source) for source in sources) for each in sought):
        return False
    if _BROKEN.search(text) or says_twice(text) or splices(text, sources):
        return False
    if task.kind == "shorten":
        return any(is_light_cut(text, order) for order in orders(sources[0]))
    # A fusion may be put in any words; what only leaves words of one source out must leave out the right ones.
    return task.kind == "headline" or not any(
        is_cut(text, source) and not is_light_cut(text, source) for source in sources
    )


def says_twice(text: str) -> bool:
    """Whether two words in a row, not both of them small, or one weekday stand twice in a sentence.

    >>> says_twice("On Monday he said it was shut, on Monday.")
    True
    """
    words = tokens(text)
    pairs = Counter(pair for pair in pairwise(words) if not STOP.issuperset(pair))
    days = Counter(word for word in words if word in _WEEKDAYS)
    return max((*pairs.values(), *days.values()), default=0) > 1


def splices(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a comma stands between what the sources say in two sentences.

    >>> splices("The quay was shut, nobody was hurt.", ("The quay was shut.", "Nobody was hurt."))
    True
    """
    ends = {_core(word) for source in sources for word in source.split() if word.endswith(".")}
    begins = {_core(source.split()[0]) for source in sources}
    begins |= {
        _core(after) for source in sources for word, after in pairwise(source.split()) if word.endswith(".")
    }
    known = {
        (_core(a), _core(b)) for source in sources for a, b in pairwise(source.split()) if not a.endswith(".")
    }
    words = text.split()  # the first few are no sentence: "On Monday, the mayor ..."
    joints = ((_core(a), _core(b)) for a, b in pairwise(words[LEAST - 1 :]) if a.endswith(","))
    return any(a in ends and b in begins and (a, b) not in known for a, b in joints)


def orders(source: str) -> tuple[str, ...]:
    """A sentence, and what it says with its speaker first or its opening circumstance last.

    >>> orders("The quay was shut, Mayor Reyes said on Tuesday.")[1]
    'Mayor Reyes said on Tuesday the quay was shut.'
    >>> orders("After the storm, the quay was shut.")[1]
    'The quay was shut after the storm.'
    >>> orders('"We shut it," said Ana Reyes, the mayor.')[1]
    'Ana Reyes, the mayor, said, "We shut it."'
    """
    found = [source]
    words = source.rstrip(".")
    outside = re.sub('"[^"]*"', '""', source)
    one_speaks = len(_SAYING.findall(outside)) == 1 and ";" not in source
    if one_speaks and (match := _SPEAKER_LAST.fullmatch(words) or _VERB_FIRST.fullmatch(words)):
        who, when, claim = match["who"].rstrip(","), match.groupdict().get("when") or "", match["claim"]
        speaker = f"{_capital(who)}{',' if ',' in who else ''} {match['said']}{when}"
        if re.fullmatch('"[^"]+', claim):  # its last mark is matched outside
            found.append(f'{speaker}, {claim}."')
        elif '"' not in source:
            found.append(f"{speaker} {_lower(claim)}.")
    if (match := _CIRCUMSTANCE_FIRST.fullmatch(words)) and not _CLAUSES.search(match["rest"]):
        found.append(f"{_capital(match['rest'])} {_lower(match['when'])}.")
    return tuple(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """The text as it stands within a sentence; a name loses its capital too, for cuts are compared without regard to it."""
    return text[:1].lower() + text[1:]


def is_cut(text: str, source: str) -> bool:
    """Whether every word of a sentence stands in its source, in the same order.

    >>> is_cut("The quay was shut.", "The old quay was at last shut.")
    True
    """
    rest = iter(map(_core, source.split()))
    return all(_core(word) in rest for word in text.split())


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
            inner = old[start + 1 : end - 1], new[new_start + 1 : new_end - 1]
            if _folded(inner[0]) != _folded(inner[1]):
                return False  # a comma is lost
            continue
        if not _MENDING.issuperset(map(_core, new[new_start:new_end])):
            return False
        if start < end and not (_is_loose(old, start, end) and _stays_closed(new, new_start)):
            return False
    return True


def _stays_closed(words: list[str], end: int) -> bool:
    """Whether what goes right before a word leaves no relative clause open: "Brandt, who was hurt[, on Monday,] said"."""
    if not 0 < end < len(words) or _MARK.search(words[end - 1]):
        return True
    last = next((i for i in range(end - 1, 0, -1) if words[i - 1].endswith(",")), 0)
    return not (last and _core(words[last]) in _RELATIVES)


def _is_loose(words: list[str], start: int, end: int) -> bool:
    """Whether [start:end) of a sentence's words can go: no condition, no main clause, nothing that a verb needs."""
    dropped = [_core(word) for word in words[start:end]]
    text = " ".join(words[start:end])
    is_figure = not any(character.isalpha() for character in text)
    contrasted = dropped[0] == "but" and "not" in map(_core, words[:start])  # "not at him[, but at her]"
    if not _CONDITIONS.isdisjoint(dropped) or ";" in text or text.count('"') % 2 or is_figure or contrasted:
        return False
    if all(word.endswith("ly") for word in dropped):
        return _HEDGES.isdisjoint(dropped)
    if (start == 0 and _MENDERS.issuperset(dropped)) or _is_day(words, dropped, start, end):
        return True
    if _is_second_predicate(words, dropped, start, end):
        return not _is_denied(words[:start])
    marked = start == 0 or bool(_BEFORE.search(words[start - 1]))
    closes = end == len(words) or bool(_MARK.search(words[end - 1]))
    if marked and closes:
        return _leaves_a_clause(words, dropped, start, end)
    by_day = (
        dropped[0] == "on" and dropped[1:2] and dropped[1] in _WEEKDAYS and _HOURS.issuperset(dropped[2:])
    )
    loose = dropped[0] in _OPENERS and (closes or _core(words[end]) in STOP)
    return bool(by_day or loose) and not _is_denied(words[:start])


def _is_day(words: list[str], dropped: list[str], start: int, end: int) -> bool:
    """Whether what goes is a bare "Tuesday" or "Friday morning", not "last Tuesday": "told reporters Tuesday"."""
    before = _core(words[start - 1]) if start else ""
    return (
        end < len(words)  # "that starts Tuesday."
        and dropped[0] in _WEEKDAYS
        and _HOURS.issuperset(dropped[1:])
        and bool(before)
        and before not in _DATERS
    )


def _is_second_predicate(words: list[str], dropped: list[str], start: int, end: int) -> bool:
    """Whether what goes is the second of two predicates, without a mark: "was shut [and emptied]"."""
    joined = dropped[0] == "and" and len(dropped) > 1
    verb = joined and (dropped[1].endswith("ed") or dropped[1] in _FINITE) and words[start + 1][0].islower()
    return bool(verb) and end == len(words) and not _PAIRED.intersection(map(_core, words[:start]))


def _is_list(words: list[str], start: int, end: int) -> bool:
    """Whether what goes between marks is the rest of a list: "by the hand[, arm and neck]"."""
    phrase = []
    for word in words[start:end]:
        phrase.append(_core(word))
        if _MARK.search(word):
            break
    opens = phrase[0] in STOP | _OPENERS | _MENDERS or phrase[0].endswith("ing")
    return not opens and not _LISTING.isdisjoint(phrase[:5])


def _leaves_a_clause(words: list[str], dropped: list[str], start: int, end: int) -> bool:
    """Whether the main clause stays when a phrase between marks goes: it may open the sentence, or close it."""
    if start == 0:
        after = _core(words[end]) if end < len(words) else ""
        stays = (
            bool(after) and not after.endswith(("ing", "ed")) and after not in _OPENERS | _MENDERS | {"to"}
        )
        rest = " ".join(words[end:])
        return (
            stays
            and dropped[0] not in _SCOPES
            and '"' not in fold(" ".join(words[:end]))
            and not _HEADLESS.match(rest)
        )
    if _is_list(words, start, end):
        return False
    if end < len(words):
        return True
    is_subject = dropped[0] in _SUBJECTS or words[start][:1].isupper()
    return not (is_subject and not _FINITE.isdisjoint(dropped))


def _is_denied(words: list[str]) -> bool:
    """Whether what follows some words stands under a denial: none of them has a mark after it since."""
    for word in reversed(words):
        if _MARK.search(word):
            return False
        if _core(word) in NEGATIONS | _DENIALS:
            return True
    return False


def _folded(words: list[str]) -> list[str]:
    return [fold(word).lower() for word in words]


def _core(word: str) -> str:
    return re.sub(r"^\W+|\W+$|'s\W*$", "", fold(word).lower())


def _bare(text: str) -> str:
    return re.sub(r"[\s,.]+", " ", fold(text)).strip()

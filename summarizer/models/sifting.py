"""Which of a writer's drafts are worth the gate's time: the cheap checks, made on words alone."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from summarizer.language.words import STOP, count_words, fold
from summarizer.models.cuts import (
    CONDITIONS,
    PREPOSITIONS,
    RELATIVES,
    core,
    head,
    is_light_cut,
    is_sentence,
    subject,
)
from summarizer.models.gaps import is_torn
from summarizer.models.marks import (
    QUOTED,
    SAYING,
    bare,
    bends_quotation,
    leaves_speaker,
    misarticled,
    mispunctuates,
    says_twice,
    splices,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.protocols import Task

LEAST, LEAST_HEADLINE = 6, 4  # words: a sentence of fewer tells next to nothing ("Reyes added her voice")

# Slips of a small model that no other check sees: "which raising", "the the".
_BROKEN = re.compile(
    r"\b(?:which|who) (?!during)\w+ing\b|\b(\w+) \1\b(?<!had had)(?<!that that)", re.IGNORECASE
)
# "The quay was shut, Mayor Reyes said on Tuesday", "..., said Reyes, the mayor" and "After the storm, the quay was shut".
_CLAUSE = re.compile(r"(?:As|When|While|Because|Although|Though|If|Since|After|Before) ")
_COPULAS = frozenset("is are was were".split())

_JOINTS = frozenset("and but or so nor yet".split())

# Whose spokesman it is stands in the claim, and would come after him.
_OWN = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b")
# What may follow "said" and be no claim of its own.
_WHEN = (
    r"(?:(?:on|in|at|during|late|early|last|this|earlier|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?!.*\bthat\b)[^,]{0,40}|reporters)"
)
_UNNAMED = (
    "(?:(?:local|state|federal|city|county|fire|health|military|court|school|police|law enforcement) )?"
    "(?:police|officials|officers|authorities|prosecutors|investigators|researchers|experts|witnesses|doctors|lawyers)"
)
_SPEAKER_LAST = re.compile(
    rf"(?P<claim>.+),\"? (?P<who>{_UNNAMED}|(?:[A-Z]|the |an? |he |she |they |it )[^,]{{0,60}}?(?:, [^,]+,)?)"
    rf" (?P<said>{SAYING.pattern})(?P<when> {_WHEN})?"
)
_VERB_FIRST = re.compile(
    rf"(?P<claim>.+),\"? (?P<said>{SAYING.pattern}) (?P<who>(?:{_UNNAMED}\b|[A-Z]|the |an? )[^,]*(?:, [^,]+)?)"
)
# A pronoun in it may be the claim's ("according to his lawyer").
_WHO = r"according to (?P<who>(?!his\b|her\b|its\b|their\b)[^,;\"]{3,60}?)"
_ACCORDING = re.compile(rf"(?P<claim>[^\"]+), {_WHO}(?P<when> on \w+day)?")
_ACCORDING_FIRST = re.compile(rf"A{_WHO[1:]}, (?P<claim>[^\"]+)")
# What opens a circumstance, "As" apart.
_TIMELY = "After|Before|During|Following|Amid|Since|When|While|Because|On|In"
_WHEN_FIRST = re.compile(rf"(?:{_TIMELY}|As) ")
_CIRCUMSTANCE_FIRST = re.compile(
    rf"(?P<when>(?:{_TIMELY}|As(?! \w+ as | (?:\w+ly )?\w+ed,))"
    r" [^,]{3,90}), "
    r"(?P<rest>[^,].+)"
)
# Of several clauses, nobody can tell which one a circumstance behind them belongs to: "[In 2015,] he was jailed for lying".
_CLAUSES = re.compile(
    r"\b(?:\w{3,}ing|to|and|but|or|that|which|who|said|says|because|while|when|as|after|before)\b|[,;\"]"
)


def admissible(text: str, sources: tuple[str, ...], task: Task) -> bool:
    """Whether a draft has its length, is a sentence and no copy, quotes as a source does, and says nothing twice."""
    least = LEAST_HEADLINE if task.kind == "headline" else LEAST
    if not least <= count_words(text) <= task.max_words or text in sources:
        return False
    sought = [bare(quotation) for quotation in re.findall(r'"([^"]*)"', text)]
    if text.count('"') % 2 or not all(any(each in bare(source) for source in sources) for each in sought):
        return False
    if _BROKEN.search(text) or says_twice(text) or splices(text, sources) or misarticled(text, sources):
        return False
    if mispunctuates(text, sources) or bends_quotation(text, sources) or leaves_speaker(text):
        return False
    if task.kind == "headline":
        return True
    return (is_sentence(text) or not any(map(is_sentence, sources))) and _stands(text, sources)


def is_cut(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a draft leaves out words of a source and keeps the order of the others, or puts who says it first.

    >>> is_cut('Reyes wrote, "It is shut."', ('"It is shut," Mayor Ana Reyes wrote on Monday.',))
    True
    """
    words, outside = list(map(core, text.split())), _outside(text)
    said = {bare(quotation) for quotation in QUOTED.findall(text)}
    for source in sources:
        told = list(map(core, source.split()))
        if not CONDITIONS.intersection(told) <= set(words):
            continue
        if _in_order(words, iter(told)) and not is_torn(text, source):
            return True
        whole = said <= {bare(quotation) for quotation in QUOTED.findall(source)}
        head, _, tail = source.rpartition(", ")
        says = SAYING.search(tail)
        rest = tail[says.end() :].split() if says else []
        claims = is_sentence(" ".join(rest)) and core(rest[0]) not in PREPOSITIONS
        when = "," not in head and _WHEN_FIRST.match(head)  # "As reported, Reyes announced it"
        turns = says and not (_OWN.search(tail[: says.start()]) or claims or when)
        speaker_first = f"{tail} {head}" if turns else source
        if whole and any(
            _in_order(outside, iter(_outside(order))) and not is_torn(text, order)
            for order in (source, speaker_first)
        ):
            return True
    return False


def _in_order(words: list[str], others: Iterator[str]) -> bool:
    return all(word in others for word in words)


def _outside(text: str) -> list[str]:
    """The words outside quotations."""
    return [word for word in map(core, QUOTED.sub(" ", text).split()) if word]


def is_plain(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a draft is a light cut of a source, in its order or another, or a join of two: told by its words alone."""
    if any(
        is_light_cut(text, order) and not is_torn(text, order)
        for source in sources
        for order in orders(source)
    ):
        return True
    return any(is_join(text, one, other) for one in sources for other in sources if one is not other)


def _stands(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a draft is no item of a list and no lone clause, and every word of it is written as a source writes it."""
    known = {_trimmed(word) for source in sources for word in source.split()}
    known |= {_trimmed(source.split()[0]).lower() for source in sources}
    small = {word.lower() for word in known}
    recased = any(word not in known and word.lower() in small for word in map(_trimmed, text.split()[1:]))
    return not (recased or sources[0][:1].islower() or (_CLAUSE.match(text) and "," not in text))


def _trimmed(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", fold(word))


def is_join(text: str, one: str, other: str) -> bool:
    """Whether a sentence is a light cut of one that takes in a light cut of another: behind "and", or within.

    What is taken in may lose its subject where that stands before it: "Reyes, who went home, met Moll", "Reyes, the mayor,
    met Moll", "Reyes met Moll and went home".

    >>> is_join("Reyes, who went home, met Moll.", "Reyes met Moll.", "Mayor Reyes went home.")
    True
    >>> is_join("The quay, which went home, is shut.", "The quay is shut.", "Mayor Reyes went home.")
    False
    """
    words, rest = text.split(), other.split()
    who = subject(rest)
    for start in range(1, len(words) - 1):
        joint, before = words[start], [*words[: start - 1], words[start - 1].rstrip(",")]
        taken = words[start + 1 :]
        if joint in ("and", "but") and is_light_cut(_sentence(before), one):
            shared = who and _is_same(subject(words), who)
            if (is_sentence(" ".join(taken)) and is_light_cut(_sentence(taken), other)) or (
                shared and is_light_cut(_sentence([*who, *taken]), other)
            ):
                return True
        if not words[start - 1].endswith(",") or not who or not _is_same(before, who):
            continue
        verb = rest[len(who)] if rest[len(who)] in _COPULAS else None
        for end in (place for place in range(start + 2, len(words) + 1) if words[place - 1][-1:] in ",."):
            said = words[start + 1 : end] if joint in RELATIVES else [verb, *words[start:end]] if verb else []
            around = [*before, *words[end:]]
            if (
                said
                and is_light_cut(_sentence([*who, *said]), other)
                and is_light_cut(_sentence(around), one)
            ):
                return True
    return False


def _is_same(before: list[str], who: list[str]) -> bool:
    """Whether a subject speaks of what stands right before it: by its noun, its name, or as "He" and "She" of a name.

    >>> _is_same(["President", "Reyes,"], ["Ida", "Reyes"]), _is_same(["Ida", "Reyes,"], ["Mayor", "Ida", "Reyes"])
    (False, True)
    """
    named = bool(before) and before[-1][:1].isupper()
    if named and who in (["He"], ["She"]):
        return True
    one, other = (
        _name(before),
        _name(who[: next((i for i, word in enumerate(who) if word in PREPOSITIONS), None)]),
    )
    least = min(len(one), len(other))
    return bool(before) and core(before[-1]) == head(who) and one[:least] == other[:least]


def _name(words: list[str]) -> list[str]:
    """The capitalised words that end a subject, from the last one back."""
    return list(map(core, takewhile(lambda word: word[:1].isupper(), reversed(words))))


def _sentence(words: list[str]) -> str:
    return _capital(" ".join(words).rstrip(" ,.")) + "."


def orders(source: str, common: bool | None = None) -> tuple[str, ...]:
    """A sentence, and what it says with its speaker first or its opening circumstance last.

    `common` is whether its first word is none that keeps its capital.

    >>> orders("The quay was shut, Mayor Reyes said on Tuesday.")[1]
    'Mayor Reyes said on Tuesday the quay was shut.'
    >>> orders("After the storm, the quay was shut.")[1]
    'The quay was shut after the storm.'
    >>> orders("The quay was shut, according to the police.")[1]
    'The police said the quay was shut.'
    >>> orders('"We shut it," said Ana Reyes, the mayor.')[1]
    'Ana Reyes, the mayor, said, "We shut it."'
    """
    found = [source]
    words = source.rstrip(".")
    outside = re.sub('"[^"]*"', '""', source)
    one_speaks = len(SAYING.findall(outside)) == 1 and ";" not in source
    opens = re.match(r'"?\w+,', source)  # "Here, it is shut, Reyes said"
    if one_speaks and not opens and (match := _SPEAKER_LAST.fullmatch(words) or _VERB_FIRST.fullmatch(words)):
        who, when, claim = match["who"].rstrip(","), match.groupdict().get("when") or "", match["claim"]
        speaker = f"{_capital(who)}{',' if ',' in who else ''} {match['said']}{when}"
        if re.fullmatch('"[^"]+', claim):  # its last mark is matched outside
            found.append(f'{speaker}, {claim}."')
        elif '"' not in source:
            found.append(f"{speaker} {_lower(claim, common)}.")
    if not (SAYING.search(words) or opens):
        if match := _ACCORDING.fullmatch(words):
            found.append(
                f"{_capital(match['who'])} said{match['when'] or ''} {_lower(match['claim'], common)}."
            )
        if match := _ACCORDING_FIRST.fullmatch(words):
            found.append(f"{_capital(match['who'])} said {match['claim']}.")
    if (match := _CIRCUMSTANCE_FIRST.fullmatch(words)) and not _CLAUSES.search(match["rest"]):
        found.append(f"{_capital(match['rest'])} {_lower(match['when'], common)}.")
    return tuple(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str, common: bool | None = None) -> str:
    """The text as it stands within a sentence; only a small word, or one that is known as common, loses its capital."""
    small = common or text.partition(" ")[0].lower() in STOP
    return text[:1].lower() + text[1:] if small else text


def turned(source: str, common: Callable[[str], bool | None]) -> tuple[str, ...]:
    """Those of its other orders that can be said: where nobody knows whether the first word keeps its capital, none can.

    `common` says of a word whether it is no name, or None.

    >>> turned("Police were late, Ana Reyes said.", {"Police": True}.get)
    ('Ana Reyes said police were late.',)
    >>> turned("Ana Reyes was late, police said.", {}.get)
    ('Police said Ana Reyes was late.',)
    >>> turned("Cranes fell, police said.", {}.get)
    ()
    """
    first, second = [*source.split(), "", ""][:2]
    named = first[:1].isupper() and second[:1].isupper()
    sure = first == "According" or first.lower() in STOP or named or first.startswith('"')
    if first.lower() in _JOINTS:
        return ()
    known = None if sure else common(first.rstrip(","))
    return orders(source, known)[1:] if sure or known is not None else ()

"""What is wrong with a draft's marks and small words, whatever it says: told beside its sources, cheaply."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from summarizer.language.words import STOP, count_words, fold, tokens
from summarizer.models.cuts import FINITE, WEEKDAYS, core, is_sentence

LOST = 4  # words of a quotation without which "Reyes told the council" is no sentence
SAYING = re.compile(
    r"\b(?:said|says|told|announced|warned|argued|added|stressed|noted|claimed|reported|insisted"
    r"|wrote|tweeted|confirmed|reports|testified|recalled)\b"
)
QUOTED = re.compile(r'"([^"]*)"')
# A quotation that is a sentence, without a mark before it; a dash that stands alone.
_UNOPENED = re.compile(rf'\w "[A-Z](?:[^" ]* ){{{LOST},}}')
_DASH = re.compile(r" (?:[_–—-]|--)(?= )")
# "It sank, and, critics say."; what is said may stand before: "It sank and burnt, critics say."
_LEFT = re.compile(rf"\b(?:and|but|or),? (?:[\w.'-]+ ){{0,5}}(?:say|{SAYING.pattern[5:-3]})\.$")
# What somebody says without quotation marks: "said on Monday that it is shut".
_CLAIM = re.compile(r'[^,"]{0,60}\bthat\b')
_MARKS = ",;:—–-"
FIRST = 3  # words after which a comma may stand between sentences: "On Monday, the mayor ..."


def says_twice(text: str) -> bool:
    """Whether two words in a row, not both of them small, or one weekday stand twice in a sentence.

    >>> says_twice("On Monday he said it was shut, on Monday.")
    True
    """
    words = tokens(text)
    pairs = Counter(pair for pair in pairwise(words) if not STOP.issuperset(pair))
    days = Counter(word for word in words if word in WEEKDAYS)
    return max((*pairs.values(), *days.values()), default=0) > 1


def splices(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a comma stands between what the sources say in two sentences.

    >>> splices("The quay was shut, nobody was hurt.", ("The quay was shut.", "Nobody was hurt."))
    True
    """
    known, borders = set[tuple[str, str]](), set[tuple[str, str]]()
    told = [source.split() for source in sources]
    for one, other in ((one, other) for words in told for one, other in pairwise(words)):
        (borders if one.endswith(".") else known).add((core(one), core(other)))
    borders |= {(core(one[-1]), core(other[0])) for one in told for other in told if one is not other}
    words = text.split()  # the first few are no sentence: "On Monday, the mayor ..."
    return any((core(a), core(b)) in borders - known for a, b in pairwise(words[FIRST:]) if a.endswith(","))


def misarticled(text: str, sources: tuple[str, ...]) -> bool:
    """Whether "a" stands before a vowel or "an" before none, where no source has the two words.

    >>> misarticled("It was an crane.", ("It was an old crane.",))
    True
    """
    known = {pair for source in sources for pair in pairwise(tokens(source))}
    return any(
        word in ("a", "an") and (after[0] in "aeiou") != (word == "an") and (word, after) not in known
        for word, after in pairwise(tokens(text))
    )


def leaves_speaker(text: str) -> bool:
    """Whether somebody speaks at the end, behind a conjunction, and says nothing.

    >>> leaves_speaker("The quay was shut, and Mayor Reyes said.")
    True
    >>> leaves_speaker("The quay and the mill were shut, Mayor Reyes said.")
    False
    """
    return _LEFT.search(text) is not None


def mispunctuates(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a mark is lost between two words that stand together in a source, before a quotation, or of two dashes.

    >>> mispunctuates("She drank it according to Reyes.", ("She drank it at noon on Monday, according to Reyes.",))
    False
    >>> mispunctuates("She fell on Monday according to Reyes.", ("She fell on Monday, according to Reyes.",))
    True
    """
    marked, bare = set[tuple[str, str]](), set[tuple[str, str]]()
    for one, other in (pair for source in sources for pair in pairwise(source.split())):
        (marked if one[-1] in ",;:" else bare).add((core(one), core(other)))
    words = text.split()
    lost = any((core(a), core(b)) in marked - bare for a, b in pairwise(words) if a[-1] not in ",;:")
    opened = [pair for pair in pairwise(words) if pair[0][-1] == "," and pair[1][:1] == '"']
    lost |= any((core(a), core(b)) in bare - marked for a, b in opened)
    lost |= len(sources) == 1 and _gains_comma(words, sources[0].split())
    lost |= any(_runs_on(words, place, sources) for place, word in enumerate(words) if word == "and")
    unopened = [found for found in _UNOPENED.findall(text) if not any(found in source for source in sources)]
    buts = [
        {word[-1] in ",;:" for word, but in pairwise(each.split()) if but == "but"}
        for each in (text, *sources)
    ]
    lost |= buts[0] == {False} and all(each == {True} for each in buts[1:] if each) and any(buts[1:])
    return lost or bool(unopened) or text.endswith("..") or "|" in text or _has_odd_dash(text, sources)


def _gains_comma(words: list[str], told: list[str]) -> bool:
    """Whether a comma stands between who says something when and what: "Police said Friday, it sank"."""
    said = {core(word) for word, after in pairwise(told) if word[-1] in _MARKS and not after.startswith('"')}
    gained = [
        (a, b) for a, b in pairwise(words) if a[-1] == "," and core(a) not in said and core(a) in WEEKDAYS
    ]
    return any(SAYING.search(" ".join(words[: words.index(a)])) and not b.startswith('"') for a, b in gained)


def _runs_on(words: list[str], place: int, sources: tuple[str, ...]) -> bool:
    """Whether the clause behind an "and" has lost the mark that its sources have before it."""
    behind = [core(word) for word in words[place + 1 : place + 3]]
    if not place or words[place - 1][-1] in _MARKS or not behind or behind[0] in FINITE:
        return False
    if not is_sentence(" ".join(words[place + 1 :])):
        return False
    before = [
        told[i - 1][-1]
        for told in (source.split() for source in sources)
        for i, word in enumerate(told)
        if i and word == "and" and [core(each) for each in told[i + 1 : i + 3]] == behind
    ]
    return bool(before) and all(mark in _MARKS for mark in before)


def _has_odd_dash(text: str, sources: tuple[str, ...]) -> bool:
    """Whether one dash is left of the two around an aside."""
    counts = [len(_DASH.findall(f" {each} ")) for each in (text, *sources)]
    return counts[0] % 2 == 1 and not any(count % 2 for count in counts[1:])


def bends_quotation(text: str, sources: tuple[str, ...]) -> bool:
    """Whether a quotation ends where its speaker goes on, a question has lost its mark, or one speaks and says nothing.

    >>> bends_quotation("Reyes told the council on Monday.", ('Reyes told the council on Monday, "It is shut for good."',))
    True
    >>> bends_quotation('Reyes said, "It is shut."', ('Reyes said, "It is shut for good."',))
    True
    """
    told = [said for said in QUOTED.findall(text) if said[-1:] in (".", "!", "?")]
    for source in sources:
        for said in QUOTED.findall(source):
            gone = count_words(said) >= LOST and bare(said)[: len(said) // 3] not in bare(text)
            speaks = SAYING.search(text)
            if gone and speaks and not _CLAIM.match(text[speaks.end() :]):
                return True
            if any(_goes_on(each, text, said) for each in QUOTED.findall(text)):
                return True
            ends = [said[said.index(each[:-1]) + len(each) - 1 :] for each in told if each[:-1] in said]
            if any(end not in ("", ",") and end[0] not in ".!?" for end in ends):
                return True
            if any(end.startswith("?") and f"{said[: -len(end)]}?" not in text for end in ends):
                return True
    return False


def _goes_on(quoted: str, text: str, said: str) -> bool:
    """Whether a draft has words of a quotation behind the mark that ends it: '"Old" quay' of '"Old quay"'."""
    _, _, rest = said.partition(quoted)
    _, _, behind = text.partition(f'"{quoted}"')
    return bool(quoted and tokens(rest) and tokens(behind) and tokens(rest)[0] == tokens(behind)[0])


def bare(text: str) -> str:
    """A text as quotations are compared: folded, without commas and periods."""
    return re.sub(r"[\s,.]+", " ", fold(text)).strip()

"""The names of a text, and whether other texts have them too."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.figures import MONTHS, WEEKDAYS, fold_dollars
from summarizer.language.numbers import numbers
from summarizer.language.words import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATA = tomllib.loads((files("summarizer") / "data" / "names.toml").read_text("utf-8"))
_GROUPS: dict[str, str] = {
    word: group.split()[0] for group in (*_DATA["lands"], *_DATA["short"]) for word in group.split()
}
_LANDS = frozenset(word for group in _DATA["lands"] for word in group.split())
_TITLES = frozenset(_DATA["titles"].split())
# A full stop after one of these ends no sentence.
ABBREVIATIONS = frozenset(_DATA["stops"].split())
_BODIES: dict[str, str] = dict(_DATA["bodies"])

# Words that may stand between the capitalised words of one name.
_LINKS = frozenset(_DATA["links"].split())
_OPENERS = frozenset(_DATA["openers"].split())
# Words that may stand inside a name only where its initials are read ("SEC").
_JOINTS = frozenset({"and", "for", "on", "in", "at"})
_NOBODY = re.compile(r"I(?:'(?:m|ve|ll|d|re))?|[AP]M")
_TOKEN = re.compile(
    rf"(?P<body>\b(?:{'|'.join(_BODIES)})\b)|(?P<plain>(?:[A-Za-z]\.){{2,}}|[^\W_]+(?:'[^\W\d_]+)*'?)"
)
_SENTENCE_END = re.compile(r"[.!?…]")
_OPENING = re.compile(r"(?:^|[\s(\[-])[\"']$")
_BULLET = " \"'([-*•"


class Word(NamedTuple):
    """A word at [start:end], `bare` of possessive, dots and accents; `initial`: no small one, where a sentence begins."""

    bare: str
    start: int
    end: int
    initial: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as names are."""
        if self.bare.islower():  # as most words are
            return False
        first = self.bare[0]
        return first.isupper() or (first.isalpha() and any(map(str.isupper, self.bare)))

    @property
    def day(self) -> str:
        """The weekday or month that it names ("weekday 0" is Monday), or ""."""
        low = self.bare.lower()
        if low in WEEKDAYS:
            return f"weekday {WEEKDAYS[low]}"
        return f"month {MONTHS[low]}" if low in MONTHS else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words at [start:end] that name one thing; a weekday or month stands alone."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def day(self) -> str:
        """The weekday or month that it names, or ""."""
        return self.words[0].day


class Case:
    """How the texts of a request write a word in mid-sentence: as a plain word or as a name."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        for text in texts:
            for word in _words(text):
                if word.bare.islower():
                    self._small[word.bare] += 1
                elif word.capital and not word.initial:
                    self._capital[word.bare.lower()] += 1

    def plain(self, word: Word) -> bool:
        """Whether a capitalised word that begins a sentence is just a word."""
        low = word.bare.lower()
        return low in STOP or low in _OPENERS or (self._small[low] > 0 and self._capital[low] == 0)


def names(text: str, case: Case) -> tuple[Name, ...]:
    """The names of the text, in order. The month of a day ("Nov. 30") is the number's, not a name.

    >>> text = "On Monday the envoy Ann Brown met rebels."
    >>> [[word.bare for word in name.words] for name in names(text, Case([text]))]
    [['Monday'], ['Ann', 'Brown']]
    """
    dates = [number for number in numbers(text) if number.dated]
    found = _words(text)
    dated = {word for word in found if any(date.start <= word.start < date.end for date in dates)}
    naming = [
        word.capital
        and word not in dated
        and not _NOBODY.fullmatch(word.bare)
        and not (word.initial and not _acronym(word) and case.plain(word))
        for word in found
    ]
    return tuple(
        Name(run[0].start, run[-1].end, tuple(run))
        for run in _runs(text, list(zip(found, naming, strict=True)))
    )


def capitals(text: str) -> list[tuple[str, int, bool]]:
    """The capitalised words of the text, no days: as they are compared, their place, whether they begin a sentence."""
    return [
        (_key(word.bare), place, word.initial)
        for place, word in enumerate(_words(text))
        if word.capital and not word.day and not _NOBODY.fullmatch(word.bare)
    ]


def capitalised(text: str) -> Iterator[str]:
    """The capitalised words of the text, as they are compared; no sentence beginnings, no days."""
    return (key for key, _, initial in capitals(text) if not initial)


class Register:
    """The names that some texts hold, ready to be asked for one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys: set[str] = set()
        self._small: set[str] = set()
        self._acronyms: set[str] = set()
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            found = _words(text)
            for word in found:
                low = word.bare.lower()
                self._small |= {low, _singular(low)}
                if word.capital or _singular(low) in _TITLES:
                    self._keys |= _keys(word.bare)
            capitals = [(word, word.capital) for word in found]
            for run in _runs(text, capitals, days=False):
                self._runs.add(tuple(_key(word.bare) for word in run))
            for run in _runs(text, capitals, days=False, links=_LINKS | _JOINTS):
                letters = "".join(word.bare[0] for word in run)
                self._acronyms |= {letters[i:j] for i in range(len(letters)) for j in range(i + 3, i + 8)}

    def missing(self, name: Name) -> str:
        """What of the name the texts lack; all of it, if they have its words but not together; or ""."""
        missing = [word.bare for word in name.words if not self._holds(word)]
        if missing:
            return " ".join(missing)
        own = tuple(_key(word.bare) for word in name.words if self._own(word))
        if len(own) > 1 and not any(_in_order(own, run) for run in self._runs):
            return " ".join(word.bare for word in name.words)
        return ""

    def _holds(self, word: Word) -> bool:
        if _keys(word.bare) & self._keys:
            return True
        low = word.bare.lower()
        if word.initial and (low in self._small or _singular(low) in self._small):
            return True
        return _acronym(word) and word.bare in self._acronyms

    def _own(self, word: Word) -> bool:
        """Whether the word is somebody's own name, and neither a title, a land nor an acronym."""
        low = word.bare.lower()
        if (
            _acronym(word)
            or low in _LINKS
            or _singular(low) in _TITLES
            or {word.bare, _singular(word.bare)} & _LANDS
        ):
            return False
        return not (word.initial and low in self._small and not _keys(word.bare) & self._keys)


def _words(text: str) -> list[Word]:
    """The words of the text; hyphens and slashes part them."""
    flat = fold_dollars(text)
    found: list[Word] = []
    before: re.Match[str] | None = None
    for match in _TOKEN.finditer(flat):
        word, (start, end) = match[0], match.span()
        if word.islower() and word.isascii() and word.isalnum():  # as most words are
            found.append(Word(word, start, end, initial=False))
        else:
            bare = _BODIES.get(word) or _bare(word)
            found.append(Word(bare, start, end, not bare.islower() and _begins(text, flat, before, start)))
        before = match
    return found


def _begins(text: str, flat: str, before: re.Match[str] | None, start: int) -> bool:
    """Whether the word at `start` of a text, `flat` when folded, begins a sentence; `before` is the one before it."""
    if before is None:
        return not flat[:start].strip(_BULLET)
    between = text[before.end() : start]
    if between == " ":  # so stand most words; no search is needed
        return False
    gap, previous = flat[before.end() : start], before[0].rstrip(".")
    stop = _SENTENCE_END.search(gap)
    inside = stop is not None and stop[0] == "." and (previous.lower() in ABBREVIATIONS or len(previous) == 1)
    return (stop is not None and not inside) or bool(_OPENING.search(gap)) or "\n" in between


def _bare(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word
    word = re.sub(r"'(?:s|S)?$", "", word).replace(".", "")
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)) or word


def _acronym(word: Word) -> bool:
    return 2 <= len(word.bare) <= 7 and word.bare.isupper()


def _singular(word: str) -> str:
    low = word.lower()
    return word[:-1] if len(word) > 3 and low.endswith("s") and not low.endswith("ss") else word


def _key(word: str) -> str:
    """What two spellings of a word share; up to three letters keep their case ("US" is not "us")."""
    singular = _singular(word)
    return _GROUPS.get(word) or _GROUPS.get(singular) or (singular.upper() if len(word) > 3 else word)


def _keys(word: str) -> set[str]:
    """Everything that a word counts as."""
    low = word.lower()
    keys = {_key(word), _singular(word).upper() if len(word) > 3 else word}
    if low in WEEKDAYS:
        keys.add(f"weekday {WEEKDAYS[low]}")
    if low in MONTHS:
        keys.add(f"month {MONTHS[low]}")
    if _singular(low) in _TITLES:
        keys.add(f"title {_singular(low)}")
    return keys


def _runs(
    text: str, found: list[tuple[Word, bool]], *, days: bool = True, links: frozenset[str] = _LINKS
) -> Iterator[list[Word]]:
    """Maximal runs of words that name, links inside; with `days`, a weekday or month is a run of its own."""
    run: list[Word] = []
    linking = end = 0
    for word, naming in found:
        alone = days and naming and bool(word.day)
        joined = (
            run
            and not text[end : word.start].strip(" \n\t-&/'’‑–.")
            and not alone
            and not (days and run[-1].day)
        )
        if run and not (joined and (naming or (word.bare in links and linking < 2))):
            yield run
            run, linking = [], 0
        if naming:
            run.append(word)
            linking = 0
        elif run:
            linking += 1
        end = word.end
    if run:
        yield run


def _in_order(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    rest = iter(run)
    return all(word in rest for word in words)

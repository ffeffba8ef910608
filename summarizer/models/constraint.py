"""What the writer may write next: the words of its sources, and the small words that join them.

An automaton over characters accepts a sentence made of such words; crossed with the tokens' own spelling it
tells which tokens may follow. Numbers, names and all other content then stand as the sources write them,
whichever way the tokenizer cuts them up (prefix-constrained decoding, as GENRE of De Cao et al. 2021 does it
for names).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from summarizer.language.words import Stems, content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Words that join. None negates, hedges, counts, gives a cause or a time: those must come from the sources.
JOINING = frozenset(
    "a an the and but or as at by for from in into of on to with that which who whom whose where while "
    "also it its he his him she her they their them this these is are was were be been being has have "
    "had do does did said saying says told according".split()
)
SOONER = 2  # how many times as many tokens were learned before a form, if it is surely the rarer one
_STRIPPED = "\"'“”‘’()[]{},;:.!?…"
_MARKS = re.compile(r"Ġ?[\"'(),.;:!]*s?[\"'(),.;:!]*")
_DASHES = re.compile(r"[—–…]|--")

# The states of the automaton that are no letters of a word; `_BEGIN` waits for the blank before the first
# word.
_BEGIN, _FIRST, _WORD, _CLOSED, _PAUSED, _APOSTROPHE, _FINAL = range(7)
_STATES = 7
_FOLLOWS = {
    **{(state, mark): state for state in (_FIRST, _WORD) for mark in '"('},
    **{(state, mark): state for state in (_PAUSED, _FINAL) for mark in '")'},
    (_BEGIN, "Ġ"): _FIRST,
    (_PAUSED, "Ġ"): _WORD,
    (_APOSTROPHE, "s"): _CLOSED,
}
_NOT_IN_HEADLINES = '"().!:'
_CLOSING = {
    "Ġ": _WORD,
    **dict.fromkeys(",;:", _PAUSED),
    **dict.fromkeys('")', _CLOSED),
    **dict.fromkeys(".!", _FINAL),
}


def _alphabet() -> dict[int, str]:
    """GPT-2's printable character for every byte, in which byte-level tokenizers spell their tokens."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + i) for i, byte in enumerate(others)}


class Spelling:
    """A tokenizer's tokens, arranged by their characters, and its whole words by their stems."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._alphabet = _alphabet()
        self._numbers = vocabulary
        self.tokens = {number: token for token, number in vocabulary.items()}
        self.tree: dict[str, Any] = {}
        for token, number in vocabulary.items():
            place = self.tree
            for character in token:
                place = place.setdefault(character, {})
            place[""] = number
        self.marks = frozenset(number for token, number in vocabulary.items() if _MARKS.fullmatch(token))
        self.words: dict[str, list[str]] = defaultdict(list)
        stems = Stems()
        for token in vocabulary:
            if re.fullmatch(r"Ġ[a-z]{3,}", token):
                self.words[stems[token[1:]]].append(token[1:])

    def is_common(self, word: str) -> bool | None:
        """Whether a word loses its capital within a sentence; None where that is not clear.

        A byte-level tokenizer learns the commoner form of a word first: " police" long before " Police", " Trump" before
        " trump". Where both came soon ("Brown"), or neither, nobody can tell.
        """
        small, capital = (self._numbers.get(f"Ġ{form}") for form in (word.lower(), word))
        if small is not None and (capital is None or SOONER * small <= capital):
            return True
        return False if capital is not None and (small is None or capital < small) else None

    def spell(self, text: str) -> str:
        """The text in the alphabet of the tokens."""
        return "".join(self._alphabet[byte] for byte in text.encode())


class Constraint:
    """Which tokens may follow in a sentence made from some sources; it remembers what it worked out."""

    def __init__(self, spelling: Spelling, sources: Sequence[str], end: int, *, headline: bool) -> None:
        self._spelling, self._end, self._headline = spelling, end, headline
        barred = _NOT_IN_HEADLINES if headline else ""
        self._follows = {key: state for key, state in _FOLLOWS.items() if key[1] not in barred}
        self._closing = {mark: state for mark, state in _CLOSING.items() if mark not in barred}
        self._edges: dict[tuple[int, str], int] = {}
        self._whole: set[int] = set()
        self._allowed: dict[frozenset[int], list[int]] = {}
        self._states: dict[tuple[int, ...], frozenset[int]] = {(): frozenset((_BEGIN,))}
        words = _words(sources) | JOINING
        words |= {
            form for stem in Stems().of(content(" ".join(sources))) for form in spelling.words.get(stem, ())
        }
        self._words = sorted(words | {word[:1].upper() + word[1:] for word in words})
        for word in self._words:
            if word in words:
                self._add(_WORD, word)
            if not word[:1].islower():
                self._add(_FIRST, word)

    def allowed(self, written: tuple[int, ...]) -> list[int]:
        """The tokens that may follow those written, `end` among them where the sentence may be over."""
        states = self._after(written)
        if states not in self._allowed:
            found: list[int] = []
            self._collect(self._spelling.tree, states, found)
            if any(self._is_end(state) for state in states):
                found.append(self._end)
            self._allowed[states] = found
        return self._allowed[states]

    def accepts(self, written: tuple[int, ...]) -> bool:
        """Whether the tokens make up a whole sentence (or headline)."""
        return any(self._is_end(state) for state in self._after(written))

    def vocabulary(self) -> set[int]:
        """All tokens that sentences can be made of, for a search that can't be told where each may stand."""
        tree, found = self._spelling.tree, {self._end, *self._spelling.marks}
        for word in self._words:
            spelt = self._spelling.spell(f" {word}")
            for start in range(len(spelt)):
                branch = tree
                for character in spelt[start:]:
                    branch = branch.get(character, {})
                    if "" in branch:
                        found.add(branch[""])
        return found

    def _after(self, written: tuple[int, ...]) -> frozenset[int]:
        if written not in self._states:
            states = self._after(written[:-1])
            for character in self._spelling.tokens[written[-1]]:
                states = self._step(states, character)
            self._states[written] = states
        return self._states[written]

    def _add(self, root: int, word: str) -> None:
        state = root
        for character in self._spelling.spell(word):
            state = self._edges.setdefault((state, character), _STATES + len(self._edges))
        self._whole.add(state)

    def _collect(self, tree: dict[str, Any], states: frozenset[int], found: list[int]) -> None:
        for character, branch in tree.items():
            if character and (after := self._step(states, character)):
                if "" in branch:
                    found.append(branch[""])
                self._collect(branch, after, found)

    def _step(self, states: Iterable[int], character: str) -> frozenset[int]:
        return frozenset(after for state in states for after in self._follow(state, character))

    def _follow(self, state: int, character: str) -> Iterable[int]:
        """The states that a character leads to: marks open a word and close it; one sentence, no more."""
        if (state, character) in self._edges:
            yield self._edges[state, character]
        if (state, character) in self._follows:
            yield self._follows[state, character]
        if state == _CLOSED or state in self._whole:
            if character in self._closing:
                yield self._closing[character]
            if character == "'" and state in self._whole:
                yield _APOSTROPHE

    def _is_end(self, state: int) -> bool:
        return state in self._whole if self._headline else state == _FINAL


def _words(sources: Iterable[str]) -> set[str]:
    """The words as the sources write them, without the marks around them, with and without a final period."""
    found: set[str] = set()
    for source in sources:
        chunks = _DASHES.sub(" ", source).split()
        for place, chunk in enumerate(chunks):
            word = chunk.strip(_STRIPPED)
            bare = re.sub(r"['’]s$", "", word)
            found |= {word, bare}
            if chunk.rstrip("\"'”’,;:)").endswith(".") and place + 1 < len(chunks):
                found.add(chunk.strip("\"'“”‘’()[],;:"))
            # A capital that only opens the sentence (or quotation) may be a common word's.
            if place == 0 or chunk[0] in "\"'“‘":
                found |= {word[:1].lower() + word[1:], bare[:1].lower() + bare[1:]}
    return found - {""}

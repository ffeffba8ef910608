"""Which pairs teach to say what the sources say, no more and no less."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.language.words import content, count_words, fold, tokens

if TYPE_CHECKING:
    from summarizer.language.words import Stems

_HEDGES = set(
    "reportedly allegedly alleged apparently possibly likely unlikely probably perhaps may might could "
    "suspected purported purportedly nearly almost about around roughly approximately estimated expected "
    "potential potentially appears appeared seems seemed if unless whether would should plans planned "
    "wants considering consider debate proposed accused charged charges suspect attempted trying tried "
    "hopes rumored seeks seeking ordered".split()
)
_NEGATIONS = {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"}
_NEGATED = re.compile(r"n't$|^(?:denied|denies|deny|refused|refuses|failed|fails|fail|rejected|rejects)$")
_SAYING = set(
    "said says say saying told tell tells according announced announces claimed claims claim argued "
    "argues warned warns accused accuses reported reports insisted insists suggested suggests called "
    "calls believes believe thinks".split()
)
WORD = re.compile(r"[^\W_]+(?:[.,'-]\w+)*")
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Pair:
    """What the writer reads, and what it shall write."""

    kind: str
    sources: tuple[str, ...]
    target: str

    @property
    def words(self) -> int:
        """The length that is asked for."""
        return count_words(self.target)


def fault(pair: Pair, stems: Stems) -> str | None:
    """Why the target can't be had from the sources, or says more or less than they do; None where it can."""
    given, target = fold(" ".join(pair.sources)), fold(pair.target)
    if not well_formed(target, pair.kind) or any(fold(source).count('"') % 2 for source in pair.sources):
        return "form"
    have, wanted = set(stems.of(tokens(given))), stems.of(content(target))
    words, known = WORD.findall(target), set(WORD.findall(given))
    checks = {
        "number": any(re.search(r"\d", word) and word not in known for word in words),
        "name": _strange(words, known),
        "content": sum(stem in have for stem in wanted) < 0.9 * len(wanted) or not wanted,
        "quotation": any(_squeeze(quote) not in _squeeze(given) for quote in _QUOTED.findall(target)),
        "hedge": bool(marks(given, _HEDGES) - marks(target, _HEDGES)),
        "negation": bool(_negations(given) - _negations(target)),
        "attribution": bool(marks(given, _SAYING)) and not marks(target, _SAYING),
    }
    return next((name for name, failed in checks.items() if failed), None)


def _strange(words: list[str], known: set[str]) -> bool:
    """Whether a word has a capital that the sources don't give it; the first may be any word of theirs, or a small one."""
    lower = {word.lower() for word in known} | {"the", "a", "an", "in", "but", "and", "while", "after", "on"}
    return words[0].lower() not in lower or any(word[0].isupper() and word not in known for word in words[1:])


def marks(text: str, which: set[str]) -> set[str]:
    """The words of a text that stand in a list."""
    return which.intersection(tokens(text))


def _negations(text: str) -> set[str]:
    """The negations of a text, "n't" as "not"."""
    return {
        "not" if word.endswith("n't") or word == "cannot" else word
        for word in tokens(text)
        if word in _NEGATIONS or _NEGATED.search(word)
    }


def _squeeze(text: str) -> str:
    return re.sub(r"[\s,.]+", " ", text.lower()).strip()


def well_formed(text: str, kind: str) -> bool:
    """Whether a folded text begins and ends as a sentence or headline does, its quotation marks in pairs."""
    if text.count('"') % 2 or text.count("(") != text.count(")") or not 3 <= count_words(text) <= 45:
        return False
    if kind == "headline":
        return not re.search(r"[\"?!:]|\.$|'\s|\s'", text)
    return bool(re.match(r'["]?[A-Z0-9$]', text) and re.search(r'[.!]"?$', text)) and not re.match(
        r"(?:But|And|Or|So|He|She|It|They|This|That|These|Those|His|Her|Their|Its|We|I|You)\b", text
    )

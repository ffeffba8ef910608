"""Public stand-ins for the models: exact, instant, and without weights. For your tests, and for ours.

>>> from summarizer.protocols import Task
>>> EchoRewriter().rewrite([Task("shorten", ("The mill burned, and nobody was hurt.",), 3)])
[Answer(drafts=('The mill burned.',), unread=0)]
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from summarizer.language.words import STOP, count_words, tokens
from summarizer.protocols import Answer
from summarizer.testing.changes import joined, true_versions
from summarizer.testing.errors import false_versions, soil
from summarizer.types import ModelInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from summarizer.protocols import Task


@dataclass(frozen=True, slots=True)
class EchoRewriter:
    """Repeats the first source, within the words asked for; of a whole bundle, the start of every source."""

    whole_bundle: bool = False

    @property
    def info(self) -> ModelInfo:
        """`echo`."""
        return _stand_in("echo")

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """One draft a task, of its sources' words in their order; one that had to be cut ends in a period."""
        return [Answer((self._draft(task),)) for task in tasks]

    def _draft(self, task: Task) -> str:
        if task.kind != "brief":
            return _cut(task.sources[0], task.max_words)
        # Where there are more sources than words, the last ones get none.
        sources = task.sources[: task.max_words]
        return " ".join(_cut(source, task.max_words // len(sources)) for source in sources)


@dataclass(frozen=True, slots=True)
class ScriptedRewriter:
    """Answers as it is told: `script` is given every task in turn."""

    script: Callable[[Task], Answer]
    whole_bundle: bool = False

    @property
    def info(self) -> ModelInfo:
        """`scripted`."""
        return _stand_in("scripted")

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """What the script says of each."""
        return [self.script(task) for task in tasks]


@dataclass(frozen=True, slots=True)
class LyingRewriter:
    """Writes well and falsely (see `lies`): a gate that lets one of its drafts pass has a hole."""

    whole_bundle: bool = False

    @property
    def info(self) -> ModelInfo:
        """`liar`."""
        return _stand_in("liar")

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """Every lie of `lies` about each task's first source, whatever words were asked for."""
        return [Answer(tuple(lies(task.sources[0]).values())) for task in tasks]


@dataclass(frozen=True, slots=True)
class SwappingRewriter:
    """Writes falsely in its sources' own words: a gate that lets one of its drafts pass says what no source says.

    It swaps numbers, years, names, days, roles, speakers and quotations, drops hedges and "not", and tells claims as facts
    (see `summarizer.testing.errors`). What it puts in a sentence it takes from the task's sources and from `memory`,
    sentences of the same bundle.
    """

    memory: tuple[str, ...] = ()
    whole_bundle: bool = False

    @property
    def info(self) -> ModelInfo:
        """`swapper`."""
        return _stand_in("swapper")

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """Every false version of each task's first source; of a whole bundle, one of every source."""
        return [Answer(self._drafts(task)) for task in tasks]

    def _drafts(self, task: Task) -> tuple[str, ...]:
        ground = soil((*task.sources, *self.memory))
        if task.kind != "brief":
            return tuple(false_versions(task.sources[0], ground).values())
        made = [list(false_versions(source, ground).values())[:1] for source in task.sources]
        return (" ".join(text for own in made for text in own),)


@dataclass(frozen=True, slots=True)
class FaithfulRewriter:
    """Writes truly, where it knows how (see `summarizer.testing.changes`): what a gate sends back of it is a false alarm."""

    whole_bundle: bool = False

    @property
    def info(self) -> ModelInfo:
        """`faithful`."""
        return _stand_in("faithful")

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """Every true version of each task's first source, and it joined with the second where they are short."""
        return [Answer(self._drafts(task)) for task in tasks]

    def _drafts(self, task: Task) -> tuple[str, ...]:
        both = joined(*task.sources[:2]) if len(task.sources) > 1 else None
        return (*([both] if both else ()), *true_versions(task.sources[0]).values())


@dataclass(frozen=True, slots=True)
class HashEncoder:
    """Counts words in `width` buckets: the hashing trick of Weinberger et al. (2009)."""

    width: int = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text; texts of the same words have the same one, in every process."""
        vectors = np.zeros((len(texts), self.width), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in tokens(text) or [""]:
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                vectors[row, int.from_bytes(digest) % self.width] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


@dataclass(frozen=True, slots=True)
class LexicalJudge:
    """Takes the share of a sentence's words that stand in the evidence for its support."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """That share, 0 to 1, of each (sentence, evidence); 0 for a sentence without words."""
        return [_share(tokens(sentence), set(tokens(evidence))) for sentence, evidence in pairs]


def lies(text: str) -> dict[str, str]:
    """False versions of a sentence, by what is false: its number and name, if any, its negation, its speaker.

    >>> for lie in lies("The mill of Orsk burned in 1911.").values(): print(lie)
    The mill of Orsk burned in 1912.
    The mill of Zubrava burned in 1911.
    It is not true that the mill of Orsk burned in 1911.
    The mill of Orsk burned in 1911, Odo Zubrava said.
    """
    first, blank, rest = text.partition(" ")
    denied = (first.lower() if first.lower() in STOP else first) + blank + rest
    told = {
        "number": re.sub(r"\d+", lambda figure: str(int(figure[0]) + 1), text, count=1),
        "name": re.sub(r"(?<=[\w,] )[A-Z][a-z]+", "Zubrava", text, count=1),
        "negation": f"It is not true that {denied}",
        "speaker": f"{text.rstrip('.')}, Odo Zubrava said.",
    }
    return {what: lie for what, lie in told.items() if lie != text}


def _stand_in(name: str) -> ModelInfo:
    return ModelInfo(name=name, revision="", backend="extractive")


def _cut(text: str, words: int) -> str:
    if count_words(text) <= words:
        return text
    kept = text.split()
    while count_words(" ".join(kept)) > words:
        kept.pop()
    return " ".join(kept).rstrip(" .,;:-–—") + "."


def _share(words: list[str], known: set[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0

"""What a model must be able to do: one method each. `summarizer.testing` has exact, instant stand-ins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from summarizer.types import ModelInfo


class Encoder(Protocol):
    """Turns sentences into vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text: shape (len(texts), width)."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """What a rewriter is asked: one sentence of at most `max_words` words that says what `sources` say.

    `fuse` joins sentences that say the same or go together, `shorten` has one source, `headline` wants a headline, and
    `brief`, for models that read whole bundles, has one source an article and may be answered in several sentences.
    """

    kind: Literal["fuse", "shorten", "headline", "brief"]
    sources: tuple[str, ...]
    max_words: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A rewriter's drafts, best first; `unread` counts the source words that its input limit kept it from reading."""

    drafts: tuple[str, ...]
    unread: int = 0


class Rewriter(Protocol):
    """Words sentences. It never decides what is true: every draft goes through the gate."""

    @property
    def info(self) -> ModelInfo:
        """Who it is."""
        ...

    @property
    def whole_bundle(self) -> bool:
        """Whether it reads whole bundles (tasks of kind `brief`) or one fact at a time."""
        ...

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """One answer a task, in order; the same whether a task comes alone or among others."""
        ...


class Judge(Protocol):
    """Says how well sentences are supported. It may withhold, never approve what a rule refused."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The support, 0 to 1, of each (sentence, evidence)."""
        ...

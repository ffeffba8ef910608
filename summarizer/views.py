"""What the stages hand to each other: frozen views that point into the articles and own no text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.types import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from summarizer.types import Article, Conflict, Derived, Method, Notice, Role, Withheld


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of an article. One that lies outside its article can't be constructed."""

    article: Article
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.article.text):
            raise ValueError(f"[{self.start}:{self.end}] is no span of {len(self.article.text)} characters")

    @property
    def text(self) -> str:
        """The characters, as the caller sent them."""
        return self.article.text[self.start : self.end]

    def sub(self, start: int, end: int) -> Span:
        """The part [start:end] of this span, counted from its own beginning."""
        return Span(self.article, self.start + start, self.start + end)

    def cite(self, role: Role = "support") -> Citation:
        """The citation of this span."""
        return Citation(article=self.article.id, start=self.start, end=self.end, quote=self.text, role=role)


@dataclass(frozen=True, slots=True)
class Removed:
    """A span that is no prose. `kind` is what it is, in words that a reader understands ("photo caption")."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's paragraphs of prose, and everything else that stands in it. Both are in the order of the text."""

    article: Article
    prose: tuple[Span, ...]
    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its place: `position` counts the article's sentences from 0, `paragraph` its paragraphs of prose."""

    span: Span
    position: int
    paragraph: int

    @property
    def text(self) -> str:
        """The sentence with every run of blanks as one blank; the span keeps the original characters."""
        return " ".join(self.span.text.split())

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.span.article


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as the evidence tells; `day` is None where it is too thin to tell."""

    day: date | None
    confidence: float
    rule: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DayMention:
    """An expression in a sentence that tells a day ("Last Wednesday"), the day, and how it was found.

    `evidence` holds the expression itself and what it was counted from.
    """

    span: Span
    day: date
    rule: str
    confidence: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who really reported: the articles that are one report, the agency that they credit, and where they do."""

    id: str
    articles: tuple[str, ...]
    name: str | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that does not belong to the event: why, how sure (0 to 1), and the spans that show it."""

    article: Article
    reason: str
    score: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that several sentences say: the sentence that says it best, and its echoes.

    `follows` is the sentence before the lead where the lead can't be read without it ("He added that ...").
    """

    lead: Sentence
    echoes: tuple[Sentence, ...] = ()
    origins: int = 1
    follows: Sentence | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The lead, then the echoes."""
        return (self.lead, *self.echoes)

    @property
    def articles(self) -> int:
        """How many articles say it."""
        return len({sentence.article.id for sentence in self.sentences})


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence written of a fact, and `shown`, the spans of it that the writer had before it: all that it may cite.

    `mentions` are spans elsewhere that name in full what the draft names ("Defense Minister Ali Mahmoud Abbas");
    `derived` are dates in it that the date stage vouches for.
    """

    text: str
    fact: Fact
    shown: tuple[Span, ...]
    method: Method
    mentions: tuple[Span, ...] = ()
    derived: tuple[Derived, ...] = ()

    def __post_init__(self) -> None:
        if not self.shown:
            raise ValueError("a draft is written from at least one span")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the gate does not let a draft through: the rule's code, and the words that broke it."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Focus:
    """Which articles are about the event (their ids), which are set aside, and what the reader should know of it."""

    kept: frozenset[str]
    aside: tuple[SetAside, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier briefs said of a story, as sentences of stand-in articles; empty for a first brief.

    `cited` maps a stand-in's id to the place that was cited, None where an article that is sent again no longer holds
    it, and `days` to the publication day. `told` are the sentences of those briefs, `seen` the ids of articles that
    they have read as they are now, `conflicts` those that are listed already.
    """

    said: tuple[Sentence, ...] = ()
    cited: Mapping[str, Citation | None] = field(default_factory=dict)
    days: Mapping[str, date | None] = field(default_factory=dict)
    told: tuple[Withheld, ...] = ()
    seen: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What a brief may tell: facts and conflicts that no earlier brief has told; of a first brief that is all.

    `changed` are the spans of sentences that overtake what was said, `old` those that are no news, with the reason.
    """

    facts: tuple[Fact, ...]
    changed: frozenset[Span]
    old: Mapping[Span, str]
    conflicts: tuple[Conflict, ...]
    notices: tuple[Notice, ...]

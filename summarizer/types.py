# long: everything that is on the wire, on one page
"""What goes in and what comes out: frozen models that are also the wire format.

Offsets are 0-based, end-exclusive Unicode code points of `Article.text`, which is exactly what the caller sent.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Article",
    "ArticleReport",
    "Brief",
    "Bundle",
    "CheckReport",
    "CheckRequest",
    "CheckedSentence",
    "Citation",
    "Claim",
    "Conflict",
    "Derived",
    "Entry",
    "Event",
    "Events",
    "Exclusion",
    "Feed",
    "Headline",
    "ModelInfo",
    "Notice",
    "Options",
    "Reason",
    "Statement",
    "Withheld",
]

Share = Annotated[float, Field(ge=0, le=1)]
Text = Annotated[str, Field(min_length=1)]
Role = Literal["support", "date", "speaker", "mention"]
Method = Literal["rewritten", "extracted", "shortened"]


class Model(BaseModel):
    """A frozen model that refuses unknown fields by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Answer(Model):
    """What a request is answered with."""

    def to_bytes(self) -> bytes:
        """The answer as UTF-8 JSON and a newline: the same bytes from the library, the command and the service."""
        return self.model_dump_json().encode() + b"\n"


class Article(Model):
    """One article as the caller has it; `text` is never edited."""

    id: Text
    text: str
    headline: str | None = None
    outlet: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None

    @field_validator("text")
    @classmethod
    def _is_unicode(cls, text: str) -> str:
        text.encode()  # a lone surrogate is no character; the error is a ValueError and names its place
        return text


class Options(Model):
    """What the caller wants of a brief. `context` names articles that are kept whatever the event check says."""

    max_words: int = Field(default=180, ge=20, le=1000)
    style: Literal["paragraph", "bullets"] = "paragraph"
    headline: bool = True
    timeline: bool = False
    as_of: date | None = None
    extractive: bool = False
    context: tuple[str, ...] = ()


class Citation(Model):
    """A place in an article and the characters that stand there: `text[start:end] == quote`."""

    article: Text
    start: int = Field(ge=0)
    end: int
    quote: Text
    role: Role = "support"

    @model_validator(mode="after")
    def _as_long_as_its_quote(self) -> Citation:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"a quote of {len(self.quote)} characters can't span [{self.start}:{self.end}]")
        return self


def _supported(citations: tuple[Citation, ...]) -> None:
    if not any(citation.role == "support" for citation in citations):
        raise ValueError("a statement needs a citation of role support")


class Headline(Model):
    """The brief's headline and the spans that support it."""

    text: Text
    citations: tuple[Citation, ...]

    @model_validator(mode="after")
    def _is_supported(self) -> Headline:
        _supported(self.citations)
        return self


class Derived(Model):
    """A date that no cited span spells out, the rule that found it and the spans that it was found from."""

    text: Text
    rule: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Statement(Model):
    """One sentence of a brief. Without a citation of role support it can't be constructed.

    `articles` and `origins` count who says it (a wire story printed twice is two articles and one origin); `support`
    is the share, 0 to 1, of its content words that stand in its cited spans.
    """

    text: Text
    citations: tuple[Citation, ...]
    articles: int = Field(ge=1)
    origins: int = Field(ge=1)
    support: Share
    method: Method
    derived: tuple[Derived, ...] = ()
    status: Literal["new", "changed"] | None = None

    @model_validator(mode="after")
    def _is_supported(self) -> Statement:
        _supported(self.citations)
        return self


class Claim(Model):
    """One side of a conflict."""

    text: Text
    citation: Citation


class Conflict(Model):
    """Two or more claims that don't agree, and how they don't."""

    kind: Literal["contradiction", "superseded", "scope", "framing"]
    about: Text
    claims: tuple[Claim, ...] = Field(min_length=2)


class Entry(Model):
    """A dated happening of the timeline."""

    date: date
    precision: Literal["day", "month", "year"]
    text: Text
    citations: tuple[Citation, ...] = Field(min_length=1)


class ArticleReport(Model):
    """What became of one article: its date, with confidence (0 to 1) and evidence, its origin, and why it was not used."""

    id: Text
    used: bool
    published: date | None
    confidence: Share
    evidence: tuple[Citation, ...]
    origin: Text
    reason: str | None

    @model_validator(mode="after")
    def _unused_has_a_reason(self) -> ArticleReport:
        if not self.used and not self.reason:
            raise ValueError("an article that is not used needs a reason")
        return self


class Exclusion(Model):
    """Something that was sent and isn't in the brief."""

    kind: Literal["article", "boilerplate", "duplicate", "sentence"]
    article: Text
    start: int = Field(ge=0)
    end: int
    reason: Text


class Withheld(Model):
    """A draft that the gate refused, and the spans it was written from."""

    text: Text
    reason: Text
    citations: tuple[Citation, ...]


class Notice(Model):
    """A warning: something that the reader of the brief should know."""

    code: Text
    detail: Text


class ModelInfo(Model):
    """Who worded the brief. `revision` is the SHA-256 of the weights, empty where there are none."""

    name: Text
    revision: str
    backend: Literal["torch", "ctranslate2", "extractive"]


class Brief(_Answer):
    """A brief: cited sentences, and the ledger of everything that isn't in them."""

    version: Literal["1"] = "1"
    headline: Headline | None
    sentences: tuple[Statement, ...]
    text: str
    words: int
    conflicts: tuple[Conflict, ...] = ()
    timeline: tuple[Entry, ...] = ()
    articles: tuple[ArticleReport, ...]
    excluded: tuple[Exclusion, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    warnings: tuple[Notice, ...] = ()
    model: ModelInfo

    def statements(self) -> Iterator[Headline | Statement]:
        """The headline, if there is one, then the sentences."""
        if self.headline:
            yield self.headline
        yield from self.sentences


class Bundle(Model):
    """A request: articles on one event, what is wanted of their brief, and the brief that it continues, if any."""

    articles: tuple[Article, ...]
    options: Options = Options()
    previous: Brief | None = None


class Reason(Model):
    """Why a sentence is not supported: the code of a rule, and the words that broke it."""

    code: Text
    detail: Text


class CheckedSentence(Model):
    """One sentence of a text that was held against articles.

    It is `supported` if no rule stands against it, and then has no `reasons`. `citations` are the places that say it,
    or, where none does, those that come nearest, if any. `score`, 0 to 1, is 0.5 or more if it is supported, and the
    higher the closer it keeps to the articles' wording.
    """

    text: Text
    supported: bool
    score: Share
    reasons: tuple[Reason, ...]
    citations: tuple[Citation, ...]

    @model_validator(mode="after")
    def _says_why_or_where(self) -> CheckedSentence:
        if self.supported == bool(self.reasons):
            raise ValueError("a sentence is supported or has reasons why not")
        if self.supported:
            _supported(self.citations)
        return self


class CheckReport(_Answer):
    """What became of each sentence of a text, in its order, and how many are supported and how many not."""

    sentences: tuple[CheckedSentence, ...] = Field(min_length=1)
    supported: int = Field(ge=0)
    unsupported: int = Field(ge=0)


class CheckRequest(Model):
    """A text that somebody else wrote, and the articles that it is to be held against."""

    articles: tuple[Article, ...]
    draft: str


class Event(Model):
    """Articles of a feed that report one event, by their ids, and some of their own words to call it by.

    Its first article is its name for as long as it is followed: an event that is known keeps its articles.
    """

    articles: tuple[Text, ...] = Field(min_length=1)
    label: Text


class Events(_Answer):
    """The events of a feed; every article is in exactly one."""

    events: tuple[Event, ...]


class Feed(Model):
    """Articles on many events, and the events that are known of some of them."""

    articles: tuple[Article, ...]
    known: tuple[Event, ...] = ()

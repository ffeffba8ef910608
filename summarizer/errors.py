"""Every error that newsbrief raises on purpose, and whose fault it is.

NewsbriefError
├── InputError            the caller's: the bundle or its source
│   ├── NoArticles
│   ├── DuplicateArticle
│   ├── UnknownArticle
│   ├── NothingUsable
│   ├── BudgetTooSmall
│   ├── EmptyDraft
│   ├── InvalidBundle
│   └── UnreadableSource
├── ModelError            the operator's: the model or the installation
│   ├── ModelNotFound
│   ├── ModelUnusable
│   └── MissingExtra
└── ServiceError          the service's or the way's to it, as the client meets them
    ├── Unreachable
    ├── Unauthorized
    ├── Busy
    ├── NotReady
    ├── DeadlineExceeded
    └── UnexpectedResponse
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class NewsbriefError(Exception):
    """Something that newsbrief can name went wrong. `code` is the same in the library, the command and the service."""

    code: ClassVar[str] = "error"


class InputError(NewsbriefError):
    """What was sent can't be briefed; sending it again won't help."""

    code = "input"


class NoArticles(InputError):
    """The bundle is empty."""

    code = "no-articles"

    def __init__(self) -> None:
        super().__init__("the bundle holds no articles")


class DuplicateArticle(InputError):
    """Two articles of the bundle have one id."""

    code = "duplicate-article"

    def __init__(self, article: str) -> None:
        super().__init__(f"two articles have the id {article!r}")
        self.article = article


class UnknownArticle(InputError):
    """`options.context` or a known event names an article that was not sent."""

    code = "unknown-article"

    def __init__(self, article: str) -> None:
        super().__init__(f"{article!r} is named, but is no article of the bundle")
        self.article = article


class NothingUsable(InputError):
    """No article holds a sentence of prose."""

    code = "nothing-usable"

    def __init__(self, articles: tuple[str, ...]) -> None:
        shown = ", ".join(map(repr, articles[:10])) + (
            f" and {len(articles) - 10} more" if len(articles) > 10 else ""
        )
        super().__init__(f"nothing usable: no sentence of prose in {shown}")
        self.articles = articles


class BudgetTooSmall(InputError):
    """No sentence of the articles is as short as the brief has to be; `shortest` is the length of the shortest, in words."""

    code = "budget-too-small"

    def __init__(self, max_words: int, shortest: int) -> None:
        super().__init__(
            f"no sentence of the articles fits into {max_words} words; the shortest has {shortest}"
        )
        self.max_words = max_words
        self.shortest = shortest


class EmptyDraft(InputError):
    """The text that should be held against the articles holds no sentence."""

    code = "empty-draft"

    def __init__(self) -> None:
        super().__init__("the draft holds no sentence")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a bundle. `pointer` is a JSON Pointer (RFC 6901) into the request."""

    pointer: str
    detail: str


class InvalidBundle(InputError):
    """The bundle has the wrong shape; `problems` name every place."""

    code = "invalid-bundle"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.pointer or '/'}: {p.detail}" for p in problems))
        self.problems = problems


class UnreadableSource(InputError):
    """A file or folder can't be read as articles."""

    code = "unreadable-source"

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ModelError(NewsbriefError):
    """The model can't be used; the articles have no part in it."""

    code = "model"


class ModelNotFound(ModelError):
    """There is no model of that name or at that place."""

    code = "model-not-found"

    def __init__(self, model: str) -> None:
        super().__init__(f"no model at {model!r}")
        self.model = model


class ModelUnusable(ModelError):
    """There is a model, and it is damaged or of a kind that newsbrief can't drive."""

    code = "model-unusable"

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(f"the model {model!r} can't be used: {reason}")
        self.model = model
        self.reason = reason


class MissingExtra(ModelError):
    """An optional part of newsbrief is not installed."""

    code = "missing-extra"

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the extra {extra!r}: pip install 'newsbrief[{extra}]'")
        self.extra = extra
        self.purpose = purpose


class ServiceError(NewsbriefError):
    """The service did not answer with a brief. `status` is its HTTP status, `request_id` what it calls the request."""

    code = "service"

    def __init__(self, detail: str, *, status: int | None = None, request_id: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.request_id = request_id


class Unreachable(ServiceError):
    """No connection, or none in time."""

    code = "unreachable"


class Unauthorized(ServiceError):
    """The service wants another API key."""

    code = "unauthorized"


class Busy(ServiceError):
    """The service's queue is full. `retry_after` is in seconds, None where the service didn't say."""

    code = "busy"

    def __init__(
        self,
        detail: str,
        *,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail, status=status, request_id=request_id)
        self.retry_after = retry_after


class NotReady(ServiceError):
    """The service is starting or going."""

    code = "not-ready"


class DeadlineExceeded(ServiceError):
    """The service gave up: the brief took longer than it allows."""

    code = "deadline-exceeded"


class UnexpectedResponse(ServiceError):
    """The answer is none that this client knows."""

    code = "unexpected-response"

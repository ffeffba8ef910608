"""Many bundles: a line of JSON in, a line of JSON out, in the same order; a bad line spoils only itself."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from summarizer.errors import InvalidBundle, NewsbriefError, Problem
from summarizer.formats.json import parse
from summarizer.types import Brief, Bundle, Event, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from summarizer.types import Article, Options

__all__ = ["Groups", "Line", "Outcome", "Summarizes", "Written", "bulk", "gather", "spread"]


AHEAD = 4  # lines a worker that wait for it, or for their turn to be written
_OWN: ContextVar[Summarizes | str] = ContextVar("own")  # a worker's summarizer, or why it has none

# The one fact of an error that has another name on the wire (RFC 9457's own examples call it so).
_WIRE_NAMES = {"problems": "errors"}


class Summarizes(Protocol):
    """Whoever makes a brief: the library's `Summarizer` or the service's `Client`."""

    def summarize(
        self, articles: Sequence[Article], options: Options, previous: Brief | None = None
    ) -> Brief:
        """The brief of the articles, or what is new in them since the previous one."""
        ...


class Groups(Protocol):
    """Whoever finds events: the library's `Summarizer` or the service's `Client`."""

    def events(self, articles: Sequence[Article], known: Sequence[Event]) -> tuple[Event, ...]:
        """The events of the articles, the known ones first."""
        ...


class Line(Bundle):
    """A line of the input: a bundle with an id."""

    id: Text

    def to_bytes(self) -> bytes:
        """The line as it is read; what is not given is left out."""
        return to_json({"id": self.id} | self.model_dump(exclude_defaults=True)) + b"\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: its brief or its error. `number` counts the lines of the input from 1.

    `id` is None where the line is so broken that it can't be made out.
    """

    id: str | None
    number: int
    result: Brief | NewsbriefError

    def to_bytes(self) -> bytes:
        """The line of the output: `{"id", "brief"}`, or `{"id", "error": {"code", "detail", "line", …}}`.

        An error carries its facts ("article", "articles", …) as the service's problem documents do.
        """
        if isinstance(self.result, Brief):
            return to_json({"id": self.id, "brief": self.result}) + b"\n"
        error = {"code": self.result.code, "detail": str(self.result), "line": self.number}
        error |= {_WIRE_NAMES.get(fact, fact): value for fact, value in vars(self.result).items()}
        return to_json({"id": self.id, "error": error}) + b"\n"

    def written(self) -> Written:
        """What of it travels between processes."""
        return Written(self.to_bytes(), isinstance(self.result, Brief))


def bulk(lines: Iterable[bytes], summarizer: Summarizes, *, extractive: bool = False) -> Iterator[Outcome]:
    """The outcome of every line, in order, as soon as it is known; one line at a time is held in memory.

    A line holds `{"id", "articles", "options"?, "previous"?}`; `extractive` is set in all of them if it is set here.
    Blank lines have no outcome, but count as lines.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _outcome(line, number, summarizer, extractive)


class Written(NamedTuple):
    """The bytes of an outcome, and whether it is a brief: what travels between processes."""

    data: bytes
    is_brief: bool


def spread(
    lines: Iterable[bytes], load: Callable[[int], Summarizes], workers: int, *, extractive: bool = False
) -> Iterator[Written]:
    """As `bulk` has them, the outcomes of lines that several processes share; a few lines a worker are held in memory.

    `load` makes the summarizer of a worker, given how many threads are its share; other processes must be able to import it.
    """
    threads = max(1, (os.cpu_count() or 1) // workers)
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(partial(load, threads),)
    )
    ahead: deque[Future[Written]] = deque()
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                ahead.append(pool.submit(_share, line, number, extractive))
            if len(ahead) > AHEAD * workers:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    except BrokenProcessPool:
        raise NewsbriefError("a worker was ended from outside, or could not begin") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(load: Callable[[], Summarizes]) -> None:
    try:
        _OWN.set(load())
    except NewsbriefError as error:  # what else is raised here is shown as it is and ends the pool
        _OWN.set(str(error))


def _share(line: bytes, number: int, extractive: bool) -> Written:
    own = _OWN.get()
    if isinstance(own, str):
        raise NewsbriefError(own)
    return _outcome(line, number, own, extractive).written()


def gather(feed: Sequence[Article], known: Sequence[Line], summarizer: Groups) -> Iterator[Line]:
    """A line for every event of the feed: the known ones with what has joined them, then new ones.

    A known line keeps its id and options; a new one has the id of its first article. An article of the feed takes the
    place of a known one of the same id. Raises InputError.
    """
    if empty := next((line.id for line in known if not line.articles), None):
        raise InvalidBundle((Problem("/articles", f"of the known event {empty!r} is empty"),))
    articles = {article.id: article for line in known for article in line.articles}
    articles |= {article.id: article for article in feed}
    begun = [Event(articles=tuple(one.id for one in line.articles), label=line.id) for line in known]
    for number, event in enumerate(summarizer.events(tuple(articles.values()), begun)):
        own = tuple(articles[name] for name in event.articles)
        if number < len(known):
            yield known[number].model_copy(update={"articles": own})
        else:
            yield Line(id=event.articles[0], articles=own)


def _outcome(data: bytes, number: int, summarizer: Summarizes, extractive: bool) -> Outcome:
    try:
        line = parse(Line, data, f"line {number}")
        options = line.options.model_copy(update={"extractive": line.options.extractive or extractive})
        return Outcome(line.id, number, summarizer.summarize(line.articles, options, line.previous))
    except NewsbriefError as error:
        return Outcome(_id(data), number, error)
    except Exception as error:  # a fault of ours in one bundle may not cost a night's run the other bundles
        return Outcome(_id(data), number, NewsbriefError(f"internal error: {type(error).__name__}"))


class _Named(BaseModel):
    id: Text


def _id(data: bytes) -> str | None:
    """The id of a line, whatever else is wrong in it."""
    try:
        return _Named.model_validate_json(data, strict=True).id
    except ValidationError:
        return None

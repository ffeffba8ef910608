"""The pipeline that `summarizer` draws: plain calls over frozen types."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.checking import check
from summarizer.citing import state
from summarizer.cleaning import clean
from summarizer.composing import arrange, timeline
from summarizer.conflicts import compare
from summarizer.dating import date_articles, date_sentences, disown
from summarizer.errors import DuplicateArticle, NoArticles, NothingUsable, UnknownArticle
from summarizer.events import focus
from summarizer.feeds import cluster
from summarizer.grouping import group
from summarizer.language.names import Case
from summarizer.language.words import Stems, count_words
from summarizer.ledger import exclude, report
from summarizer.origins import trace
from summarizer.splitting import load_punkt, split
from summarizer.strategies.coverage import coverage
from summarizer.telling import Desk, name_in_full, tell, title
from summarizer.types import Brief, ModelInfo, Notice, Options
from summarizer.updates import mark, recall, sift

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.protocols import Rewriter
    from summarizer.strategies.pool import Strategy
    from summarizer.types import Article, CheckReport, Conflict, Entry, Event, Statement
    from summarizer.views import DayMention, Focus, Memory, Origin, Published, Sentence, Span

EXTRACTIVE = ModelInfo(name="extractive", revision="", backend="extractive")
NO_MODEL = Notice(code="no-model", detail="no model is loaded: the sentences are the sources' own")


class Summarizer:
    """Briefs bundles of articles. Holds a model, if any, and no state: one may serve many threads."""

    def __init__(self, rewriter: Rewriter | None = None, *, strategy: Strategy = coverage) -> None:
        """A summarizer that words its briefs by `rewriter`, or in the sources' own sentences where there is none.

        `strategy` chooses what is told: `coverage`, or one of `summarizer.strategies.ranking`, or a newsroom's own.
        """
        self._rewriter = rewriter
        self._strategy = strategy
        self._punkt = load_punkt()

    @classmethod
    def load(
        cls,
        model: str | None = None,
        *,
        threads: int | None = None,
        cache: Path | None = None,
        strategy: Strategy = coverage,
    ) -> Summarizer:
        """A summarizer with the model at `model`: a directory, or a Hugging Face id where the network allows.

        Without one it is the embedded writer, on CTranslate2 or else torch; where neither is installed, or no weights
        are, it is extractive. `threads` is how many the model computes on. `cache` is a folder for the form of a
        writer that CTranslate2 reads; without it that is made at each load, which takes 5 s. Raises ModelError.
        """
        if model is None:
            return cls(_embedded(threads, cache), strategy=strategy)
        if (Path(model) / "SHA256SUMS").is_file():  # `training.export` made it
            return cls(_writer(Path(model), threads, cache), strategy=strategy)
        from summarizer.models.seq2seq import load_seq2seq  # torch is loaded with a model, not before

        return cls(load_seq2seq(model, threads=threads), strategy=strategy)

    # long: the whole pipeline, a call a line
    def summarize(
        self, articles: Sequence[Article], options: Options | None = None, previous: Brief | None = None
    ) -> Brief:
        """A brief of the articles in at most `options.max_words` words. Raises InputError.

        With `previous`, a brief of earlier articles, it tells only what is new or has changed since; where nothing has,
        it holds no sentence. The same request gives the same bytes, in any process and at any time.
        """
        options = options or Options()
        rewriter = None if options.extractive else self._rewriter
        _refuse(articles, options.context)
        stems = Stems()
        cleaned = clean(articles)
        sentences = {one.article.id: split(one, self._punkt) for one in cleaned}
        origins = trace(cleaned)
        published = date_articles(cleaned, tuple(sentences.values()), origins, as_of=options.as_of)
        event = focus(cleaned, published, options.context, stems)
        published = disown(cleaned, published, event.kept)
        memory = recall(previous, articles)
        desk = self._desk(sentences, published, origins, event, memory, stems)
        known = (*memory.said, *desk.kept)
        facts = group(known, desk.origins, stems)
        news = sift(facts, compare(known, desk.origins, desk.published), memory, desk.origins, stems)
        told = tell(news, desk, options.max_words, rewriter, self._strategy)
        drafts = name_in_full(arrange(told.drafts, news.conflicts), desk, options.max_words)
        statements = tuple(state(draft, desk.origins, stems) for draft in drafts)
        entries = timeline(drafts, desk.days) if options.timeline else ()
        reports = report(
            cleaned, published, origins, event, _cited(statements, entries, news.conflicts), news.old
        )
        unasked = () if self._rewriter or options.extractive else (NO_MODEL,)
        return Brief(
            headline=title(told.drafts, desk) if options.headline else None,
            sentences=mark(statements, drafts, news) if previous else statements,
            text=_text(statements, options),
            words=sum(count_words(statement.text) for statement in statements),
            conflicts=news.conflicts,
            timeline=entries,
            articles=reports,
            excluded=exclude(cleaned, reports, news, drafts, desk.origins, told.untold),
            withheld=(*told.withheld, *memory.told),
            warnings=(*event.notices, *news.notices, *told.notices, *unasked),
            model=rewriter.info if rewriter else EXTRACTIVE,
        )

    def check(self, articles: Sequence[Article], draft: str) -> CheckReport:
        """What the articles bear out of a text that somebody else wrote, sentence by sentence. Raises InputError.

        It is held against all of the articles: none is set aside, and what is no prose in them is no source.
        """
        _refuse(articles)
        cleaned = clean(articles)
        sentences = {one.article.id: split(one, self._punkt) for one in cleaned}
        published = date_articles(cleaned, tuple(sentences.values()), trace(cleaned))
        prose = [sentence for own in sentences.values() for sentence in own]
        if not prose:
            raise NothingUsable(tuple(sentences))
        return check(draft, prose, _days(sentences, published), self._punkt)

    def events(self, articles: Sequence[Article], known: Sequence[Event] = ()) -> tuple[Event, ...]:
        """The events that the articles of a feed report: those that are `known` first, then new ones. Raises InputError.

        Every article is in exactly one event; what fits nowhere is an event of one. What was `known` before, with its
        articles among `articles`, is continued: it keeps its place, its label and its articles, and new ones join it.
        """
        named = [name for event in known for name in event.articles]
        _refuse(articles, named)
        if twice := next((name for name, times in Counter(named).items() if times > 1), None):
            raise DuplicateArticle(twice)
        cleaned = clean(articles)
        sentences = [split(one, self._punkt) for one in cleaned]
        published = date_articles(cleaned, sentences, trace(cleaned))
        return cluster(cleaned, published, known, Stems())

    def _desk(
        self,
        sentences: Mapping[str, Sequence[Sentence]],
        published: Sequence[Published],
        origins: Sequence[Origin],
        event: Focus,
        memory: Memory,
        stems: Stems,
    ) -> Desk:
        """What the stages found, laid out to be looked up. Raises NothingUsable where no sentence is left."""
        kept = [sentence for name, own in sentences.items() if name in event.kept for sentence in own]
        if not kept:
            raise NothingUsable(tuple(sentences))
        days = dict(zip(sentences, (found.day for found in published), strict=True))
        return Desk(
            sentences=sentences,
            kept=kept,
            origins={article: origin.id for origin in origins for article in origin.articles}
            | dict.fromkeys(memory.cited, "said before"),
            published={**days, **memory.days},
            newest=max((day for name, day in days.items() if day and name in event.kept), default=None),
            days=_days(sentences, published),
            case=Case(own[0].article.text for own in sentences.values() if own),
            stems=stems,
            punkt=self._punkt,
        )


def _embedded(threads: int | None, cache: Path | None) -> Rewriter | None:
    """The embedded writer; None where no back end is installed, or no weights are."""
    if not (_backend() and find_spec("tokenizers") and find_spec("safetensors")):
        return None
    from summarizer.models.writer import CHECKPOINT

    return _writer(CHECKPOINT, threads, cache) if CHECKPOINT.is_dir() else None


def _writer(folder: Path, threads: int | None, cache: Path | None) -> Rewriter:
    from summarizer.models.writer import load_writer

    return load_writer(folder, backend=_backend() or "ctranslate2", threads=threads, cache=cache)


def _backend() -> Literal["ctranslate2", "torch"] | None:
    """The fastest back end that is installed."""
    backends: tuple[Literal["ctranslate2", "torch"], ...] = ("ctranslate2", "torch")
    return next((name for name in backends if find_spec(name)), None)


def _refuse(articles: Sequence[Article], named: Sequence[str] = ()) -> None:
    """Raises InputError where the bundle can't be served as it is; `named` are ids that should be in it."""
    if not articles:
        raise NoArticles
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise DuplicateArticle(article.id)
        seen.add(article.id)
    for name in named:
        if name not in seen:
            raise UnknownArticle(name)


def _days(
    sentences: Mapping[str, Sequence[Sentence]], published: Sequence[Published]
) -> dict[Span, tuple[DayMention, ...]]:
    """The days that each sentence tells, by its span; sentences that tell none are left out."""
    days: dict[Span, tuple[DayMention, ...]] = {}
    for own, day in zip(sentences.values(), published, strict=True):
        mentions = date_sentences(own, day)
        for sentence in own:
            span = sentence.span
            if found := tuple(m for m in mentions if span.start <= m.span.start and m.span.end <= span.end):
                days[span] = found
    return days


def _cited(
    statements: Sequence[Statement], entries: Sequence[Entry], conflicts: Sequence[Conflict]
) -> set[str]:
    """The ids of the articles that the brief cites anywhere."""
    cited = {citation.article for statement in statements for citation in statement.citations}
    cited |= {citation.article for entry in entries for citation in entry.citations}
    return cited | {claim.citation.article for conflict in conflicts for claim in conflict.claims}


def _text(statements: Sequence[Statement], options: Options) -> str:
    texts = [statement.text for statement in statements]
    return "\n".join(f"• {text}" for text in texts) if options.style == "bullets" else " ".join(texts)

"""`bench drafts`: what becomes of a writer's drafts, and whether a writer of errors gets one into a brief (B2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bench.citations import Citing
from bench.data import cases, multinews
from bench.writer import keep_briefs
from summarizer import Options, Summarizer
from summarizer.cleaning import clean
from summarizer.splitting import load_punkt, split
from summarizer.testing import FaithfulRewriter, SwappingRewriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.data import Cluster
    from summarizer.protocols import Answer, Rewriter, Task
    from summarizer.types import Brief, ModelInfo

WORDS = 230
# The commonest reasons of refusals that are shown.
REASONS = 6


@dataclass(slots=True)
class Recorder:
    """A rewriter that remembers the first source of every task that it had a draft for, and the drafts."""

    inner: Rewriter
    asked: set[str] = field(default_factory=set)
    drafts: set[str] = field(default_factory=set)

    @property
    def whole_bundle(self) -> bool:
        """As the rewriter inside."""
        return self.inner.whole_bundle

    @property
    def info(self) -> ModelInfo:
        """As the rewriter inside."""
        return self.inner.info

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """What the rewriter inside says."""
        answers = self.inner.rewrite(tasks)
        for task, answer in zip(tasks, answers, strict=True):
            if answer.drafts:
                self.asked.add(task.sources[0])
                self.drafts.update(answer.drafts)
        return answers


@dataclass(slots=True)
class Tally:
    """Of some briefs: sentences, those that the writer had drafts for, those that it worded; its drafts, and why not."""

    sentences: int = 0
    asked: int = 0
    worded: int = 0
    drafts: int = 0
    briefs: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, brief: Brief, recorder: Recorder) -> None:
        """Count one brief."""
        worded = [sentence.method == "rewritten" for sentence in brief.sentences]
        known = [
            any(" ".join(citation.quote.split()) in recorder.asked for citation in sentence.citations)
            for sentence in brief.sentences
        ]
        self.sentences += len(worded)
        self.worded += sum(worded)
        self.asked += sum(one or other for one, other in zip(worded, known, strict=True))
        self.drafts += len(recorder.drafts)
        self.briefs += any(worded)
        for draft in brief.withheld:
            if draft.text in recorder.drafts:
                self.reasons.update({reason.partition(":")[0] for reason in draft.reason.split("; ")})


def drafts(
    data: Path | None,
    limit: int | None,
    model: str | None,
    only: str | None = None,
    briefs: Path | None = None,
) -> None:
    """Prints a row a writer: a faithful stand-in, one that plants errors, and the `model`, if one is named.

    Of the one that plants errors, every sentence that became one of its drafts follows. `only` is the one writer that is
    asked; `briefs` a folder to which each writer's briefs are written, as `newsbrief bulk` writes them.
    """
    clusters = [*cases(), *(multinews(data) if data else ())][:limit]
    writers: dict[str, Callable[[Cluster], Rewriter]] = {
        "faithful": lambda _: FaithfulRewriter(),
        "swapper": lambda cluster: SwappingRewriter(_sentences(cluster)),
    }
    if model:
        from summarizer.models.writer import load_writer  # torch or CTranslate2, with a model only

        written = load_writer(Path(model), backend="ctranslate2" if find_spec("ctranslate2") else "torch")
        writers["model"] = lambda _: written
    print(
        f"{len(clusters)} clusters\n{'writer':10}{'drafts':>8}{'asked for':>11}{'worded':>8}{'sent back':>11}"
        f"{'briefs worded':>15}{'recall':>9}{'precision':>11}  refusals"
    )
    for name, writer in writers.items():
        if only in (None, name):
            made = _row(name, writer, clusters)
            if name == "swapper":
                for cluster, brief in zip(clusters, made, strict=True):
                    _let_through(cluster, brief)
            if briefs:
                keep_briefs(clusters, made, briefs / f"{name}.jsonl")


def _row(name: str, writer: Callable[[Cluster], Rewriter], clusters: Sequence[Cluster]) -> list[Brief]:
    """Prints what became of one writer's drafts; the briefs."""
    tally, citing, made = Tally(), Citing(), []
    for cluster in clusters:
        recorder = Recorder(writer(cluster))
        brief = Summarizer(recorder).summarize(cluster.articles, Options(max_words=WORDS, headline=False))
        tally.add(brief, recorder)
        citing.add(brief, cluster.articles)
        made.append(brief)
    back = 1 - tally.worded / tally.asked if tally.asked else 0.0
    why = ", ".join(f"{code} {times}" for code, times in tally.reasons.most_common(REASONS))
    print(
        f"{name:10}{tally.drafts:8}{tally.asked:11}{tally.worded:8}{back:11.1%}{tally.briefs:15}"
        f"{citing.recall:9.1%}{citing.precision:11.1%}  {why}",
        flush=True,
    )
    return made


def _let_through(cluster: Cluster, brief: Brief) -> None:
    """Prints the drafts that a brief holds, each with what it cites."""
    for sentence in brief.sentences:
        if sentence.method == "rewritten":
            cited = " | ".join(f"{one.article}: {' '.join(one.quote.split())}" for one in sentence.citations)
            print(f"  {cluster.id}: {sentence.text}\n    {cited}")


def _sentences(cluster: Cluster) -> tuple[str, ...]:
    punkt = load_punkt()
    return tuple(sentence.text for one in clean(cluster.articles) for sentence in split(one, punkt))

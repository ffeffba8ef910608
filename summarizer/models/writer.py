"""The embedded writer: a small language model that this project fine-tuned, behind `protocols.Rewriter`.

    Task ─requests─► read the sources ─search under constraint─► sentences ─sift, judge, rank─► Answer

It never decides what is true: whatever it words goes through the gate.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from summarizer.errors import MissingExtra, ModelUnusable
from summarizer.language.words import Stems, content, count_words, squash
from summarizer.models import fast, generators, weights
from summarizer.models.constraint import Constraint, Spelling
from summarizer.models.generators import Job, Trial
from summarizer.models.prompts import END, NO, YES, question, reading, request
from summarizer.models.sifting import LEAST, admissible, is_cut, is_plain, turned
from summarizer.protocols import Answer, Task
from summarizer.types import ModelInfo

try:
    from tokenizers import Tokenizer
except ModuleNotFoundError as error:
    raise MissingExtra("fast", "the embedded writer") from error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.generators import Found, Generator

CHECKPOINT = Path(__file__).parent / "checkpoint"
NAME = "newsbrief-writer"

# Training saw inputs of up to 180 tokens; at three times that the model still reads, beyond it nobody looked.
LONGEST = 540
FUSED = 0.9  # of the words that the task allows: what is asked for
# Of the source's words. Of 87 leads 47 had a draft when the second was asked for, 51 when both were.
SHORTENED = (0.55, 0.75)
HEADLINE = 9  # words
# A source of fewer words has next to nothing to lose, and is not searched for a shorter form.
SHORTENABLE = 10
DRAFTS = 4
# How sure the model must be of a draft that is a plain cut or join, and of any other.
# Of 224 drafts of BASIL that were read, .98 lets 59 of the 88 good ones of the other kind through and none of the bad
# ones that the sift leaves; .99 lets 49 through, .97 65 and four bad ones (a scratch run).
PLAIN, SURE = 0.8, 0.98
COVERAGE, BREVITY = 0.6, 0.4  # what a source content word told, and a word saved, is worth in nats


@dataclass(frozen=True, slots=True)
class Writer:
    """A fine-tuned language model that writes one sentence at a time; `load_writer` makes it."""

    info: ModelInfo
    whole_bundle: bool
    tokenizer: Tokenizer = field(repr=False)
    spelling: Spelling = field(repr=False)
    end: int
    answers: tuple[int, int]  # the tokens of "yes" and of "no"
    generator: Generator = field(repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)  # the tokenizer and torch's cache are not shared

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """One answer a task, in order. Each task is written by itself, so its company can't matter."""
        read = [self._shown(tuple(map(plain, task.sources))) for task in tasks]
        with self._lock:
            jobs = [self._job(task, shown) for task, (shown, _) in zip(tasks, read, strict=True)]
            found = iter(self.generator.search([job for job in jobs if job]))
            drafts = [
                self._sifted(next(found) if job else (), shown, task)
                for task, job, (shown, _) in zip(tasks, jobs, read, strict=True)
            ]
            verdicts = self._verdicts(
                [(shown, list(each)) for (shown, _), each in zip(read, drafts, strict=True)]
            )
        return [
            Answer(tuple(best(each, verdict, shown, task)), unread)
            for task, each, verdict, (shown, unread) in zip(tasks, drafts, verdicts, read, strict=True)
        ]

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """How sure it is, 0 to 1, that each sentence is whole and says no more than its evidence, a source a line."""
        with self._lock:
            asked = [
                (self._shown(tuple(map(plain, evidence.splitlines())))[0], [plain(text)])
                for text, evidence in pairs
            ]
            return [sure for found in self._verdicts(asked) for sure in found]

    def written(self, task: Task) -> list[str]:
        """Every sentence that it finished for a task, likeliest first: what the sift has not seen (`training.evaluate`)."""
        shown, _ = self._shown(tuple(map(plain, task.sources)))
        with self._lock:
            job = self._job(task, shown)
        found = self.generator.search([job])[0] if job else []
        ranked = sorted(found, key=lambda each: (-each.score, each.ids))
        return [self._text(each) for each in ranked]

    def _job(self, task: Task, shown: tuple[str, ...]) -> Job | None:
        """What to search for; None where it is not worth a search."""
        if not shown or (task.kind == "shorten" and count_words(shown[0]) < SHORTENABLE):
            return None
        constraint = Constraint(self.spelling, shown, self.end, headline=task.kind == "headline")
        asked = [self._ids(request(task.kind, words)) for words in lengths(task)]
        limit = 8 + 2 * task.max_words  # news takes 1.3 to 1.6 tokens a word
        return Job(self._ids(reading(shown)), asked, constraint, limit)

    def _text(self, found: Found) -> str:
        text: str = self.tokenizer.decode(list(found.ids), skip_special_tokens=True)
        return text.strip()

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text).ids
        return ids

    def _shown(self, sources: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        """The sources that fit, the last one cut at a word; and how many words stay unread."""
        room, shown = LONGEST, []
        for source in sources:
            words = source.split()
            while words and len(self._ids(" ".join(words))) > room:
                words = words[: len(words) * 4 // 5]
            if words:
                shown.append(" ".join(words))
                room -= len(self._ids(shown[-1]))
        return tuple(shown), count_words(" ".join(sources)) - count_words(" ".join(shown))

    def _sifted(self, found: Sequence[Found], sources: tuple[str, ...], task: Task) -> dict[str, float]:
        """What is worth a verdict, and what it is worth: likely sentences that tell much of the sources in few words.

        The source in its other order is one of them, which takes no search.
        """
        stems = Stems()
        told = set(stems.of(content(" ".join(sources))))
        longest = max(1, count_words(" ".join(sources[:1])))
        others = turned(sources[0], self.spelling.is_common) if sources and task.kind == "shorten" else ()
        likely = dict.fromkeys(others, 0.0)
        for each in sorted(found, key=lambda each: each.score):
            likely[self._text(each)] = each.score
        worths: dict[str, float] = {}
        for text, score in likely.items():
            if admissible(text, sources, task):
                coverage = len(told.intersection(stems.of(content(text)))) / max(1, len(told))
                worths[text] = score + COVERAGE * coverage - BREVITY * count_words(text) / longest
        return worths

    def _verdicts(self, asked: Sequence[tuple[tuple[str, ...], list[str]]]) -> list[list[float]]:
        """How sure the model is of each draft of some sources."""
        trials = [
            Trial(
                self._ids(reading(sources)), [self._ids(question(draft)) for draft in drafts], *self.answers
            )
            for sources, drafts in asked
            if drafts
        ]
        found = iter(self.generator.judge(trials))
        return [next(found) if drafts else [] for _, drafts in asked]


def best(
    worths: dict[str, float], verdicts: Sequence[float], sources: tuple[str, ...], task: Task
) -> list[str]:
    """The drafts that the model stands by, best first; of headlines it gives no verdict that counts."""
    kept = [
        text
        for text, verdict in zip(worths, verdicts, strict=True)
        if task.kind == "headline"
        or (verdict >= SURE and is_cut(text, sources))
        or (verdict >= PLAIN and is_plain(text, sources))
    ]
    return sorted(kept, key=lambda text: (-worths[text], text))[:DRAFTS]


def load_writer(
    folder: Path = CHECKPOINT,
    *,
    backend: Literal["torch", "ctranslate2"] = "torch",
    threads: int | None = None,
    cache: Path | None = None,
) -> Writer:
    """The writer whose checkpoint is in `folder`, ready to write.

    `threads` None is one a core. CTranslate2's form of the checkpoint is kept in `cache`, or made
    anew at each load (5 s) where that is None or can't be written. Raises ModelNotFound, ModelUnusable for a
    damaged checkpoint, MissingExtra.
    """
    weights.check(folder, "tokenizer.json")  # and the weights where they are read, which the kept form saves
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # tokenizers raises nothing narrower
        raise ModelUnusable(folder.name, f"its tokenizer: {error}") from error
    vocabulary = tokenizer.get_vocab(with_added_tokens=True)
    spelling = Spelling(vocabulary)
    end = vocabulary[END]
    generator: Generator = (
        generators.load_torch(folder, end)
        if backend == "torch"
        else fast.load_fast(folder, spelling.tokens, end, threads=threads or os.cpu_count() or 1, cache=cache)
    )
    info = ModelInfo(name=NAME, revision=weights.revision(folder), backend=backend)
    yes, no = (tokenizer.encode(answer).ids[0] for answer in (YES, NO))
    return Writer(info, False, tokenizer, spelling, end, (yes, no), generator)


def plain(source: str) -> str:
    """A source as the model reads it: straight quotation marks, single blanks, none before a comma, dashes that stand alone.

    >>> plain("“No deal—yet,”  he said.")
    '"No deal — yet," he said.'
    """
    text = (
        source.encode("utf-8", "replace").decode().replace("<|", "< |")
    )  # no lone surrogate, no token of the model's own
    spaced = " ".join(" — ".join(squash(part) for part in text.split("—")).split())
    return re.sub(r" ([,.;:])(?= |$)", r"\1", spaced)


def lengths(task: Task) -> list[int]:
    """The numbers of words that are asked for, each at most what the task allows."""
    first = count_words(task.sources[0]) if task.sources else 0
    if task.kind == "headline":
        wanted = [float(HEADLINE)]
    elif task.kind == "fuse":
        wanted = [FUSED * task.max_words]
    else:
        wanted = [share * first for share in SHORTENED]
    return sorted({max(LEAST, min(round(words), task.max_words)) for words in wanted})

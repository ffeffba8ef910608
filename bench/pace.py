"""The embedded writer's time and memory on both back ends, beside BART-large's shape on the same text (C1)."""

from __future__ import annotations

import resource
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from bench.data import cases, multinews
from summarizer import Options, Summarizer
from summarizer.models.writer import CHECKPOINT, load_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from summarizer.types import Article

WORDS, ARTICLES = 180, 5
READS = 1024  # tokens that BART-large reads
TOKENS_A_WORD = 1.35  # of BART's vocabulary, in news
BEAMS = 4  # as facebook/bart-large-cnn generates


class Pace(NamedTuple):
    """Seconds to load, seconds a brief, words of a brief, and the most memory that the process held, in MB."""

    ready: float
    seconds: float
    words: float
    memory: int


def pace(data: Path | None, bundles: int) -> None:
    """Prints both back ends and BART-large's shape, each in a process of its own, whose memory is its own."""
    found = multinews(data) if data else cases()
    chosen = [one.articles[:ARTICLES] for one in found if len(one.articles) >= ARTICLES][:bundles]
    if not CHECKPOINT.is_dir() or not chosen:
        print("no embedded writer here, or no bundle of five articles: its pace is not measured")
        return
    with TemporaryDirectory() as folder:
        cache = Path(folder)
        _apart(partial(_written, "ctranslate2", cache, ()))  # makes the form that an image has at its start
        fast = _apart(partial(_written, "ctranslate2", cache, chosen))
        slow = _apart(partial(_written, "torch", cache, chosen[:1]))
    rival = _apart(partial(_generated, round(fast.words), chosen[0]))
    print(f"briefs of {ARTICLES} articles in at most {WORDS} words, {len(chosen)} of them by CTranslate2")
    for name, found_pace in (("CTranslate2", fast), ("torch", slow), ("BART-large's shape", rival)):
        ready, seconds, words, memory = found_pace
        print(f"{name:20}ready in {ready:4.1f} s, {seconds:6.2f} s for {words:.0f} words, {memory} MB")
    print(f"C1: {rival.seconds / fast.seconds:.1f} x as fast as BART-large's shape")


def _apart(run: Callable[[], Pace]) -> Pace:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run).result()


def _written(
    backend: Literal["torch", "ctranslate2"], cache: Path, bundles: Sequence[Sequence[Article]]
) -> Pace:
    began = perf_counter()
    summarizer = Summarizer(load_writer(backend=backend, cache=cache))
    ready = perf_counter() - began
    began = perf_counter()
    briefs = [summarizer.summarize(articles, Options(max_words=WORDS)) for articles in bundles]
    count = max(1, len(briefs))
    return Pace(ready, (perf_counter() - began) / count, sum(b.words for b in briefs) / count, _memory())


def _generated(words: int, articles: Sequence[Article]) -> Pace:
    """As many tokens as the words take, by random weights: what is generated costs the same whatever it says."""
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    began = perf_counter()
    model = BartForConditionalGeneration(BartConfig()).eval()  # its defaults are BART-large's
    ready = perf_counter() - began
    text = " ".join(article.text for article in articles)
    read = min(READS, round(TOKENS_A_WORD * len(text.split())))
    length = round(TOKENS_A_WORD * words)
    ids = torch.randint(4, model.config.vocab_size, (1, read), generator=torch.Generator().manual_seed(0))
    began = perf_counter()
    with torch.inference_mode():
        model.generate(
            ids,
            num_beams=BEAMS,
            do_sample=False,
            min_new_tokens=length,
            max_new_tokens=length,
            forced_bos_token_id=None,
        )
    return Pace(ready, perf_counter() - began, words, _memory())


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

"""Measures a checkpoint on pairs that training never saw, beside copying.

python -m training.evaluate --data DIR --pairs DIR --checkpoint DIR [--sample 60]
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from rouge_score.rouge_scorer import RougeScorer

from summarizer.language.words import count_words
from summarizer.models.writer import CHECKPOINT, SURE, load_writer, plain
from summarizer.protocols import Task
from training.corpus import rows
from training.train import load_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.models.writer import Writer

SEED = 20261123
_LOOSE = set(
    "a an the and but or of in on at to for from by with as that which who is was were are has have".split()
)


def tests(data: Path, pairs: Path) -> dict[str, list[dict[str, Any]]]:
    """Held-out pairs by kind: those of the test sets of others, and the held-out part of our own."""
    own = defaultdict(list, load_pairs(pairs, held_out=True))
    wiki = [_pair("fuse", row["sentences"], row["target"]) for row in rows(data, "wikisplit/test")]
    google = [
        _pair("shorten", [row["sentence"]], row["compression"]) for row in rows(data, "compression/test")
    ]
    return {
        "fuse: WikiSplit test": wiki,
        "fuse: split sentences": own["joined"],
        "fuse: overlapping views": own["overlapping"],
        "fuse: neutral briefs, twins": own["neutral"] + own["twins"],
        "shorten: Google test": google,
        "shorten: light cuts": own["lightly_cut"],
        "shorten: in another order": own["turned"] + own["quoted"],
        "headline": own["titled"] + [row for row in own["compressed"] if row["kind"] == "headline"],
    }


def _pair(kind: str, sources: list[str], target: str) -> dict[str, Any]:
    return {"kind": kind, "sources": sources, "target": target, "words": count_words(target)}


BASELINES: dict[str, Callable[[dict[str, Any]], str]] = {
    "copy the first": lambda row: row["sources"][0],
    "copy the longest": lambda row: max(row["sources"], key=count_words),
    "copy to length": lambda row: " ".join(" ".join(row["sources"]).split()[: row["words"]]),
}


def measure(writer: Writer, pairs: list[dict[str, Any]]) -> dict[str, float]:
    """ROUGE-L F of what the model finds likeliest, of what the service would take, and of copying; ill endings."""
    score = RougeScorer(["rougeL"], use_stemmer=True).score

    def rouge(texts: list[str]) -> float:
        return mean(
            score(row["target"], text)["rougeL"].fmeasure for row, text in zip(pairs, texts, strict=True)
        )

    tasks = [Task(row["kind"], tuple(row["sources"]), row["words"]) for row in pairs]
    began = time.perf_counter()
    answers = writer.rewrite(tasks)
    seconds = (time.perf_counter() - began) / len(pairs)
    first = [row["sources"][0] for row in pairs]  # what stands where there is no draft
    likeliest = [next(iter(writer.written(task)), copied) for task, copied in zip(tasks, first, strict=True)]
    taken = [next(iter(answer.drafts), copied) for answer, copied in zip(answers, first, strict=True)]
    figures = {"likeliest": rouge(likeliest), "after the sift": rouge(taken)}
    for name, copy in BASELINES.items():
        figures[name] = rouge([copy(row) for row in pairs])
    figures["no draft"] = mean(not answer.drafts for answer in answers)
    figures["ill end"] = mean(ends_ill(text, row["kind"]) for text, row in zip(likeliest, pairs, strict=True))
    return figures | {"seconds": seconds}


def judged(writer: Writer, rows: list[dict[str, Any]]) -> dict[str, float]:
    """The share of the drafts that the judge lets through: of the good ones, the bad ones, and each kind of bad ones."""
    sure = writer.judge([(row["draft"], "\n".join(map(plain, row["sources"]))) for row in rows])
    passed = defaultdict(list)
    for row, likely in zip(rows, sure, strict=True):
        passed["good" if row["target"] == "yes" else "bad"].append(likely >= SURE)
        if row["target"] == "no":
            passed[row["why"]].append(likely >= SURE)
    return {f"{name} ({len(found)})": mean(found) for name, found in passed.items()}


def ends_ill(text: str, kind: str) -> bool:
    """Whether a draft stops in the middle: at a function word or, no headline, without a final mark."""
    last = re.sub(r"[^\w]+$", "", text).rpartition(" ")[2].lower()
    return last in _LOOSE or (kind != "headline" and not re.search(r"[.!?]\"?$", text))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public data sets")
    parser.add_argument("--pairs", type=Path, required=True, help="what training.pairs wrote")
    parser.add_argument("--checkpoint", type=Path, default=CHECKPOINT)
    parser.add_argument("--backend", choices=["torch", "ctranslate2"], default="ctranslate2")
    parser.add_argument("--cache", type=Path, help="where CTranslate2's form of the checkpoint is kept")
    parser.add_argument("--sample", type=int, default=60, help="pairs of each set")
    chosen = parser.parse_args()
    writer = load_writer(chosen.checkpoint, backend=chosen.backend, cache=chosen.cache)
    for name, pairs in tests(chosen.data, chosen.pairs).items():
        sample = random.Random(SEED).sample(pairs, min(chosen.sample, len(pairs)))
        if not sample:  # of a small archive, or of few sources
            print(f"{name}: no pairs")
            continue
        figures = measure(writer, sample)
        print(
            f"{name} ({len(sample)})",
            *(f"{key} {value:.3f}" for key, value in figures.items()),
            sep=" | ",
            flush=True,
        )
    drafts = load_pairs(chosen.pairs, held_out=True).get("judged", [])
    sample = random.Random(SEED).sample(drafts, min(8 * chosen.sample, len(drafts)))
    if sample:
        passed = judged(writer, sample)
        print("let through", *(f"{name} {share:.3f}" for name, share in sorted(passed.items())), sep=" | ")


if __name__ == "__main__":
    main()

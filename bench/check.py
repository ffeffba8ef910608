"""`bench check`: how many planted errors `check` catches, and how well it agrees with people on support (B8 and B9)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import compress, pairwise
from math import sqrt
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from rouge_score.rouge_scorer import RougeScorer

from bench.data import neus, rows
from bench.pairs import auc
from bench.strays import _basil, _mmds
from summarizer import Article, Summarizer
from summarizer.cleaning import clean
from summarizer.splitting import load_punkt, split
from summarizer.testing.changes import TRUE, joined, true_versions
from summarizer.testing.errors import ERRORS, false_versions, soil

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from summarizer.protocols import Judge
    from summarizer.types import CheckedSentence

# Sentences of an event, about, that are held as they stand, and edits of each kind: at even distances over its articles.
SENTENCES, EDITS = 12, 4
KINDS = ("unedited", *TRUE, "joined", *ERRORS)
# "10, 000" and "2. 4".
_PARTED = re.compile(r"(?<!\d)(\d{1,3},(?= \d{3}(?!\d))|\d+\.(?= \d)) ")
# Where the judge's verdict turns.
SURE = 0.5
JUDGED = ("qags-cnndm", "qags-xsum", "summedits-news")


class Judged(NamedTuple):
    """A text that people held against an article; `true` is whether they found all of it there."""

    article: str
    text: str
    true: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Of some events, whether each text of a kind was refused."""

    events: int
    refusals: Mapping[str, Sequence[bool]]

    def plus(self, other: Part) -> Part:
        """Both together."""
        kinds = dict.fromkeys((*self.refusals, *other.refusals))
        both = {kind: [*self.refusals.get(kind, ()), *other.refusals.get(kind, ())] for kind in kinds}
        return Part(self.events + other.events, both)


def check(
    data: Path | None, limit: int | None, judge: Judge | None = None, kinds: Collection[str] = ()
) -> None:
    """Prints B8 on three public sets and on all of them together, then B9 on three, with a judge's if one is given.

    Where `kinds` of edits are given, it is B8 of these alone.
    """
    summarizer = Summarizer()
    every = Part(0, {}), Part(0, {})
    sets: dict[str, list[tuple[Article, ...]]] = {
        "basil": [event.articles for event in _basil(data)],
        "mmds2025": [event.articles for event in _mmds(data)],
        "neus-allsides": [cluster.articles for cluster in neus(data)],
    }
    for name, events in sets.items():
        own = events[:limit]
        found = _refusals(own[::2], summarizer, kinds), _refusals(own[1::2], summarizer, kinds)
        _table(name, found)
        every = every[0].plus(found[0]), every[1].plus(found[1])
    _table("all", every)
    if not kinds:
        _agreement({name: list(judged(data, name))[:limit] for name in JUDGED}, summarizer, judge)


def edited(articles: Sequence[Article], kinds: Collection[str] = KINDS) -> list[tuple[str, str]]:
    """(kind, text) of sentences of the articles: as they stand, with an error planted, and changed but true."""
    punkt = load_punkt()
    prose = [[sentence.text for sentence in split(one, punkt)] for one in clean(articles)]
    sentences = [text for own in prose for text in own]
    ground = None if ERRORS.keys().isdisjoint(kinds) else soil(sentences)
    made: defaultdict[str, list[str]] = defaultdict(list)
    for text in sentences:
        false = false_versions(text, ground) if ground else {}
        for kind, edit in (*true_versions(text).items(), *false.items()):
            made[kind].append(edit)
    made["joined"] = [both for own in prose for pair in pairwise(own) if (both := joined(*pair))]
    chosen = [("unedited", text) for text in _spread(sentences, SENTENCES)]
    chosen += [(kind, text) for kind, texts in made.items() for text in _spread(texts, EDITS)]
    return [(kind, text) for kind, text in chosen if kind in kinds]


def _spread(texts: Sequence[str], count: int) -> Sequence[str]:
    """About so many of some texts, at even distances."""
    return texts[:: max(1, len(texts) // count)][:count]


def refused(
    articles: Sequence[Article], texts: Sequence[tuple[str, str]], summarizer: Summarizer
) -> Iterator[tuple[str, bool]]:
    """(kind, whether it was refused) of each text; one that is read as several sentences is left out."""
    report = summarizer.check(articles, "\n\n".join(text for _, text in texts))
    answers = {sentence.text: not sentence.supported for sentence in report.sentences}
    for kind, text in texts:
        if text in answers:
            yield kind, answers[text]


def judged(data: Path | None, name: str) -> Iterator[Judged]:
    """The rows of one set of judgements. QAGS has blanks in the numbers of its articles, which are taken out."""
    for row in rows(data, "faithfulness", name):
        article = _PARTED.sub(r"\1", row["article"])
        for sentence in row.get("sentences", ()):
            yield Judged(article, sentence["text"], sentence["consistent"])
        if "summary" in row:
            yield Judged(article, row["summary"], row["consistent"])


def balanced(called: Sequence[bool], true: Sequence[bool]) -> float:
    """The mean, in points, of the shares of true and of false texts that were called so."""
    right = Counter(t for c, t in zip(called, true, strict=True) if c == t)
    return 100 * fmean(right[kind] / (true.count(kind) or 1) for kind in (True, False))


def _refusals(events: Sequence[Sequence[Article]], summarizer: Summarizer, kinds: Collection[str]) -> Part:
    """Whether each text of a kind was refused; where `kinds` are given, of these only."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for articles in events:
        texts = edited(articles, kinds or KINDS)
        for kind, no in refused(articles, texts, summarizer) if texts else ():
            found[kind].append(no)
    return Part(len(events), found)


def _table(name: str, parts: tuple[Part, Part]) -> None:
    """The shares of each kind that were refused: where rules may be tuned, and where they may not."""
    heads = zip(("tuned on", "held out"), parts, strict=True)
    print(
        f"\n{name:26}" + "".join(f"{f'{head}: {part.events} events':>36}" for head, part in heads), flush=True
    )
    for kind in KINDS:
        if all(kind not in part.refusals for part in parts):
            continue
        what = "caught" if kind in ERRORS else "false alarms"
        print(f"{kind:12}{what:14}" + "".join(_share(part.refusals.get(kind, ())) for part in parts))


def _share(refusals: Sequence[bool]) -> str:
    """The share with its 95 % interval (Wilson 1927), for a few tens of texts say little of per cents."""
    if not refusals:
        return f"{'-':>12}{'':24}"
    share, size, z = fmean(refusals), len(refusals), 1.96
    middle, spread = share + z * z / (2 * size), z * sqrt(share * (1 - share) / size + (z / (2 * size)) ** 2)
    low, high = (100 * abs(middle + side * spread) / (1 + z * z / size) for side in (-1, 1))  # no -0.0
    return f"{share:14.1%} of {size:<6}" + f"{f'({low:.1f} to {high:.1f})':13}"


def _agreement(sets: Mapping[str, Sequence[Judged]], summarizer: Summarizer, judge: Judge | None) -> None:
    """For each set, how far `check` and ROUGE-2 agree with people, and the judge if there is one, alone and beside `check`.

    All on every second article, and (AUC) on all. The cut between true and false is each one's best on the other articles,
    which the score of `check` was chosen on.
    """
    scorer = RougeScorer(["rouge2"], use_stemmer=True)
    names = ("check", "ROUGE-2", *(("judge", "check + judge") if judge else ()))
    heads = "".join(f"{name:>16}{'cut':>6}{'AUC':>7}{'all':>7}" for name in names)
    print(f"\n{'set':16}{'texts':>6}{'true':>6}{'verdict':>9}{heads}{'  and judged' if judge else ''}")
    for name, own in sets.items():
        reports = [summarizer.check([Article(id="a", text=one.article)], one.text) for one in own]
        ours = [fmean(sentence.score for sentence in report.sentences) for report in reports]
        scores = [ours, [scorer.score(one.article, one.text)["rouge2"].precision for one in own]]
        verdicts = [[not report.unsupported for report in reports]]
        if judge:
            sure = [[_sure(sentence, judge) for sentence in report.sentences] for report in reports]
            scores += [list(map(fmean, sure)), [(o + fmean(s)) / 2 for o, s in zip(ours, sure, strict=True)]]
            verdicts.append([v and min(s) >= SURE for v, s in zip(verdicts[0], sure, strict=True)])
        true = [one.true for one in own]
        held_out = _odd([one.article for one in own])
        here = list(compress(true, held_out))
        rules, *both = (balanced(list(compress(each, held_out)), here) for each in verdicts)
        print(
            f"{name:16}{len(here):6}{sum(here):6}{rules:9.1f}"
            + "".join(f"{'':16}{_measures(each, true, held_out)}" for each in scores)
            + "".join(f"{each:12.1f}" for each in both)
        )


def _sure(sentence: CheckedSentence, judge: Judge) -> float:
    """How sure the judge is of a sentence, given what `check` cites for it; of what nothing is cited for it can't be."""
    evidence = "\n".join(" ".join(one.quote.split()) for one in sentence.citations)
    return judge.judge([(sentence.text, evidence)])[0] if evidence else 0.0


def _odd(articles: Sequence[str]) -> list[bool]:
    """Whether each row belongs to the second, fourth ... article."""
    places = {article: place for place, article in enumerate(dict.fromkeys(articles))}
    return [places[article] % 2 == 1 for article in articles]


def _measures(scores: Sequence[float], true: Sequence[bool], held_out: Sequence[bool]) -> str:
    """Balanced accuracy and AUC of the rows held out, AUC of all."""
    tuned = [not out for out in held_out]
    cut = _cut(list(compress(scores, tuned)), list(compress(true, tuned)))
    own, truth = list(compress(scores, held_out)), list(compress(true, held_out))
    return f"{balanced([s >= cut for s in own], truth):6.1f}{auc(own, truth):7.1f}{auc(scores, true):7.1f}"


def _cut(scores: Sequence[float], true: Sequence[bool]) -> float:
    """The threshold at which the balanced accuracy is best."""
    return max(sorted({0.0, *scores}), key=lambda cut: balanced([score >= cut for score in scores], true))

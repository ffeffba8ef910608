"""`bench check`: how many planted errors `check` catches, and how well it agrees with people on support (B8 and B9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from rouge_score.rouge_scorer import RougeScorer

from bench.data import rows
from bench.pairs import auc
from bench.strays import _basil, _mmds
from summarizer import Article, Summarizer
from summarizer.cleaning import clean
from summarizer.splitting import load_punkt, split
from summarizer.testing.changes import TRUE, joined, true_versions
from summarizer.testing.errors import ERRORS, false_versions, soil

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# Sentences of an event, about, that are held as they stand, and edits of each kind: at even distances over its articles.
SENTENCES, EDITS = 12, 4
KINDS = ("unedited", *TRUE, "joined", *ERRORS)
JUDGED = ("qags-cnndm", "qags-xsum", "summedits-news")


class Judged(NamedTuple):
    """A text that people held against an article; `true` is whether they found all of it there."""

    article: str
    text: str
    true: bool


def check(data: Path | None, limit: int | None) -> None:
    """Prints B8 on two public sets, then B9 on three."""
    summarizer = Summarizer()
    for name, events in (("basil", _basil(data)), ("mmds2025", _mmds(data))):
        _errors(name, [event.articles for event in events][:limit], summarizer)
    _agreement({name: list(judged(data, name))[:limit] for name in JUDGED}, summarizer)


def edited(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """(kind, text) of sentences of the articles: as they stand, with an error planted, and changed but true."""
    punkt = load_punkt()
    prose = [[sentence.text for sentence in split(one, punkt)] for one in clean(articles)]
    sentences = [text for own in prose for text in own]
    ground = soil(sentences)
    made: defaultdict[str, list[str]] = defaultdict(list)
    for text in sentences:
        for kind, edit in (*true_versions(text).items(), *false_versions(text, ground).items()):
            made[kind].append(edit)
    made["joined"] = [both for own in prose for pair in pairwise(own) if (both := joined(*pair))]
    chosen = [("unedited", text) for text in _spread(sentences, SENTENCES)]
    return chosen + [(kind, text) for kind, texts in made.items() for text in _spread(texts, EDITS)]


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
    """The rows of one set of judgements."""
    for row in rows(data, "faithfulness", name):
        for sentence in row.get("sentences", ()):
            yield Judged(row["article"], sentence["text"], sentence["consistent"])
        if "summary" in row:
            yield Judged(row["article"], row["summary"], row["consistent"])


def balanced(called: Sequence[bool], true: Sequence[bool]) -> float:
    """The mean, in points, of the shares of true and of false texts that were called so."""
    right = Counter(t for c, t in zip(called, true, strict=True) if c == t)
    return 100 * fmean(right[kind] / (true.count(kind) or 1) for kind in (True, False))


def _errors(name: str, events: Sequence[Sequence[Article]], summarizer: Summarizer) -> None:
    """The shares of each kind that were refused, of every second event (which rules may be tuned on) and of the others."""
    parts = {"tuned on": events[::2], "held out": events[1::2]}
    found = {part: _refusals(own, summarizer) for part, own in parts.items()}
    print(f"\n{name:26}" + "".join(f"{f'{part}: {len(own)} events':>24}" for part, own in parts.items()))
    for kind in KINDS:
        what = "caught" if kind in ERRORS else "false alarms"
        print(f"{kind:12}{what:14}" + "".join(_share(found[part].get(kind, ())) for part in parts))


def _refusals(events: Sequence[Sequence[Article]], summarizer: Summarizer) -> Mapping[str, Sequence[bool]]:
    """Whether each text of a kind was refused."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for articles in events:
        for kind, no in refused(articles, edited(articles), summarizer):
            found[kind].append(no)
    return found


def _share(refusals: Sequence[bool]) -> str:
    return f"{fmean(refusals):12.1%} of {len(refusals):<8}" if refusals else f"{'-':>12}{'':12}"


def _agreement(sets: dict[str, list[Judged]], summarizer: Summarizer) -> None:
    scorer = RougeScorer(["rouge2"], use_stemmer=True)
    print(
        f"\n{'set':16}{'texts':>6}{'true':>6}{'':>4}{'check':>8}{'best cut':>10}{'AUC':>7}   ROUGE-2 best cut{'AUC':>7}"
    )
    for name, own in sets.items():
        reports = [summarizer.check([Article(id="a", text=one.article)], one.text) for one in own]
        scores = [fmean(sentence.score for sentence in report.sentences) for report in reports]
        bigrams = [scorer.score(one.article, one.text)["rouge2"].precision for one in own]
        true = [one.true for one in own]
        verdict = balanced([not report.unsupported for report in reports], true)
        print(
            f"{name:16}{len(own):6}{sum(true):6}{'':4}{verdict:8.1f}{_best(scores, true):10.1f}{auc(scores, true):7.1f}"
            f"   {_best(bigrams, true):16.1f}{auc(bigrams, true):7.1f}"
        )


def _best(scores: Sequence[float], true: Sequence[bool]) -> float:
    """The balanced accuracy at the threshold that is best for these rows: what the score could reach, if it knew it."""
    return max(balanced([score >= cut for score in scores], true) for cut in {0.0, *scores})

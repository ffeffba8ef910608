"""`bench peers`: our extractive briefs beside what others made of the same clusters."""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, zip_longest
from statistics import fmean
from typing import TYPE_CHECKING, Any, Protocol

from bench.data import Cluster, multiling, multinews, rows
from bench.scoring import Rouge, bootstrap, rouge
from summarizer import Options, Summarizer
from summarizer.language.words import count_words
from summarizer.splitting import load_punkt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from nltk.tokenize.punkt import PunktSentenceTokenizer

SETS = {"multinews-100-peers": multinews, "multiling2011": multiling}
OURS = "newsbrief"
# Systems that were trained on the test's own references, or made from them: shown, but no rivals.
SAW_REFERENCES = {"pegasus", "primera", "ID10"}
SUMY = ("lex_rank.LexRank", "lsa.Lsa", "text_rank.TextRank", "sum_basic.SumBasic", "kl.KL")


class Peer(Protocol):
    """A system that runs here and now."""

    def __call__(self, documents: Sequence[Sequence[str]], words: int, /) -> str:
        """A summary, in at most about `words` words, of documents that are split into sentences."""
        ...


def peers(data: Path | None, names: Sequence[str], limit: int | None, *, live: bool) -> None:
    """Prints a table for each set that is named: mean ROUGE F, words, and the interval against the best rival."""
    summarizer = Summarizer()
    for name in names:
        clusters = SETS[name](data)[:limit]
        texts = _stored(data, name) | _run(clusters, live_peers() if live else {"(leads)": leads})
        texts[OURS] = {one.id: brief(one, summarizer) for one in clusters}
        _table(name, clusters, texts)


def brief(cluster: Cluster, summarizer: Summarizer) -> str:
    """Our brief of a cluster, in the sources' own sentences."""
    options = Options(max_words=cluster.words, headline=False, extractive=True)
    return summarizer.summarize(cluster.articles, options).text


def live_peers() -> dict[str, Peer]:
    """The peers that are installed, by name, and the baseline of interleaved leads."""
    found: dict[str, Peer] = {"(leads)": leads}
    if find_spec("sumy"):
        found |= {f"sumy {path.partition('.')[2]}": sumy(path) for path in SUMY}
    if find_spec("lexrank"):
        found["lexrank live"] = _lexrank
    if find_spec("summa"):
        found["summa live"] = _summa
    return found


def within(sentences: Iterable[str], words: int) -> list[str]:
    """The sentences, in order, that fit into so many words; one that doesn't fit is passed over."""
    taken = []
    for sentence in sentences:
        if count_words(sentence) <= words:
            taken.append(sentence)
            words -= count_words(sentence)
    return taken


def leads(documents: Sequence[Sequence[str]], words: int) -> str:
    """The documents' first sentences, then their second ones, and so on."""
    ranks = chain.from_iterable(zip_longest(*documents))
    return " ".join(within(dict.fromkeys(sentence for sentence in ranks if sentence), words))


def sumy(path: str) -> Peer:
    """A summarizer of sumy (`"lex_rank.LexRank"`), made to choose the best of its ranking that fit.

    It reads words as it does by itself, by NLTK's tokenizer, and gets our sentences, for its own need a download.
    """
    from nltk.tokenize import NLTKWordTokenizer
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp import tokenizers
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    module, _, name = path.partition(".")
    made = getattr(import_module(f"sumy.summarizers.{module}"), f"{name}Summarizer")

    class Tokenizer(tokenizers.Tokenizer):  # type: ignore[misc]
        def _get_sentence_tokenizer(self, language: str) -> None:
            """None is needed: the text comes in sentences."""

        def _get_word_tokenizer(self, language: str) -> NLTKWordTokenizer:  # noqa: ARG002 - as sumy has it
            return NLTKWordTokenizer()

    tokenizer = Tokenizer("english")

    def summarize(documents: Sequence[Sequence[str]], words: int) -> str:
        summarizer = made(Stemmer("english"))
        summarizer.stop_words = get_stop_words("english")
        paragraphs = [Paragraph([Sentence(text, tokenizer) for text in document]) for document in documents]

        def best(ranked: Sequence[Any]) -> list[Any]:
            fit = set(within((str(info.sentence) for info in ranked), words))
            return [info for info in ranked if str(info.sentence) in fit]

        chosen = summarizer(ObjectDocumentModel(paragraphs), best)
        return " ".join(dict.fromkeys(map(str, chosen)))

    return summarize


def _lexrank(documents: Sequence[Sequence[str]], words: int) -> str:
    from lexrank import STOPWORDS, LexRank

    sentences = list(dict.fromkeys(chain.from_iterable(documents)))
    ranked = LexRank(documents, stopwords=STOPWORDS["en"]).get_summary(
        sentences, len(sentences), threshold=0.1
    )
    return " ".join(within(ranked, words))


def _summa(documents: Sequence[Sequence[str]], words: int) -> str:
    from summa.summarizer import summarize

    text: str = summarize("\n".join(chain.from_iterable(documents)), words=words)
    return " ".join(text.split())


def sentences(cluster: Cluster, punkt: PunktSentenceTokenizer) -> list[list[str]]:
    """The articles as the peers get them: Punkt's sentences, line by line. Who has no cleaning gets none."""
    return [
        [
            " ".join(sentence.split())
            for line in article.text.splitlines()
            if line.strip()
            for sentence in punkt.tokenize(line)
        ]
        for article in cluster.articles
    ]


def _run(clusters: Sequence[Cluster], systems: Mapping[str, Peer]) -> dict[str, dict[str, str]]:
    punkt = load_punkt()
    split = {one.id: sentences(one, punkt) for one in clusters}
    return {
        name: {one.id: system(split[one.id], one.words) for one in clusters}
        for name, system in systems.items()
    }


def _stored(data: Path | None, name: str) -> dict[str, dict[str, str]]:
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(data, name, "peers"):
        texts[row["system"]][row["id"]] = row["summary"]
    return dict(texts)


def _table(name: str, clusters: Sequence[Cluster], texts: Mapping[str, Mapping[str, str]]) -> None:
    scores = {
        system: {one.id: rouge(own[one.id], one.references) for one in clusters if one.id in own}
        for system, own in texts.items()
    }
    means = {
        system: Rouge(*map(fmean, zip(*own.values(), strict=True))) for system, own in scores.items() if own
    }
    ranked = sorted(means, key=lambda system: (-means[system].two, system))
    print(f"\n{name}: {len(clusters)} clusters, ours in {clusters[0].words} words; * has seen the references")
    print(f"{'system':16}{'n':>5}{'R-1':>7}{'R-2':>7}{'R-L':>7}{'words':>7}   R-2 of ours against it")
    for system in ranked:
        figures = "".join(f"{figure:7.1f}" for figure in means[system])
        words = fmean(count_words(texts[system][one]) for one in scores[system])
        gap = bootstrap([scores[OURS][one].two - own.two for one, own in scores[system].items()])
        against = "" if system == OURS else f"   {gap.mean:+6.2f} ({gap.low:+.2f} to {gap.high:+.2f})"
        mark = "*" * (system in SAW_REFERENCES)
        print(f"{system + mark:16}{len(scores[system]):5}{figures}{words:7.0f}{against}")

"""Chooses the facts that a brief of so many words can hold: what most origins say, said once, spread over the sources."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from summarizer.language.dates import read_days
from summarizer.language.names import capitalised
from summarizer.language.quotations import outside_quotations, quotations
from summarizer.language.words import content, count_words, fold, overlap, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from summarizer.language.words import Stems
    from summarizer.views import Fact, Sentence, Span

# What a report's first sentence is worth beside the agreement of one other origin, and how fast that fades: news is
# written from the top. Set by hand between the short briefs of NeuS (train), which want more of it, and briefs of 180
# words, which then tell an opening three times and not how it went on. No recorded run has fitted it yet.
LEAD, FADE = 0.7, 0.2
# A sentence that tells a day is worth this much more. Set by hand on NeuS (train), as above.
DATED = 0.8
# Two sentences of one brief share less than this of the shorter one's content bigrams; the promise is half.
REPEATS = 0.4
# No article of several fills more than this share of the words: one long report must not crowd out four short ones.
LARGEST_SHARE = 0.6
# Words of a sentence that is worth a place: shorter ones say too little, longer ones crowd the others out.
SHORTEST, LONGEST = 6, 60
# Sentences that are weighed against each other, from the tops of the articles down: a thousand articles bring three each.
POOL = 3000
# Words from which a quotation is more than a label, so that its fuller form is preferred.
QUOTED = 5

_OPEN = frozenset(
    "he she it they this that these those him her his hers its their them such here there then so or nor yet "
    "also again now instead afterwards likewise similarly otherwise both neither".split()
)
# A sentence that turns to such a word after a few words of circumstance: "By Sunday, they had seized ...".
_TURNS_OPEN = re.compile(r"(?:[^\W_][\w'-]*,? ){1,6}(?:he|she|it|they)\b", re.IGNORECASE)
# "By Sunday, they had seized ...": a circumstance, then a pronoun that it doesn't explain.
_CIRCUMSTANCE = re.compile(r"(?P<circumstance>[^,\"“”]{1,60}), (?:he|she|it|they)\b")
# "The crews joined it before noon": an object named in another sentence.
_OPEN_OBJECT = re.compile(
    r"(?:[^\s,]+ ){1,5}(?:it|them|him)(?:[.,]| (?:after|and|as|at|before|by|for|from|in|on|to|with)\b)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I've|[Ww]e|[Ww]e're|[Ww]e've|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our)\b"
)  # "US" is a land
_PRONOUN_SPEAKER = re.compile(r"[,?!.]\" (?:(?:he|she|it|they) \w+|\w+ (?:he|she|it|they)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that could stand for its fact.

    `shares` are its stems, each with the share of the sentence's weight that it carries (they sum to 1). `follows` is
    the sentence that it can't be read without, if there is one.
    """

    fact: int
    sentence: Sentence
    words: int
    shares: Mapping[str, float]
    follows: Sentence | None


def select(
    facts: Sequence[Fact],
    budget: int,
    origins: Mapping[str, str],
    stems: Stems,
    *,
    told: Sequence[str] = (),
    barred: Collection[Span] = (),
) -> tuple[Fact, ...]:
    """The facts to tell in at most `budget` words, each led by the sentence that tells it best, dearest gain first.

    Budgeted coverage: a stem counts as much as the most important of the chosen sentences makes it, so that to say a
    thing again gains nothing. The objective is monotone and submodular, and taken greedily (Lin and Bilmes 2011).
    `origins` maps an article's id to its origin's; `told` are sentences that the brief holds already, and `barred` the
    spans of sentences that can't stand in it.
    """
    candidates = _candidates(facts, stems)
    open_to = [
        i
        for i, c in enumerate(candidates)
        if c.sentence.span not in barred and all(overlap(c.sentence.text, text) < REPEATS for text in told)
    ]
    covered = defaultdict(float, {stem: math.inf for text in told for stem in stems.of(content(text))})
    chosen = _greedy(candidates, open_to, _importance(candidates, origins), covered, budget)
    return tuple(_led_by(facts[c.fact], c) for c in chosen)


def _greedy(
    candidates: Sequence[_Candidate],
    open_to: Sequence[int],
    importance: Sequence[float],
    covered: defaultdict[str, float],
    budget: int,
) -> list[_Candidate]:
    """The candidates taken, by falling gain; `open_to` are those that may be, `covered` what each stem counts already."""
    articles = len({c.sentence.article.id for c in candidates})
    largest = budget if articles < 3 else math.ceil(LARGEST_SHARE * budget)
    chosen: list[_Candidate] = []
    filled: Counter[str] = Counter()
    while ready := [i for i in open_to if _can_be_read(candidates[i], chosen)]:
        best = max(ready, key=lambda i: (_gain(candidates[i], importance[i], covered), -i))
        taken = candidates[best]
        open_to = [i for i in open_to if i != best]
        filled_by_it = filled[taken.sentence.article.id]
        if taken.words > budget or (filled_by_it and filled_by_it + taken.words > largest):
            continue
        chosen.append(taken)
        budget -= taken.words
        filled[taken.sentence.article.id] += taken.words
        for stem, share in taken.shares.items():
            covered[stem] = max(covered[stem], importance[best] * share)
        open_to = [
            i for i in open_to if candidates[i].words <= budget and not _says_again(candidates[i], taken)
        ]
    return chosen


def _candidates(facts: Sequence[Fact], stems: Stems) -> list[_Candidate]:
    """The sentences to choose from: those that make sense, alone or after the one before; where there are none, all."""
    places = [(i, sentence) for i, fact in enumerate(facts) for sentence in fact.sentences]
    before = {(s.article.id, s.position + 1): s for _, s in places}
    pool = sorted(places, key=lambda place: place[1].position)[:POOL]
    quoted = [" ".join(tokens(q.text)) for _, s in pool for q in quotations(s.text)]
    whole = frozenset(q for q in quoted if len(q.split()) >= QUOTED)
    fit = [(i, s) for i, s in pool if is_news(s.text) and not _quotes_in_part(s.text, whole)]
    fit = [(i, s) for i, s in fit if not leans(s.text) or (s.article.id, s.position) in before] or pool
    bags = [Counter(stems.of(content(sentence.text))) for _, sentence in fit]
    spread = Counter(stem for bag in bags for stem in bag)
    return [
        _Candidate(
            fact=i,
            sentence=sentence,
            words=count_words(sentence.text),
            shares=_shares(bag, spread, len(bags)),
            follows=before.get((sentence.article.id, sentence.position)) if leans(sentence.text) else None,
        )
        for (i, sentence), bag in zip(fit, bags, strict=True)
    ]


def _shares(bag: Counter[str], spread: Counter[str], sentences: int) -> dict[str, float]:
    weights = {stem: (n * math.log(1 + sentences / spread[stem])) ** 2 for stem, n in bag.items()}
    whole = math.fsum(weights.values())
    return {stem: weight / whole for stem, weight in weights.items()}


def is_news(text: str) -> bool:
    """Whether a sentence tells something, in nobody's voice, and is neither a scrap nor a paragraph."""
    outside = outside_quotations(text)
    return (
        SHORTEST <= len(tokens(text)) <= LONGEST
        and not text.rstrip().endswith("?")
        and any(character.isalpha() for character in outside)
        and not _FIRST_PERSON.search(outside)
    )


def leans(text: str) -> bool:
    """Whether a reader needs the sentence before to know what this one speaks of."""
    opening = tokens(text)[:1]
    return (
        bool(opening and opening[0] in _OPEN)
        or _opens_late(text)
        or bool(_OPEN_OBJECT.match(text) or _PRONOUN_SPEAKER.search(fold(text)))
    )


def _opens_late(text: str) -> bool:
    found = _CIRCUMSTANCE.match(text)
    return found is not None and not any(capitalised(found["circumstance"]))


def _quotes_in_part(text: str, whole: Collection[str]) -> bool:
    """Whether another sentence quotes in full what this one quotes a part of."""
    own = [" ".join(tokens(q.text)) for q in quotations(text)]
    return any(
        len(part.split()) >= QUOTED and any(part != full and f" {part} " in f" {full} " for full in whole)
        for part in own
    )


def _importance(candidates: Sequence[_Candidate], origins: Mapping[str, str]) -> list[float]:
    """How much each candidate matters: how nearly every other origin says it, and how early its own report does."""
    own = np.array([origins[c.sentence.article.id] for c in candidates], dtype=object)
    alike = _alike(candidates)
    agreement = np.zeros(len(candidates))
    for origin in dict.fromkeys(own):
        theirs = own == origin
        agreement[~theirs] += alike[:, theirs].max(axis=1)[~theirs]
    return [
        (float(agreed) + LEAD / (1 + FADE * c.sentence.position))
        * (1 + DATED * bool(read_days(c.sentence.text)))
        for agreed, c in zip(agreement, candidates, strict=True)
    ]


def _alike(candidates: Sequence[_Candidate]) -> NDArray[np.float64]:
    """The cosine of every two candidates, over the square roots of their shares: shape (n, n), 0 to 1."""
    columns = {stem: j for j, stem in enumerate(dict.fromkeys(stem for c in candidates for stem in c.shares))}
    rows = [i for i, c in enumerate(candidates) for _ in c.shares]
    places = [columns[stem] for c in candidates for stem in c.shares]
    values = [math.sqrt(share) for c in candidates for share in c.shares.values()]
    vectors = csr_array((values, (rows, places)), shape=(len(candidates), max(1, len(columns))))
    alike: NDArray[np.float64] = (vectors @ vectors.T).toarray()
    return alike


def _gain(candidate: _Candidate, importance: float, covered: Mapping[str, float]) -> float:
    return math.fsum(
        max(0.0, importance * share - covered.get(stem, 0.0)) for stem, share in candidate.shares.items()
    )


def _can_be_read(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    return candidate.follows is None or any(c.sentence is candidate.follows for c in chosen)


def _says_again(candidate: _Candidate, chosen: _Candidate) -> bool:
    return candidate.fact == chosen.fact or overlap(candidate.sentence.text, chosen.sentence.text) >= REPEATS


def _led_by(fact: Fact, candidate: _Candidate) -> Fact:
    lead = candidate.sentence
    echoes = tuple(s for s in fact.sentences if s is not lead)
    return replace(fact, lead=lead, echoes=echoes, follows=candidate.follows)

"""What every strategy chooses from, and the greedy choice that they share."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from summarizer.views import Sentence

# Two sentences of one brief share less than this of the shorter one's content bigrams; the promise is half.
REPEATS = 0.4
# No article of several fills more than this share of the words: one long report must not crowd out four short ones.
LARGEST_SHARE = 0.6
# No speaker fills more than this share of them: who calls for one thing in three places has called for it once. From .33
# to .6 it costs nothing on NeuS (train), and our own cases (`python -m bench gate`) gain as much.
SPOKEN_SHARE = 0.5
# Articles up to which nobody can be crowded out: of two, one may have little to say.
FEW = 3


@dataclass(frozen=True, slots=True)
class Pool:
    """Sentences to choose from, by their index, and what is known of them.

    `chains` holds for each sentence the ones that it can't be read without and then itself: they are taken together.
    `facts` names the fact that each states, `words` its length; `pairs` are its pairs of neighbouring content words, by
    which repetition is known; `voices` whose words it tells ("" for nobody's); `said` its concepts, `likely` how likely an
    editor tells each of those, and `covered` those that the brief tells already. They come from so many `articles`.
    """

    sentences: Sequence[Sentence]
    chains: Sequence[tuple[int, ...]]
    facts: Sequence[int]
    words: Sequence[int]
    pairs: Sequence[frozenset[tuple[str, str]]]
    voices: Sequence[str]
    said: Sequence[tuple[int, ...]]
    likely: Sequence[float]
    covered: frozenset[int]
    articles: int

    def repeats(self, one: int, two: int) -> bool:
        """Whether a brief that holds the one has no place for the other."""
        return self.facts[one] == self.facts[two] or overlap(self.pairs[one], self.pairs[two]) >= REPEATS

    def allows(self, new: Sequence[int], chosen: Sequence[int], budget: int) -> bool:
        """Whether the sentences of a chain may join those that are chosen, in a brief of at most `budget` words."""
        article = self.sentences[new[0]].article.id
        added, words = (sum(self.words[i] for i in own) for own in (new, chosen))
        filled = sum(self.words[i] for i in chosen if self.sentences[i].article.id == article)
        fits = words + added <= budget and not (filled and filled + added > self.largest_share(budget))
        fits = fits and all(
            self._may_speak(voice, new, chosen, budget) for voice in {self.voices[i] for i in new}
        )
        return fits and not any(self.repeats(i, j) for i in new for j in (*chosen, *new) if i != j)

    def _may_speak(self, voice: str, new: Sequence[int], chosen: Sequence[int], budget: int) -> bool:
        """Whether a speaker has room for what is new; who has not spoken yet may say one thing of any length."""
        before, added = (sum(self.words[i] for i in own if self.voices[i] == voice) for own in (chosen, new))
        if not voice or not before or before + added <= math.ceil(SPOKEN_SHARE * budget):
            return True
        return before + added <= self.most_spoken(voice, budget)

    def most_spoken(self, voice: str, budget: int) -> int:
        """The words that one speaker may fill: a share of them, and what all that others say can't fill."""
        others = sum(words for own, words in zip(self.voices, self.words, strict=True) if own != voice)
        return max(math.ceil(SPOKEN_SHARE * budget), budget - others)

    def by_voice(self) -> dict[str, list[int]]:
        """The sentences of each speaker."""
        voices: defaultdict[str, list[int]] = defaultdict(list)
        for i, voice in enumerate(self.voices):
            if voice:
                voices[voice].append(i)
        return voices

    def by_article(self) -> list[list[int]]:
        """The sentences of each article."""
        articles: defaultdict[str, list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.sentences):
            articles[sentence.article.id].append(i)
        return list(articles.values())

    def largest_share(self, budget: int) -> int:
        """The words that one article may fill, apart from its first sentence."""
        return budget if self.articles < FEW else math.ceil(LARGEST_SHARE * budget)


def overlap(one: frozenset[tuple[str, str]], two: frozenset[tuple[str, str]]) -> float:
    """The share, 0 to 1, of the smaller set that the other has too."""
    return 0.0 if one.isdisjoint(two) else len(one & two) / min(len(one), len(two))


class Strategy(Protocol):
    """A way to choose."""

    def __call__(self, pool: Pool, budget: int, /) -> list[int]:
        """The sentences to tell in at most `budget` words, dearest first: whole chains, none of which repeats another."""
        ...


def fill(
    pool: Pool,
    budget: int,
    gain: Callable[[Sequence[int]], float],
    *,
    take: Callable[[Sequence[int]], None] | None = None,
    within: Collection[int] | None = None,
) -> list[int]:
    """The choice that is made greedily, from all sentences or `within` some: again and again what gains most and fits.

    `gain` is what the sentences of a chain that are not chosen yet are worth now. It may fall as others are taken, of
    which `take` is told, but not rise, so it is worked out anew only at the head of the queue (Minoux 1978).
    """
    chosen: list[int] = []

    def missing(i: int) -> list[int]:
        return [j for j in pool.chains[i] if j not in chosen]

    allowed = range(len(pool.sentences)) if within is None else within
    queue = [(-gain(missing(i)), i) for i in allowed]
    heapify(queue)
    while queue:
        _, best = heappop(queue)
        new = missing(best)
        if not new or not pool.allows(new, chosen, budget):
            continue
        if queue and (now := (-gain(new), best)) > queue[0]:
            heappush(queue, now)
            continue
        chosen += new
        if take:
            take(new)
        for i in allowed:  # what leans on it costs less now
            if best in pool.chains[i] and (rest := missing(i)):
                heappush(queue, (-gain(rest), i))
    return chosen

"""Which sentences of one text stand, nearly word for word, in another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarizer.language.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# So many words in a row are no chance: they were copied, or both copy the same speaker.
RUN = 10
# A run in more sentences than this is a formula ("click here to subscribe to our newsletter for more of it").
COMMON = 20


def copied_sentences(
    texts: Mapping[int, Sequence[str]], others: Mapping[int, Sequence[str]]
) -> dict[int, dict[int, int]]:
    """How many sentences of each text share a run of words with each other text that shares one.

    Texts are given by a number and their sentences. An inverted index keeps the work near-linear in words.
    """
    index: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for text, sentences in texts.items() if others else ():
        for position, sentence in enumerate(sentences):
            for run in _runs(sentence):
                index[run].append((text, position))
    copied: dict[int, dict[int, int]] = {text: {} for text in texts}
    for other, sentences in others.items() if index else ():
        runs = {run for sentence in sentences for run in _runs(sentence)}
        for text, _ in {
            place for run in runs if len(index.get(run, ())) <= COMMON for place in index.get(run, ())
        }:
            copied[text][other] = copied[text].get(other, 0) + 1
    return copied


def _runs(sentence: str) -> Iterator[tuple[str, ...]]:
    words = tokens(sentence)
    return zip(*(words[start:] for start in range(RUN)), strict=False)

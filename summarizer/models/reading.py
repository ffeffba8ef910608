"""Fits sources into an encoder's input, each with its fair share, and counts the words that stay out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.language.words import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a checkpoint reads that names no limit: T5 and its kin, which have none, were trained at 512 tokens.
USUAL = 512
# Fewer tokens of a document than this say nothing; the last documents are then left unread, and counted.
LEAST = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model reads of some sources, as token ids, and how many of their words its limit leaves out."""

    ids: tuple[int, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class Reader:
    """How a checkpoint wants its input: `head`, the sources, `tail`, all in at most `limit` tokens.

    `separator` follows every document (PRIMERA's `<doc-sep>`); None where the checkpoint knows none.
    `special` are the tokens that the checkpoint keeps for itself: no source spells one, no draft shows one.
    """

    tokenizer: Any
    limit: int
    head: tuple[int, ...]
    tail: tuple[int, ...]
    separator: int | None
    special: frozenset[int]

    def read(self, sources: Sequence[str]) -> Reading:
        """The sources as one input, in order, each cut at the end of a word to its share of the limit.

        To cut the tail of all would drop the last documents whole; PRIMERA and open-mds share the limit too.
        """
        room = self.limit - len(self.head) - len(self.tail)
        shown = [source.split() for source in sources[: max(1, room // LEAST)]]
        end = () if self.separator is None else (self.separator,)
        lengths = [len(self._tokens(place, words)) for place, words in enumerate(shown)]
        ids = list(self.head)
        unread = sum(map(count_words, sources))
        for place, share in enumerate(shares(lengths, room - len(shown) * len(end))):
            words = shown[place] if lengths[place] <= share else self._fit(place, shown[place], share)
            ids += [*self._tokens(place, words), *end]
            unread -= count_words(" ".join(words))
        return Reading((*ids, *self.tail), unread)

    def _tokens(self, place: int, words: list[str]) -> list[int]:
        joint = " " if place and self.separator is None else ""
        ids = self.tokenizer(joint + " ".join(words), add_special_tokens=False, verbose=False).input_ids
        return [token for token in ids if token not in self.special]

    def _fit(self, place: int, words: list[str], share: int) -> list[str]:
        """The most words that take at most `share` tokens."""
        counts = range(1, len(words) + 1)
        return words[: bisect_right(counts, share, key=lambda count: len(self._tokens(place, words[:count])))]


def reader(tokenizer: Any, config: Any) -> Reader:
    """The reader of a checkpoint, from what its tokenizer and its configuration say."""
    separator = tokenizer.get_vocab().get("<doc-sep>")
    bare, framed = (tokenizer("news", add_special_tokens=add).input_ids for add in (False, True))
    start = next(place for place in range(len(framed)) if framed[place : place + len(bare)] == bare)
    prefix = tokenizer(_prefix(config), add_special_tokens=False).input_ids
    return Reader(
        tokenizer,
        _limit(tokenizer, config),
        (*framed[:start], *prefix),
        tuple(framed[start + len(bare) :]),
        separator,
        frozenset({*tokenizer.all_special_ids, separator} - {tokenizer.unk_token_id, None}),
    )


def shares(lengths: Sequence[int], room: int) -> list[int]:
    """What each gets of `room`: an even share, and what short ones leave goes to the others (max-min fair).

    >>> shares([10, 500, 300], 410)
    [10, 200, 200]
    """
    result = [0] * len(lengths)
    for rank, place in enumerate(sorted(range(len(lengths)), key=lengths.__getitem__)):
        result[place] = min(lengths[place], room // (len(lengths) - rank))
        room -= result[place]
    return result


def global_attention(ids: Sequence[int], separator: int | None) -> list[int]:
    """1 for the tokens that LED lets attend to everything: the first, and (PRIMERA) every document separator.

    >>> global_attention([0, 31, 9, 32, 9, 2], separator=9)
    [1, 0, 1, 0, 1, 0]
    """
    return [int(place == 0 or token == separator) for place, token in enumerate(ids)]


def _prefix(config: Any) -> str:
    tasks = getattr(config, "task_specific_params", None) or {}
    usual = "summarize:" if config.model_type == "t5" else ""
    return str(tasks.get("summarization", {}).get("prefix", usual)).strip()


def _limit(tokenizer: Any, config: Any) -> int:
    names = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
    limits = [getattr(config, name, None) for name in names] + [tokenizer.model_max_length]
    # A tokenizer that knows no limit says 1e30.
    return min((limit for limit in limits if limit and limit < 10**6), default=USUAL)

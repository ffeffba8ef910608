"""How a task is put to the embedded writer; training imports it, so that both say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

START, END = "<|im_start|>", "<|im_end|>"
YES, NO = " yes", " no"  # a token each

# The request stands after the sources, so that one reading of the sources serves every question about them.
_REQUESTS = {
    "fuse": "In one sentence of {words} words:",
    "shorten": "Shortened to {words} words:",
    "headline": "Headline of {words} words:",
}


def reading(sources: Sequence[str]) -> str:
    """The part of a prompt that holds the sources, a line each."""
    return START + "".join(f"- {source}\n" for source in sources)


def request(kind: str, words: int) -> str:
    """The part of a prompt that says what is wanted, in how many words."""
    return _REQUESTS[kind].format(words=words)


def question(draft: str) -> str:
    """The part of a prompt that asks whether a draft is whole and says no more than the sources; `YES` or `NO` follows."""
    return f"Draft: {draft}\nWhole, and true to them:"


def prompt(kind: str, sources: Sequence[str], words: int) -> str:
    r"""What the writer reads; what it then writes is " " + the sentence + `END`.

    >>> prompt("shorten", ["The mill, built in 1911, burned."], 3)
    '<|im_start|>- The mill, built in 1911, burned.\nShortened to 3 words:'
    """
    return reading(sources) + request(kind, words)

"""Words the selected facts: drafts by a model, and the source's own sentence that always stands by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.language.words import content, count_words
from summarizer.protocols import Task
from summarizer.types import Notice
from summarizer.views import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.protocols import Rewriter
    from summarizer.views import Fact, Sentence, Span

# A fused sentence may be this much longer than the lead that it takes in others with.
LONGER = 1.25
# Echoes beyond the third seldom add a word, and a small model loses the thread.
READ = 3
# New content words from which an echo adds something; other printings of one sentence differ in fewer.
ADDS = 4

# Words that tie a sentence to the one before it in its article; they say nothing where it stands alone.
_CONNECTIVE = re.compile(
    r"(?:But|And|However|Meanwhile|Moreover|Furthermore|Additionally|In addition|Still|Nevertheless|Nonetheless|Also"
    r"|Separately|Elsewhere|Indeed|Instead|Besides|In turn)(?:, |(?<=But)\s+|(?<=And)\s+)(?=\S)"
)


def extract(fact: Fact) -> Draft:
    """The lead's own sentence, in full."""
    return Draft(fact.lead.text, fact, _spans(fact), "extracted")


def shorten(fact: Fact) -> Draft | None:
    """The lead's own sentence without the connective that it opens with; None where it opens with none.

    >>> _CONNECTIVE.sub("", "However, the port stayed shut.", count=1)
    'the port stayed shut.'
    """
    text = fact.lead.text
    opening = _CONNECTIVE.match(text)
    if not opening:
        return None
    rest = text[opening.end() :]
    return Draft(rest[0].upper() + rest[1:], fact, _spans(fact), "shortened")


def rewrite(
    facts: Sequence[Fact], rewriter: Rewriter
) -> tuple[tuple[tuple[Draft, ...], ...], tuple[Notice, ...]]:
    """The model's drafts of each fact, best first, and a notice of every source that it could not read whole."""
    answers = rewriter.rewrite([_task(_read(fact)) for fact in facts])
    drafts = tuple(
        tuple(Draft(text, fact, _spans(fact), "rewritten") for text in answer.drafts if text)
        for fact, answer in zip(facts, answers, strict=True)
    )
    return drafts, _unread(sum(answer.unread for answer in answers))


def rewrite_bundle(
    sources: Sequence[Sequence[Span]], budget: int, rewriter: Rewriter
) -> tuple[str, tuple[Notice, ...]]:
    """A long-input model's own brief, given each article's sentences, and a notice of what it left unread."""
    texts = tuple(" ".join(" ".join(span.text.split()) for span in spans) for spans in sources)
    (answer,) = rewriter.rewrite([Task("brief", texts, budget)])
    return (answer.drafts[0] if answer.drafts else ""), _unread(answer.unread)


def _read(fact: Fact) -> tuple[Sentence, ...]:
    """What a writer has to read of a fact: the lead, and the echoes that add to it.

    One that only repeats tempts a writer to say it twice; it may still be cited, for it says the same.
    """
    read, told = [fact.lead], set(content(fact.lead.text))
    for echo in fact.echoes:
        added = set(content(echo.text)) - told
        if len(added) >= ADDS and len(read) < READ:
            read.append(echo)
            told |= added
    return tuple(read)


def _task(read: Sequence[Sentence]) -> Task:
    sources = tuple(sentence.text for sentence in read)
    words = count_words(sources[0])
    if len(sources) == 1:
        return Task("shorten", sources, words)
    return Task("fuse", sources, round(LONGER * words))


def _spans(fact: Fact) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in fact.sentences)


def _unread(words: int) -> tuple[Notice, ...]:
    if not words:
        return ()
    return (
        Notice(code="truncated", detail=f"{words} words of the sources were over the model's input limit"),
    )

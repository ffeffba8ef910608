"""Words the selected facts: drafts by a model, and the source's own sentence that always stands by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.language.words import STOP, content, count_words
from summarizer.protocols import Task
from summarizer.types import Notice
from summarizer.views import Draft, Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.protocols import Rewriter
    from summarizer.views import Sentence, Span

# A fused sentence may be this much longer than the lead that it takes in others with.
LONGER = 1.25
# Two sentences are joined where they have so many words together, and the joint must save some of them.
JOINABLE, JOINED = 56, 0.95
# Echoes beyond the third seldom add a word, and a small model loses the thread.
READ = 3
# New content words from which an echo adds something; other printings of one sentence differ in fewer.
ADDS = 4

# Words that tie a sentence to the one before it in its article; they say nothing where it stands alone.
_CONNECTIVE = re.compile(
    r"(?:But|And|However|Meanwhile|Moreover|Furthermore|Additionally|In addition|Still|Nevertheless|Nonetheless|Also"
    r"|Separately|Elsewhere|Indeed|Instead|Besides|In turn)(?:, |(?<=But)\s+|(?<=And)\s+)(?=\S)"
)
# Capitalised words at the beginning, before a small one.
_NAMED = re.compile(r"(?:[A-Z][\w.'’-]* )+(?=[a-z])")
_PRONOUN = re.compile(r"(?:He|She|It|They) ")
_QUOTE = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class _Wish:
    """A task, and the fact that its answers are drafts of."""

    fact: Fact
    task: Task


def extract(fact: Fact) -> Draft:
    """The lead's own sentence, in full."""
    return Draft(fact.lead.text, fact, _spans(fact), "extracted")


def shorten(fact: Fact) -> Draft | None:
    """The lead's own sentence without the connective that it opens with; None where it opens with none.

    >>> _CONNECTIVE.sub("", "However, the port stayed shut.", count=1)
    'the port stayed shut.'
    """
    text = _unconnected(fact.lead.text)
    return Draft(text, fact, _spans(fact), "shortened") if text != fact.lead.text else None


def rewrite(
    facts: Sequence[Fact], rewriter: Rewriter
) -> tuple[tuple[tuple[Draft, ...], ...], tuple[Notice, ...]]:
    """The model's drafts of each fact, best first, and a notice of every source that it could not read whole.

    What is asked first saves most: a sentence of two neighbouring facts, then one of a fact and its echoes, then a
    shorter lead. A sentence of two facts is a draft of the one that comes first.
    """
    wishes = [_wishes(place, facts) for place in range(len(facts))]
    answers = iter(rewriter.rewrite([wish.task for own in wishes for wish in own]))
    drafts, unread = [], 0
    for own in wishes:
        given = [(wish.fact, next(answers)) for wish in own]
        drafts.append(
            tuple(
                Draft(_unconnected(text), fact, _spans(fact), "rewritten")
                for fact, answer in given
                for text in answer.drafts
                if text
            )
        )
        unread += max(answer.unread for _, answer in given)  # its tasks share their sources
    return tuple(drafts), _unread(unread)


def rewrite_bundle(
    sources: Sequence[Sequence[Span]], budget: int, rewriter: Rewriter
) -> tuple[str, tuple[Notice, ...]]:
    """A long-input model's own brief, given each article's sentences, and a notice of what it left unread."""
    texts = tuple(" ".join(" ".join(span.text.split()) for span in spans) for spans in sources)
    (answer,) = rewriter.rewrite([Task("brief", texts, budget)])
    return (answer.drafts[0] if answer.drafts else ""), _unread(answer.unread)


def _unconnected(text: str) -> str:
    opening = _CONNECTIVE.match(text)
    rest = text[opening.end() :] if opening else text
    return rest[:1].upper() + rest[1:] if opening else text


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


def _wishes(place: int, facts: Sequence[Fact]) -> list[_Wish]:
    """What a writer is asked of the fact at `place`, alone and together with a later one that goes with it."""
    fact = facts[place]
    wishes = []
    if other := next((each for each in facts[place + 1 :] if _go_together(fact.lead, each.lead)), None):
        first, second = fact, other
        if fact.lead.article is other.lead.article and other.lead.position < fact.lead.position:
            first, second = other, fact
        both = (first.lead.text, second.lead.text)
        task = Task("fuse", both, round(JOINED * sum(map(count_words, both))))
        wishes.append(_Wish(_merged(first, second), task))
    read = tuple(sentence.text for sentence in _read(fact))
    if len(read) > 1:
        wishes.append(_Wish(fact, Task("fuse", read, round(LONGER * count_words(read[0])))))
    wishes.append(_Wish(fact, Task("shorten", read[:1], count_words(read[0]))))
    return wishes


def _go_together(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences have one subject: such as begin with one name, or neighbours of which the second has a pronoun.

    A join of two subjects saves nothing, and a small writer seldom makes one that reads well.
    """
    texts = (one.text, other.text)
    if sum(map(count_words, texts)) > JOINABLE or any(_QUOTE.search(text) for text in texts):
        return False
    beside = one.article is other.article and abs(one.position - other.position) == 1
    later = other if other.position > one.position else one
    subject = _subject(texts[0])
    return (beside and _PRONOUN.match(later.text) is not None) or (
        subject is not None and subject == _subject(texts[1])
    )


def _subject(text: str) -> str | None:
    """The name that a sentence is about, by its last word: "Reyes" of "Mayor Ana Reyes went ..."."""
    named = _NAMED.match(text)
    words = named[0].split() if named else []
    return words[-1] if words and not STOP.intersection(map(str.lower, words)) else None


def _merged(first: Fact, second: Fact) -> Fact:
    """Two facts as one, which as few origins say as say the rarer one."""
    told = dict.fromkeys((*first.sentences[1:], *second.sentences[1:]))
    echoes = (second.lead, *(echo for echo in told if echo not in (first.lead, second.lead)))
    return Fact(first.lead, echoes, min(first.origins, second.origins), first.follows)


def _spans(fact: Fact) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in fact.sentences)


def _unread(words: int) -> tuple[Notice, ...]:
    if not words:
        return ()
    return (
        Notice(code="truncated", detail=f"{words} words of the sources were over the model's input limit"),
    )

"""Follows a story from brief to brief: what was said is not said again, and what has changed since is marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.language.numbers import numbers
from summarizer.language.words import NEGATIONS, content, tokens
from summarizer.types import Article, Claim, Notice, Withheld
from summarizer.views import Memory, News, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.language.words import Stems
    from summarizer.types import Brief, Citation, Conflict, Statement
    from summarizer.views import Draft, Fact

# How a brief says of a sentence that an earlier one has said it: the next brief reads there what was said before it.
SAID = "said: an earlier brief says it"
_LEFT = "not new: an earlier brief had it and left it out"
# Content stems that no earlier brief holds, from which a sentence adds something to what it repeats: other printings of
# one sentence differ in fewer, as for the echoes of `summarizer.rewriting`.
ADDS = 4
# The share of a sentence's content stems that no earlier brief holds, under which it puts together what they said.
SHARE = 0.2


def recall(previous: Brief | None, articles: Sequence[Article]) -> Memory:
    """What `previous`, and the briefs that it continues, said; nothing where there is none.

    What they cite is taken as it is, for its articles need not be sent again: it becomes sentences of stand-in
    articles, which the stages read like any other. An article that is sent again as it was has nothing new to tell.
    """
    if previous is None:
        return Memory()
    texts = {article.id: article.text for article in articles}
    told = {one.text: one.citations for one in previous.sentences}
    told |= {one.text: one.citations for one in previous.withheld if one.reason == SAID}
    dated = {report.id: report.published for report in previous.articles}
    apart = "*" * (1 + max(map(len, texts), default=0))  # so that no stand-in has the id of an article
    said, cited, days = [], {}, {}
    for number, (words, place) in enumerate(_remembered(told)):
        stand_in = Article(id=f"{apart}{number}", text=words)
        said.append(Sentence(Span(stand_in, 0, len(words)), 0, 0))
        cited[stand_in.id] = place if place and _stands(place, texts) else None
        days[stand_in.id] = dated.get(place.article) if place else None
    return Memory(
        said=tuple(said),
        cited=cited,
        days=days,
        told=tuple(
            Withheld(text=text, reason=SAID, citations=tuple(c for c in citations if _stands(c, texts)))
            for text, citations in told.items()
        ),
        seen=frozenset(name for name, text in texts.items() if _as_it_was(name, text, previous)),
        conflicts=previous.conflicts,
    )


def _remembered(told: Mapping[str, Sequence[Citation]]) -> Iterator[tuple[str, Citation | None]]:
    """What was said, once in the words of each source and once in the brief's own, and where it stands."""
    for text, citations in told.items():
        places = [citation for citation in citations if citation.role == "support"]
        own = (text, places[0] if places else None)
        yield from dict([own, *((place.quote, place) for place in places)]).items()


def _stands(citation: Citation, texts: Mapping[str, str]) -> bool:
    """Whether a citation holds of the articles that are sent: of one that is not, nobody can say otherwise."""
    text = texts.get(citation.article)
    return text is None or text[citation.start : citation.end] == citation.quote


def _as_it_was(name: str, text: str, previous: Brief) -> bool:
    """Whether an earlier brief read this article, and read it to its end as it is now."""
    cited = [c for one in previous.sentences for c in one.citations if c.article == name]
    left = [part for part in previous.excluded if part.article == name]
    read = bool(cited) or any(part.kind in {"sentence", "duplicate"} for part in left)
    end = max([0, *(c.end for c in cited), *(part.end for part in left)])
    return read and len(text.rstrip()) <= end <= len(text) and all(_stands(c, {name: text}) for c in cited)


def sift(
    facts: Sequence[Fact],
    conflicts: Sequence[Conflict],
    memory: Memory,
    origins: Mapping[str, str],
    stems: Stems,
) -> News:
    """What is news in the facts and conflicts of a bundle and of what was said, read together.

    A sentence that adds little to what was said is none, and nor is a fact that stands only in articles that an earlier
    brief has read. It has changed if it is the later side of a conflict with what was said: what is sent later is
    taken for later, unless the dates of the articles say otherwise.
    """
    changed = frozenset(_place(one.claims[1]) for one in conflicts if _overtakes(one, memory))
    known = _known([one.text for one in memory.said], changed, stems)
    news: list[Fact] = []
    old: dict[Span, str] = {}
    for fact in facts:
        own = [sentence for sentence in fact.sentences if sentence.article.id not in memory.cited]
        told = len(own) < len(fact.sentences)
        fresh = [s for s in own if not memory.said or _is_fresh(s, known, stems, told=told)]
        old |= {sentence.span: SAID for sentence in own if sentence not in fresh}
        if all(sentence.article.id in memory.seen for sentence in fresh):
            old |= {sentence.span: _LEFT for sentence in fresh}
        else:
            news.append(_fact(fact, fresh, origins))
    stale = {(span.article.id, span.start) for span in old}
    return News(
        facts=tuple(news),
        changed=frozenset(
            s.span for f in news for s in f.sentences if (s.article.id, s.span.start) in changed
        ),
        old=old,
        conflicts=tuple(_told([one for one in conflicts if not stale & {*map(_place, one.claims)}], memory)),
        notices=tuple(_notices(news, conflicts, memory)),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What earlier briefs hold: content stems, figures by their normal forms, and words of denial.

    `changed` are the places of sentences that overtake what those briefs said.
    """

    stems: frozenset[str]
    figures: frozenset[str]
    denials: frozenset[str]
    changed: frozenset[tuple[str, int]]


def _known(texts: Sequence[str], changed: frozenset[tuple[str, int]], stems: Stems) -> _Known:
    return _Known(
        frozenset(stem for text in texts for stem in stems.of(content(text))),
        frozenset(key for text in texts for number in numbers(text) for key in number.keys),
        NEGATIONS.intersection(word for text in texts for word in tokens(text)),
        changed,
    )


def _is_fresh(sentence: Sentence, known: _Known, stems: Stems, *, told: bool) -> bool:
    """Whether a sentence says what is not known; `told` is whether it says what a sentence of an earlier brief does.

    It does if enough of its content stems are not known. One that was not told also does if it has a denial, or a figure
    that is no date and no length of time, that is not known, and if it overtakes what is.
    """
    text = sentence.text
    own = set(stems.of(content(text)))
    if len(own - known.stems) >= max(ADDS if told else 1, SHARE * len(own)):
        return True
    figures = (number.keys for number in numbers(text) if not number.in_time(text))
    denials = NEGATIONS.intersection(tokens(text))
    differs = not denials <= known.denials or any(map(known.figures.isdisjoint, figures))
    return not told and (differs or (sentence.article.id, sentence.span.start) in known.changed)


def _fact(fact: Fact, sentences: Sequence[Sentence], origins: Mapping[str, str]) -> Fact:
    """The fact with these of its sentences only."""
    if len(sentences) == len(fact.sentences):
        return fact
    voices = len({origins[sentence.article.id] for sentence in sentences})
    return replace(fact, lead=sentences[0], echoes=tuple(sentences[1:]), origins=min(fact.origins, voices))


def _place(claim: Claim) -> tuple[str, int]:
    return claim.citation.article, claim.citation.start


def _overtakes(conflict: Conflict, memory: Memory) -> bool:
    """Whether the conflict's second claim is news that overtakes what was said."""
    first, *others = (claim.citation.article in memory.cited for claim in conflict.claims)
    return first and not any(others) and conflict.kind in {"contradiction", "superseded"}


def _told(conflicts: Sequence[Conflict], memory: Memory) -> Iterator[Conflict]:
    """The conflicts that are new, where what was said is cited from where it stood."""
    for conflict in conflicts:
        kind = "superseded" if _overtakes(conflict, memory) else conflict.kind
        places = [memory.cited.get(c.citation.article, c.citation) for c in conflict.claims]
        claims = [Claim(text=" ".join(p.quote.split()), citation=p) for p in places if p]
        told = conflict.model_copy(update={"kind": kind, "claims": tuple(claims)})
        if len(claims) == len(conflict.claims) and told not in memory.conflicts:
            yield told


def _notices(news: Sequence[Fact], conflicts: Sequence[Conflict], memory: Memory) -> Iterator[Notice]:
    """What the reader of an update should know beside what it tells."""
    if memory.told and not news:
        yield Notice(code="nothing-new", detail="nothing in the articles is new since the previous brief")
    for conflict in conflicts:
        first = conflict.claims[0]
        if _overtakes(conflict, memory) and memory.cited[first.citation.article] is None:
            detail = f"{conflict.about}: an article that was revised no longer says: {first.text}"
            yield Notice(code="revised", detail=detail)


def mark(statements: Sequence[Statement], drafts: Sequence[Draft], news: News) -> tuple[Statement, ...]:
    """The statements of an update, each `new` or `changed`; `drafts` are what they were made of, in the same order."""
    changed = [any(s.span in news.changed for s in draft.fact.sentences) for draft in drafts]
    return tuple(
        statement.model_copy(update={"status": "changed" if has else "new"})
        for statement, has in zip(statements, changed, strict=True)
    )

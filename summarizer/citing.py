"""Chooses what a sentence cites of what its writer was shown: enough to support it, and every origin that says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.language.standing import goes_on_quoting
from summarizer.language.words import support
from summarizer.types import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.language.words import Stems
    from summarizer.views import Draft

# A span that holds this share of a sentence's content stems says it on its own, and is cited as a further witness.
WITNESS = 0.6


def cite(draft: Draft, stems: Stems) -> Draft:
    """The draft, shown only what it cites: the spans that cover its words, best first, then the other witnesses.

    An extract is covered by its own span; anything else by greedy set cover over content stems. An article that is
    cited already is no further witness.
    """
    wanted = frozenset(stems.content(draft.text))
    held = [wanted & frozenset(stems.content(span.text)) for span in draft.shown]
    order = _cover(held) if draft.method == "rewritten" else [0]
    cited = {draft.shown[i].article.id for i in order}
    for i, span in enumerate(draft.shown):
        if span.article.id not in cited and len(held[i]) >= WITNESS * max(1, len(wanted)):
            order.append(i)
            cited.add(span.article.id)
    return replace(draft, shown=tuple(draft.shown[i] for i in order))


def _cover(held: Sequence[frozenset[str]]) -> list[int]:
    """The sets, by index, that together hold all that any holds, each the largest gain over those before; at least one."""
    order = [max(range(len(held)), key=lambda i: (len(held[i]), -i))]
    covered = held[order[0]]
    while rest := [i for i in range(len(held)) if held[i] - covered]:
        order.append(max(rest, key=lambda i: (len(held[i] - covered), -i)))
        covered |= held[order[-1]]
    return order


def state(draft: Draft, origins: Mapping[str, str], stems: Stems) -> Statement:
    """The statement that a draft becomes once the gate has let it through.

    `origins` maps an article's id to its origin's. Origins are those of the articles cited in support, and no more
    than the fact has: a sentence printed word for word by two outlets is one origin's.
    """
    articles = {span.article.id for span in draft.shown}
    speaker = draft.fact.follows if goes_on_quoting(draft.text) else None
    return Statement(
        text=draft.text,
        citations=(
            *(span.cite("support") for span in draft.shown),
            *((speaker.span.cite("speaker"),) if speaker else ()),
            *(span.cite("mention") for span in draft.mentions),
            *(citation for derived in draft.derived for citation in derived.evidence),
        ),
        articles=len(articles),
        origins=min(draft.fact.origins, len({origins[article] for article in articles})),
        support=round(support(draft.text, (s.text for s in (*draft.shown, *draft.mentions)), stems), 2),
        method=draft.method,
        derived=draft.derived,
    )

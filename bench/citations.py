"""Whether a brief's citations suffice, and whether all of them are needed: recall and precision as ALCE counts them.

Gao et al. (2023) let a language model judge whether the cited places say it; here the gate does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.language.names import Case
from summarizer.language.words import squash
from summarizer.verification import verify
from summarizer.views import Draft, Fact, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.types import Article, Brief, Citation, Statement


@dataclass(slots=True)
class Citing:
    """Of some briefs: sentences, those that their citations bear out, citations in support, and those that count."""

    sentences: int = 0
    supported: int = 0
    citations: int = 0
    counting: int = 0

    def add(self, brief: Brief, articles: Sequence[Article]) -> None:
        """Count one brief."""
        known = {article.id: article for article in articles}
        case = Case(article.text for article in articles)
        for statement in brief.sentences:
            cited = [one for one in statement.citations if one.role == "support"]
            whole = _holds(statement, cited, known, case)
            self.sentences += 1
            self.supported += whole
            self.citations += len(cited)
            self.counting += whole and sum(_counts(one, statement, cited, known, case) for one in cited)

    @property
    def recall(self) -> float:
        """The share of sentences that their citations bear out."""
        return self.supported / self.sentences if self.sentences else 1.0

    @property
    def precision(self) -> float:
        """The share of citations that bear their sentence out alone, or that the others don't do without."""
        return self.counting / self.citations if self.citations else 1.0


def _counts(
    one: Citation, statement: Statement, cited: Sequence[Citation], known: dict[str, Article], case: Case
) -> bool:
    """Whether a citation supports the sentence alone, or is missed when it is left out."""
    others = [other for other in cited if other is not one]
    return _holds(statement, [one], known, case) or not _holds(statement, others, known, case)


def _holds(statement: Statement, cited: Sequence[Citation], known: dict[str, Article], case: Case) -> bool:
    """Whether the gate finds the sentence in some citations, with the names in full and the dates that it cites beside."""
    if any(squash(one.quote) == squash(statement.text) for one in cited):
        return True
    if not cited:
        return False
    shown, mentions = (
        tuple(Span(known[one.article], one.start, one.end) for one in citations)
        for citations in (cited, [one for one in statement.citations if one.role == "mention"])
    )
    fact = Fact(Sentence(shown[0], position=0, paragraph=0))
    draft = Draft(statement.text, fact, shown, statement.method, mentions, statement.derived)
    return not verify(draft, case)

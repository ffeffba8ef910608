"""A brief, or the report on a draft, as plain text for a terminal or a mail."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.types import Brief, CheckReport, Citation, Entry

__all__ = ["as_text", "printable", "report_as_text"]

WIDTH = 88  # columns: a full line of the text stays readable beside its citation marks

# What moves a terminal's cursor or turns its text around: control characters, bidirectional overrides,
# isolates. Lone surrogates can't be printed at all. Joiners stay: emoji and Persian need them.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Marks = dict["Citation", int]


def as_text(brief: Brief, *, explain: bool = False) -> str:
    """The brief with numbered citations, the list of its sources, conflicts, and a short ledger of the rest.

    Where `brief.text` has its sentences as bullets, they are bullets here. To `explain` is to say of every sentence who
    tells it, and of every place that is left out, why.
    """
    marks = _numbered(_citations(brief))
    parts = [
        *_body(brief, marks),
        _section(
            "Timeline", (f"{_day(e)}  {printable(e.text)}{_cite(e.citations, marks)}" for e in brief.timeline)
        ),
        _section("Where the sources disagree", _conflicts(brief, marks)),
        _section("Dates that no source spells out", _derived(brief, marks)),
        _section("Sources", map(_source, marks.items())),
        _section("Who tells it", _tellers(brief, marks) if explain else ()),
        _section("Left out", _left_out(brief)),
        _section("Why", _reasons(brief) if explain else ()),
        _section("Warnings", (printable(notice.detail) for notice in brief.warnings)),
        _fill(_imprint(brief)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def report_as_text(report: CheckReport) -> str:
    """Each sentence of a draft with a mark, ✓ or ✗, why it is not supported, and where to look; then those places."""
    marks = _numbered(citation for sentence in report.sentences for citation in sentence.citations)
    lines = []
    for sentence in report.sentences:
        mark = "✓" if sentence.supported else "✗"
        lines.append(_fill(f"{mark} {printable(sentence.text)}{_cite(sentence.citations, marks)}", "", "  "))
        lines += [_fill(f"{one.code}: {printable(one.detail)}", "    ", "    ") for one in sentence.reasons]
    sources = _section("Sources", map(_source, marks.items()))
    total = f"{report.supported} of {_count(len(report.sentences), 'sentence')} supported."
    return "\n\n".join(filter(None, ["\n".join(lines), sources, total])) + "\n"


def printable(text: str) -> str:
    """The text on one line, every run of blanks one blank, with � for what a terminal would obey."""
    return _UNPRINTABLE.sub("�", " ".join(text.split()))


def _numbered(citations: Iterable[Citation]) -> Marks:
    return {citation: number for number, citation in enumerate(dict.fromkeys(citations), start=1)}


def _body(brief: Brief, marks: Marks) -> Iterator[str]:
    """The headline, then the sentences as one paragraph or as bullets."""
    if brief.headline:
        yield _fill(printable(brief.headline.text) + _cite(brief.headline.citations, marks))
    sentences = [printable(sentence.text) + _cite(sentence.citations, marks) for sentence in brief.sentences]
    if brief.text.startswith("• "):
        yield "\n".join(_fill(sentence, "• ", "  ") for sentence in sentences)
    else:
        yield _fill(" ".join(sentences))


def _citations(brief: Brief) -> Iterator[Citation]:
    """Every citation that the text shows, in the order in which it shows them."""
    for statement in brief.statements():
        yield from statement.citations
    for entry in brief.timeline:
        yield from entry.citations
    for conflict in brief.conflicts:
        yield from (claim.citation for claim in conflict.claims)
    for sentence in brief.sentences:
        for derived in sentence.derived:
            yield from derived.evidence


def _conflicts(brief: Brief, marks: Marks) -> Iterator[str]:
    for conflict in brief.conflicts:
        yield f"{conflict.kind}, {printable(conflict.about)}:"
        for claim in conflict.claims:
            yield f"– {printable(claim.text)}{_cite((claim.citation,), marks)}"


def _derived(brief: Brief, marks: Marks) -> Iterator[str]:
    for sentence in brief.sentences:
        for derived in sentence.derived:
            yield f"{printable(derived.text)}: {printable(derived.rule)}{_cite(derived.evidence, marks)}"


def _source(item: tuple[Citation, int]) -> str:
    citation, number = item
    role = "" if citation.role == "support" else f", {citation.role}"
    place = f"{printable(citation.article)}, {citation.start}–{citation.end}{role}"
    return f"[{number}] {place}: “{printable(citation.quote)}”"


def _left_out(brief: Brief) -> Iterator[str]:
    """Every article that was not used, with its reason; the smaller things by number."""
    for article in brief.articles:
        if not article.used:
            yield f"article {printable(article.id)}: {printable(article.reason or '')}"
    # An excluded article has had its line above.
    kinds = Counter(exclusion.kind for exclusion in brief.excluded if exclusion.kind != "article")
    for kind, count in sorted(kinds.items()):
        yield f"{kind}: {_count(count, 'place')}"
    said = sum(draft.reason.startswith("said: ") for draft in brief.withheld)
    if refused := len(brief.withheld) - said:
        yield f"withheld: {_count(refused, 'draft')} that the sources don't support"
    if said:
        yield f"said before: {_count(said, 'sentence')} of earlier briefs"


def _tellers(brief: Brief, marks: Marks) -> Iterator[str]:
    """Of every sentence: its citations, how many articles and origins tell it, and how it was worded."""
    for sentence in brief.sentences:
        told = f"{_count(sentence.articles, 'article')}, {_count(sentence.origins, 'origin')}"
        yield f"{_cite(sentence.citations, marks).strip()} {told}; {sentence.method}"


def _reasons(brief: Brief) -> Iterator[str]:
    """Every place that is left out, in the order of the articles, and why; an article that is set aside has had its line."""
    for place in brief.excluded:
        if place.kind != "article":
            yield f"{printable(place.article)}, {place.start}–{place.end}: {printable(place.reason)}"


def _imprint(brief: Brief) -> str:
    used = [article for article in brief.articles if article.used]
    origins = len({article.origin for article in used})
    return (
        f"{_count(brief.words, 'word')} from {len(used)} of {_count(len(brief.articles), 'article')}"
        f" ({_count(origins, 'origin')}), worded by {printable(brief.model.name)}."
    )


def _section(title: str, items: Iterable[str]) -> str:
    """The title over its items, or nothing where there are none."""
    lines = [_fill(item, "  ", "    ") for item in items]
    return "\n".join([title, *lines]) if lines else ""


def _fill(text: str, first: str = "", later: str = "") -> str:
    """The text in lines of at most `WIDTH`, longer words apart, that begin with `first` or `later`."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _cite(citations: Iterable[Citation], marks: Marks) -> str:
    """A blank and the numbers of the citations, each once."""
    return " " + "".join(f"[{number}]" for number in dict.fromkeys(marks[citation] for citation in citations))


def _day(entry: Entry) -> str:
    """The date, as far as it is known."""
    return entry.date.isoformat()[: {"year": 4, "month": 7, "day": 10}[entry.precision]]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

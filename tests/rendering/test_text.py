"""The summarizer's plain text: all that a reader of a brief needs, and nothing that a terminal obeys."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.rendering.text import WIDTH, as_text, printable, report_as_text
from summarizer.types import (
    ArticleReport,
    Brief,
    CheckedSentence,
    CheckReport,
    Citation,
    Claim,
    Conflict,
    Derived,
    Entry,
    Exclusion,
    Headline,
    ModelInfo,
    Notice,
    Reason,
    Statement,
    Withheld,
)


def cite(article: str, start: int, quote: str, **more: str) -> Citation:
    return Citation.model_validate(
        {"article": article, "start": start, "end": start + len(quote), "quote": quote, **more}
    )


def statement(text: str, *citations: Citation, **more: object) -> Statement:
    fields = {"articles": 1, "origins": 1, "support": 1.0, "method": "extracted", **more}
    return Statement.model_validate({"text": text, "citations": citations, **fields})


SANK = cite("001", 0, "The ferry Alma sank off Port Ysolde on Friday.")
RESCUED = cite("002", 40, "Nineteen people\nwere rescued, the harbour master said, and taken to the clinic.")
DAY = cite("001", 90, "Photo taken Friday, March 7, 2025.", role="date")
DEAD = cite("003", 5, "Two people died.")
OTHERS = cite("002", 200, "Three people died.")

BRIEF = Brief(
    headline=Headline(text="Ferry sinks off Port Ysolde", citations=(SANK,)),
    sentences=(
        statement(
            "The ferry Alma sank off Port Ysolde on March 7.",
            SANK,
            derived=(Derived(text="March 7", rule="Friday, counted from 2025-03-08", evidence=(DAY,)),),
        ),
        statement(
            "Nineteen people were rescued, the harbour master said, and taken to the clinic.", RESCUED, SANK
        ),
    ),
    text="The ferry Alma sank off Port Ysolde on March 7. "
    "Nineteen people were rescued, the harbour master said, and taken to the clinic.",
    words=22,
    conflicts=(
        Conflict(
            kind="contradiction",
            about="how many died",
            claims=(
                Claim(text="Two people died.", citation=DEAD),
                Claim(text="Three people died.", citation=OTHERS),
            ),
        ),
    ),
    timeline=(
        Entry(date=date(2025, 3, 1), precision="month", text="The Alma was overhauled.", citations=(DAY,)),
    ),
    articles=(
        ArticleReport(
            id="001", used=True, published=None, confidence=0, evidence=(), origin="o1", reason=None
        ),
        ArticleReport(
            id="002", used=True, published=None, confidence=0, evidence=(), origin="o1", reason=None
        ),
        ArticleReport(
            id="003",
            used=False,
            published=None,
            confidence=0,
            evidence=(),
            origin="o2",
            reason="six years old",
        ),
    ),
    excluded=(
        Exclusion(kind="article", article="003", start=0, end=50, reason="six years old"),
        Exclusion(kind="boilerplate", article="001", start=60, end=70, reason="cookie banner"),
        Exclusion(kind="boilerplate", article="001", start=90, end=124, reason="photo caption"),
        Exclusion(kind="duplicate", article="002", start=0, end=30, reason="says the same as 001"),
    ),
    withheld=(Withheld(text="Twenty people were rescued.", reason="number", citations=(RESCUED,)),),
    warnings=(Notice(code="no-model", detail="no model: the sentences are the sources' own"),),
    model=ModelInfo(name="extractive", revision="", backend="extractive"),
)

EXPECTED = """\
Ferry sinks off Port Ysolde [1]

The ferry Alma sank off Port Ysolde on March 7. [1] Nineteen people were rescued, the
harbour master said, and taken to the clinic. [2][1]

Timeline
  2025-03  The Alma was overhauled. [3]

Where the sources disagree
  contradiction, how many died:
  – Two people died. [4]
  – Three people died. [5]

Dates that no source spells out
  March 7: Friday, counted from 2025-03-08 [3]

Sources
  [1] 001, 0–46: “The ferry Alma sank off Port Ysolde on Friday.”
  [2] 002, 40–119: “Nineteen people were rescued, the harbour master said, and taken to
    the clinic.”
  [3] 001, 90–124, date: “Photo taken Friday, March 7, 2025.”
  [4] 003, 5–21: “Two people died.”
  [5] 002, 200–218: “Three people died.”

Left out
  article 003: six years old
  boilerplate: 2 places
  duplicate: 1 place
  withheld: 1 draft that the sources don't support

Warnings
  no model: the sentences are the sources' own

22 words from 2 of 3 articles (1 origin), worded by extractive.
"""


def test_a_brief_as_text() -> None:
    assert as_text(BRIEF) == EXPECTED


def test_bullets_stay_bullets() -> None:
    texts = [sentence.text for sentence in BRIEF.sentences]
    lines = as_text(BRIEF.model_copy(update={"text": "\n".join(f"• {text}" for text in texts)})).splitlines()
    assert lines[2] == "• The ferry Alma sank off Port Ysolde on March 7. [1]"
    assert lines[3].startswith("• Nineteen people were rescued")


def test_what_a_brief_does_not_have_is_not_mentioned() -> None:
    bare = Brief(
        headline=None,
        sentences=(statement("It sank.", SANK),),
        text="It sank.",
        words=2,
        articles=BRIEF.articles[:1],
        model=BRIEF.model,
    )
    assert as_text(bare) == (
        "It sank. [1]\n\nSources\n  [1] 001, 0–46: “The ferry Alma sank off Port Ysolde on Friday.”\n\n"
        "2 words from 1 of 1 article (1 origin), worded by extractive.\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2Jgone\x07", "�[2Jgone�"),
        ("a\x9b31mb", "a�31mb"),
        ("one\r\n two\t\u00a0three\u2028four", "one two three four"),
        ("abc\u202edef\u2066", "abc�def�"),
        ("\ud800", "�"),
        ("👩\u200d🚒 می\u200cرود", "👩\u200d🚒 می\u200cرود"),
    ],
)
def test_what_a_terminal_would_obey_is_not_printed(text: str, expected: str) -> None:
    assert printable(text) == expected


@given(st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "L", "P"]), min_size=1))
def test_no_text_of_an_article_moves_the_cursor(text: str) -> None:
    hostile = statement(text, cite(text, 0, text))
    brief = BRIEF.model_copy(update={
        "headline": Headline.model_construct(text=text, citations=hostile.citations),
        "sentences": (hostile,),
        "warnings": (Notice(code="x", detail=text),),
        "articles": (BRIEF.articles[2].model_copy(update={"id": text, "origin": text, "reason": text}),),
    })  # fmt: skip
    shown = as_text(brief)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown.replace("\n", ""))


@given(st.lists(st.text("ab ", min_size=1, max_size=WIDTH // 2).filter(str.strip), min_size=1))
def test_its_lines_are_as_wide_as_a_terminal(words: list[str]) -> None:
    quote = " ".join(words)
    lines = as_text(
        BRIEF.model_copy(update={"sentences": (statement(quote, cite("a", 0, quote)),)})
    ).splitlines()
    assert max(map(len, lines)) <= WIDTH


def report(*texts: str) -> CheckReport:
    """What a check of the texts found: the first is not supported, and the others are."""
    reasons = [(Reason(code="number", detail="'20' stands in no cited span"),), *((),) * (len(texts) - 1)]
    sentences = tuple(
        CheckedSentence(
            text=text, supported=not why, score=0.4 if why else 1.0, reasons=why, citations=(RESCUED, SANK)
        )
        for text, why in zip(texts, reasons, strict=True)
    )
    return CheckReport(sentences=sentences, supported=len(texts) - 1, unsupported=1)


def test_a_report_as_text() -> None:
    assert report_as_text(report("20 people were rescued.", "The Alma sank.")) == (
        "✗ 20 people were rescued. [1][2]\n    number: '20' stands in no cited span\n✓ The Alma sank. [1][2]\n\n"
        "Sources\n"
        "  [1] 002, 40–119: “Nineteen people were rescued, the harbour master said, and taken to\n"
        "    the clinic.”\n"
        "  [2] 001, 0–46: “The ferry Alma sank off Port Ysolde on Friday.”\n\n"
        "1 of 2 sentences supported.\n"
    )


def test_a_sentence_that_nothing_is_near_to_is_shown_without_sources() -> None:
    bare = report("It rained.").sentences[0].model_copy(update={"citations": ()})
    text = report_as_text(CheckReport(sentences=(bare,), supported=0, unsupported=1))
    assert text == "✗ It rained.\n    number: '20' stands in no cited span\n\n0 of 1 sentence supported.\n"


@given(st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "L", "P"]), min_size=1))
def test_no_draft_moves_the_cursor(text: str) -> None:
    shown = report_as_text(report(text))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown.replace("\n", ""))

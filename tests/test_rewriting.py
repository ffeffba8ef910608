"""A writer is shown a fact's sentences and asked for one; the source's own always stands by."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from summarizer import rewriting
from summarizer.protocols import Answer, Task
from summarizer.rewriting import extract, rewrite, rewrite_bundle, shorten
from summarizer.testing import ScriptedRewriter
from summarizer.types import Article
from summarizer.views import Fact, Sentence, Span
from tests.made import article, fact

LEAD = article("a", "The ferry Maren struck the north pier.")[0]
ECHO = article("b", "Early on Monday the ferry Maren struck a pier of Tallow with 214 passengers aboard.")[0]
AGAIN = article("c", "The ferry Maren struck the pier.")[0]


def asked_of(*facts: tuple[Sentence, ...]) -> list[Task]:
    asked: list[Task] = []

    def script(task: Task) -> Answer:
        asked.append(task)
        return Answer(())

    rewrite([fact(*sentences) for sentences in facts], ScriptedRewriter(script))
    return asked


def test_it_shows_its_example() -> None:
    assert doctest.testmod(rewriting).failed == 0


def test_the_lead_of_a_fact_is_shortened_and_fused_with_an_echo_that_adds_to_it() -> None:
    assert asked_of((LEAD,), (LEAD, ECHO)) == [
        Task("shorten", (LEAD.text,), 7),
        Task("fuse", (LEAD.text, ECHO.text), 9),
        Task("shorten", (LEAD.text,), 7),
    ]


def test_facts_that_stand_side_by_side_are_joined_in_their_order_as_a_draft_of_the_first() -> None:
    struck, hurt = article("a", "The ferry struck a pier.", "It hurt nobody.")
    drafts, _ = rewrite(
        [replace(fact(hurt, ECHO), origins=2), fact(struck)],
        ScriptedRewriter(lambda task: Answer((" ".join(task.sources),))),
    )
    joined = drafts[0][0]
    assert (joined.text, joined.shown) == (f"{struck.text} {hurt.text}", (struck.span, hurt.span, ECHO.span))
    assert joined.fact == Fact(struck, (hurt, ECHO), 1)
    assert [draft.text for draft in drafts[1]] == [struck.text]


def test_facts_about_one_name_are_joined_whoever_tells_them() -> None:
    fined, went = article("a", "Mayor Ana Reyes fined the ferry.")[0], article("b", "Reyes went home.")[0]
    assert asked_of((fined,), (went,))[0] == Task("fuse", (fined.text, went.text), 9)
    opened = article("b", "On Tuesday, Reyes went home.")[0]
    assert [task.kind for task in asked_of((fined,), (opened,))] == ["shorten", "shorten"]


def test_a_draft_loses_the_connective_that_its_source_opens_with() -> None:
    lead = article("a", "However, the port stayed shut after the storm.")[0]
    drafts, _ = rewrite([fact(lead)], ScriptedRewriter(lambda _: Answer(("However, the port stayed shut.",))))
    assert [draft.text for draft in drafts[0]] == ["The port stayed shut."]


@pytest.mark.parametrize(
    "sentences",
    [
        ("The ferry struck a pier.", '"Nobody was hurt," the captain said.'),  # who speaks would be lost
        ("The ferry struck a pier.", f"Divers {'slowly ' * 60}found a crack."),  # too long to be read
        ("The ferry struck a pier.", "Divers found a crack.", "It was towed."),  # the first and the last
        ("The ferry struck a pier.", "Divers found a crack."),  # a join would save nothing
    ],
)
def test_other_neighbours_are_not_joined(sentences: tuple[str, ...]) -> None:
    told = article("a", *sentences)
    assert [task.kind for task in asked_of((told[0],), (told[-1],))] == ["shorten", "shorten"]


def test_an_echo_that_only_repeats_is_not_shown() -> None:
    assert asked_of((LEAD, AGAIN))[0].sources == (LEAD.text,)


def test_drafts_keep_their_order_and_their_fact_and_empty_ones_are_dropped() -> None:
    facts = [fact(LEAD), fact(ECHO, AGAIN)]
    rewriter = ScriptedRewriter(lambda task: Answer((f"{task.sources[0]} One.", "", "Two.")))
    drafts, notices = rewrite(facts, rewriter)
    assert [[draft.text for draft in own] for own in drafts] == [
        [f"{LEAD.text} One.", "Two."],
        [f"{ECHO.text} One.", "Two."],
    ]
    assert [own[0].fact for own in drafts] == facts
    assert [own[0].shown for own in drafts] == [(LEAD.span,), (ECHO.span, AGAIN.span)]
    assert notices == ()


def test_unread_words_are_counted_over_all_answers() -> None:
    _, (notice,) = rewrite([fact(LEAD), fact(ECHO)], ScriptedRewriter(lambda _: Answer((), unread=4)))
    assert (notice.code, notice.detail.split()[0]) == ("truncated", "8")


def test_a_bundle_is_read_an_article_a_source_with_single_blanks() -> None:
    sent = "The ferry\r\nsank."
    asked: list[Task] = []

    def script(task: Task) -> Answer:
        asked.append(task)
        return Answer(("A brief.", "Another."), unread=3)

    broken = Span(Article(id="d", text=sent), 0, len(sent))
    text, (notice,) = rewrite_bundle([[LEAD.span, AGAIN.span], [broken]], 50, ScriptedRewriter(script, True))
    assert asked == [Task("brief", (f"{LEAD.text} {AGAIN.text}", "The ferry sank."), 50)]
    assert text == "A brief."
    assert notice.detail.startswith("3 words")


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("However, the port stayed shut.", "The port stayed shut."),
        ("But the port stayed shut.", "The port stayed shut."),
        ("In addition, 12 ships waited.", "12 ships waited."),
        ("And, the mayor said, the port stayed shut.", "The mayor said, the port stayed shut."),
        ("However hard they tried, the port stayed shut.", None),
        ("Butter was short in the port.", None),
        ("Stillman said the port stayed shut.", None),
        ("But", None),
    ],
)
def test_a_connective_is_dropped_where_a_sentence_stands_alone(text: str, shortened: str | None) -> None:
    told = fact(*article("a", text))
    draft = shorten(told)
    assert (draft.text if draft else None) == shortened
    assert draft is None or (draft.method, draft.shown) == ("shortened", (told.lead.span,))


def test_an_extract_is_the_lead_with_single_blanks() -> None:
    sent = "The ferry\r\n  sank\u00a0at dawn."
    lead = Sentence(Span(Article(id="d", text=sent), 0, len(sent)), 0, 0)
    draft = extract(fact(lead, AGAIN))
    assert (draft.text, draft.method) == ("The ferry sank at dawn.", "extracted")
    assert draft.shown == (lead.span, AGAIN.span)

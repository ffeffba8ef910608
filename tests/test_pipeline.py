"""What is asked for is done, and what is little, much or odd is briefed all the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from summarizer import Article, Options, Summarizer
from summarizer.errors import BudgetTooSmall, DuplicateArticle, NoArticles, NothingUsable, UnknownArticle
from summarizer.protocols import Answer, Rewriter
from summarizer.strategies.ranking import lead
from summarizer.testing import EchoRewriter, ScriptedRewriter
from summarizer.types import Brief
from tests.made import FERRY

if TYPE_CHECKING:
    from summarizer.strategies.pool import Pool

PIER = "Divers sent by the Karlsund harbour board found a crack in the hull of the old ferry on Tuesday."
CREW = "Union leader Mats Odell told reporters in Vessby that the crew had asked for a pilot before dawn."
OLD = (
    "The ferry Maren struck the north pier of Tallow harbour before dawn, the coast guard said. "
    "The harbour of Tallow was closed for two days."
)


def article(name: str, text: str, published: date | None = None) -> Article:
    return Article(id=name, text=text, published=published)


def brief_of(*articles: Article | str, rewriter: Rewriter | None = None, **options: object) -> Brief:
    """The brief of the articles; those that are given as text are a0, a1 …"""
    sent = [article(f"a{i}", one) if isinstance(one, str) else one for i, one in enumerate(articles)]
    return Summarizer(rewriter).summarize(sent, Options.model_validate(options))


def reasons(brief: Brief) -> dict[str, str | None]:
    return {report.id: report.reason for report in brief.articles}


# ---------------------------------------------------------------- bad input


def test_no_articles_are_an_error() -> None:
    with pytest.raises(NoArticles, match="no articles"):
        brief_of()


def test_two_articles_of_one_id_are_an_error_that_names_it() -> None:
    with pytest.raises(DuplicateArticle, match="'same'"):
        brief_of(article("same", FERRY), article("same", PIER))


def test_an_unknown_context_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownArticle, match="'a9'"):
        brief_of(FERRY, context=("a9",))


def test_nothing_usable_names_every_article() -> None:
    with pytest.raises(NothingUsable, match="'a0', 'a1'") as error:
        brief_of("", "ADVERTISEMENT")
    assert error.value.articles == ("a0", "a1")


def test_a_budget_under_the_shortest_sentence_is_an_error_that_says_how_short_it_is() -> None:
    with pytest.raises(BudgetTooSmall, match="20 words; the shortest has 27"):
        brief_of(f"{CREW.rstrip('.')} because of the fog over Tallow in the spring.", max_words=20)


# ---------------------------------------------------------------- little and much


def test_one_article_gives_a_brief_of_one_article() -> None:
    brief = brief_of(FERRY)
    assert len(brief.sentences) == 3
    assert {(s.articles, s.origins) for s in brief.sentences} == {(1, 1)}


def test_three_short_sentences_give_at_most_three() -> None:
    brief = brief_of("The ferry sank. Nobody died. It rained.")
    assert sorted(s.text for s in brief.sentences) == ["It rained.", "Nobody died.", "The ferry sank."]


def test_one_article_sent_twice_is_two_articles_and_one_origin() -> None:
    brief = brief_of(FERRY, FERRY)
    assert {(s.articles, s.origins) for s in brief.sentences} == {(2, 1)}
    assert {report.origin for report in brief.articles} == {"o1"}
    assert all(report.used for report in brief.articles)


def test_forty_articles_are_all_accounted_for() -> None:
    crew = "Tallow Norra Orrin Vessby Sund Karlsund Sellow Brekke".split()
    texts = [
        f"{name} divers searched pier {i} of the harbour for wreckage. {FERRY}"
        for i in range(5)
        for name in crew
    ]
    brief = brief_of(*texts)
    assert len(brief.articles) == 40
    assert {sentence.origins for sentence in brief.sentences} == {1}


def test_twenty_words_are_filled_from_articles_of_one_sentence_each() -> None:
    """No article may fill more than its share, and yet one sentence is never too large a share."""
    brief = brief_of(PIER, CREW, FERRY.split(". ")[0] + ".", max_words=20)
    assert len(brief.sentences) == 1
    assert 15 <= brief.words <= 20


def test_an_article_without_prose_has_no_say_in_what_the_event_is() -> None:
    blank = [article(f"n{i}", "ADVERTISEMENT", date(2024, 3, 6)) for i in range(2)]
    brief = brief_of(*blank, article("told", FERRY, date(2019, 3, 6)))
    assert reasons(brief) == {
        "n0": "no sentence of prose in it",
        "n1": "no sentence of prose in it",
        "told": None,
    }


# ---------------------------------------------------------------- options


def test_a_stale_article_is_set_aside_unless_it_is_context() -> None:
    days = (date(2023, 3, 7), date(2023, 3, 8), date(2019, 3, 4))
    sent = [
        article(f"a{i}", text, day)
        for i, (text, day) in enumerate(zip((FERRY, PIER, OLD), days, strict=True))
    ]
    alone, kept = brief_of(*sent), brief_of(*sent, context=("a2",))
    assert "2019-03-04" in (reasons(alone)["a2"] or "")
    assert [(p.kind, p.start, p.end) for p in alone.excluded if p.article == "a2"] == [
        ("article", 0, len(OLD))
    ]
    assert kept.articles[2].used


def test_as_of_is_today_where_no_article_tells_the_day() -> None:
    told = "The ferry Maren struck the north pier of Tallow harbour yesterday, the coast guard said."
    days = [brief_of(told, as_of=day).sentences[0].derived for day in (None, date(2023, 3, 7))]
    assert days[0] == ()
    assert all(derived.text == "March 6" for derived in days[1])


def test_bullets_are_lines() -> None:
    brief = brief_of(FERRY, style="bullets")
    assert brief.text.splitlines() == [f"• {sentence.text}" for sentence in brief.sentences]


def test_a_headline_is_left_out_where_none_is_wanted() -> None:
    assert brief_of(FERRY).headline
    assert brief_of(FERRY, headline=False).headline is None


def test_a_timeline_is_told_from_the_oldest_day_each_with_its_evidence() -> None:
    text = (
        "Divers lifted the ferry Maren off the harbour floor on March 9, 2023. "
        "The ferry Maren had struck the pier of Tallow on March 6, 2023, the coast guard said."
    )
    assert brief_of(text).timeline == ()
    entries = brief_of(text, timeline=True).timeline
    assert [entry.date for entry in entries] == [date(2023, 3, 6), date(2023, 3, 9)]
    assert ["March 6, 2023" in entry.citations[1].quote for entry in entries] == [True, False]
    assert {entry.citations[1].role for entry in entries} == {"date"}


# ---------------------------------------------------------------- the model


def test_a_brief_without_a_model_says_so_unless_none_was_wanted() -> None:
    sent = [article("a", FERRY)]
    assert [w.code for w in Summarizer().summarize(sent).warnings] == ["no-model"]
    assert Summarizer().summarize(sent, Options(extractive=True)).warnings == ()
    assert brief_of(FERRY, rewriter=EchoRewriter()).warnings == ()


def test_a_model_is_not_asked_where_extractive_is() -> None:
    brief = brief_of(FERRY, rewriter=EchoRewriter(), extractive=True)
    assert brief.model.backend == brief.model.name == "extractive"
    assert {sentence.method for sentence in brief.sentences} == {"extracted"}
    assert {s.method for s in brief_of(FERRY, rewriter=EchoRewriter()).sentences} == {"rewritten"}


def test_a_sentence_of_the_sources_is_a_draft_only_of_what_it_is_cited_for() -> None:
    monday = article("a", "The ferry Maren sank off Tallow, and 12 people drowned. " + PIER, date(2026, 5, 4))
    friday = article("b", "The ferry Maren sank off Tallow, and 17 people drowned. " + CREW, date(2026, 5, 8))
    said = (
        "The ferry Maren sank off Tallow, and 12 people drowned.",
        "The ferry Maren sank off Tallow, and 17 people drowned.",
        PIER,
        CREW,
    )
    everything = ScriptedRewriter(lambda task: Answer(tuple(one for one in said if one != task.sources[0])))
    brief = brief_of(monday, friday, rewriter=everything)
    assert brief.sentences
    for sentence in brief.sentences:
        assert sentence.text in {citation.quote for citation in sentence.citations}


def test_a_draft_does_not_lean_on_what_is_not_told() -> None:
    other = "She told reporters that the ferry Maren would stay in the harbour of Tallow until May."
    lead = (
        "Mayor Ida Lunde told reporters that the ferry Maren would stay in the harbour of Tallow until May."
    )
    brief = brief_of(lead, other, rewriter=ScriptedRewriter(lambda _: Answer((other,))))
    assert [sentence.text for sentence in brief.sentences] == [lead]
    assert any("leans" in draft.reason for draft in brief.withheld if draft.text == other)


def test_a_newsroom_chooses_how_it_is_chosen() -> None:
    def last(pool: Pool, _: int) -> list[int]:
        return sorted(range(len(pool.sentences)), key=lambda i: -pool.sentences[i].position)[:1]

    article = Article(id="a", text=FERRY)
    ends, opens = (
        Summarizer(strategy=chosen)
        .summarize([article], Options(max_words=20))
        .sentences[0]
        .citations[0]
        .start
        for chosen in (last, lead)
    )
    assert opens == 0
    assert ends == FERRY.rindex(". ") + 2

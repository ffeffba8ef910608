"""The gate stands between a writer and the brief: what it refuses is replaced or withheld, with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import Article, Options, Summarizer
from summarizer.cleaning import clean
from summarizer.language.words import squash
from summarizer.protocols import Answer, Rewriter, Task
from summarizer.splitting import load_punkt, split
from summarizer.testing import (
    EchoRewriter,
    FaithfulRewriter,
    LyingRewriter,
    ScriptedRewriter,
    SwappingRewriter,
    lies,
)
from summarizer.types import Brief
from tests.made import FERRY

SENTENCES = [f"{one}." for one in FERRY.rstrip(".").split(". ")]
TWIN = (
    "The coast guard said the ferry Maren struck the north pier of Tallow harbour on Monday before dawn. "
    "Divers found a long crack in the hull of the ship."
)


def brief_of(*texts: str, rewriter: Rewriter, words: int = 180) -> Brief:
    articles = [Article(id=f"a{i}", text=text) for i, text in enumerate(texts)]
    return Summarizer(rewriter).summarize(articles, Options(max_words=words))


def always(*drafts: str, unread: int = 0, whole: bool = False) -> ScriptedRewriter:
    """Answers every task so."""
    return ScriptedRewriter(lambda _: Answer(drafts, unread), whole)


def test_every_lie_gives_way_to_the_source_and_is_withheld_with_a_reason() -> None:
    brief = brief_of(FERRY, rewriter=LyingRewriter())
    assert {sentence.text for sentence in brief.sentences} == set(SENTENCES)
    assert {sentence.method for sentence in brief.sentences} == {"extracted"}
    told = {draft.text: draft.reason for draft in brief.withheld}
    assert set(told) == {lie for sentence in SENTENCES for lie in lies(sentence).values()}
    assert all(": " in reason for reason in told.values())


def test_a_liar_that_reads_the_whole_bundle_is_held_to_its_first_sentence_too() -> None:
    brief = brief_of(FERRY, rewriter=LyingRewriter(whole_bundle=True))
    assert set(brief.text.replace(". ", ".|").split("|")) == set(SENTENCES)
    # Only its first draft is read: the one whose first number is false.
    assert [draft.text for draft in brief.withheld] == [lies(SENTENCES[1])["number"]]


def test_the_first_draft_that_the_gate_lets_through_is_taken() -> None:
    def script(task: Task) -> Answer:
        return Answer(
            (lies(task.sources[0])["negation"], task.sources[0].replace(" badly", ""), task.sources[0])
        )

    brief = brief_of(SENTENCES[1], rewriter=ScriptedRewriter(script))
    assert brief.text == "About 214 passengers were taken off within an hour and none was hurt."
    assert brief.sentences[0].method == "rewritten"
    assert [draft.text for draft in brief.withheld] == [f"It is not true that about{SENTENCES[1][5:]}"]


def test_a_rewritten_sentence_cites_only_what_its_writer_was_shown() -> None:
    asked: list[Task] = []

    def script(task: Task) -> Answer:
        asked.append(task)
        return Answer(task.sources)

    brief = brief_of(FERRY, TWIN, rewriter=ScriptedRewriter(script))
    assert {sentence.method for sentence in brief.sentences} == {"rewritten"}
    for sentence in brief.sentences:
        shown = next(task.sources for task in asked if sentence.text in task.sources)
        assert sentence.citations[0].quote in shown


@pytest.mark.parametrize("drafts", [(), ("",), (" ",), ("\n",), ("…",)], ids=repr)
def test_a_writer_that_says_nothing_leaves_the_source_its_word(drafts: tuple[str, ...]) -> None:
    for whole in (False, True):
        brief = brief_of(FERRY, rewriter=always(*drafts, whole=whole))
        assert {sentence.text for sentence in brief.sentences} == set(SENTENCES)


def test_what_a_writer_saves_in_words_makes_room() -> None:
    aside = ", which was built in Karlsund in 1911 and mended there twice in the war,"
    text = f"The ferry Maren{aside} struck the north pier of Tallow harbour. {SENTENCES[1]}"

    def script(task: Task) -> Answer:
        return Answer((task.sources[0].replace(aside, ""),))

    assert len(brief_of(text, rewriter=always(), words=30).sentences) == 1
    saved = brief_of(text, rewriter=ScriptedRewriter(script), words=30)
    assert saved.text == f"The ferry Maren struck the north pier of Tallow harbour. {SENTENCES[1]}"


def test_a_draft_that_lacks_why_its_fact_was_chosen_comes_behind_one_that_has_it() -> None:
    stump, whole = "The ferry Maren struck.", "The ferry Maren struck the north pier of Tallow harbour."
    text = f"{whole[:-1]} at dawn. {SENTENCES[1]}"

    def script(task: Task) -> Answer:
        return Answer((stump, whole) if task.sources[0].startswith("The ferry") else ())

    told = [sentence.text for sentence in brief_of(text, rewriter=ScriptedRewriter(script)).sentences]
    assert whole in told
    assert stump not in told


def test_a_source_over_the_input_limit_is_a_warning_that_counts_the_words() -> None:
    for whole in (False, True):
        (warning,) = brief_of(FERRY, rewriter=always(unread=7, whole=whole)).warnings
        assert warning.code == "truncated"
        assert warning.detail.startswith("21 words" if not whole else "7 words")


def test_a_full_name_is_not_put_where_it_would_repeat_another_sentence() -> None:
    full = "Velmar Harbour Board President Karin Lunde"
    first = f"It was late, {full} wrote. Lunde said nobody had refused help. {SENTENCES[1]} {SENTENCES[2]}"
    second = f"{SENTENCES[0]} Two tugs pulled the Maren off at noon. {full.replace('Karin', 'Kárin')} came to the pier."
    (told,) = (s.text for s in brief_of(first, rewriter=always()).sentences if "refused" in s.text)
    assert told == f"{full} said nobody had refused help."
    (told,) = (s.text for s in brief_of(second, first, rewriter=always()).sentences if "refused" in s.text)
    assert told == "Lunde said nobody had refused help."


# ---------------------------------------------------------------- whole bundles


def test_a_sentence_of_a_whole_bundle_cites_every_span_that_it_rests_on() -> None:
    pier = "The ferry Maren struck the north pier of Tallow harbour before dawn on Monday."
    hull = "Divers found a long crack in the hull of the ship while it was towed to Karlsund."
    text = "The ferry Maren struck the north pier of Tallow harbour, and divers found a crack in the hull."
    brief = brief_of(pier, hull, rewriter=always(text, whole=True))
    told = brief.sentences[0]
    assert (told.text, told.method, told.articles, told.origins) == (text, "rewritten", 2, 2)
    assert [cited.quote for cited in told.citations] == [pier, hull]


def test_what_no_source_says_is_withheld_without_a_citation() -> None:
    brief = brief_of(FERRY, rewriter=always("Football lovers rejoiced.", whole=True))
    assert [(d.text, d.reason, d.citations) for d in brief.withheld] == [
        ("Football lovers rejoiced.", "no source says it", ())
    ]


def test_a_sentence_that_is_written_twice_is_told_once() -> None:
    brief = brief_of(FERRY, rewriter=always(f"{SENTENCES[0]} {SENTENCES[0]}", whole=True))
    assert [sentence.text for sentence in brief.sentences].count(SENTENCES[0]) == 1
    assert brief.withheld[0].reason.startswith("repetition: ")


def test_a_whole_bundle_is_cut_to_the_budget_at_a_sentence() -> None:
    brief = brief_of(FERRY, rewriter=always(FERRY, whole=True), words=20)
    assert [sentence.text for sentence in brief.sentences] == SENTENCES[:1]
    assert any(draft.reason.startswith("length: ") for draft in brief.withheld)


def test_an_echo_of_the_bundle_is_made_of_its_articles() -> None:
    brief = brief_of(FERRY, TWIN, rewriter=EchoRewriter(whole_bundle=True))
    assert brief.model.name == "echo"
    for sentence in brief.sentences:
        if sentence.method == "rewritten":
            words = squash(f"{FERRY} {TWIN}")
            assert squash(sentence.text).rstrip(".") in words


# ---------------------------------------------------------------- names and the headline


def test_a_speaker_is_named_in_full_where_first_told_and_that_place_is_cited() -> None:
    text = (
        "He met Transport Minister Petra Wiik at noon. "
        "Wiik said the port of Tallow would stay closed to all ships until March 9."
    )
    (sentence,) = brief_of(text, rewriter=always()).sentences
    assert sentence.text.startswith("Transport Minister Petra Wiik said")
    assert [(c.quote, c.role) for c in sentence.citations[1:]] == [
        ("Transport Minister Petra Wiik", "mention")
    ]


def test_a_full_name_that_would_break_the_budget_is_left_out() -> None:
    text = (
        "He met Transport Minister Petra Wiik at noon. "
        "Wiik said the port of Tallow would stay closed to all ships and ferries until the 9th of March."
    )
    (sentence,) = brief_of(text, rewriter=always(), words=20).sentences
    assert sentence.text.startswith("Wiik said")


def test_a_headline_is_cited_like_a_sentence() -> None:
    headline = brief_of(FERRY, rewriter=always()).headline
    assert headline
    assert headline.text in ("Ferry Maren struck north pier of Tallow harbour, coast guard said",)
    assert [cited.quote for cited in headline.citations] == [SENTENCES[0]]


@pytest.mark.parametrize("words", [60, 180, 400])
def test_no_planted_error_is_told(words: int) -> None:
    files = sorted(Path(__file__).parents[1].joinpath("examples", "harbour").glob("*.txt"))
    harbour = [Article(id=file.stem, text=file.read_text("utf-8")) for file in files]
    for articles in (harbour, [Article(id="a0", text=FERRY), Article(id="a1", text=TWIN)]):
        sentences = [s.text for one in clean(articles) for s in split(one, load_punkt())]
        writer = SwappingRewriter(tuple(sentences))
        brief = Summarizer(writer).summarize(articles, Options(max_words=words))
        assert [sentence.text for sentence in brief.sentences if sentence.method == "rewritten"] == []
        assert brief.withheld


def test_what_a_faithful_writer_writes_is_told() -> None:
    text = "The ferry Maren, which was built in 1987, left Tallow harbour at noon. Divers searched the hull in vain."
    brief = brief_of(text, rewriter=FaithfulRewriter())
    told = [sentence.text for sentence in brief.sentences if sentence.method == "rewritten"]
    assert told == ["The ferry Maren left Tallow harbour at noon."]

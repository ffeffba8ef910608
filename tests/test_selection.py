"""The preselector keeps its budget, says nothing twice and hears every source."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grouping import group
from summarizer.language.standing import is_news, leans
from summarizer.language.words import Stems, count_words, overlap
from summarizer.selection import account, look_over, select
from summarizer.views import DayMention, Fact, Sentence
from tests.made import article

WORDS = st.sampled_from(
    "ferry harbour pilot struck closed reopened Tallow Orrin twelve crew rescued night pier hull divers".split()
)
TEXTS = st.lists(
    st.lists(WORDS, min_size=6, max_size=12).map(lambda w: " ".join(w).capitalize() + "."),
    min_size=1,
    max_size=6,
)


def chosen(*articles: tuple[Sentence, ...], budget: int, told: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    origins = {own[0].article.id: own[0].article.id for own in articles}
    stems = Stems()
    facts = group([s for own in articles for s in own], origins, stems)
    return select(look_over(facts, origins, stems, budget), budget, told=told)


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(6, 60))
def test_the_budget_holds_and_nothing_is_said_twice(texts: list[list[str]], budget: int) -> None:
    facts = chosen(*(article(str(i), *own) for i, own in enumerate(texts)), budget=budget)
    leads = [fact.lead.text for fact in facts]
    assert sum(map(count_words, leads)) <= budget
    assert all(overlap(a, b) < 0.5 for i, a in enumerate(leads) for b in leads[:i])


def test_what_two_origins_say_goes_before_what_one_says() -> None:
    shared = "The harbour of Tallow was closed to all ships after the ferry Maren struck its northern pier."
    twin = "Tallow harbour was closed to all ships after the ferry Maren had struck the northern pier."
    single = (
        "Baker Anna Brekke handed out two hundred warm rolls from her shop in Rope Street yesterday morning."
    )
    facts = chosen(
        article("a", single, shared),
        article("b", twin, "The weather was calm and clear all night long there."),
        budget=18,
    )
    assert [fact.articles for fact in facts] == [2]


def test_what_is_told_already_is_not_chosen_again() -> None:
    text = "The harbour of Tallow was closed to all ships after the ferry Maren struck its northern pier."
    assert chosen(article("a", text), budget=50, told=(text,)) == ()


def test_one_long_article_does_not_crowd_out_the_short_ones() -> None:
    long = article(
        "long",
        *(
            f"Witness number {w} described the {c} of the wreck near the {p} pier at length."
            for w, c, p in zip(
                "ash birch cedar elm fir hazel".split(),
                "bow stern mast deck hold keel".split(),
                "north south east west upper lower".split(),
                strict=True,
            )
        ),
    )
    short = article("s", "The Harbour Board opened an inquiry and named judge Tor Helle to lead it.")
    other = article("o", "Sund Line promised every passenger of the Maren a refund by the end of May.")
    facts = chosen(long, short, other, budget=60)
    assert {f.lead.article.id for f in facts} == {"long", "s", "o"}


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The Harbour Board opened an inquiry into the accident.", True),
        ("He added that the inquiry would take several months.", False),
        ("By Sunday, they had taken most of the northern pier.", False),
        ("After Lunde left the bridge, she called the coast guard.", True),
        ("The tug crews joined it before noon on Friday.", False),
        ("The harbour board said it had closed the pier.", True),
        ("It was the third accident in the harbour this year.", False),
        ('"We had no warning at all that night," he said.', False),
        ('"We had no warning at all that night," Lunde said.', True),
        ("I never saw anything like it in my life.", False),
        ('"The harbour stayed open all night long."', False),
        ("A court in the US has fined the owner of the ferry.", True),
        ("Who will pay for the broken northern pier now?", False),
        ("The end.", False),
        ("The harbour board, in a statement to the papers on Friday", False),
        ("A collection of ropes and nets from the northern pier.", False),
        ("Pilots urge the harbour board to pay for the pier.", True),
        ("The collection of 900 hours of film from around the Lunde home.", False),
        ("1200 block of the road from Tallow to the northern pier.", False),
        ("Letter sent by Tallow board chief Ida Lunde.", False),
        ("A letter was sent by the harbour board to Ida Lunde.", True),
        ("Ida Lunde: Look at the whole pier from up there now.", False),
        ("Lunde, the chief of the board, told the Tallow Post.", False),
        ("Lunde, the chief of the board, told the Tallow Post that nothing was lost.", True),
        ("The pier of Tallow was shut, Lunde told the Tallow Post.", True),
        ("That's a shame for the whole town of Tallow.", False),
    ],
)
def test_a_sentence_that_needs_its_neighbour_does_not_stand_alone(text: str, alone: bool) -> None:
    assert (is_news(text) and not leans(text)) is alone


def test_a_quotation_goes_on_behind_its_speaker_or_not_at_all() -> None:
    speaks = '"The northern pier of Tallow harbour will stay shut until May," Mayor Ida Lunde said.'
    goes_on = '"Nobody should take a boat past that heap of stones before then."'
    told = "The weather was calm and clear over the northern pier of Tallow harbour."
    assert [f.lead.text for f in chosen(article("a", speaks, goes_on), budget=40)] == [speaks, goes_on]
    assert [f.lead.text for f in chosen(article("a", told, goes_on), budget=40)] == [told]


def test_what_is_not_told_says_what_it_would_have_added_and_what_beat_it() -> None:
    one = article(
        "a", "The ferry Maren struck the pier of Tallow on Monday.", "Two tugs came to help within one hour."
    )
    two = article("b", "The ferry Maren struck the pier of Tallow on Monday night.")
    stems = Stems()
    facts = [Fact(sentence) for sentence in (*one, *two)]
    survey = look_over(facts, {"a": "a", "b": "b"}, stems, 20)
    reasons = account(survey, {one[0].span})
    assert reasons[two[0].span] == "says what a[0:52] says"
    assert re.fullmatch(
        r"worth \d\.\d in 8 words; a\[0:52\], which is told, \d\.\d in 10", reasons[one[1].span]
    )
    assert one[0].span not in reasons
    assert account(survey, set()) == {}


def test_what_is_worth_more_than_what_is_told_is_said_to_have_no_place() -> None:
    own = article(
        "a", "The ferry Maren struck the pier of Tallow on Monday.", "Two tugs came to help within one hour."
    )
    survey = look_over([Fact(sentence) for sentence in own], {"a": "a"}, Stems(), 20)
    assert account(survey, {own[1].span})[own[0].span].endswith("for what is told")


def test_who_says_one_thing_in_three_places_leaves_room_for_what_happened() -> None:
    calls = [
        article(
            name,
            f"Mayor Ida Lunde {verb} the {whom} on Monday to open the northern pier of Tallow to {what}.",
        )
        for name, verb, whom, what in (
            ("a", "urged", "harbour board", "all fishing boats"),
            ("b", "told", "council", "ferries from Orrin"),
            ("c", "asked", "ministry", "tugs"),
        )
    ]
    flood = article(
        "d", "The mayor came late.", "The old wall of the pier broke in the storm and killed twelve sheep."
    )
    told = [fact.lead.text for fact in chosen(*calls, flood, budget=50)]
    assert flood[1].text in told
    assert sum("Lunde" in text for text in told) == 1


def test_a_day_of_the_story_is_one_thing_to_tell_in_whatever_words() -> None:
    own = article(
        "a",
        "The ferry struck the pier on May 3.",
        "Tugs came to help on that Friday.",
        "The crew went home in two boats.",
    )
    spans = own[0].span.sub(27, 33), own[1].span.sub(22, 33)
    days = {
        sentence.span: (DayMention(span, date(2024, 5, 3), "", 1.0, (span,)),)
        for sentence, span in zip(own, spans, strict=False)
    }
    survey = look_over([Fact(sentence) for sentence in own], {"a": "a"}, Stems(), 20, days)
    said = [set(survey.pool.said[i]) for i in range(3)]
    (day,) = said[0] & said[1]
    assert day not in said[2]
    assert survey.pool.likely[day] == 1

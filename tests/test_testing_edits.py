"""The stand-ins' edits: errors that are errors, and changes that leave a sentence true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.testing.changes import TRUE, joined, true_versions
from summarizer.testing.errors import ERRORS, false_versions, soil

GROUND = soil(
    [
        "The ferry Calla sank off Arden on Monday, and 14 people drowned.",
        "“The harbour is a disgrace,” Ines Moreau said.",
        "In all, 210 people were aboard, Ali Haddad said.",
        "It was built in 1987.",
        "“Nobody warned us about the hull,” Ali Haddad said.",
    ]
)


@pytest.mark.parametrize(
    ("kind", "text", "planted"),
    [
        ("number", "In Arden, 14 people drowned.", "In Arden, 210 people drowned."),
        ("year", "It sailed first in 2001.", "It sailed first in 1987."),
        ("hedge", "It took nearly 14 hours.", "It took 14 hours."),
        ("name", "It sank off Arden.", "It sank off Calla."),
        ("roles", "On Monday, Moreau accused Haddad.", "On Monday, Haddad accused Moreau."),
        ("negation", "The ferry was insured.", "The ferry was not insured."),
        ("negation", "The ferry was not insured.", "The ferry was insured."),
        ("modality", "The pier may close.", "The pier will close."),
        (
            "attribution",
            "Off Arden the Calla sank, Ines Moreau said.",
            "Off Arden the Calla sank, Ali Haddad said.",
        ),
        ("claim", "The ferry sank, Ines Moreau said.", "The ferry sank."),
        ("claim", "Ines Moreau said that the ferry sank.", "The ferry sank."),
        ("claim", "The ferry sank, said Ines Moreau on Monday.", "The ferry sank."),
        ("unit", "It has 14 people aboard.", "It has 14 families aboard."),
        (
            "quotation",
            "“The harbour is a disgrace,” Ines Moreau said.",
            "“Nobody warned us about the hull,” Ines Moreau said.",
        ),
    ],
)
def test_an_error_is_planted(kind: str, text: str, planted: str) -> None:
    assert ERRORS[kind](text, GROUND) == planted


def test_another_day_is_planted() -> None:
    planted = ERRORS["date"]("It sank on Monday.", GROUND)
    assert planted
    assert planted.startswith("It sank on ")
    assert "Monday" not in planted


def test_the_same_month_in_full_is_no_error() -> None:
    for number in range(60):
        text = f"The {number} divers left Orsk on Sept. 13."
        planted = false_versions(text, soil([text]))["date"]
        assert "Sept" not in planted


def test_a_claim_that_begins_with_its_saying_is_told_by_nobody() -> None:
    assert ERRORS["claim"]("Lund said in May that the ferry was old.", GROUND) is None


@pytest.mark.parametrize("kind", ERRORS)
def test_no_error_is_planted_where_there_is_no_place_for_it(kind: str) -> None:
    assert ERRORS[kind]("Nobody knows.", GROUND) is None
    assert ERRORS[kind]("“In 2001, 14 men may have left Arden on Monday, Moreau said.”", soil([])) is None


@pytest.mark.parametrize(
    ("kind", "text", "changed"),
    [
        ("moved", "The ferry sank, Ines Moreau said.", "Ines Moreau said that the ferry sank."),
        (
            "moved",
            "The ferry sank, said Ines Moreau on Monday.",
            "Ines Moreau said on Monday that the ferry sank.",
        ),
        ("shifted", "On Monday, the ferry sank.", "The ferry sank on Monday."),
        ("shifted", "On Monday, the ferry sank and drifted.", None),
        ("cut", "The ferry, which was old, sank.", "The ferry sank."),
        ("cut", "The ferry (built in Norra) sank.", "The ferry sank."),
        ("cut", "In Arden, which is old, the ferry sank.", None),
        ("cut", "“The ferry (built in Norra) sank,” he said.", None),
        ("spelt", "It has 3 decks.", "It has three decks."),
        ("spelt", "3 people sang.", None),
        ("spelt", "It left at 3 p.m. for Norra.", None),
        ("spelt", "It left by May 3 for Norra.", None),
        ("spelt", "She flew a Falcon 8 jet.", None),
        ("spelt", "They voted 8 to 1 for it.", None),
        ("shifted", "After that, it stayed in Norra for a week.", None),
        ("shifted", "After the storm, it took in one man: the pilot.", None),
        ("shifted", "On Monday, it left for the U.S.", None),
        ("shifted", "After noon the ferry left for Norra, which is near.", None),
    ],
)
def test_a_change_leaves_a_sentence_true(kind: str, text: str, changed: str | None) -> None:
    assert TRUE[kind](text) == changed


def test_two_short_sentences_are_joined() -> None:
    assert joined("The ferry was old.", "It burst within minutes.") is None  # no verb that is known
    assert (
        joined("The ferry was old.", "The hull was cracked.")
        == "The ferry was old, and the hull was cracked."
    )
    assert joined("The ferry was sold to the U.S.", "The hull was cracked.") is None


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_is_edited_alike_twice(text: str, others: list[str]) -> None:
    made = false_versions(text, soil([text, *others]))
    assert made == false_versions(text, soil([text, *others]))
    assert text not in made.values()
    assert true_versions(text) == true_versions(text)

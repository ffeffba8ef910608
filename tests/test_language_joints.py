"""The summarizer knows where two clauses are joined."""

from __future__ import annotations

import pytest

from summarizer.language.joints import joints


@pytest.mark.parametrize(
    ("text", "behind", "clause"),
    [
        ("The port closed, and boats were sold.", "boats were sold.", True),
        ("The port closed, and they left.", "they left.", True),
        ("The port closed, and the talks in Arden have failed.", "the talks in Arden have failed.", True),
        ("She met Lund, Moreau, and the man she is suing.", "the man she is suing.", False),
        ("She met Lund, and the man who is ill.", "the man who is ill.", False),
        ("She met Lund, and Moreau, who had left.", "Moreau, who had left.", False),
    ],
)
def test_only_what_has_its_own_verb_is_surely_a_clause(text: str, behind: str, clause: bool) -> None:
    assert [(joint.behind, joint.clause) for joint in joints(text)] == [(behind, clause)]


@pytest.mark.parametrize(
    "text",
    [
        "If the port closes, and boats are sold, they will leave.",
        "On Monday the port closed, and boats were sold.",
        "The port closed, and after that boats were sold.",
        "“The port is closed, and boats are sold,” Lund said.",
        "Boats and nets were sold.",
    ],
)
def test_nothing_is_parted_where_its_opening_or_its_speaker_may_bear_on_both(text: str) -> None:
    assert not list(joints(text))

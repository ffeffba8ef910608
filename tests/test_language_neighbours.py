"""The summarizer knows what stands next to a word, and what a phrase hangs on."""

from __future__ import annotations

import pytest

from summarizer.language.clauses import read
from summarizer.language.neighbours import START, beside, phrases
from summarizer.language.words import Stems


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The boat sank off Arden in May.", "arden", {"off", "in"}),
        ("In all, Moreau left.", "moreau", {START, "left"}),
        ("It sank, said Ines Moreau.", "moreau", {START}),
        ("It sank, according to Moreau.", "moreau", {START}),
        ("Mr. Moreau, the mayor, left.", "moreau", {START}),
        ("It is a Democrat stronghold.", "democrat", {START, "stronghold"}),
        ("It killed more than 14 people.", "14", {"kill", "peopl"}),
        ("It sank near the town of Arden (Norra) on Monday.", "arden", {"of", "on"}),
    ],
)
def test_a_word_has_neighbours_in_its_clause(text: str, word: str, expected: set[str]) -> None:
    assert beside([read(text)], Stems())[word] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Crews searched the bay after the storm passed.",
            [("after", ("storm", "pass"), {"crew", "search", "bay"})],
        ),
        ("After the storm passed, crews searched.", [("after", ("storm", "pass"), {"crew", "search"})]),
        ("Crews left on Monday.", [("on", ("monday",), {"crew", "left"})]),
        ("Crews left.", []),
    ],
)
def test_a_phrase_hangs_on_its_clause(
    text: str, expected: list[tuple[str, tuple[str, ...], set[str]]]
) -> None:
    found = [(one.opener, one.known_by, set(one.host)) for one in phrases(read(text), Stems())]
    assert found == expected

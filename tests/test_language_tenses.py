"""Whether something has happened or is to come."""

from __future__ import annotations

import pytest

from summarizer.language.tenses import tenses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam broke on X.", "past"),
        ("The dam will be opened on X.", "future"),
        ("The dam is expected to be reopened by X.", "future"),
        ("They’ll meet on X.", "future"),
        ("On X, the council will vote.", "future"),
        ("On X, the council voted to wait.", "past"),
        ("The mayor said on X that the dam will hold.", "past"),
        ("The mayor said the dam will hold on X.", "future"),
        ("The mayor said no, but on X the council will vote.", "future"),
        ("Trains stopped due to the storm on X.", "past"),
        ("The rent is due on X.", "future"),
        ("The fair ends on X.", "future"),
        ("It would have been cold on X.", None),
        ("Rain on X.", None),
    ],
)
def test_it_tells_the_tense(text: str, expected: str | None) -> None:
    at = text.index("X")
    assert tenses(text, [(at, at + 1)]) == [expected]


def test_no_places_have_no_tenses() -> None:
    assert tenses("It rained.", []) == []

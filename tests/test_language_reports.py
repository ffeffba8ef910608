"""The summarizer knows who says what."""

from __future__ import annotations

import time

import pytest

from summarizer.language.clauses import read
from summarizer.language.reports import reports


def told(text: str) -> list[tuple[str, str]]:
    """(speaker, claim) of every report, in words."""
    tokens = read(text)

    def words(places: tuple[int, ...]) -> str:
        return " ".join(tokens[i].word for i in places)

    return [(words(one.speaker), words(one.claim)) for one in reports(tokens)]


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("Boats sailed, the army said on Monday.", {"army"}, {"boats", "sailed"}),
        ("“Boats sailed,” said Ines Moreau, the mayor.", {"ines", "moreau", "mayor"}, {"boats", "sailed"}),
        ("Ines Moreau told reporters that boats sailed.", {"ines", "moreau"}, {"boats", "sailed"}),
        ("Boats sailed, according to the army.", {"army"}, {"boats", "sailed"}),
        ("Ines Moreau, the mayor, said boats sailed.", {"ines", "moreau", "mayor"}, {"boats", "sailed"}),
        ("The mayor, who left Orrin, said boats sailed.", {"mayor"}, {"boats", "sailed"}),
        ("Boats sailed, Ines Moreau, 41, said.", {"ines", "moreau"}, {"boats", "sailed"}),
        ("Police in the U.S. said boats sailed.", {"police"}, {"boats", "sailed"}),
        ("“Boats sailed,” Lund, who has been an adviser, told Orrin News.", {"lund"}, {"boats", "sailed"}),
        ("Said the mayor: boats sailed.", {"mayor"}, {"boats", "sailed"}),
        ("He left Orrin and repeatedly said boats sailed.", {"he"}, {"boats", "sailed"}),
    ],
)
def test_a_report_has_a_speaker_and_a_claim(text: str, speaker: set[str], claim: set[str]) -> None:
    tokens = read(text)
    (report,) = reports(tokens)
    who, what = ({tokens[i].word for i in places} for places in (report.speaker, report.claim))
    assert speaker <= who
    assert claim <= what
    assert not speaker & what


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boats sailed, the army said Monday evening.", [("the army", "boats sailed")]),
        ("The army said Monday that boats sailed.", [("the army", "boats sailed")]),
        ("It is off, the aide, Raj Shah, said.", [("the aide raj shah", "it is off")]),
        ("Boats sailed, the Coast Office (CO) said.", [("the coast office co", "boats sailed")]),
        ("Ty Cobb, the counsel, has said that it is off.", [("ty cobb the counsel has", "it is off")]),
        (
            "Cobb, who led a board for five years, said it is off.",
            [("cobb who led a board for five years", "it is off")],
        ),
        ("It is off, Moreau warned the council.", [("moreau", "it is off")]),
        ("Moreau warned the council that it is off.", [("moreau", "it is off")]),
        ("It is off, said police in Arden.", [("police", "it is off")]),
        ("Moreau said it is off, but the pier is open.", [("moreau", "it is off")]),
        ("The pier is open, and it is off, Moreau said.", [("moreau", "and it is off")]),
        (
            "Moreau said it is off, while Haddad said it is on.",
            [("moreau", "it is off"), ("haddad", "it is on")],
        ),
        ("While Moreau said it is off, boats sailed.", [("moreau", "it is off")]),
        ("The mayor, who said it is off, left.", [("the mayor", "it is off")]),
        ("Boats which, she said, leak were sold.", [("she", "leak were sold")]),
        ("According to the army, boats sailed.", [("the army", "boats sailed")]),
        ("Crews were told to leave.", []),
        ("The plan, announced by the mayor, is off.", []),
        ("Crews told swimmers to leave the water.", []),
        ("It gave the town a say in the sale.", []),
        ("He would not say that.", []),
    ],
)
def test_every_report_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_speaker_may_stand_anywhere_before_a_participle() -> None:
    tokens = read("Moreau left Arden, saying the pier is lost.")
    (report,) = reports(tokens)
    assert not report.beside
    assert "moreau" in {tokens[i].word for i in report.speaker}
    assert [tokens[i].word for i in report.claim] == ["the", "pier", "is", "lost"]


def test_a_verb_that_need_not_report_is_not_sure() -> None:
    (report,) = reports(read("The mayor announced the sale of the pier."))
    assert not report.sure


def test_a_text_without_stops_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        tokens = read("he said not to fail to say it was " * size)
        begun = time.perf_counter()
        reports(tokens)
        return time.perf_counter() - begun

    seconds(50)
    assert seconds(3_200) < 60 * seconds(200) + 0.5  # a square would take 256 times as long

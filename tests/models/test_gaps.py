"""What a cut must not tear: a list, an aside, a title, what says which ones are meant."""

from __future__ import annotations

import doctest

import pytest

from summarizer.models import gaps
from summarizer.models.gaps import is_torn


def test_it_shows_its_examples() -> None:
    assert doctest.testmod(gaps).failed == 0


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It has rooms for guests, beds for staff, and a mill.", "It has rooms for guests, beds for staff."),
        ("The pier was cleared of ropes and nets.", "The pier was cleared of ropes nets."),
        ("Reyes kept Moll, one of her critics, from the council.", "Reyes kept Moll, one of her critics."),
        (
            "Moll and Brandt are the sisters, the heroes of a play for children and dogs.",
            "Moll and Brandt are the sisters, for children and dogs.",
        ),
        ("It holds the archives, a library, the mill, and a map.", "It holds the archives, a library."),
        ("But in Orsk, the mayor will sleep well.", "The mayor will sleep well."),
        ("But when it comes to mills, nobody was better.", "Nobody was better."),
        ("If it rained, and the crane fell, it could end badly.", "If it rained, it could end badly."),
        ("She lived in a mill – at night – making it hers.", "She lived in a mill making it hers."),
        ("The men arrested on Monday were charged.", "The men arrested were charged."),
        ("In her book, Love, Orsk, von Moll writes of the sea.", "Love, Orsk, von Moll writes of the sea."),
        ("Reyes backed off as her town, on the first of May, was burning.", "Reyes backed off as her town."),
        ("The ferries of Orsk, all were late.", "All were late."),
        ("Reyes said that it sank and that nobody was hurt.", "Reyes said that it sank and nobody was hurt."),
        ("It lies in the same harbour in which it was built.", "It lies in the same harbour."),
        ("Reyes sold a crane that was built to lift boats near Orsk.", "Reyes sold a crane near Orsk."),
        ("Its hull is steel, its mast is ash, and it is fast.", "Its hull is steel, its mast is ash."),
        ("What she saw was so sad, it made her weep.", "What she saw was so sad."),
        ("It was kept by the fit, strong men of Orsk.", "It was kept by the fit."),
        ("Ana Reyes, the mayor of Orsk, wept.", "The mayor of Orsk, wept."),
        ("Reyes aimed not at Moll, but at the council.", "Reyes aimed not at Moll."),
        ("It will be open May 3 and May 9.", "It will be open May 3."),
        ("They shut it by a vote of 28 to 19.", "They shut it by a vote of 28."),
        ("It is shut in Orsk, Md., according to Reyes.", "It is shut in Orsk according to Reyes."),
        ("Using nets, ropes and a crane, they raised it.", "Ropes and a crane, they raised it."),
        (
            "In Tides, a new study in a journal, divers of Orsk found eels.",
            "A new study in a journal, divers of Orsk found eels.",
        ),
        (
            "It began at a mill in Orsk, where a truck sat, silently, with a door open.",
            "It began at a mill in Orsk silently, with a door open.",
        ),
    ],
)
def test_a_cut_that_tears(source: str, text: str) -> None:
    assert is_torn(text, source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Reyes, the mayor of Orsk, went home on Monday.", "Reyes went home."),
        ("On Monday, the quay was shut, and nobody was hurt.", "The quay was shut."),
        ("The quay was shut, and the mayor, who was late, wept.", "The quay was shut, and the mayor wept."),
        ("Reyes, the mayor, met Moll in Orsk, near the mill.", "Reyes, the mayor, met Moll in Orsk."),
        ("Moll, who was arrested on Monday, is free.", "Moll, who was arrested, is free."),
        ("In Orsk, the mayor wept on Monday.", "The mayor wept on Monday."),
        ("After the storm, Ana Reyes, the mayor, wept.", "Ana Reyes, the mayor, wept."),
        ("It was shut by the mayor, who wept.", "It was shut by the mayor."),
        ("It was kept by the mayor, not by the guests.", "It was kept by the mayor."),
        ("Reyes, who was late, was sick, and Moll was sad.", "Reyes, who was late, was sick."),
        ("Reyes served as mayor, on and off, and was liked.", "Reyes served as mayor."),
        (
            "In Orsk, Ana Reyes, Ilse Moll and Tor Brandt were late.",
            "Ana Reyes, Ilse Moll and Tor Brandt were late.",
        ),
        ("In Orsk, the mayor, Ana Reyes, said it was shut.", "The mayor, Ana Reyes, said it was shut."),
        ("In Orsk, the mayor, who was 45, said it was shut.", "The mayor, who was 45, said it was shut."),
        ("Reyes, the mayor, however, said it was shut.", "Reyes, however, said it was shut."),
    ],
)
def test_a_cut_that_tears_nothing(source: str, text: str) -> None:
    assert not is_torn(text, source)


def test_a_draft_of_other_words_is_no_cut_and_tears_nothing() -> None:
    assert not is_torn("Cranes fell.", "Reyes went home.")

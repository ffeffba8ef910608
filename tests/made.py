"""Articles, sentences and facts made by hand, for tests that need no splitter; and bundles drawn from a grammar."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from summarizer.types import Article
from summarizer.views import Cleaned, Fact, Published, Sentence, Span


def article(name: str, *sentences: str, published: date | None = None) -> tuple[Sentence, ...]:
    """The sentences of an article that holds just these, each with its address."""
    made = Article(id=name, text=" ".join(sentences), published=published)
    start, found = 0, []
    for position, text in enumerate(sentences):
        found.append(Sentence(Span(made, start, start + len(text)), position, 0))
        start += len(text) + 1
    return tuple(found)


def fact(*sentences: Sentence, origins: int = 1) -> Fact:
    """The fact that the first of these leads."""
    return Fact(sentences[0], sentences[1:], origins)


def prose(sentences: tuple[Sentence, ...]) -> Cleaned:
    """The article of these sentences, all of it prose."""
    made = sentences[0].article
    return Cleaned(made, (Span(made, 0, len(made.text)),), ())


def unknown() -> Published:
    """A publication day that nothing tells."""
    return Published(None, 0.0, "nothing tells")


def given(day: date) -> Published:
    """A publication day that the caller gave."""
    return Published(day, 1.0, "given")


# ---------------------------------------------------------------- bundles

PEOPLE = ("Ida Lunde", "Mats Odell", "Petra Wiik", "Orrin Vale", "Jonas Brekke")
PLACES = ("Tallow", "Vessby", "Karlsund", "Norra", "Port Sellow")
SHIPS = ("Maren", "Aldine", "Northern Star")
ROLES = ("harbour master", "Transport Minister", "coast guard captain", "union leader", "mayor")
DAYS = ("on Monday", "last Wednesday", "yesterday", "on March 6, 2023", "by Sunday", "on the same day")
TALK = (
    "The steering failed as we turned towards the pier",
    "Nobody was told that the hull had a crack. We will find out why",
    "It will take months to mend, and we don't have months",
)
FURNITURE = (
    "We use cookies on this site. Accept all",
    "Read more: How the harbour was built",
    "Photo: Mats Odell/Norra Press",
    "Share this article",
    "ADVERTISEMENT",
    "March 7, 2023",
    "Updated 14 March 2021, 10:42",
    "Ferry strikes pier in Tallow",
    "TALLOW, Norra (NP) —",
    "With reporting from Norra Press",
    "© 2023 Norra Press. All rights reserved.",
)
PATTERNS = (
    "The ferry {ship} struck the north pier of {place} harbour {day}, the coast guard said.",
    "The ferry {ship} hit the pier of {place} harbour with {number} passengers aboard {day}.",
    "About {number} passengers were taken off the {ship} within an hour and none was badly hurt.",
    "The accident in {place} killed {number} people and injured {other} others, {person} said.",
    "{number} sailors of the {ship} died {day}, according to {role} {person}.",
    "“{talk},” {role} {person} said {day}.",
    '"{talk}," {last} said. "{other} divers are looking at the hull."',
    "However, {last} denied that the {ship} had been too fast {day}.",
    "But the port of {place} stayed closed to ships of more than {number} tons, {last} said.",
    "He said that it had rained in {place}.",
    "{last} said the operator would pay {number} families in {place} $1.{other} million {day}.",
    "{role} {person} told reporters in {place} that the harbour would open again {day}.",
    "The {ship} was not insured, the operator confirmed {day}.",
    "Was the {ship} too fast?",
    "Divers found a crack of {other} centimetres in the hull.",
)


@st.composite
def news(draw: st.DrawFn) -> str:
    """A sentence of invented news."""
    person = draw(st.sampled_from(PEOPLE))
    text = draw(st.sampled_from(PATTERNS)).format(
        ship=draw(st.sampled_from(SHIPS)),
        place=draw(st.sampled_from(PLACES)),
        day=draw(st.sampled_from(DAYS)),
        number=draw(st.integers(2, 2400).map("{:,}".format)),
        other=draw(st.integers(2, 40)),
        person=person,
        last=person.split()[-1],
        role=draw(st.sampled_from(ROLES)),
        talk=draw(st.sampled_from(TALK)),
    )
    return text[0].upper() + text[1:]


@st.composite
def bundles(draw: st.DrawFn, most: int = 5) -> tuple[Article, ...]:
    """One to `most` articles of invented news: sentences of a shared wire, of their own, furniture and any text at all."""
    wire = st.sampled_from(draw(st.lists(news(), min_size=1, max_size=6)))
    lines = st.lists(
        st.one_of(wire, news(), news(), st.sampled_from(FURNITURE), st.text(max_size=30)), max_size=9
    )
    dates = st.sampled_from((None, None, date(2023, 3, 7), date(2023, 3, 8), date(2019, 3, 4)))
    blank = st.sampled_from(("\n", "\n\n", " ", "\r\n\r\n", "\u00a0\n"))
    return tuple(
        Article(id=f"a{i}", text=draw(blank).join(draw(lines)), published=draw(dates))
        for i in range(draw(st.integers(1, most)))
    )


# A report that can be briefed on its own: three sentences, a speaker, a number and a day.
FERRY = (
    "The ferry Maren struck the north pier of Tallow harbour on Monday, the coast guard said. "
    "About 214 passengers were taken off within an hour and none was badly hurt. "
    "Transport Minister Petra Wiik said the port would stay closed until March 9."
)

"""Nothing vanishes: what is not in the brief stands in its ledger, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from summarizer.ledger import exclude, report
from summarizer.rewriting import extract
from summarizer.types import Article, ArticleReport, Exclusion
from summarizer.views import Cleaned, Fact, Focus, News, Origin, Published, Removed, Sentence, SetAside, Span
from tests.made import article, fact, prose, unknown

PIER, CREW = article("a", "The ferry struck the pier.", "Its crew was saved.")
TWIN = article("b", "The ferry struck the pier.")
OTHER = article("c", "A ferry hit a pier.")
BLANK = Cleaned(
    Article(id="d", text="Share this"),
    (),
    (Removed(Span(Article(id="d", text="Share this"), 0, 10), "share text"),),
)
ORIGINS = {"a": "o1", "b": "o1", "c": "o2", "d": "o3"}
BUNDLE = (prose((PIER, CREW)), prose(TWIN), prose(OTHER), BLANK)


def reports(
    cited: set[str], aside: tuple[SetAside, ...] = (), cleaned: Sequence[Cleaned] = BUNDLE
) -> dict[str, ArticleReport]:
    names = [one.article.id for one in cleaned]
    kept = frozenset(names) - {one.article.id for one in aside}
    by_origin = {ORIGINS[name]: tuple(n for n in names if ORIGINS[n] == ORIGINS[name]) for name in names}
    origins = [Origin(name, members, None, ()) for name, members in by_origin.items()]
    found = report(cleaned, [unknown()] * len(cleaned), origins, Focus(kept, aside, ()), cited)
    assert [one.id for one in found] == names
    return {one.id: one for one in found}


def excluded(told: Sequence[Fact], facts: Sequence[Fact], cited: set[str]) -> list[Exclusion]:
    became = tuple(reports(cited).values())
    news = News(tuple(facts), frozenset(), {}, (), ())
    return list(exclude(BUNDLE, became, news, [extract(one) for one in told], ORIGINS, {}))


def test_another_printing_of_what_is_told_is_used() -> None:
    found = reports({"a"})
    assert [name for name, one in found.items() if one.used] == ["a", "b"]
    assert {one.reason for one in found.values() if one.used} == {None}


def test_an_article_that_is_not_used_has_its_reason() -> None:
    aside = SetAside(TWIN[0].article, "another subject", 0.876, ())
    found = reports({"a"}, (aside,))
    assert found["b"].reason == "another subject (score 0.88)"
    assert (found["c"].reason or "").startswith("nothing in it was chosen")
    assert found["d"].reason == "no sentence of prose in it"


def test_a_date_is_reported_with_its_evidence() -> None:
    day = Published(None, 0.123, "a year in the text", (PIER.span.sub(0, 3),))
    (found,) = report(
        [BUNDLE[0]], [day], [Origin("o1", ("a",), None, ())], Focus(frozenset("a"), (), ()), {"a"}
    )
    assert (found.published, found.confidence) == (None, 0.12)
    assert [(c.quote, c.role) for c in found.evidence] == [("The", "date")]


def test_an_echo_that_is_not_cited_is_a_duplicate_of_what_is_told() -> None:
    told = fact(PIER)
    whole = fact(PIER, TWIN[0], OTHER[0])
    found = [e for e in excluded([told], [whole, fact(CREW)], {"a"}) if e.kind == "duplicate"]
    assert [(e.article, e.reason) for e in found] == [
        ("b", "the same report as a[0:26]"),
        ("c", "says the same as a[0:26]"),
    ]


def test_a_sentence_that_is_not_told_is_listed_and_one_that_is_cited_is_not() -> None:
    found = excluded([fact(PIER, TWIN[0])], [fact(PIER, TWIN[0]), fact(CREW)], {"a", "b"})
    assert [(e.kind, e.article, e.start, e.end) for e in found] == [
        ("sentence", "a", CREW.span.start, CREW.span.end),
        ("article", "c", 0, 19),
        ("article", "d", 0, 10),
        ("boilerplate", "d", 0, 10),
    ]
    assert found[-1].reason == "share text"


SENTENCES: tuple[Sentence, ...] = (PIER, CREW, *TWIN, *OTHER)


@given(st.permutations(SENTENCES), st.integers(1, 3), st.integers(0, 4))
def test_every_sentence_is_told_or_excluded(order: list[Sentence], size: int, told: int) -> None:
    """However they are grouped and whichever are told: each stands in exactly one place."""
    facts = [fact(*order[i : i + size]) for i in range(0, len(order), size)]
    chosen = facts[:told]
    cited = {s.article.id for one in chosen for s in one.sentences}
    listed = [
        (e.article, e.start) for e in excluded(chosen, facts, cited) if e.kind in ("sentence", "duplicate")
    ]
    shown = [(s.article.id, s.span.start) for one in chosen for s in one.sentences]
    assert sorted(listed + shown) == sorted((s.article.id, s.span.start) for s in SENTENCES)


def test_a_sentence_that_is_not_told_has_the_reason_that_fits_it() -> None:
    own = article(
        "a",
        "The ferry Maren struck the pier of Tallow on Monday.",
        "Who will pay for the pier that the ferry struck?",
        "It was pulled off the pier by two tugs at noon.",
        "Two tugs from Orrin came to help within one hour.",
        "We saw the ferry come out of the thick fog.",
    )
    news = News(tuple(fact(sentence) for sentence in own), frozenset(), {}, (), ())
    became = tuple(reports({"a"}, cleaned=(prose(own),)).values())
    found = exclude([prose(own)], became, news, [extract(fact(own[0]))], ORIGINS, {})
    assert [one.reason for one in found] == [
        "a question",
        "can't be read without the sentence before it, which is not told",
        "weighs less than what is told in these words",
        "in somebody's own voice: 'We'",
    ]
    found = exclude([prose(own)], became, news, [extract(fact(own[1]))], ORIGINS, {own[3].span: "adds less"})
    assert found[2].reason == "adds less"

"""A raw feed becomes events: what belongs together is together, what fits nowhere is alone, and ids stay."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarizer import Article, Event, Summarizer
from summarizer.bulk import Line, bulk, gather
from summarizer.cli import main
from summarizer.errors import DuplicateArticle, InvalidBundle, NoArticles, UnknownArticle
from summarizer.feeds import GAP, LABEL
from summarizer.types import Brief

START = date(2023, 3, 6)
STORIES = tomllib.loads((Path(__file__).parent / "data" / "feeds.toml").read_text("utf-8"))["article"]


def feed() -> list[Article]:
    """The stories as articles; an id is the event and a number, so that the event can be read off it."""
    return [
        Article(
            id=f"{story['event']}-{number}",
            text=story["text"],
            headline=story.get("headline"),
            published=START + timedelta(story["days"]) if "days" in story else None,
        )
        for number, story in enumerate(STORIES)
    ]


def told() -> set[frozenset[str]]:
    """The ids that belong together."""
    names = {story["event"] for story in STORIES}
    return {frozenset(one.id for one in feed() if one.id.startswith(f"{name}-")) for name in names}


def together(events: tuple[Event, ...]) -> set[frozenset[str]]:
    return {frozenset(event.articles) for event in events}


def test_there_are_stories() -> None:
    assert len(STORIES) > len({story["event"] for story in STORIES}) > 1


def test_look_alikes_are_apart_an_event_over_days_is_together_and_noise_is_alone() -> None:
    assert together(Summarizer().events(feed())) == told()


def test_events_stand_in_the_order_of_their_first_articles_and_so_do_their_articles() -> None:
    articles = feed()
    place = {article.id: number for number, article in enumerate(articles)}
    places = [[place[name] for name in event.articles] for event in Summarizer().events(articles)]
    assert places == sorted(sorted(own) for own in places)
    assert sorted(number for own in places for number in own) == list(range(len(articles)))


def test_the_order_of_a_feed_does_not_change_what_is_together() -> None:
    articles = feed()
    for other in (articles[::-1], articles[1::2] + articles[::2], articles[5:] + articles[:5]):
        assert together(Summarizer().events(other)) == told()


def test_near_copies_are_together() -> None:
    wire = feed()[7]
    printed = wire.text.replace("hives", "bee hives").replace("their union reported", "the union said")
    copy = Article(id="bees-copy", text=printed, published=START + timedelta(2))
    assert {"bees-7", "bees-copy"} in together(Summarizer().events([*feed(), copy]))


def test_the_same_words_long_after_are_another_event() -> None:
    again = [article for article in feed() if article.id.startswith("cup")]
    late = [
        Article(id=f"late-{one.id}", text=one.text, published=START + timedelta(GAP + 10)) for one in again
    ]
    assert {frozenset(one.id for one in again), frozenset(one.id for one in late)} <= together(
        Summarizer().events([*feed(), *late])
    )


def test_known_events_keep_their_names_and_articles_and_new_articles_join_or_open_others() -> None:
    articles = feed()
    before = [one for one in articles if one.published and one.published <= START + timedelta(2)]
    known = Summarizer().events(before)
    after = Summarizer().events(articles, known)
    for old, new in zip(known, after, strict=False):
        assert new.articles[: len(old.articles)] == old.articles
        assert new.label == old.label
    assert together(after) == told()
    assert Summarizer().events(articles, after) == after


def test_known_events_are_never_joined() -> None:
    maren = [Event(articles=("maren-0",), label="one"), Event(articles=("maren-1",), label="other")]
    first, second, *_ = Summarizer().events(feed(), maren)
    assert (first.articles[0], second.articles[0]) == ("maren-0", "maren-1")
    assert sorted([*first.articles, *second.articles]) == ["maren-0", "maren-1", "maren-2"]


def test_a_label_is_short_and_in_the_words_of_an_article() -> None:
    for event in Summarizer().events(feed()):
        sources = [f"{one.headline} {one.text}" for one in feed() if one.id in event.articles]
        assert len(event.label.split()) <= LABEL
        assert any(event.label.removesuffix("…") in source for source in sources)


def test_an_article_without_words_is_an_event_by_its_id() -> None:
    events = Summarizer().events([Article(id="blank", text=""), *feed()])
    assert events[0] == Event(articles=("blank",), label="blank")


def test_a_feed_that_is_empty_or_repeats_an_id_or_lacks_a_known_article_is_refused() -> None:
    with pytest.raises(NoArticles):
        Summarizer().events([])
    with pytest.raises(DuplicateArticle, match="maren-0"):
        Summarizer().events([*feed(), feed()[0]])
    with pytest.raises(UnknownArticle, match="gone"):
        Summarizer().events(feed(), [Event(articles=("gone",), label="x")])
    with pytest.raises(DuplicateArticle, match="cup-5"):
        Summarizer().events(feed(), [Event(articles=("cup-5",), label=label) for label in "xy"])


def test_what_was_gathered_is_known_to_the_next_feed() -> None:
    first = tuple(gather(feed()[:5], (), Summarizer()))
    named = [line.model_copy(update={"id": f"desk-{number}"}) for number, line in enumerate(first)]
    second = tuple(gather(feed()[1:], named, Summarizer()))
    assert [line.id for line in second[: len(named)]] == [line.id for line in named]
    assert {frozenset(one.id for one in line.articles) for line in second} == told()
    with pytest.raises(InvalidBundle, match="desk-0"):
        next(gather(feed(), [named[0].model_copy(update={"articles": ()})], Summarizer()))


def test_the_command_writes_lines_that_bulk_takes_and_that_are_known_next_time(tmp_path: Path) -> None:
    source, target = tmp_path / "feed.jsonl", tmp_path / "events.jsonl"
    source.write_bytes(b"".join(one.model_dump_json().encode() + b"\n" for one in feed()))
    done = CliRunner().invoke(main, ["events", str(source), "--output", str(target)])
    assert (done.exit_code, done.output) == (0, "")
    lines = target.read_bytes()
    assert lines == b"".join(line.to_bytes() for line in gather(feed(), (), Summarizer()))
    assert all(
        isinstance(one.result, Brief) for one in bulk(lines.splitlines(), Summarizer(), extractive=True)
    )
    again = CliRunner().invoke(main, ["events", str(source), "--known", str(target)])
    assert (again.exit_code, again.stdout_bytes) == (0, lines)


def test_the_command_names_the_line_that_is_no_article(tmp_path: Path) -> None:
    source = tmp_path / "feed.jsonl"
    source.write_text(f'{feed()[0].model_dump_json()}\n\n{{"id": "b", "txt": ""}}\n', "utf-8")
    done = CliRunner().invoke(main, ["events", str(source)])
    assert done.exit_code == 2
    assert "feed.jsonl, line 3: " in done.stderr
    assert "/txt: unknown field" in done.stderr


def test_a_line_leaves_out_what_is_not_given() -> None:
    line = Line(id="e", articles=(Article(id="a", text="t", published=START),))
    assert line.to_bytes() == b'{"id":"e","articles":[{"id":"a","text":"t","published":"2023-03-06"}]}\n'

"""The bench prints its tables from any folder of sets, and says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.data import ORIGINS, cases
from bench.peers import leads, sumy, within
from bench.speed import race, recombined
from bench.strays import LEAST, Event, look_alikes, other_topics, tally, two_others
from tests.bench import sets

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = [["The mill burned on Monday.", "Nobody was hurt."], ["The mill of Orrin is gone."]]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize("command", ["peers", "pairs", "strays"])
def test_it_says_which_set_is_missing_and_where_it_comes_from(command: str, tmp_path: Path) -> None:
    for arguments in ([], ["--data", str(tmp_path)]):
        code, output = run(command, *arguments)
        assert code == 2
        assert output.startswith("Error: no ")
        assert len(output.splitlines()) == 1
        assert any(origin.repository in output and name in output for name, origin in ORIGINS.items())


def test_it_ranks_systems_by_rouge_2(tmp_path: Path) -> None:
    sets.clusters(tmp_path)
    code, output = run("peers", "--data", str(tmp_path), "--limit", "2", "--no-live")
    assert code == 0
    table = [
        line.split() for line in output.splitlines() if line.startswith(("echo", "newsbrief", "(leads)"))
    ]
    assert table[0][0] == table[3][0] == "echo"
    assert {row[0] for row in table} == {"echo", "newsbrief", "(leads)"}
    assert {row[1] for row in table} == {"2"}
    for half in (table[:3], table[3:]):
        assert [float(row[3]) for row in half] == sorted((float(row[3]) for row in half), reverse=True)
    assert output.count("R-2 of ours against it") == 2
    assert all(float(row[7].lstrip("(")) <= float(row[6]) for row in table if row[0] != "newsbrief")
    code, output = run(
        "peers", "--data", str(tmp_path), "--limit", "1", "--no-live", "--set", "multiling2011"
    )
    assert code == 0
    assert output.count("R-2 of ours against it") == output.count("multiling2011: 1 clusters") == 1


def test_it_compares_the_ways_to_choose(tmp_path: Path) -> None:
    sets.clusters(tmp_path)
    code, output = run("strategies", "--data", str(tmp_path), "--limit", "2")
    assert code == 0
    table = [line.split() for line in output.splitlines() if " (" in line]
    by_name = {row[0]: float(row[-6]) for row in table[:6]}
    assert by_name.keys() == {"coverage", "greedy", "centrality", "mmr", "lead", "(oracle)"}
    assert by_name["(oracle)"] == max(by_name.values())


def test_its_gate_holds_public_sets_too(tmp_path: Path) -> None:
    sets.clusters(tmp_path)
    code, output = run("gate", "--data", str(tmp_path))
    assert code == 1
    assert "multiling2011: other data" in output or "multiling2011: no floors" in output


def test_it_prints_a_curve_for_each_measure_of_sameness(tmp_path: Path) -> None:
    two = ["The mill of Orrin burned down on Monday.", "On Monday, the Orrin mill burned down."]
    other = [two[0], "A new mayor was elected in Ravensey."]
    rows = [{"sentences": two, "label": 1, "score": 5}, {"sentences": other, "label": 0, "score": 0}]
    sets.write(tmp_path, "msrp", "train", rows)
    for file in ("headlines-2013", "headlines-2014", "headlines-2015", "headlines-2016", "deft-news-2014"):
        sets.write(tmp_path, "sts", file, rows)
    code, output = run("pairs", "--data", str(tmp_path))
    assert code == 0
    assert output.count("as shipped") == 2
    assert [line.split()[1:] for line in output.splitlines() if line.startswith("AUC")] == [["100.0"] * 3] * 2


def test_it_counts_what_is_set_aside(tmp_path: Path) -> None:
    sets.events(tmp_path, "basil", "articles")
    sets.events(tmp_path, "mmds2025", "dev")
    sets.events(tmp_path, "ecbplus", "docs")
    code, output = run("strays", "--data", str(tmp_path), "--limit", "2")
    assert code == 0
    assert [line.split()[0] for line in output.splitlines()[1:]] == [
        *["basil"] * 3,
        *["mmds2025"] * 3,
        *["ecbplus"] * 4,
    ]


def test_an_intruder_is_told_from_members() -> None:
    named = {case.id: case for case in cases()}
    event, other = named["dam"].articles, named["merger"].articles[2]
    foreign = other.model_copy(update={"id": "foreign"})
    assert tally(event) == (3, 0, False, False)
    assert tally(event, foreign) == (3, 0, True, True)
    assert tally(event[:2], event[2]) == (2, 0, False, False)


def test_two_intruders_are_of_one_event_of_another_topic() -> None:
    first, alike, other = (Event(t, case.articles[:3]) for t, case in zip("aab", cases(), strict=False))
    planted = two_others([first, alike, other])
    assert [both for _, *both in planted] == [[*other.articles[:2]]] * 2 + [[*first.articles[:2]]]
    foreign = [one.model_copy(update={"id": f"foreign {one.id}"}) for one in other.articles[:2]]
    assert tally(first.articles, *foreign) == (3, 0, True, True)


def test_intruders_are_of_another_topic_or_of_its_other_event() -> None:
    first, alike, other = (
        Event(topic, case.articles[:LEAST]) for topic, case in zip("aab", cases(), strict=False)
    )
    planted = [intruder for _, intruder in other_topics([first, alike, other])]
    assert planted == [other.articles[0], other.articles[0], first.articles[0]]
    assert [intruder for _, intruder in look_alikes([first, alike, other])] == [
        alike.articles[0],
        first.articles[0],
    ]


def test_a_peer_gets_the_words_that_there_are() -> None:
    assert within(["one two three", "four", "five six"], 3) == ["one two three"]
    assert within(["one two three four", "five six"], 3) == ["five six"]
    assert leads(DOCUMENTS, 11) == "The mill burned on Monday. The mill of Orrin is gone."


@pytest.mark.parametrize("path", ["lex_rank.LexRank", "sum_basic.SumBasic"])
def test_sumy_runs_without_a_download(path: str) -> None:
    pytest.importorskip("sumy")
    summary = sumy(path)(DOCUMENTS, 9)
    said = [sentence for document in DOCUMENTS for sentence in document if sentence in summary]
    assert said
    assert " ".join(said) == summary
    assert len(summary.split()) <= 9


def test_it_takes_turns() -> None:
    order: list[str] = []
    race([(lambda: order.append("a"), lambda: order.append("b"))] * 2)
    assert order == ["a", "b", "a", "b"]


def test_recombined_articles_are_many_and_hardly_repeat() -> None:
    made = recombined(cases(), 50)
    lines = [line for article in made for line in article.text.splitlines()]
    assert made == recombined(cases(), 50)
    assert len({article.id for article in made}) == 50
    assert len(set(lines)) > 0.9 * len(lines)


def test_it_prints_both_ratios() -> None:
    pytest.importorskip("sumy")
    code, output = run("speed", "--few", "2", "--many", "4")
    assert code == 0
    assert "against sumy LexRank: " in output
    assert (
        sum(line.endswith(" x") for line in output.splitlines()) == 2
    )  # the writer's pace follows, where there is one
    assert "4 articles against 2: " in output

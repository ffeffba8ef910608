"""The public stand-ins: they are what the protocols ask for, and what they say of themselves is so."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import testing
from summarizer.language.words import count_words, tokens
from summarizer.protocols import Answer, Encoder, Judge, Rewriter, Task
from summarizer.testing import (
    EchoRewriter,
    FaithfulRewriter,
    HashEncoder,
    LexicalJudge,
    LyingRewriter,
    ScriptedRewriter,
    SwappingRewriter,
    lies,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FERRY = "The ferry Aldine ran aground off Sellow on Nov. 3, and 112 people were saved."
TEXTS = st.lists(st.text(st.sampled_from("ab 3.,-N\n"), max_size=60), min_size=1, max_size=6)


def test_every_stand_in_is_what_its_protocol_asks_for() -> None:
    rewriters: Sequence[Rewriter] = (
        EchoRewriter(),
        LyingRewriter(),
        SwappingRewriter(),
        FaithfulRewriter(),
        ScriptedRewriter(lambda _: Answer(())),
    )
    encoder: Encoder = HashEncoder()  # mypy holds these assignments
    judge: Judge = LexicalJudge()
    tasks = [Task("shorten", (FERRY,), 12), Task("fuse", (FERRY, "Nobody was hurt."), 20)]
    assert [len(rewriter.rewrite(tasks)) for rewriter in rewriters] == [2] * 5
    assert [rewriter.info.revision for rewriter in rewriters] == [""] * 5
    assert encoder.encode([]).shape == (0, 256)
    assert judge.judge([]) == []


def test_they_show_their_examples() -> None:
    assert doctest.testmod(testing).failed == 0


@given(TEXTS, st.integers(1, 20), st.sampled_from(["fuse", "shorten", "headline", "brief"]))
def test_an_echo_keeps_to_its_words_and_to_its_sources(sources: list[str], words: int, kind: str) -> None:
    task = Task(kind, tuple(sources), words)  # type: ignore[arg-type]  # the literals are drawn as strings
    (answer,) = EchoRewriter().rewrite([task])
    (draft,) = answer.drafts
    assert count_words(draft) <= words
    said, read = (re.findall(r"\w+", text) for text in (draft, " ".join(sources)))
    rest = iter(read)
    assert all(word in rest for word in said)  # each behind the one before


def test_an_echo_of_a_bundle_has_the_start_of_every_article() -> None:
    bundle = Task("brief", (FERRY, "Nobody was hurt, the harbour office said."), 6)
    assert EchoRewriter(whole_bundle=True).whole_bundle
    assert EchoRewriter(whole_bundle=True).rewrite([bundle]) == [
        Answer(("The ferry Aldine. Nobody was hurt.",))
    ]


def test_a_scripted_rewriter_is_asked_once_a_task_in_order() -> None:
    script = {FERRY: Answer(("A ferry ran aground.",), unread=7)}
    rewriter = ScriptedRewriter(lambda task: script.get(task.sources[0], Answer(())))
    tasks = [Task("shorten", (text,), 9) for text in ("Nobody was hurt.", FERRY)]
    assert rewriter.rewrite(tasks) == [Answer(()), Answer(("A ferry ran aground.",), unread=7)]


def test_a_liar_changes_number_name_negation_and_speaker() -> None:
    assert lies(FERRY) == {
        "number": "The ferry Aldine ran aground off Sellow on Nov. 4, and 112 people were saved.",
        "name": "The ferry Zubrava ran aground off Sellow on Nov. 3, and 112 people were saved.",
        "negation": f"It is not true that the{FERRY.removeprefix('The')}",
        "speaker": f"{FERRY.removesuffix('.')}, Odo Zubrava said.",
    }


@given(st.text(max_size=80))
def test_a_liar_never_tells_the_truth(text: str) -> None:
    (answer,) = LyingRewriter().rewrite([Task("shorten", (text,), 30)])
    assert len(answer.drafts) >= 2
    assert text not in answer.drafts


def test_a_swapper_takes_what_is_false_from_its_sources() -> None:
    task = Task("fuse", ("It carried 112 people.", "The Calla has room for 212."), 40)
    (answer,) = SwappingRewriter(("It sank in 1987.",)).rewrite([task])
    assert "It carried 212 people." in answer.drafts
    assert task.sources[0] not in answer.drafts


def test_a_swapper_of_whole_bundles_tells_one_lie_a_source() -> None:
    task = Task("brief", (FERRY, "Nobody knows."), 40)
    (answer,) = SwappingRewriter(whole_bundle=True).rewrite([task])
    assert len(answer.drafts) == 1


def test_a_faithful_writer_changes_a_sentence_and_leaves_it_true() -> None:
    task = Task("fuse", ("On Monday, the ferry sank.", "The hull was old."), 40)
    (answer,) = FaithfulRewriter().rewrite([task])
    assert answer.drafts == ("The ferry sank on Monday.",)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_its_vectors_are_unit_vectors(texts: list[str]) -> None:
    vectors = HashEncoder(64).encode(texts)
    assert vectors.shape == (len(texts), 64)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for vector, text in zip(vectors, texts, strict=True):
        assert np.array_equal(HashEncoder(64).encode([text])[0], vector)


def test_texts_of_like_words_lie_close() -> None:
    ferry, shuffled, other = HashEncoder().encode([FERRY, " ".join(tokens(FERRY)[::-1]), "Rates rose again."])
    assert ferry @ shuffled == pytest.approx(1)
    assert ferry @ other < 0.2


def test_its_vectors_are_the_same_in_every_process() -> None:
    assert HashEncoder(64).encode(["ferry", "port"]).argmax(axis=1).tolist() == [46, 50]


@pytest.mark.parametrize(
    ("sentence", "evidence", "support"),
    [
        ("A ferry ran aground.", FERRY, 0.75),
        ("The ferry ran aground.", FERRY, 1),
        ("Rates rose.", FERRY, 0),
        ("Rates rose.", "", 0),
        ("…", FERRY, 0),
    ],
)
def test_a_lexical_judge_counts_words(sentence: str, evidence: str, support: float) -> None:
    assert LexicalJudge().judge([(sentence, evidence)]) == [support]

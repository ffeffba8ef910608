"""The embedded writer..."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer import Article, Summarizer
from summarizer.errors import ModelNotFound, ModelUnusable
from summarizer.language.words import STOP, count_words, tokens
from summarizer.models.constraint import Constraint, Spelling
from summarizer.models.cuts import is_light_cut
from summarizer.models.generators import Job, load_torch, repeats
from summarizer.models.marks import bends_quotation, misarticled, mispunctuates, says_twice
from summarizer.models.prompts import END, prompt, reading, request
from summarizer.models.sifting import admissible, is_cut, is_plain, turned
from summarizer.models.weights import SUMS
from summarizer.models.writer import NAME, PLAIN, SURE, best, lengths, load_writer, plain
from summarizer.protocols import Task
from tests.models.tiny import LEARNED, TEXTS, tiny_checkpoint, tiny_tokenizer

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.models.writer import Writer

TOKENIZER = tiny_tokenizer()
SPELLING = Spelling(TOKENIZER.get_vocab())
LAST = TOKENIZER.get_vocab()[END]

TASKS = [
    Task("fuse", (TEXTS[0], TEXTS[1]), 24),
    Task("shorten", (TEXTS[0],), 12),
    Task("headline", (TEXTS[1],), 9),
    Task("shorten", (TEXTS[2],), 8),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_checkpoint(tmp_path_factory.mktemp("writer"))


@pytest.fixture(scope="module", params=["torch", "ctranslate2"])
def writer(request: pytest.FixtureRequest, folder: Path) -> Writer:
    return load_writer(folder, backend=request.param)


def _ids(text: str) -> tuple[int, ...]:
    return tuple(TOKENIZER.encode(text).ids)


def _constraint(*sources: str, headline: bool = False) -> Constraint:
    return Constraint(SPELLING, sources, LAST, headline=headline)


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour of Velmora was closed.",
        "Mayor Ilse Brandt said that the crane fell into the water.",
        "Brandt's harbour was closed, and the crane fell.",
        "Closed after a crane fell, the harbour is in Velmora.",
    ],
)
def test_a_sentence_of_its_sources_words_is_accepted(sentence: str) -> None:
    assert _constraint(TEXTS[0]).accepts(_ids(" " + sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour of Melvora was closed.",  # a name that no source has
        "The harbour was closed on Monday.",
        "The harbour was closed to 1,250 people.",  # a number of another source
        "The harbour was not closed.",  # a negation
        "The harbour was closed because a crane fell.",  # a cause
        "The harbour was closed",  # no end
        "The harbour was closed,.",
        "The harbour was closed. The crane fell.",  # two sentences
        "the harbour was closed.",
        "",
    ],
)
def test_a_sentence_with_other_words_is_not_accepted(sentence: str) -> None:
    assert not _constraint(TEXTS[0]).accepts(_ids(" " + sentence))


def test_a_number_stands_as_the_source_writes_it() -> None:
    constraint = _constraint(TEXTS[1])
    assert constraint.accepts(_ids(" Velmora said that 1,250 people left."))
    assert not constraint.accepts(_ids(" Velmora said that 1,25 people left."))
    assert not constraint.accepts(_ids(" Velmora said that 250 people left."))


def test_a_headline_ends_without_a_period_and_holds_no_quotation() -> None:
    constraint = _constraint(TEXTS[0], headline=True)
    assert constraint.accepts(_ids(" Crane fell into the water"))
    assert not constraint.accepts(_ids(" Crane fell into the water."))
    assert not constraint.accepts(_ids(' "Crane" fell into the water'))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_allowed_token_by_token_can_be_brought_to_an_end(data: st.DataObject) -> None:
    constraint = _constraint(TEXTS[0], TEXTS[1])
    written: tuple[int, ...] = ()
    for _ in range(12):
        allowed = constraint.allowed(written)
        assert allowed, TOKENIZER.decode(list(written))
        assert set(allowed) <= constraint.vocabulary()
        token = data.draw(st.sampled_from(sorted(allowed)))
        if token == LAST:
            assert constraint.accepts(written)
            return
        written += (token,)


def test_the_prompt_is_the_reading_and_then_the_request() -> None:
    assert prompt("fuse", TEXTS, 20) == reading(TEXTS) + request("fuse", 20)


def test_what_it_learned_comes_first(writer: Writer) -> None:
    answers = writer.rewrite([Task(kind, sources, 18) for kind, sources, _ in LEARNED])
    assert [answer.drafts[0] for answer in answers] == [target for _, _, target in LEARNED]


def test_both_back_ends_find_the_same_sentence_as_likely(folder: Path) -> None:
    constraint = _constraint(TEXTS[0])
    job = Job(list(_ids(reading(TEXTS[:1]))), [list(_ids(request("shorten", 8)))], constraint, 30)
    slow, fast = (load_writer(folder, backend=backend).generator for backend in ("torch", "ctranslate2"))
    (one,), (other,) = slow.search([job]), fast.search([job])
    assert one[0].ids == other[0].ids
    assert one[0].score == pytest.approx(other[0].score, abs=0.05)  # int8 rounds what the layers hand on


def test_a_draft_is_the_same_alone_and_among_others(writer: Writer) -> None:
    together = writer.rewrite(TASKS)
    assert together == [writer.rewrite([task])[0] for task in TASKS]
    assert together[::-1] == writer.rewrite(TASKS[::-1])


def test_drafts_keep_their_words_and_their_sources(writer: Writer) -> None:
    for task, answer in zip(TASKS, writer.rewrite(TASKS), strict=True):
        sources = tuple(map(plain, task.sources))
        constraint = _constraint(*sources, headline=task.kind == "headline")
        assert answer.unread == 0
        for draft in answer.drafts:
            assert count_words(draft) <= task.max_words
            assert constraint.accepts(_ids(" " + draft))
            assert not repeats(_ids(" " + draft))


def test_it_stands_by_what_it_learned_to_stand_by(writer: Writer) -> None:
    drafts = [(target, "\n".join(sources)) for kind, sources, target in LEARNED if kind != "headline"]
    true = writer.judge(drafts)
    false = writer.judge([(target.replace("closed", "water"), evidence) for target, evidence in drafts])
    assert all(sure > SURE for sure in true)
    assert all(sure < PLAIN for sure in false)
    assert writer.judge([]) == []


def test_a_verdict_is_the_same_alone_and_among_others(writer: Writer) -> None:
    pairs = [(text, evidence) for text in TEXTS for evidence in TEXTS]
    assert writer.judge(pairs) == [writer.judge([pair])[0] for pair in pairs]


def test_both_back_ends_are_as_sure(folder: Path) -> None:
    pairs = [(text, evidence) for text in TEXTS for evidence in TEXTS]
    slow, fast = (load_writer(folder, backend=backend).judge(pairs) for backend in ("torch", "ctranslate2"))
    assert slow == pytest.approx(fast, abs=0.1)  # int8 rounds what the layers hand on


def test_a_draft_that_it_is_not_sure_of_is_none() -> None:
    source = "The quay of Velmora was shut on Monday after the storm, Brandt said."
    plain_cut, other = (
        "The quay of Velmora was shut after the storm, Brandt said.",
        "The quay was shut, Brandt said.",
    )
    task = Task("shorten", (source,), 12)
    worths = {plain_cut: 0.1, other: 0.2}
    assert best(worths, [SURE, SURE], (source,), task) == [other, plain_cut]
    assert best(worths, [PLAIN, PLAIN], (source,), task) == [plain_cut]
    assert best(worths, [0.4, 0.4], (source,), task) == []


def test_a_source_beyond_the_limit_is_counted_as_unread(writer: Writer) -> None:
    (answer,) = writer.rewrite([Task("fuse", (TEXTS[0] * 60,), 10)])
    assert answer.unread > 100


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_text_at_all_is_read_and_none_is_taken_for_the_models_own_tokens(
    folder: Path, sources: list[str]
) -> None:
    (answer,) = load_writer(folder, backend="ctranslate2").rewrite(
        [Task("fuse", (*sources, f"The quay was shut.{END}"), 12)]
    )
    assert answer.unread == 0
    assert not any("<|" in draft for draft in answer.drafts)


def test_no_source_no_draft(writer: Writer) -> None:
    assert [
        answer.drafts for answer in writer.rewrite([Task("fuse", (), 9), Task("shorten", (" \n",), 9)])
    ] == [(), ()]


def test_both_back_ends_carry_the_checkpoints_own_revision(folder: Path, writer: Writer) -> None:
    assert writer.info == load_writer(folder, backend=writer.generator.backend).info
    assert len(writer.info.revision) == 64
    assert not writer.whole_bundle


def test_the_fast_form_is_kept_and_found_again(folder: Path, tmp_path: Path) -> None:
    first = load_writer(folder, backend="ctranslate2", cache=tmp_path / "cache").rewrite(TASKS)
    (kept,) = (tmp_path / "cache").iterdir()
    made = (kept / "model.bin").stat().st_mtime_ns
    assert load_writer(folder, backend="ctranslate2", cache=tmp_path / "cache").rewrite(TASKS) == first
    assert (kept / "model.bin").stat().st_mtime_ns == made


def test_the_fast_form_does_without_the_weights_and_is_checked_itself(tmp_path: Path) -> None:
    own, cache = tiny_checkpoint(tmp_path / "own", learned=False), tmp_path / "cache"
    written = load_writer(own, backend="ctranslate2", cache=cache).rewrite(TASKS)
    (own / "weights-1-of-1.safetensors").unlink()
    assert load_writer(own, backend="ctranslate2", cache=cache).rewrite(TASKS) == written
    (model,) = cache.glob("*/model.bin")
    model.write_bytes(model.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelUnusable, match=r"model\.bin is damaged"):
        load_writer(own, backend="ctranslate2", cache=cache)


def test_a_cache_that_can_not_be_written_is_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    written = load_writer(folder, backend="ctranslate2", cache=tmp_path / "file" / "cache").rewrite(TASKS)
    assert written == load_writer(folder, backend="ctranslate2").rewrite(TASKS)


def test_another_checkpoint_has_another_fast_form(folder: Path, tmp_path: Path) -> None:
    other = tiny_checkpoint(tmp_path / "other", learned=False)
    for each in (folder, other):
        load_writer(each, backend="ctranslate2", cache=tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_the_folder_of_a_writer_is_told_from_an_encoder_decoders(folder: Path, tmp_path: Path) -> None:
    summarizer = Summarizer.load(str(folder), threads=1, cache=tmp_path)
    brief = summarizer.summarize([Article(id="a", text=TEXTS[0])])
    assert (brief.model.name, brief.model.backend) == (NAME, "ctranslate2")


def test_a_missing_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="nowhere"):
        load_writer(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "weights-1-of-1.safetensors"])
def test_a_damaged_or_missing_file_is_named(name: str, tmp_path: Path) -> None:
    damaged = tiny_checkpoint(tmp_path / "damaged", learned=False)
    whole = (damaged / name).read_bytes()
    (damaged / name).write_bytes(whole[:-9])
    with pytest.raises(ModelUnusable, match=f"{name} is damaged"):
        load_writer(damaged)
    (damaged / name).unlink()
    with pytest.raises(ModelUnusable, match=f"{name} is missing"):
        load_writer(damaged)


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    other = tiny_checkpoint(tmp_path / "other", learned=False)
    text = (other / "config.json").read_text().replace('"hidden_size": 48', '"hidden_size": 96')
    (other / "config.json").write_text(text)
    (other / SUMS).write_text("")  # nothing listed, nothing checked
    with pytest.raises(ModelUnusable, match=r"other"):
        load_torch(other, LAST)


def test_the_lengths_stay_within_what_is_asked() -> None:
    assert lengths(Task("shorten", ("one two three four five six seven eight nine ten",), 6)) == [6]
    assert lengths(Task("headline", TASKS[0].sources, 8)) == [8]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Nobody was hurt," Brandt told reporters in Orsk.', True),
        ('"Everybody was hurt," Brandt told reporters.', False),
        ('"Nobody was hurt, Brandt told reporters.', False),
        ("It was closed.", False),
        (TEXTS[2], False),
    ],
)
def test_a_draft_with_a_bent_quotation_or_no_more_than_a_copy_is_sifted_out(
    text: str, expected: bool
) -> None:
    assert admissible(text, (TEXTS[2],), Task("shorten", (TEXTS[2],), 14)) == expected


VACCINE = "Vaccinated tourists from Orsk may cross the border on Friday, unless it rains, the ministry said after a meeting."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vaccinated tourists from Orsk may cross the border, unless it rains, the ministry said.", True),
        ("Vaccinated tourists may cross the border on Friday, unless it rains, the ministry said.", False),
        ("Tourists from Orsk may cross the border on Friday, unless it rains, the ministry said.", False),
        ("Vaccinated tourists from Orsk may cross the border on Friday, the ministry said.", False),
        ("Vaccinated tourists from Orsk may cross it on Friday, unless it rains, the ministry said.", False),
    ],
)
def test_a_cut_is_light_if_only_loose_parts_are_gone(text: str, expected: bool) -> None:
    assert is_light_cut(text, VACCINE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, Brandt said on Friday that the quay was shut.",
        "Brandt closed the quay, which raising fears in Velmora.",
        "Brandt closed the the quay.",
        "The old quay, Brandt said, was the old quay.",
    ],
)
def test_a_draft_that_stumbles_is_sifted_out(text: str) -> None:
    source = (
        "On Friday, Brandt, which is raising fears in Velmora, said that the old quay was closed and shut."
    )
    assert not admissible(text, (source,), Task("fuse", (source,), 20))


def test_two_sentences_are_not_joined_by_a_comma() -> None:
    sources = ("The quay was shut on Friday.", "Brandt met the council on Monday.")
    task = Task("fuse", sources, 20)
    assert not admissible("The quay was shut on Friday, Brandt met the council on Monday.", sources, task)
    assert admissible("The quay was shut on Friday, and Brandt met the council on Monday.", sources, task)
    said = ('"The quay was shut for good on Friday," Brandt said.',)
    assert admissible('Brandt said, "The quay was shut for good on Friday."', said, task)


def test_a_verb_keeps_its_object() -> None:
    source = "Brandt said on Friday that the letter clears the pilot."
    assert is_light_cut("Brandt said that the letter clears the pilot.", source)
    assert not is_light_cut("Brandt said on Friday that the letter clears.", source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Brandt stood by his words.", "Brandt stood."),
        ("The letters must be sent by Feb. 3.", "The letters must be sent by Feb."),
        ("The letter was sent on Aug. 24, 2009.", "The letter was sent on Aug. 24."),
        (
            "Three days after the fall of the crane, the mayor said he was sorry.",
            "Three days after the fall of the crane.",
        ),
        ("Brandt closed the quay, raising fears.", "Raising fears."),
        ('"If it rains again, we will close it," Brandt said.', '"If it rains again," Brandt said.'),
        ("It hurt Brandt; Moll, a clerk; and two guards.", "It hurt Brandt; and two guards."),
        ("Many in the council of Orsk are not pleased.", "Many are not pleased."),
        ('"I will not pay for that quay," Brandt told Moll.', "Brandt told Moll."),
        ("For that year, the budget was 640 million.", "The budget was 640 million."),
        ("Brandt took him by the hand, arm and neck on Monday.", "Brandt took him by the hand."),
        ("Good reviews in Orsk, Brandt said, show it is right.", "Brandt said, show it is right."),
        ("Using a pen, a map and his hands, he drew the quay.", "A map and his hands, he drew the quay."),
        ("They called for the resignation of Brandt.", "They called for the resign of Brandt."),
        ("It is a sale in Orsk that starts Tuesday.", "It is a sale in Orsk that starts."),
        ("He spoke last Tuesday of a storm.", "He spoke last of a storm."),
        ("She spoke not to the council, but to the mayor.", "She spoke not to the council."),
        ("Nearly all of the quay was shut.", "All of the quay was shut."),
        ("Those who knew him saw a withdrawn, troubled man.", "Those who knew him saw a withdrawn."),
        (
            "Had she won, they believe, letters could have hurt her.",
            "They believe, letters could have hurt her.",
        ),
        ("The ferries to Orsk, too, have been late.", "The ferries to Orsk, too."),
        ("Brandt has seen the quay, but it is shut.", "Brandt, who has seen the quay, but it is shut."),
        ("They closed the mill, the quay, and a crane.", "They closed the mill, the quay."),
        ('The letter on the door reads, "Stay out."', "The letter on the door reads."),
        ("After 2036, the town will pay less.", "The town will pay less."),
        ("In Orsk, fires are banned.", "Fires are banned."),
        ("Brandt, who has a son, remains in Orsk.", "Remains in Orsk."),
        ("It has three papers: the Post, the Herald and the Orsk Times.", "It has three papers: the Post."),
        (
            "Its tree is the oak, its bird is the owl, and it has a park.",
            "Its tree is the oak, its bird is the owl.",
        ),
        ("She was there on Monday, four days after her due date.", "She was there on Monday, four days."),
        (
            "He said that if Brandt won, and was seen, it could hurt.",
            "He said that if Brandt won, it could hurt.",
        ),
        ("The council asked when the quay was closed.", "The council asked."),
        ("As for the quay, Brandt sees no problem.", "Brandt sees no problem."),
        ("And usually the roles are better.", "And the roles are better."),
        ("It has the most productive, risk-taking town.", "It has the most productive."),
        ("She met her son, Ilse Moll, a source in Orsk said.", "She met her son a source in Orsk said."),
        ("However, the quay was shut.", "However the quay was shut."),
        (
            "Brandt, who was hurt in Orsk, on Monday, said it was shut.",
            "Brandt, who was hurt in Orsk said it was shut.",
        ),
        ("In a talk with Moll, to be shown on Friday, Brandt wept.", "To be shown on Friday, Brandt wept."),
        ("In a rage, named for its heat, Brandt wept.", "Named for its heat, Brandt wept."),
        ("Moll was a friend of Brandt's, she said.", "Moll was a friend of Brandt, she said."),
        ("It is a road between Orsk and walled Varna.", "It is a road between Orsk."),
        ("Brandt won among young voters during the spring vote.", "Brandt won among young voters."),
        (
            "One, Ilse Brandt of Orsk, was charged with theft.",
            "One, Ilse Brandt of Orsk was charged with theft.",
        ),
    ],
)
def test_a_cut_is_no_light_one_if_the_rest_is_broken_or_says_more(source: str, text: str) -> None:
    assert not is_light_cut(text, source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The quay, which was built in 1911, was shut.", "The quay was shut."),
        ("In a long speech, Brandt said that the quay was shut.", "Brandt said that the quay was shut."),
        ("Brandt shut the quay, saying that the crane was old.", "Brandt shut the quay."),
        ("Brandt shut the quay after a crane fell on Monday.", "Brandt shut the quay."),
        ("But the quay was shut.", "The quay was shut."),
        ("In a letter, Brandt has said that it is shut.", "Brandt has said that it is shut."),
        ("In Orsk, the council closed the quay.", "The council closed the quay."),
        ("It closed the quay, and Brandt has gone home.", "It closed the quay."),
        ("Moll (R-Orsk) closed the quay (the old one).", "Moll closed the quay."),
        ("Moll closed the quay -- a day after the storm.", "Moll closed the quay."),
        ("Moll told him earlier on Friday that it was shut.", "Moll told him that it was shut."),
        ("Moll apologized for his words Monday.", "Moll apologized for his words."),
        ("The mayor of Orsk left as the crane was turned.", "The mayor of Orsk left."),
        ("The old quay was closed Tuesday.", "The old quay was closed."),
        (
            "The council said Tuesday morning that the quay was shut.",
            "The council said that the quay was shut.",
        ),
        ("Brandt closed the quay and called the council.", "Brandt closed the quay."),
        ("The quay was recently shut.", "The quay was shut."),
    ],
)
def test_a_cut_of_a_loose_part_is_a_light_one(source: str, text: str) -> None:
    assert is_light_cut(text, source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "The quay, which was built in 1911, would be shut, Brandt said on Friday.",
            "Brandt said on Friday that the quay would be shut.",
        ),
        (
            "The quay would be shut, Ilse Brandt, the mayor of Orsk, said.",
            "Ilse Brandt, the mayor of Orsk, said the quay would be shut.",
        ),
        ("The quay was shut, said Ilse Brandt, the mayor.", "Ilse Brandt said the quay was shut."),
        (
            "After a crane fell on Monday, Brandt shut the quay.",
            "Brandt shut the quay after a crane fell on Monday.",
        ),
    ],
)
def test_a_cut_may_have_its_speaker_first_and_its_circumstance_last(source: str, text: str) -> None:
    assert is_plain(text, (source,))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The quay was shut, Brandt said.", "Brandt was shut, the quay said."),
        ("The quay was safe, Moll said, but Brandt said it was shut.", "Brandt said the quay was safe."),
        (
            "After a crane fell, Brandt said that Moll shut the quay.",
            "Brandt said that Moll shut the quay after a crane fell.",
        ),
        ('"We will shut it," Brandt said.', 'Brandt said "We will shut it."'),
        ("Here, the quay is shut, Brandt said.", "Brandt said here, the quay is shut."),
        ("As tough as it has been, Brandt shut the quay.", "Brandt shut the quay as tough as it has been."),
    ],
)
def test_no_other_order_is_a_cut(source: str, text: str) -> None:
    assert not is_plain(text, (source,))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a lower risk of storms, which Brandt saw", "A lower risk of storms."),
        ("Part of the Orsk City quay was, on Monday, shut.", "Part of the Orsk city quay was shut."),
        ("Brandt left, as he saw Moll fall in Orsk.", "As he saw Moll fall in Orsk."),
    ],
)
def test_a_draft_must_stand_as_a_sentence(source: str, text: str) -> None:
    assert not admissible(text, (source,), Task("shorten", (source,), 20))


def test_a_fusion_that_only_cuts_one_source_must_cut_it_lightly() -> None:
    sources = ("Brandt stood by his words on Monday.", "The mayor did not take his words back.")
    assert not is_plain("Brandt stood on Monday.", sources)
    assert is_plain("Brandt stood by his words.", sources)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The quay was shut, and nobody was hurt.", "The quay was shut on Monday.", "Nobody was hurt."),
        (
            "Brandt saw the quay and met the council.",
            "Brandt saw the quay.",
            "Mayor Brandt met the council.",
        ),
        ("Brandt, who was born in Orsk, saw the quay.", "Brandt saw the quay.", "She was born in Orsk."),
        (
            "Brandt, a clerk from Orsk, saw the quay.",
            "Brandt saw the quay.",
            "Brandt is a clerk from Orsk.",
        ),
        (
            "They met Ilse Brandt, who saw the quay.",
            "They met Ilse Brandt.",
            "Brandt saw the quay on Monday.",
        ),
    ],
)
def test_a_join_takes_in_what_another_sentence_says(text: str, one: str, other: str) -> None:
    assert is_plain(text, (one, other))


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The quay, who was born in Orsk, was shut.", "The quay was shut.", "She was born in Orsk."),
        (
            "The charts are from a report, which was shut.",
            "The charts are from a report.",
            "The data of a report was shut.",
        ),
        (
            "Brandt saw the quay, so it is hard to see why.",
            "Brandt saw the quay.",
            "It is old, so it is hard to see why.",
        ),
        (
            "Brandt saw the quay, and because it rained.",
            "Brandt saw the quay.",
            "Because it rained, Moll went home.",
        ),
        ("Brandt saw the quay and went home.", "Brandt saw the quay.", "Moll went home."),
        ("Brandt, a clerk from Orsk, saw the quay.", "Brandt saw the quay.", "Moll is a clerk from Orsk."),
    ],
)
def test_a_join_mixes_nobody_up(text: str, one: str, other: str) -> None:
    assert not is_plain(text, (one, other))


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Brandt shut the old quay in Orsk on Monday.", "Brandt shut the quay on Monday.", True),
        ("Brandt shut the old quay in Orsk on Monday.", "On Monday, Brandt shut the quay.", False),
        ("The quay is shut, the council wrote on Monday.", "The council wrote the quay is shut.", True),
        ("Brandt shut the quay, her clerk said.", "Her clerk said Brandt shut the quay.", False),
        ("The quay is shut, a sign for Brandt.", "A sign for Brandt the quay is shut.", False),
        ('"It is shut for good," Brandt wrote.', 'Brandt wrote, "It is shut for good."', True),
        ('"It is shut for good," Brandt wrote.', 'Brandt wrote, "It is shut."', False),
        ("Brandt shut the quay.", "Brandt shut the crane.", False),
        (
            "As planned, Brandt announced her trip to Orsk.",
            "Brandt announced her trip to Orsk as planned.",
            False,
        ),
        (
            "When cranes fell, Brandt said he was late.",
            "Brandt said he was late when cranes fell.",
            False,
        ),
    ],
)
def test_a_cut_keeps_the_order_or_puts_the_speaker_first(source: str, text: str, expected: bool) -> None:
    assert is_cut(text, (source,)) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ('Brandt asked, "Who shut the old quay?"', 'Brandt asked, "Who shut the old quay."', True),
        ('Brandt asked, "Who shut the old quay?"', 'Brandt asked, "Who shut the old quay?"', False),
        (
            'Brandt told the council on Monday, "It is shut for good."',
            "Brandt told the council on Monday.",
            True,
        ),
        ('Brandt said that it is "shut for good, and more."', "Brandt said that it is open.", False),
        ('Brandt said, "It is shut for good, and so it stays."', 'Brandt said, "It is shut for good."', True),
        ('"It is shut. It stays so," Brandt said.', 'Brandt said, "It is shut."', False),
        ('"It is shut," Brandt said.', 'Brandt said, "It is shut."', False),
        ('Brandt ended "the old quay war" on Monday.', 'Brandt ended "the old" quay war.', True),
        ('Brandt ended "the old quay war" on Monday.', 'Brandt ended "the old quay war".', False),
        (
            '"It is shut for good," Brandt told Moll, denying what some say was a sign that it is open.',
            "Brandt told Moll, denying what some say was a sign that it is open.",
            True,
        ),
    ],
)
def test_a_quotation_ends_where_its_speaker_ends_a_sentence(source: str, text: str, expected: bool) -> None:
    assert bends_quotation(text, (source,)) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("She fell at noon, according to Brandt.", "She fell at noon according to Brandt.", True),
        ("She fell, at noon, according to Brandt.", "She fell, according to Brandt.", False),
        ("She fell -- at noon -- on the quay.", "She fell -- on the quay.", True),
        ("She fell -- at noon.", "She fell -- at noon.", False),
        (
            '"I shut the old quay for good," Brandt said in Orsk.',
            'Brandt said in Orsk "I shut the old quay for good."',
            True,
        ),
        ('Brandt said "I shut the old quay for good."', 'Brandt said "I shut the old quay for good."', False),
        ("Brandt left Fla., in May.", "Brandt left Fla..", True),
        ("It sank, police said Friday.", "Police said Friday, it sank.", True),
        ("It sank, police said Friday.", "Police said Friday it sank.", False),
        (
            'On Monday someone shouted "Ilse Brandt," and left.',
            'Someone shouted, "Ilse Brandt," and left.',
            True,
        ),
        ("It was on the air on Monday, and Moll was late.", "It was on the air and Moll was late.", True),
        ("It was on the air on Monday, and Moll was late.", "It was on the air, and Moll was late.", False),
        ("Brandt shut the quay on Monday, and went home.", "Brandt shut the quay and went home.", False),
    ],
)
def test_a_draft_keeps_the_marks_that_it_needs(source: str, text: str, expected: bool) -> None:
    assert mispunctuates(text, (source,)) == expected


@pytest.mark.parametrize(
    ("source", "other"),
    [
        ("The crane fell, according to a report of the port.", "A report of the port said the crane fell."),
        ("The crane fell, fire officials said.", "Fire officials said the crane fell."),
        (
            "Ilse Brandt was hurt, according to police on Monday.",
            "Police said on Monday Ilse Brandt was hurt.",
        ),
        ("According to fire officials, the crane fell.", "Fire officials said the crane fell."),
        ("The crane fell, according to his lawyer.", None),  # whose?
        ("And the crane fell, fire officials said.", None),
        ("In 2015, Ilse Brandt was jailed for moving a crane.", None),  # when was the crane moved?
        ("The crane fell, he said, according to Orsk police.", None),
        ("Nobody fell, fire officials said.", "Fire officials said nobody fell."),
        ("Orsk burned, fire officials said.", "Fire officials said Orsk burned."),
        ("Cranes fell, fire officials said.", None),  # or do they keep their capital, as Orsk does?
        ("The port, the owner of the crane, said in a letter it was shut.", None),
        ("Ilse Brandt, a mayor, says that cranes fall.", None),
    ],
)
def test_a_source_is_turned_round_where_its_first_word_is_known(source: str, other: str | None) -> None:
    assert turned(source, {"Nobody": True, "Orsk": False}.get) == ((other,) if other else ())


def test_the_commoner_form_of_a_word_was_learned_first() -> None:
    spelling = Spelling({"Ġpolice": 5, "ĠPolice": 13, "ĠTrump": 11, "Ġtrump": 15, "Ġbrown": 6, "ĠBrown": 7})
    said = [spelling.is_common(word) for word in ("Police", "Trump", "Brown", "Velmora")]
    assert said == [True, False, None, None]


def test_a_but_keeps_its_comma() -> None:
    source = ("Brandt is known in Orsk, often for the better, but many of her plans fail.",)
    assert mispunctuates("Brandt is known in Orsk but many of her plans fail.", source)
    assert not mispunctuates("Brandt is known in Orsk, but many of her plans fail.", source)


def test_a_cut_keeps_its_condition() -> None:
    assert not is_cut("Brandt will shut the quay.", ("Brandt will shut the quay unless it rains.",))


def test_an_article_goes_with_its_noun() -> None:
    assert misarticled("Brandt shut an quay.", ("Brandt shut an old quay.",))
    assert not misarticled("Brandt shut a union hall.", ("Brandt shut a union hall.",))


def test_a_denial_is_cut_at_its_marks_only() -> None:
    denial = "The pilot, a veteran, denied on Monday that he drank on the job."
    assert is_light_cut("The pilot denied on Monday that he drank on the job.", denial)
    assert not is_light_cut("The pilot, a veteran, denied on Monday that he drank.", denial)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(VACCINE.split()), min_size=1, max_size=25))
def test_what_says_nothing_twice_has_no_pair_of_words_twice(words: list[str]) -> None:
    found = tokens(" ".join(words))
    pairs = [pair for pair in pairwise(found) if pair[0] not in STOP or pair[1] not in STOP]
    assert says_twice(" ".join(words)) == (len(pairs) != len(set(pairs)) or found.count("friday") > 1)

"""What of its sources an encoder reads, and that what it doesn't is counted."""

from __future__ import annotations

import doctest
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import reading
from summarizer.models.reading import LEAST, global_attention, shares
from tests.models.checkpoints import FAMILIES, SENTENCES

if TYPE_CHECKING:
    from summarizer.models.reading import Reader, Reading

STORY = " ".join(SENTENCES)


@pytest.fixture(scope="module", params=FAMILIES)
def reader(request: pytest.FixtureRequest) -> Reader:
    return reading.reader(*FAMILIES[request.param]())


@pytest.fixture(scope="module")
def primera() -> Reader:
    return reading.reader(*FAMILIES["primera"]())


def read_back(reader: Reader, result: Reading) -> list[str]:
    """The words that stand between head and tail."""
    inner = result.ids[len(reader.head) : len(result.ids) - len(reader.tail)]
    text: str = reader.tokenizer.decode([token for token in inner if token not in reader.special])
    return text.split()


def test_it_shows_its_examples() -> None:
    assert doctest.testmod(reading) == (0, 2)


def test_it_reads_everything_that_fits(reader: Reader) -> None:
    result = reader.read(SENTENCES[:1])
    assert read_back(reader, result) == SENTENCES[0].split()
    assert result.unread == 0


@pytest.mark.parametrize("family", ["bart", "led", "pegasus", "longt5"])
def test_it_frames_its_input_as_the_tokenizer_does(family: str) -> None:
    tokenizer, config = FAMILIES[family]()
    for sources in (SENTENCES[:1], SENTENCES[:2]):
        assert (
            list(reading.reader(tokenizer, config).read(sources).ids)
            == tokenizer(" ".join(sources)).input_ids
        )


def test_it_tells_t5_its_task() -> None:
    t5 = reading.reader(*FAMILIES["t5"]())
    assert list(t5.head) == t5.tokenizer("summarize:", add_special_tokens=False).input_ids


def test_it_takes_the_task_from_the_configuration() -> None:
    tokenizer, config = FAMILIES["t5"]()
    config.task_specific_params = {"summarization": {"prefix": "shorten: "}}
    told = reading.reader(tokenizer, config)
    assert list(told.head) == tokenizer("shorten:", add_special_tokens=False).input_ids


def test_every_document_gets_its_share(reader: Reader) -> None:
    tight = replace(reader, limit=80)
    result = tight.read((STORY, SENTENCES[1], STORY))
    words = " ".join(read_back(tight, result))
    assert len(result.ids) <= 80
    assert words.startswith("The ferry")
    assert words.count("The ferry") == 2  # the last document isn't the one that pays
    assert result.unread > 0


@given(
    st.lists(st.sampled_from([*SENTENCES, STORY, "x" * 300, ""]), min_size=1, max_size=40),
    st.integers(24, 200),
)
def test_every_word_is_read_or_counted(primera: Reader, sources: list[str], limit: int) -> None:
    tight = replace(primera, limit=limit)
    result = tight.read(sources)
    assert len(result.ids) <= limit
    *documents, rest = " ".join(map(str, result.ids[1:-1])).split(str(tight.separator))
    read = [tight.tokenizer.decode([int(token) for token in ids.split()]).split() for ids in documents]
    assert not rest
    assert all(words == source.split()[: len(words)] for words, source in zip(read, sources, strict=False))
    assert sum(map(len, read)) + result.unread == sum(len(source.split()) for source in sources)


@pytest.mark.parametrize("text", ["", " \n", "\x00\x07\u2028", "🚢 渡轮", "x" * 5000])
def test_odd_text_is_read_within_the_limit(reader: Reader, text: str) -> None:
    assert len(reader.read((text, SENTENCES[0])).ids) <= reader.limit


def test_more_documents_than_it_can_hold_are_left_unread(primera: Reader) -> None:
    tight = replace(primera, limit=100)
    result = tight.read(SENTENCES * 10)
    assert len(result.ids) <= 100
    assert result.ids.count(tight.separator) == (100 - 2) // LEAST
    assert result.unread > 0


def test_a_separator_follows_every_document(primera: Reader) -> None:
    result = primera.read(SENTENCES[:3])
    assert result.ids.count(primera.separator) == 3
    assert result.ids[-2] == primera.separator


def test_no_source_can_spell_a_token_of_the_model(reader: Reader) -> None:
    plain = reader.read(("A ferry", "a port"))
    spelled = reader.read(("A</s> ferry<doc-sep>", "<pad>a port<s></s>"))
    for token in reader.special:
        assert spelled.ids.count(token) == plain.ids.count(token)


def test_the_first_token_and_every_separator_attend_to_everything(primera: Reader) -> None:
    ids = primera.read(SENTENCES[:3]).ids
    attention = global_attention(ids, primera.separator)
    assert [token for token, everywhere in zip(ids, attention, strict=True) if everywhere] == [
        ids[0], *[primera.separator] * 3,
    ]  # fmt: skip


def test_without_a_separator_only_the_first_token_attends_to_everything() -> None:
    assert global_attention([0, 5, 6, 2], None) == [1, 0, 0, 0]


def test_it_knows_how_much_each_family_reads() -> None:
    limits = {family: reading.reader(*make()).limit for family, make in FAMILIES.items()}
    assert limits == {"bart": 64, "led": 2048, "primera": 2048, "pegasus": 128, "t5": 512, "longt5": 4096}


@given(lengths=st.lists(st.integers(0, 60), max_size=8), room=st.integers(0, 200))
def test_shares_are_those_of_handing_out_token_by_token(lengths: list[int], room: int) -> None:
    handed = [0] * len(lengths)
    left = room
    while left and (hungry := [place for place, length in enumerate(lengths) if handed[place] < length]):
        handed[min(hungry, key=handed.__getitem__)] += 1
        left -= 1
    result = shares(lengths, room)
    # Where the last tokens don't go round, it is left open who gets them.
    assert sum(result) == sum(handed)
    assert sorted(result) == sorted(handed)
    assert all(got <= length for got, length in zip(result, lengths, strict=True))

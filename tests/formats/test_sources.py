"""The summarizer's sources: folders, text files and bundles, and what is said of those that can't be read."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InvalidBundle, UnreadableSource
from summarizer.formats import read_bundle
from summarizer.formats.text import parse_article
from summarizer.types import Article, Bundle, Options

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = io.BytesIO()

BUNDLE = b'{"articles": [{"id": "a", "text": "The ferry sank."}], "options": {"max_words": 60}}'


def _folder(path: Path, files: dict[str, bytes]) -> Path:
    path.mkdir()
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def _refusal(*sources: str, standard_input: bytes = b"") -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_bundle(sources, io.BytesIO(standard_input))
    return str(caught.value)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    files = {"010_d1.txt": b"Third.", "002_ff.txt": b"Second.", "001.txt": b"First.", ".DS_Store": b"\xff"}
    bundle = read_bundle([str(_folder(tmp_path / "in", files))], NOTHING)
    expected = [("001", "First."), ("002", "Second."), ("010", "Third.")]
    assert [(article.id, article.text) for article in bundle.articles] == expected


def test_files_are_read_in_the_order_they_are_given(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {"b.txt": b"Two.", "a_x.txt": b"One."})
    bundle = read_bundle([str(folder / "b.txt"), str(folder / "a_x.txt")], NOTHING)
    assert [article.id for article in bundle.articles] == ["b", "a"]


def test_a_folder_and_files_are_one_bundle(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {"a.txt": b"One."})
    (tmp_path / "late.txt").write_bytes(b"Two.")
    assert len(read_bundle([str(folder), str(tmp_path / "late.txt")], NOTHING).articles) == 2


@given(st.text())
def test_every_character_of_a_text_file_stays_where_it_is(text: str) -> None:
    assert parse_article(text.encode(), "a.txt").text == text


def test_line_ends_and_a_byte_order_mark_are_characters_of_the_article(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n"
    folder = _folder(tmp_path / "in", {"a.txt": data})
    assert read_bundle([str(folder)], NOTHING).articles[0].text == "\ufeffOne.\r\nTwo.\rThree.\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_da8d.txt", "000"),
        ("harbour.txt", "harbour"),
        ("_x.txt", "_x"),
        ("a.b_c.txt", "a.b"),
        ("é_1.txt", "é"),
    ],
)
def test_an_articles_id_is_what_its_file_name_begins_with(name: str, expected: str) -> None:
    assert parse_article(b"", f"folder_1/{name}").id == expected


def test_two_files_of_one_id_are_both_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {"000_a.txt": b"", "000_b.txt": b""})
    message = _refusal(str(folder))
    assert "000_a.txt" in message
    assert "000_b.txt" in message


def test_a_bundle_comes_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(BUNDLE)
    expected = Bundle(articles=(Article(id="a", text="The ferry sank."),), options=Options(max_words=60))
    assert read_bundle([str(file)], NOTHING) == expected
    assert read_bundle(["-"], io.BytesIO(BUNDLE)) == expected


def test_a_bundle_stands_alone(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {"a.txt": b"One."})
    assert "can't be joined" in _refusal(str(folder), "-", standard_input=BUNDLE)


def test_bytes_that_are_not_utf_8_are_named_by_line_and_offset(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {"a.txt": "One.\nCafé.".encode("latin-1")})
    assert _refusal(str(folder)) == f"{folder / 'a.txt'}: not UTF-8: byte 0xe9 in line 2 (offset 8)"


@pytest.mark.parametrize("stranger", ["notes.md", "photo.jpg", "b.TXT", "more.json"])
def test_another_file_in_a_folder_is_named(tmp_path: Path, stranger: str) -> None:
    folder = _folder(tmp_path / "in", {"a.txt": b"One.", stranger: b"x"})
    assert _refusal(str(folder)).startswith(f"{folder / stranger}: ")


def test_a_folder_in_a_folder_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {"a.txt": b"One."})
    (folder / "old.txt").mkdir()
    assert _refusal(str(folder)).startswith(f"{folder / 'old.txt'}: ")


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert (
        _refusal(str(_folder(tmp_path / "in", {".hidden": b""})))
        == f"{tmp_path / 'in'}: the folder holds no articles"
    )


@pytest.mark.parametrize("name", ["gone.txt", "gone.json", "gone", "gone\0.txt"])
def test_what_does_not_exist_is_named(tmp_path: Path, name: str) -> None:
    assert _refusal(str(tmp_path / name)).startswith(f"{tmp_path / name}: ")


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"<p>")
    assert _refusal(str(file)).startswith(f"{file}: not a source")


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_text_is_no_id(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", {os.fsdecode(b"caf\xe9.txt"): b"One."})
    assert "can't be an article's id" in _refusal(str(folder))


def test_a_bundle_of_another_shape_is_refused_by_its_places() -> None:
    with pytest.raises(InvalidBundle, match="/articles/0/text: is missing"):
        read_bundle(["-"], io.BytesIO(b'{"articles": [{"id": "a"}]}'))

"""Articles as plain text files: a file is an article, its characters are `Article.text`."""

from __future__ import annotations

from pathlib import PurePath

from pydantic import ValidationError

from summarizer.errors import UnreadableSource
from summarizer.types import Article

__all__ = ["decode", "parse_article"]


def parse_article(data: bytes, source: str) -> Article:
    """The article that the file `source` holds.

    Its id is what stands before the first underscore of the file's name, else the name without its ending.
    No character is changed: line ends stay as they are, and a byte order mark is the article's first
    character, because it is one for everybody who decodes the file as UTF-8 and counts.

    Raises UnreadableSource where the bytes are not UTF-8 or the name gives no id.
    """
    text = decode(data, source)
    stem = PurePath(source).stem
    try:
        return Article(id=stem.partition("_")[0] or stem, text=text)
    except ValidationError:  # never of the text: decoded text is always valid
        raise UnreadableSource(source, "the file name can't be an article's id") from None


def decode(data: bytes, source: str) -> str:
    """The characters of UTF-8 bytes; raises UnreadableSource with the line of the first byte that isn't."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8: byte 0x{data[error.start]:02x} in line {line} (offset {error.start})"
    raise UnreadableSource(
        source, reason
    )  # out here, so that the bytes don't travel in the exception's context

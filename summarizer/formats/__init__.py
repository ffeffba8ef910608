"""How newsrooms hand articles over: a folder of text files, text files, lines of JSON, or a bundle as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import InvalidBundle, UnreadableSource
from summarizer.formats.json import parse, parse_bundle, parse_lines
from summarizer.formats.text import decode, parse_article
from summarizer.types import Article, Brief, Bundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from summarizer.formats.json import Shape

__all__ = ["read_brief", "read_bundle", "read_lines", "read_text"]


def read_bundle(sources: Sequence[str], standard_input: BinaryIO) -> Bundle:
    """The articles of `sources`, in the order of the sources, and the options that they bring along.

    A source is a folder of `.txt` files (read in the order of their names; hidden files are passed over), a
    `.txt` file, a `.jsonl` file of articles, a bundle in a `.json` file, or "-" for a bundle on standard input. A
    bundle stands alone.

    Raises UnreadableSource and InvalidBundle; both name the place.
    """
    bundles = [source for source in sources if _is_bundle(source)]
    if bundles and len(sources) > 1:
        raise UnreadableSource(bundles[0], "a bundle can't be joined with other sources")
    if bundles:
        data = standard_input.read() if bundles == ["-"] else _read(Path(bundles[0]))
        return parse_bundle(data, "standard input" if bundles == ["-"] else bundles[0])
    files = [file for source in sources for file in _text_files(Path(source))]
    places: dict[str, Path] = {}
    articles = []
    for file in files:
        for article in _articles(file):
            if article.id in places:
                raise UnreadableSource(
                    str(file), f"its id {article.id!r} is also that of {places[article.id]}"
                )
            places[article.id] = file
            articles.append(article)
    return Bundle(articles=tuple(articles))


def read_brief(file: Path) -> Brief:
    """The brief in a JSON file. Raises UnreadableSource, which names the place of a fault in it."""
    try:
        return parse(Brief, _read(file), str(file))
    except InvalidBundle as error:
        raise UnreadableSource(str(file), f"no brief: {error}") from None


def read_lines(shape: type[Shape], file: Path) -> tuple[Shape, ...]:
    """The lines of JSON in a file, each as a `shape`. Raises UnreadableSource, which names the line."""
    return tuple(parse_lines(shape, _read(file), str(file)))


def read_text(file: Path) -> str:
    """The characters of a UTF-8 file, less a byte order mark. Raises UnreadableSource."""
    return decode(_read(file), str(file)).removeprefix("\ufeff")


def _is_bundle(source: str) -> bool:
    return source == "-" or (source.endswith(".json") and not Path(source).is_dir())


def _articles(file: Path) -> Iterator[Article]:
    if file.suffix == ".jsonl":
        yield from parse_lines(Article, _read(file), str(file))
    else:
        yield parse_article(_read(file), str(file))


def _text_files(path: Path) -> Iterator[Path]:
    """The file itself, or the files of the folder, where anything else is refused and not passed over."""
    if path.is_dir():
        try:
            files = sorted(file for file in path.iterdir() if not file.name.startswith("."))
        except OSError as error:
            raise UnreadableSource(str(path), _reason(error)) from None
        if not files:
            raise UnreadableSource(str(path), "the folder holds no articles")
        for file in files:
            if file.suffix != ".txt" or file.is_dir():
                raise UnreadableSource(
                    str(file), "not an article: a folder of articles holds .txt files only"
                )
        yield from files
    elif path.suffix in {".txt", ".jsonl"} or not path.exists():
        yield path  # one that doesn't exist is refused when it is read, by its name
    else:
        raise UnreadableSource(
            str(path), "not a source: a folder, a .txt or .jsonl file, a .json bundle or - is one"
        )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        raise UnreadableSource(str(file), _reason(error)) from None


def _reason(error: OSError | ValueError) -> str:
    """What the operating system says, in lower case like our own messages."""
    return (getattr(error, "strerror", None) or str(error)).lower()

"""Which characters of an article are prose, and what the others are.

Cleaning chooses spans and never edits: every character that is not blank lies in exactly one paragraph of
prose or in exactly one removed span, whose kind says what it is. A text is read as lines; lines that were
wrapped at a column are joined into paragraphs; a paragraph is named as a whole, or piece by piece where
furniture stands amid prose. What can't be told from a sentence stays.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, zip_longest
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language import furniture
from summarizer.language.words import squash
from summarizer.views import Cleaned, Removed, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.types import Article


class _Part(NamedTuple):
    """Characters [start:end] of a text, prose where `kind` is None. `joined`: no blank line is above."""

    start: int
    end: int
    kind: str | None = None
    joined: bool = False


# HTML that was left in a text: tags that end a line are removed; to cut others would cut sentences.
_BREAK = re.compile(
    r"(?P<lines>[\n\r\v\f\x85\u2028\u2029]+)"
    r"|</?(?:address|article|aside|blockquote|body|br|div|dl|dt|dd|figcaption|figure|footer|form|h[1-6]|head|header|hr|html"
    r"|iframe|img|li|main|nav|ol|p|picture|script|section|source|style|table|tbody|td|th|tr|ul|video)\b[^<>]{0,500}>"
    r"|<!--[^<>]{0,500}-->",
    re.I,
)
_FINAL = re.compile(r"(?:[.!?…:;,—–]|--)[\"”’')\]»]*$|[。！？؟]$")
_BULLET = re.compile(r"[-–—•*·▪●◦‣]\s|\(?\d{1,2}[.)]\s")
_INSIDE = re.compile(r"[a-z]{2}[.!?][\"”]?\s")
_NOT_ENDING = "".join(
    rf"(?<!\b{word}.)"
    for word in (
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No", "St"),
        *("Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Sgt", "Capt", "Sen", "Rep", "Gov"),
    )
)
# Where a sentence amid a paragraph ends, roughly: pieces that are no furniture grow together again.
_PIECE_END = re.compile(rf"[.!?…](?<![A-Z]\.){_NOT_ENDING}[\"”’')\]]*\s+(?=[\"“‘'(\[*]*[^\W_a-z]|[/(\[])")

_LICENCE = re.compile(r"\d{5}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")

HEADLINE_WORDS = 30  # no headline of the articles that were read while this was written had more than 24
SUBHEADING_WORDS = 12
WRAPPED_AT = range(40, 121)  # columns


def clean(articles: Sequence[Article]) -> tuple[Cleaned, ...]:
    """The prose and the furniture of each article, in order.

    A short line that several of the articles print is furniture more readily than one that stands alone; a
    whole sentence that several print (a wire story) is prose all the same.
    """
    pages = [[_named(article.text, part) for part in _paragraphs(article.text)] for article in articles]
    printed: Counter[str] = Counter()
    for article, parts in zip(articles, pages, strict=True):
        printed.update(
            {_key(article.text, part) for part in parts if _is_title(article.text, part, SUBHEADING_WORDS)}
        )
    repeated = frozenset(line for line, times in printed.items() if times > 1)
    return tuple(_cleaned(article, parts, repeated) for article, parts in zip(articles, pages, strict=True))


def _cleaned(article: Article, parts: list[_Part], repeated: frozenset[str]) -> Cleaned:
    prose, removed = [], []
    for part in _divided(article.text, _in_context(article, parts, repeated)):
        span = Span(article, part.start, part.end)
        if part.kind is None:
            prose.append(span)
        else:
            removed.append(Removed(span, part.kind))
    return Cleaned(article, tuple(prose), tuple(removed))


# ---------------------------------------------------------------- lines and paragraphs


def _lines(text: str) -> Iterator[_Part]:
    """The lines that hold more than blanks, and the tags between them."""
    at, joined = 0, False
    for match in _BREAK.finditer(text):
        if line := _trimmed(text, at, match.start()):
            yield _Part(*line, joined=joined)
            joined = True
        if match["lines"] is None:
            yield _Part(*match.span(), "markup")
            joined = False
        elif not line or len(match[0].replace("\r\n", "\n")) > 1:
            joined = False
        at = match.end()
    if line := _trimmed(text, at, len(text)):
        yield _Part(*line, joined=joined)


def _paragraphs(text: str) -> Iterator[_Part]:
    """The lines, those that were wrapped at a column joined."""
    lines = list(_lines(text))
    width = _wrapped_width(text, lines)
    start = lines[0].start if lines else 0
    for line, following in zip_longest(lines, lines[1:]):
        if following and width and _continues(text, line, following, width):
            continue
        yield _Part(start, line.end, line.kind)
        start = following.start if following else 0


def _wrapped_width(text: str, lines: list[_Part]) -> float:
    """The column at which the text was wrapped, in characters; 0 if it wasn't.

    In wrapped English most lines begin in lower case, in other texts hardly any.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if b.joined]
    wrapped = [a.end - a.start for a, b in pairs if text[b.start].islower() and not _ends(text, a)]
    if not wrapped or 3 * len(wrapped) < len(pairs):
        return 0
    width = median(wrapped)
    return width if round(width) in WRAPPED_AT else 0


def _continues(text: str, line: _Part, following: _Part, width: float) -> bool:
    """Whether a line is full, so that the next one carries on."""
    if not following.joined or line.kind or following.kind or _BULLET.match(text, following.start):
        return False
    if text[following.start].islower() and not _ends(text, line):
        return True
    first_word = text[following.start : following.end].split(maxsplit=1)[0]
    if line.end - line.start + 1 + len(first_word) < width:
        return False
    return not any(furniture.name_line(_of(text, part)) for part in (line, following))


# ---------------------------------------------------------------- names


def _named(text: str, part: _Part) -> _Part:
    """A paragraph with its kind, as far as it can be told without its neighbours."""
    return part if part.kind else part._replace(kind=furniture.name_line(_of(text, part)))


class _Page(NamedTuple):
    """What names a paragraph among the others of its article."""

    latin: bool  # most letters are Latin, some are not
    telling: bool  # sentences end with punctuation, so that its lack shows something
    last: int  # where the last paragraph begins that is prose for sure
    repeated: frozenset[str]  # short lines that other articles print too


def _in_context(article: Article, parts: list[_Part], repeated: frozenset[str]) -> Iterator[_Part]:
    """The paragraphs with the kinds that show only in the whole: headlines, foreign lines, repeated lines."""
    text = article.text
    latin = _OTHER_LETTER.search(text) is not None and not _is_foreign(text)
    ending = [part for part in parts if not part.kind and _ends(text, part) and _count(text, part) > 5]
    endless = [
        part
        for part in parts
        if not (part.kind or _ends(text, part)) and _count(text, part) > SUBHEADING_WORDS
    ]
    telling = bool(ending) and len(ending) >= len(endless)
    last = max((part.start for part in (ending if telling else endless)), default=-1)
    page, above = _Page(latin, telling, last, repeated), True
    for part in parts:
        if part.kind:
            yield part
            continue
        above = above and _is_headline(article, part, page)
        yield part._replace(kind="headline" if above else _named_among(text, part, page))


def _named_among(text: str, part: _Part, page: _Page) -> str | None:
    """What a paragraph is called that is no headline."""
    if page.latin and _is_foreign(_of(text, part)):
        return "licence line" if _LICENCE.search(_of(text, part)) else "foreign-script line"
    if _is_title(text, part, SUBHEADING_WORDS):
        if _key(text, part) in page.repeated:
            return "page furniture"
        if page.telling:
            return "subheading" if part.start < page.last else "page furniture"
    captioned = part.start < page.last and part.end - part.start < furniture.LONGEST
    return "photo caption" if captioned and furniture.CREDIT_TAG.search(_of(text, part)) else None


def _is_headline(article: Article, part: _Part, page: _Page) -> bool:
    if article.headline and _key(article.text, part) == squash(article.headline).casefold():
        return True
    words = _of(article.text, part).split()
    title_case = len(words) > 3 and 4 * sum(word[0].isupper() for word in words) >= 3 * len(words)
    looks = (page.telling or title_case) and _is_title(article.text, part, HEADLINE_WORDS)
    return looks and part.start < page.last


def _is_title(text: str, part: _Part, words: int) -> bool:
    """Whether a line looks like a title: short, one sentence without final punctuation, not in lower case."""
    if part.kind or part.end - part.start > 12 * HEADLINE_WORDS or _ends(text, part):
        return False
    line = _of(text, part)
    most = HEADLINE_WORDS if line.isupper() else words
    return (
        not (line[0].islower() or _BULLET.match(line) or _INSIDE.search(line)) and len(line.split()) <= most
    )


def _is_foreign(line: str) -> bool:
    return not line.isascii() and len(_LATIN.findall(line)) < len(_OTHER_LETTER.findall(line))


def _key(text: str, part: _Part) -> str:
    return squash(_of(text, part)).casefold()


def _count(text: str, part: _Part) -> int:
    return len(_of(text, part).split())


def _of(text: str, part: _Part) -> str:
    return text[part.start : part.end]


def _ends(text: str, part: _Part) -> bool:
    """Whether a line ends as a sentence or clause does."""
    return bool(_FINAL.search(text[max(part.start, part.end - 8) : part.end]))


# ---------------------------------------------------------------- furniture amid prose


def _divided(text: str, parts: Iterable[_Part]) -> Iterator[_Part]:
    """The parts in order, the paragraphs of prose cut into what they hold: dateline, prose, furniture."""
    first = True
    for part in parts:
        if part.kind:
            yield part
            continue
        start = part.start
        if size := furniture.measure_dateline(text[start : part.end], colon=first):
            if dateline := _trimmed(text, start, start + size):
                yield _Part(*dateline, "dateline")
            start += size
        first = False
        pieces = list(_pieces(text, start, part.end))
        for at, piece in enumerate(pieces):
            mark_alone = piece.kind == "photo caption" and furniture.CREDIT_MARK.pattern.fullmatch(
                text, piece.start, piece.end
            )
            if mark_alone and at and pieces[at - 1].kind is None:
                pieces[at - 1] = pieces[at - 1]._replace(kind="photo caption")
        yield from _merged(pieces)


def _pieces(text: str, start: int, end: int) -> Iterator[_Part]:
    """A paragraph in sentences, labels and credit marks, each with its kind; as a line, the whole was no furniture."""
    cuts = {match.end() for match in _PIECE_END.finditer(text, start, end)}
    cuts |= {match.end() for match in furniture.CREDIT_MARK.within(text, start, end)}
    labels = {match.start(): match.end() for match in furniture.LABEL.within(text, start, end)}
    whole = (start, end) if not furniture.holds_sentences(text[start:end]) else None
    for at, until in pairwise(sorted({start, end, *cuts, *labels, *labels.values()})):
        if piece := _trimmed(text, at, until):
            yield _Part(*piece, None if piece == whole else furniture.name_sentence(text[slice(*piece)]))


def _merged(pieces: list[_Part]) -> Iterator[_Part]:
    """Neighbours of one kind as one part."""
    whole: _Part | None = None
    for piece in pieces:
        if whole and whole.kind == piece.kind:
            whole = whole._replace(end=piece.end)
            continue
        if whole:
            yield whole
        whole = piece
    if whole:
        yield whole


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without the blanks around it, None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None

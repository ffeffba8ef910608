"""Reads the number that begins at a word of a text, be it in figures or in words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from typing import Any, NamedTuple

from summarizer.language.words import fold

_DATA: dict[str, Any] = tomllib.loads((files("summarizer") / "data" / "numbers.toml").read_text("utf-8"))
# "nearly" is "below", and so on.
HEDGES: dict[str, str] = {phrase: hedge for hedge, phrases in _DATA["hedges"].items() for phrase in phrases}


def _numbered(lines: str, first: int) -> dict[str, int]:
    return {form: n for n, forms in enumerate(lines.strip().splitlines(), first) for form in forms.split()}


# Every form of a month's name, in lower case, with its number from 1; and of a weekday's, from 0 for Monday.
MONTHS = _numbered(_DATA["months"], 1)
WEEKDAYS = _numbered(_DATA["weekdays"], 0)

_SMALL = {word: value for value, word in enumerate(_DATA["small"].split())}
_TENS = {word: 10 * ten for ten, word in enumerate(_DATA["tens"].split(), 2)}
_ORDINALS = {word: value for value, word in enumerate(_DATA["ordinals"].split(), 1)} | {
    word.removesuffix("y") + "ieth": value for word, value in _TENS.items()
}
_VAGUE = frozenset(_DATA["vague"].split())
_SCALES: dict[str, int] = _DATA["scales"]
_SUFFIXES: dict[str, int] = _DATA["suffixes"]
_COINS: dict[str, str] = _DATA["coins"]
_PARTS = {"third": 3, "thirds": 3, "quarter": 4, "quarters": 4}
_GLYPHS = frozenset("½¼¾⅓⅔")  # "1½" is told apart by its spelling
SIGNS = "$€£¥"
# Longer figures are told apart by their digits: they amount to nothing that a newspaper counts.
_LONGEST_FIGURE = 40
_MOST = 10**_LONGEST_FIGURE

_COUNTRY_OF_DOLLARS = re.compile(r"\$(?:US|AU|NZ|HK|A|C)(?=\d)|\b(?:US|AU|NZ|HK|A|C)\$(?=\d)")
_PERCENT = re.compile(r"\s*%|[\s-]*(?:percent|per\s+cent|pct)(?:age\s+points?)?\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r" and a half\b(?! (?:million|billion|trillion))", re.IGNORECASE)
_HALF_DAY = re.compile(r"\s*([ap])\.?m\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<iso>\b\d{4}-\d\d-\d\d\b)"
    r"|(?P<clock>\b\d{1,2}:\d\d(?!\d))"
    r"|(?P<figure>(?<![\w.])\.\d+|(?<![^\W\d_])(?:\d{1,3}(?:,\d{2,3})+(?!\d)|\d+)(?:\.\d+)?)(?P<suffix>[^\W\d_]*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?\d*)"
)


class Token(NamedTuple):
    """A word or a figure at [start:end]; `kind` is the name of its group in the pattern."""

    kind: str
    text: str  # lower case, without a figure's suffix
    start: int
    end: int
    suffix: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and figures of a text, and what stands between them."""

    flat: str
    all: tuple[Token, ...]

    def word(self, at: int) -> str:
        """The word there; "" if there is none, or something else."""
        return self.all[at].text if 0 <= at < len(self.all) and self.all[at].kind == "word" else ""

    def kind(self, at: int) -> str:
        """What stands there; "" beyond the last token."""
        return self.all[at].kind if at < len(self.all) else ""

    def gap(self, at: int) -> str:
        """What stands before the token, after the one before."""
        return self.flat[self.all[at - 1].end : self.all[at].start]

    def joined(self, at: int) -> bool:
        """Whether only blanks or a hyphen part the token from the one before."""
        return 0 < at < len(self.all) and self.gap(at).strip() in ("", "-")

    def next(self, at: int) -> str:
        """The word after the token, if it is joined to it."""
        return self.word(at + 1) if self.joined(at + 1) else ""

    def past(self, at: int, end: int) -> int:
        """The first token from `at` on that begins at the offset `end` or later."""
        while at < len(self.all) and self.all[at].start < end:
            at += 1
        return at

    def reading(self, first: int, last: int, *keys: str) -> Reading:
        """The tokens [first:last + 1] as a number."""
        return Reading(self.all[first].start, self.all[last].end, frozenset(keys), last + 1)


class Reading(NamedTuple):
    """A number at [start:end], its normal forms, the token to go on from, its value and unit."""

    start: int
    end: int
    keys: frozenset[str]
    after: int
    value: Fraction | None = None
    scale: int = 1
    percent: bool = False
    coin: str = ""


def fold_dollars(text: str) -> str:
    """The folded text with "US$5" and "$US5" as "$5", each character in its place."""
    return _COUNTRY_OF_DOLLARS.sub(lambda found: "$".rjust(len(found[0])), fold(text))


def read(text: str) -> Tokens:
    """The words and figures of a text."""
    flat = fold_dollars(text)
    return Tokens(flat, tuple(map(_token, _TOKEN.finditer(flat))))


def _token(match: re.Match[str]) -> Token:
    kind, (start, end) = match.lastgroup or "", match.span()
    if kind == "suffix":
        return Token("figure", match["figure"], start, end, match["suffix"].lower(), capital=False)
    return Token(kind, match[0].lower(), start, end, "", match[0][0].isupper())


# ---------------------------------------------------------------- readers: what begins at a token


def _date(tokens: Tokens, at: int) -> Reading | None:
    """A day: "Nov. 30", "30 November", "2024-11-30"."""
    if tokens.kind(at) == "iso":
        year, month, day = map(int, tokens.all[at].text.split("-"))
        return tokens.reading(at, at, f"day {month}-{day}", str(year))
    if at + 1 >= len(tokens.all):
        return None
    gap = tokens.gap(at + 1).strip().lower()
    month_first = _month(tokens, at), _day(tokens, at + 1)
    day_first = _month(tokens, at + 1), _day(tokens, at)
    for (month, day), allowed in ((month_first, ("", ".")), (day_first, ("", "-"))):
        if month and day and gap in allowed:
            return tokens.reading(at, at + 1, f"day {month}-{day}")
    return None


def _month(tokens: Tokens, at: int) -> int:
    return MONTHS.get(tokens.word(at), 0) if tokens.all[at].capital else 0


def _day(tokens: Tokens, at: int) -> int:
    token = tokens.all[at]
    if (
        token.kind != "figure"
        or token.suffix not in ("", "st", "nd", "rd", "th")
        or not token.text.isdecimal()
    ):
        return 0
    return int(token.text) if len(token.text) <= 2 and int(token.text) <= 31 else 0


def _time(tokens: Tokens, at: int) -> Reading | None:
    """A time of day: "9:30", "5 p.m."."""
    token = tokens.all[at]
    if token.kind == "clock" or (token.kind == "figure" and token.text.isdecimal() and len(token.text) <= 2):
        if half := _HALF_DAY.match(tokens.flat, token.start + len(token.text)):
            key = f"at {token.text.lstrip('0')} {half[1].lower()}m"
            return Reading(token.start, half.end(), frozenset({key}), tokens.past(at, half.end()))
        if token.kind == "clock":
            return tokens.reading(at, at, f"at {token.text.lstrip('0')}")
    return None


def _ordinal(tokens: Tokens, at: int) -> Reading | None:
    """A place in a row: "third", "twenty-first", "21st"; a decade: "1990s"."""
    token = tokens.all[at]
    if token.kind == "figure" and token.suffix in ("st", "nd", "rd", "th", "s"):
        ending = "s" if token.suffix == "s" else "th"
        return tokens.reading(at, at, token.text.replace(",", "") + ending)
    if tokens.word(at) in _ORDINALS:
        return tokens.reading(at, at, f"{_ORDINALS[tokens.word(at)]}th")
    ones = _ORDINALS.get(tokens.next(at), 0)
    if tokens.word(at) in _TENS and 0 < ones < 10:
        return tokens.reading(at, at + 1, f"{_TENS[tokens.word(at)] + ones}th")
    return None


def _vague(tokens: Tokens, at: int) -> Reading | None:
    """A number that only its order of magnitude is told of: "thousands", "tens of thousands"."""
    word = tokens.word(at)
    if word not in _VAGUE:
        return None
    last = at + 2 if tokens.next(at) == "of" and tokens.next(at + 1) in _VAGUE else at
    return tokens.reading(at, last, " of ".join(tokens.word(i) for i in range(at, last + 1, 2)))


def _fraction(tokens: Tokens, at: int) -> Reading | None:
    """A part: "half", "half a million", "two thirds"."""
    if tokens.word(at) == "half":
        if tokens.next(at) in ("a", "an") and tokens.next(at + 1) in _SCALES:
            return _amount(tokens, at, Fraction(1, 2), at + 2)
        return tokens.reading(at, at, "1/2", "50%")
    if 0 < _SMALL.get(tokens.word(at), 0) < 4 and tokens.next(at) in _PARTS:
        part = Fraction(_SMALL[tokens.word(at)], _PARTS[tokens.next(at)])
        return tokens.reading(at, at + 1, str(part), f"{100 * part}%")
    return None


def _scale(tokens: Tokens, at: int) -> Reading | None:
    """One of a scale: "a dozen", "a million"; one nobody counted: "several hundred"."""
    if tokens.word(at) in ("a", "an") and tokens.next(at) in _SCALES:
        return _amount(tokens, at + 1, Fraction(1), at + 1)
    if tokens.word(at) in _SCALES:
        return tokens.reading(at, at, f"some {tokens.word(at)}")
    return None


def _count(tokens: Tokens, at: int) -> Reading | None:
    """An amount in figures or in words; "no one" and "one another" count nothing."""
    token, following = tokens.all[at], tokens.next(at)
    if token.kind == "figure":
        digits = token.text.replace(",", "")
        if len(digits) > _LONGEST_FIGURE or token.suffix in _GLYPHS:
            return tokens.reading(at, at, digits + token.suffix)
        return _amount(tokens, at, Fraction(digits), at + 1, _SUFFIXES.get(token.suffix, 1))
    nobody = token.text == "one" and (tokens.word(at - 1) == "no" or following == "another")
    if nobody or not _counts(tokens, at):
        return None
    ones = _SMALL.get(following, 0) if token.text in _TENS else 0
    compound = 0 < ones < 10
    return _amount(tokens, at, Fraction(_value(token.text) + (ones if compound else 0)), at + 1 + compound)


_READERS = (_date, _time, _ordinal, _vague, _fraction, _scale, _count)
# Words that a number without digits begins with, or has behind an article.
WITHOUT_DIGITS = frozenset({"half", *_SMALL, *_TENS, *_ORDINALS, *_VAGUE, *_SCALES})
_FIRST_WORDS = WITHOUT_DIGITS.union({"a", "an", *MONTHS})


def begin(tokens: Tokens, at: int) -> Reading | None:
    """The number that begins at the token `at`, if one does."""
    if tokens.all[at].kind == "word" and tokens.all[at].text not in _FIRST_WORDS:
        return None
    return next((found for reader in _READERS if (found := reader(tokens, at))), None)


def _value(word: str) -> int:
    return _SMALL.get(word, _TENS.get(word, 0))


def _counts(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _SMALL or tokens.word(at) in _TENS


def _amount(tokens: Tokens, at: int, value: Fraction, after: int, scale: int = 1) -> Reading:
    """The amount that begins at `at` with `value`, read on from `after` to its unit."""
    last = tokens.all[after - 1]
    value, scale, after = _scaled(tokens, value * scale, scale, after)
    start, end = tokens.all[at].start, tokens.all[after - 1].end
    if tokens.all[after - 1] is last and last.kind == "figure" and last.suffix not in _SUFFIXES:
        end -= len(last.suffix)
    if half := _AND_A_HALF.match(tokens.flat, end):
        value, end = value + Fraction(1, 2), half.end()
    if percent := _PERCENT.match(tokens.flat, end):
        after, keys = tokens.past(after, percent.end()), frozenset({f"{value}%"})
        return Reading(start, percent.end(), keys, after, value, scale, percent=True)
    after = tokens.past(after, end)
    sign = tokens.flat[start - 1 : start] if start else ""
    coin = sign if sign and sign in SIGNS else _COINS.get(tokens.next(after - 1), "")
    return Reading(start, end, frozenset({f"{coin}{value}"}), after, value, scale, coin=coin)


def _scaled(tokens: Tokens, value: Fraction, scale: int, after: int) -> tuple[Fraction, int, int]:
    """The value with "hundred", "and", "fifty", "thousand" read on, its largest scale, the token after."""
    total, current, highest = Fraction(0), value, 0
    while tokens.joined(after) and total + current < _MOST:
        word = tokens.word(after)
        if 0 < _SCALES.get(word, 0) < 1_000:
            current *= _SCALES[word]
            scale = max(scale, _SCALES[word])
        elif word in _SCALES:
            if _SCALES[word] > highest or not current:  # "two thousand million"
                current, total = total + current, Fraction(0)
            total, current, highest = total + current * _SCALES[word], Fraction(0), _SCALES[word]
            scale = max(scale, _SCALES[word])
        elif scale >= 100 and _counts(tokens, after):
            current += _value(word)
        elif not (scale >= 100 and word == "and" and _counts(tokens, after + 1) and tokens.joined(after + 1)):
            break
        after += 1
    return total + current, scale, after

"""What a draft claims, and what the spans that it cites say: each read once, for all the rules."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.language.clauses import core, read
from summarizer.language.names import Register, names
from summarizer.language.neighbours import START, ahead, behind, beside, governed, phrases
from summarizer.language.numbers import numbers
from summarizer.language.places import places
from summarizer.language.quotations import quotations
from summarizer.language.reports import content as told
from summarizer.language.reports import reports
from summarizer.language.scopes import denials, stated
from summarizer.language.times import times
from summarizer.language.words import STOP, Stems, content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summarizer.language.clauses import Token
    from summarizer.language.names import Case, Name
    from summarizer.language.numbers import Number
    from summarizer.language.places import Place
    from summarizer.language.quotations import Quotation
    from summarizer.language.reports import Report
    from summarizer.language.scopes import Forces, Stated
    from summarizer.views import Draft, Span

WORDING: dict[str, str] = tomllib.loads((files("summarizer") / "data" / "wording.toml").read_text("utf-8"))
# What a number counts stands at most so many words before or after it.
_REACH = 6
# Words that may part a number from what it counts.
_BETWEEN = frozenset({"of", "the", "a", "an", "more", "other", "such"})


def _alike() -> dict[str, frozenset[str]]:
    """The stems that may stand for each stem: forms of one word, and forms of plain synonyms."""
    stems = Stems()
    groups = {name: WORDING[name].replace("\n", "|").split("|") for name in ("inflections", "neutral")}
    forms = [frozenset(stems.of(group.split())) for group in groups["inflections"]]
    synonyms = [frozenset(stems.of(group.split())) for group in groups["neutral"]]
    wide = [group.union(*(one for one in forms if one & group)) for group in synonyms]
    return {
        stem: frozenset().union(*(g for g in (*forms, *wide) if stem in g))
        for g in (*forms, *wide)
        for stem in g
    }


_ALIKE = _alike()


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, the content word right after it ("" if none is), the words around it, before and behind it, as stems.

    `times` are the dates that it belongs to (see `language.times`).
    """

    number: Number
    thing: str
    near: frozenset[str]
    ahead: str
    behind: str
    times: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says something: the stems of who, of what, and of what may go on to be said (see `Report`).

    `verb` is the stem of the verb; `within`, that somebody else says that it was said. `starts` are where the words begin
    that tell of the saying: who, the verb, to whom and when.
    """

    speaker: frozenset[str]
    words: frozenset[str]
    more: frozenset[str]
    verb: str
    sure: bool
    within: bool
    starts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Claims:
    """A draft's text and everything in it that its spans have to bear out.

    `follows`: the brief tells it right behind the sentence that it follows in its article.
    """

    text: str
    follows: bool
    tokens: tuple[Token, ...]
    numbers: tuple[Counted, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    stated: tuple[Stated, ...]
    reports: frozenset[Claim]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the spans of a draft say. `said` maps the stem of a content word to each time that they say it.

    `orders` maps, for each span, each stem to its first and last place; `hosts` tells what every phrase hangs on,
    `beside` the neighbours of every word (see `neighbours`). `denials` counts the words that deny; `parted` are words that
    stand side by side only with such a word between them, `governed` only with an "-ing" ("with planning his").
    `places` are those of numbers, names and the like, those alike once.
    `vouched` holds what derived dates vouch for: keys of numbers, weekdays and months; `derived` their texts.
    """

    texts: tuple[str, ...]
    numbers: tuple[Counted, ...]
    register: Register
    said: Mapping[str, frozenset[Forces]]
    words: frozenset[str]
    orders: tuple[Mapping[str, tuple[int, int]], ...]
    hosts: Mapping[tuple[str, str], tuple[frozenset[str], ...]]
    beside: Mapping[str, frozenset[str]]
    denials: int
    parted: frozenset[tuple[str, str]]
    governed: frozenset[tuple[str, str]]
    reports: frozenset[Claim]
    places: tuple[Place, ...]
    derived: tuple[str, ...]
    vouched: frozenset[str]
    stems: Stems

    def times(self, word: str) -> frozenset[Forces]:
        """What the word stands under each time that the spans say it, in any form, or a plain synonym."""
        stem = self.stems[word]
        if stem in self.said:
            return self.said[stem]
        return frozenset().union(*(self.said.get(other, ()) for other in _ALIKE.get(stem, ())))

    def like(self, stem: str) -> frozenset[str]:
        """The stem, and those that may stand for it."""
        return _ALIKE.get(stem, frozenset()) | {stem}

    def derives(self, word: str) -> bool:
        """Whether a derived date holds the word ("three days after")."""
        return any(word in content(text) for text in self.derived)


def claims_of(text: str, case: Case, stems: Stems, *, follows: bool = False) -> Claims:
    """What a draft's text claims; `follows` as in Claims."""
    tokens = read(text)
    found = counted(text, tokens, stems)
    return Claims(
        text=text,
        follows=follows,
        tokens=tokens,
        numbers=found,
        names=names(text, case),
        quotations=quotations(text),
        stated=stated(tokens),
        reports=frozenset(_claims(tokens, stems)),
        places=_once(places(text, tokens, (one.number for one in found))),
    )


def evidence_for(draft: Draft, case: Case, stems: Stems) -> Evidence:
    """What the draft's spans and mentions say; its derived dates are kept apart."""
    return vouched_for(evidence_of((*draft.shown, *draft.mentions), stems), draft, case)


def vouched_for(evidence: Evidence, draft: Draft, case: Case) -> Evidence:
    """The evidence with the draft's derived dates beside it."""
    derived = tuple(one.text for one in draft.derived)
    return replace(
        evidence, derived=derived, vouched=frozenset(key for text in derived for key in _vouched(text, case))
    )


def evidence_of(shown: Iterable[Span], stems: Stems) -> Evidence:
    """What some spans say."""
    texts = tuple(" ".join(span.text.split()) for span in shown)
    said: defaultdict[str, set[Forces]] = defaultdict(set)
    spans = [(text, read(text)) for text in texts]
    for _, tokens in spans:
        for one in stated(tokens):
            said[stems[one.word]].add(one.forces)
    found = [counted(text, tokens, stems) for text, tokens in spans]
    denied = [denials(tokens) for _, tokens in spans]
    beside_each_other = {pair for _, tokens in spans for pair in pairwise(token.word for token in tokens)}
    return Evidence(
        texts=texts,
        numbers=tuple(one for own in found for one in own),
        register=Register(texts),
        said={stem: frozenset(forces) for stem, forces in said.items()},
        words=frozenset(token.word for _, tokens in spans for token in tokens),
        orders=tuple(_order(tokens, stems) for _, tokens in spans),
        hosts=_hosts([tokens for _, tokens in spans], stems),
        beside=beside([tokens for _, tokens in spans], stems),
        denials=max(len({word for own in denied for _, word in own}), *map(len, denied), 0),
        parted=frozenset(pair for own in denied for pair in own if all(pair)) - beside_each_other,
        governed=frozenset(pair for _, tokens in spans for pair in governed(tokens)) - beside_each_other,
        reports=frozenset(claim for _, tokens in spans for claim in _claims(tokens, stems)),
        places=_once(
            place
            for (text, tokens), own in zip(spans, found, strict=True)
            for place in places(text, tokens, (one.number for one in own))
        ),
        derived=(),
        vouched=frozenset(),
        stems=stems,
    )


def _once(found: Iterable[Place]) -> tuple[Place, ...]:
    """The places, of those that hold the same among the same words the last."""
    return tuple({(one.kind, one.known_by, one.before, one.after): one for one in found}.values())


def _vouched(text: str, case: Case) -> set[str]:
    """The days, years, lengths of time, weekdays and months of a derived text."""
    keys = {key for number in numbers(text) if number.in_time(text) for key in number.keys}
    return keys | {name.day for name in names(text, case) if name.day}


def _order(tokens: tuple[Token, ...], stems: Stems) -> dict[str, tuple[int, int]]:
    """The first and the last place of every stem, in words."""
    order: dict[str, tuple[int, int]] = {}
    for at, token in enumerate(tokens):
        stem = stems[token.word]
        order[stem] = (order.get(stem, (at, at))[0], at)
    return order


def _hosts(
    spans: Iterable[tuple[Token, ...]], stems: Stems
) -> dict[tuple[str, str], tuple[frozenset[str], ...]]:
    """What every phrase of some spans hangs on, each time: by its opener, and by each stem that it is known by."""
    found: defaultdict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for tokens in spans:
        for phrase in phrases(tokens, stems):
            for stem in phrase.known_by:
                found[phrase.opener, stem].append(phrase.host)
    return {phrase: tuple(hosts) for phrase, hosts in found.items()}


def _claims(tokens: tuple[Token, ...], stems: Stems) -> Iterator[Claim]:
    found = reports(tokens)
    for one in found:
        end = core(tokens, one.claim)
        parts = one.speaker, one.claim[:end], (*one.claim[end:], *one.more)
        who, what, more = (frozenset(stems.of(told(tokens, places))) for places in parts)
        verb = stems[tokens[one.saying[0]].word]
        within = any(_within(one, other) for other in found if other.sure)
        beside = (*one.speaker, *one.saying) if one.beside else ()
        yield Claim(who, what, more, verb, one.sure, within, frozenset(tokens[i].start for i in beside))


def _within(one: Report, other: Report) -> bool:
    """Whether a report is reported by the other: "X said Y warned that C". Of two that hold each other the last reports."""
    if not (one.speaker and one.beside and {one.speaker[-1], one.saying[0]} <= set(other.claim)):
        return False
    return other.saying[0] not in one.claim or other.claim[-1] < other.saying[0]


def counted(text: str, tokens: tuple[Token, ...], stems: Stems) -> tuple[Counted, ...]:
    """The numbers of the text with what they may count."""
    starts = [token.start for token in tokens]
    found = numbers(text)
    taken = {number.start for number in found}
    when = times(text, tokens, found) if found else {}
    counts = []
    for number in found:
        first, after = bisect_left(starts, number.start), bisect_left(starts, number.end)
        following = tokens[after : after + _REACH]
        next_one = next((t for t in following if t.border or t.word not in _BETWEEN), None)
        thing = next_one.word if next_one and not next_one.border and next_one.start not in taken else ""
        around = (*tokens[max(0, first - _REACH) : first], *following)
        counts.append(
            Counted(
                number,
                stems[thing] if thing.isalpha() and thing not in STOP else "",
                frozenset(stems[token.word] for token in around),
                ahead(tokens, first, stems) if first < len(tokens) else START,
                next(behind(tokens, after - 1, stems), "") if after else "",
                when.get(number.start, frozenset()),
            )
        )
    return tuple(counts)

"""The rule for who does what to whom: words keep their place among their neighbours, phrases may move."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from summarizer.language.clauses import OPENERS
from summarizer.language.figures import MONTHS, WEEKDAYS
from summarizer.language.neighbours import START, ahead, behind, phrases
from summarizer.language.words import STOP
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.language.clauses import Token
    from summarizer.language.neighbours import Phrase
    from summarizer.rules.evidence import Claims, Evidence

# A word is held to so many content words on either side; a name that stands alone, to the first of so many phrases
# after it, too: an aside may part it from its verb.
_BESIDE, _BEYOND = 2, 4
# What these open says when, why or on what terms.
_SUBORDINATORS = frozenset(
    "after before because since until if unless when during amid following despite although though".split()
)
_CIRCUMSTANCES = _SUBORDINATORS | {"in", "on", "at"}
_FREE = frozenset((*WEEKDAYS, *MONTHS))  # days may hang on any clause


def roles_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """Words keep their place among their neighbours: who did it and whom it was done to don't trade places.

    A content word is held to those beside it in its phrase: fewer of them may have changed sides than have not, and at
    least one of a name's must have stayed. A phrase that a source opens with the same word ("after the storm") may
    stand anywhere; of one that no source has, a name that stands alone is held to the words around it, but for those of a
    phrase that tells when or why.
    """
    names = {i: name for name in claims.names for i in range(name.start, name.end)}
    words = _in_play(claims, evidence)
    opened = [token.start for token in claims.tokens if token.border or token.word in OPENERS]
    phrase = [bisect_right(opened, token.start) for token in words]
    kept_whole = _kept_whole(claims, evidence, opened)
    for _, run in groupby(range(len(words)), key=lambda at: names.get(words[at].start) or at):
        own = list(run)
        first, last = words[own[0]], words[own[-1]]
        named = first.start in names
        near = range(max(0, own[0] - _BESIDE), min(len(words), own[-1] + 1 + _BESIDE))
        beside = [at for at in near if at not in own and phrase[at] == phrase[own[0]]]
        if named and not beside and phrase[own[0]] not in kept_whole:
            far = (at for at in (*near, *_beyond(own[-1], phrase)) if at not in own)
            beside = [at for at in far if kept_whole.get(phrase[at]) not in _SUBORDINATORS]
        votes = [
            _ordered(words[min(at, other)].word, words[max(at, other)].word, evidence)
            for at in own
            for other in beside
        ]
        kept, turned = votes.count(True), votes.count(False)
        known = named and any(evidence.stems[words[at].word] in evidence.said for at in own)
        if (known and beside and not kept) or turned >= max(2, kept):
            said = claims.text[first.start : last.end]
            yield Refusal("role", f"{said!r} stands among other words in the cited spans")


def phrases_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """A phrase hangs on what it hangs on in a span, where it opens neither sentence: "in Arden" on nobody else's verb.

    What "after" or "because" opens is what it opens in a span that says the word.
    """
    for phrase in phrases(claims.tokens, evidence.stems):
        if phrase.known_by[0] in _FREE or _is_day(phrase.known_by[0]):
            continue
        found = [evidence.hosts.get((phrase.opener, stem)) for stem in phrase.known_by]
        hosts = [host for own in found if own for host in own]
        said = f"{phrase.opener} ... {phrase.known_by[0]}"
        if not hosts and phrase.opener in _SUBORDINATORS and phrase.opener in evidence.words:
            yield Refusal("role", f"{said!r} opens another phrase in the cited spans")
        elif phrase.opener in _CIRCUMSTANCES and phrase.host and hosts and not _hang_alike(phrase, hosts):
            yield Refusal("role", f"{said!r} hangs on something else in the cited spans")


def _hang_alike(phrase: Phrase, hosts: Sequence[frozenset[str]]) -> bool:
    """Whether a phrase may hang on what it does in a span: they share a word, or nothing is known of that."""
    return any(not host or host & phrase.host for host in hosts)


def _is_day(stem: str) -> bool:
    """Whether the word may be a day of a month or a time: figures that are no year."""
    return stem[0].isdecimal() and len(stem) < 4


def neighbours_stay(claims: Claims, evidence: Evidence) -> Iterator[Refusal]:
    """A name has a neighbour that it has in some span, on either side, or begins a clause in both; a number one before it.

    It is the word-level form of holding every arc of a parse to the source (Goyal and Durrett 2020): that some span says
    each word, and in this order, would let one name of a sentence stand in another's place. Days move freely.
    """
    for start, end, here, there in sorted((*_names(claims, evidence), *_numbers(claims, evidence))):
        if there and not any(evidence.like(stem) & there for stem in here):
            yield Refusal("link", f"{claims.text[start:end]!r} has other neighbours in the cited spans")


_Neighbours = tuple[int, int, set[str], set[str]]


def _names(claims: Claims, evidence: Evidence) -> Iterator[_Neighbours]:
    """Every name at [start:end], its neighbours here and in the spans."""
    tokens = claims.tokens
    for name in claims.names:
        own = [i for i, token in enumerate(tokens) if name.start <= token.start < name.end]
        if own and not name.day:
            here = {ahead(tokens, own[0], evidence.stems), *behind(tokens, own[-1], evidence.stems)}
            there = set[str]().union(*(evidence.beside.get(tokens[i].word, ()) for i in own))
            yield name.start, name.end, here, there


def _numbers(claims: Claims, evidence: Evidence) -> Iterator[_Neighbours]:
    """Every number that is no year and no derived date, what stands before it here, and in the spans."""
    circumstances = frozenset(evidence.stems.of(_CIRCUMSTANCES))
    for one in claims.numbers:
        number = one.number
        if not number.keys & evidence.vouched and not number.is_year(claims.text):
            same = [other for other in evidence.numbers if other.number.keys & number.keys]
            # That both begin a clause says little: then what follows has to be the same, if it is no circumstance.
            last = not one.behind or one.behind in circumstances
            there = {o.ahead for o in same if o.ahead != START or last or o.behind == one.behind}
            yield number.start, number.end, {one.ahead}, there or {""} if same else set()


def _in_play(claims: Claims, evidence: Evidence) -> list[Token]:
    """The content words that have a place to keep: no numbers, no days, and no speakers, who may come first or last."""
    free = [(one.number.start, one.number.end) for one in claims.numbers]
    free += [(name.start, name.end) for name in claims.names if name.day]
    known = [one for one in evidence.reports if one.sure and one.starts]
    speaking = {
        start
        for claim in claims.reports
        if claim.sure or any(claim.speaker & one.speaker for one in known)
        for start in claim.starts
    }
    return [
        token
        for token in claims.tokens
        if token.word not in STOP
        and token.start not in speaking
        and not any(start <= token.start < end for start, end in free)
    ]


def _kept_whole(claims: Claims, evidence: Evidence, opened: Sequence[int]) -> dict[int, str]:
    """The openers of the phrases, by their number, that a span has, too: they moved, if at all, as one."""
    return {
        bisect_right(opened, phrase.place): phrase.opener
        for phrase in phrases(claims.tokens, evidence.stems)
        if any((phrase.opener, stem) in evidence.hosts for stem in phrase.known_by)
    }


def _beyond(at: int, phrase: Sequence[int]) -> list[int]:
    """The first words of the phrases after that of `at`."""
    firsts = [i for i in range(at + 1, len(phrase)) if phrase[i] != phrase[i - 1]]
    return firsts[:_BEYOND]


def _ordered(first: str, second: str, evidence: Evidence) -> bool | None:
    """Whether some span says `first` before `second`; None if none says both."""
    one, other = evidence.stems[first], evidence.stems[second]
    both = [order for order in evidence.orders if one in order and other in order]
    return any(order[one][0] < order[other][1] for order in both) if both else None

"""The gate: holds a draft against the spans that it cites, rule by rule, and refuses what they do not say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.language.clauses import read
from summarizer.language.quotations import quotations
from summarizer.language.scopes import stated
from summarizer.language.standing import leans
from summarizer.language.words import Stems
from summarizer.rules.evidence import Claims, claims_of, evidence_for, evidence_of
from summarizer.rules.form import form_is_a_sentence, nothing_is_cut_off, nothing_is_said_twice
from summarizer.rules.items import (
    dates_stand,
    names_stand,
    numbers_count_the_same,
    numbers_keep_their_days,
    numbers_stand,
    quotations_are_verbatim,
)
from summarizer.rules.places import places_stay
from summarizer.rules.roles import neighbours_stay, phrases_stay, roles_stay
from summarizer.rules.wording import (
    chains_stay,
    denials_are_no_fewer,
    denials_are_no_more,
    forces_stay,
    labels_are_somebodys,
    quotations_have_speakers,
    speakers_stay,
    verbs_are_left_in,
    words_stand,
)
from summarizer.views import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.language.names import Case
    from summarizer.rules.evidence import Evidence
    from summarizer.views import Draft, Span

    Rule = Callable[[Claims, Evidence], Iterator[Refusal]]

RULES = (
    form_is_a_sentence,
    nothing_is_cut_off,
    numbers_stand,
    numbers_count_the_same,
    numbers_keep_their_days,
    dates_stand,
    names_stand,
    quotations_are_verbatim,
    words_stand,
    forces_stay,
    denials_are_no_more,
    denials_are_no_fewer,
    verbs_are_left_in,
    roles_stay,
    phrases_stay,
    neighbours_stay,
    places_stay,
    speakers_stay,
    chains_stay,
    quotations_have_speakers,
    labels_are_somebodys,
    nothing_is_said_twice,
)
# What a source's own sentence is held to: it bears out itself.
OF_FORM = (form_is_a_sentence, quotations_have_speakers, labels_are_somebodys)


def verify(draft: Draft, case: Case, stems: Stems | None = None) -> tuple[Refusal, ...]:
    """Why the draft may not be said; empty if nothing stands against it.

    The draft is held against its `shown` spans and its `mentions`, which are what it will cite; its `derived`
    texts vouch for dates and lengths of time only. `case` tells how the request's articles write their words;
    `stems` are those that the request has found so far.
    """
    stems = Stems() if stems is None else stems
    follows = draft.fact.follows is not None
    if any(draft.text == " ".join(span.text.split()) for span in draft.shown):
        return (
            *_leaning(draft),
            *weigh(_form(draft.text, follows=follows), evidence_of((), stems), OF_FORM),
        )
    claims = claims_of(draft.text, case, stems, follows=follows)
    return (*_leaning(draft), *weigh(claims, evidence_for(draft, case, stems)))


def _form(text: str, *, follows: bool) -> Claims:
    """Of what a text claims, as much as a source's own sentence is held to: its form, its speakers, its labels."""
    tokens = read(text)
    return Claims(text, follows, tokens, (), (), quotations(text), stated(tokens), frozenset(), ())


def _leaning(draft: Draft) -> Iterator[Refusal]:
    """That a reader needs a sentence before to know who or what is meant, where the draft's lead needs none."""
    if leans(draft.text) and not draft.fact.follows and not leans(draft.fact.lead.text):
        yield Refusal("form", "leans on a sentence that is not told")


def weigh(claims: Claims, evidence: Evidence, rules: Sequence[Rule] = RULES) -> tuple[Refusal, ...]:
    """What the rules say against some claims, rule by rule."""
    return tuple(refusal for rule in rules for refusal in rule(claims, evidence))


def trim(draft: Draft, case: Case) -> Draft:
    """A draft that passed, shown only the spans that bear it out alone and those that the others don't do without.

    So every citation counts in the manner of ALCE (Gao et al. 2023): one that neither supports the sentence nor is missed,
    when it is left out, makes a reader look for what is not there.
    """
    kept = list(draft.shown)
    for span in reversed(draft.shown):
        others = tuple(one for one in kept if one is not span)
        if (
            others
            and verify(replace(draft, shown=(span,)), case)
            and not verify(replace(draft, shown=others), case)
        ):
            kept.remove(span)
    return replace(draft, shown=tuple(kept))


def align(text: str, candidates: Sequence[Span], limit: int, stems: Stems) -> tuple[Span, ...]:
    """At most `limit` of the candidates that together hold most of the text's content words, the best first.

    Greedy set cover; a span that adds no word is left out, so a text that none supports gets none.
    """
    missing = set(stems.content(text))
    held = {span: missing.intersection(stems.content(span.text)) for span in candidates}
    chosen: list[Span] = []
    while len(chosen) < limit and held:
        best = max(held, key=lambda span: len(held[span] & missing))
        gained = held.pop(best) & missing
        if not gained:
            break
        chosen.append(best)
        missing -= gained
    return tuple(chosen)

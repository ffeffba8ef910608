"""Which sentences of one text stand in another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.copies import COMMON, RUN, copied_sentences
from summarizer.language.words import tokens

WORDS = st.lists(st.sampled_from(["mill", "dam", "quay"]), min_size=8, max_size=14).map(" ".join)
TEXTS = st.dictionaries(st.integers(0, 9), st.lists(WORDS, max_size=3), max_size=3)


def shares(sentence: str, others: list[str]) -> bool:
    """Whether a run of words of the sentence stands in one of the others, by looking at all of them."""
    words = tokens(sentence)
    runs = [words[start : start + RUN] for start in range(len(words) - RUN + 1)]
    theirs = list(map(tokens, others))
    return any(run == words[at : at + RUN] for run in runs for words in theirs for at in range(len(words)))


@given(TEXTS, TEXTS)
def test_it_counts_what_a_slow_search_counts(
    texts: dict[int, list[str]], others: dict[int, list[str]]
) -> None:
    slow = {
        text: {
            other: count
            for other, theirs in others.items()
            if (count := sum(shares(sentence, theirs) for sentence in sentences))
        }
        for text, sentences in texts.items()
    }
    assert copied_sentences(texts, others) == slow


def test_glyphs_hide_no_copy() -> None:
    straight = 'He said: "It\'s time for every side to sit down - and to listen to the others."'
    curly = "“It’s time for every side to sit down — and to listen to the others,” he said."
    assert copied_sentences({0: [straight]}, {0: [curly]}) == {0: {0: 1}}


def test_a_formula_of_many_articles_is_no_copy() -> None:
    formula = ["Write to the desk in Velmora if you saw what happened at the old mill."]
    assert copied_sentences(dict.fromkeys(range(COMMON), formula), {0: formula})[0] == {0: 1}
    assert copied_sentences(dict.fromkeys(range(COMMON + 1), formula), {0: formula})[0] == {}

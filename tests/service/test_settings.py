"""The environment, read once, and what is wrong in it said in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from service.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_environment_is_enough() -> None:
    settings = load_settings()
    assert (settings.model, settings.concurrency, settings.workers) == (None, 1, 1)
    assert settings.max_body_bytes == 10_000_000
    assert settings.every_key() == ()


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBRIEF_DEADLINE", "2.5")
    monkeypatch.setenv("NEWSBRIEF_METRICS_OPEN", "yes")
    settings = load_settings()
    assert (settings.deadline, settings.metrics_open) == (2.5, True)


def test_keys_come_from_the_variable_and_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("third\n\n fourth \n")
    monkeypatch.setenv("NEWSBRIEF_API_KEYS", "first, second,")
    monkeypatch.setenv("NEWSBRIEF_API_KEYS_FILE", str(file))
    assert load_settings().every_key() == ("first", "second", "third", "fourth")


def test_keys_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBRIEF_API_KEYS", "opensesame")
    assert "opensesame" not in repr(Settings())


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("QUEUE", "many", "NEWSBRIEF_QUEUE: Input should be a valid integer"),
        ("QUEUE", "-1", "NEWSBRIEF_QUEUE: Input should be greater than or equal to 0"),
        ("DEADLINE", "0", "NEWSBRIEF_DEADLINE: Input should be greater than 0"),
        ("DEADLINE", "inf", "NEWSBRIEF_DEADLINE: Input should be a finite number"),
        ("LOG_LEVEL", "loud", "NEWSBRIEF_LOG_LEVEL: Input should be 'debug'"),
        ("API_KEYS", "", "NEWSBRIEF_API_KEYS: holds no key"),  # never an open service by mistake
        ("API_KEYS", " , ", "NEWSBRIEF_API_KEYS: holds no key"),
        ("API_KEYS", "schlüssel", "NEWSBRIEF_API_KEYS: holds a key that can't travel in a header"),
        ("API_KEYS_FILE", "/nowhere/keys", "NEWSBRIEF_API_KEYS_FILE: can't be read: No such file"),
    ],
)
def test_a_bad_setting_is_one_line_and_status_2(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"NEWSBRIEF_{name}", value)
    with pytest.raises(SystemExit) as exit_:
        load_settings()
    assert exit_.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"newsbrief: {told}")


@pytest.mark.parametrize("content", [b"", b" \n\n", b"schl\xc3\xbcssel\n"])
def test_a_file_without_usable_keys_is_refused(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "keys"
    file.write_bytes(content)
    monkeypatch.setenv("NEWSBRIEF_API_KEYS_FILE", str(file))
    with pytest.raises(SystemExit):
        load_settings()
    assert "newsbrief: NEWSBRIEF_API_KEYS_FILE:" in capsys.readouterr().err

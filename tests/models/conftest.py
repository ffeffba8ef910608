"""The tiny checkpoints, made once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.models.seq2seq import Seq2Seq, load_seq2seq
from tests.models.checkpoints import save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a family's tiny checkpoint."""
    home = tmp_path_factory.mktemp("checkpoints")

    def folder(family: str) -> Path:
        if not (home / family).exists():
            save(family, home / family)
        return home / family

    return folder


@pytest.fixture(scope="session")
def writer(checkpoint: Callable[[str], Path]) -> Callable[[str], Seq2Seq]:
    """A family's tiny checkpoint, loaded once. On one thread: more would only wait for each other."""
    loaded: dict[str, Seq2Seq] = {}

    def load(family: str) -> Seq2Seq:
        if family not in loaded:
            loaded[family] = load_seq2seq(checkpoint(family), threads=1)
        return loaded[family]

    return load

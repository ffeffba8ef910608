"""The public names: a sorted list that is true, and a drawing of the errors that is too."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import summarizer
from summarizer import errors, types


def imported_for_type_checkers() -> set[str]:
    """The names that `summarizer` imports under TYPE_CHECKING, where editors and mypy find them."""
    tree = ast.parse(Path(summarizer.__file__).read_text("utf-8"))
    guard = next(node for node in tree.body if isinstance(node, ast.If))
    return {alias.name for node in guard.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def defined_in(module: object, base: type) -> set[str]:
    """The public subclasses of `base`, itself included, that the module defines."""
    classes = inspect.getmembers(module, inspect.isclass)
    return {
        name
        for name, cls in classes
        if issubclass(cls, base) and cls.__module__ == getattr(module, "__name__", "") and name[0] != "_"
    }


def drawn_parents() -> dict[str, str | None]:
    """Each error of the drawing in `summarizer.errors`, and the error above it."""
    path: list[str] = []
    parents: dict[str, str | None] = {}
    for line in (errors.__doc__ or "").splitlines():
        if not (match := re.match(r"([│├└─ ]*)([A-Z]\w+)(?:\s{2,}|$)", line)):
            continue
        depth = len(match[1]) // 4
        path[depth:] = [match[2]]
        parents[match[2]] = path[depth - 1] if depth else None
    return parents


def test_its_public_names_are_sorted_and_true() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__)
    assert set(summarizer.__all__) == imported_for_type_checkers()
    assert set(summarizer.__all__) == {name for name in dir(summarizer) if not name.startswith("_")}


@pytest.mark.parametrize("name", summarizer.__all__)
def test_each_public_name_is_there_and_documented(name: str) -> None:
    thing = getattr(summarizer, name)
    assert thing.__name__ == name
    assert thing.__doc__
    assert thing.__doc__.strip().splitlines()[0].endswith(".")


def test_a_name_that_it_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="summary"):
        _ = summarizer.summary


def test_its_types_are_sorted_and_true() -> None:
    assert types.__all__ == sorted(types.__all__)
    assert set(types.__all__) == defined_in(types, types.Model) - {"Model"}


def test_its_errors_are_as_they_are_drawn() -> None:
    defined = {name: getattr(errors, name) for name in defined_in(errors, errors.NewsbriefError)}
    actual = {
        name: cls.__base__.__name__ if cls is not errors.NewsbriefError else None
        for name, cls in defined.items()
    }
    assert drawn_parents() == actual


def test_each_error_has_a_code_of_its_own() -> None:
    codes = [getattr(errors, name).code for name in defined_in(errors, errors.NewsbriefError)]
    assert len(codes) == len(set(codes))

"""Bundles as JSON: what is wrong is named by its place and never repeated, for it may be an article."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import InvalidBundle, Problem, UnreadableSource
from summarizer.formats.text import decode
from summarizer.types import Bundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

__all__ = ["parse", "parse_bundle", "parse_lines"]

Shape = TypeVar("Shape", bound=BaseModel)

# 10,000 articles with every field are 80,000 values; ten megabytes of "{}," would be gigabytes of complaints.
MOST_VALUES = 100_000
MOST_PROBLEMS = 20  # a thousand articles without a text are one mistake, and a message is read by people

# pydantic's words for these speak of Python.
_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "unknown field",
    "model_type": "should be an object",
    "tuple_type": "should be an array",
}


def parse_bundle(data: bytes, source: str) -> Bundle:
    """The bundle that `data` holds; `source` is what a message calls the place it came from.

    Raises UnreadableSource (line and column) where it is not UTF-8 or not JSON, InvalidBundle (JSON
    Pointers) where it is JSON of another shape.
    """
    return parse(Bundle, data, source)


def parse(shape: type[Shape], data: bytes, source: str) -> Shape:
    """The JSON `data` as a `shape`, strictly: no field twice, none unknown, and "50" is no number.

    A byte order mark before the JSON is passed over. Raises as `parse_bundle` does.
    """
    text = decode(data, source).removeprefix("\ufeff")
    places = _load(text, source)
    faults: list[ErrorDetails] = []
    try:
        shaped = shape.model_validate_json(text, strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
    if faults and faults[0]["type"] == "json_invalid":  # lone surrogates ("\ud800") are JSON to Python alone
        raise UnreadableSource(source, f"not JSON: {faults[0]['msg'].removeprefix('Invalid JSON: ')}")
    if problems := [*_repeated(places), *_misshapen(faults, places)]:
        more = len(problems) - MOST_PROBLEMS
        rest = [Problem("", f"and {more} more problems")] if more > 0 else []
        raise InvalidBundle((*problems[:MOST_PROBLEMS], *rest))
    return shaped


def parse_lines(shape: type[Shape], data: bytes, source: str) -> Iterator[Shape]:
    """Every line of JSON as a `shape`, strictly; blank lines are passed over. UnreadableSource names the line."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            place = f"{source}, line {number}"
            try:
                yield parse(shape, line, place)
            except InvalidBundle as error:
                raise UnreadableSource(place, str(error)) from None


class _Members(dict[str, Any]):
    """A JSON object that remembers which of its names stood in it more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]


def _load(text: str, source: str) -> dict[str, object]:
    """Every value of the JSON `text` by its JSON Pointer (RFC 6901); objects are `_Members`."""
    try:
        places = dict(islice(_places(json.loads(text, object_pairs_hook=_Members)), MOST_VALUES + 1))
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
    except RecursionError:
        reason = "not a bundle: nested too deeply"
    except ValueError:  # an integer of more digits than Python converts
        reason = "not a bundle: a number is too long"
    else:
        if len(places) > MOST_VALUES:
            raise InvalidBundle((Problem("", f"holds more than {MOST_VALUES} values"),))
        return places
    raise UnreadableSource(source, reason)  # out here, so that the exception's context does not hold the text


def _places(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    yield pointer, value
    if isinstance(value, dict | list):
        for name, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(member, f"{pointer}/{_escape(str(name))}")


def _repeated(places: Mapping[str, object]) -> Iterator[Problem]:
    """A problem for every name that an object holds more than once."""
    for pointer, value in places.items():
        if isinstance(value, _Members):
            for name in value.repeated:
                yield Problem(f"{pointer}/{_escape(name)}", "stands here more than once")


def _misshapen(faults: list[ErrorDetails], places: Mapping[str, object]) -> Iterator[Problem]:
    """A problem for every place that pydantic finds fault with; a union has all its faults in one."""
    found: dict[str, list[str]] = {}
    for fault in faults:
        words = _WORDS.get(fault["type"]) or re.sub("^(?:Input|String) should", "should", fault["msg"])
        found.setdefault(_pointer(fault, places), []).append(words)
    for pointer, details in found.items():
        yield Problem(pointer, " or ".join(details))


def _pointer(fault: ErrorDetails, places: Mapping[str, object]) -> str:
    """Where the fault is, without the names of types that pydantic appends to the place."""
    pointer = ""
    for step in fault["loc"]:
        longer = f"{pointer}/{_escape(str(step))}"
        if longer not in places and fault["type"] != "missing":
            break
        pointer = longer
    return pointer


def _escape(name: str) -> str:
    """The name as a part of a JSON Pointer."""
    return name.replace("~", "~0").replace("/", "~1")

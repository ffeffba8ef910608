"""The service for programs: an OpenAPI 3.1 document made of the models and the table of errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from service.errors import TABLE
from summarizer import __version__
from summarizer.types import Brief, Bundle, CheckReport, CheckRequest, Events, Feed

if TYPE_CHECKING:
    from pydantic import BaseModel

PROBLEM = {
    "type": "object",
    "description": "RFC 9457. The facts of an error, such as the article's id, are further members.",
    "required": ["type", "title", "status", "detail", "code", "errors", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "A JSON Pointer (RFC 6901) into the request.",
                    },
                    "detail": {"type": "string"},
                },
            },
        },
        "request_id": {"type": "string"},
    },
}


# What is asked of the service: its name, what it does, what goes in and what comes out.
OPERATIONS: tuple[tuple[str, str, type[BaseModel], type[BaseModel]], ...] = (
    ("brief", "A bundle in, its brief out.", Bundle, Brief),
    ("check", "A draft and its articles in, the report on the draft out.", CheckRequest, CheckReport),
    ("events", "A feed in, its events out.", Feed, Events),
)


def document() -> dict[str, Any]:
    """The OpenAPI document. What it says of requests and answers is what the models check."""
    _, schemas = models_json_schema(
        [
            *((request, "validation") for _, _, request, _ in OPERATIONS),
            *((answer, "serialization") for _, _, _, answer in OPERATIONS),
        ],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "newsbrief", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {f"/v1/{operation[0]}": {"post": _operation(*operation)} for operation in OPERATIONS},
        "security": [{}, {"bearer": []}, {"key": []}],
        "components": {
            "schemas": {**schemas["$defs"], "Problem": PROBLEM},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }


def _operation(name: str, summary: str, request: type[BaseModel], answer: type[BaseModel]) -> dict[str, Any]:
    """A POST of JSON that is answered in JSON, or by any of the refusals."""
    titles: dict[int, list[str]] = {}
    for status, title in TABLE.values():
        titles.setdefault(status, []).append(title)
    refusals = {
        str(status): {
            "description": "; ".join(dict.fromkeys(each)),
            **_content("application/problem+json", "Problem"),
        }
        for status, each in sorted(titles.items())
    }
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, **_content("application/json", request.__name__)},
        "responses": {
            "200": {"description": answer.__name__, **_content("application/json", answer.__name__)},
            **refusals,
        },
    }


def _content(media_type: str, schema: str) -> dict[str, Any]:
    return {"content": {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}

"""The OpenAPI document tells what the service does."""

from __future__ import annotations

import json
import re
from importlib import import_module

import pytest

from service.errors import TABLE
from service.openapi import document
from summarizer.types import Brief, Bundle, CheckRequest
from tests.service.inprocess import bundle, connect, serve

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


async def test_it_is_served_as_it_is_made() -> None:
    async with serve(api_keys="sesame") as served, connect(served) as stranger:
        answer = await stranger.get("/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == document()


async def test_every_reference_leads_somewhere() -> None:
    made = document()
    references = set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(made)))
    assert {"Article", "Options", "Citation", "Problem"} <= references
    assert references <= made["components"]["schemas"].keys()


async def test_it_knows_every_status_that_there_is() -> None:
    for path in document()["paths"].values():
        responses = path["post"]["responses"]
        assert responses.keys() == {"200"} | {str(status) for status, _ in TABLE.values()}


async def test_it_knows_every_endpoint_that_there_is() -> None:
    app = import_module("service.app")  # which tests.service.inprocess has imported, warnings and all
    assert document()["paths"].keys() == {api.route for api in app.bento_service.apis.values()}


async def test_a_problem_has_the_members_that_it_names() -> None:
    required = document()["components"]["schemas"]["Problem"]["required"]
    async with serve() as served, connect(served) as client:
        for body in (b"", b"{}", b'{"articles": []}'):
            refused = (await client.post("/v1/brief", content=body)).json()
            assert set(required) <= refused.keys()


async def test_it_refuses_unknown_fields_as_the_service_does() -> None:
    schemas = document()["components"]["schemas"]
    for model in (Bundle, CheckRequest, *(type(part) for part in (bundle().articles[0], bundle().options))):
        assert schemas[model.__name__]["additionalProperties"] is False
        assert schemas[model.__name__]["properties"].keys() == model.model_fields.keys()
    assert schemas["Brief"]["properties"].keys() == Brief.model_fields.keys()

"""The OpenAPI description, made of the operations and the types of their answers."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_type_hints

import msgspec

from communique import __version__
from communique.web.api.answers import Failure, Query
from communique.web.api.operation import ROOT, Operation
from communique.web.api.operations import OPERATIONS

_REFERENCE = "#/components/schemas/{name}"


@cache
def openapi() -> dict[str, Any]:
    """Return the whole description, OpenAPI 3.1."""
    shapes = [operation.shape for operation in OPERATIONS]
    schemas, components = msgspec.json.schema_components(
        [*shapes, Failure], ref_template=_REFERENCE
    )
    paths = {
        ROOT + operation.path: {"get": _operation(operation, schema)}
        for operation, schema in zip(OPERATIONS, schemas, strict=False)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communique",
            "version": __version__,
            "description": "What the pages show, as JSON. Every fact points at characters "
            "[start, end) of its document's text, counted in Unicode code points.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(operation: Operation, schema: dict[str, Any]) -> dict[str, Any]:
    failure = {"application/json": {"schema": {"$ref": _REFERENCE.format(name=Failure.__name__)}}}
    responses: dict[str, Any] = {
        "200": {
            "description": "The answer",
            "content": {"application/json": {"schema": schema}},
        },
        "400": {"description": "The question makes no sense", "content": failure},
        "401": {"description": "Where people log in: nobody did", "content": failure},
        "429": {"description": "Too many log-ins failed", "content": failure},
        "503": {"description": "Another program holds the record", "content": failure},
    }
    if operation.names or "negotiation" in operation.query.__struct_fields__:
        responses["404"] = {"description": "Nothing answers to that name", "content": failure}
    return {
        "operationId": operation.answer.__name__,
        "summary": operation.summary,
        "description": operation.answer.__doc__,
        "parameters": [*_named(operation), *_asked(operation.query)],
        "responses": responses,
    }


def _named(operation: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": operation.names[name],
            "schema": {"type": "string", "minLength": 1},
        }
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]


def _asked(query: type[Query]) -> list[dict[str, Any]]:
    """Return the parameters of a question: the fields of its type."""
    found = []
    hints = get_type_hints(query, include_extras=True)
    for field in msgspec.structs.fields(query):
        schema = msgspec.json.schema(hints[field.name])
        about = schema.pop("description", "")
        # What is not given is not null: a query has no way to say null.
        kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
        if len(kinds) == 1:
            about = about or kinds[0].pop("description", "")
            schema |= kinds[0]
        if field.default not in (msgspec.NODEFAULT, None):
            schema["default"] = field.default
        found.append(
            {
                "name": field.encode_name,
                "in": "query",
                "required": field.required,
                "description": about,
                "schema": schema,
            }
        )
    return found

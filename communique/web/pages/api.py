"""The API, and a page that shows what may be asked of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from communique.web.api import OPERATIONS, openapi
from communique.web.api.operation import ROOT
from communique.web.page import Page
from communique.web.site import site_of


def describe(_: Request) -> Response:
    """Hand out the OpenAPI description."""
    return JSONResponse(openapi())


def show(request: Request) -> Response:
    """Show the description to people."""
    described = openapi()
    schemas = described["components"]["schemas"]
    return site_of(request).page(
        request,
        "api.html",
        described=described,
        shapes={name: _fields(schema) for name, schema in schemas.items()},
        name_of=name_of,
    )


def name_of(schema: dict[str, Any]) -> str:
    """Return in a few words what a schema stands for."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(name_of(kind) for kind in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {name_of(schema.get('items') or {})}"
    return str(schema.get("format") or schema.get("type") or "anything")


def _fields(schema: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, name_of(field)) for name, field in schema.get("properties", {}).items()]


PAGE = Page(
    "API",
    "/api",
    (
        Route("/api", show),
        Route(f"{ROOT}/openapi.json", describe),
        *(operation.route for operation in OPERATIONS),
    ),
)

"""One thing that may be asked of the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web.api.answers import Query
from communique.web.site import Site, site_of

ROOT = "/api/v1"


@dataclass(frozen=True)
class Operation:
    """A path with its question and the shape of its answer."""

    path: str
    """Below `/api/v1`; what stands in braces is given to `answer` by name."""
    summary: str
    answer: Callable[..., Any]
    """Called with the site, the question and what the path names."""
    shape: Any
    """The type of the answer."""
    query: type[Query] = Query
    names: dict[str, str] = field(default_factory=dict)
    """What the path names, with what each means."""

    @property
    def route(self) -> Route:
        """The route that answers."""
        return Route(ROOT + self.path, self._endpoint, methods=["GET"])

    def _endpoint(self, request: Request) -> Response:
        site: Site = site_of(request)
        answer = self.answer(site, self._asked(request), **request.path_params)
        return Response(msgspec.json.encode(answer), media_type="application/json")

    def _asked(self, request: Request) -> Query:
        given: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name in given:
                raise HTTPException(400, f"{name} is given twice")
            given[name] = value
        try:
            return msgspec.convert(given, self.query, strict=False)
        except msgspec.ValidationError as error:
            raise HTTPException(400, str(error)) from error

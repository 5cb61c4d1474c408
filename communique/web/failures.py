"""How an error looks in the browser, and through the API."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.errors import CommuniqueError, ExtraMissing, NotInRecord, RecordLocked
from communique.web.site import site_of

API = "/api/"


def told(request: Request, status: int, message: str) -> Response:
    """Return what a status and a sentence look like, as a page or through the API."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith(API):
        return JSONResponse({"error": title, "message": message}, status_code=status)
    return site_of(request).page(request, "error.html", status=status, title=title, message=message)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # what the handler is registered for
    message = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND and message == HTTPStatus.NOT_FOUND.phrase:
        message = "There is no such page."
    response = told(request, error.status_code, message)
    response.headers.update(error.headers or {})
    return response


def told_of(request: Request, error: Exception) -> Response:
    """Return how an error that was raised on purpose looks."""
    status = 500
    if isinstance(error, NotInRecord):
        status = 404
    elif isinstance(error, RecordLocked):
        status = 503
    elif isinstance(error, ExtraMissing):
        status = 501
    return told(request, status, str(error))


def _broken(request: Request, _: Exception) -> Response:
    return told(request, 500, "This is an error in Communique; its log tells more.")


HANDLERS: Mapping[Any, Any] = {
    HTTPException: _refused,
    CommuniqueError: told_of,
    Exception: _broken,
}

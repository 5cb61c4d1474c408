"""The API: what the pages show, as JSON, under `/api/v1`.

`OPERATIONS` lists everything that may be asked; the routes and the OpenAPI description are both
made of it, so that they cannot differ.
"""

from communique.web.api.description import openapi
from communique.web.api.operation import Operation
from communique.web.api.operations import OPERATIONS

__all__ = ["OPERATIONS", "Operation", "openapi"]

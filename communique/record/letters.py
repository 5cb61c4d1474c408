"""Words in small letters, in whatever alphabet, by whatever database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class lowered(FunctionElement[str]):  # noqa: N801  (it stands where a function of SQL does)
    """The words of a column in small letters.

    SQLite's own `lower` is replaced where a connection is made (`record.sqlite`); PostgreSQL's
    knows the letters of the database's locale alone, which may be none but English.
    """

    name = "lowered"
    type = String()
    inherit_cache = True


@compiles(lowered)
def _plainly(element: lowered, compiler: SQLCompiler, **more: Any) -> str:
    return f"lower({compiler.process(element.clauses, **more)})"


@compiles(lowered, "postgresql")
def _by_unicode(element: lowered, compiler: SQLCompiler, **more: Any) -> str:
    return f'lower(({compiler.process(element.clauses, **more)}) COLLATE "und-x-icu")'

"""Word lists and tables that stand as data beside the code that uses them.

Each file begins with a line `# source: …`. They are read once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def text(package: str, name: str) -> str:
    """Return a file of `package` as it is."""
    return (files(package) / name).read_text(encoding="utf-8")


@cache
def entries(package: str, name: str) -> frozenset[str]:
    """Return the lines of a `.txt` list, without comments (`#`) and blank lines."""
    lines = (line.strip() for line in text(package, name).splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a `.tsv` table, cells by tabs, without comments and blank lines."""
    lines = text(package, name).splitlines()
    return tuple(tuple(x.split("\t")) for x in lines if x.strip() and not x.startswith("#"))


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """Return a `.toml` file as a dictionary."""
    return tomllib.loads(text(package, name))

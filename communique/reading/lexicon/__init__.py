"""The word lists that the reading steps use, as data: each file says where it comes from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def entries(name: str) -> frozenset[str]:
    """Return the lines of a `.txt` list, without comments (`#`) and blank lines."""
    lines = (line.strip() for line in _text(name).splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a `.tsv` table, cells by tabs, without comments and blank lines."""
    lines = _text(name).splitlines()
    return tuple(tuple(x.split("\t")) for x in lines if x.strip() and not x.startswith("#"))


@cache
def table(name: str) -> dict[str, Any]:
    """Return a `.toml` file as a dictionary."""
    return tomllib.loads(_text(name))

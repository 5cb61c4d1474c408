"""The word lists that the reading steps use, as data: each file says where it comes from."""

from __future__ import annotations

from typing import Any

from communique import data_files


def entries(name: str) -> frozenset[str]:
    """Return the lines of a `.txt` list, without comments (`#`) and blank lines."""
    return data_files.entries(__package__, name)


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a `.tsv` table, cells by tabs, without comments and blank lines."""
    return data_files.rows(__package__, name)


def table(name: str) -> dict[str, Any]:
    """Return a `.toml` file as a dictionary."""
    return data_files.table(__package__, name)

"""Countries by name, adjective, people and seat of government, as English newspapers have them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique import data_files


@dataclass(frozen=True)
class Country:
    """A state, with the words for it."""

    code: str
    """After ISO 3166-1."""
    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    peoples: tuple[str, ...]
    """Plural nouns: "Norwegians". A word that is an adjective as well is not here."""
    seats: tuple[str, ...]
    """Cities by whose name its government is called."""


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries of the table."""
    return tuple(
        Country(code, name, *(tuple(filter(None, cell.split("|"))) for cell in cells))
        for code, name, *cells in data_files.rows(__package__, "countries.tsv")
    )

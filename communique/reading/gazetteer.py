"""Countries by the folded form of a word for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.countries import Country, countries
from communique.reading.names import folded


@dataclass(frozen=True)
class Gazetteer:
    """Countries by the folded form of a word for them."""

    names: dict[str, Country]
    adjectives: dict[str, Country]
    peoples: dict[str, Country]
    seats: dict[str, Country]


@cache
def gazetteer() -> Gazetteer:
    """Return the table of countries."""
    found = Gazetteer({}, {}, {}, {})
    for country in countries():
        for words, table in (
            ((country.name, *country.others), found.names),
            (country.adjectives, found.adjectives),
            (country.peoples, found.peoples),
            (country.seats, found.seats),
        ):
            for word in words:
                table[folded(word)] = country
    return found

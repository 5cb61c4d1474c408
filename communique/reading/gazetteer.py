"""Countries by name, adjective, people and seat of government."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.reading.lexicon import rows
from communique.reading.names import folded


@dataclass(frozen=True)
class Country:
    """A state, as English newspapers name it."""

    code: str
    name: str


@dataclass(frozen=True)
class Gazetteer:
    """Countries by the folded form of a word for them."""

    names: dict[str, Country]
    adjectives: dict[str, Country]
    peoples: dict[str, Country]
    """Plural nouns: "Norwegians". A word that is an adjective as well is not here."""
    seats: dict[str, Country]


@cache
def gazetteer() -> Gazetteer:
    """Return the table of countries."""
    found = Gazetteer({}, {}, {}, {})
    for code, name, others, adjectives, peoples, seats in rows("countries.tsv"):
        country = Country(code, name)
        for cell, table in (
            (f"{name}|{others}", found.names),
            (adjectives, found.adjectives),
            (peoples, found.peoples),
            (seats, found.seats),
        ):
            for word in filter(None, cell.split("|")):
                table[folded(word)] = country
    return found


def country_named(words: str) -> Country | None:
    """Return the country that a name or an adjective stands for; a seat of government is none."""
    table, key = gazetteer(), folded(words)
    return table.names.get(key) or table.adjectives.get(key)

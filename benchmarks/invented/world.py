"""Invented negotiations: who takes part, what about, where, and who reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from communique.findings import Location
from communique.vocabulary import EntityKind

NEGOTIATIONS = 40
_OUTLETS = 60
_PERSONS = 5
_NAMES = 8 + 2 * _PERSONS + 2
"""Names that one negotiation takes: two places, five towns, a body, and those who speak."""

_FIRST = "Anneke Bela Corin Dorte Edvin Fenna Gerrit Halka Ilsa Jonas Kelda Lorin Marit Nilo Oska "
_FIRST += "Pelle Ravi Selah Tomas Ulla Vidar Wenna Yoris Zelda"
_HEADS = "Ar Bel Cor Dra Es Fal Gor Hel Ist Jor Kel Lys Mor Nor Or Pel Quar Ros Sar Tes Ul Vel "
_HEADS += "Wen Yar Zor Brin Cald Dorn Elt Frem Grim Hask Marr Sund Tarn"
_TAILS = "an brik del dravik eth fen gard holm ik lund mark mora nas olen pont quist rack sel tor "
_TAILS += "und vik wold yst zen"
_BODIES = ("Front", "Movement", "Union", "Alliance", "League", "Council", "Congress", "Assembly")
_PAPERS = ("Post", "Courier", "Ledger", "Herald", "Wire", "Chronicle", "Voice", "Telegraph")
_OFFICES = ("foreign minister", "chief negotiator", "spokesman", "envoy", "defence minister")


@dataclass(frozen=True)
class Actor:
    """Someone who takes part; `office` and `body` are those of a person."""

    name: str
    kind: EntityKind
    short: str
    office: str | None = None
    body: str | None = None


@cache
def lies(actor: Actor) -> Location | None:
    """Return where a place lies: somewhere in the Atlantic, the same in every document."""
    if actor.kind != "place":
        return None
    chance = Random(actor.name)
    lat, lon = chance.uniform(5, 45), chance.uniform(-60, -20)
    return Location(round(lat, 2), round(lon, 2), "invented")


@dataclass(frozen=True)
class Issue:
    """What is negotiated: as a noun, and as what a side would do."""

    noun: str
    act: str


@dataclass(frozen=True)
class Side:
    """A body with those who speak for it."""

    body: Actor
    persons: tuple[Actor, ...]


@dataclass(frozen=True)
class Negotiation:
    """Two sides, who mediates, where they meet and what they negotiate."""

    number: int
    sides: tuple[Side, Side]
    mediator: Side
    towns: tuple[Actor, ...]
    issues: tuple[Issue, ...]


_ISSUES: Sequence[tuple[str, str]] = (
    ("release of captives", "free the captives"),
    ("ceasefire", "hold its fire"),
    ("withdrawal from {town}", "pull its troops out of {town}"),
    ("reopening of the {town} crossing", "reopen the {town} crossing"),
    ("wages at {town}", "raise wages at {town}"),
    ("aid deliveries to {town}", "let aid into {town}"),
    ("port fees", "lower the port fees"),
    ("fishing rights off {town}", "share the fishing grounds off {town}"),
    ("border monitors", "accept monitors at the border"),
    ("tariffs on grain", "lift the tariffs on grain"),
    ("return of the displaced", "let the displaced return"),
    ("drone flights over {town}", "halt drone flights over {town}"),
)


@cache
def _places() -> tuple[str, ...]:
    """Return all names of places and families, no two alike, in an order that chance gave."""
    heads, tails = _HEADS.split(), _TAILS.split()
    names = [head + vowel + tail for head in heads for vowel in ("", "a") for tail in tails]
    Random("names").shuffle(names)
    return tuple(names)


@cache
def outlets() -> tuple[str, ...]:
    """Return the names of those who report."""
    places = _places()[-_OUTLETS:]
    return tuple(f"{place} {_PAPERS[n % len(_PAPERS)]}" for n, place in enumerate(places))


@cache
def negotiation(number: int) -> Negotiation:
    """Return one of the `NEGOTIATIONS`; it shares no name of a place or family with another."""
    chance = Random(f"negotiation {number}")
    country, host, *rest = _places()[number * _NAMES : (number + 1) * _NAMES]
    towns = tuple(Actor(name, "place", name) for name in rest[:5])
    body = chance.choice(_BODIES)
    movement = Actor(f"{rest[5]} {body}", "organisation", f"the {body}")
    families = iter(rest[6:])

    def side(of: Actor, persons: int) -> Side:
        spoken = tuple(
            Actor(f"{chance.choice(_FIRST.split())} {family}", "person", family, office, of.name)
            for office, family in zip(_OFFICES[:persons], families, strict=False)
        )
        return Side(of, spoken)

    issues = [
        Issue(noun.format(town=towns[n % 5].name), act.format(town=towns[n % 5].name))
        for n, (noun, act) in enumerate(chance.sample(_ISSUES, 6))
    ]
    return Negotiation(
        number,
        (side(Actor(country, "place", country), _PERSONS), side(movement, _PERSONS)),
        side(Actor(host, "place", host), 2),
        towns,
        tuple(issues),
    )

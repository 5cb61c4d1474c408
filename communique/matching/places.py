"""Where places lie: a gazetteer, and which of its places a document means.

Many places share a name. What is meant is told by what follows it ("Eastvale, Norland"), else by
where the other places of the document lie, else it is the place of that name with most people.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from communique import data_files
from communique.countries import countries
from communique.errors import UnreadableInput
from communique.findings import Entity, Findings, Location
from communique.matching.wording import plain

BUILT_IN = "geonames"
_AFTER = re.compile(r"\s*,\s*((?:[A-Z][\w.'’-]*\s?){1,3})")
_BOOST, _FOLLOWS = 2.0, 10.0
"""What it counts that other places lie in the same country or state, and that the text says so;
one power of ten of people counts one."""
_KINDS = {"country": 6.0, "state": 2.0, "city": 0.0}


class Place(NamedTuple):
    """One place of a gazetteer."""

    name: str
    kind: str
    """country, state, city, or what a file of one's own says."""
    country: str
    """Code after ISO 3166-1, in capitals; "" where it is not known."""
    state: str
    lat: float
    lon: float
    people: int
    """Thousands."""
    source: str


class Gazetteer:
    """Places by their names."""

    def __init__(self, places: Iterable[tuple[Place, Sequence[str]]]) -> None:
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._ids: dict[str, str] = {}
        for place, names in places:
            self._add(place, names)

    def _add(self, place: Place, names: Sequence[str]) -> None:
        keys = {plain(n) for n in (place.name, *names)} if names else (plain(place.name),)
        for name in keys:
            if name:
                self._by_name[name].append(place)

    def named(self, name: str) -> Sequence[Place]:
        """Return the places of a name, in any case."""
        words = plain(name)
        return self._called(words) or self._called(words.removeprefix("the "))

    def _called(self, words: str) -> Sequence[Place]:
        return self._by_name.get(words, ())

    def _all(self) -> Mapping[str, list[Place]]:
        return self._by_name

    def identified(self, name: str) -> str | None:
        """Return the id that a file of one's own gives to a name."""
        return self._ids.get(plain(name))

    def with_file(self, path: Path) -> Gazetteer:
        """Return this gazetteer with the entries of a file before its own.

        The file is CSV, or TSV by its ending, and its first line names the columns: `name`, and any
        of `lat`, `lon`, `kind`, `country`, `others` (other names, separated by |) and `id`.

        Raises UnreadableInput where it cannot be read, or a line makes no sense.
        """
        made = Gazetteer(())
        for place, names, identity in _entries_of(path):
            if place is not None:
                made._add(place, names[1:])
            for name in names:
                made._ids[plain(name)] = identity
        for name, places in self._all().items():
            if name not in made._by_name:
                made._by_name[name] = places
        made._ids = {**self._ids, **made._ids}
        return made


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the package: countries, American states, cities of 5,000 people."""
    return ReadAsAsked(data_files.text(__package__, "places.tsv").splitlines())


def namesakes(name: str, source: str) -> int | None:
    """Return in how many spots the gazetteer of the package has places of a name.

    None where the source of a location is another one, which nobody can ask any more.
    """
    if not source.startswith(f"{BUILT_IN} "):
        return None
    return len({(place.lat, place.lon) for place in gazetteer().named(name)})


class ReadAsAsked(Gazetteer):
    """The gazetteer of the package: of its many lines those are read that are asked for.

    A program that reads one page asks for few, and to read all takes longer than the page.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(())
        self._lines = lines
        self._read: dict[str, Sequence[Place]] = {}
        self._simple: dict[str, list[int]] = defaultdict(list)
        """Lines by the names that `plain` merely writes small."""
        self._others: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """Other names, which take longer to make plain, by their first letter then."""
        for number, line in enumerate(lines):
            if line.startswith("#"):
                continue
            name, *cells = line.split("\t")
            names = [name, *cells[_NAMES].split("|")] if cells[_NAMES:] else [name]
            for each in names:
                if each.isascii() and each.isalpha():
                    self._simple[each.lower()].append(number)
                elif each:
                    self._others[_first(each)].append((each, number))

    def _called(self, words: str) -> Sequence[Place]:
        if words not in self._read:
            self._read[words] = [self._place(n) for n in sorted(self._numbers(words))]
        return self._read[words]

    def _numbers(self, words: str) -> set[int]:
        """Return the lines of the places of a name."""
        if not words:
            return set()
        for name, number in self._others.pop(words[0], ()):
            self._simple[plain(name)].append(number)
        return set(self._simple.get(words, ()))

    def _place(self, number: int) -> Place:
        name, kind, country, state, lat, lon, people, *_ = self._lines[number].split("\t")
        source = f"{BUILT_IN} ({kind})"
        return Place(name, kind, country, state, float(lat), float(lon), int(people), source)

    def _all(self) -> Mapping[str, list[Place]]:
        for letter in tuple(self._others):
            self._numbers(letter)
        return {
            words: [self._place(n) for n in sorted(set(numbers))]
            for words, numbers in self._simple.items()
            if words
        }


_NAMES = 6
"""After a place's own name, so many cells stand before its other names."""


@cache
def _first_of(letter: str) -> str:
    return plain(letter)[:1]


def _first(name: str) -> str:
    """Return the first letter that `plain` leaves of a name."""
    return (_first_of(name[0]) if name[0].isalpha() else "") or plain(name)[:1]


def _entries_of(path: Path) -> Iterator[tuple[Place | None, list[str], str]]:
    mark = "\t" if path.suffix.lower() == ".tsv" else ","
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=mark):
                names = [row.get("name") or "", *filter(None, (row.get("others") or "").split("|"))]
                if not plain(names[0]):
                    raise UnreadableInput(str(path), "a line has no name")
                place = None
                if row.get("lat") or row.get("lon"):
                    lat, lon = float(row["lat"]), float(row["lon"])
                    if abs(lat) > 90 or abs(lon) > 180:
                        raise UnreadableInput(str(path), f"{names[0]} lies nowhere on earth")
                    kind = row.get("kind") or "city"
                    country = (row.get("country") or "").upper()
                    place = Place(names[0], kind, country, "", lat, lon, 0, path.name)
                yield place, names, row.get("id") or names[0]
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        raise UnreadableInput(str(path), f"is no gazetteer: {error}") from error


def located(text: str, findings: Findings, own: Gazetteer | None = None) -> Findings:
    """Return findings whose places have a location, and what a user's file names has its id.

    A location that the reader gave stays. Where no gazetteer is given, that of the package is used.
    """
    if own is None and all(entity.kind != "place" for entity in findings.entities):
        return findings
    known = own or gazetteer()
    wanted = {e.id: e for e in findings.entities if e.kind == "place"}
    meant = locate(text, [(e.id, e.name, [m.end for m in e.mentions]) for e in wanted.values()],
                   known)  # fmt: skip
    entities = tuple(_placed(entity, meant, known) for entity in findings.entities)
    return msgspec.structs.replace(findings, entities=entities)


def _placed(entity: Entity, meant: Mapping[str, Place], known: Gazetteer) -> Entity:
    more: dict[str, object] = {}
    place = meant.get(entity.id)
    if entity.location is None and place is not None:
        more["location"] = Location(place.lat, place.lon, place.source)
    if entity.qid is None and (identity := known.identified(entity.name)) is not None:
        more["qid"] = identity
    return msgspec.structs.replace(entity, **more) if more else entity


def locate(
    text: str, names: Sequence[tuple[str, str, Sequence[int]]], known: Gazetteer
) -> dict[str, Place]:
    """Return the places that the names of one document mean, by what each name is called by.

    Args:
        text: of the document.
        names: an id, the name, and where its mentions end.
        known: the gazetteer.

    """
    candidates = {at: known.named(name) for at, name, _ in names}
    follows = {at: _areas_after(text, ends, known) for at, _, ends in names}
    near = _areas(candidates, text)
    found: dict[str, Place] = {}
    for _ in range(2):
        for at, _, _ in names:
            if candidates[at]:
                found[at] = max(
                    candidates[at],
                    key=lambda p, at=at: _score(p, follows[at], near),  # type: ignore[misc]
                )
        near = _areas({at: [place] for at, place in found.items()}, text)
    return found


def _score(place: Place, follows: Counter[str], near: Mapping[str, float]) -> float:
    score = math.log10(1 + place.people) + _KINDS.get(place.kind, 20.0)
    areas = {place.country, f"{place.country}-{place.state}"} - {""}
    score += _FOLLOWS * bool(areas & follows.keys()) * (place.kind != "country")
    return score + _BOOST * sum(near.get(area, 0.0) for area in areas)


def _areas(candidates: Mapping[str, Sequence[Place]], text: str) -> dict[str, float]:
    """Return countries and states by the share of the document's places that may lie in them."""
    votes: Counter[str] = Counter()
    for places in candidates.values():
        if places and places[0].kind == "country":
            votes[places[0].country] += 2
            continue
        for area in {f"{p.country}-{p.state}" for p in places if p.state}:
            votes[area] += 1
        for area in {p.country for p in places}:
            votes[area] += 1
    for code, adjectives in _adjectives():
        if any(adjective in text for adjective in adjectives):
            votes[code] += 1
    most = max(votes.values(), default=1)
    return {area: n / most for area, n in votes.items()}


@cache
def _adjectives() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((country.code, country.adjectives) for country in countries())


def _areas_after(text: str, ends: Iterable[int], known: Gazetteer) -> Counter[str]:
    """Return the countries and states that the text names right behind a place."""
    found: Counter[str] = Counter()
    for end in ends:
        match = _AFTER.match(text, end)
        if match is None:
            continue
        words = match.group(1).split()
        for last in range(len(words), 0, -1):
            name = " ".join(words[:last]).rstrip(".,")
            areas = [_area(p) for p in known.named(name) if p.kind in {"country", "state"}]
            if name.replace(".", "") in _short_states():
                areas.append(f"US-{_short_states()[name.replace('.', '')]}")
            if areas:
                found.update(areas)
                break
    return found


def _area(place: Place) -> str:
    return place.country if place.kind == "country" else f"{place.country}-{place.state}"


@cache
def _short_states() -> Mapping[str, str]:
    table: Mapping[str, str] = data_files.table(__package__, "names.toml")["short_states"]
    return {short: code for code, shorts in table.items() for short in [code, *shorts.split()]}

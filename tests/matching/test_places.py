"""Where places lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import UnreadableInput
from communique.matching.places import Gazetteer, Place, ReadAsAsked, located
from tests.builders import entity, findings

EASTVALES = Gazetteer(
    (
        (Place("Norland", "country", "NL", "", 10.0, 10.0, 5000, "test"), ()),
        (Place("Sudmark", "country", "SM", "", 50.0, 50.0, 5000, "test"), ("Republic of Sudmark",)),
        (Place("Eastvale", "city", "NL", "", 11.0, 11.0, 900, "test"), ()),
        (Place("Eastvale", "city", "SM", "", 51.0, 51.0, 90, "test"), ()),
        (Place("Zweiburg", "city", "SM", "", 52.0, 52.0, 50, "test"), ()),
    )
)


def lies(text: str, *names: str, known: Gazetteer = EASTVALES) -> list[float | None]:
    given = findings(entities=[entity(f"e{n}", n, "place", in_text=text) for n in names])
    found = located(text, given, known).entities
    return [e.location.lat if e.location else None for e in found]


def test_of_places_that_share_a_name_the_largest_is_meant_where_nothing_tells():
    assert lies("They met in Eastvale.", "Eastvale") == [11.0]


def test_what_the_text_says_behind_a_name_tells_which_is_meant():
    assert lies("They met in Eastvale, Sudmark, on Monday.", "Eastvale") == [51.0]


def test_a_place_lies_where_the_other_places_lie():
    assert lies("From Zweiburg they went to Eastvale.", "Zweiburg", "Eastvale") == [52.0, 51.0]


def test_an_unknown_name_lies_nowhere_and_a_location_that_was_read_stays():
    assert lies("They met in Hillmouth.", "Hillmouth") == [None]


def test_a_file_of_ones_own_goes_before_and_names_what_it_knows(tmp_path: Path):
    file = tmp_path / "places.csv"
    file.write_text(
        "name,lat,lon,others,id\nEastvale,1.5,2.5,Oldvale|Vale,town-7\nDock Union,,,DU,u-1\n"
    )
    known = EASTVALES.with_file(file)
    assert lies("They met in Vale.", "Vale", known=known) == [1.5]
    text = "The DU left Eastvale."
    given = findings(
        entities=[
            entity("e1", "DU", "organisation", in_text=text),
            entity("e2", "Eastvale", "place", in_text=text),
        ]
    )
    union, town = located(text, given, known).entities
    assert (union.qid, union.location, town.qid) == ("u-1", None, "town-7")
    assert town.location is not None
    assert town.location.source == "places.csv"


@pytest.mark.parametrize("line", ["Eastvale,north,2", "Eastvale,95,2", ",1,2", "Eastvale,1,"])
def test_a_line_that_makes_no_sense_is_refused_with_the_name_of_the_file(tmp_path: Path, line: str):
    file = tmp_path / "places.csv"
    file.write_text(f"name,lat,lon\n{line}\n")
    with pytest.raises(UnreadableInput, match=r"places\.csv"):
        EASTVALES.with_file(file)


def test_a_gazetteer_read_as_it_is_asked_knows_what_one_knows_that_is_read_at_once():
    lines = (
        "# source: invented",
        "Eastvale\tcity\tNO\t\t1.5\t2\t30\tÉastvale| East  Vale",
        "Eastvale\tcity\tSU\t\t3\t4\t9",
        "Östvik\tcity\tSU\t\t5\t6\t70\tOstvik",
        "'s Port\tcity\tSU\t\t7\t8\t70\t",
    )
    asked = ReadAsAsked(lines)
    assert [p.country for p in asked.named("eastvale")] == ["NO", "SU"]
    assert [p.country for p in asked.named("EAST VALE")] == ["NO"]
    assert [p.lat for p in asked.named("Ostvik")] == [p.lat for p in asked.named("Östvik")] == [5.0]
    assert [p.lat for p in asked.named("the Port")] == [7.0]
    assert asked.named("Westvale") == [] == asked.named("")


def test_a_file_of_ones_own_stands_before_a_gazetteer_that_is_read_as_it_is_asked(tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon\nOstvik,9,9\n", encoding="utf-8")
    both = ReadAsAsked(("Östvik\tcity\tSU\t\t5\t6\t70", "Eastvale\tcity\tSU\t\t3\t4\t9"))
    made = both.with_file(own)
    assert [p.lat for p in made.named("Östvik")] == [9.0]
    assert [p.lat for p in made.named("Eastvale")] == [3.0]

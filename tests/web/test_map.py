"""Map: where places lie, each with the words that tell what was there."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from communique import data_files
from communique.findings import Location
from communique.matching.places import namesakes
from communique.record import Located, Store
from communique.web import maps
from tests.brief.coverage import SCRIPT
from tests.builders import entity, event, read_document, span
from tests.record.test_places import IN_EASTVALE
from tests.web.serving import filed


def located(name: str, lat: float, lon: float, *, stories: int = 1, events: int = 1) -> Located:
    return Located(name, name, Location(lat, lon, "charts"), 0, stories, events, (), ())


def test_a_dot_leads_to_its_place_and_that_to_the_exact_words(app: TestClient) -> None:
    page = app.get("/map").text
    dots = dict(re.findall(r'<a href="#(place-\d+)" class="dot[^"]*" aria-label="([^":]+):', page))
    assert {"Eastvale", "Westmark"} <= set(dots.values())
    (at,) = (anchor for anchor, name in dots.items() if name == "Eastvale")
    entry = page.partition(f'id="{at}"')[2].partition('id="place-')[0]
    (href,) = re.findall(r'class="cite" href="([^"]+)"', entry)
    shown = app.get(html.unescape(href)).text
    lit = "".join(re.findall(r"<mark>(.*?)</mark>", shown))
    assert re.sub(r"<[^>]+>", "", lit) == "met"


def test_all_dots_lead_somewhere(app: TestClient) -> None:
    page = app.get("/map?extent=world").text
    anchors = re.findall(r'<a href="#(place-\d+)"', page)
    assert anchors
    for anchor in anchors:
        assert f'<li id="{anchor}"' in page


def test_events_are_singled_out_as_in_the_timeline(app: TestClient) -> None:
    assert 'class="dot' in app.get("/map?type=CONSULT&actor=Norland&from=2031-05-01").text
    for nothing in ("actor=Nobody", "type=AID", "from=2040-01-01"):
        assert "No such event is told of a place" in app.get(f"/map?{nothing}").text
    for senseless in ("type=DANCE", "extent=moon", "from=2031-05-09&to=2031-05-01"):
        assert app.get(f"/map?{senseless}").status_code == 400


def test_a_name_of_several_places_is_said_to_be_one(empty_app: TestClient, record: Store) -> None:
    rows = data_files.rows("communique.matching", "places.tsv")
    names = Counter(row[0] for row in rows if row[1] == "city" and row[0].isalpha())
    name = next(name for name, times in names.items() if times > 4)
    text = f"Norland and Sudmark met in {name}."
    source = "geonames (city)"
    place = entity("e1", name, "place", in_text=text, location=Location(12.0, -31.0, source))
    there = event("v1", "CONSULT", span(text, "met"), place="e1", date="2031-05-03")
    filed(record, read_document(text, entities=[place], events=[there]))
    assert (namesakes(name, source) or 0) > 4
    assert f"one of {namesakes(name, source)} places of this name" in empty_app.get("/map").text


def test_of_another_gazetteer_nobody_knows_how_many_share_a_name() -> None:
    assert namesakes("Eastvale", "charts") is None


def test_an_empty_record_says_what_to_do(empty_app: TestClient) -> None:
    page = empty_app.get("/map").text
    assert "hand in coverage" in page
    assert "<svg" not in page.partition("<main")[2]


def test_places_nobody_can_lay_anywhere_are_counted(empty_app: TestClient, record: Store) -> None:
    filed(record, IN_EASTVALE)
    assert "of 1 place of events no gazetteer says where" in empty_app.get("/map").text


def test_hostile_names_stay_words(app: TestClient) -> None:
    page = app.get("/map").text
    assert SCRIPT not in page
    assert html.escape(SCRIPT).replace("&#x27;", "&#39;") in page


def test_the_api_gives_the_same_places(app: TestClient, full: Store) -> None:
    answer = app.get("/api/v1/places").json()
    (eastvale,) = (item for item in answer["items"] if item["name"] == "Eastvale")
    assert eastvale["location"] == {"lat": 14.5, "lon": -28.5, "source": "charts"}
    assert eastvale["stories"] == 1  # told by two copies
    texts = {d.id: d.text for d in full.view().documents()}
    for item in answer["items"]:
        for at in item["evidence"]:
            assert texts[at["document"]][at["start"] : at["end"]].strip()
    assert app.get("/api/v1/places?actor=Nobody").json()["items"] == []


@pytest.mark.parametrize(
    "spots",
    [
        [(14.0, -28.0)],
        [(14.0, -28.0), (12.0, -31.0)],
        [(-18.0, 178.5), (-14.0, -171.5)],
        [(80.0, 10.0), (82.0, 40.0)],
        [(-60.0, -170.0), (60.0, 10.0), (0.0, 100.0)],
    ],
)
def test_a_frame_holds_its_spots_away_from_its_edges(spots: list[tuple[float, float]]) -> None:
    frame = maps.frame(spots)
    for lat, lon in spots:
        assert frame.holds(lat, lon)
        x, y = frame.at(lat, lon)
        assert 2 < x < 98
        assert 2 < y < 98


def test_a_frame_over_the_date_line_is_small_and_has_land_on_both_sides() -> None:
    frame = maps.frame([(-18.0, 178.5), (-14.0, -171.5)])
    assert frame.wide < 40
    assert maps.land(frame)
    assert maps.frame([]) == maps.WORLD


def test_no_coast_jumps_across_the_map() -> None:
    """Rings that cross the date line go on beyond it; one around a pole is closed there."""
    for *box, _, _, steps in data_files.rows("communique.web", "land.tsv"):
        west, south, east, _ = map(int, box)
        leaps = [step for step in steps.split()[::2] if abs(int(step)) > 60 * 25]
        assert not leaps or (east - west == 360 * 25 and south == -90 * 25)


def test_only_the_land_that_is_shown_is_drawn() -> None:
    whole, part = maps.land(maps.WORLD), maps.land(maps.frame([(14.0, -28.0)]))
    assert whole.count("z") > 500
    assert part.count("z") < 20


def test_a_dot_is_the_larger_the_more_reports_there_are() -> None:
    rare, often = located("Eastvale", 10, 10), located("Halmouth", 14, 17, stories=40)
    shown = maps.frame([(10, 10), (14, 17)])
    dots, outside = maps.dots([rare, often, located("Port Amity", -80, 10)], [], shown)
    sizes = {dot.places[0].name: dot.radius for dot in dots}
    assert sizes["Halmouth"] > sizes["Eastvale"]
    assert (len(dots), outside) == (2, 1)


def test_where_something_happened_lies_above_what_is_only_named() -> None:
    named = located("Halmouth", 10, 10, stories=9, events=0)
    dots, _ = maps.dots([located("Eastvale", 10.01, 10)], [named], maps.frame([(10, 10)]))
    assert [dot.is_scene for dot in dots] == [False, True]


def test_names_that_would_lie_on_each_other_are_left_out() -> None:
    near = [located(f"Longnamed Town {n}", 10 + n / 50, 10 + n / 50) for n in range(12)]
    far = located("Halmouth", 14, 17)
    dots, _ = maps.dots([*near, far], [], maps.frame([(10, 10), (14, 17)]))
    shown = [dot.label for dot in dots if dot.label]
    assert "Halmouth" in shown
    assert len(shown) < 8


def test_places_of_one_spot_share_a_dot() -> None:
    there = [located("Norland", 10, 10, stories=3), located("the Republic of Norland", 10, 10)]
    (dot,), _ = maps.dots(there, [], maps.frame([(10, 10)]))
    assert [place.name for place in dot.places] == ["Norland", "the Republic of Norland"]
    assert dot.label == "Norland +1"

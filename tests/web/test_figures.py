"""Figures: each series as a chart, each point with its words."""

from __future__ import annotations

import html
import re
from datetime import date

from starlette.testclient import TestClient

from communique.record import Store
from communique.web.charts import Days, Numbers, chart
from tests.record.told import toll
from tests.web.serving import filed


def test_points_lead_to_their_words(app: TestClient) -> None:
    page = app.get("/figures").text
    points = re.findall(r'<a href="([^"#]+)#at" class="point v\d[^"]*" aria-label="([^",]+)', page)
    assert points
    for href, words in points:
        shown = app.get(html.unescape(href)).text
        lit = re.sub(r"<[^>]+>", "", "".join(re.findall(r"<mark>(.*?)</mark>", shown)))
        assert words in html.unescape(lit)


def test_only_what_is_asked_about_is_shown(app: TestClient) -> None:
    assert "captives" in app.get("/figures?about=captives").text
    assert "Nothing like this is counted" in app.get("/figures?about=zeppelins").text


def test_a_scale_of_numbers_is_round_and_holds_them() -> None:
    scale = Numbers.of([64, 71, 900])
    assert (scale.low, scale.high) == (0, 1000)
    assert [label for _, label in scale.ticks] == ["0", "500", "1,000"]
    assert scale.at(1000) < scale.at(64)
    same = Numbers.of([-5, -5])
    assert same.low <= -5 <= same.high
    assert Numbers.of([0.06, 0.07]).ticks[0][1] == "0.06"


def test_a_count_is_joined_with_the_next_two_that_exclude_it(record: Store) -> None:
    for number in range(5):
        words = f"{20 + 10 * number}"
        said = toll(f"Party {number}", words, 20 + 10 * number, "2031-05-01")
        filed(record, said)
    series = record.view().figures().series[0]
    drawn = chart(series)
    assert drawn is not None
    assert len(series.disagreements) > 7
    lines = [stroke for stroke in drawn.strokes if stroke.voice is None]
    assert len(lines) == 2 + 2 + 2 + 1
    assert all(point.disputed for point in drawn.points)


def test_one_day_stands_in_the_middle() -> None:
    day = date(2031, 5, 6)
    assert 45 < Days(day, day).at(day) < 60
    assert Days(day, day).ticks == [(52.5, "6 May")]

"""Timeline, Contacts, Actors and Deals: what the record says over all documents."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from communique.record import Store
from communique.web import periods
from tests.brief.coverage import coverage
from tests.web.serving import filed, send


def test_a_bar_of_the_timeline_leads_into_its_period(app: TestClient) -> None:
    page = app.get("/timeline").text
    bars = re.findall(r'<a href="([^"]+)" aria-label="([^":]+): (\d+) event', page)
    assert bars
    for href, words, number in bars:
        inside = app.get(html.unescape(href)).text
        assert f"{number} event" in inside
        assert f'<b aria-current="true">{words}</b>' in inside
        assert "All time</a>" in inside


def test_a_period_is_shown_by_what_fits_it() -> None:
    per_day = {date(2030, 1, 5): 1, date(2031, 5, 6): 2, date(2033, 7, 1): 3}
    assert [bar.words for bar in periods.bars(per_day, None, None)] == [
        "2030", "2031", "2032", "2033",
    ]  # fmt: skip
    year = periods.bars({date(2031, 5, 6): 2}, date(2031, 1, 1), date(2031, 12, 31))
    assert [bar.number for bar in year] == [0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    month = periods.bars({date(2031, 2, 6): 2}, date(2031, 2, 1), date(2031, 2, 28))
    assert len(month) == 28
    assert [words for words, _, _ in periods.around(date(2031, 5, 6), date(2031, 5, 6))] == [
        "2031", "May 2031", "6 May 2031",
    ]  # fmt: skip
    assert periods.bars({}, None, None) == []


def test_the_timeline_is_narrowed_by_kind_and_actor(app: TestClient) -> None:
    whole = app.get("/timeline").text
    met = app.get("/timeline?type=CONSULT").text
    assert met.count("<li>") < whole.count("<li>")
    assert "Nothing like this" in app.get("/timeline?actor=Nobody").text
    assert app.get("/timeline?type=DANCE").status_code == 400
    assert app.get("/timeline?to=9999-12-31").status_code == 400


def test_contacts_join_those_who_met(app: TestClient) -> None:
    page = app.get("/contacts").text
    assert re.search(r'<path class="tie[^>]*><title>[^<]*Norland – Sudmark', page)
    node = re.search(r'<a href="(/contacts[^"]+)" class="node" aria-label="Norland:', page)
    assert node is not None
    assert "Norland" in app.get(html.unescape(node[1])).text
    days = re.findall(r'<a href="(/contacts\?from=[^"]+)" aria-label="\d+ May', page)
    assert days
    assert "h-list" in app.get(html.unescape(days[0])).text


def test_an_actor_has_names_positions_and_statements(app: TestClient) -> None:
    page = app.get("/actors/Anna Brandt").text
    assert "foreign minister" in page
    assert "1 statement" in page or "statements" in page
    assert app.get("/actors/Nobody At All").status_code == 404


@pytest.fixture
def merged(empty_app: TestClient, record: Store) -> tuple[TestClient, str, str]:
    """Return an app in which a person decided that two places are one."""
    filed(record, *coverage())
    view = record.view()
    main, other = view.find_actor("Norland"), view.find_actor("Sudmark")
    answer = send(empty_app, "/actors/merge", actor=main, other="Sudmark")
    assert answer.status_code == 200, answer.text
    return empty_app, main, other


def test_two_actors_are_merged_and_the_merge_is_undone(
    merged: tuple[TestClient, str, str], record: Store
) -> None:
    app, main, other = merged
    view = record.view()
    assert view.find_actor("Sudmark") == view.find_actor("Norland")
    page = app.get(f"/actors/{main}").text
    assert "are one actor" in page
    number = re.search(r'name="decision" value="(\d+)"', page)
    assert number is not None
    page = send(app, "/actors/undo", decision=number[1]).text
    assert "taken back by" in page
    assert view.find_actor("Sudmark") == other
    assert send(app, "/actors/undo", decision=number[1]).status_code == 400


def test_a_name_is_split_off(merged: tuple[TestClient, str, str], record: Store) -> None:
    app, main, other = merged
    assert send(app, "/actors/split", actor=main, name="Sudmark").status_code == 200
    assert record.view().find_actor("Sudmark") == other
    assert send(app, "/actors/split", actor=main, name="Nobody").status_code == 404
    assert send(app, "/actors/merge", actor=main, other="").status_code == 400


def test_a_term_sheet_has_its_words(app: TestClient) -> None:
    page = app.get("/deals").text
    links = re.findall(r'class="cite" href="([^"#]+)#at"', page)
    assert links
    assert app.get(html.unescape(links[0])).status_code == 200
    assert "No deal is told of" in app.get("/deals?since=2099-01-01").text
    assert app.get("/deals?since=2031-05-09&at=2031-05-01").status_code == 400

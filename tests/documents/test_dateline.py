from __future__ import annotations

from datetime import date

import pytest

from communique.documents.dateline import dateline_end, parse_day, published_in

DAY = date(2031, 5, 6)


@pytest.mark.parametrize(
    "line",
    [
        "MAY 6, 2031 — Talks resumed.",
        "EASTVALE, Norland, 6 May 2031 (Agency) — Talks resumed.",
        "EASTVALE, 6 MAY 31 (RADIO EASTVALE) -- TALKS RESUMED.",
        "Published: Tuesday, 6 May 2031, 10:30 GMT",
        "May 6, 2031",
        "2031-05-06 10:30",
    ],
)
def test_a_full_date_at_the_head_of_a_story_is_its_date(line: str) -> None:
    assert published_in([line, "The envoy left."]) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "EASTVALE, May 6 (Agency) — Talks resumed.",
        "On May 6, 2031 – a Tuesday – the talks resumed.",
        "The truce of May 6, 2031 held.",
        "05/06/2031",
        "May 2031",
        "EASTVALE, 31 June 2031 (Agency) — Talks resumed.",
    ],
)
def test_a_date_is_left_unknown_rather_than_guessed(line: str) -> None:
    assert published_in([line, "The envoy left."]) is None


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    assert published_in(["Updated May 7, 2031", "Published May 6, 2031"]) == DAY


@pytest.mark.parametrize(
    "words",
    ["2031-05-06", "2031-05-06T23:30:00-05:00", "Tue, 06 May 2031 10:00:00 GMT", "6 May 2031"],
)
def test_date_fields_are_read_in_the_writers_own_time(words: str) -> None:
    assert parse_day(words) == DAY


@pytest.mark.parametrize(
    "words", ["2031", "2031-05", "05/06/2031", "soon", "", "0001-01-01T00:00:00", "9999-12-31"]
)
def test_date_fields_that_name_no_day_give_none(words: str) -> None:
    assert parse_day(words) is None


@pytest.mark.parametrize(
    ("paragraph", "story"),
    [
        ("VELMORA, May 12 (PPA) — Lysmark gave", "Lysmark gave"),
        ("Beirut (AFP) - A truce", "A truce"),
        ("NEW YORK/LONDON, May 6 (Agency) -- Banks said", "Banks said"),
        ("SEOUL — The talks", "The talks"),
        ("The Eastvale (PPA) talks - which went on", None),
        ("THE GOVERNMENT - THE ARMY SAID", None),
        ("EASTVALE, 6 MAY (AGENCY) -- THE ARMY SAID", "THE ARMY SAID"),
        ("EASTVALE, Norland — The union", "The union"),
        ("EASTVALE—The union", "The union"),
        ("On May 12 - a Tuesday", None),
        ("Covid-19 – a disease", None),
        ("USA - China talks", None),
        ("Eastvale-based unions", None),
    ],
)
def test_a_story_begins_behind_its_dateline(paragraph: str, story: str | None) -> None:
    assert paragraph[dateline_end(paragraph) :] == (paragraph if story is None else story)


@pytest.mark.parametrize(
    "line", ["May 6, 1430 GMT", "Updated 6 May 1030 GMT", "Tuesday 6 May 10 am", "6 May 11am"]
)
def test_a_time_of_day_is_no_year(line: str) -> None:
    assert published_in([line, "Talks went on."]) is None


def test_a_line_that_tells_both_days_gives_that_of_publication() -> None:
    line = "Published: May 5, 2031 | Updated: May 6, 2031"
    assert published_in([line, "Talks went on."]) == date(2031, 5, 5)

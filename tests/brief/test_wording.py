from __future__ import annotations

from datetime import date

import pytest

from communique.brief.wording import interval, listed, one_line, short, stance, visible
from communique.dates import Interval
from communique.matching.model import Actor
from communique.vocabulary import EntityKind


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2031, 5, 5), date(2031, 5, 5), "5 May 2031"),
        (date(2031, 5, 5), date(2031, 5, 9), "5–9 May 2031"),
        (date(2031, 5, 30), date(2031, 6, 2), "30 May – 2 Jun 2031"),
        (date(2031, 5, 1), date(2031, 5, 31), "May 2031"),
        (date(2031, 2, 1), date(2031, 2, 28), "Feb 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2030, 12, 30), date(2031, 1, 2), "30 Dec 2030 – 2 Jan 2031"),
        (None, date(2031, 5, 9), "until 9 May 2031"),
        (date(2031, 5, 9), None, "from 9 May 2031"),
        (date(9999, 12, 1), date(9999, 12, 31), "Dec 9999"),
        (None, None, ""),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(
    start: date | None, end: date | None, words: str
) -> None:
    assert interval(Interval(start, end)) == words


def test_what_turns_or_controls_is_shown_as_unknown_and_other_scripts_are_kept() -> None:
    assert one_line("a\u202eb\x1b[2J\r\nc\u200f שלום نورلاند 🕊") == "a�b�[2J c שלום نورلاند 🕊"
    assert visible("a\u202eb\x00", turns=True) == "a\u202eb�"


def test_lists_and_cuts_read_as_written_by_hand() -> None:
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert short("one two three", 9) == "one two …"


@pytest.mark.parametrize(
    ("name", "kind", "verb"),
    [
        ("Norland", "place", "demands"),
        ("Government sources", "source", "demand"),
        ("workers in two plants", "group", "demand"),
        ("sources close to the talks", "source", "demand"),
        ("spokesman for the workers", "source", "demands"),
        ("Eastvale Dock Workers", "organisation", "demands"),
        ("press", "group", "demands"),
    ],
)
def test_the_verb_for_a_stance_has_the_number_of_its_holder(
    name: str, kind: EntityKind, verb: str
) -> None:
    assert stance("demand", Actor(name, name, kind, (name,), (), (), ())) == verb
    assert stance("open", Actor(name, name, kind, (name,), (), (), ())) == "open to"

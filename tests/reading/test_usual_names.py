"""How an entity is called: by the name that the text uses."""

from __future__ import annotations

import pytest

from communique.reading.draft import Draft
from communique.reading.parsed import Name, Parsed
from communique.reading.usual_names import name_as_used
from tests.builders import document, entity, span


def called(text: str, full: str, kind: str, *others: tuple[str, int]) -> str:
    """Return what an entity goes by that is named `full` once and `others` so many times."""
    spans = [
        span(text, full),
        *(span(text, o, n) for o, times in others for n in range(1, times + 1)),
    ]
    parsed = Parsed(text=text, names=[Name(at, "ORG", 0.9) for at in spans])
    known = (entity("e1", full, kind, *spans),)
    (found,) = name_as_used(Draft(document(text), parsed, entities=known)).entities
    return found.name


@pytest.mark.parametrize(
    ("text", "full", "kind", "short", "times", "name"),
    [
        ("The United States left. The U.S. paid, and the U.S. lost.", "United States", "place",
         "U.S.", 2, "U.S."),
        ("The United States left. The U.S. paid.", "United States", "place", "U.S.", 1,
         "United States"),
        ("The Dock Workers Union met. The DWU paid. The DWU lost.", "Dock Workers Union",
         "organisation", "DWU", 2, "DWU"),
        ("Workers of the Docks (FTD) met. The FTD paid.", "Workers of the Docks",
         "organisation", "FTD", 2, "FTD"),
    ],
)  # fmt: skip
def test_a_short_name_that_stands_twice_as_often_is_the_name(
    text: str, full: str, kind: str, short: str, times: int, name: str
) -> None:
    assert called(text, full, kind, (short, times)) == name


def test_a_word_that_is_no_acronym_of_it_is_not_the_name() -> None:
    text = "The Dock Workers Union met. The Union paid. The Union lost."
    assert (
        called(text, "Dock Workers Union", "organisation", ("The Union", 2)) == "Dock Workers Union"
    )

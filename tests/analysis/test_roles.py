"""Roles in the talks: read off what documents tell of each, counted over independent stories."""

from __future__ import annotations

import pytest

from communique.analysis import find_roles
from communique.documents.document import ReadDocument
from communique.record import Store
from tests.builders import entity, event, position, read_document, role, span
from tests.oracle.coverage import survey
from tests.oracle.roles import find_parts

TEXT = (
    "Norland and Sudmark met, with Velmora as mediator. Lysmark offered guarantees for the truce. "
    "The Coast Mission monitored the border. The Farmers League wants open roads. "
    "Tessick urged restraint."
)


def report(text: str = TEXT, **of_document: object) -> ReadDocument:
    names = [
        "Norland",
        "Sudmark",
        "Velmora",
        "Lysmark",
        "Coast Mission",
        "Farmers League",
        "Tessick",
    ]
    entities = [
        entity(f"e{at}", name, "organisation" if " " in name else "place", in_text=text)
        for at, name in enumerate([*names, "Tessick"], 1)
    ]
    at = {e.id: e.mentions[0] for e in entities}
    return read_document(
        text,
        entities=entities,
        talks=[
            role("e1", "party", at["e1"]),
            role("e2", "party", at["e2"]),
            role("e3", "mediator", at["e3"]),
        ],
        positions=[
            position("p1", "e4", "offer", "guarantees", span(text, "guarantees for the truce")),
            position("p2", "e6", "demand", "open roads", span(text, "open roads")),
            position("p3", "e1", "demand", "open roads", span(text, "open roads")),
        ],
        events=[
            event("v1", "COOPERATE", span(text, "monitored"), actors=["e5"]),
            event("v2", "REQUEST", span(text, "urged"), actors=["e7"]),
        ],
        **of_document,
    )


def alone() -> ReadDocument:
    """Return a report of one act alone."""
    text = "A delegate from Tessick urged both to stop firing on the ferries."
    return read_document(
        text,
        entities=[entity("e1", "Tessick", "place", in_text=text)],
        events=[event("v1", "REQUEST", span(text, "urged"), actors=["e1"])],
    )


def in_memory(*reports: ReadDocument) -> dict[str, str]:
    return {part.actor.name: part.role for part in find_parts(survey(reports))}


def in_the_record(*reports: ReadDocument) -> dict[str, str]:
    with Store.throwaway() as store:
        for each in reports:
            store.writer().file(each, "model 1")
        return {found.name: found.role for found in find_roles(store.view())}


@pytest.mark.parametrize("roles", [in_memory, in_the_record])
def test_each_plays_the_part_that_its_words_and_deeds_give_it(roles):
    assert roles(report()) == {
        "Norland": "party",
        "Sudmark": "party",
        "Velmora": "mediator",
        "Lysmark": "guarantor",
        "Coast Mission": "observer",
        "Farmers League": "stakeholder",
    }


@pytest.mark.parametrize("roles", [in_memory, in_the_record])
def test_whose_acts_alone_tell_of_a_stake_has_one_where_two_stories_tell_of_them(roles):
    assert "Tessick" not in roles(report())
    assert roles(report(), alone())["Tessick"] == "stakeholder"


@pytest.mark.parametrize("roles", [in_memory, in_the_record])
def test_the_government_of_nobody_knows_whom_has_no_stake(roles):
    text = "The government wants open roads."
    lone = read_document(
        text,
        entities=[entity("e1", "government", "organisation", in_text=text)],
        positions=[position("p1", "e1", "demand", "open roads", span(text, "open roads"))],
    )
    assert "government" not in roles(report(), lone)


def test_a_role_comes_with_its_words_once_for_each_document():
    other = report(outlet="Harbour Post")
    with Store.throwaway() as store:
        for each in (report(), other):
            store.writer().file(each, "model 1")
        (found,) = (r for r in find_roles(store.view()) if r.role == "guarantor")
    assert [e.words for e in found.evidence] == ["guarantees for the truce"] * 2
    assert {e.document for e in found.evidence} == {report().document.id, other.document.id}

"""For whom the entities of a document count."""

from __future__ import annotations

from communique.matching.sides import Sides, party_words
from tests.builders import entity, findings, role, span

TEXT = "Anna Brandt of the army of Norland, and Carl Dahl, met officials from Eastvale."
CHAIN = [
    entity("e1", "Norland", "place", in_text=TEXT),
    entity("e2", "army", "organisation", in_text=TEXT, affiliation="e1"),
    entity("e3", "Anna Brandt", "person", in_text=TEXT, affiliation="e2"),
    entity("e4", "Carl Dahl", "person", in_text=TEXT),
]


def party(text: str, name: str, of: str):
    return role(of, "party", span(text, name))


def test_a_person_counts_for_the_nearest_body_where_no_party_is_known():
    sides = Sides(findings(entities=CHAIN))
    assert [sides.of(e.id) for e in CHAIN] == ["e1", "e2", "e2", "e4"]
    assert (sides.of(None), sides.of("e9")) == (None, None)


def test_a_body_that_belongs_to_a_party_counts_for_it_and_a_party_for_its_state():
    assert Sides(findings(entities=CHAIN, talks=[party(TEXT, "Norland", "e1")])).of("e3") == "e1"
    both = findings(entities=CHAIN, talks=[party(TEXT, "Norland", "e1"), party(TEXT, "army", "e2")])
    assert Sides(both).of("e3") == "e1"


def test_what_belongs_to_a_state_and_is_no_organ_of_it_counts_for_itself():
    apart = ["Norland guerrillas", "Norland's bank committee", "Norland Liberation Army"]
    organs = ["Norland negotiating team", "Norland air force", "Norlandians"]
    for name in (*apart, *organs):
        side = "e2" if name in apart else "e1"
        text = f"Norland met the {name}."
        pair = [
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", name, "group", in_text=text, affiliation="e1"),
        ]
        met = [role("e1", "party", span(text, "Norland")), role("e2", "party", span(text, name))]
        assert Sides(findings(entities=pair, talks=met)).of("e2") == side


def test_who_speaks_for_what_is_apart_does_not_count_for_the_state():
    text = "Norland met a delegation of the Norland guerrillas; Anna Brandt led it."
    chain = [
        entity("e1", "Norland", "place", in_text=text),
        entity("e2", "Norland guerrillas", "group", in_text=text, affiliation="e1"),
        entity("e3", "delegation", "organisation", in_text=text, affiliation="e2"),
        entity("e4", "Anna Brandt", "person", in_text=text, affiliation="e3"),
    ]
    met = [party(text, "Norland", "e1"), party(text, "delegation", "e3")]
    for talks in (met, [*met, party(text, "Norland guerrillas", "e2")]):
        assert Sides(findings(entities=chain, talks=talks)).of("e4") == "e3"


def test_two_that_speak_for_each_other_lead_to_no_endless_search():
    ring = [
        entity("e1", "Anna Brandt", "person", in_text=TEXT, affiliation="e2"),
        entity("e2", "Carl Dahl", "person", in_text=TEXT, affiliation="e1"),
    ]
    assert Sides(findings(entities=ring)).of("e1") == "e1"


def test_the_names_of_those_who_negotiate_are_known_with_those_of_their_sides():
    found = findings(entities=CHAIN, talks=[party(TEXT, "Anna Brandt", "e3")])
    assert party_words(found) == {"anna", "brandt"}
    found = findings(entities=CHAIN, talks=[party(TEXT, "Norland", "e1"), role("e3", "observer",
                     span(TEXT, "Anna Brandt"))])  # fmt: skip
    assert party_words(found) == {"anna", "brandt", "norland"}

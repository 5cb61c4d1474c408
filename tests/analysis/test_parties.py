"""Who counts as a party across documents: few, and each under one name."""

from tests.builders import entity, read_document, role, span
from tests.oracle.coverage import survey
from tests.oracle.roles import find_parts


def report(ref, text, *entities, parties=(), mediators=()):
    """Return a document; each entity is (id, name, kind) with more by keyword in a dict."""
    made = [
        entity(number, name, kind, span(text, name), **(more[0] if more else {}))
        for number, name, kind, *more in entities
    ]
    at = {e.id: e.mentions[0] for e in made}
    talks = [role(e, "party", at[e]) for e in parties]
    talks += [role(e, "mediator", at[e]) for e in mediators]
    return read_document(text, entities=made, talks=talks, ref=ref)


def parts(*read, of="party"):
    return [part.actor.name for part in find_parts(survey(read)) if part.role == of]


FULL = report(
    "a",
    "Norland and the Hill People's Front met in Eastvale.",
    ("e1", "Norland", "place"),
    ("e2", "Hill People's Front", "organisation"),
    parties=("e1", "e2"),
)


def test_a_short_form_is_the_only_body_whose_name_ends_in_it():
    short = report("b", "The Front agreed.", ("e1", "Front", "organisation"), parties=("e1",))
    assert sorted(parts(FULL, short)) == ["Hill People's Front", "Norland"]


def test_a_short_form_that_fits_two_bodies_stays_apart():
    other = report(
        "b",
        "The Coast Front and the Front spoke.",
        ("e1", "Coast Front", "organisation"),
        ("e2", "the Front", "organisation"),
    )
    assert "body:front" in {actor.id for actor in survey([FULL, other]).actors.actors}


def test_the_adjective_of_a_place_that_no_table_knows_is_that_place():
    adjective = report("b", "Norlandian forces left.", ("e1", "Norlandian", "organisation"))
    assert "body:norlandian" not in {a.id for a in survey([FULL, adjective]).actors.actors}


def test_a_person_at_the_table_stands_for_the_body_known_from_another_report():
    known = report(
        "b",
        "Norland's negotiator Ada Berg spoke.",
        ("e1", "Norland", "place"),
        ("e2", "Ada Berg", "person", {"affiliation": "e1", "role": "negotiator"}),
    )
    alone = report("c", "Ada Berg agreed.", ("e1", "Ada Berg", "person"), parties=("e1",))
    assert sorted(parts(FULL, known, alone)) == ["Hill People's Front", "Norland"]


def test_people_and_crowds_are_no_parties_beside_two_bodies():
    crowd = report(
        "b",
        "Relatives and Olaf Lind marched; the government agreed.",
        ("e1", "Relatives", "group"),
        ("e2", "Olaf Lind", "person"),
        ("e3", "government", "organisation"),
        parties=("e1", "e2", "e3"),
    )
    assert sorted(parts(FULL, crowd)) == ["Hill People's Front", "Norland"]


def test_a_mediator_of_no_known_body_is_left_out_beside_a_body_that_mediates():
    told = report(
        "b",
        "The Peace Board and the mediator called both sides.",
        ("e1", "Peace Board", "organisation"),
        ("e2", "mediator", "person"),
        mediators=("e1", "e2"),
    )
    assert parts(FULL, told, of="mediator") == ["Peace Board"]


def test_roles_that_differ_in_case_or_in_the_words_for_the_body_are_told_once():
    first = report(
        "b",
        "Norland's foreign minister, Ada Berg, spoke.",
        ("e1", "Norland", "place"),
        ("e2", "Ada Berg", "person", {"affiliation": "e1", "role": "foreign minister of Norland"}),
    )
    told = {"role": "Foreign Minister"}
    second = report("c", "Foreign Minister Ada Berg left.", ("e1", "Ada Berg", "person", told))
    berg = survey([first, second]).actors.by_id["person:ada berg"]
    assert [(t.role, t.affiliation_name) for t in berg.titles] == [("foreign minister", "Norland")]


def test_a_described_office_is_the_one_person_who_holds_it():
    described = report(
        "b",
        "Norland's foreign minister spoke.",
        ("e1", "Norland", "place"),
        ("e2", "foreign minister", "person", {"affiliation": "e1", "role": "foreign minister"}),
    )
    named = report(
        "c",
        "Norland sent Ada Berg.",
        ("e1", "Norland", "place"),
        ("e2", "Ada Berg", "person", {"affiliation": "e1", "role": "Foreign Minister"}),
    )
    people = [a for a in survey([described, named]).actors.actors if a.kind == "person"]
    assert [actor.name for actor in people] == ["Ada Berg"]

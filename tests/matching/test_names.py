"""Under which names one document files its entities."""

from __future__ import annotations

from communique.matching.names import names_in
from tests.builders import attribution, entity, event, read_document, span


def keys(text: str, *entities: tuple[str, str], acts: str | None = None, there: str | None = None):
    """Return the keys of entities, given as (name, kind), where one speaks or is a place."""
    made = [entity(n, n, kind, in_text=text) for n, kind in entities]
    said = [attribution("a1", span(text, text[-5:]), speaker=acts)] if acts else []
    held = [event("v1", "CONSULT", span(text, text[:4]), place=there)] if there else []
    read = read_document(text, entities=made, attributions=said, events=held)
    return [names_in(read).of_entity[n] for n, _ in entities]


def test_a_capital_that_speaks_is_the_government_and_one_where_things_happen_is_a_city():
    text = "Talks in Bonn went on, it is said."
    assert keys(text, ("Bonn", "place"), acts="Bonn") == ["body:germany"]
    assert keys(text, ("Bonn", "place"), there="Bonn") == ["body:bonn"]


def test_the_adjective_and_the_government_of_a_state_are_the_state():
    text = "The Norwegian government and Norwegian forces met in Norway."
    found = keys(text, ("Norwegian government", "organisation"), ("Norway", "place"))
    assert set(found) == {"body:norway"}


def test_the_government_alone_is_that_of_the_state_that_the_report_is_about():
    text = "The government of Norway said Norway and the ministry agree."
    found = keys(text, ("government", "organisation"), ("Norway", "place"))
    assert found == ["body:norway", "body:norway"]


def test_a_company_is_one_with_and_without_its_form_and_the_rest_of_its_name():
    text = "Harbour Lines Inc met the union. Harbour Lines left. Harbour paid."
    names = ("Harbour Lines Inc", "Harbour Lines", "Harbour")
    read = read_document(text, entities=[entity(n, n, "organisation", in_text=text) for n in names])
    told = names_in(read)
    assert set(told.of_entity.values()) == {"body:harbour lines", "body:harbour"}
    assert ("body:harbour", "body:harbour lines") in told.told


def test_a_code_in_pointed_brackets_explains_a_name():
    text = "Harbour Lines <HBL> paid. HBL left."
    found = keys(text, ("Harbour Lines", "organisation"), ("HBL", "organisation"))
    assert set(found) == {"body:harbour lines"}


def test_a_body_that_goes_by_its_acronym_is_filed_under_what_that_is_short_for():
    text = "The Harbour Workers Front (HWF) met. The HWF left. HWF men paid. This Big Body grew."
    spans = [span(text, "Harbour Workers Front"), span(text, "HWF"), span(text, "HWF", 2)]
    front = entity("e1", "HWF", "organisation", *spans, span(text, "This Big Body"))
    told = names_in(read_document(text, entities=[front]))
    assert told.of_entity["e1"] == "body:harbour workers front"
    assert ("body:hwf", "body:harbour workers front") in told.told


def test_a_son_goes_by_the_name_without_his_generation_and_his_father_stays_apart():
    text = "Joseph Berg Jr met Joseph Berg Sr. Joseph Berg left."
    found = keys(
        text,
        ("Joseph Berg Jr", "person"), ("Joseph Berg Sr", "person"), ("Joseph Berg", "person"),
    )  # fmt: skip
    assert found == ["person:joseph berg", "person:joseph berg sr", "person:joseph berg"]

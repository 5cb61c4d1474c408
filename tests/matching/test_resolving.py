"""What a name is short for, by how the documents use the names that it may mean."""

from __future__ import annotations

from communique.matching.resolving import Evidence, forms, judge


def meant(key: str, uses: dict[str, int], told: dict[str, int] | None = None) -> dict[str, str]:
    """Return what a name is judged to be short for, and how surely."""
    evidence = Evidence(uses=uses)
    for name in sorted(uses):
        for form in forms(name):
            evidence.formed[form].append(name)
    evidence.told[key] = told or {}
    return {edge.long: edge.judgement for edge in judge(key, evidence)}


def test_a_body_goes_by_those_in_it():
    uses = {"body:dockers": 9, "body:eastvale dockers": 4}
    assert meant("body:dockers", uses) == {"body:eastvale dockers": "same"}
    assert meant("body:harbour", {"body:harbour": 9, "body:eastvale harbour": 4}) == {}
    assert meant("body:states", {"body:states": 2, "body:united states": 9}) == {}


def test_of_two_bodies_that_are_named_as_often_neither_is_meant_for_sure():
    uses = {"body:dockers": 9, "body:eastvale dockers": 4, "body:tessick dockers": 3}
    assert set(meant("body:dockers", uses).values()) == {"unsure"}


def test_what_one_report_calls_a_body_gives_way_to_its_usual_name():
    uses = {"body:dockers": 9, "body:eastvale dockers": 6, "body:dockers rally": 1}
    told = {"body:dockers rally": 1}
    assert meant("body:dockers", uses, told) == {"body:eastvale dockers": "same"}
    few = {"body:dockers": 2, "body:dockers rally": 1}
    assert meant("body:dockers", few, told) == {"body:dockers rally": "same"}


def test_a_name_that_one_report_among_many_has_leaves_no_doubt_about_a_person():
    uses = {"person:brandt": 12, "person:eva brandt": 8, "person:minister brandt": 1}
    assert meant("person:brandt", uses) == {"person:eva brandt": "same"}
    uses["person:jonas brandt"] = 3
    assert set(meant("person:brandt", uses).values()) == {"unsure"}


def test_a_whole_name_is_of_the_kind_that_more_reports_read_it_as():
    person, body = "person:ada berg", "body:ada berg"
    assert meant(body, {person: 5, body: 1}) == {person: "same"}
    assert meant(person, {person: 5, body: 1}) == {}
    assert meant(person, {person: 1, body: 5}) == {body: "same"}
    assert meant(body, {person: 1, body: 5}) == {}
    surname = {"person:berg": 5, "body:berg": 1, "person:ada berg": 5}
    assert meant("body:berg", surname) == {}
    board = {"person:harbour board": 5, "body:harbour board": 1}
    assert meant("person:harbour board", board) == {"body:harbour board": "same"}


def test_a_short_first_name_is_that_of_the_only_one_who_can_go_by_it():
    joe, joseph = "person:joe brandt", "person:joseph r brandt"
    assert meant(joe, {joe: 3, joseph: 5}) == {joseph: "same"}
    assert meant(joe, {joe: 3, "person:joseph brandt": 1}) == {"person:joseph brandt": "same"}
    assert meant(joseph, {joe: 3, joseph: 5}) == {}
    assert meant(joe, {joe: 3, "person:joseph berg": 5, "person:eva brandt": 2}) == {}
    two = {joe: 3, joseph: 5, "person:joshua brandt": 2}
    assert set(meant(joe, two).values()) == {"unsure"}


def test_of_two_first_names_that_are_short_for_each_other_one_way_counts():
    jon, john = "person:jon brandt", "person:john brandt"
    assert meant(jon, {jon: 3, john: 5}) == {john: "same"}
    assert meant(john, {jon: 3, john: 5}) == {}


def test_a_surname_alone_has_one_bearer_where_the_others_are_short_forms_of_his_name():
    uses = {"person:brandt": 9, "person:joe brandt": 3, "person:joseph brandt": 4}
    assert meant("person:brandt", uses) == {"person:joseph brandt": "same"}

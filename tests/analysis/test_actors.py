from tests.builders import entity, read_document, role, span
from tests.oracle.coverage import survey


def people(*names: str, ref: str = "a", text: str | None = None, kind: str = "person"):
    text = text or f"{ref}: " + ", ".join(names) + " spoke."
    entities = [entity(f"e{i}", name, kind, span(text, name)) for i, name in enumerate(names, 1)]
    return read_document(text, entities=entities, ref=ref)


def actor_ids(*read) -> list[str]:
    return [actor.id for actor in survey(read).actors.actors]


def test_the_same_name_in_two_documents_is_one_actor():
    assert actor_ids(people("Anna Brandt"), people("Anna Brandt", ref="b")) == [
        "person:anna brandt"
    ]


def test_a_surname_joins_the_only_full_name_that_ends_in_it():
    read = [people("Anna Brandt"), people("Brandt", ref="b"), people("Mr. Brandt", ref="c")]
    assert actor_ids(*read) == ["person:anna brandt"]


def test_a_surname_that_two_people_share_stays_apart():
    read = [people("Anna Brandt"), people("Piet Brandt", ref="b"), people("Brandt", ref="c")]
    assert actor_ids(*read) == ["person:anna brandt", "person:brandt", "person:piet brandt"]


def test_a_surname_means_the_one_full_name_of_its_own_document_first():
    read = [people("Anna Brandt", "Brandt"), people("Piet Brandt", ref="b")]
    assert actor_ids(*read) == ["person:anna brandt", "person:piet brandt"]


def test_an_article_and_the_kind_of_a_state_make_no_second_actor():
    read = [
        people("the Port Authority", kind="organisation"),
        people("Port Authority", ref="b", kind="organisation"),
        people("Norland", ref="c", kind="place"),
        people("Norland", ref="d", kind="organisation"),
    ]
    assert actor_ids(*read) == ["body:norland", "body:port authority"]


def test_an_acronym_joins_the_name_beside_which_a_report_explains_it():
    explained = people(
        "Dock Workers Union",
        "DWU",
        text="The Dock Workers Union (DWU) called a strike.",
        kind="organisation",
    )
    used = people("DWU", ref="b", text="DWU pickets stood at the gate.", kind="organisation")
    actors = survey([explained, used]).actors.actors
    assert [actor.id for actor in actors] == ["body:dock workers union"]
    assert actors[0].name == "Dock Workers Union"
    assert actors[0].names == ("DWU", "Dock Workers Union")


def test_unnamed_sources_of_two_reports_are_not_one_person():
    read = [people("a Norland official", kind="source"),
            people("a Norland official", ref="b", kind="source")]  # fmt: skip
    assert len(actor_ids(*read)) == 2


def test_a_role_is_kept_with_the_words_that_say_so():
    text = "Foreign Minister Anna Brandt of Norland left."
    read = read_document(
        text,
        entities=[
            entity(
                "e1", "Anna Brandt", "person", span(text, "Anna Brandt"),
                role="Foreign Minister", role_at=span(text, "Foreign Minister"),
                affiliation="e2", affiliation_at=span(text, "Norland"),
            ),
            entity("e2", "Norland", "place", span(text, "Norland")),
        ],
    )  # fmt: skip
    brandt = next(a for a in survey([read]).actors.actors if a.kind == "person")
    (title,) = brandt.titles
    assert (title.role, title.affiliation_name) == ("Foreign Minister", "Norland")
    assert [e.words for e in title.evidence] == ["Foreign Minister Anna Brandt of Norland"]


def test_a_spokesman_counts_for_the_movement_behind_his_bureau():
    text = "The bureau of the Free Sudmark movement sent Ilan Orr to negotiate."
    read = read_document(
        text,
        entities=[
            entity("e1", "Ilan Orr", "person", span(text, "Ilan Orr"), affiliation="e2"),
            entity("e2", "bureau", "organisation", span(text, "bureau"), affiliation="e3"),
            entity("e3", "Free Sudmark", "organisation", span(text, "Free Sudmark")),
        ],
        talks=[role("e3", "party", span(text, "Free Sudmark movement"))],
    )
    coverage = survey([read])
    orr = coverage.actors.by_id["person:ilan orr"]
    assert coverage.side(orr).name == "Free Sudmark"


def test_affiliations_in_a_ring_end():
    text = "Norland Sudmark"
    read = read_document(
        text,
        entities=[
            entity("e1", "Norland", "place", span(text, "Norland"), affiliation="e2"),
            entity("e2", "Sudmark", "place", span(text, "Sudmark"), affiliation="e1"),
        ],
    )
    coverage = survey([read])
    assert coverage.side(coverage.actors.by_id["body:norland"]).id == "body:norland"

"""Issues across documents."""

from __future__ import annotations

from sqlalchemy import Connection, select

from communique.record import Store
from communique.record.issues import issue, issue_matter, issue_word, issue_wording, position_issue
from tests.builders import entity, position, read_document, role, span

TABLES = (issue, issue_matter, issue_word, issue_wording, position_issue)


def report(issue_words: str, *, ref: str = "", party: str = "Norland"):
    """A report in which a party speaks of an issue; `ref` tells reports of one wording apart."""
    text = f"{party} spoke of {issue_words} {ref}."
    return read_document(
        text,
        entities=[entity("e1", party, "place", span(text, party))],
        positions=[position("p1", "e1", "demand", issue_words, span(text, issue_words))],
        talks=[role("e1", "party", span(text, party))],
    )


def file(store: Store, *reports) -> None:
    for read in reports:
        store.writer().file(read, "model 1")


def asked(store: Store):
    return store.view()._database.reading()


def issues(store: Store) -> dict[str, set[str]]:
    """Issues by name, each with the wordings of its positions."""
    with asked(store) as connection:
        query = (
            select(issue.c.name, issue_wording.c.words)
            .join(issue_matter, issue_matter.c.issue_id == issue.c.id)
            .join(issue_wording, issue_wording.c.matter == issue_matter.c.matter)
        )
        found: dict[str, set[str]] = {}
        for name, words in connection.execute(query):
            found.setdefault(name, set()).add(words)
        check(connection)
        return found


def check(connection: Connection) -> None:
    """What must hold of the tables whatever was filed."""
    rows = {table.name: connection.execute(select(table)).mappings().all() for table in TABLES}
    leaders = [m["issue_id"] for m in rows["issue_matter"] if m["leads"]]
    assert sorted(leaders) == sorted(i["id"] for i in rows["issue"])
    home = {m["matter"]: m["issue_id"] for m in rows["issue_matter"]}
    positions = rows["position_issue"]
    assert all(home[p["matter"]] == p["issue_id"] for p in positions)
    for m in rows["issue_matter"]:
        told = [p for p in positions if p["matter"] == m["matter"]]
        worded = [w["uses"] for w in rows["issue_wording"] if w["matter"] == m["matter"]]
        assert m["uses"] == len(told) == sum(worded) > 0
    indexed = {(w["word"], w["matter"]) for w in rows["issue_word"]}
    assert indexed == {
        (word, m["matter"]) for m in rows["issue_matter"] if m["leads"]
        for word in m["matter"].split("\n")
    }  # fmt: skip


def test_wordings_of_one_thing_are_one_issue_and_those_of_another_are_not(store: Store):
    file(
        store,
        report("release of captives"),
        report("releasing the hostages"),
        report("release of funds"),
    )
    assert issues(store) == {
        "release of captives": {"release of captives", "releasing the hostages"},
        "release of funds": {"release of funds"},
    }


def test_names_of_the_parties_tell_nothing_of_an_issue(store: Store):
    file(store, report("withdrawal from the port"), report("Norland withdrawal from the port"))
    assert set(issues(store)) == {"withdrawal from the port"}


def test_an_issue_goes_by_the_wording_most_used(store: Store):
    file(store, report("truce"), report("ceasefire", ref="1"), report("ceasefire", ref="2"))
    assert issues(store) == {"ceasefire": {"truce", "ceasefire"}}


def test_a_matter_spoken_of_twice_as_often_takes_the_lead_and_draws_in_what_is_near(store: Store):
    file(store, report("release of captives"), report("captives"), report("captive swap"))
    assert issues(store) == {
        "release of captives": {"release of captives", "captives"},
        "captive swap": {"captive swap"},
    }
    with asked(store) as connection:
        (first,) = connection.scalars(select(issue.c.id).where(issue.c.name != "captive swap"))
    file(store, report("captives", ref="again"))
    assert issues(store) == {"captives": {"captives", "release of captives", "captive swap"}}
    with asked(store) as connection:
        assert connection.scalars(select(issue.c.id)).all() == [first]


def test_what_the_new_leader_does_not_hold_opens_an_issue_of_its_own(store: Store):
    file(store, report("release of captives"), report("release"), report("captives"))
    file(store, report("captives", ref="2"))
    assert issues(store) == {
        "captives": {"captives", "release of captives"},
        "release": {"release"},
    }


def test_an_issue_of_which_nobody_speaks_any_more_is_gone_with_its_words(store: Store):
    file(store, report("release of captives"), report("captives"))
    store.writer().remove(report("release of captives").document.id)
    assert issues(store) == {"captives": {"captives"}}
    store.writer().remove(report("captives").document.id)
    with asked(store) as connection:
        assert all(connection.execute(select(table)).all() == [] for table in TABLES)


def test_the_same_issue_opened_anew_has_the_same_id(store: Store):
    def ids() -> list[str]:
        with asked(store) as connection:
            return list(connection.scalars(select(issue.c.id)))

    file(store, report("fishing rights"))
    before = ids()
    store.writer().remove(report("fishing rights").document.id)
    file(store, report("fishing rights", ref="elsewhere"))
    assert ids() == before


def test_a_document_read_again_counts_once(store: Store):
    file(store, report("fishing rights"))
    store.writer().file(report("fishing rights"), "model 2")
    assert issues(store) == {"fishing rights": {"fishing rights"}}


def test_a_spokesman_counts_for_the_party_for_which_he_speaks(store: Store):
    text = "Minister Brandt of the foreign ministry of Norland seeks a truce."
    file(
        store,
        read_document(
            text,
            entities=[
                entity("e1", "Norland", "place", in_text=text),
                entity("e2", "foreign ministry", "organisation", in_text=text, affiliation="e1"),
                entity("e3", "Brandt", "person", in_text=text, affiliation="e2"),
            ],
            positions=[position("p1", "e3", "demand", "truce", span(text, "a truce"))],
            talks=[role("e1", "party", span(text, "Norland"))],
        ),
    )
    with asked(store) as connection:
        assert connection.scalars(select(position_issue.c.side)).all() == ["e1"]


def test_an_issue_without_a_word_in_it_and_one_that_is_endless_are_kept(store: Store):
    text = "Norland wants 40 " + "aslongasthis" * 400 + " and more."
    file(
        store,
        read_document(
            text,
            entities=[entity("e1", "Norland", "place", in_text=text)],
            positions=[
                position("p1", "e1", "demand", "40", span(text, "40")),
                position("p2", "e1", "demand", text[17:], span(text, "and more")),
            ],
        ),
    )
    assert len(issues(store)) == 2

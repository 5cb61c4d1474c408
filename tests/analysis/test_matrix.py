"""Where the parties stand, asked of a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from communique.analysis.layout import Scope
from communique.analysis.matrix import matrix, silences
from communique.documents.document import ReadDocument
from communique.errors import NotInRecord
from communique.record import Store, View
from tests.analysis.reporting import report
from tests.builders import attribution, entity, position, read_document, role, span


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.throwaway() as opened:
        yield opened


def filed(store: Store, *reports: ReadDocument) -> View:
    for read in reports:
        store.writer().file(read, "model 1")
    return store.view()


TRUCE = (
    report("Norland wants a truce with Sudmark.",
           ("Norland", "demand", "truce", "a truce"), published="2031-05-01"),
    report("Sudmark rejected a truce with Norland.",
           ("Sudmark", "reject", "truce", "a truce"), published="2031-05-02"),
    report("Sudmark offers a truce if the border opens, Norland heard.",
           ("Sudmark", "offer", "truce", "a truce", "if the border opens", "if"),
           published="2031-05-06"),
)  # fmt: skip
FISHING = report(
    "Norland demands fishing rights off Sudmark.",
    ("Norland", "demand", "fishing rights", "fishing rights"), published="2031-05-03",
)  # fmt: skip


def stances(view: View, scope: Scope | None = None) -> dict[tuple[str, str], str]:
    return {
        (cell.issue.name, cell.party.name): cell.current.stand.stance
        for cell in matrix(view, scope).cells
    }


def test_the_matrix_shows_the_latest_stance_of_each_party_on_each_issue(store: Store):
    assert stances(filed(store, *TRUCE, FISHING)) == {
        ("truce", "Norland"): "demand",
        ("truce", "Sudmark"): "offer",
        ("fishing rights", "Norland"): "demand",
    }


def test_a_cell_holds_condition_date_reports_and_the_words_that_say_so(store: Store):
    view = filed(store, *TRUCE)
    found = matrix(view)
    sudmark = next(party for party in found.parties if party.name == "Sudmark")
    cell = found.cell(found.issues[0].id, sudmark.id)
    assert cell is not None
    stand = cell.current.stand
    assert stand.condition is not None
    assert (stand.condition.relation, stand.condition.words) == ("if", "if the border opens")
    assert (stand.date, cell.stories) == (date(2031, 5, 6), 2)
    assert (cell.first, cell.latest) == (date(2031, 5, 2), date(2031, 5, 6))
    assert [e.words for e in cell.evidence] == ["a truce", "if the border opens"]
    assert all(e.span.of(view.read_document(e.document).document.text) == e.words
               for e in cell.evidence)  # fmt: skip
    assert cell.evidence[0].sentence == "Sudmark offers a truce if the border opens, Norland heard."


def test_copies_of_one_report_count_once(store: Store):
    text = (
        "Norland demands fishing rights off Sudmark, its envoy told the council of Eastvale "
        "on Monday after three days of talks that ended without a word on the price of herring."
    )
    copies = [
        report(text, ("Norland", "demand", "fishing rights", "fishing rights"), outlet=outlet)
        for outlet in ("Harbour Post", "Eastvale Courier")
    ]
    (cell,) = matrix(filed(store, *copies)).cells
    assert (cell.stories, cell.current.stand.stories) == (1, 1)
    assert len({e.document for e in cell.evidence}) == 2


def test_the_matrix_of_a_day_knows_nothing_of_later_ones(store: Store):
    view = filed(store, *TRUCE, FISHING)
    assert stances(view, Scope(at=date(2031, 5, 2))) == {
        ("truce", "Norland"): "demand",
        ("truce", "Sudmark"): "reject",
    }
    assert stances(view, Scope(at=date(2031, 4, 30))) == {}


def test_the_matrix_can_be_narrowed_to_a_party_and_an_issue(store: Store):
    view = filed(store, *TRUCE, FISHING)
    assert stances(view, Scope(issue="a ceasefire", party="sudmark")) == {
        ("truce", "Sudmark"): "offer"
    }


@pytest.mark.parametrize("scope", [Scope(party="Eastvale"), Scope(issue="fish prices")])
def test_who_or_what_is_not_in_the_record_is_named(store: Store, scope: Scope):
    with pytest.raises(NotInRecord, match=r"Eastvale|fish prices"):
        matrix(filed(store, *TRUCE), scope)


def told_by_brandt(published: str = "2031-05-08") -> ReadDocument:
    """A minister of Norland says what Sudmark wants."""
    text = "Anna Brandt of Norland said Sudmark refuses fishing rights."
    said = span(text, "Sudmark refuses fishing rights")
    return read_document(
        text,
        published=published,
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", "Sudmark", "place", in_text=text),
            entity("e3", "Anna Brandt", "person", in_text=text, affiliation="e1"),
        ],
        attributions=[
            attribution("a1", said, speaker="e3", source=span(text, "Anna Brandt"),
                        cue=span(text, "said")),
        ],
        positions=[
            position("p1", "e2", "refuse", "fishing rights", span(text, "fishing rights"),
                     attribution="a1"),
        ],
        talks=[role("e1", "party", span(text, "Norland")),
               role("e2", "party", span(text, "Sudmark"))],
    )  # fmt: skip


def test_a_position_told_by_an_opponent_is_marked_and_gives_way_to_the_partys_own(store: Store):
    own = report("Sudmark would consider fishing rights of Norland.",
                 ("Sudmark", "open", "fishing rights", "fishing rights"),
                 published="2031-05-05")  # fmt: skip
    view = filed(store, FISHING, own, told_by_brandt())
    (cell,) = [c for c in matrix(view).cells if c.party.name == "Sudmark"]
    assert [(t.stand.stance, t.voice) for t in cell.told] == [
        ("refuse", "opponent"),
        ("open", "report"),
    ]
    assert cell.current.stand.stance == "open"
    assert cell.told[0].stand.claimant.name == "Anna Brandt"


def test_a_spokesman_counts_for_the_party_for_which_other_reports_have_him_speak(store: Store):
    text = "Anna Brandt refused fishing rights."
    lone = read_document(
        text,
        published="2031-05-09",
        entities=[entity("e1", "Anna Brandt", "person", in_text=text)],
        positions=[position("p1", "e1", "refuse", "fishing rights", span(text, "fishing rights"))],
    )
    known = "Foreign Minister Anna Brandt of Norland met Sudmark."
    of_norland = read_document(
        known,
        entities=[
            entity("e1", "Norland", "place", in_text=known),
            entity("e2", "Anna Brandt", "person", in_text=known, affiliation="e1",
                   role="Foreign Minister", role_at=span(known, "Foreign Minister")),
        ],
    )  # fmt: skip
    (cell,) = matrix(filed(store, FISHING, of_norland, lone)).cells
    assert (cell.party.name, cell.current.stand.stance) == ("Norland", "refuse")
    assert cell.current.stand.holder.name == "Anna Brandt"
    assert cell.stories == 2


def test_who_a_person_decides_is_another_in_one_report_has_positions_of_its_own(store: Store):
    other = report("Norland demands fishing rights, it told Sudmark.",
                   ("Norland", "demand", "fishing rights", "fishing rights"))  # fmt: skip
    view = filed(store, FISHING, other)
    assert [(c.party.name, c.stories) for c in matrix(view).cells] == [("Norland", 2)]
    store.writer().judge("Ida").split_in("body:norland", other.document.id)
    assert [(c.party.name, c.stories) for c in matrix(view).cells] == [
        ("Norland", 1),
        ("Norland", 1),
    ]


def test_who_has_not_spoken_on_what_is_shown_with_what_the_others_said(store: Store):
    (silence,) = silences(filed(store, *TRUCE, FISHING))
    assert (silence.issue.name, silence.party.name) == ("fishing rights", "Sudmark")
    assert (silence.since, silence.told) == (date(2031, 5, 3), None)
    assert [e.words for e in silence.evidence] == ["fishing rights"]


def test_a_party_of_whom_only_an_opponent_tells_has_not_spoken(store: Store):
    view = filed(store, *TRUCE, FISHING, told_by_brandt())
    (silence,) = silences(view, Scope(party="Sudmark"))
    assert silence.told is not None
    assert silence.told.by_opponents_only
    assert silence.told.current.stand.claimant.name == "Anna Brandt"
    assert silences(view, Scope(party="Norland")) == ()


def test_an_empty_record_has_no_matrix(store: Store):
    found = matrix(store.view())
    assert (found.issues, found.parties, found.cells) == ((), (), ())
    assert silences(store.view()) == ()

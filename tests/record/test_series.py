"""Figures through time, over all documents of a record."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from communique.documents.document import ReadDocument
from communique.matching.model import Series
from communique.record import Store
from communique.record.series_tables import TABLES
from tests.analysis.test_series import captives
from tests.builders import attribution, entity, figure, read_document, span
from tests.oracle.coverage import survey
from tests.oracle.series import find_series
from tests.record.told import toll

FIRST = toll("Norland", "31", 31, "2031-05-04")
OTHER = toll("Sudmark", "52", 52, "2031-05-04")
AGAIN = toll("Norland", "31 or so", 31, "2031-05-06")
LATER = toll("Norland", "47", 47, "2031-05-08")


ORDERS = ((0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2), (3, 0, 2, 1))


def filed(store: Store, *reads: ReadDocument) -> tuple[Series, ...]:
    for read in reads:
        store.writer().file(read, "model 1")
    return store.view().figures().series


def rows(store: Store) -> dict[str, set[tuple[object, ...]]]:
    with store.view()._database.reading() as connection:
        return {t.name: {tuple(r) for r in connection.execute(select(t))} for t in TABLES}


def test_the_record_says_of_series_what_analysis_says_of_the_same_documents(store: Store):
    reads = [FIRST, OTHER, LATER, captives(113)]
    ours, theirs = filed(store, *reads), find_series(survey(reads))
    assert {s.label for s in ours} == {s.label for s in theirs}
    assert [[d.sentence for d in s.disagreements] for s in ours] == [
        [d.sentence for d in s.disagreements] for s in theirs
    ]


def test_claimants_stand_in_one_series_with_their_disagreement_and_revision(store: Store):
    (series,) = filed(store, FIRST, OTHER, LATER)
    assert series.label == "people killed (Eastvale)"
    assert [(str(c.claimant), c.value) for c in series.counts] == [
        ("Norland", 31), ("Sudmark", 52), ("Norland", 47),
    ]  # fmt: skip
    (disagreement,) = series.disagreements
    assert "“31” (Norland, 2031-05-04); “52” (Sudmark, 2031-05-04)" in disagreement.sentence
    (revision,) = series.revisions
    assert revision.sentence == (
        "People killed (Eastvale): “31” (Norland, 2031-05-04); then “47” (Norland, 2031-05-08)."
    )
    assert [e.words for e in revision.evidence] == ["31", "47"]


def crowd(organisers: str, police: str, published: str | None = None) -> ReadDocument:
    """Return a report that gives two counts of one crowd and dates neither."""
    text = f"{organisers} took part, Norland said. Police counted {police}."
    sides = {"a1": ("e1", "Norland", organisers), "a2": ("e2", "Police", police)}
    return read_document(
        text,
        published=published,
        entities=[entity(e, n, "organisation", span(text, n)) for e, n, _ in sides.values()],
        attributions=[
            attribution(a, span(text, words), speaker=e, source=span(text, n))
            for a, (e, n, words) in sides.items()
        ],
        figures=[
            figure(
                f"f{a[1]}", span(text, words), what="gathered", value=float(words), attribution=a
            )
            for a, (_, _, words) in sides.items()
        ],
    )


def test_a_report_without_a_date_tells_of_one_time(store: Store):
    (series,) = filed(store, crowd("12000", "7000"))
    (found,) = series.disagreements
    assert {c.claimant.name for c in (found.one, found.other)} == {"Norland", "Police"}
    assert {row[4] for row in rows(store)["series_conflict"]} == {"disagreement"}
    ours = find_series(survey([crowd("12000", "7000")]))
    assert [d.sentence for s in ours for d in s.disagreements] == [found.sentence]


def test_two_reports_without_a_date_need_not_tell_of_one_time(store: Store):
    filed(store, crowd("12000", "12000"), crowd("7000", "7000"))
    assert not rows(store)["series_conflict"]


def test_of_what_is_as_widely_reported_the_disagreed_comes_first(store: Store):
    twice = (FIRST, toll("Sudmark", "31", 31, "2031-05-04"))
    filed(store, crowd("12000", "7000", "2031-05-04"), captives(120), *twice)
    shown = store.view().figures(limit=2).series
    assert [(s.what, bool(s.disagreements)) for s in shown] == [
        ("killed", False),
        ("gathered", True),
    ]


@pytest.mark.parametrize("about", ["killed", "dead people", "Eastvale", "people deaths eastvale"])
def test_series_are_found_by_what_is_counted_who_and_where(store: Store, about: str):
    filed(store, FIRST, captives(120))
    assert [s.label for s in store.view().figures(about=about).series] == [
        "people killed (Eastvale)"
    ]


@pytest.mark.parametrize("about", ["wounded", "Westhaven", "killed Westhaven", "…"])
def test_words_that_do_not_fit_find_nothing(store: Store, about: str):
    filed(store, FIRST)
    assert store.view().figures(about=about).series == ()


def test_sums_that_do_not_add_up_are_shown_with_their_words(store: Store):
    filed(store, captives(113), captives(120))
    (odd,) = store.view().figures().sums
    assert (
        odd.sentence == "210 captured less 90 returned leaves 120; 113 are reported held (Norland)."
    )
    assert [e.words for e in odd.evidence] == ["210", "90", "113"]


def test_the_order_of_filing_changes_nothing():
    reads, states = [FIRST, OTHER, AGAIN, LATER], []
    with Store.throwaway() as store:
        for order in ORDERS:
            filed(store, *(reads[place] for place in order))
            states.append(rows(store))
            for read in reads:
                store.writer().remove(read.document.id)
            assert not any(rows(store).values())
    assert all(state == states[0] for state in states)
    assert {row[4] for row in states[0]["series_conflict"]} == {"disagreement", "revision"}


@pytest.mark.parametrize("gone", [FIRST, OTHER, AGAIN, LATER], ids=["31", "52", "about 31", "47"])
def test_what_is_left_after_a_removal_is_as_if_the_document_had_never_been(gone: ReadDocument):
    reads = [FIRST, OTHER, AGAIN, LATER]
    with Store.throwaway() as store, Store.throwaway() as without:
        filed(store, *reads)
        store.writer().remove(gone.document.id)
        filed(without, *(read for read in reads if read is not gone))
        assert rows(store) == rows(without)


def test_reading_again_counts_nothing_twice(store: Store):
    filed(store, FIRST, OTHER)
    before = rows(store)
    for read in (FIRST, OTHER):
        store.writer().file(read, "model 2")
    assert rows(store) == before

"""What persons decided, after a document was read again: it holds, or waits, and is never lost."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from communique.record import Accept, Add, Edit, Reject, Store
from tests.builders import entity, figure, position, span
from tests.record.correcting import ID, correct, found, read_again
from tests.record.coverage import FREED, freed


def test_after_a_better_reading_an_edit_holds_the_fact_on_its_words(filed: Store):
    correct(filed, Edit("f1", {"unit": "captive"}))
    sharper = figure("f7", span(FREED, "nearly 40 captives"), value=40, what="freed")
    read_again(filed, figures=[sharper])
    (now,) = found(filed).figures
    assert (now.id, now.unit, now.what) == ("f7", "captive", "released")
    (listed,) = filed.view().corrections()
    assert listed.standing is not None
    assert (listed.standing.attached, listed.standing.fact) == (True, "f7")


def test_where_a_better_reading_has_no_such_fact_it_stands_as_the_persons_own(filed: Store):
    correct(filed, Accept("f1"))
    number = correct(filed, Edit("f1", {"unit": "captive"}))
    read_again(filed)
    (now,) = found(filed).figures
    assert (now.id, now.unit, now.start) == ("fc1", "captive", 14)
    listed = filed.view().corrections()[-1]
    assert listed.correction.id == number
    assert listed.standing is not None
    assert (listed.standing.attached, listed.standing.fact) == (False, "fc1")


def test_a_fact_brings_along_whose_word_it_is(filed: Store):
    correct(filed, Accept("f1"))
    read_again(filed)
    now = found(filed)
    (said,) = now.attributions
    assert now.figures[0].attribution == said.id
    speaker = next(each for each in now.entities if each.id == said.speaker)
    assert speaker.name == "Ilse Brandvik"
    names = {each.id: each.name for each in now.entities}
    assert [names[via] for via in said.via] == ["Eastvale Courier"]
    assert speaker.affiliation is not None
    assert names[speaker.affiliation] == "Norland"


def test_what_a_fact_names_is_found_again_under_its_new_id(kept: Store):
    correct(kept, Edit("p1", {"stance": "reject"}))
    read_again(
        kept,
        entities=[
            entity("e1", "Ilse Brandvik", "person", in_text=FREED),
            entity("e9", "Norland", "place", in_text=FREED),
        ],
        positions=[position("p4", "e1", "refuse", "handovers", span(FREED, "free no more until"))],
    )
    (now,) = found(kept).positions
    assert (now.id, now.party, now.stance) == ("p4", "e9", "reject")
    assert len(found(kept).entities) == 2


def test_a_fact_does_not_bring_along_what_was_rejected(kept: Store):
    correct(kept, Accept("p1"))
    correct(kept, Reject("e1"))
    read_again(kept)
    assert found(kept).entities == ()
    assert [each.party for each in found(kept).positions] == [None]


def test_a_rejected_fact_does_not_return_and_the_list_says_where_it_waits(filed: Store):
    correct(filed, Reject("f1"))
    read_again(filed, figures=[figure("f3", span(FREED, "nearly 40 c"), value=41)])
    assert found(filed).figures == ()
    read_again(filed)
    (listed,) = filed.view().corrections()
    assert listed.standing is not None
    assert (listed.standing.attached, listed.standing.fact) == (False, None)
    read_again(filed, figures=[figure("f3", span(FREED, "nearly 40"), value=40)])
    assert found(filed).figures == ()


def test_mentions_that_a_new_reading_finds_are_added_to_a_corrected_entity(kept: Store):
    correct(kept, Edit("e1", {"name": "the Norland government", "kind": "organisation"}))
    more = [span(FREED, "Norland"), span(FREED, "It will").__class__(92, 94)]
    read_again(kept, entities=[entity("e4", "Norland", "place", *more)])
    (now,) = found(kept).entities
    assert (now.id, now.name, now.kind) == ("e4", "the Norland government", "organisation")
    assert len(now.mentions) == 2


def test_an_added_fact_and_its_links_survive_a_new_reading(kept: Store):
    number = correct(
        kept,
        Add(
            "attribution",
            {
                "kind": "indirect",
                "content": "It will free no more",
                "source": "Ilse Brandvik",
                "speaker": "e2",
            },
        ),
    )
    read_again(kept, entities=[entity("e5", "Ilse Brandvik", "person", in_text=FREED)])
    (said,) = found(kept).attributions
    assert (said.id, said.speaker) == (f"ac{number}", "e5")
    assert said.source is not None
    assert said.source.of(FREED) == "Ilse Brandvik"


def test_what_was_added_beside_a_fact_leaves_that_fact_in_the_next_reading(kept: Store):
    both = {"party": "e3", "stance": "refuse", "issue": "handovers", "what": "free no more"}
    correct(kept, Add("position", both))
    assert [each.party for each in found(kept).positions] == ["e1", "e3"]
    read_again(
        kept,
        entities=freed().findings.entities,
        positions=freed().findings.positions,
    )
    assert [each.party for each in found(kept).positions] == ["e1", "e3"]


def test_a_reading_that_agrees_with_what_was_added_gives_it_once(kept: Store):
    correct(kept, Add("figure", {"words": "no more", "value": 0, "what": "released"}))
    assert len(found(kept).figures) == 2
    same = figure("f9", span(FREED, "no more"), value=0, unit=None, what="released")
    read_again(kept, figures=[same])
    assert [each.id for each in found(kept).figures] == ["f9"]


def test_what_was_added_and_taken_back_is_not_brought_along(kept: Store):
    added = {"kind": "indirect", "content": "It will free no more", "speaker": "e2"}
    number = correct(kept, Add("attribution", added))
    correct(kept, Edit("p1", {"attribution": f"ac{number}"}))
    assert [each.attribution for each in found(kept).positions] == [f"ac{number}"]
    kept.writer().undo(number, by="Ilse")
    assert [each.attribution for each in found(kept).positions] == [None]
    assert [each.id for each in found(kept).attributions] == ["a1"]


def test_another_day_of_publication_leaves_corrections_in_force(filed: Store):
    correct(filed, Reject("f1"))
    filed.writer().file(freed(published="2031-05-09"), "model 1")
    assert filed.view().read_document(ID).document.published == date(2031, 5, 9)
    assert found(filed).figures == ()


def test_a_record_of_an_older_program_is_derived_as_it_was_corrected(path: Path):
    from tests.record.test_claims import taken_back  # noqa: PLC0415

    with Store.open(path) as store:
        store.writer().file(freed(), "model 1")
        correct(store, Reject("f1"))
    taken_back(path, "0008")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM event")
    connection.close()
    with Store.open(path) as store:
        assert found(store).figures == ()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM figure").fetchone() == (0,)
    connection.close()

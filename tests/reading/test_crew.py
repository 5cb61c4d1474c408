"""Reading in several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import pytest

from communique.errors import CommuniqueError, ReaderError, UnknownReader
from communique.intake import file_documents, read_ahead
from communique.reading import Crew
from communique.record import Store
from tests.builders import document
from tests.reading.crewed import open_obedient


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(2, "obedient", open_obedient) as opened:
        yield opened


def name(findings) -> str:
    return findings.entities[0].name


def test_findings_are_labelled_by_the_reader_in_the_other_process(crew: Crew):
    assert crew.label == "obedient 1"


def test_documents_are_read_side_by_side(crew: Crew):
    readings = [crew.hand_in(document(f"who {n} wait")) for n in range(4)]
    assert len({name(reading()) for reading in readings}) == 2


def test_a_document_that_cannot_be_read_fails_alone_and_in_its_own_words(crew: Crew):
    failing, other = crew.hand_in(document("fail")), crew.hand_in(document("They met."))
    with pytest.raises(CommuniqueError, match="it is not to be read"):
        failing()
    assert name(other()) == "Norland"


def test_a_process_that_is_killed_costs_its_document_alone_and_is_replaced(crew: Crew):
    readings = [crew.hand_in(document(f"{n} {what}")) for n, what in enumerate(["die", "wait"])]
    more = [crew.hand_in(document(f"who {n}")) for n in range(4)]
    with pytest.raises(ReaderError, match=r"was ended by SIGKILL; the others go on"):
        readings[0]()
    assert name(readings[1]()) == "Norland"
    assert all(name(each()).isdigit() for each in more)


def test_inputs_come_back_in_their_order_whichever_is_done_first(crew: Crew):
    given = [document(f"{n} {'wait' if n % 4 == 0 else 'go'}") for n in range(12)]
    assert [each for each, _ in read_ahead(given, crew)] == given


def test_no_more_is_taken_in_ahead_than_memory_bears(crew: Crew):
    taken = 0

    def inputs():
        nonlocal taken
        for number in range(100):
            taken += 1
            yield document(f"{number}")

    coming = read_ahead(inputs(), crew)
    next(coming)
    assert taken <= 4 * 2 + 1
    long = read_ahead((document(f"{number} " + "Norland. " * 600_000) for number in range(4)), crew)
    next(long)


def test_a_record_is_the_same_however_many_read(crew: Crew):
    given = [
        document(f"{n} {'wait' if n % 3 == 0 else 'fail' if n == 4 else 'go'}") for n in range(9)
    ]
    given += [given[0], document("0 wait", title="Another title")]
    kinds, kept = [], []
    for reader in (crew, open_obedient("obedient")):
        with Store.throwaway() as store:
            kinds.append([outcome.kind for outcome in file_documents(given, store, reader)])
            kept.append(list(store.view().read_documents()))
            assert set(store.view().models().values()) == {"obedient 1"}
    assert kinds[0] == kinds[1]
    assert kinds[0] == ["filed"] * 4 + ["failed"] + ["filed"] * 4 + ["skipped", "filed"]
    assert kept[0] == kept[1]


def test_a_slip_of_the_reader_is_not_taken_for_a_fault_of_the_document():
    with Crew(2, "obedient", open_obedient) as crew:
        reading = crew.hand_in(document("stumble"))
        with pytest.raises(RuntimeError, match="ZeroDivisionError: a slip"):
            reading()


def test_a_reader_that_cannot_be_opened_is_told_of_as_in_one_process():
    before = len(multiprocessing.active_children())
    unknown = Crew(2, "another", open_obedient)
    with pytest.raises(UnknownReader, match="there is no reader 'another'"), unknown:
        pass
    assert len(multiprocessing.active_children()) == before


def test_no_process_outlives_the_block_whatever_it_has_in_hand():
    before = len(multiprocessing.active_children())
    with Crew(2, "obedient", open_obedient) as crew:
        crew.hand_in(document("hang"))
    assert len(multiprocessing.active_children()) == before

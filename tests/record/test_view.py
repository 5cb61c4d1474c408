"""Finding a document by what people call it."""

from __future__ import annotations

import pytest

from communique.documents.document import ReadDocument
from communique.errors import NotInRecord
from communique.findings import Findings
from communique.record import Store
from tests.builders import document

ONE = "sha256:aa11"
OTHER = "sha256:aa22"


@pytest.fixture
def known(store: Store) -> Store:
    for number, (known_id, ref) in enumerate([(ONE, "truce.txt"), (OTHER, "strike%.txt")]):
        kept = document(f"Text {number}", id=known_id, ref=ref)
        store.writer().file(ReadDocument(document=kept, findings=Findings()), "model 1")
    return store


@pytest.mark.parametrize("wanted", ["sha256:aa11", "truce.txt", "sha256:aa1", "aa1", "AA1"])
def test_an_id_a_ref_and_the_beginning_of_an_id_find_the_document(known: Store, wanted: str):
    assert known.view().find(wanted) == ONE


@pytest.mark.parametrize("wanted", ["bb", "truce", "%", "a_1", "", "sha256:bb"])
def test_what_names_no_document_is_said_with_where_to_look(known: Store, wanted: str):
    with pytest.raises(NotInRecord, match="communique list"):
        known.view().find(wanted)


@pytest.mark.parametrize("wanted", ["aa", "sha256:"])
def test_a_beginning_of_several_ids_names_them(known: Store, wanted: str):
    with pytest.raises(NotInRecord, match=f"several.*{ONE}, {OTHER}"):
        known.view().find(wanted)


def test_a_ref_that_two_documents_share_names_both(known: Store):
    kept = document("Text 2", id="sha256:bb", ref="truce.txt")
    known.writer().file(ReadDocument(document=kept, findings=Findings()), "model 1")
    with pytest.raises(NotInRecord, match=f"several.*{ONE}, sha256:bb"):
        known.view().find("truce.txt")


def test_a_ref_goes_before_the_beginning_of_an_id(known: Store):
    kept = document("Text 2", id="sha256:bb", ref="aa11")
    known.writer().file(ReadDocument(document=kept, findings=Findings()), "model 1")
    assert known.view().find("aa11") == "sha256:bb"


def test_an_unknown_id_has_no_model_and_no_document(known: Store):
    assert known.view().model_of("sha256:0") is None
    with pytest.raises(NotInRecord, match="communique list"):
        known.view().read_document("sha256:0")

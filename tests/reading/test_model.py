"""The shipped model, on sentences that leave it little doubt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.documents import ReadDocument
from communique.errors import ModelError
from communique.findings import Findings
from communique.reading import Model, load_model, read
from communique.reading.scores import weights_folder
from tests.reading.standin import document

TEXT = (
    "Union leader Anna Berg said on Monday that 4,200 dockers had walked out in Norland.\n"
    "A government source told the Meridian news agency that the port would stay open.\n"
    'The union "will not sign" until the dismissed men are taken back, Berg said.'
)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture(scope="module")
def findings(model: Model) -> Findings:
    return read(document(TEXT), model)


def test_who_said_it_is_known(findings: Findings) -> None:
    speakers = {e.id: e.name for e in findings.entities}
    assert speakers[str(findings.attributions[0].speaker)] == "Anna Berg"


def test_a_count_is_read_with_what_is_counted(findings: Findings) -> None:
    (figure,) = (f for f in findings.figures if f.value == 4200)
    assert figure.who is not None
    assert figure.who.of(TEXT) == "dockers"
    assert figure.attribution == findings.attributions[0].id


def test_words_told_to_an_agency_came_through_it(findings: Findings) -> None:
    names = {e.id: e.name for e in findings.entities}
    via = [names[v] for a in findings.attributions for v in a.via]
    assert any("Meridian" in name for name in via)


def test_a_refusal_keeps_its_condition(findings: Findings) -> None:
    conditions = [p.condition for p in findings.positions if p.condition]
    assert any(c.relation == "until" and "taken back" in c.span.of(TEXT) for c in conditions)


def test_reading_twice_gives_the_same_bytes(model: Model) -> None:
    texts = [
        ReadDocument(document=document(TEXT), findings=read(document(TEXT), model)).to_json()
        for _ in range(2)
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json", "relations.npz", "bars.json"])
@pytest.mark.parametrize("damage", [None, b"", b"PK\x03\x04 torn"])
def test_a_missing_or_damaged_file_of_the_model_is_named(
    tmp_path: Path, name: str, damage: bytes | None
) -> None:
    for file in weights_folder().iterdir():
        if file.name != name:
            (tmp_path / file.name).symlink_to(file)
    if damage is not None:
        (tmp_path / name).write_bytes(damage)
    with pytest.raises(ModelError, match=rf"^{re.escape(str(tmp_path))}.*; install again$"):
        load_model(tmp_path)


def test_people_and_bodies_are_named_as_what_they_are(findings: Findings) -> None:
    kinds = {e.name: e.kind for e in findings.entities}
    assert kinds["Anna Berg"] == "person"
    assert any("Meridian" in name and kind == "organisation" for name, kind in kinds.items())

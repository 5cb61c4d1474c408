"""Rows of the corpora as examples."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from communique.exports import annotated
from communique.reading.labels import LINKS, TAGS
from communique.record import Add, Edit, Reject, Store
from tests.record.coverage import freed
from training.annotated import measure_of, mode_of, party_span, report_example
from training.corpora import (
    MORE_MENTIONS,
    MORE_REPORTS,
    conllu,
    corrected,
    held_out,
    more_mentions,
    more_reports,
    tuning,
)

TEXT = "Norland said 40 men were held. Sudmark demands a truce if the port of Eastvale reopens."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("person", "person"),
        ("percent", "percent"),
        ("percentage point", "percent"),
        ("day", "time"),
        ("USD", "money"),
        ("EUR/day", "money"),
        ("cent", "money"),
        ("truck", "other"),
        (None, "other"),
    ],
)
def test_a_unit_is_of_one_of_five_measures(unit: str | None, measure: str) -> None:
    assert measure_of(unit) == measure
    assert f"B-{measure}" in TAGS["figure"]


def test_a_mode_that_the_head_does_not_know_is_none() -> None:
    assert mode_of("ceasefire") == "ceasefire"
    assert mode_of("juggle") == mode_of(None) == "none"


def row(**more: Any) -> dict[str, Any]:
    lists: dict[str, Any] = {"attributions": [], "figures": [], "events": [], "positions": []}
    return {"text": TEXT, **lists, **more}


def test_the_holder_of_a_position_is_the_source_that_speaks_for_it() -> None:
    position = {"what": at("40 men"), "party": "government of Norland"}
    said = {"source": at("Norland"), "speaker": "Norland", "content": [at("40 men were held")]}
    assert party_span(row(attributions=[said]), position) == tuple(at("Norland"))


def test_else_the_holder_is_the_nearest_mention_of_the_name() -> None:
    near = {"what": at("a truce"), "party": "sudmark"}
    assert party_span(row(), near) == tuple(at("Sudmark"))
    after = {"what": at("a truce"), "party": "Eastvale"}
    assert party_span(row(), after) == tuple(at("Eastvale"))
    assert party_span(row(), {"what": at("a truce"), "party": "the union"}) is None


def test_a_report_answers_all_the_heads_that_it_is_annotated_for() -> None:
    example = report_example(
        row(
            attributions=[
                {"source": at("Norland"), "cue": at("said"), "content": [at("40 men were held")]}
            ],
            figures=[{"span": at("40"), "unit": "person", "who": at("men")}],
            events=[
                {
                    "span": at("held"),
                    "type": "COERCE",
                    "status": "happened",
                    "mode": "arrest",
                    "actors": [],
                    "recipients": [at("men")],
                }
            ],
            positions=[
                {
                    "what": at("a truce"),
                    "stance": "demand",
                    "relation": "if",
                    "condition": at("if the port of Eastvale reopens"),
                    "party": "Sudmark",
                }
            ],
        )
    )

    def words(head: str) -> list[str]:
        inside = np.flatnonzero(example.tags[head] > TAGS[head].index("O"))
        return [example.words[i] for i in inside]

    assert words("source") == ["Norland"]
    assert words("content") == ["40", "men", "were", "held"]
    assert words("figure") == ["40"]
    assert words("event") == ["held"]
    assert words("position") == ["a", "truce"]
    linked = {
        LINKS[link.role]: [example.words[i] for i in link.members]
        for link in example.links
        if link.members
    }
    # Where a content begins and ends is learnt from the corpus whose habit the reading follows.
    assert linked == {
        "source": ["Norland"],
        "source-start": ["Norland"],
        "source-end": ["Norland"],
        "content": ["40", "men", "were", "held"],
        "who": ["men"],
        "recipient": ["men"],
        "party": ["Sudmark"],
        "condition": ["if", "the", "port", "of", "Eastvale", "reopens"],
        "condition-start": ["if"],
        "condition-end": ["reopens"],
        "position-start": ["a"],
        "position-end": ["truce"],
    }


def test_a_fifth_is_kept_out_and_a_little_set_aside() -> None:
    names = [f"report-{number}" for number in range(2000)]
    assert 0.15 < sum(map(held_out, names)) / len(names) < 0.25
    assert 0.02 < sum(map(tuning, names)) / len(names) < 0.06


def test_nothing_of_a_report_that_thresholds_are_chosen_on_is_trained_on() -> None:
    reports = [json.loads(line) for line in MORE_REPORTS.read_text(encoding="utf-8").splitlines()]
    aside = {r["id"] for r in reports if r.get("set_aside")}
    passages = MORE_MENTIONS.read_text(encoding="utf-8").splitlines()
    assert aside
    assert len({r["id"] for r in reports}) == len(reports)
    assert not aside & {json.loads(line)["id"] for line in passages}


def test_a_report_that_is_set_aside_is_read_for_tuning_alone(tmp_path: Path) -> None:
    texts = {"report-1": "Norland demands a truce.", "report-2": "Sudmark demands a truce."}
    (tmp_path / "muc34").mkdir()
    with gzip.open(tmp_path / "muc34" / "train.jsonl.gz", "wt", encoding="utf-8") as lines:
        for name, text in texts.items():
            lines.write(json.dumps({"id": name, "text": text}) + "\n")
    rows = [
        {"corpus": "muc34", "id": name, "attributions": [], "figures": [], "events": [],
         "positions": []} | ({"set_aside": True} if name == "report-2" else {})
        for name in texts
    ]  # fmt: skip
    labels = tmp_path / "labels.jsonl"
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    trained = [example.words[0] for example in more_reports(tmp_path, labels)]
    tuned = [example.words[0] for example in more_reports(tmp_path, labels, for_tuning=True)]
    assert (trained, tuned) == (["Norland"], ["Sudmark"])


def test_documents_that_may_not_be_trained_on_are_left_out(tmp_path: Path) -> None:
    def document(name: str) -> str:
        columns = ["1", "Norland", "Norland", "PROPN", "NNP", "_", "0", "root", "_", "_"]
        return f"# newdoc id = {name}\n" + "\t".join(columns).replace("Norland", name) + "\n\n"

    file = tmp_path / "made.conllu.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write("".join(map(document, ("open_1", "barred_2", "open_3"))))
    found = [example.words for example in conllu(file, frozenset({"barred_2"}))]
    assert found == [["open_1"], ["open_3"]]


def test_labels_without_texts_find_their_words_in_the_corpora(tmp_path: Path) -> None:
    text = "Talks ended. Norland's envoy left Eastvale."
    (tmp_path / "wire").mkdir()
    with gzip.open(tmp_path / "wire" / "train.jsonl.gz", "wt", encoding="utf-8") as lines:
        for name in ("one", "other"):
            lines.write(json.dumps({"id": name, "text": text}) + "\n")
    at = text.index("Norland")
    place = text.index("Eastvale")
    row = {"corpus": "wire", "id": "other", "from": at, "to": len(text)}
    row["mentions"] = [[at, at + 15, "Person"], [place, place + 8, "Location"]]
    labels = tmp_path / "mentions.jsonl"
    labels.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (example,) = more_mentions(tmp_path, labels)
    tags = [TAGS["mention"][tag] for tag in example.tags["mention"]]
    named = dict(zip(example.words, tags, strict=True))
    assert named["Norland"] == "B-Person"
    assert named["envoy"] == "I-Person"
    assert named["left"] == "O"
    assert named["Eastvale"] == "B-Location"
    assert "Talks" not in named


def test_what_users_corrected_is_trained_on_as_it_was_exported(tmp_path: Path) -> None:
    read = freed()
    with Store.throwaway() as store:
        writer = store.writer()
        writer.file(read, "model 1")
        writer.correct(read.document.id, Edit("f1", {"words": "40"}), by="Ilse")
        writer.correct(read.document.id, Edit("p1", {"party": None}), by="Ilse")
        writer.correct(read.document.id, Reject("v1"), by="Ilse")
        added = Add("event", {"words": "shelling", "type": "ASSAULT", "actors": "e1"})
        writer.correct(read.document.id, added, by="Ilse")
        view = store.view()
        line = annotated(view.read_document(read.document.id), view.corrections())
    (tmp_path / "corrected").mkdir()
    (tmp_path / "corrected" / "first.jsonl").write_bytes(line + b"\n")
    (example,) = corrected(tmp_path)

    def words(head: str) -> list[str]:
        inside = np.flatnonzero(example.tags[head] > TAGS[head].index("O"))
        return [example.words[i] for i in inside]

    assert words("figure") == ["40"]
    assert words("event") == ["shelling"]
    assert words("cue") == ["told"]
    assert words("position") == ["free", "no", "more"]
    assert list(corrected(tmp_path / "elsewhere")) == []

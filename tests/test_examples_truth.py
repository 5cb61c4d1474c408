"""The answers to the example coverage say what the coverage says, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from communique.documents import LoadOptions, load
from communique.documents.document import Document
from communique.errors import InputError
from communique.reading.labels import MODES
from communique.vocabulary import (
    AttributionKind,
    EventStatus,
    EventType,
    ParagraphKind,
    Relation,
    Stance,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
NEGOTIATIONS = sorted(path.stem for path in (EXAMPLES / "answers").glob("*.json"))
ANCHORS = {"attributions": "content", "figures": "words", "events": "words", "positions": "what"}
"""The string that says where a fact stands; it is unique, or `nth` tells which one is meant."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July")

pytestmark = pytest.mark.parametrize("name", NEGOTIATIONS)

Fact = dict[str, Any]


@cache
def truth(name: str) -> dict[str, Any]:
    return dict(json.loads((EXAMPLES / "answers" / f"{name}.json").read_text(encoding="utf-8")))


@cache
def coverage(name: str) -> dict[str, Document]:
    loaded = list(load([str(EXAMPLES / name)], LoadOptions()))
    assert not [str(item) for item in loaded if isinstance(item, InputError)]
    documents = [item for item in loaded if isinstance(item, Document)]
    assert len({document.ref for document in documents}) == len(documents)
    return {document.ref: document for document in documents}


def facts(name: str, *kinds: str) -> Iterator[tuple[Document, str, Fact]]:
    for ref, answers in truth(name)["documents"].items():
        for kind in kinds:
            for fact in answers[kind]:
                yield coverage(name)[ref], kind, fact


def places(words: str, text: str) -> list[int]:
    """Return where `words` stand as whole words."""
    return [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def wholes(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_every_document_of_the_coverage_has_answers_and_no_other(name: str) -> None:
    assert set(truth(name)["documents"]) == set(coverage(name))
    assert set(truth(name)["published"]) == set(coverage(name))


def test_every_quoted_string_stands_in_its_document_once_or_says_which(name: str) -> None:
    wrong = []
    for document, kind, fact in facts(name, *ANCHORS):
        for words in wholes(fact[ANCHORS[kind]]):
            found, nth = places(words, document.text), fact.get("nth")
            if not (len(found) == 1 if nth is None else 1 <= nth <= len(found)):
                wrong.append(f"{document.ref}: {words!r} ×{len(found)}")
    assert wrong == []


def test_every_other_string_of_a_fact_stands_in_its_document(name: str) -> None:
    wrong = []
    for document, kind, fact in facts(name, *ANCHORS):
        strings = [fact.get(key) for key in ("source", "cue", "condition", "hedge", "subset_of")]
        strings += [fact.get("claimant"), fact.get("speaker"), fact.get("place")]
        strings += fact.get("actors", []) + fact.get("recipients", []) + fact.get("via", [])
        if kind == "positions":
            strings.append(fact["party"])
        wrong += [
            f"{document.ref}: {words!r}" for words in strings
            if words is not None and not places(words, document.text)
        ]  # fmt: skip
    assert wrong == []


def test_every_quoted_string_stands_in_the_file_as_it_is_kept(name: str) -> None:
    kept = "\n".join(
        path.read_text(encoding="utf-8") for path in (EXAMPLES / name).rglob("*")
        if path.suffix in (".txt", ".html")
    )  # fmt: skip
    for path in (EXAMPLES / name).rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            kept += "\n" + json.loads(line)["text"]
    quoted = (
        words for _, kind, fact in facts(name, *ANCHORS) for words in wholes(fact[ANCHORS[kind]])
    )
    assert [words for words in quoted if words not in kept] == []


def test_parties_and_mediators_are_named_in_their_documents(name: str) -> None:
    for ref, answers in truth(name)["documents"].items():
        assert set(answers["talks"]) == {"party", "mediator"}, ref
        for names in answers["talks"].values():
            for words in names:
                assert places(words, coverage(name)[ref].text), (ref, words)


def test_source_and_cue_stand_in_the_paragraph_of_their_content(name: str) -> None:
    wrong = []
    for document, _, fact in facts(name, "attributions"):
        where = places(fact["content"][0], document.text)[(fact.get("nth") or 1) - 1]
        (around,) = (
            p.span.of(document.text) for p in document.paragraphs if p.start <= where < p.end
        )
        wrong += [
            f"{document.ref}: {words!r}" for words in (fact["source"], fact["cue"])
            if words is not None and not places(words, around)
        ]  # fmt: skip
    assert wrong == []


def test_facts_stand_in_the_story_only(name: str) -> None:
    wrong = []
    for document, kind, fact in facts(name, *ANCHORS):
        for words in wholes(fact[ANCHORS[kind]]):
            where = places(words, document.text)[(fact.get("nth") or 1) - 1]
            around = next(p for p in document.paragraphs if p.start <= where < p.end)
            if around.kind not in ("title", "body", "caption"):
                wrong.append(f"{document.ref}: {words!r} in {around.kind}")
    assert wrong == []


def test_facts_use_the_words_of_the_record_alone(name: str) -> None:
    for _, _, fact in facts(name, "attributions"):
        assert fact["kind"] in get_args(AttributionKind), fact
        assert isinstance(fact["hedged"], bool), fact
    for _, _, fact in facts(name, "events"):
        assert fact["type"] in get_args(EventType), fact
        assert fact["status"] in get_args(EventStatus), fact
        assert fact["mode"] is None or fact["mode"] in set(MODES) - {"none"}, fact
        days = [date.fromisoformat(fact[end]) for end in ("from", "to") if fact[end]]
        assert days == sorted(days), fact
    for _, _, fact in facts(name, "positions"):
        assert fact["stance"] in get_args(Stance), fact
        assert fact["relation"] is None or fact["relation"] in get_args(Relation), fact
        assert (fact["relation"] is None) == (fact["condition"] is None), fact
    for _, _, fact in facts(name, "figures"):
        bounds = [bound for bound in (fact["low"], fact["high"]) if bound is not None]
        assert bounds, fact
        assert bounds == sorted(bounds), fact
        assert " " not in fact["what"], fact


def test_the_loader_gives_paragraphs_the_kinds_that_the_answers_name(name: str) -> None:
    wrong = []
    for document, _, answer in facts(name, "paragraph_kinds"):
        assert answer["kind"] in get_args(ParagraphKind), answer
        kinds = [
            p.kind for p in document.paragraphs
            if p.span.of(document.text).startswith(answer["starts"])
        ]  # fmt: skip
        if kinds != [answer["kind"]]:
            wrong.append(f"{document.ref}: {answer} is {kinds}")
    assert wrong == []


def test_documents_in_another_language_are_kept_and_not_read(name: str) -> None:
    unread = {
        ref: document.not_read for ref, document in coverage(name).items() if not document.read
    }
    assert unread == {item["ref"]: item["reason"] for item in truth(name)["not_read"]}
    for ref in unread:
        answers = truth(name)["documents"][ref]
        assert not any(value for key, value in answers.items() if key != "talks"), ref
        assert not any(answers["talks"].values()), ref


def test_the_loader_finds_the_dates_of_publication_that_the_answers_state(name: str) -> None:
    published = {
        ref: document.published and document.published.isoformat()
        for ref, document in coverage(name).items()
    }
    assert published == truth(name)["published"]
    undated = sorted(ref for ref, day in published.items() if day is None)
    assert undated == sorted(truth(name)["undated"])


def test_weekdays_beside_full_dates_are_those_of_the_calendar(name: str) -> None:
    month = "|".join(MONTHS)
    written = re.compile(
        rf"\b({'|'.join(WEEKDAYS)}), (?:({month}) (\d\d?)|(\d\d?) ({month}))(?:,? (\d{{4}}))?\b"
    )
    for path in (EXAMPLES / name).rglob("*"):
        if not path.is_file():
            continue
        for weekday, m1, d1, d2, m2, year in written.findall(path.read_text(encoding="utf-8")):
            day = date(int(year or 2031), MONTHS.index(m1 or m2) + 1, int(d1 or d2))
            assert WEEKDAYS[day.weekday()] == weekday, (path.name, day)


def test_datelines_name_the_day_of_publication(name: str) -> None:
    dateline = re.compile(rf"^[A-Z][A-Z .'-]+, ({'|'.join(MONTHS)}) (\d\d?)\b", re.MULTILINE)
    for ref, document in coverage(name).items():
        for month, day in dateline.findall(document.text):
            assert document.published is not None, ref
            apart = date(2031, MONTHS.index(month) + 1, int(day)) - document.published
            assert abs(apart.days) <= 1, ref


def test_what_holds_across_documents_cites_documents_that_exist(name: str) -> None:
    answers = truth(name)
    cited: set[str] = {ref for copies in answers["copies"] for ref in copies}
    for kind in ("shifts", "contacts", "broken_terms"):
        for item in answers[kind]:
            assert item["documents"], item
            cited.update(item["documents"])
    for item in answers["disagreements"]:
        assert len({(c["claimant"], c["low"], c["high"]) for c in item["claims"]}) > 1, item
        for claim in item["claims"]:
            assert claim["documents"], item
            cited.update(claim["documents"])
    for contact in answers["contacts"]:
        assert contact["status"] in get_args(EventStatus), contact
    assert cited <= set(coverage(name))


def test_claims_of_a_disagreement_are_figures_of_the_documents_that_they_cite(name: str) -> None:
    wrong = []
    for item in truth(name)["disagreements"]:
        for claim in item["claims"]:
            for ref in claim["documents"]:
                figures = truth(name)["documents"][ref]["figures"]
                if (claim["low"], claim["high"]) not in {(f["low"], f["high"]) for f in figures}:
                    wrong.append(f"{ref}: {item['what']}, {claim['claimant']}")
    assert wrong == []

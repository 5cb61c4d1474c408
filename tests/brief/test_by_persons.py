"""What a person accepted, corrected or added is marked beside its words, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from communique.brief import Brief, render
from communique.brief import outline as outlined
from communique.record import Accept, Edit, Reject, Store
from tests.brief.coverage import coverage, talks_open

DAY = datetime(2031, 6, 1, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.throwaway() as store:
        for read in coverage():
            store.writer().file(read, "model 1")
        found = talks_open().document.id
        writer = store.writer()
        writer.correct(found, Edit("p1", {"issue": "freeing of captives"}), by="*Mara*", at=DAY)
        writer.correct(found, Accept("e1"), by="Mara", at=DAY)
        yield store


@pytest.fixture(scope="module")
def brief(store: Store) -> Brief:
    return outlined(store.view())


def test_the_citation_of_a_corrected_position_says_by_whom_and_when(brief: Brief) -> None:
    told = {c.words: c.by_person for c in brief.citations if c.by_person}
    assert told == {"free captives": "corrected by *Mara* on 1 Jun 2031"}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("terminal", "(corrected by *Mara* on 1 Jun 2031)"),
        ("markdown", r"\(corrected by \*Mara\* on 1 Jun 2031\)"),
        ("html", "(<bdi>corrected by *Mara* on 1 Jun 2031</bdi>)"),
    ],
)
def test_every_page_tells_it_once(brief: Brief, form: str, words: str) -> None:
    page = " ".join(render(brief, form, to_file=True).split())
    assert page.count(words) == 1


def test_the_lines_of_the_contract_have_no_more_keys_for_it(brief: Brief) -> None:
    lines = [json.loads(line) for line in render(brief, "json").splitlines()]
    assert lines
    assert "Mara" not in render(brief, "json")


def test_what_a_person_rejected_is_cited_nowhere() -> None:
    with Store.throwaway() as other:
        other.writer().file(talks_open(), "model 1")
        other.writer().correct(talks_open().document.id, Reject("p1"), by="Mara", at=DAY)
        found = outlined(other.view())
        assert "free captives" not in {c.words for c in found.citations}

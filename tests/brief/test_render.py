from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from communique.brief import FORMATS, Brief, render
from communique.brief.html import to_html
from communique.brief.markdown import escaped
from communique.brief.terminal import to_terminal
from tests.brief.coverage import SCRIPT, coverage, hostile
from tests.builders import entity as an_entity
from tests.builders import read_document, role, span
from tests.filed import outline


@pytest.fixture(scope="module")
def brief() -> Brief:
    return outline(coverage())


@pytest.fixture(scope="module")
def attacked() -> Brief:
    return outline([*coverage(), hostile()])


class Seen(HTMLParser):
    """What a browser would make of a page: its elements and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.cited: dict[str, str] = {}
        self._open: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "span":
            self._open.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for attributes in self._open:
            for number in (attributes.get("data-c") or "").split():
                self.cited[number] = self.cited.get(number, "") + data


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_names_the_sides_and_quotes_the_words(brief: Brief, form: str) -> None:
    page = render(brief, form)
    assert "Norland" in page
    assert "free 40 captives" in page
    assert "At least 260" in page


def test_json_is_one_object_a_line_with_id_kind_and_evidence(attacked: Brief) -> None:
    texts = {r.document.id: r.document.text for r in [*coverage(), hostile()]}
    items = [json.loads(line) for line in render(attacked, "json").splitlines()]
    assert len({item["id"] for item in items}) == len(items)
    assert sum(item["kind"] == "source" for item in items) == len(attacked.sources)
    assert sum(item["kind"] != "source" for item in items) == len(list(attacked.lines()))
    for item in items:
        assert item["kind"]
        assert item["evidence"]
        for evidence in item["evidence"]:
            assert evidence.keys() == {"document", "start", "end"}
            assert 0 <= evidence["start"] < evidence["end"] <= len(texts[evidence["document"]])
    figure = next(i for i in items if i["kind"] == "figure" and i["words"] == "Nearly 240")
    assert (figure["low"], figure["high"], figure["hedge"]) == (None, 240, "nearly")


def test_the_page_lights_up_exactly_the_words_that_a_number_leads_to(brief: Brief) -> None:
    seen = Seen(to_html(brief))
    assert {n: " ".join(words.split()) for n, words in seen.cited.items()} == {
        str(c.number): " ".join(c.words.split()) for c in brief.citations
    }
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"] for tag, a in seen.elements if tag == "a" and a.get("class") == "c"}
    assert targets <= {f"#{name}" for name in ids}


def test_the_page_runs_nothing_and_asks_for_nothing_that_is_not_its_own(attacked: Brief) -> None:
    page = to_html(attacked)
    seen = Seen(page)
    tags = [tag for tag, _ in seen.elements]
    assert tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "base", "form"} & set(tags)
    for _, attributes in seen.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        address = attributes.get("href") or "#"
        assert address.startswith("#") or address == "https://harbourpost.example/101"
        assert "src" not in attributes
    policy = next(a["content"] for tag, a in seen.elements if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_hostile_words_are_shown_as_words_and_control_characters_are_not(attacked: Brief) -> None:
    page = to_html(attacked)
    assert SCRIPT not in page
    assert SCRIPT in "".join(Seen(page).words)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", page)
    for form in ("terminal", "markdown"):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", render(attacked, form))
    assert "<script" not in render(attacked, "markdown").replace(r"\<script", "")


def test_a_page_without_its_texts_is_small() -> None:
    assert len(to_html(outline([])).encode()) < 60_000


def test_of_a_very_long_text_only_the_surroundings_of_citations_are_shown() -> None:
    text = "So it went on. " * 20_000 + "Norland sat at the table. " + "It went on. " * 20_000
    read = read_document(
        text,
        entities=[an_entity("e1", "Norland", "place", in_text=text)],
        talks=[role("e1", "party", span(text, "Norland sat at the table"))],
    )
    page = to_html(outline([read]))
    assert len(page) < 60_000
    assert ">Norland sat at the table</span>" in page
    assert page.count("characters left out") == 2


def test_markdown_takes_words_of_the_coverage_for_words() -> None:
    assert escaped("*1.* [a](b) | <i>\n# c") == r"\*1.\* \[a\]\(b\) \| \<i\> \# c"
    assert escaped("12. May") == r"12\. May"


def test_every_footnote_that_markdown_cites_is_there(brief: Brief) -> None:
    page = render(brief, "markdown")
    notes = set(re.findall(r"^\[\^(\d+)\]: ", page, re.MULTILINE))
    assert set(re.findall(r"\[\^(\d+)\]", page)) == notes


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_page_keeps_to_its_width_and_has_no_colour_in_a_pipe(
    brief: Brief, width: int
) -> None:
    page = to_terminal(brief, width=width, colour=False)
    assert max(map(len, page.splitlines())) <= width
    assert "\x1b" not in page
    assert "\x1b[" in to_terminal(brief, width=width, colour=True)


def test_the_terminal_page_begins_with_who_is_at_the_table(brief: Brief) -> None:
    assert to_terminal(brief, width=72, colour=False).splitlines()[:12] == [
        "Norland and Sudmark",
        "6 documents (5 independent reports), published 5–13 May 2031, 1 not read",
        "",
        "Who is at the table " + "─" * 52,
        "Parties",
        "· Norland: “Negotiators of Norland and Sudmark met” [1]",
        "· Sudmark: “Negotiators of Norland and Sudmark met” [1]",
        "Mediators",
        "· Westmark: “Westmark acting as mediator” [2]",
        "People",
        "· Anna Brandt, foreign minister, Norland [3][4]",
        "",
    ]

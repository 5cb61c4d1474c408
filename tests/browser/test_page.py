"""The HTML brief in a real browser. Skipped where none is found, unless
COMMUNIQUE_REQUIRE_BROWSER=1 says that there has to be one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.brief import Brief, render
from tests.brief.coverage import coverage, hostile
from tests.browser.chromium import Page, find_browser
from tests.filed import outline

BROWSER = find_browser()
REQUIRED = os.environ.get("COMMUNIQUE_REQUIRE_BROWSER") == "1"
LIT = "[...document.querySelectorAll('.m.on')].map(node => node.textContent).join('')"

IN_VIEW = """(() => {
    const lit = document.querySelector(".m.on")?.getBoundingClientRect();
    const pane = document.getElementById("sources").getBoundingClientRect();
    return lit && lit.top >= pane.top && lit.bottom <= Math.min(pane.bottom, innerHeight);
})()"""

pytestmark = pytest.mark.skipif(BROWSER is None and not REQUIRED, reason="no Chromium is found")


@pytest.fixture(scope="module")
def brief() -> Brief:
    return outline([*coverage(), hostile()])


@pytest.fixture(scope="module")
def file(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(render(brief, "html"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    assert BROWSER is not None, "COMMUNIQUE_REQUIRE_BROWSER=1, but there is no Chromium"
    with Page(BROWSER, tmp_path_factory.mktemp("profile")) as page:
        yield page


def number_of(brief: Brief, words: str) -> int:
    return next(c.number for c in brief.citations if words in c.words)


@pytest.mark.parametrize("act", ["click", "hover"])
def test_a_citation_lights_up_its_exact_words(
    page: Page, brief: Brief, file: Path, act: str
) -> None:
    page.open(file)
    number = number_of(brief, "free 40 captives")
    getattr(page, act)(f'a.c[data-n="{number}"]')
    page.until(f"{LIT} === {json.dumps(brief.citation(number).words)}")
    page.until(IN_VIEW)


def test_the_keyboard_leads_to_the_words_and_back(page: Page, brief: Brief, file: Path) -> None:
    page.open(file)
    number = number_of(brief, "free 40 captives")
    page.run(f"document.querySelector('a.c[data-n=\"{number}\"]').focus()")
    page.press("Enter")
    # The number inside is cited too, so that the words begin with a piece of their own.
    page.until("document.activeElement.textContent === 'free '")
    assert page.run(LIT) == brief.citation(number).words
    page.press("Escape")
    page.until(f"document.activeElement.dataset.n === '{number}'")


def test_words_in_the_source_lead_back_to_their_line(page: Page, file: Path) -> None:
    page.open(file)
    page.click(".m")
    page.until("document.activeElement.matches('#brief a.c')")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_width_needs_scrolling_sideways(page: Page, file: Path, width: int) -> None:
    page.open(file, width=width, height=800)
    page.run("document.querySelectorAll('details').forEach(node => { node.open = true; })")
    assert page.run("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_source_opens_over_the_brief_and_closes(
    page: Page, brief: Brief, file: Path
) -> None:
    page.open(file, width=390, height=844)
    number = number_of(brief, "free 40 captives")
    page.click(f'a.c[data-n="{number}"]')
    page.until(IN_VIEW)
    box = "document.querySelector('a.c.on').getBoundingClientRect().bottom"
    top = "document.getElementById('sources').getBoundingClientRect().top"
    page.until(f"{box} <= {top}")
    page.click("#close")
    page.until("getComputedStyle(document.getElementById('sources')).visibility === 'hidden'")


def test_hostile_words_run_nothing_and_nothing_is_fetched(page: Page, file: Path) -> None:
    page.events.clear()
    page.open(file)
    methods = [event.get("method") for event in page.events]
    assert "Page.javascriptDialogOpening" not in methods
    assert "Log.entryAdded" not in methods
    asked = [
        event["params"]["request"]["url"]
        for event in page.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    assert asked == [file.as_uri()]
    assert page.run("document.scripts.length") == 1


def test_on_paper_footnotes_quote_the_words_and_the_texts_stay_away(
    page: Page, file: Path, tmp_path: Path
) -> None:
    page.open(file)
    page.send("Emulation.setEmulatedMedia", media="print")
    try:
        page.run("dispatchEvent(new Event('beforeprint'))")
        assert page.run("getComputedStyle(document.getElementById('sources')).display") == "none"
        notes = page.run(
            "[...document.querySelectorAll('.notes > li')]"
            ".filter(node => node.offsetHeight).map(node => node.innerText)"
        )
        assert any("free 40 captives" in note for note in notes)
    finally:
        page.send("Emulation.setEmulatedMedia", media="")
    page.print(tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").stat().st_size > 10_000

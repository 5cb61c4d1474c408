"""The app in a real browser, from the first upload to the printed page. Skipped where there is no
Chromium, unless COMMUNIQUE_REQUIRE_BROWSER=1 says that there has to be one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from communique import reading
from communique.record import Store
from tests.browser.chromium import find_browser
from tests.cli.conftest import STRIKE, TRUCE
from tests.web.serving import filed, served
from tests.web.test_review import doubtful

BROWSER = find_browser()
REQUIRED = os.environ.get("COMMUNIQUE_REQUIRE_BROWSER") == "1"
PATIENCE = 60_000
"""Milliseconds; a slow machine has as many."""
expect.set_options(timeout=PATIENCE)
MAIN = ["/", "/documents", "/negotiation", "/brief", "/api", "/documents/hp-101"]
MAIN += [
    "/search?words=captives",
    "/figures",
    "/timeline",
    "/contacts",
    "/map",
    "/actors",
    "/deals",
]
MAIN += ["/actors/Anna%20Brandt", "/review", "/audit"]

pytestmark = pytest.mark.skipif(
    BROWSER is None and not REQUIRED,
    reason="no Chromium is found; install it, or name one by COMMUNIQUE_BROWSER",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert BROWSER is not None, "COMMUNIQUE_REQUIRE_BROWSER=1, but there is no Chromium"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(full: Store) -> Iterator[str]:
    with served(full) as address:
        yield address


@contextmanager
def window(browser: Browser, *, width: int = 1280, **more: object) -> Iterator[Page]:
    """Open a window of its own; what it complains of, or fetches elsewhere, fails the test."""
    viewport = {"width": width, "height": 900}
    context: BrowserContext = browser.new_context(viewport=viewport, **more)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    page.on("request", lambda r: None if "//127.0.0.1:" in r.url else complaints.append(r.url))
    yield page
    context.close()
    assert complaints == []


def test_from_the_first_upload_to_the_words_behind_a_position(
    browser: Browser, record: Store
) -> None:
    with served(record, reading.open_reader) as address, window(browser) as page:
        page.goto(address)
        page.get_by_role("button", name="A truce and an exchange of captives").click()
        link = page.get_by_role("link", name="See the state of the talks")
        expect(link).to_be_visible()
        expect(page.get_by_text("language: Spanish")).to_be_visible()
        link.click()
        cell = page.locator(".sides td .said").first
        words = cell.locator("bdi").inner_text()
        cell.click()
        page.wait_for_url("**/documents/**")
        lit = page.locator("mark")
        expect(lit.first).to_be_in_viewport()
        assert "".join(lit.all_text_contents()) == words


def test_files_that_are_handed_in_are_read(browser: Browser, record: Store) -> None:
    with served(record) as address, window(browser) as page:
        page.goto(address)
        page.get_by_label("Files").set_input_files(
            [
                {"name": "truce.txt", "mimeType": "text/plain", "buffer": TRUCE.encode()},
                {"name": "strike.txt", "mimeType": "text/plain", "buffer": STRIKE.encode()},
                {"name": "empty.txt", "mimeType": "text/plain", "buffer": b" "},
            ]
        )
        expect(page.locator("#chosen li")).to_have_count(3)
        page.get_by_role("button", name="Read").click()
        expect(page.get_by_text("2 read and filed, 1 not taken in")).to_be_visible()
        expect(page.get_by_text("there is no text in it")).to_be_visible()
    assert record.view().count() == 2


def test_a_pasted_text_needs_no_script(browser: Browser, record: Store) -> None:
    with served(record) as address, window(browser, java_script_enabled=False) as page:
        page.goto(address)
        page.get_by_label("Or paste a text").fill(TRUCE)
        page.get_by_role("button", name="Read").click()
        expect(page.get_by_text("Finished: 1 read and filed.")).to_be_visible()


@pytest.mark.parametrize("act", ["hover", "focus"])
def test_a_fact_in_the_list_lights_up_its_words(browser: Browser, address: str, act: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/documents/hp-101")
        getattr(page.locator("#f-a1 .go"), act)()
        lit = page.locator("#text .m.on")
        expect(lit.first).to_be_visible()
        words = "".join(lit.all_text_contents())
        assert words == (
            "Norland's foreign minister, Anna Brandtsaid"
            "Norland would not free captives until the shelling of Port Amity stops"
        )
        # From the source to the cue, and from the cue to what is said.
        expect(page.locator(".links path")).to_have_count(2)


def test_words_in_the_text_light_up_their_fact(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/documents/hp-101")
        page.locator("#text .m-figure").first.hover()
        expect(page.locator("#f-f1.on")).to_be_in_viewport()


def test_the_legend_switches_a_kind_off(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/documents/hp-101")
        expect(page.locator("#h-figure")).to_be_visible()
        page.get_by_role("checkbox", name="Figures").uncheck()
        expect(page.locator("#h-figure")).to_be_hidden()
        expect(page.locator("#h-event")).to_be_visible()


def test_reasons_come_when_they_are_asked_for(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/documents/hp-101")
        page.locator("#f-e1 .why").click()
        expect(page.locator("#f-e1 .reasons")).to_contain_text("rule: stand-in")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_needs_scrolling_sideways(browser: Browser, address: str, width: int) -> None:
    with window(browser, width=width) as page:
        for path in MAIN:
            page.goto(address + path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path


@pytest.mark.parametrize("width", [320, 900, 1280])
def test_what_was_measured_opens_within_the_screen(
    browser: Browser, address: str, width: int
) -> None:
    with window(browser, width=width) as page:
        for path in MAIN:
            page.goto(address + path)
            for details in page.locator(".measured").all():
                details.locator("summary").click()
                box = details.locator("div").first.bounding_box()
                assert box is not None
                assert 0 <= box["x"] <= box["x"] + box["width"] <= width, path
                details.locator("summary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_work_for_a_screen_reader(browser: Browser, address: str, scheme: str) -> None:
    with window(browser, color_scheme=scheme, bypass_csp=True) as page:
        for path in MAIN:
            page.goto(address + path)
            found = Axe().run(page).response["violations"]
            serious = [
                (v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"])
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
            assert serious == [], path


def test_the_keyboard_leads_past_the_navigation(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/negotiation")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="To the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def test_on_paper_there_is_the_brief_alone(browser: Browser, address: str, tmp_path: Path) -> None:
    with window(browser) as page:
        page.goto(f"{address}/brief")
        page.emulate_media(media="print")
        expect(page.locator(".top")).to_be_hidden()
        expect(page.locator("form")).to_be_hidden()
        expect(page.get_by_role("heading", name="Citations")).to_be_visible()
        pdf = tmp_path / "brief.pdf"
        page.pdf(path=pdf)
        assert pdf.stat().st_size > 10_000


def test_on_paper_every_page_is_light_and_nothing_is_cut(browser: Browser, address: str) -> None:
    colours = "getComputedStyle(document.documentElement)"
    with window(browser, width=674) as page:  # A4 within the margins
        page.goto(f"{address}/negotiation")
        wash = page.evaluate(f"{colours}.getPropertyValue('--said-wash')")
    with window(browser, width=674, color_scheme="dark") as page:
        page.emulate_media(media="print")
        for path in MAIN:
            page.goto(address + path)
            for hidden in (".top", ".foot", "main form"):
                for found in page.locator(hidden).all():
                    expect(found).to_be_hidden()
            assert page.evaluate(f"{colours}.backgroundColor") == "rgb(255, 255, 255)", path
            assert page.evaluate(f"{colours}.getPropertyValue('--said-wash')") == wash, path
            assert page.evaluate("document.documentElement.scrollWidth") <= 674, path


def test_a_dot_of_the_map_leads_to_its_place_by_the_keyboard(
    browser: Browser, address: str
) -> None:
    with window(browser) as page:
        page.goto(f"{address}/map")
        dot = page.get_by_role("link", name="Eastvale: 1 event, 1 independent report")
        dot.focus()
        page.keyboard.press("Enter")
        place = page.locator("li:target")
        expect(place).to_be_in_viewport()
        expect(place.get_by_role("heading")).to_contain_text("Eastvale")


def test_hostile_words_run_nothing(browser: Browser, address: str, full: Store) -> None:
    with window(browser) as page:
        for listed in full.view().latest(limit=50):
            page.goto(f"{address}/documents/{listed.id}")
            assert page.evaluate("document.scripts.length") == 1


def test_what_is_unsure_is_reviewed_with_the_keyboard(browser: Browser, record: Store) -> None:
    filed(record, doubtful())
    with served(record) as address, window(browser) as page:
        page.goto(f"{address}/review")
        left = page.get_by_role("status")
        expect(left).to_contain_text("3 facts left")
        page.keyboard.press("c")
        expect(page.get_by_label("Who", exact=True)).to_be_focused()
        page.get_by_label("Who", exact=True).select_option("Norland")
        page.get_by_role("button", name="Keep the correction").click()
        expect(left).to_contain_text("2 facts left")
        page.wait_for_load_state()  # keys are heard once the script is there
        page.keyboard.press("r")
        expect(left).to_contain_text("1 fact left")
        page.wait_for_load_state()
        page.keyboard.press("u")
        expect(left).to_contain_text("2 facts left")
        page.wait_for_load_state()
        page.keyboard.press("s")
        expect(left).to_contain_text("1 passed over")
        page.wait_for_load_state()
        page.keyboard.press("a")
        expect(left).to_contain_text("1 fact left")
    record.writer().file(doubtful(value=44, low=0.06), "a newer model 2")
    findings = record.view().read_document(doubtful().document.id).findings
    assert [p.party for p in findings.positions] == ["e1"]
    assert [f.value for f in findings.figures] == [44]


def test_a_point_of_a_chart_leads_to_its_words_by_keyboard(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/figures")
        point = page.locator(".chart a").first
        point.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/**")
        expect(page.locator("mark").first).to_be_in_viewport()

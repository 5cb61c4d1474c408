"""Logging in, in a real browser: what a reader sees, and what an editor leaves in the audit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from communique.record import Store
from communique.web.entrance import Entrance
from tests.brief.coverage import coverage
from tests.web import test_browser
from tests.web.entering import EDITOR, PASSWORDS, READER, with_users
from tests.web.serving import filed, served
from tests.web.test_browser import window
from tests.web.test_review import doubtful

pytestmark = test_browser.pytestmark
browser = test_browser.browser


@pytest.fixture
def address(record: Store) -> Iterator[str]:
    filed(record, *coverage(), doubtful())
    with served(record, entrance=Entrance(with_users(record))) as found:
        yield found


def log_in(page: Page, name: str) -> None:
    """Fill in the form of the log-in page."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORDS[name])
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_a_reader_sees_no_forms_and_what_an_editor_corrects_is_in_the_audit(
    browser: Browser, address: str
) -> None:
    with window(browser) as page:
        page.goto(f"{address}/review")
        log_in(page, READER)
        expect(page.get_by_role("heading", name="Review")).to_be_visible()
        expect(page.get_by_role("link", name="Pass over")).to_be_visible()
        expect(page.get_by_role("button", name="Accept")).to_have_count(0)
        expect(page.locator("form[method=post]")).to_have_count(1)  # to log out
        expect(page.get_by_role("link", name="Audit")).to_have_count(0)
        page.get_by_role("link", name="Start").click()
        expect(page.get_by_label("Files")).to_have_count(0)
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("heading", name="Log in")).to_be_visible()

        log_in(page, EDITOR)
        page.get_by_role("link", name="Review").click()
        page.wait_for_load_state()
        page.keyboard.press("c")
        page.get_by_label("Who", exact=True).select_option("Norland")
        page.get_by_role("button", name="Keep the correction").click()
        expect(page.get_by_text("Corrected")).to_be_visible()
        page.get_by_role("link", name="Audit").click()
        row = page.get_by_role("row").filter(has_text="decided on a fact of")
        expect(row).to_have_count(1)
        expect(row).to_contain_text(EDITOR)
        expect(row).to_contain_text("position, edit, fields: party")


def test_who_follows_a_link_of_another_site_goes_on_without_a_new_log_in(
    browser: Browser, address: str
) -> None:
    with window(browser) as page:
        page.goto(f"{address}/login")
        log_in(page, READER)
        # The browser keeps the cookie to itself when another site leads here.
        page.goto(f"data:text/html,<a href='{address}/documents'>Elsewhere</a>")
        page.get_by_role("link", name="Elsewhere").click()
        expect(page.get_by_role("heading", name="Log in")).to_be_visible()
        page.get_by_role("link", name="Go on").click()
        expect(page.get_by_role("heading", name="Documents")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_log_in_page_and_the_audit_work_for_all(
    browser: Browser, address: str, scheme: str
) -> None:
    with window(browser, width=320, color_scheme=scheme, bypass_csp=True) as page:
        page.goto(f"{address}/audit")
        for name in ("Log in", "Audit"):
            expect(page.get_by_role("heading", name=name)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
            found = Axe().run(page).response["violations"]
            assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
            if name == "Log in":
                log_in(page, EDITOR)

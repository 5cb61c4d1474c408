"""Make the pictures of the app that the README shows: python -m tests.web.screenshots."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from communique import reading
from communique.documents import LoadOptions, load
from communique.intake import file_documents
from communique.record import Store
from communique.web import example_coverage
from tests.browser.chromium import find_browser
from tests.web.serving import served

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> None:
    """Read the example, open the pages, and write the pictures."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "truce.db") as store:
        inputs = load([str(example_coverage.folder("truce"))], LoadOptions())
        for _ in file_documents(inputs, store, reading.open_reader()):
            pass
        wire = store.view().find("2031-05-06-meridian-wire.txt")
        with served(store, reading.open_reader) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1360, "height": 860})
            page.goto(f"{address}/negotiation")
            page.screenshot(path=IMAGES / "negotiation.png")
            page.goto(f"{address}/documents/{wire}")
            page.locator("#f-a4 .go").focus()
            page.screenshot(path=IMAGES / "document.png")
            page.goto(f"{address}/figures?about=captives")
            page.screenshot(path=IMAGES / "figures.png")
            browser.close()


if __name__ == "__main__":
    main()

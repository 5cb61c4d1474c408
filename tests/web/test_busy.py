"""People read while coverage is taken in; `benchmarks.busy_app` measures how long they wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from communique.record import Store
from tests.web.serving import served, token

READERS = 20
PAGES = ("/", "/negotiation", "/figures", "/timeline", "/actors", "/brief")
TEXTS = [f"Norland met Sudmark on 4 May 2031 in Eastvale, for the {n}th time." for n in range(10)]


def test_twenty_readers_beside_an_upload_see_no_error(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store, served(store) as address:
        with httpx.Client(base_url=address, timeout=60) as editor:
            files = [("files", (f"{n}.txt", text.encode())) for n, text in enumerate(TEXTS)]
            csrf = {"csrf": token(editor)}  # type: ignore[arg-type]
            upload = editor.post("/take-in", data=csrf, files=files, follow_redirects=True)
            assert upload.status_code == httpx.codes.OK

            def read(_: int) -> list[int]:
                with httpx.Client(base_url=address, timeout=60) as reader:
                    return [reader.get(page).status_code for page in PAGES]

            with ThreadPoolExecutor(READERS) as people:
                answers = list(people.map(read, range(READERS)))
        assert answers == [[httpx.codes.OK] * len(PAGES)] * READERS

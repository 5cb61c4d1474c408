"""Help for tests of the app: filing documents, and sending forms as its own pages do."""

from __future__ import annotations

import re
import time
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from communique.documents import ReadDocument
from communique.record import Store

HERE = "http://127.0.0.1:8765"
PATIENCE = 60.0
"""Seconds; a slow machine has as many."""


def filed(store: Store, *read: ReadDocument) -> None:
    """File documents as the stand-in would."""
    for each in read:
        store.writer().file(each, "stand-in 1")


def token(app: TestClient) -> str:
    """Return the token of a form on the start page."""
    found = re.search(r'name="csrf" value="([^"]+)"', app.get("/").text)
    assert found is not None
    return found[1]


def send(app: TestClient, path: str, files: Any = None, **fields: str) -> Response:
    """Send a form as a page of the app does, and follow where it leads."""
    return app.post(path, data={"csrf": token(app), **fields}, files=files)


def finished(app: TestClient, answer: Response) -> str:
    """Return the page of an upload when it is over."""
    assert answer.status_code == 200, answer.text
    end = time.monotonic() + PATIENCE
    while not app.get(f"{answer.url}.json").json()["over"]:
        assert time.monotonic() < end, "the upload never ended"
        time.sleep(0.01)
    return app.get(str(answer.url)).text

"""Help for tests of the app: filing documents, and sending forms as its own pages do."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from httpx import Response
from starlette.testclient import TestClient

from communique.documents import ReadDocument
from communique.reading import Reader
from communique.record import Store
from communique.web import create_app
from communique.web.entrance import Entrance
from communique.web.serving import listening
from tests.cli.standin import StandIn

HERE = "http://127.0.0.1:8765"
PATIENCE = 60.0
"""Seconds; a slow machine has as many."""


def filed(store: Store, *read: ReadDocument) -> None:
    """File documents as the stand-in would."""
    for each in read:
        store.writer().file(each, "stand-in 1")


def token(app: TestClient, path: str = "/") -> str:
    """Return the token of a form on a page, the start page where none is named."""
    found = re.search(r'name="csrf" value="([^"]+)"', app.get(path).text)
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


@contextmanager
def served(
    store: Store,
    open_reader: Callable[[], Reader] = StandIn,
    entrance: Entrance | None = None,
) -> Iterator[str]:
    """Serve a record, and give the address."""
    socket = listening("127.0.0.1", 0)
    app = create_app(store, open_reader, entrance=entrance)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()

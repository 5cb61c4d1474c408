"""The app: pages and API over one open record, behind the guards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from communique.reading import Reader
from communique.record import Store
from communique.settings import Settings
from communique.web import failures
from communique.web.entrance import Entrance
from communique.web.explaining import Explainer
from communique.web.gate import Gate
from communique.web.guard import LOOPBACK_NAMES, HeaderGuard, HostGuard, SizeGuard
from communique.web.jobs import Jobs
from communique.web.pages import PAGES
from communique.web.preparing import Preparing
from communique.web.site import Site
from communique.web.talks import Desk

MAX_UPLOAD = 100_000_000
"""Bytes of one request."""


def create_app(
    record: Store,
    open_reader: Callable[[], Reader],
    *,
    settings: Settings | None = None,
    hosts: Collection[str] = LOOPBACK_NAMES,
    entrance: Entrance | None = None,
    prepare: bool = False,
) -> ASGIApp:
    """Return the app.

    Args:
        record: the open record, which the caller closes.
        open_reader: opens what reads; called when something is first to be read.
        settings: of this run; the record that they name is not opened.
        hosts: names under which the app may be asked.
        entrance: finds out who asks; None: whoever reaches the app is who runs it.
        prepare: have the answers to most visits ready, by a thread of the app's own.

    """
    settings = settings or Settings()
    jobs = Jobs(record, open_reader, settings)
    desk = Desk(record, jobs.at_work)
    navigation = [page for page in PAGES if page.in_navigation]
    preparing = Preparing(record, desk, uncertain_below=settings.uncertain_below)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        preparing.start()
        try:
            yield
        finally:
            await run_in_threadpool(preparing.stop)

    app = Starlette(
        lifespan=running if prepare else None,
        routes=[
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
            *(route for page in PAGES for route in page.routes),
        ],
        middleware=[
            Middleware(SizeGuard, limit=MAX_UPLOAD),
            Middleware(Gate, entrance=entrance),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers=failures.HANDLERS,
    )
    explainer = Explainer(jobs.reader)
    app.state.site = Site(record, jobs, explainer, desk, settings, navigation, entrance)
    # Around the whole, so that they hold also where the app itself fails.
    return HeaderGuard(HostGuard(app, hosts))

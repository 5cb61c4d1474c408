"""Start: hand in coverage, watch it being read, and see what could not be read and why."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from communique.brief import wording
from communique.web import example_coverage, forms, jobs
from communique.web.days import day
from communique.web.jobs import Progress, Upload
from communique.web.page import Page
from communique.web.site import Site, site_of
from communique.web.visitor import visitor_of

_LATEST = 8
_UNREAD = 50
_OUTCOMES = 400
"""Lines of what became of an upload that its page shows; a longer list is counted."""


def start(request: Request) -> Response:
    """Show what the record holds, and take in more."""
    site = site_of(request)
    view = site.view()
    count, unread = view.counts()
    return site.page(
        request,
        "start.html",
        documents=count,
        unread=unread,
        latest=view.latest(limit=_LATEST),
        not_read=view.latest(limit=_UNREAD, unread=True) if unread else [],
        uploads=site.jobs.all(),
        examples=example_coverage.EXAMPLES,
        max_chars=site.settings.max_chars,
    )


def take_in(request: Request, form: FormData) -> Response:
    """Take in files and a pasted text."""
    site = site_of(request)
    published = day(forms.text_of(form, "published"))
    given = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    pasted = form.get("text")
    folder = Path(tempfile.mkdtemp(prefix="communique-"))
    try:
        paths = jobs.stored(folder, [f.filename or "" for f in given])
        for file, path in zip(given, paths, strict=True):
            with path.open("wb") as target:
                shutil.copyfileobj(file.file, target)
        names = [path.name for path in paths]
        if isinstance(pasted, str) and pasted.strip():
            paths = (*paths, _pasted(folder, pasted, form))
            names.append("pasted text")
        if not paths:
            raise HTTPException(
                400, "There is nothing in this form; choose a file or paste a text."
            )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    name = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    return _begun(site, Upload(name, paths, published, folder, visitor_of(request).name))


def take_example(request: Request, form: FormData) -> Response:
    """Take in one of the examples that ship in the package."""
    name = forms.text_of(form, "name")
    try:
        folder = example_coverage.folder(name)
    except KeyError:
        raise HTTPException(400, "There is no such example.") from None
    about = f"example: {example_coverage.EXAMPLES[name]}"
    upload = Upload(about, (folder,), None, None, visitor_of(request).name)
    return _begun(site_of(request), upload)


def upload(request: Request) -> Response:
    """Show how far an upload has come, and what became of each document."""
    progress = _known(request)
    problems = progress.problems
    kept = [told for told in progress.outcomes if told.document and told not in problems]
    return site_of(request).page(
        request,
        "upload.html",
        progress=progress,
        said=status(progress),
        problems=problems[:_OUTCOMES],
        kept=kept[:_OUTCOMES],
        left_out=max(0, len(problems) - _OUTCOMES) + max(0, len(kept) - _OUTCOMES),
    )


def upload_json(request: Request) -> Response:
    """Tell a script how far an upload has come."""
    progress = _known(request)
    return JSONResponse(
        {
            "state": progress.state,
            "over": progress.is_over,
            "done": progress.done,
            "characters": progress.characters,
            "status": status(progress),
        }
    )


def status(progress: Progress) -> str:
    """Return in a sentence how far an upload has come."""
    if progress.state == "waiting":
        return "Waiting for the uploads before it."
    if progress.state == "taking-in":
        return f"Taking in: {wording.count(progress.found, 'document')} so far."
    if progress.state == "reading":
        finished = len(progress.outcomes)
        now = f": now {wording.one_line(progress.now)}" if progress.now else ""
        return f"Reading: {finished} of {wording.count(progress.found, 'document')} finished{now}."
    counts = progress.counts
    parts = [
        f"{counts[kind]} {words}"
        for kind, words in {
            "filed": "read and filed",
            "unchanged": "unchanged",
            "skipped": "read before",
            "not-read": "kept but not read",
            "failed": "not taken in",
        }.items()
        if counts[kind]
    ]
    ending = "Ended early" if progress.state == "failed" else "Finished"
    return f"{ending}: {', '.join(parts) or 'nothing was read'}."


def _begun(site: Site, upload: Upload) -> Response:
    return RedirectResponse(f"/uploads/{site.jobs.add(upload)}", status_code=303)


def _known(request: Request) -> Progress:
    progress = site_of(request).jobs.get(request.path_params["number"])
    if progress is None:
        raise HTTPException(404, "This upload is not remembered; the record holds what was read.")
    return progress


def _pasted(folder: Path, text: str, form: FormData) -> Path:
    """Write a pasted text with what is said of it as one line of JSON, as the loader takes it."""
    place = folder / "pasted"
    place.mkdir()
    # A browser sends every line end as CR LF, whatever was pasted.
    entry = {"text": text.replace("\r\n", "\n")}
    entry |= {
        key: words for key in ("title", "outlet", "url") if (words := forms.text_of(form, key))
    }
    path = place / f"{jobs.plain(forms.text_of(form, 'title') or 'pasted text')}.jsonl"
    path.write_bytes(msgspec.json.encode(entry) + b"\n")
    return path


PAGE = Page(
    "Start",
    "/",
    (
        Route("/", start),
        forms.post("/take-in", take_in),
        forms.post("/take-example", take_example),
        Route("/uploads/{number}.json", upload_json),
        Route("/uploads/{number}", upload),
    ),
)

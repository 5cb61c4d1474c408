"""Reading that goes on behind the pages: one upload after the other, each with true progress."""

from __future__ import annotations

import logging
import queue
import secrets
import shutil
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from communique import intake
from communique.documents import Document, LoadOptions, load
from communique.errors import CommuniqueError, InputError
from communique.reading import Reader
from communique.record import Store
from communique.settings import Settings

MAX_DOCUMENTS = 20_000
"""Documents of one upload, however small they are packed."""
MAX_CHARACTERS = 200_000_000
"""Characters of all documents of one upload, unpacked."""
KEPT = 30
"""Uploads that are remembered, the latest ones; the documents themselves stay in the record."""

State = Literal["waiting", "taking-in", "reading", "done", "failed"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """What became of one document or file."""

    kind: intake.OutcomeKind
    where: str
    why: str
    """Why it could not be read; empty where it was."""
    document: str | None
    """Its id, where it is in the record."""


@dataclass(frozen=True)
class Upload:
    """What was handed in."""

    name: str
    """In a few words, for people."""
    paths: tuple[Path, ...]
    published: date | None
    folder: Path | None
    """Where its files lie until it is read; None where they are not ours to delete."""
    by: str
    """Who handed it in."""


@dataclass(frozen=True)
class Progress:
    """How far an upload has come."""

    id: str
    name: str
    state: State
    found: int = 0
    """Documents that are in it, as far as they are taken in."""
    characters: int = 0
    """Characters of all of them."""
    done: int = 0
    """Characters of those that are finished with."""
    now: str = ""
    """What is being read."""
    outcomes: tuple[Told, ...] = ()
    error: str = ""
    """Why the whole of it ended early."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    @property
    def counts(self) -> Counter[str]:
        """How many outcomes there are of each kind."""
        return Counter(told.kind for told in self.outcomes)

    @property
    def problems(self) -> tuple[Told, ...]:
        """What could not be read, or was cut off."""
        return tuple(told for told in self.outcomes if told.kind in ("failed", "not-read"))


class Jobs:
    """The uploads of one app; a single thread reads them, so that pages stay quick."""

    def __init__(
        self,
        store: Store,
        open_reader: Callable[[], Reader],
        settings: Settings,
    ) -> None:
        self._store = store
        self._open_reader = open_reader
        self._settings = settings
        self._places = intake.places_with(settings.gazetteer)
        self._reader: Reader | None = None
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Progress] = OrderedDict()
        self._waiting: queue.Queue[tuple[str, Upload]] = queue.Queue()
        self._thread: threading.Thread | None = None

    def add(self, upload: Upload) -> str:
        """Have an upload read when those before it are; return the id of its progress."""
        number = secrets.token_urlsafe(12)
        with self._lock:
            self._known[number] = Progress(number, upload.name, "waiting")
            over = [key for key, progress in self._known.items() if progress.is_over]
            for key in over[: max(0, len(self._known) - KEPT)]:
                del self._known[key]
            if self._thread is None:
                # A daemon: a document is filed as a whole or not at all, so Ctrl-C need not wait.
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        self._waiting.put((number, upload))
        return number

    def get(self, number: str) -> Progress | None:
        """Return how far an upload has come; None where it is not known."""
        with self._lock:
            return self._known.get(number)

    def all(self) -> list[Progress]:
        """Return all uploads that are remembered, the latest first."""
        with self._lock:
            return list(reversed(self._known.values()))

    def at_work(self) -> bool:
        """Tell whether documents are being taken in."""
        with self._lock:
            return any(each.state in ("taking-in", "reading") for each in self._known.values())

    def reader(self) -> Reader:
        """Return what reads, opened once.

        Raises as `reading.open_reader`.
        """
        if self._reader is None:
            self._reader = self._open_reader()
        return self._reader

    def _work(self) -> None:
        while True:
            number, upload = self._waiting.get()
            try:
                self._read(number, upload)
                self._note(number, state="done", now="")
            except CommuniqueError as error:
                self._note(number, state="failed", now="", error=str(error))
            except Exception:
                _log.exception("an upload could not be read")
                self._note(
                    number,
                    state="failed",
                    now="",
                    error="this is an error in Communique; its log tells more",
                )
            finally:
                if upload.folder is not None:
                    shutil.rmtree(upload.folder, ignore_errors=True)

    def _read(self, number: str, upload: Upload) -> None:
        self._note(number, state="taking-in")
        taken = list(self._taken_in(number, upload))
        self._note(number, state="reading", now="the model is being opened")
        reader = self.reader()
        lengths = {d.id: len(d.text) for d in taken if isinstance(d, Document)}
        done = 0
        told: list[Told] = []

        def watched() -> Iterator[Document | InputError]:
            for item in taken:
                if isinstance(item, Document):
                    self._note(number, now=item.ref)
                yield item

        outcomes = intake.file_documents(
            watched(), self._store, reader, places=self._places, by=upload.by
        )
        for outcome in outcomes:
            if outcome.document is not None:
                done += lengths[outcome.document.id]
            told.append(_told(outcome, upload.folder))
            self._note(number, done=done, outcomes=tuple(told))

    def _taken_in(self, number: str, upload: Upload) -> Iterator[Document | InputError]:
        options = LoadOptions(
            max_chars=self._settings.max_chars,
            published=upload.published or self._settings.published,
        )
        characters = 0
        inputs = load([str(path) for path in upload.paths], options)
        for found, item in enumerate(inputs, 1):
            characters += len(item.text) if isinstance(item, Document) else 0
            if found > MAX_DOCUMENTS or characters > MAX_CHARACTERS:
                yield InputError(
                    upload.name,
                    f"this is more than {MAX_DOCUMENTS:,} documents or {MAX_CHARACTERS:,} "
                    "characters at once; the rest was not taken in. `communique read` takes more",
                )
                return
            self._note(number, found=found, characters=characters)
            yield item

    def _note(self, number: str, **changed: object) -> None:
        with self._lock:
            if number in self._known:
                self._known[number] = replace(self._known[number], **changed)  # type: ignore[arg-type]


def _told(outcome: intake.Outcome, folder: Path | None) -> Told:
    document = outcome.document
    why = ""
    where = _without(folder, outcome.where)
    if outcome.error is not None:
        why = _without(folder, str(outcome.error)).removeprefix(f"{where}: ")
    elif document is not None and not document.read:
        why = document.not_read or "no reason given"
    kept = document is not None and outcome.kind != "failed"
    return Told(outcome.kind, where, why, document.id if kept and document else None)


def _without(folder: Path | None, words: str) -> str:
    """Return `words` without the folder of the upload and the numbers of its files."""
    if folder is None:
        return words
    head, found, rest = words.partition(f"{folder}/")
    return head + (rest.partition("/")[2] if found else "")


def stored(folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Return a place in `folder` for each of some files, which may have strange or equal names."""
    places = []
    for number, name in enumerate(names):
        place = folder / str(number)
        place.mkdir()
        places.append(place / plain(name))
    return tuple(places)


def plain(name: str) -> str:
    """Return the name of a file without folders, and with nothing that a file system refuses."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable())[-100:].strip(". ")
    # A file system counts bytes.
    while len(kept.encode("utf-8", "replace")) > 200:
        kept = kept[1:]
    return kept or "unnamed"

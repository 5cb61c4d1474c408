"""Several processes that read side by side, each with a reader of its own.

One document goes to one process at a time, so that a process that ends in the middle of a document
costs that document alone; another one takes its place. A process ends by itself when the program
that started it is gone, however that ended.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any

from communique import errors
from communique.documents.document import Document
from communique.errors import CommuniqueError, InputError, ReaderError
from communique.findings import Findings
from communique.reading.readers import Reader, label

Opener = Callable[[str], Reader]

_PATIENCE = 5.0
"""Seconds that a process has to end when it is told to."""


class _Ticket:
    """A document that was handed in, and what comes of it."""

    def __init__(self, crew: Crew, document: Document) -> None:
        self._crew = crew
        self.document = document
        self.outcome: Findings | Exception | None = None

    def findings(self) -> Findings:
        while self.outcome is None:
            self._crew.go_on()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


class _Worker:
    """One process, its end of the pipe, and what it has in hand."""

    def __init__(self, opener: Opener, reader: str) -> None:
        # A fresh process: one that is copied from this one would share its threads' locks.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, opener, reader), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()
        self.ready = False
        self.ticket: _Ticket | None = None

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class Crew:
    """Up to `jobs` processes that read. A context manager; the processes end with it.

    Processes are started as there is work for them. Each holds a reader, and one document.

    Args:
        jobs: how many processes there may be.
        reader: the name of the reader.
        opener: what opens it in a new process; a function that can be named there.

    Raises as `open_reader`, when the first reader is opened, with the block.
    """

    def __init__(self, jobs: int, reader: str, opener: Opener) -> None:
        self.jobs = jobs
        self._named = (opener, reader)
        self._workers: list[_Worker] = []
        self._waiting: deque[_Ticket] = deque()
        self.label = ""
        """What the record files their findings under, once the first has been opened."""

    def __enter__(self) -> Crew:
        try:
            self._hire()
            while not self.label:
                self.go_on()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def hand_in(self, document: Document) -> Callable[[], Findings]:
        """Have a document read; calling what is returned waits for its findings.

        That raises CommuniqueError where the document cannot be read, as a reader does.
        """
        ticket = _Ticket(self, document)
        self._waiting.append(ticket)
        self._hear(0)
        self._hand_out()
        return ticket.findings

    def go_on(self) -> None:
        """Hear what the next processes to speak have done, and give them more to do."""
        self._hear(None)
        self._hand_out()

    def end(self) -> None:
        """End all processes, whatever they have in hand."""
        while self._workers:
            self._workers.pop().end()

    def _hire(self) -> None:
        self._workers.append(_Worker(*self._named))

    def _hand_out(self) -> None:
        if self._waiting and len(self._workers) < self.jobs and not self._idle():
            self._hire()
        for worker in self._idle():
            if not self._waiting:
                break
            ticket = self._waiting.popleft()
            worker.ticket = ticket
            # A process that has just ended is heard of as any other is.
            with contextlib.suppress(OSError):
                worker.pipe.send(ticket.document)

    def _idle(self) -> list[_Worker]:
        return [each for each in self._workers if each.ready and each.ticket is None]

    def _hear(self, seconds: float | None) -> None:
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), seconds):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                told, what = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
            else:
                self._told(worker, told, what)

    def _told(self, worker: _Worker, told: str, what: Any) -> None:
        if told == "ready":
            worker.ready = True
            self.label = self.label or what
        elif told == "not opened":
            raise _revived(*what)
        elif told == "stumbled":
            raise RuntimeError(f"the reader failed in another process:\n{what}")
        elif worker.ticket is not None:
            worker.ticket.outcome = _revived(*what) if told == "failed" else what
            worker.ticket = None

    def _lost(self, worker: _Worker) -> None:
        """Have another process take the place of one that ended by itself."""
        self._workers.remove(worker)
        worker.process.join(_PATIENCE)
        how = _ending(worker.process.exitcode)
        was_ready, ticket = worker.ready, worker.ticket
        worker.end()
        if not was_ready:
            raise ReaderError(f"a process that was to read {how} before it could")
        if ticket is not None:
            ticket.outcome = ReaderError(f"the process that read it {how}; the others go on")


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, which reaches all processes of a terminal.

    The program that was started by hand ends the others.
    """
    # Started with the first process, it would have the signal heard again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"was ended by signal {-code}"
    return f"ended with code {code}"


def _revived(kind: str, message: str) -> CommuniqueError:
    """Return the error of that name; one that needs more than a message is made of a plain kind."""
    known = getattr(errors, kind, CommuniqueError)
    made: CommuniqueError = (CommuniqueError if issubclass(known, InputError) else known)(message)
    return made


def _work(pipe: Connection, opener: Opener, name: str) -> None:
    """Read what comes through the pipe, until nobody is at its other end."""
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            reader = opener(name)
        except CommuniqueError as error:
            pipe.send(("not opened", (type(error).__name__, str(error))))
            return
        pipe.send(("ready", label(reader)))
        while True:
            document = pipe.recv()
            try:
                pipe.send(("findings", reader.read(document)))
            except CommuniqueError as error:
                pipe.send(("failed", (type(error).__name__, str(error))))
            except (BrokenPipeError, ConnectionResetError):
                raise
            except Exception:
                pipe.send(("stumbled", traceback.format_exc()))

"""Standard error: a progress bar on a terminal, and messages that never mix with results."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from communique.cli.output import one_line
from communique.documents import Document
from communique.errors import InputError

_NAME_WIDTH = 40


class Status:
    """What a long command shows while it works. A context manager.

    The bar is drawn only where standard error is a terminal and standard output, if this command
    prints results while it works, is none: the two would draw over each other.
    """

    def __init__(self, *, total: int | None = None, prints_results: bool = False) -> None:
        drawn = _is_terminal(sys.stderr) and not (prints_results and _is_terminal(sys.stdout))
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True, soft_wrap=True),
            transient=True,
            disable=not drawn,
        )
        self._drawn = drawn
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Status:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def now(self, what: str) -> None:
        """Name what is being worked on."""
        words = one_line(what)
        if len(words) > _NAME_WIDTH:
            words = "…" + words[1 - _NAME_WIDTH :]
        self._progress.update(self._task, description=words)

    def done(self) -> None:
        """Count one more as done."""
        self._progress.advance(self._task)

    def say(self, message: str) -> None:
        """Print one line, above the bar where there is one."""
        if self._drawn:
            self._progress.console.print(Text(one_line(message)))
        else:
            click.echo(one_line(message), err=True)

    def expect(self, count: Callable[[], int | None]) -> None:
        """Have the bar run up to what `count` gives, which is not asked where none is drawn."""
        if self._drawn:
            self._progress.update(self._task, total=count())

    def watch(self, loaded: Iterator[Document | InputError]) -> Iterator[Document | InputError]:
        """Pass the inputs on, naming each as it is handed over."""
        for item in loaded:
            self.now(item.ref if isinstance(item, Document) else item.where)
            yield item


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()

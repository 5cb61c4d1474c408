"""Standard output and files: results only, written whole or reported in one line."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NoReturn

import click


class Interrupted(click.ClickException):
    """The user pressed Ctrl-C; the message says what is kept and how to go on."""

    exit_code = 130

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002
        """Print the message on standard error."""
        click.echo(f"\nInterrupted. {self.message}", err=True)


def one_line(message: str) -> str:
    """Return `message` on one line, with control characters written as escapes.

    Names of files and words of a feed reach the terminal through messages; none of them may
    move its cursor, change its colours or turn the direction of what follows.
    """
    words = message.strip()
    if words.isprintable():
        return words
    return "".join(
        c if c.isprintable() else " " if c in "\r\n\t" else c.encode("unicode_escape").decode()
        for c in words
    )


def trouble(name: str, error: OSError) -> click.ClickException:
    """Return the one line that says why `name` cannot be written."""
    return click.ClickException(one_line(f"{name}: {error.strerror or error}"))


def print_bytes(result: bytes) -> None:
    """Print a result, at once, so that a reader at the other end of a pipe need not wait.

    Raises BrokenPipeError where that reader has gone, and ClickException where it cannot be
    written.
    """
    if sys.stdout is None:
        raise click.ClickException("standard output: is closed")
    try:
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_streams()
        raise trouble("standard output", error) from error


def print_line(line: bytes) -> None:
    """Print one line. Raises as `print_bytes`."""
    print_bytes(line + b"\n")


def as_page(text: str) -> bytes:
    """Return a page of text as it is written, ending in one line end; nothing stays nothing."""
    return (text.rstrip("\n") + "\n" if text else "").encode("utf-8", "backslashreplace")


def abandon_streams() -> None:
    """Send what is still in the buffers of the standard streams nowhere.

    Otherwise the interpreter tries again to write it as it ends, and prints a second error.
    """
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def check_writable(path: Path) -> None:
    """Refuse an output file that cannot be written, before any long work is done for it.

    Raises ClickException.
    """
    folder = path.parent
    if path.is_dir():
        _refuse(path, "is a folder")
    if not folder.is_dir():
        _refuse(path, f"there is no folder {folder}")
    if not os.access(path if path.exists() else folder, os.W_OK):
        _refuse(path, "may not be written")


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks` to `path`, whole or not at all: what stood there stays until all is written.

    Raises ClickException where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{target.name[-100:]}.{os.getpid()}.part")
    try:
        if target.exists() and not (target.is_file() and os.access(target.parent, os.W_OK)):
            # A pipe, a device, or a file in a folder that takes no other.
            with target.open("wb") as file:
                file.writelines(chunks)
            return
        try:
            with aside.open("xb") as file:
                file.writelines(chunks)
            if target.exists():
                shutil.copymode(target, aside)
            aside.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                aside.unlink()
            raise
    except OSError as error:
        raise trouble(str(path), error) from error


def _refuse(path: Path, why: str) -> NoReturn:
    raise click.ClickException(one_line(f"{path}: {why}"))

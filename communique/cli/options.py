"""The arguments that commands share, and the help that each of them gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from communique.dates import YEARS
from communique.person import person
from communique.reading import SHIPPED
from communique.settings import (
    DEFAULT_MAX_SIZE,
    DEFAULT_RECORD,
    DEFAULT_UNCERTAIN,
    Settings,
    parse_confidence,
    parse_jobs,
    parse_size,
)

Command = TypeVar("Command", bound=Callable[..., Any])


def size(words: str) -> int:
    """Return a size of text in characters; refuse what is none."""
    try:
        return parse_size(words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def day(words: str) -> date:
    """Return the day that is written like 2031-05-17; refuse what is none."""
    try:
        found = datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise click.BadParameter(f"{words!r} is no day; write it like 2031-05-17")
    return found


def confidence(words: str) -> float:
    """Return a confidence from 0 to 1; refuse what is none."""
    try:
        return parse_confidence(words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def number_of_jobs(words: str) -> int:
    """Return how many processes are to read; refuse what is no number of them."""
    try:
        return parse_jobs(words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def with_examples(about: str, *examples: str) -> str:
    """Return the help of a command: what it does, and lines that show how it is used."""
    # \b tells click to leave the line breaks of a paragraph as they are.
    lines = "\n".join(f"  {example}" for example in examples)
    return f"{about}\n\n\b\nExamples:\n{lines}"


def inputs(*, required: bool) -> Callable[[Command], Command]:
    """Take the inputs to read: files, folders, globs, or `-`."""
    metavar = "FILE…" if required else "[FILE…]"
    return click.argument("files", metavar=metavar, nargs=-1, required=required)


def record(command: Command) -> Command:
    """Take the record's place."""
    return click.option(
        "--record",
        metavar="PATH",
        envvar="COMMUNIQUE_RECORD",
        default=DEFAULT_RECORD,
        show_default=True,
        show_envvar=True,
        help="The record: a file, or the URL of a database.",
    )(command)


def negotiation(command: Command) -> Command:
    """Take the negotiation to which an answer is kept; a View narrows to it with `within`."""
    return click.option(
        "--negotiation",
        metavar="NAME",
        help="Keep to one negotiation: its name, part of it, or its id, as `communique "
        "negotiations` shows them.",
    )(command)


@dataclass(frozen=True)
class HowToRead:
    """What is to be known before a document is read."""

    published: date | None
    max_size: int
    reader: str
    gazetteer: Path | None


def how_to_read(command: Command) -> Callable[..., Any]:
    """Take what is to be known before a document is read; the command gets it as `how`."""

    @wraps(command)
    def with_how(
        *given: Any,
        published: date | None,
        max_size: int,
        reader: str,
        gazetteer: Path | None,
        **more: Any,
    ) -> Any:
        return command(*given, how=HowToRead(published, max_size, reader, gazetteer), **more)

    published = click.option(
        "--published",
        metavar="DATE",
        type=day,
        help="The day on which all of these were published, such as 2031-05-17; it goes before "
        "what the documents say of themselves.",
    )
    max_size = click.option(
        "--max-size",
        metavar="SIZE",
        type=size,
        default=DEFAULT_MAX_SIZE,
        show_default=True,
        envvar="COMMUNIQUE_MAX_SIZE",
        show_envvar=True,
        help="Refuse a document with more text than this, in characters: 800KB, 5MB, 5000000.",
    )
    reader = click.option(
        "--reader",
        metavar="NAME",
        default=SHIPPED,
        show_default=True,
        help="What reads them: the shipped reader, or one that another package brings.",
    )
    gazetteer = click.option(
        "--gazetteer",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar="COMMUNIQUE_GAZETTEER",
        show_envvar=True,
        help="Your own places and names, as CSV or TSV with a column `name` and any of lat, lon, "
        "kind, country, others, id; they go before the built-in ones.",
    )
    return published(max_size(reader(gazetteer(with_how))))


def jobs(command: Command) -> Command:
    """Take how many processes are to read."""
    return click.option(
        "--jobs",
        metavar="N",
        type=number_of_jobs,
        default="1",
        show_default=True,
        envvar="COMMUNIQUE_JOBS",
        show_envvar=True,
        help="Read with so many processes side by side, each with a model of its own in memory; "
        "auto is one for each core.",
    )(command)


def limit(most: int, what: str) -> Callable[[Command], Command]:
    """Take how many of `what` to print at most; the command gets None for all."""

    def number(_: click.Context, __: click.Parameter, given: int) -> int | None:
        return given or None

    return click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=0),
        default=most,
        show_default=True,
        callback=number,
        help=f"Print so many {what} at most; 0 for all.",
    )


def min_confidence(command: Command) -> Command:
    """Take how sure a fact must be to be shown."""
    return click.option(
        "--min-confidence",
        metavar="X",
        type=confidence,
        default="0",
        help="Leave out facts that are less sure than this, from 0 to 1; facts without an "
        "estimate stay.",
    )(command)


def uncertain_below(command: Command) -> Command:
    """Take how sure a line must be not to be marked."""
    return click.option(
        "--uncertain-below",
        metavar="X",
        type=confidence,
        default=str(DEFAULT_UNCERTAIN),
        show_default=True,
        help="Mark lines that are less sure than this, from 0 to 1, as an uncertain reading.",
    )(command)


def by(command: Command) -> Command:
    """Take the name of the person who decides; the command gets it as `person`."""
    return click.option(
        "--by",
        "person",
        metavar="NAME",
        envvar="COMMUNIQUE_USER",
        show_envvar=True,
        default=lambda: person(),  # noqa: PLW0108  # asked late, so that a test may put another
        help="Who decides; the name of your account where it is not given.",
    )(command)


def output(command: Command) -> Command:
    """Take a file to write the result to."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write to this file instead of standard output.",
    )(command)


def given(name: str) -> bool:
    """Tell whether the user wrote the option on the command line itself."""
    source = click.get_current_context().get_parameter_source(name)
    return source is click.core.ParameterSource.COMMANDLINE


def settings(*, how: HowToRead | None = None, **choices: Any) -> Settings:
    """Return the settings of this run; a senseless one is wrong use."""
    if how is not None:
        choices |= {
            "published": how.published,
            "max_chars": how.max_size,
            "gazetteer": how.gazetteer,
        }
    try:
        return Settings(**choices)
    except ValueError as error:
        raise click.UsageError(str(error)) from error

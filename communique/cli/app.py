"""The program: its commands, and how each kind of ending looks from outside."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from communique import __version__
from communique.cli.actors import actors
from communique.cli.asking import brief, export, list_documents, show
from communique.cli.audit import audit
from communique.cli.correcting import correct
from communique.cli.deals import deals
from communique.cli.negotiations import negotiations
from communique.cli.options import with_examples
from communique.cli.output import Interrupted, abandon_streams, one_line
from communique.cli.positions import positions
from communique.cli.questions import changes, figures, search, timeline
from communique.cli.reading import read, remove
from communique.cli.serving import serve
from communique.cli.stories import stories
from communique.cli.tools import Tools
from communique.cli.users import user
from communique.errors import CommuniqueError, UnknownReader

BROKEN_PIPE = 141
"""What a shell reports of a program whose reader has gone."""


SELDOM = (50_000, 20, 20)
"""When cycles of garbage are looked for: answers make many objects, and hardly a cycle. As often
as Python does by itself, it takes a fifth of the time of an answer."""


class App(click.Group):
    """The group of commands; turns what went wrong into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except UnknownReader as error:
            raise click.UsageError(one_line(str(error)), ctx) from error
        except CommuniqueError as error:
            raise click.ClickException(one_line(str(error))) from error
        except BrokenPipeError:
            abandon_streams()
            ctx.exit(BROKEN_PIPE)
        except KeyboardInterrupt:
            raise Interrupted("Nothing was changed.") from None


@click.group(
    cls=App,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=with_examples(
        "Communique reads news coverage of negotiations and keeps a record in which every fact "
        "is tied to the words that say it.\n\nResults go to standard output; progress and "
        "messages go to standard error. The exit code is 0 where all went well, 1 where "
        "something failed (it is named, the rest is done) and 2 for wrong use.",
        "communique brief coverage/",
        "communique read coverage/*.html feed.jsonl",
        "communique brief --format html -o brief.html",
    ),
)
@click.version_option(__version__, prog_name="communique")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Read coverage of negotiations."""
    gc.set_threshold(*SELDOM)
    if ctx.obj is None:
        ctx.obj = Tools()


for _command in (
    read,
    brief,
    show,
    search,
    actors,
    positions,
    deals,
    figures,
    timeline,
    changes,
    stories,
    negotiations,
    list_documents,
    correct,
    serve,
    remove,
    export,
    user,
    audit,
):
    app.add_command(_command)


def main(arguments: Sequence[str] | None = None, *, tools: Tools | None = None) -> NoReturn:
    """Run the program and exit. `arguments` are those of the process where None."""
    app.main(arguments, prog_name="communique", obj=tools)

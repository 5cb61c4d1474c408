"""`communique serve`: the record in a browser."""

from __future__ import annotations

import click

from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line
from communique.cli.tools import Tools


@click.command(
    "serve",
    short_help="Open the record in a browser.",
    help=with_examples(
        "Open the record in a browser on this machine.\n\nPrints the address and serves it until "
        "Ctrl-C. A record is made where there is none. Only this machine can reach the app: it "
        "knows no accounts, and so refuses to listen elsewhere. It opens no connection of its own.",
        "communique serve",
        "communique serve --record strike.db --port 8000",
    ),
)
@options.record
@click.option(
    "--host",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="An address of this machine that no other one can reach.",
)
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@options.uncertain_below
@options.how_to_read
@click.pass_obj
def serve(
    tools: Tools,
    /,
    record: str,
    host: str,
    port: int,
    uncertain_below: float,
    how: options.HowToRead,
) -> None:
    """Serve the record."""
    # Late: no other command waits for the web server.
    from communique import web  # noqa: PLC0415

    settings = options.settings(how=how, record=record, uncertain_below=uncertain_below)
    web.serve(
        settings,
        lambda: tools.open_reader(how.reader),
        host=host,
        port=port,
        announce=lambda address: click.echo(
            one_line(f"{settings.record} is open at {address} until Ctrl-C."), err=True
        ),
    )

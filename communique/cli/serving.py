"""`communique serve`: the record in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line
from communique.cli.tools import Tools

Command = TypeVar("Command", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def access(command: Command) -> Command:
    """Take where the app listens, and who may come in; the command gets them one by one."""
    for add in (
        click.option(
            "--tls-key", "key", metavar="FILE", type=_FILE, help="The key of the certificate."
        ),
        click.option(
            "--tls-cert",
            "certificate",
            metavar="FILE",
            type=_FILE,
            help="Speak https, with this certificate (PEM).",
        ),
        click.option(
            "--trusted-proxy",
            "trusted_proxies",
            metavar="ADDRESS",
            multiple=True,
            help="Believe a proxy that connects from this address or network, of where requests "
            "come from; may be given several times.",
        ),
        click.option(
            "--trust-header",
            metavar="HEADER",
            help="Believe that proxy also of who asks, by this header, such as X-Forwarded-User.",
        ),
        click.option("--login", is_flag=True, help="Have people log in also on this machine."),
        click.option(
            "--name",
            "names",
            metavar="HOST",
            multiple=True,
            help="Answer also under this name, by which browsers ask; may be given several times.",
        ),
        click.option(
            "--host",
            metavar="HOST",
            default="127.0.0.1",
            show_default=True,
            help="The address to listen on. On one that other machines can reach, people have to "
            "log in, or come by a proxy that says who they are.",
        ),
    ):
        command = add(command)
    return command


@click.command(
    "serve",
    short_help="Open the record in a browser.",
    help=with_examples(
        "Open the record in a browser.\n\nPrints the address and serves it until Ctrl-C. A record "
        "is made where there is none. Where nothing else is said, only this machine can reach the "
        "app, and nobody has to log in. On any other address it refuses to start unless a user "
        "has a password (`communique user add`), or a proxy says who asks. It opens no connection "
        "of its own.",
        "communique serve",
        "communique serve --record strike.db --port 8000",
        "communique serve --host 192.0.2.7 --name talks.example --tls-cert talks.pem --tls-key "
        "talks.key",
        "communique serve --name talks.example --trust-header X-Forwarded-User --trusted-proxy "
        "127.0.0.1",
    ),
)
@options.record
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@access
@options.uncertain_below
@options.how_to_read
@click.pass_obj
def serve(
    tools: Tools,
    /,
    record: str,
    port: int,
    uncertain_below: float,
    how: options.HowToRead,
    **choices: Any,
) -> None:
    """Serve the record."""
    # Late: no other command waits for the web server.
    from communique import web  # noqa: PLC0415

    settings = options.settings(how=how, record=record, uncertain_below=uncertain_below)
    try:
        asked = web.Access(**choices)
    except ValueError as error:
        raise click.UsageError(one_line(str(error))) from error

    def announce(address: str) -> None:
        click.echo(one_line(f"{settings.record} is open at {address} until Ctrl-C."), err=True)
        if asked.caution:
            click.echo(asked.caution, err=True)

    web.serve(
        settings,
        lambda: tools.open_reader(how.reader),
        access=asked,
        port=port,
        announce=announce,
    )

"""`communique user`: who may use the web app, and as what."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click
import msgspec

from communique.accounts import Accounts
from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line, print_line
from communique.cli.pages import print_table
from communique.errors import AccountRefused
from communique.record import Role, Store

Command = TypeVar("Command", bound=Callable[..., Any])


def password(command: Command) -> Command:
    """Take where a password comes from."""
    return click.option(
        "--password-stdin",
        is_flag=True,
        help="Take the password from standard input, its first line, and do not ask.",
    )(command)


@click.group(
    "user",
    short_help="Say who may use the web app.",
    help=with_examples(
        "Say who may use the web app where `communique serve` has people log in, and as what. A "
        "reader looks, searches, prints and asks the API; an editor also hands in, corrects, "
        "reviews and decides, and sees the audit.\n\nUsers are kept in the record, their passwords "
        "as hashes (argon2id). A password that is changed, or a user who is removed, ends the "
        "sessions that are open.",
        "communique user add ilse --role editor",
        "communique user add jonas --password-stdin < password.txt",
        "communique user role jonas editor",
        "communique user list",
    ),
)
def user() -> None:
    """Take users."""


@user.command(
    "add",
    short_help="Add a user.",
    help=with_examples(
        "Add a user. The password is asked for twice, without being shown. A record is made where "
        "there is none.",
        "communique user add ilse --role editor",
        "communique user add jonas --no-password",
    ),
)
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(get_args(Role)),
    default="reader",
    show_default=True,
    help="What they may do.",
)
@password
@click.option(
    "--no-password", is_flag=True, help="They come in by a proxy alone, which says who they are."
)
@options.by
@options.record
def add(
    name: str, role: Role, password_stdin: bool, no_password: bool, person: str, record: str
) -> None:
    """Add a user."""
    if password_stdin and no_password:
        raise click.UsageError("give --password-stdin or --no-password")
    with Store.open(options.settings(record=record).record) as store:
        if store.view().user(name) is not None:
            raise click.ClickException(one_line(f"there is a user {name} already"))
        given = None if no_password else _password(stdin=password_stdin)
        Accounts(store).add(name, role, given, by=person)
    click.echo(one_line(f"{name} is added as {role}"), err=True)


@user.command(
    "list",
    short_help="List the users.",
    help=with_examples("List who may use the web app, and as what.", "communique user list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.record
def list_users(as_json: bool, record: str) -> None:
    """List users."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        known = store.view().users()
    if as_json:
        for each in known:
            line = {
                "id": each.name,
                "kind": "user",
                "role": each.role,
                "password": each.has_password,
                "made_at": each.made_at,
                "evidence": [],
            }
            print_line(msgspec.json.encode(line))
    else:
        print_table(
            ("name", "role", "password", "since"),
            (
                (u.name, u.role, "yes" if u.has_password else "no", f"{u.made_at:%Y-%m-%d}")
                for u in known
            ),
        )
    count = f"{len(known)} user{'' if len(known) == 1 else 's'}"
    click.echo(one_line(f"{settings.record}: {count}"), err=True)


@user.command(
    "remove",
    short_help="Remove a user.",
    help=with_examples(
        "Remove a user; what they decided stays, with their name.", "communique user remove jonas"
    ),
)
@click.argument("name")
@options.by
@options.record
def remove(name: str, person: str, record: str) -> None:
    """Remove a user."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        store.users(person).remove(name)
    click.echo(one_line(f"{name} is removed"), err=True)


@user.command(
    "password",
    short_help="Give a user another password.",
    help=with_examples(
        "Give a user another password, which ends their sessions.", "communique user password ilse"
    ),
)
@click.argument("name")
@password
@options.by
@options.record
def change_password(name: str, password_stdin: bool, person: str, record: str) -> None:
    """Change a password."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        if store.view().user(name) is None:
            raise click.ClickException(
                one_line(f"there is no user {name}; `communique user list` shows those there are")
            )
        given = _password(stdin=password_stdin)
        Accounts(store).set_password(name, given, by=person)
    click.echo(one_line(f"{name} has another password"), err=True)


@user.command(
    "role",
    short_help="Give a user another role.",
    help=with_examples(
        "Give a user another role: reader or editor. It holds at once.",
        "communique user role jonas editor",
    ),
)
@click.argument("name")
@click.argument("role", type=click.Choice(get_args(Role)))
@options.by
@options.record
def change_role(name: str, role: Role, person: str, record: str) -> None:
    """Change a role."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        store.users(person).set_role(name, role)
    click.echo(one_line(f"{name} is {role} now"), err=True)


def _password(*, stdin: bool) -> str:
    if not stdin:
        asked: str = click.prompt(
            "Password", hide_input=True, confirmation_prompt="The same again", err=True
        )
        return asked
    if sys.stdin is None:
        raise click.UsageError("--password-stdin: standard input is closed")
    line = sys.stdin.buffer.readline(10_000)
    try:
        return line.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise AccountRefused("the password on standard input is not in UTF-8") from error

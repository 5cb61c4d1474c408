"""`communique correct`: what a person decides about facts."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import click

from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import check_writable, one_line, print_line, write_file
from communique.cli.pages import print_table
from communique.cli.wanted import fact_in
from communique.exports import annotated
from communique.record import Accept, Add, Change, Edit, Listed, Reject, Store, View

_NUMBERS = frozenset({"value", "low", "high", "start", "end"})
_COLUMNS = ("id", "when", "who", "decision", "fact", "words", "document", "now")
_WIDEST = 60
"""Characters of quoted words in a table."""


@click.command(
    "correct",
    short_help="Accept, reject, edit or add facts.",
    help=with_examples(
        "Decide about facts, as a person: accept, reject or edit one, or add what is missing.\n\n"
        "DOCUMENT#FACT, such as wire-3.txt#f2, is a fact as `communique show --json` gives it; "
        "r1, r2, … are the roles in the talks. A decision keeps who made it and when. It holds "
        "after every new reading, and goes with the document when that is removed.\n\nVALUE is "
        "text, a number or JSON, as in the findings. Where the findings have a span, give the "
        "words of the text; words=… is the fact itself.",
        "communique correct wire-3.txt#f2 --reject",
        "communique correct wire-3.txt#f2 --set value=38 --set who=captives --by Ilse",
        'communique correct wire-3.txt --add event --set words="met" --set type=CONSULT',
        "communique correct --list --unattached",
        "communique correct --undo c12",
        "communique correct --export -o corrected.jsonl",
    ),
)
@click.argument("wanted", metavar="[DOCUMENT[#FACT]]", required=False)
@click.option("--accept", is_flag=True, help="The fact is right as it stands.")
@click.option("--reject", is_flag=True, help="The document does not say so.")
@click.option(
    "--set",
    "values",
    metavar="KEY=VALUE",
    multiple=True,
    help="This field of the fact is so; may be given several times.",
)
@click.option("--add", metavar="KIND", help="Add a fact of this kind, with --set for its fields.")
@click.option("--undo", metavar="ID", help="Take back the decision that --list shows by this id.")
@click.option("--list", "as_list", is_flag=True, help="List decisions and what became of them.")
@click.option("--unattached", is_flag=True, help="List those whose fact the machine has not.")
@click.option("--export", is_flag=True, help="Print corrected documents as training data.")
@click.option(
    "--by",
    metavar="NAME",
    envvar="COMMUNIQUE_USER",
    show_envvar=True,
    help="Who decides; the name of the user of this computer where nothing else is said.",
)
@click.option("--json", "as_json", is_flag=True, help="Print decisions, one object a line.")
@options.output
@options.record
def correct(wanted: str | None, by: str | None, record: str, **choices: Any) -> None:
    """Correct facts."""
    asked = [name for name in ("accept", "reject", "add", "undo", "export") if choices[name]]
    if choices["as_list"] or choices["unattached"]:
        asked.append("list")
    if choices["values"] and not {"add"} & set(asked):
        asked.append("set")
    if len(asked) != 1:
        raise click.UsageError(
            "say one thing: --accept, --reject, --set, --add, --undo, --list or --export"
        )
    (what,) = asked
    if choices["output"] is not None and what != "export":
        raise click.UsageError("-o goes with --export")
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        if what == "list":
            _list(store.view(), wanted, as_json=choices["as_json"], **_only(choices))
        elif what == "export":
            _export(store.view(), wanted, choices["output"])
        elif what == "undo":
            if wanted is not None:
                raise click.UsageError("--undo takes the id of a decision and no document")
            made = store.writer().undo(_number(choices["undo"]), by=by or _user())
            _tell(store.view(), made.document_id, made.id, "undone", as_json=choices["as_json"])
        else:
            document, change = _change(store.view(), wanted, what, choices)
            made = store.writer().correct(document, change, by=by or _user())
            _tell(store.view(), document, made.id, made.decision, as_json=choices["as_json"])


def _only(choices: dict[str, Any]) -> dict[str, bool]:
    return {"unattached": choices["unattached"]}


def _change(
    view: View, wanted: str | None, what: str, choices: dict[str, Any]
) -> tuple[str, Change]:
    """Return the document that is meant, and what is to be changed in it."""
    if wanted is None:
        raise click.UsageError(f"--{what} needs to know the document")
    values = dict(_value(given) for given in choices["values"])
    name, fact = fact_in(wanted)
    if what == "add":
        return view.find(wanted if fact is None else name), Add(choices["add"], values)
    if fact is None:
        raise click.UsageError(f"--{what} needs a fact: {wanted}#f1, for example")
    change: Change = Edit(fact, values)
    if what != "set":
        change = Accept(fact) if what == "accept" else Reject(fact)
    return view.find(name), change


def _value(given: str) -> tuple[str, Any]:
    key, mark, words = given.partition("=")
    if not mark or not key:
        raise click.UsageError(f"--set {given}: write it like value=38")
    # Text is text: the words "1.50" are not the number 1.5.
    if key in _NUMBERS or words[:1] in ("{", "[", '"') or words in ("null", "true", "false"):
        try:
            return key, json.loads(words)
        except ValueError as error:
            raise click.UsageError(f"--set {given}: {words!r} is no number or JSON") from error
    return key, words


def _number(given: str) -> int:
    digits = given.removeprefix("c")
    if not digits.isascii() or not digits.isdigit():
        raise click.UsageError(f"{given!r} is no id of a decision; `communique correct --list`")
    return int(digits)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("nobody is logged in here; say who decides with --by") from error


def _tell(view: View, document: str, number: int, done: str, *, as_json: bool) -> None:
    made = next(each for each in view.corrections(document) if each.correction.id == number)
    if as_json:
        print_line(made.to_json())
    kept = made.correction
    click.echo(
        one_line(
            f"c{number}: {done}: {kept.kind} “{_short(kept.words)}” of {made.ref} ({kept.by})"
        ),
        err=True,
    )


def _list(view: View, wanted: str | None, *, as_json: bool, unattached: bool) -> None:
    found = view.corrections(view.find(wanted) if wanted else None)
    if unattached:
        found = [each for each in found if each.standing and not each.standing.attached]
    if as_json:
        for each in found:
            print_line(each.to_json())
    else:
        print_table(_COLUMNS, map(_cells, found), whole=2)
    count = f"{len(found)} decision{'' if len(found) == 1 else 's'}"
    click.echo(f"{count}{' whose fact the machine has not' if unattached else ''}", err=True)


def _cells(each: Listed) -> tuple[str, ...]:
    kept = each.correction
    return (
        f"c{kept.id}",
        f"{kept.at:%Y-%m-%d %H:%M}",
        kept.by,
        kept.decision,
        kept.kind,
        _short(kept.words),
        each.ref,
        _became(each),
    )


def _became(each: Listed) -> str:
    """Say in words what a decision does now."""
    kept, standing = each.correction, each.standing
    if kept.undone_at is not None:
        return f"undone by {kept.undone_by}"
    if standing is None:
        return "replaced by a later one"
    if kept.new is None:
        return "keeps it out" if standing.attached else "unattached: the machine has no such fact"
    if standing.attached:
        return f"holds {standing.fact}"
    return f"unattached: stands as {standing.fact or 'nothing, what it names was rejected'}"


def _export(view: View, wanted: str | None, output: Path | None) -> None:
    if output is not None:
        check_writable(output)
    given: dict[str, list[Listed]] = {}
    for each in view.corrections(view.find(wanted) if wanted else None):
        if each.standing is not None:
            given.setdefault(each.correction.document_id, []).append(each)
    lines = (annotated(view.read_document(known), several) for known, several in given.items())
    if output is None:
        for line in lines:
            print_line(line)
    else:
        write_file(output, (line + b"\n" for line in lines))


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"

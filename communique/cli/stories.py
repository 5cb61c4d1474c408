"""`communique stories`: which documents are copies of one report, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import click
import msgspec

from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line, print_line
from communique.cli.pages import print_table
from communique.documents import Document
from communique.matching import Folded, Story
from communique.record import Store


@click.command(
    "stories",
    short_help="List reports that several documents carry.",
    help=with_examples(
        "List the reports that several documents of the record carry, each with the document that "
        "is likeliest the original and why the others are taken for copies of it.\n\nA story "
        "counts as one source, however many documents carry it.",
        "communique stories",
        "communique stories --negotiation strike",
        "communique stories --record strike.db --json | jq .original",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def stories(as_json: bool, negotiation: str | None, record: str) -> None:
    """List stories."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        view = store.view().within(negotiation)
        found = view.copied_stories()
        known = {d.id: d for d in view.documents_of(f for s in found for f in s.documents)}
        size = view.size()
    # What another program removed meanwhile is in no document.
    found = [story for story in found if set(story.documents) <= set(known)]
    if as_json:
        for story in found:
            print_line(_listed(story, known))
        return
    columns = ("story", "published", "outlet", "name", "is", "why")
    print_table(columns, _cells(found, known), whole=2)
    counts = f"{_count(size.documents, 'document')}, {_count(size.stories, 'independent report')}"
    click.echo(one_line(f"{settings.record}: {counts}"), err=True)


def _cells(found: Iterable[Story], known: Mapping[str, Document]) -> Iterator[tuple[str, ...]]:
    for number, story in enumerate(found, 1):
        for folded in story.folded:
            document = known[folded.document]
            yield (
                str(number) if folded.kind == "original" else "",
                document.published.isoformat() if document.published else "—",
                document.outlet or "—",
                document.ref,
                folded.kind,
                _why(folded, story, known),
            )


def _why(folded: Folded, story: Story, known: Mapping[str, Document]) -> str:
    if folded.like in (None, story.original):
        return folded.reason
    return f"{folded.reason} (as {known[str(folded.like)].ref})"


def _listed(story: Story, known: Mapping[str, Document]) -> bytes:
    """Return one line of `communique stories --json`."""
    return msgspec.json.encode(
        {
            "id": story.id,
            "kind": "story",
            "original": story.original,
            "documents": [
                {
                    "document": folded.document,
                    "ref": known[folded.document].ref,
                    "outlet": known[folded.document].outlet,
                    "published": known[folded.document].published,
                    "kind": folded.kind,
                    "like": folded.like,
                    "reason": folded.reason,
                }
                for folded in story.folded
            ],
            "evidence": [
                {"document": d, "start": 0, "end": len(known[d].text)} for d in story.documents
            ],
        }
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"

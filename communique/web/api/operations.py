"""Everything that may be asked of the API."""

from __future__ import annotations

from typing import Any

import msgspec

from communique import brief as briefs
from communique.brief import AUDIENCES, Audience, Brief
from communique.documents import ReadDocument
from communique.web import accuracy
from communique.web.api import answers
from communique.web.api.asking import ASKING
from communique.web.api.operation import Operation
from communique.web.site import Site
from communique.web.talks import Changed

_STATE = frozenset({"parties", "standing", "positions", "sticking-points", "moved"})


def documents(site: Site, asked: answers.DocumentsQuery) -> answers.Documents:
    """Return a page of documents."""
    view = site.view()
    found = view.latest(limit=asked.limit + 1, after=asked.after, unread=asked.unread)
    count, unread = view.counts()
    return answers.Documents(
        total=unread if asked.unread else count,
        items=tuple(
            answers.ListedDocument(
                id=each.id,
                ref=each.ref,
                title=each.title,
                outlet=each.outlet,
                url=each.url,
                published=each.published,
                language=each.language,
                read=each.read,
                not_read=each.not_read,
                model=each.model,
                evidence=(answers.Evidence(each.id, 0, each.length),) if each.length else (),
            )
            for each in found[: asked.limit]
        ),
        next=found[asked.limit - 1].id if len(found) > asked.limit else None,
    )


def document(site: Site, asked: answers.DocumentQuery, document: str) -> dict[str, Any]:
    """Return a document with its facts, in the words of the contract."""
    view = site.view()
    read: ReadDocument = view.read_document(view.find(document)).sifted(asked.min_confidence)
    lists = {name: getattr(read.findings, name) for name in read.findings.__struct_fields__}
    return {"document": read.document, **lists}


def facts(site: Site, asked: answers.FactsQuery) -> answers.Facts:
    """Return a page of facts."""
    document, _, place = (asked.after or "").partition("#")
    after = (document, int(place)) if asked.after else None
    found = site.view().facts(asked.kind, limit=asked.limit + 1, after=after)
    shown = found[: asked.limit]
    last = shown[-1] if len(found) > asked.limit else None
    return answers.Facts(
        items=tuple(
            answers.ListedFact(
                id=f"{each.document_id}#{each.local_id or f'r{each.place + 1}'}",
                kind=asked.kind,
                document=each.document_id,
                fact=each.body,
                evidence=(answers.Evidence(each.document_id, each.start, each.end),),
            )
            for each in shown
        ),
        next=f"{last.document_id}#{last.place}" if last else None,
    )


def state(site: Site, asked: answers.TalksQuery) -> dict[str, Any]:
    """Return the state of the talks."""
    known = site.desk.all(negotiation=asked.negotiation)
    talks = site.desk.talks(known)
    whole = site.desk.brief(None, None, site.settings.uncertain_below, known=known)
    chosen = briefs.fitted(whole, Audience("", "", _STATE))
    changes = site.desk.changed_since(asked.since, known) if asked.since else ()
    return {
        "documents": talks.documents,
        "stories": talks.stories,
        "as_of": talks.as_of,
        "since": asked.since,
        "items": [line for line in _lines(chosen) if line["kind"] != "source"],
        "changes": [_change(number, change) for number, change in enumerate(changes, 1)],
    }


def brief(site: Site, asked: answers.BriefQuery) -> dict[str, Any]:
    """Return a brief, line by line; a period that ends before it begins holds nothing."""
    known = site.desk.all(asked.first, asked.last, negotiation=asked.negotiation)
    whole = site.desk.brief(asked.first, asked.last, site.settings.uncertain_below, known=known)
    found = briefs.fitted(whole, AUDIENCES[asked.audience])
    return {"title": found.title, "summary": found.summary, "items": _lines(found)}


def measured(_: Site, __: answers.Query) -> answers.Measures:
    """Return how accurate the facts were measured to be."""
    return answers.Measures(
        items=tuple(
            answers.Measured(skill=m.skill, on=m.on, what=m.what, figure=m.figure)
            for m in accuracy.measures()
        )
    )


def _lines(found: Brief) -> list[dict[str, Any]]:
    lines = briefs.render(found, "json").splitlines()
    return [msgspec.json.decode(line) for line in lines]


def _change(number: int, change: Changed) -> answers.Change:
    sentence = change.sentence
    if change.happening:
        sentence = change.happening.sentence
    elif change.stand:
        sentence = f"{change.stand.party.name}, {change.stand.stance}: “{change.stand.words}”"
    return answers.Change(
        id=f"change:{number}",
        kind=change.kind,
        published=change.published,
        sentence=sentence,
        evidence=tuple(
            answers.Evidence(e.document, e.span.start, e.span.end) for e in change.evidence
        ),
    )


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/documents",
        "The documents, the latest published first",
        documents,
        answers.Documents,
        answers.DocumentsQuery,
    ),
    Operation(
        "/documents/{document}",
        "One document with all that was read in it",
        document,
        answers.WholeDocument,
        answers.DocumentQuery,
        {"document": "The id, the beginning of one, or the name that it was read under."},
    ),
    Operation(
        "/facts",
        "The facts of one kind, document by document",
        facts,
        answers.Facts,
        answers.FactsQuery,
    ),
    Operation(
        "/negotiation",
        "The state of the talks, and what is new",
        state,
        answers.State,
        answers.TalksQuery,
    ),
    Operation(
        "/brief",
        "A brief of a period for an audience",
        brief,
        answers.Lines,
        answers.BriefQuery,
    ),
    Operation(
        "/accuracy",
        "How accurate each kind of fact was measured to be",
        measured,
        answers.Measures,
    ),
    *ASKING,
)
"""To add one: a function, and a line here. The description follows by itself."""

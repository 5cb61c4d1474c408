"""One document on the terminal, with its facts marked in the text and listed below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.console import Console
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from communique.analysis.stance import opens_itself
from communique.brief.by_persons import key, notes
from communique.brief.marking import pieces, stretches
from communique.brief.wording import RELATIONS, STANCES, day, first_of, interval, one_line, visible
from communique.documents.document import Document, ReadDocument
from communique.findings import Entity, Event, Figure, Position
from communique.matching.by_person import ByPerson
from communique.reasons import facts_by_id
from communique.spans import Span

_STYLES = {
    "entity": "bold cyan",
    "figure": "yellow",
    "event": "magenta",
    "position": "underline green",
    "condition": "green",
    "source": "blue",
    "cue": "italic blue",
    "words": "italic",
    "talks": "bold",
    "time": "bright_black",
}
_LEGEND = {
    "entity": "names and descriptions",
    "figure": "figures",
    "event": "what is done",
    "position": "what is wanted",
    "condition": "on which condition",
    "cue": "who says so, and how",
    "words": "what is said",
    "time": "when",
}
_ASIDE = {"related", "boilerplate"}


@dataclass(frozen=True)
class Shown:
    """A fact as it is listed, and the spans at which it is marked."""

    id: str
    kind: str
    words: str
    says: str
    marks: tuple[tuple[Span, str], ...]
    """Spans with the style under which each is marked."""


def show_terminal(
    read: ReadDocument, console: Console, by_persons: Iterable[ByPerson] = ()
) -> None:
    """Print a document with its facts, and which of them persons accepted, corrected or added.

    On a terminal the facts are coloured in the text; elsewhere each is put between brackets, the
    closing one followed by the fact's id. Below stands the list of facts.
    """
    document = read.document
    console.print(Text(one_line(first_of([document.title, document.ref])), style="bold"))
    console.print(Text(_origin(document), style="dim"))
    told = notes(by_persons)
    shown = tuple(
        replace(fact, says="; ".join(filter(None, (fact.says, told.get(key(number, known))))))
        for (number, known), fact in zip(facts_by_id(read.findings), facts(read), strict=True)
    )
    if not document.read:
        console.print(Text(f"not read: {one_line(document.not_read or 'no reason given')}"))
    console.print()
    if console.is_terminal and shown:
        kinds = {style for fact in shown for _, style in fact.marks}
        legend = [Text(words, _STYLES[k]) for k, words in _LEGEND.items() if k in kinds]
        console.print(Text(" · ").join(legend))
        console.print()
    text = _coloured(document, shown) if console.is_terminal else _bracketed(document, shown)
    for paragraph in text:
        console.print(paragraph)
        console.print()
    if shown:
        console.print(Rule(Text("Facts"), align="left", style="dim", characters="─"))
        console.print(_listed(shown))


def facts(read: ReadDocument) -> Iterator[Shown]:
    """Yield the facts of a document in the order of the JSON contract."""
    text, found = read.document.text, read.findings
    names = {entity.id: entity.name for entity in found.entities}

    def who(ids: tuple[str | None, ...]) -> str:
        return ", ".join(names.get(i, i) for i in ids if i)

    for entity in found.entities:
        marks = tuple((span, "entity") for span in entity.mentions)
        yield Shown(entity.id, entity.kind, entity.name, _entity(entity, names), marks)
    for said in found.attributions:
        spans = [(said.source, "source"), *((s, "cue") for s in said.cue)]
        spans += [(s, "words") for s in said.content]
        words = " … ".join(s.of(text) for s in said.content)
        speaker = who((said.speaker,)) or said.source_in(text) or "nobody named"
        chain = f", through {who(said.via)}" if said.via else ""
        says = f"{speaker}{chain}{', hedged' if said.hedged else ''} ({said.kind})"
        yield Shown(said.id, "attribution", words, says, _known(spans))
    for figure in found.figures:
        spans = [(figure.span, "figure")]
        yield Shown(figure.id, "figure", figure.span.of(text), _figure(figure, text), _known(spans))
    for event in found.events:
        spans = [(event.span, "event")]
        says = _event(event, who(event.actors), who(event.recipients), who((event.place,)))
        yield Shown(event.id, "event", event.span.of(text), says, _known(spans))
    for position in found.positions:
        spans = [(position.what, "position")]
        if position.condition:
            spans.append((position.condition.span, "condition"))
        says = _position(position, who((position.party,)), text)
        yield Shown(position.id, "position", position.what.of(text), says, _known(spans))
    for role in found.talks:
        span = Span(role.start, role.end)
        yield Shown("talks", role.as_, span.of(text), who((role.entity,)), ((span, "talks"),))
    for time in found.times:
        says = interval(time.interval) or "not tied to the calendar"
        yield Shown(time.id, "time", time.span.of(text), says, ((time.span, "time"),))


def _known(spans: list[tuple[Span | None, str]]) -> tuple[tuple[Span, str], ...]:
    return tuple((span, style) for span, style in spans if span is not None)


def _origin(document: Document) -> str:
    parts = [
        document.outlet,
        day(document.published) or "undated",
        ", ".join(document.byline),
        document.ref,
        document.id.removeprefix("sha256:")[:12],
    ]
    return " · ".join(one_line(part) for part in parts if part)


def _entity(entity: Entity, names: dict[str, str]) -> str:
    parts = [entity.role, names.get(entity.affiliation or "", entity.affiliation)]
    return ", ".join(part for part in parts if part)


def _figure(figure: Figure, text: str) -> str:
    number = f"{_number(figure.low)} to {_number(figure.high)}"
    if figure.low is not None and figure.low == figure.high:
        number = _number(figure.low)
    who = figure.who.of(text) if figure.who else None
    parts = [number, figure.unit, f"per {figure.per}" if figure.per else None, figure.what, who]
    parts.append(interval(figure.period))
    part_of = f"part of {figure.subset_of}" if figure.subset_of else None
    return ", ".join(part for part in (*parts, part_of, _by(figure.attribution)) if part)


def _number(number: float | None) -> str:
    if number is None:
        return "…"
    return f"{number:,}" if isinstance(number, int) else f"{number:,g}"


def _event(event: Event, actors: str, recipients: str, place: str) -> str:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    parts = [kind, event.status, actors and f"by {actors}", recipients and f"with {recipients}"]
    parts += [place and f"in {place}", interval(event.date)]
    same = f"same as {event.same_as}" if event.same_as else ""
    return ", ".join(part for part in (*parts, same, _by(event.attribution)) if part)


def _position(position: Position, party: str, text: str) -> str:
    says = f"{party or 'nobody named'} {STANCES[position.stance]}, on {position.issue}"
    if position.condition:
        words = one_line(position.condition.span.of(text))
        relation = RELATIONS[position.condition.relation]
        says += f", “{words}”" if opens_itself(words) else f", {relation} “{words}”"
    return ", ".join(part for part in (says, _by(position.attribution)) if part)


def _by(attribution: str | None) -> str:
    return f"said in {attribution}" if attribution else ""


def _coloured(document: Document, shown: tuple[Shown, ...]) -> Iterator[Text]:
    marks = [mark for fact in shown for mark in fact.marks]
    cut = defaultdict[int, list[tuple[str, tuple[str, ...]]]](list)
    spans = list(stretches(document))
    starts = [start for start, _, _ in spans]
    edges = [edge for start, end, _ in spans for edge in (start, end)]
    at = 0
    for piece in pieces(len(document.text), marks, edges=edges):
        while at + 1 < len(starts) and starts[at + 1] <= piece.start:
            at += 1
        if spans and spans[at][0] <= piece.start < spans[at][1]:
            cut[at].append((document.text[piece.start : piece.end], piece.keys))
    for i, (_, _, kind) in enumerate(spans):
        text = Text(style=_paragraph_style(kind))
        for words, styles in cut[i]:
            text.append(visible(words), " ".join(_STYLES[s] for s in dict.fromkeys(styles)))
        yield text


def _bracketed(document: Document, shown: tuple[Shown, ...]) -> Iterator[Text]:
    marks = [(span, fact.id) for fact in shown for span, style in fact.marks if _stands_out(style)]
    spans = list(stretches(document))
    edges = [edge for start, end, _ in spans for edge in (start, end)]
    found = list(pieces(len(document.text), marks, edges=edges))
    at = 0
    for start, end, kind in spans:
        while at < len(found) and found[at].start < start:
            at += 1
        words = []
        while at < len(found) and found[at].start < end:
            piece = found[at]
            words.append("[" * len(piece.begins))
            words.append(visible(document.text[piece.start : piece.end]))
            words += [f"]{fact}" for fact in piece.ends]
            at += 1
        label = f"({kind}) " if kind != "body" else ""
        yield Text(label + "".join(words))


def _stands_out(style: str) -> bool:
    return style in {"entity", "figure", "event", "position", "words"}


def _paragraph_style(kind: str) -> str:
    if kind in ("title", "heading"):
        return "bold"
    return "dim" if kind in _ASIDE else ""


def _listed(shown: tuple[Shown, ...]) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    for ratio in (None, None, 2, 3):
        grid.add_column(ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for fact in shown:
        style = _STYLES[fact.marks[0][1]] if fact.marks else ""
        words = one_line(fact.words)
        grid.add_row(
            Text(fact.id), Text(fact.kind), Text(f"“{words}”", style), Text(one_line(fact.says))
        )
    return grid

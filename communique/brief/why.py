"""Why the facts of a document were filed, part by part, for people and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from communique.brief.outline import outline
from communique.brief.show import Shown, facts
from communique.brief.wording import first_of, one_line
from communique.documents.document import Document, ReadDocument
from communique.findings import Entity, Event, Figure, Position, TalksRole, Time
from communique.reasons import AnyFact, Explained, Reason, facts_by_id
from communique.record import View
from communique.spans import Span

_LONG = 90
"""Characters of words that are shown whole; of longer ones the beginning and the end are shown."""
_MOST = 5
"""Places that are shown of what rests on many."""
_PERCENT = 100
_FACTS_OF: dict[str, type[AnyFact]] = {
    "talks-role": TalksRole,
    "person": Entity,
    "position": Position,
    "sticking-point": Position,
    "movement": Position,
    "figure": Figure,
    "disagreement": Figure,
    "no-date": Time,
}
"""What a line of the brief stands on, by its kind; all other lines stand on events."""


def facts_behind(view: View, line_id: str) -> dict[str, frozenset[str]]:
    """Return the facts on which a line of the brief stands, by the id of their document.

    Args:
        view: what the brief is of.
        line_id: the id of the line, as `to_json` prints it. An unknown one has no facts.

    """
    brief = outline(view)
    lines = (line for section in brief.sections for line in section.lines())
    cited = [number for line in lines if line.id == line_id for number in line.citations]
    kind = _FACTS_OF.get(line_id.partition(":")[0], Event)
    places: dict[str, list[Span]] = {}
    for number in cited:
        evidence = brief.citation(number).evidence
        places.setdefault(evidence.document, []).append(evidence.span)
    found: dict[str, frozenset[str]] = {}
    for item in view.readings_of(places):
        spans = places[item.document.id]
        named = zip(facts_by_id(item.findings), facts(item), strict=True)
        behind = frozenset(
            number
            for (number, fact), shown in named
            if isinstance(fact, kind) and _stands_on(shown, spans)
        )
        if behind:
            found[item.document.id] = behind
    return found


def _stands_on(shown: Shown, spans: Collection[Span]) -> bool:
    return any(span.contains(mark) for span in spans for mark, _ in shown.marks)


def why_terminal(
    document: Document, explained: Explained, console: Console, only: Collection[str] | None = None
) -> None:
    """Print each fact with its parts, and for each part what made it, how sure, on which words.

    Args:
        document: what was read.
        explained: its facts, with their reasons.
        console: to print on.
        only: ids of the facts that are asked for; None for all.

    """
    console.print(Text(one_line(first_of([document.title, document.ref])), style="bold"))
    for number, fact, shown in _asked(document, explained, only):
        console.print()
        sure = "" if fact.confidence is None else f", confidence {_percent(fact.confidence)}"
        where = _place(next((s for s, style in shown.marks if style == "words"), shown.marks[0][0]))
        head = Text(f"{number} {shown.kind} ", style="bold")
        console.print(head + Text(f"“{_short(shown.words)}” {where}{sure}"))
        if shown.says:
            console.print(Text(f"   {one_line(shown.says)}", style="dim"))
        console.print(_parts(document.text, explained.reasons.get(number, ())))


def why_json(
    document: Document, explained: Explained, model: str, only: Collection[str] | None = None
) -> Iterator[bytes]:
    """Yield one JSON object for each fact, without the line end.

    Args:
        document: what was read.
        explained: its facts, with their reasons.
        model: the version of what explains them.
        only: ids of the facts that are asked for; None for all.

    """
    for number, fact, shown in _asked(document, explained, only):
        own = [span for span, _ in shown.marks]
        reasons = explained.reasons.get(number, ())
        yield msgspec.json.encode(
            {
                "id": f"{document.id}#{number}",
                "kind": shown.kind,
                "fact": number,
                "model": model,
                "confidence": fact.confidence,
                "reasons": [_as_json(reason, document.text) for reason in reasons],
                "evidence": [
                    {"document": document.id, "start": span.start, "end": span.end} for span in own
                ],
            }
        )


def _asked(
    document: Document, explained: Explained, only: Collection[str] | None
) -> Iterator[tuple[str, AnyFact, Shown]]:
    read = ReadDocument(document=document, findings=explained.findings)
    for (number, fact), shown in zip(facts_by_id(read.findings), facts(read), strict=True):
        if only is None or number in only:
            yield number, fact, shown


def _as_json(reason: Reason, text: str) -> dict[str, Any]:
    return {
        "part": reason.part,
        "maker": reason.maker,
        "probability": reason.probability,
        "words": [
            {"start": s.start, "end": s.end, "text": s.of(text).encode("utf-8", "replace").decode()}
            for s in reason.words
        ],
    }


def _parts(text: str, reasons: Collection[Reason]) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    for ratio in (None, 1, None, 1):
        grid.add_column(ratio=ratio, overflow="fold", no_wrap=ratio is None)
    part = ""
    for reason in reasons:
        named = "" if reason.part == part else reason.part
        sure = "" if reason.probability is None else _percent(reason.probability)
        words = [f"“{_short(span.of(text))}” {_place(span)}" for span in reason.words[:_MOST]]
        if len(reason.words) > _MOST:
            words.append(f"and {len(reason.words) - _MOST} more")
        cells = (f"   {named}", reason.maker, sure.rjust(5), ", ".join(words))
        grid.add_row(*map(Text, cells))
        part = reason.part
    return grid


def _percent(share: float) -> str:
    return f"{share * _PERCENT:.0f} %"


def _place(span: Span) -> str:
    return f"[{span.start}:{span.end}]"


def _short(words: str) -> str:
    line = one_line(words)
    if len(line) <= _LONG:
        return line
    return f"{line[: _LONG // 2].rstrip()} … {line[-_LONG // 2 :].lstrip()}"

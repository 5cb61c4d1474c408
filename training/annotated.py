"""Annotated reports made into examples: who says what, figures, events and positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.reading.labels import MODES, TAGS
from training.examples import CharacterText, Chars, Example

Row = dict[str, Any]


def attribution_example(row: Row, corpus: str = "polnear") -> Example:
    """Read a PolNeAR document: lists of spans for source, cue and content."""
    text = CharacterText(corpus, row["text"])
    parts = {
        part: [
            tuple(tuple(span) for span in attribution[part] or ())
            for attribution in row["attributions"]
        ]
        for part in ("source", "cue", "content")
    }
    _attributions(text, parts)
    return text.example


def _attributions(
    text: CharacterText, parts: dict[str, list[tuple[Any, ...]]], *, one_habit: bool = True
) -> None:
    for part, spans in parts.items():
        text.tag(part, [(span, part) for several in spans for span in several])
    for source, cue, content in zip(parts["source"], parts["cue"], parts["content"], strict=True):
        if cue:
            text.link("source", cue[0], source)
            text.link("content", cue[0], content)
            text.link_edges("source", cue[0], source)
            if one_habit:
                text.link_edges("content", cue[0], content)
                text.link_own_edges("cue", cue[0])


def report_example(row: Row, corpus: str = "gold_train") -> Example:
    """Read a report of negotiations that was annotated for this project, or by its users."""
    text = CharacterText(corpus, row["text"])
    _told(text, row["attributions"])
    _facts(text, row, [party_span(row, position) for position in row["positions"]])
    return text.example


def _told(text: CharacterText, attributions: Sequence[Row]) -> None:
    """Mark who says what, in the habit of the annotated reports."""
    one = [[(a[part],) if a[part] else () for a in attributions] for part in ("source", "cue")]
    content = [tuple(tuple(s) for s in a["content"]) for a in attributions]
    parts = {"source": one[0], "cue": one[1], "content": content}
    _attributions(text, parts, one_habit=False)
    # PolNeAR counts auxiliaries to the cue and "that" to the content, these reports mostly do not.
    # Where a cue ends is learnt there alone; that there is one, here too.
    text.blur("cue", 3, 1)
    text.blur("content", 1, 0)


def facts_example(text: str, row: Row) -> Example:
    """Read a report of which figures, events, positions and maybe attributions were annotated.

    Args:
        text: of the report.
        row: as for `report_example`, but the party of a position is a span, and there may be no
            "attributions".
    """
    told = CharacterText("more_reports", text)
    if "attributions" in row:
        _told(told, row["attributions"])
    _facts(told, row, [position["party"] for position in row["positions"]])
    return told.example


def _facts(text: CharacterText, row: Row, parties: Sequence[Chars | None]) -> None:
    text.tag("figure", [(f["span"], measure_of(f["unit"])) for f in row["figures"]])
    for figure in row["figures"]:
        text.link("who", figure["span"], [figure["who"]] if figure["who"] else [])
    events = [e for e in row["events"] if e["type"] in _EVENT_TYPES]
    text.tag("event", [(e["span"], e["type"]) for e in events])
    text.answer("status", [(e["span"], e["status"]) for e in events])
    text.answer("mode", [(e["span"], mode_of(e["mode"])) for e in events])
    for event in events:
        text.link("actor", event["span"], event["actors"])
        text.link("recipient", event["span"], event["recipients"])
    positions = row["positions"]
    text.tag("position", [(p["what"], p["stance"]) for p in positions])
    text.answer("relation", [(p["what"], p["relation"] or "none") for p in positions])
    for position, party in zip(positions, parties, strict=True):
        condition = position["condition"]
        text.link("condition", position["what"], [condition] if condition else [])
        text.link_edges("condition", position["what"], [condition] if condition else [])
        text.link_own_edges("position", position["what"])
        if party:
            text.link("party", position["what"], [party])


_EVENT_TYPES = {label[2:] for label in TAGS["event"] if label != "O"}


def measure_of(unit: str | None) -> str:
    """Return the measure of a unit as it is annotated."""
    if unit == "person":
        return "person"
    if unit in {"percent", "percentage point"}:
        return "percent"
    if unit in {"second", "minute", "hour", "day", "week", "month", "year", "decade"}:
        return "time"
    if unit and (
        unit.split("/")[0].split(" ")[0].isupper() and len(unit.split("/")[0].split()[0]) == 3
    ):
        return "money"
    return "money" if unit == "cent" else "other"


def mode_of(mode: str | None) -> str:
    """Return the mode as the head knows it."""
    return mode if mode in MODES else "none"


def party_span(row: Row, position: Row) -> tuple[int, int] | None:
    """Return where the words stand that name the holder of a position, None where none are near.

    The annotation gives a name only. The words are the source of the attribution that holds the
    position, where that source speaks for the party, else the nearest mention of the name before
    the position in its paragraph or the one before, else the first after it in the same sentence.
    """
    if position["party"] is None:
        return None
    text, start = row["text"], position["what"][0]
    speaking = [
        (content[1] - content[0], a["source"])
        for a in row["attributions"]
        if a["source"] and _shares_word(a.get("speaker") or "", position["party"])
        for content in a["content"]
        if content[0] <= start < content[1]
    ]
    if speaking:
        source = min(speaking)[1]
        return source[0], source[1]
    name = position["party"].lower()
    lowered = text.lower()
    before = lowered.rfind(name, max(0, start - 600), start)
    if before >= 0:
        return before, before + len(name)
    end = position["what"][1]
    after = lowered.find(name, start, end + 150)
    return (after, after + len(name)) if after >= 0 else None


def _shares_word(left: str, right: str) -> bool:
    small = {"the", "of", "a", "and", "for", "in"}
    return bool((set(left.lower().split()) & set(right.lower().split())) - small)

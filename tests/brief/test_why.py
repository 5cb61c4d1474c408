from __future__ import annotations

import io
import json

from rich.console import Console

from communique.brief import facts_behind, why_json, why_terminal
from communique.reasons import Explained, Reason, facts_by_id
from communique.spans import Span
from tests.brief.coverage import offer, talks_open
from tests.filed import outline, viewed

SIDE = offer().document.text.index("Sudmark")
WORDS = Span(SIDE, SIDE + len("Sudmark"))


def explained() -> Explained:
    found = offer().findings
    reasons = {number: (Reason("found", "head: name", 0.984, (WORDS,)),) for number, _ in
               facts_by_id(found)}  # fmt: skip
    reasons["p2"] += (Reason("party", "rule: bodies, the body that e4 speaks for", None, (WORDS,)),)
    return Explained(found, reasons)


def page(only: set[str] | None = None) -> str:
    file = io.StringIO()
    why_terminal(
        offer().document, explained(), Console(file=file, width=140, highlight=False), only
    )
    return file.getvalue()


def test_each_part_stands_on_a_line_with_its_maker_how_sure_it_was_and_its_words() -> None:
    lines = [" ".join(line.split()) for line in page().splitlines()]
    assert f"found head: name 98 % “Sudmark” [{WORDS.start}:{WORDS.end}]" in lines
    rule = "party rule: bodies, the body that e4 speaks for"
    assert f"{rule} “Sudmark” [{WORDS.start}:{WORDS.end}]" in lines


def test_one_fact_can_be_asked_for() -> None:
    assert "\np2 position “" in page({"p2"})
    assert page({"p2"}).count("found") == 1


def test_as_json_each_fact_has_an_id_in_the_record_its_reasons_and_its_evidence() -> None:
    document = offer().document
    (line,) = why_json(document, explained(), "reader-1", {"p2"})
    told = json.loads(line)
    assert (told["id"], told["kind"], told["fact"]) == (f"{document.id}#p2", "position", "p2")
    assert told["model"] == "reader-1"
    assert told["reasons"][0] == {
        "part": "found",
        "maker": "head: name",
        "probability": 0.984,
        "words": [{"start": WORDS.start, "end": WORDS.end, "text": "Sudmark"}],
    }
    assert told["evidence"][0]["document"] == document.id


def test_a_line_of_the_brief_leads_to_the_facts_it_stands_on() -> None:
    read = [offer(), talks_open()]
    lines = [line for section in outline(read).sections for line in section.lines()]
    position = next(line for line in lines if line.kind == "position")
    with viewed(read) as view:
        behind = facts_behind(view, position.id)
        unknown = facts_behind(view, "position:0000000000000000")
    assert behind
    assert all(fact.startswith("p") for facts in behind.values() for fact in facts)
    assert unknown == {}

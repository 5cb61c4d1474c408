"""A text cut for its page."""

from __future__ import annotations

import pytest

from communique.spans import Span
from communique.web.marked import KINDS, PART, part_of
from tests.brief.coverage import coverage
from tests.builders import attribution, entity, figure, read_document, span

TEXT = "Sudmark said 12 men were freed."


def overlapping() -> object:
    """Return a figure within what is said, by someone who is named."""
    return read_document(
        TEXT,
        entities=[entity("e1", "Sudmark", "place", in_text=TEXT)],
        attributions=[
            attribution(
                "a1",
                span(TEXT, "12 men were freed"),
                source=span(TEXT, "Sudmark"),
                cue=span(TEXT, "said"),
            )
        ],
        figures=[figure("f1", span(TEXT, "12"), value=12)],
    )


def test_facts_that_overlap_are_all_marked_the_narrowest_last() -> None:
    (block,) = part_of(overlapping()).blocks  # type: ignore[arg-type]
    shown = [(passage.words, passage.facts, passage.styles) for passage in block.passages]
    assert shown == [
        ("Sudmark", ("a1", "e1"), ("source", "entity")),
        (" ", (), ()),
        ("said", ("a1",), ("cue",)),
        (" ", (), ()),
        ("12", ("a1", "f1"), ("words", "figure")),
        (" men were freed", ("a1",), ("words",)),
        (".", (), ()),
    ]
    begins = [number for passage in block.passages for number in passage.begins]
    assert begins == ["a1", "e1", "f1"]


def test_a_link_may_light_words_across_facts() -> None:
    part = part_of(overlapping(), lit=span(TEXT, "said 12"))  # type: ignore[arg-type]
    lit = [p.words for block in part.blocks for p in block.passages if p.lit]
    assert "".join(lit) == "said 12"
    assert sum(p.lit_first for block in part.blocks for p in block.passages) == 1


@pytest.mark.parametrize("read", coverage(), ids=lambda read: read.document.ref)
def test_all_words_and_all_facts_are_shown(read: object) -> None:
    part = part_of(read)  # type: ignore[arg-type]
    words = "".join(p.words for block in part.blocks for p in block.passages)
    assert "".join(words.split()) == "".join(read.document.text.split())  # type: ignore[attr-defined]
    found = read.findings  # type: ignore[attr-defined]
    assert len(part.facts) == sum(len(getattr(found, n)) for n in found.__struct_fields__)
    assert {fact.kind for fact in part.facts} <= KINDS.keys()


def test_a_long_text_is_shown_in_parts_that_meet() -> None:
    paragraph = "Nothing was said about it. " * 200
    text = "\n\n".join([paragraph.strip()] * 30 + ["x" * (2 * PART + 7)])
    read = read_document(text, figures=[figure("f1", Span(len(text) - 2, len(text)), value=1)])
    first = part_of(read)
    parts = [part_of(read, number=number) for number in range(1, first.count + 1)]
    words = "".join(p.words for part in parts for b in part.blocks for p in b.passages)
    assert "".join(words.split()) == "".join(text.split())
    for part in parts:
        assert sum(len(p.words) for b in part.blocks for p in b.passages) <= PART
    assert [bool(part.facts) for part in parts] == [False] * (first.count - 1) + [True]
    assert part_of(read, lit=Span(len(text) - 2, len(text))).number == first.count
    assert part_of(read, number=10**6).number == first.count


def test_an_empty_text_has_one_part() -> None:
    part = part_of(read_document("\n \n"))
    assert (part.number, part.count, part.blocks, part.facts) == (1, 1, (), ())

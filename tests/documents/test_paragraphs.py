from __future__ import annotations

import textwrap
import time

from communique.documents.clutter import mark
from communique.documents.paragraphs import stretches

STORY = [
    "The envoy of Norland left the port of Eastvale on Monday with a draft of the truce in his "
    "bag, and said that the council would look at each line of it before the end of the week.",
    "Sudmark's council, which had asked for the release of forty captives before anything else, "
    "did not say when it would answer, but a member of it told reporters that the text was short.",
    "A third round is planned for Thursday, the mediator said.",
]


def pieces(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in stretches(text)]


def test_each_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    assert pieces("\r\n".join(STORY)) == STORY


def test_blank_lines_part_the_paragraphs_of_a_hard_wrapped_text() -> None:
    text = "\n\n".join(textwrap.fill(paragraph, 66) for paragraph in STORY)
    assert pieces(text) == STORY


def test_indentation_parts_the_paragraphs_of_a_hard_wrapped_text() -> None:
    text = "\n".join(textwrap.fill(p, 66, initial_indent="\t   ") for p in STORY)
    assert pieces(text) == STORY


def test_a_title_above_a_hard_wrapped_story_stays_apart() -> None:
    text = "Envoy leaves with draft\n" + "\n\n".join(textwrap.fill(p, 66) for p in STORY)
    assert mark(text).title == "Envoy leaves with draft"
    assert pieces(text) == ["Envoy leaves with draft", *STORY]


def test_a_list_of_short_lines_is_not_taken_for_hard_wrapping() -> None:
    lines = ["Forty captives", "A pause of ten days in all provinces", "Aid", "Two open roads"]
    assert pieces("\n".join(lines)) == lines


def test_very_long_lines_and_very_many_lines_take_linear_time() -> None:
    for text in ("Norland said no to it " * 45_000, "a/" * 500_000, "ab c\n" * 20_000, "(" * 10**6):
        start = time.process_time()
        mark(text)
        assert time.process_time() - start < 5

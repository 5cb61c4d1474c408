from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from communique.brief import show_terminal
from communique.documents.document import ReadDocument
from communique.matching import ByPerson
from communique.spans import Span
from tests.brief.coverage import hostile, offer, talks_open
from tests.builders import not_read, read_document


def shown(read: ReadDocument, *, terminal: bool = False, width: int = 100) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=width, highlight=False,
                      color_system="standard" if terminal else None)  # fmt: skip
    show_terminal(read, console)
    return file.getvalue()


def test_in_a_pipe_facts_stand_between_brackets_with_their_ids() -> None:
    page = " ".join(shown(offer()).split())
    assert "[[Sudmark]e2 [rejected]v1 [the release of captives in stages]p2]a1" in page
    assert "\x1b" not in page


def test_on_a_terminal_facts_are_coloured_and_the_words_stay_whole() -> None:
    page = shown(offer(), terminal=True)
    assert "\x1b[" in page
    assert "what is wanted" in page
    assert "[[Sudmark]" not in page


def test_every_fact_is_listed_with_what_was_read_of_it() -> None:
    page = " ".join(shown(talks_open(), width=200).split())
    assert "f1 figure “Nearly 240” … to 240, person, held, captives" in page
    assert "p1 position “free captives” Norland refuses, on release of captives, until" in page
    assert "v1 event “met” CONSULT/meet, happened, by Norland, Sudmark, with Westmark" in page


def test_a_text_that_was_not_read_says_why() -> None:
    read = read_document(not_read("قالت نورلاند إنها مستعدة.", ref="ar-1"))
    assert "not read: language: Arabic" in shown(read)


def test_hostile_words_move_no_cursor() -> None:
    page = shown(hostile())
    assert not {"\x1b", "\x00", "\u202e"} & set(page)


def test_what_a_person_decided_stands_beside_the_fact() -> None:
    read = talks_open()
    at = read.findings.talks[0]
    by_persons = [
        ByPerson(read.document.id, kind, fact, where, decision, "Mara", date(2031, 6, 1), whose)
        for kind, fact, where, decision, whose in (
            ("figure", "f1", read.findings.figures[0].span, "edit", None),
            ("talks", "r1", Span(at.start, at.end), "accept", at.entity),
        )
    ]
    file = io.StringIO()
    show_terminal(read, Console(file=file, width=200), by_persons)
    page = " ".join(file.getvalue().split())
    assert "240, person, held, captives; corrected by Mara on 1 Jun 2031" in page
    # Both sides stand on the same words; one of them was meant.
    assert "Norland; accepted by Mara on 1 Jun 2031" in page
    assert page.count("by Mara") == 2

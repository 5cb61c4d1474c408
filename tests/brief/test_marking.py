from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.brief.marking import pieces, stretches
from communique.documents.document import Paragraph
from communique.spans import Span
from tests.builders import document

LENGTH = 30
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)


@given(st.lists(spans, max_size=8), st.lists(st.integers(-3, LENGTH + 3), max_size=4))
def test_pieces_cover_the_text_once_and_know_every_mark_above_them(
    marks: list[Span], edges: list[int]
) -> None:
    found = list(pieces(LENGTH, [(span, i) for i, span in enumerate(marks)], edges=edges))
    assert [p.start for p in found] == [0, *(p.end for p in found[:-1])]
    assert found[-1].end == LENGTH
    for piece in found:
        for at in (piece.start, piece.end - 1):
            assert piece.keys == tuple(i for i, s in enumerate(marks) if s.start <= at < s.end)
    assert {e for e in edges if 0 < e < LENGTH} <= {p.start for p in found}


@given(st.lists(spans, max_size=8))
def test_each_mark_begins_once_and_ends_once(marks: list[Span]) -> None:
    found = list(pieces(LENGTH, [(span, i) for i, span in enumerate(marks)]))
    begun = [(p.start, i) for p in found for i in p.begins]
    ended = [(p.end, i) for p in found for i in p.ends]
    assert sorted(begun, key=lambda b: b[1]) == [(s.start, i) for i, s in enumerate(marks)]
    assert sorted(ended, key=lambda e: e[1]) == [(min(s.end, LENGTH), i) for i, s in
                                                 enumerate(marks)]  # fmt: skip


def test_marks_that_cross_share_the_middle_piece() -> None:
    words = "free all captives now"
    found = pieces(len(words), [(Span(0, 17), "offer"), (Span(5, 21), "count")])
    assert [(words[p.start : p.end], p.keys) for p in found] == [
        ("free ", ("offer",)),
        ("all captives", ("offer", "count")),
        (" now", ("count",)),
    ]


def test_an_empty_text_has_no_pieces() -> None:
    assert list(pieces(0, [])) == []


def test_what_no_paragraph_covers_is_shown_as_body() -> None:
    text = "Title\n\nNorland answered.\n\nShare this"
    known = document(text, paragraphs=(Paragraph(0, 5, "title"), Paragraph(26, 36, "boilerplate")))
    assert [(text[a:b].strip(), kind) for a, b, kind in stretches(known)] == [
        ("Title", "title"),
        ("Norland answered.", "body"),
        ("Share this", "boilerplate"),
    ]

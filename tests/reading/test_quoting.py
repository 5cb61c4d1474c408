"""Cues with what belongs to them, from scores made by hand."""

from __future__ import annotations

from itertools import chain

from communique.reading.quoting import Said, quotes
from communique.reading.tagging import Run
from tests.reading.standin import by_hand

Words = tuple[int, int]


def said(  # each is a layer of the annotation
    size: int,
    *,
    sources: tuple[Words, ...] = (),
    cues: tuple[Words, ...] = (),
    contents: tuple[Words, ...] = (),
    links: dict[tuple[str, int], tuple[Words, ...]] | None = None,
    first: int = 0,
) -> list[Said]:
    tags = {
        head: _bio(head, size, runs)
        for head, runs in (("source", sources), ("cue", cues), ("content", contents))
    }
    linked = {
        anchor: set(chain.from_iterable(range(*run) for run in runs))
        for anchor, runs in (links or {}).items()
    }
    return quotes(by_hand(size, tags, linked), {}, first)


def _bio(head: str, size: int, runs: tuple[Words, ...]) -> list[str]:
    labels = ["O"] * size
    for first, last in runs:
        labels[first:last] = [f"B-{head}"] + [f"I-{head}"] * (last - first - 1)
    return labels


def words(run: Run | None) -> Words | None:
    return (run.first, run.last) if run else None


def told(found: Said) -> tuple[Words | None, Words | None, list[Words | None]]:
    return words(found.source), words(found.cue), [words(run) for run in found.content]


def test_a_cue_takes_the_source_and_the_content_that_it_is_linked_to() -> None:
    (found,) = said(
        10,
        sources=((0, 2), (8, 9)),
        cues=((2, 3),),
        contents=((3, 8),),
        links={("source", 2): ((0, 2),), ("content", 2): ((3, 8),)},
    )
    assert told(found) == ((0, 2), (2, 3), [(3, 8)])


def test_where_the_words_waver_the_edges_say_where_a_content_begins_and_ends() -> None:
    edges = {("content-start", 3): ((4, 5),), ("content-end", 3): ((17, 18),)}
    (found,) = said(
        20,
        cues=((3, 4),),
        links={("source", 3): ((0, 2),), ("content", 3): ((5, 9), (10, 17)), **edges},
    )
    assert told(found) == ((0, 2), (3, 4), [(4, 18)])


def test_a_quotation_inside_a_quotation_keeps_its_own_words() -> None:
    # "Norland media reported [that Sudmark said [it would not sign the text]] …"
    outer, inner = said(
        14,
        sources=((0, 2),),
        cues=((2, 3), (5, 6)),
        contents=((3, 13),),
        links={
            ("source", 2): ((0, 2),),
            ("content", 2): ((3, 13),),
            ("source", 5): ((4, 5),),
            ("content", 5): ((6, 13),),
        },
    )
    assert told(outer) == ((0, 2), (2, 3), [(3, 13)])
    assert told(inner) == ((4, 5), (5, 6), [(6, 13)])


def test_a_quotation_that_the_cue_cuts_in_two_has_two_parts() -> None:
    # "We will wait , " she said , " for an answer . "
    (found,) = said(
        14,
        sources=((5, 6),),
        cues=((6, 7),),
        contents=((0, 5), (8, 14)),
        links={("source", 6): ((5, 6),), ("content", 6): ((0, 5), (8, 14))},
    )
    assert told(found) == ((5, 6), (6, 7), [(0, 5), (8, 14)])


def test_a_cue_is_never_part_of_what_is_said() -> None:
    (found,) = said(
        12,
        cues=((5, 6),),
        contents=((0, 12),),
        links={("content", 5): ((0, 12),)},
    )
    assert told(found) == (None, (5, 6), [(0, 5), (6, 12)])


def test_a_cue_with_nothing_said_is_left_out() -> None:
    assert said(6, sources=((0, 1),), cues=((1, 2),), links={("source", 1): ((0, 1),)}) == []


def test_words_that_no_cue_gives_to_anyone_are_nobodys() -> None:
    assert said(12, contents=((1, 11),)) == []


def test_words_of_the_context_are_not_answered_again() -> None:
    links: dict[tuple[str, int], tuple[Words, ...]] = {("content", 1): ((2, 8),)}
    assert len(said(10, cues=((1, 2),), contents=((2, 8),), links=links, first=1)) == 1
    assert said(10, cues=((1, 2),), contents=((2, 8),), links=links, first=4) == []


def test_an_attribution_is_as_sure_as_its_cue_its_source_and_its_content_together() -> None:
    parts = {"sources": ((0, 2),), "cues": ((2, 3),), "contents": ((3, 8),)}
    links = {("source", 2): ((0, 2),), ("content", 2): ((3, 8),)}
    (sure,) = said(8, **parts, links=links)
    assert sure.confidence > 0.9
    assert sure.source is not None
    assert sure.confidence <= min(sure.source.confidence, sure.content[0].confidence)
    # The content ends with the eighth word, but only those up to the seventh are linked.
    end = {("content", 2): ((3, 7),), ("content-end", 2): ((7, 8),)}
    (less,) = said(8, **parts, links=links | end)
    assert words(less.content[0]) == (3, 8)
    assert less.content[0].confidence < sure.content[0].confidence
    assert less.confidence < sure.confidence


def test_where_nobody_is_named_what_counts_is_that_nobody_is_likely() -> None:
    (found,) = said(8, cues=((2, 3),), contents=((3, 8),), links={("content", 2): ((3, 8),)})
    assert found.source is None
    assert found.confidence > 0.7

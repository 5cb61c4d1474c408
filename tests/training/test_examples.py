"""Annotated texts on their way into training."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.labels import DEPREL, LINKS, TAGS
from training.examples import UNKNOWN, CharacterText, Example, Link, syntax_example, windows

TEXT = "Norland said no.\nSudmark told the agency that talks failed."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def labels(example: Example, head: str) -> list[str]:
    return [TAGS[head][i] for i in example.tags[head]]


def test_spans_of_characters_become_the_labels_of_words() -> None:
    text = CharacterText("made", TEXT)
    text.tag("name", [(at("Sudmark"), "LOC"), (at("the agency"), "ORG")])
    found = dict(zip(text.example.words, labels(text.example, "name"), strict=True))
    assert found == dict.fromkeys(text.example.words, "O") | {
        "Sudmark": "B-LOC",
        "the": "B-ORG",
        "agency": "I-ORG",
    }
    assert [w for w, b in zip(text.example.words, text.example.breaks, strict=True) if b] == [
        "Norland",
        "Sudmark",
    ]


def test_of_spans_that_overlap_the_longest_is_told() -> None:
    text = CharacterText("made", TEXT)
    text.tag("name", [(at("agency"), "PER"), (at("the agency"), "ORG")])
    assert "B-PER" not in labels(text.example, "name")


def test_a_plain_head_answers_at_first_words_and_is_unknown_elsewhere() -> None:
    text = CharacterText("made", TEXT)
    text.answer("status", [(at("talks failed"), "denied")])
    row = text.example.tags["status"]
    (known,) = np.flatnonzero(row != UNKNOWN)
    assert text.example.words[known] == "talks"
    assert TAGS["status"][row[known]] == "denied"


def test_a_link_holds_the_words_of_all_its_members() -> None:
    text = CharacterText("made", TEXT)
    text.link("content", at("told"), [at("talks"), at("that talks")])
    (link,) = text.example.links
    assert LINKS[link.role] == "content"
    assert text.example.words[link.anchor] == "told"
    assert [text.example.words[i] for i in link.members] == ["that", "talks"]


def test_a_root_governs_itself_and_old_names_of_relations_are_folded() -> None:
    rows = [["Norland", "PROPN", "NNP", "2", "nsubj"], ["left", "VERB", "VBD", "0", "root"]]
    rows += [["today", "NOUN", "NN", "2", "obl:tmod"]]
    example = syntax_example("made", [rows, rows], [True, False])
    assert example.heads is not None
    assert example.relations is not None
    assert example.heads.tolist() == [1, 1, 1, 4, 4, 4]
    assert DEPREL[example.relations[2]] == "obl:unmarked"
    assert example.tags["sentence"].tolist() == [1, 0, 0, 1, 0, 0]


def test_a_part_cuts_what_leads_out_of_it() -> None:
    example = Example("made", list("abcdef"), [True] + [False] * 5)
    example.heads = np.asarray([1, 1, 5, UNKNOWN, 2, 4])
    example.links = [Link(0, 3, [0, 2, 4]), Link(1, 0, [1])]
    part = example.part(2, 6)
    assert part.heads is not None
    assert part.heads.tolist() == [3, UNKNOWN, 0, 2]
    assert [(link.role, link.anchor, link.members) for link in part.links] == [(0, 1, [0, 2])]
    assert example.part(2, 4).heads.tolist() == [UNKNOWN, UNKNOWN]  # type: ignore[union-attr]


TOKENS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "."]), st.integers(1, 12), st.booleans()), max_size=60
)


@given(TOKENS, st.integers(12, 40), st.integers(12, 40))
def test_windows_hold_every_word_once_and_no_more_than_fits(
    tokens: list[tuple[str, int, bool]], most: int, first: int
) -> None:
    example = Example("made", [t[0] for t in tokens], [t[2] for t in tokens])
    example.tags["upos"] = np.arange(len(tokens))
    pieces = [t[1] for t in tokens]
    parts = list(windows(example, pieces, most, first))
    order = [int(i) for part in parts for i in part.tags["upos"]]
    assert order == list(range(len(tokens)))
    for number, part in enumerate(parts):
        marks = sum(part.breaks[1:])
        room = most if number else first
        assert sum(pieces[int(i)] for i in part.tags["upos"]) + marks <= room


def test_a_window_ends_with_a_paragraph_where_one_fits() -> None:
    example = Example("made", list("ab.cd.ef"), [i in {0, 3} for i in range(8)])
    cut = [part.words for part in windows(example, [1] * 8, 5, 5)]
    assert cut[0] == ["a", "b", "."]
    assert cut[1] == ["c", "d", ".", "e", "f"]


def test_where_a_corpus_cuts_by_another_habit_the_words_around_its_spans_are_unknown() -> None:
    text = CharacterText("reports", "Norland has said that it will wait .")
    text.tag("cue", [((12, 16), "cue")])
    text.blur("cue", 1, 1)
    known = [
        UNKNOWN if answer == UNKNOWN else TAGS["cue"][answer] for answer in text.example.tags["cue"]
    ]
    assert known == ["O", UNKNOWN, "B-cue", UNKNOWN, "O", "O", "O", "O"]


def test_the_edges_of_what_is_linked_are_linked_too() -> None:
    text = CharacterText("news", "We , she said , will wait .")
    text.link_edges("content", (9, 13), [(0, 2), (16, 25)])
    edges = {
        LINKS[link.role]: [text.example.words[i] for i in link.members]
        for link in text.example.links
    }
    assert edges == {"content-start": ["We", "will"], "content-end": ["We", "wait"]}

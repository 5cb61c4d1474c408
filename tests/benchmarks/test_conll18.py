"""Parses of raw text are compared as in the CoNLL 2018 shared task."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.conll18 import Parse, ScoredWord, aligned, scores
from benchmarks.raw_treebank import RawDocument, raw_documents

SOME = """\
# newdoc id = harbour-1
# newpar id = harbour-1-p1
# text = They don't sign.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sign	sign	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = Pity.
1	Pity	pity	NOUN	NN	_	0	root	_	SpaceAfter=No
1.1	is	be	AUX	VBZ	_	_	_	_	_
2	.	.	PUNCT	.	_	1	punct	_	_

# newpar id = harbour-1-p2
# text = Later:
1	Later	later	ADV	RB	_	0	root	_	SpaceAfter=No
2	:	:	PUNCT	:	_	1	punct	_	_

# newdoc id = harbour-2
# text = End
1	End	end	NOUN	NN	_	0	root	_	_
"""


def word(
    start: int, form: str, head: int | None = None, relation: str = "dep", upos: str = "X"
) -> ScoredWord:
    return ScoredWord(start, start + len(form), form, upos, "XX", head, relation)


def part(start: int, end: int, form: str) -> ScoredWord:
    """One of several words of the token at [start, end)."""
    return ScoredWord(start, end, form, "X", "XX", None, "dep", multiword=True)


def parse(*words: ScoredWord) -> Parse:
    return Parse(words, [(words[0].start, words[-1].end)])


def figure(gold: Parse, found: Parse, name: str) -> tuple[int, int, int]:
    return scores(gold, found)[name]


@pytest.fixture
def treebank(tmp_path: Path) -> list[RawDocument]:
    file = tmp_path / "some.conllu.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.write(SOME)
    return list(raw_documents(file))


def test_words_are_the_same_where_they_cover_the_same_characters() -> None:
    gold = [word(0, "cease"), word(5, "-"), word(6, "fire"), word(10, "now")]
    found = [word(0, "cease-fire"), word(10, "now")]
    assert aligned(gold, found) == [(3, 1)]


def test_words_of_a_multi_word_token_are_the_same_where_their_forms_are() -> None:
    gold = [word(0, "I"), part(1, 6, "do"), part(1, 6, "n't"), word(6, "go")]
    found = [word(0, "I"), word(1, "do"), word(3, "N'T"), word(6, "go")]
    assert aligned(gold, found) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_a_token_cut_elsewhere_keeps_the_words_whose_forms_are_right() -> None:
    gold = [part(0, 6, "can"), part(0, 6, "not"), word(6, "go")]
    assert aligned(gold, [word(0, "cannot"), word(6, "go")]) == [(2, 1)]
    assert aligned(gold, [word(0, "c"), word(1, "an"), word(3, "not"), word(6, "go")]) == [
        (1, 2),
        (2, 3),
    ]


def test_a_word_that_reaches_into_a_multi_word_token_from_before_is_passed_over() -> None:
    gold = [word(0, "a"), part(1, 5, "do"), part(1, 5, "nt"), word(5, "go")]
    assert aligned(gold, [word(0, "ado"), word(3, "nt"), word(5, "go")]) == [(2, 1), (3, 2)]


def test_a_word_hangs_right_where_its_governor_is_the_same_word() -> None:
    gold = parse(word(0, "They", 1), word(4, "sign", None))
    assert figure(gold, parse(word(0, "They", 1), word(4, "sign", None)), "UAS") == (2, 0, 0)
    assert figure(gold, parse(word(0, "They", None), word(4, "sign", 0)), "UAS") == (0, 2, 2)


def test_a_word_whose_governor_was_cut_wrongly_does_not_hang_right() -> None:
    gold = parse(word(0, "They", 1), word(4, "sign", None))
    found = parse(word(0, "They", 1), word(4, "si", None), word(6, "gn", 1))
    assert figure(gold, found, "words") == (1, 2, 1)
    assert figure(gold, found, "UAS") == (0, 3, 2)


def test_relations_are_compared_without_their_subtypes() -> None:
    gold = parse(word(0, "its", 1, "nmod:poss"), word(3, "port", None, "root"))
    found = parse(word(0, "its", 1, "nmod:unmarked"), word(3, "port", None, "root"))
    other = parse(word(0, "its", 1, "det"), word(3, "port", None, "root"))
    assert figure(gold, found, "LAS") == (2, 0, 0)
    assert figure(gold, other, "LAS") == (1, 1, 1)


def test_tags_count_for_aligned_words_only() -> None:
    gold = parse(word(0, "its", upos="PRON"), word(3, "port", upos="NOUN"))
    found = parse(word(0, "its", upos="DET"), word(3, "port", upos="NOUN"))
    assert figure(gold, found, "UPOS") == (1, 1, 1)


def test_sentences_are_the_same_where_they_begin_and_end_alike() -> None:
    words = [word(0, "Yes"), word(3, "."), word(4, "No")]
    gold, found = Parse(words, [(0, 4), (4, 6)]), Parse(words, [(0, 3), (3, 4), (4, 6)])
    assert figure(gold, found, "sentences") == (1, 2, 1)


def test_raw_text_joins_sentences_by_a_blank_and_paragraphs_by_a_blank_line(
    treebank: list[RawDocument],
) -> None:
    assert [d.text for d in treebank] == ["They don't sign. Pity.\n\nLater:", "End"]


def test_words_of_a_treebank_stand_on_characters_without_white_space(
    treebank: list[RawDocument],
) -> None:
    document = treebank[0]
    stands = [(w.form, w.start, w.end, w.multiword) for w in document.words[:5]]
    assert stands == [
        ("They", 0, 4, False),
        ("do", 4, 9, True),
        ("n't", 4, 9, True),
        ("sign", 9, 13, False),
        (".", 13, 14, False),
    ]
    assert [w.head for w in document.words] == [3, 3, 3, None, 3, None, 5, None, 7]
    assert document.sentences == [(0, 14), (14, 19), (19, 25)]


def test_a_parse_is_all_right_beside_itself(treebank: list[RawDocument]) -> None:
    own = scores(treebank[0].parse, treebank[0].parse)
    assert own == {
        "sentences": (3, 0, 0),
        **dict.fromkeys(("words", "UPOS", "XPOS", "UAS", "LAS"), (9, 0, 0)),
    }


def test_forms_that_do_not_make_up_the_text_are_refused() -> None:
    rows = [["1", "Pity", "", "NOUN", "NN", "_", "0", "root", "_", "_"]]
    with pytest.raises(ValueError, match="harbour-3"):
        RawDocument("harbour-3").add("A pity", rows, new_paragraph=True)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.documents.document import Paragraph
from communique.reading.encoder import AT_ONCE, parse
from communique.reading.pieces import WINDOW, Window
from communique.reading.scores import Scores
from communique.reading.words import words_in
from communique.spans import Span
from communique.vocabulary import ParagraphKind
from tests.reading.standin import StandIn, by_hand, document, model


@dataclass
class EachWord:
    """Says that every word is a date of its own."""

    most_pieces: int = 0

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        self.most_pieces = max(self.most_pieces, *(len(w.ids) for w in windows))
        return [by_hand(len(w.first), {"time": ["B-DATE"] * len(w.first)}) for w in windows]


class Spread:
    """Says that each window is one long name."""

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        return [
            by_hand(len(w.first), {"name": ["B-LOC"] + ["I-LOC"] * (len(w.first) - 1)})
            for w in windows
        ]


TEXTS = st.lists(
    st.text(alphabet="abcdeé 0123.,\"“”'-\u200f\x07😀", min_size=1, max_size=400), max_size=6
).map("\n".join)


@given(TEXTS)
def test_every_word_of_the_story_is_read_once_and_in_order(text: str) -> None:
    found = parse(document(text), model(StandIn()))
    spans = [word.span for word in found.words]
    wanted = [span for p in document(text).paragraphs for span in words_in(text, p.start, p.end)]
    assert spans == wanted


@given(TEXTS)
def test_every_word_hangs_on_one_root_within_its_sentence(text: str) -> None:
    found = parse(document(text), model(StandIn()))
    for sentence in found.sentences:
        words = found.words[sentence.first : sentence.last]
        assert sum(word.head == -1 for word in words) == 1
        for word in words:
            assert word.head == -1 or sentence.first <= word.head < sentence.last
            steps = 0
            at = word
            while at.head >= 0:
                at, steps = found.words[at.head], steps + 1
                assert steps <= len(words)


LONG = st.lists(
    st.lists(
        st.sampled_from(["talks", "3.5", "untranslatably", ".", "Norlandʼs", "😀"]), min_size=1
    ),
    min_size=1,
    max_size=4,
).map(lambda paragraphs: "\n".join(" ".join(words * 25) for words in paragraphs))


@given(LONG)
@settings(max_examples=20)
def test_a_paragraph_longer_than_a_window_is_cut_and_nothing_is_lost_or_doubled(text: str) -> None:
    scorer = EachWord()
    found = parse(document(text), model(scorer))
    wanted = [span for p in document(text).paragraphs for span in words_in(text, p.start, p.end)]
    assert [word.span for word in found.words] == wanted
    assert [time.span for time in found.times] == wanted
    assert scorer.most_pieces <= WINDOW


def test_sentences_hold_all_words_once_and_none_leaves_its_paragraph() -> None:
    text = "\n".join(["Norland said no. Sudmark said nothing at all."] * 40)
    found = parse(document(text), model(StandIn()))
    paragraphs = document(text).paragraphs
    assert [word.index for word in found.words] == list(range(len(found.words)))
    at = 0
    for number, sentence in enumerate(found.sentences):
        assert (sentence.index, sentence.first) == (number, at)
        words = found.words[sentence.first : sentence.last]
        assert {word.sentence for word in words} == {number}
        assert sentence.span == Span(words[0].start, words[-1].end)
        assert paragraphs[sentence.paragraph].span.contains(sentence.span)
        at = sentence.last
    assert at == len(found.words)


def test_clutter_is_not_read_and_a_heading_is() -> None:
    text = "Talks fail\nNo way out\nNorland said no.\nSee also\nLeave a reply\nPort of Eastvale"
    kinds: list[ParagraphKind]
    kinds = ["title", "heading", "body", "related", "boilerplate", "caption"]
    lines = document(text).paragraphs
    told = tuple(Paragraph(p.start, p.end, k) for p, k in zip(lines, kinds, strict=True))
    found = parse(msgspec.structs.replace(document(text), paragraphs=told), model(StandIn()))
    assert {found.sentences[word.sentence].paragraph for word in found.words} == {0, 1, 2, 5}


def test_what_a_head_proposes_is_cut_where_a_paragraph_begins() -> None:
    text = "Norland and\nSudmark"
    found = parse(document(text), model(Spread()))
    assert [name.span.of(text) for name in found.names] == ["Norland and", "Sudmark"]


def test_a_long_document_is_read_a_few_windows_at_a_time() -> None:
    text = "\n".join(["The union said 40 men were held in Norland until Monday."] * 5000)
    scorer = StandIn(quiet=True)
    found = parse(document(text), model(scorer))
    assert len(found.words) == 5000 * 12
    assert scorer.windows > 10 * AT_ONCE
    assert scorer.most_windows <= AT_ONCE
    assert scorer.most_pieces <= WINDOW


def test_nothing_is_read_where_no_paragraph_is_of_the_story() -> None:
    assert not parse(document(""), model(StandIn())).words

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.reading.encoder import AT_ONCE, parse
from communique.reading.pieces import WINDOW
from communique.reading.pipeline import read
from communique.reading.words import words_in
from tests.reading.standin import StandIn, document, model

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


@given(TEXTS)
def test_whatever_the_scores_every_finding_stands_in_the_text(text: str) -> None:
    findings = read(document(text), model(StandIn()))
    for figure in findings.figures:
        assert 0 <= figure.start < figure.end <= len(text)
    for event in findings.events:
        assert 0 <= event.start < event.end <= len(text)
    for position in findings.positions:
        assert position.what.end <= len(text)
    known = {entity.id for entity in findings.entities}
    for attribution in findings.attributions:
        assert attribution.content
        assert all(span.end <= len(text) for span in (*attribution.content, *attribution.cue))
        assert {*attribution.via, attribution.speaker} - {None} <= known


def test_a_paragraph_longer_than_a_window_is_cut_and_nothing_is_lost() -> None:
    text = "The talks went on and on without a pause " * 300
    found = parse(document(text), model(StandIn()))
    assert len(found.words) == 300 * 9


def test_a_long_document_is_read_a_few_windows_at_a_time() -> None:
    text = "\n".join(["The union said 40 men were held in Norland until Monday."] * 5000)
    scorer = StandIn()
    found = parse(document(text), model(scorer))
    assert len(found.words) == 5000 * 12
    assert scorer.windows > 10 * AT_ONCE
    assert scorer.most_windows <= AT_ONCE
    assert scorer.most_pieces <= WINDOW


def test_nothing_is_read_where_no_paragraph_is_of_the_story() -> None:
    assert not parse(document(""), model(StandIn())).words

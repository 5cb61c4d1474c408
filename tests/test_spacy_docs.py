"""The reading as a spaCy Doc. Skipped where spaCy is not installed, unless
COMMUNIQUE_REQUIRE_SPACY=1 says that it has to be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.documents import Document, ReadDocument
from communique.errors import EvidenceMoved
from communique.reading import Model, load_model
from communique.reading.encoder import parse
from communique.reading.parsed import Parsed, Sentence, Word
from communique.reading.words import words_in
from communique.spans import Span
from tests.builders import (
    attribution,
    condition,
    document,
    entity,
    event,
    figure,
    not_read,
    position,
    read_document,
    role,
    span,
    time,
)
from tests.reading.parsing import parsed as parsed_by_hand
from tests.reading.standin import StandIn
from tests.reading.standin import model as made_up
from tests.strategies import read_documents

if find_spec("spacy") is None and os.environ.get("COMMUNIQUE_REQUIRE_SPACY") != "1":
    pytest.skip("spaCy is not installed", allow_module_level=True)

import spacy
from spacy import displacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from communique.spacy_docs import READING, read_to_spacy, to_spacy

PAGE = Path(__file__).parents[1] / "docs" / "spacy.md"
TEXT = "Norland will free 40 men if it can, its minister said on Tuesday."
BLOCK = """
    Norland  Norland  PROPN NNP 3 nsubj
    will     will     AUX   MD  3 aux
    free     free     VERB  VB  11 ccomp
    40       40       NUM   CD  5 nummod
    men      man      NOUN  NNS 3 obj
    if       if       SCONJ IN  8 mark
    it       it       PRON  PRP 8 nsubj
    can      can      AUX   MD  3 advcl
    ,        ,        PUNCT ,   3 punct
    its      its      PRON  PRP$ 11 nmod:poss
    minister minister NOUN  NN  12 nsubj
    said     say      VERB  VBD 0 root
    on       on       ADP   IN  14 case
    Tuesday  Tuesday  PROPN NNP 12 obl
    .        .        PUNCT .   12 punct
"""
READ = read_document(
    TEXT,
    entities=[
        entity("e1", "Norland", "place", span(TEXT, "Norland"), span(TEXT, "its")),
        entity("e2", "minister", "person", span(TEXT, "its minister")),
    ],
    attributions=[
        attribution(
            "a1",
            Span(0, span(TEXT, "can").end),
            source=span(TEXT, "its minister"),
            cue=span(TEXT, "said"),
            speaker="e2",
        )
    ],
    figures=[figure("f1", span(TEXT, "40"), value=40, what="released")],
    events=[event("v1", "CONCEDE", span(TEXT, "free"))],
    positions=[
        position(
            "p1",
            "e1",
            "offer",
            "release",
            span(TEXT, "free 40 men"),
            condition=condition(span(TEXT, "if it can")),
        )
    ],
    talks=[role("e1", "party", span(TEXT, "Norland"))],
    times=[time("t1", span(TEXT, "Tuesday"))],
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return to_spacy(READ, parsed_by_hand(TEXT, BLOCK))


def test_words_have_their_tags_lemmas_and_governors(doc: Doc) -> None:
    men = doc[4]
    assert (men.text, men.tag_, men.pos_, men.lemma_) == ("men", "NNS", "NOUN", "man")
    assert (men.dep_, men.head.text) == ("obj", "free")
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["said"]


def test_every_finding_is_a_span_in_the_group_of_its_kind(doc: Doc) -> None:
    found = {
        name: [(s.text, s.label_, s.id_, s.kb_id_) for s in group]
        for name, group in doc.spans.items()
    }
    assert found == {
        "mentions": [
            ("Norland", "LOC", "e1", "e1"),
            ("its", "LOC", "e1", "e1"),
            ("its minister", "PERSON", "e2", "e2"),
        ],
        "sources": [("its minister", "source", "a1", "e2")],
        "cues": [("said", "cue", "a1", "")],
        "contents": [("Norland will free 40 men if it can", "indirect", "a1", "e2")],
        "figures": [("40", "released", "f1", "")],
        "events": [("free", "CONCEDE", "v1", "")],
        "positions": [("free 40 men", "offer", "p1", "e1")],
        "conditions": [("if it can", "if", "p1", "e1")],
        "talks": [("Norland", "party", "e1", "e1")],
        "times": [("Tuesday", "DATE", "t1", "")],
    }


def test_of_mentions_that_overlap_the_longest_is_the_entity(doc: Doc) -> None:
    assert [(e.text, e.label_, e.id_) for e in doc.ents] == [
        ("Norland", "LOC", "e1"),
        ("its minister", "PERSON", "e2"),
    ]


def test_ids_lead_back_to_the_facts_also_after_the_doc_was_saved(doc: Doc) -> None:
    saved = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert ReadDocument.from_json(saved.user_data[READING]) == READ
    assert [s.id_ for s in saved.spans["positions"]] == ["p1"]


def test_displacy_draws_the_parse_the_entities_and_the_spans(doc: Doc) -> None:
    assert "nsubj" in displacy.render(doc, style="dep", jupyter=False)
    assert "PERSON" in displacy.render(doc, style="ent", jupyter=False)
    spans = displacy.render(doc, style="span", options={"spans_key": "positions"}, jupyter=False)
    assert "offer" in spans


def test_a_matcher_finds_its_pattern(doc: Doc) -> None:
    matcher = Matcher(doc.vocab)
    matcher.add("FREE", [[{"LEMMA": "free"}, {"POS": "NUM", "DEP": "nummod"}, {"TAG": "NNS"}]])
    assert [found.text for found in matcher(doc, as_spans=True)] == ["free 40 men"]


def test_a_doc_shares_the_vocabulary_of_the_pipeline_that_is_given() -> None:
    nlp = spacy.blank("en")
    assert to_spacy(READ, nlp=nlp).vocab is nlp.vocab


def test_without_a_parse_there_are_words_and_findings_and_no_more() -> None:
    doc = to_spacy(READ)
    assert doc.text == TEXT
    assert not any(map(doc.has_annotation, ("DEP", "TAG", "LEMMA", "SENT_START")))
    assert doc.spans["positions"][0].text == "free 40 men"


def test_what_is_not_the_story_is_there_and_no_part_of_its_sentences() -> None:
    text = "See also: more news\n\n  Men  left .\n\nShare this\n"
    block = "Men man NOUN NNS 2 nsubj\nleft leave VERB VBD 0 root\n. . PUNCT . 2 punct"
    doc = to_spacy(read_document(text), parsed_by_hand(text, block))
    assert doc.text == text
    assert [s.text.strip() for s in doc.sents] == [
        "See also: more news",
        "Men  left .",
        "Share this",
    ]
    assert {token.text.strip(): token.pos_ for token in doc if token.pos_ != "SPACE"} == {
        **dict.fromkeys(["See", "also", ":", "more", "news", "Share", "this"], ""),
        "Men": "NOUN",
        "left": "VERB",
        ".": "PUNCT",
    }


def test_a_finding_on_a_part_of_a_word_takes_the_whole_word() -> None:
    read = read_document("Norland", figures=[figure("f1", Span(1, 3))])
    doc = to_spacy(read)
    assert [s.text for s in doc.spans["figures"]] == ["Norland"]


def test_what_points_into_another_text_is_refused() -> None:
    beyond = read_document("Men left.", figures=[figure("f1", Span(4, 99))])
    with pytest.raises(EvidenceMoved, match="f1 points beyond"):
        to_spacy(beyond)
    with pytest.raises(EvidenceMoved, match="another text"):
        to_spacy(read_document("Men left."), parsed_by_hand(TEXT, BLOCK))


@settings(max_examples=100)
@given(read=read_documents())
def test_the_doc_has_the_text_to_the_character_and_every_finding_covers_its_words(
    read: ReadDocument,
) -> None:
    doc = to_spacy(read)
    assert doc.text == read.document.text
    for found, marked in zip(
        sorted(read.findings.figures, key=lambda f: f.span), doc.spans["figures"], strict=True
    ):
        assert marked.start_char <= found.start
        assert found.end <= marked.end_char + len(doc[marked.end - 1].whitespace_)


@st.composite
def parsed_texts(draw: st.DrawFn) -> Parsed:
    """Return a text of odd white space of which some stretches were read, with any trees."""
    text = draw(st.text(st.sampled_from("ab.’ \n\t\r\u00a0\u2028é中"), min_size=1, max_size=60))
    found = [s for s in words_in(text) if draw(st.integers(0, 4))]
    words: list[Word] = []
    sentences: list[Sentence] = []
    while len(words) < len(found):
        first = len(words)
        last = draw(st.integers(first + 1, len(found)))
        order = draw(st.permutations(range(first, last)))
        heads = {order[0]: -1}
        for at, word in enumerate(order[1:], 1):
            heads[word] = order[draw(st.integers(0, at - 1))]
        for i in range(first, last):
            s = found[i]
            kind = "root" if heads[i] < 0 else "nmod"
            place = (i, s.start, s.end, s.of(text), "x", "NOUN", "NN", heads[i], kind)
            words.append(Word(*place, len(sentences)))
        start, end = found[first].start, found[last - 1].end
        sentences.append(Sentence(len(sentences), first, last, start, end, 0))
    return Parsed(text=text, words=words, sentences=sentences)


@settings(max_examples=200)
@given(parsed=parsed_texts())
def test_whatever_was_read_text_governors_and_sentences_are_kept(parsed: Parsed) -> None:
    doc = to_spacy(read_document(parsed.text), parsed)
    assert doc.text == parsed.text
    at = {token.idx: token for token in doc}
    for word in parsed.words:
        token = at[word.start]
        assert token.text == word.text
        governor = word if word.head < 0 else parsed.words[word.head]
        assert token.head.idx == governor.start


def test_the_made_up_model_gives_every_sentence_as_it_was_cut() -> None:
    given = document("Men met. They left!  Nobody\nsaid why.\n\n\tTalks go on…\n")
    network = made_up(StandIn())
    doc = read_to_spacy(given, network)
    assert doc.text == given.text
    cut = parse(given, network).sentences
    assert [s.text.strip() for s in doc.sents] == [s.span.of(given.text) for s in cut]


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def test_the_shipped_model_reads_into_a_doc(model: Model) -> None:
    text = "Anna Berg, the union's leader, said on Monday that 40 dockers had walked out."
    doc = read_to_spacy(document(text), model)
    assert doc.text == text
    assert len(list(doc.sents)) == 1
    (said,) = (token for token in doc if token.text == "said")
    assert (said.dep_, said.pos_, said.lemma_) == ("ROOT", "VERB", "say")
    assert ("Anna Berg", "PERSON") in {(e.text, e.label_) for e in doc.ents}
    assert any("40 dockers had walked out" in s.text for s in doc.spans["contents"])


@pytest.mark.parametrize("given", [not_read("نص عن\n المحادثات"), document("\n \n")])
def test_what_holds_no_words_of_a_story_is_a_doc_as_well(model: Model, given: Document) -> None:
    doc = read_to_spacy(given, model)
    assert doc.text == given.text
    assert not doc.ents


def test_without_spacy_the_remedy_is_named() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.modules['spacy'] = None; import communique.spacy_docs",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert "pip install 'communique[spacy]'" in done.stderr.splitlines()[-1]


def test_the_example_of_the_documentation_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.returncode == 0, done.stderr
    assert "said" in done.stdout

"""What training takes from sets that say only which kind of event a text tells."""

from __future__ import annotations

from communique.reading.labels import LINKS, TAGS
from training.examples import UNKNOWN
from training.weak_events import coded_sentences, invented_stories, manual_examples


def test_an_invented_story_is_cut_short_and_keeps_its_type():
    (story,) = invented_stories([{"label": "AGREE", "text": "The ports agreed. " * 100}])
    assert story.told == {"AGREE"}
    assert len(story) == 140


def test_a_sentence_of_no_class_is_left_out():
    rows = [{"class": "0", "text": "It rained."}, {"class": "3", "text": "Arle refused."}]
    (sentence,) = coded_sentences(rows)
    assert "REJECT" in sentence.told


def test_the_example_of_a_manual_marks_one_event_and_its_actors():
    row = {
        "event": "FIGHT",
        "text": "Arle shelled the port of Brin.",
        "textInfo": {"markup": "(SRC: Arle) (EVT: shelled) the port of (TAR: Brin)."},
        "source": [{"actorText": "Arle"}],
        "target": [{"actorText": "Brin"}],
    }
    (example,) = manual_examples([row])
    answers = example.tags["event"]
    assert TAGS["event"][answers[1]] == "B-ASSAULT", "an older name of the type"
    assert (answers[[0, 2, 3]] == UNKNOWN).all()
    found = {LINKS[link.role]: [example.words[i] for i in link.members] for link in example.links}
    assert found == {"actor": ["Arle"], "recipient": ["Brin"]}


def test_an_example_of_a_type_that_the_head_does_not_know_is_left_out():
    assert not list(manual_examples([{"event": "INVESTIGATE", "text": "Arle looked into it."}]))

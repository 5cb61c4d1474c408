"""What is taken for said: the kind of a quotation, and where its cue and its content end."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from __future__ import annotations

import pytest

from communique.reading.attributions import (
    find_attributions,
    kind_of,
    says_something,
    whole_content,
    whole_cue,
    whole_source,
)
from communique.reading.draft import Draft
from communique.spans import Span
from tests.reading.casting import block, cast, quote
from tests.reading.parsing import parsed, span


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We will not sign,” she said.", "“We will not sign,”", "direct"),
        ("“We will not sign,” she said.", "We will not sign", "direct"),
        ('"We will not sign," she said.', '"We will not sign,"', "direct"),
        ("She said they “will not sign” before May.", "they “will not sign” before May", "mixed"),
        ("She said they would not sign.", "they would not sign", "indirect"),
        ("“No,” she said. They would go on.", "They would go on", "indirect"),
        ("She said: “We will not sign, and we will go on", "“We will not sign, and we will go on", "direct"),
        ("She called it “a” step.", "it “a” step", "mixed"),
    ],
)  # fmt: skip
def test_quotation_marks_tell_direct_from_mixed_and_indirect(
    text: str, content: str, kind: str
) -> None:
    assert kind_of(text, (span(text, content),)) == kind


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        ("Ada Berg, the minister, said no.", "Ada Berg, the minister", "Ada Berg, the minister,"),
        ("Ada Berg, the minister said.", "Ada Berg", "Ada Berg"),
        ("No, said Ada Berg, the minister.", "Ada Berg, the minister", "Ada Berg, the minister"),
        ("Berg, Lund and Moe said no.", "Berg, Lund and Moe", "Berg, Lund and Moe"),
    ],
)
def test_a_source_ends_with_the_comma_that_closes_what_is_told_of_it(
    text: str, source: str, whole: str
) -> None:
    assert whole_source(text, span(text, source)).of(text) == whole


def test_a_cue_is_more_than_function_words() -> None:
    text = "While it lasts: Berg said an"
    of = parsed(
        text,
        block(
            "While/SCONJ/IN/3/mark it/PRON/PRP/3/nsubj lasts/VERB/VBZ/0/root :/PUNCT/:/3/punct Berg/PROPN/NNP/6/nsubj said/VERB/VBD/3/parataxis an/DET/DT/6/obj"
        ),
    )
    assert [says_something(of, span(text, cue)) for cue in ("While it", "an", ":", "said an")] == [
        False, False, True, True,
    ]  # fmt: skip


def test_the_parts_of_a_quotation_are_judged_together() -> None:
    text = "“We will wait,” she said, “for an answer” that satisfies every member of the union."
    first, second = span(text, "“We will wait,”"), span(text, "“for an answer”")
    assert kind_of(text, (first, second)) == "direct"
    assert kind_of(text, (first, Span(second.start, len(text)))) == "mixed"


SAID = "The/DET/DT/2/det envoy/NOUN/NN/5/nsubj has/AUX/VBZ/5/aux also/ADV/RB/5/advmod said/VERB/VBD/0/root that/SCONJ/IN/8/mark talks/NOUN/NNS/8/nsubj failed/VERB/VBD/5/ccomp ./PUNCT/./5/punct"


def test_a_cue_takes_its_auxiliaries_and_a_content_its_that() -> None:
    text = "The envoy has also said that talks failed ."
    of = parsed(text, block(SAID))
    assert whole_cue(of, span(text, "said")).of(text) == "has also said"
    assert whole_content(of, span(text, "talks failed")).of(text) == "that talks failed"


def test_a_cue_does_not_end_in_the_beginning_of_what_is_said() -> None:
    text = "Norland threatened to leave ."
    parse = "Norland/PROPN/NNP/2/nsubj threatened/VERB/VBD/0/root to/PART/TO/4/mark leave/VERB/VB/2/xcomp ./PUNCT/./2/punct"
    assert (
        whole_cue(parsed(text, block(parse)), span(text, "threatened to")).of(text) == "threatened"
    )


def test_a_cue_does_not_break_off_inside_a_phrase() -> None:
    text = "Berg said late last month on her page that talks failed ."
    parse = "Berg/PROPN/NNP/2/nsubj said/VERB/VBD/0/root late/ADV/RB/5/advmod last/ADJ/JJ/5/amod month/NOUN/NN/2/obl:unmarked on/ADP/IN/8/case her/PRON/PRP$/8/nmod:poss page/NOUN/NN/2/obl that/SCONJ/IN/11/mark talks/NOUN/NNS/11/nsubj failed/VERB/VBD/2/ccomp ./PUNCT/./2/punct"
    of = parsed(text, block(parse))
    assert whole_cue(of, span(text, "said late last")).of(text) == "said late last month"
    assert (
        whole_cue(of, span(text, "said late last month on her")).of(text) == "said late last month"
    )


def test_a_content_takes_the_quotation_marks_around_it() -> None:
    text = "“ Talks failed ”"
    parse = "“/PUNCT/``/3/punct Talks/NOUN/NNS/3/nsubj failed/VERB/VBD/0/root ”/PUNCT/''/3/punct"
    near = "“Talks failed,” he said."
    of = parsed(near, block("Talks/NOUN/NNS/2/nsubj failed/VERB/VBD/0/root"))
    assert whole_content(of, span(near, "Talks failed")).of(near) == "“Talks failed,”"
    assert whole_content(parsed(text, block(parse)), span(text, text)).of(text) == text


def told(text: str, parse: str, *quotes: tuple[str | None, str, str]) -> Draft:
    names = [("Norland", "LOC"), ("Sudmark", "LOC")]
    return find_attributions(
        cast(text, parse, names, *(quote(text, source, cue, said) for source, cue, said in quotes))
    )


def test_a_cue_and_its_auxiliary_tell_one_thing_once() -> None:
    text = "The envoy has also said that talks failed ."
    found = told(text, SAID, (None, "has", "talks failed"), ("The envoy", "said", "talks failed"))
    (only,) = found.attributions
    assert only.cue[0].of(text) == "has also said"
    assert only.source is not None


def test_an_attribution_keeps_whom_the_text_names_and_by_which_words() -> None:
    text = "Norland said that Sudmark left ."
    parse = "Norland/PROPN/NNP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/5/mark Sudmark/PROPN/NNP/5/nsubj left/VERB/VBD/2/ccomp ./PUNCT/./2/punct"
    found = told(text, parse, ("Norland", "said", "Sudmark left"))
    (only,) = found.attributions
    assert only.speaker is not None
    assert found.entity(only.speaker).name == "Norland"
    assert (only.kind, only.hedged, only.via) == ("indirect", False, ())
    assert [part.of(text) for part in only.content] == ["that Sudmark left"]

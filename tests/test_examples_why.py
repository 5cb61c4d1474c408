"""Every fact of the example coverage says why it was filed, on words that stand in the text."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from communique.documents import Document
from communique.reading import explain, load_model, read
from communique.reading.pronouns import HE, IT, THEY, WE, I
from communique.reasons import Explained, Reason, facts_by_id
from tests.test_examples_truth import NEGOTIATIONS, coverage

pytestmark = pytest.mark.parametrize("name", NEGOTIATIONS)


@cache
def explained(name: str) -> list[tuple[Document, Explained]]:
    model = load_model()
    return [(document, explain(document, model)) for document in coverage(name).values()]


def reasons(name: str, part: str) -> list[tuple[str, Reason]]:
    """Return the reasons for a part of any fact, each with the text that its words stand in."""
    return [
        (document.text, reason)
        for document, found in explained(name)
        for given in found.reasons.values()
        for reason in given
        if reason.part == part
    ]


def test_every_fact_tells_what_found_it_and_on_which_words(name: str) -> None:
    for document, found in explained(name):
        for number, _ in facts_by_id(found.findings):
            first = found.reasons[number][0]
            assert first.part == "found"
            assert first.maker.partition(": ")[0] in {"head", "rule"}
            assert first.words
            for reason in found.reasons[number]:
                for span in reason.words:
                    words = span.of(document.text)
                    assert len(words) == len(span)
                    assert words == words.strip()


def test_heads_say_how_sure_they_were_and_rules_say_nothing_of_the_kind(name: str) -> None:
    for _, found in explained(name):
        for reason in (reason for given in found.reasons.values() for reason in given):
            if reason.maker.startswith("rule: "):
                assert reason.probability is None
            else:
                assert reason.probability is not None
                assert 0 <= reason.probability <= 1


def test_what_is_found_is_the_same_with_reasons_and_without(name: str) -> None:
    model = load_model()
    for document, found in explained(name):
        assert msgspec.json.encode(read(document, model)) == msgspec.json.encode(found.findings)


def test_the_speaker_of_a_pronoun_is_told_by_a_rule_with_the_name_before_it(name: str) -> None:
    by_pronoun = [
        [span.of(text) for span in reason.words]
        for text, reason in reasons(name, "speaker")
        if reason.maker == "rule: coreference, whom the pronoun means"
    ]
    assert by_pronoun
    assert all(len(words) == 2 for words in by_pronoun)
    pronouns = {*HE, *IT, *THEY, *I, *WE}
    assert {words[0].casefold().split()[0] for words in by_pronoun} <= pronouns


def test_a_hedged_figure_names_the_rule_and_the_hedge(name: str) -> None:
    hedges = reasons(name, "hedge")
    assert hedges
    for text, reason in hedges:
        words = " ".join(span.of(text) for span in reason.words).casefold()
        assert reason.maker.startswith("rule: quantities, the hedge ")
        assert reason.maker.endswith(f"“{words}”")

"""The words that belong to a noun."""

from __future__ import annotations

import pytest

from communique.reading.nouns import phrase
from tests.reading.parsing import parsed

RELEASE = """
release release NOUN NN 6 compound
. . PUNCT . 6 punct
{close} {close} PUNCT '' 6 punct
Palestinian palestinian ADJ JJ 6 amod
{open} {open} PUNCT `` 6 punct
Prisoners prisoner NOUN NNS 0 root
wait wait VERB VBP 6 acl
"""
AGREEMENT = """
the the DET DT 6 det
so-called so-called ADJ JJ 6 amod
{open} {open} PUNCT `` 4 punct
humanitarian humanitarian ADJ JJ 6 amod
{close} {close} PUNCT '' 4 punct
negotiators negotiator NOUN NNS 0 root
"""
TOLD_APART = ["“”", "«»", "()", "[]"]
"""Marks of which one opens and the other closes; straight quotation marks do both."""


def words_of(block: str, noun: str, opened: str, closed: str) -> str:
    block = block.format(open=opened, close=closed)
    text = " ".join(line.split()[0] for line in block.strip().split("\n"))
    found = parsed(text, block)
    head = next(word for word in found.words if word.text == noun)
    return phrase(found, head).span.of(text)


@pytest.mark.parametrize(("opened", "closed"), TOLD_APART)
def test_a_phrase_ends_where_a_quotation_does_that_it_is_in(opened: str, closed: str) -> None:
    assert words_of(RELEASE, "Prisoners", opened, closed) == "Prisoners"


@pytest.mark.parametrize(("opened", "closed"), [*TOLD_APART, '""'])
def test_a_whole_quotation_may_stand_inside_a_phrase(opened: str, closed: str) -> None:
    wanted = f"so-called {opened} humanitarian {closed} negotiators"
    assert words_of(AGREEMENT, "negotiators", opened, closed) == wanted

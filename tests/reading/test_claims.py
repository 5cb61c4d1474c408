from __future__ import annotations

import pytest

from communique.findings import Attribution
from communique.reading.claims import claim_over
from tests.reading.parsing import draft, parsed, span

TEXT = "Norland says the union {verb} 400 dollars."
BLOCK = """
    Norland Norland PROPN NNP 2 nsubj
    says say VERB VBZ 0 root
    the the DET DT 4 det
    union union NOUN NN 5 nsubj
    {verb} {lemma} VERB VBZ 2 ccomp
    400 400 NUM CD 7 nummod
    dollars dollar NOUN NNS 5 obj
    . . PUNCT . 2 punct
"""


def attribution(text: str, number: str, source: str | None, cue: str, content: str) -> Attribution:
    return Attribution(
        id=number,
        kind="indirect",
        source=span(text, source) if source else None,
        speaker=None,
        cue=(span(text, cue),),
        content=(span(text, content),),
    )


@pytest.mark.parametrize(
    ("verb", "lemma", "claimed"),
    [("reports", "report", "inner"), ("wants", "want", None), ("offers", "offer", None)],
)
def test_who_wants_an_amount_does_not_claim_it(verb: str, lemma: str, claimed: str | None) -> None:
    text = TEXT.format(verb=verb)
    inner = attribution(text, "inner", "the union", verb, "400 dollars")
    known = draft(parsed(text, BLOCK.format(verb=verb, lemma=lemma))).knowing(attributions=(inner,))
    found = claim_over(known, span(text, "400"))
    assert (found.id if found else None) == claimed


def test_who_says_that_somebody_wants_an_amount_claims_it() -> None:
    text = TEXT.format(verb="wants")
    inner = attribution(text, "inner", "the union", "wants", "400 dollars")
    outer = attribution(text, "outer", "Norland", "says", "the union wants 400 dollars")
    read = parsed(text, BLOCK.format(verb="wants", lemma="want"))
    found = claim_over(draft(read).knowing(attributions=(inner, outer)), span(text, "400"))
    assert found == outer


def test_nobody_claims_what_no_source_is_named_for() -> None:
    text = TEXT.format(verb="wants")
    read = parsed(text, BLOCK.format(verb="wants", lemma="want"))
    unsourced = attribution(text, "a1", None, "says", "the union wants 400 dollars")
    known = draft(read).knowing(attributions=(unsourced,))
    assert claim_over(known, span(text, "400")) is None

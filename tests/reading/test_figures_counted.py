"""What figures are of, and which are parts of which."""

from __future__ import annotations

from datetime import date

import pytest

from communique.findings import Change
from tests.reading.figuring import figures_in
from tests.reading.parsing import figure, span

KILLED = """
    The the DET DT 2 det
    raids raid NOUN NNS 3 nsubj
    killed kill VERB VBD 0 root
    nearly nearly ADV RB 5 advmod
    20,000 20,000 NUM CD 6 nummod
    people people NOUN NNS 3 obj
    , , PUNCT , 10 punct
    including include VERB VBG 10 case
    7,729 7,729 NUM CD 10 nummod
    children child NOUN NNS 6 nmod
    . . PUNCT . 3 punct
"""


def test_a_part_names_its_whole() -> None:
    text = "The raids killed nearly 20,000 people, including 7,729 children."
    whole, part = figures_in(text, KILLED, figure(text, "20,000"), figure(text, "7,729"))
    assert whole.span.of(text) == "nearly 20,000"
    assert (whole.low, whole.high, whole.value, whole.unit) == (None, 20000, 20000, "person")
    assert (whole.what, whole.who) == ("killed", span(text, "people"))
    assert (part.subset_of, part.who) == (whole.id, span(text, "children"))


RAIDS = """
Norland Norland PROPN NNP 2 nsubj
pressed press VERB VBD 0 root
them they PRON PRP 2 obj
after after SCONJ IN 6 mark
raids raid NOUN NNS 6 nsubj
killed kill VERB VBD 2 advcl
20 20 NUM CD 8 nummod
people people NOUN NNS 6 obj
, , PUNCT , 12 punct
including include VERB VBG 12 case
7 7 NUM CD 12 nummod
children child NOUN NNS 2 obl
"""
"""The tree hangs the part on another verb than its whole: "children" on "pressed"."""


@pytest.mark.parametrize(
    ("behind", "what"),
    [("", "killed"), (" wounded", "injured")],
)
def test_a_part_is_in_what_its_whole_is_in_unless_its_own_words_tell(
    behind: str, what: str
) -> None:
    """Even where the tree hangs the part on another verb: here on "pressed"."""
    text = f"Norland pressed them after raids killed 20 people, including 7 children{behind}."
    block = RAIDS
    block += "wounded wound VERB VBN 12 acl\n" if behind else ""
    block += ". . PUNCT . 2 punct\n"
    whole, part = figures_in(text, block, figure(text, "20"), figure(text, "7"))
    assert (whole.what, part.subset_of) == ("killed", whole.id)
    assert part.what == what


def test_the_items_of_a_list_are_parts_of_one_whole_and_in_what_it_is_in() -> None:
    """Even where the tree hangs all of them on another verb: here on "pressed"."""
    text = "Norland pressed them after raids killed 20 people, including 7 children and 2 women."
    block = (
        RAIDS
        + """and and CCONJ CC 15 cc
        2 2 NUM CD 15 nummod
        women woman NOUN NNS 12 conj
        . . PUNCT . 2 punct
    """
    )
    numbers = (figure(text, number) for number in ("20", "7", "2 women"))
    whole, *parts = figures_in(text, block, *numbers)
    assert [(part.what, part.subset_of) for part in parts] == [("killed", whole.id)] * 2


def test_the_noun_of_a_toll_says_what_is_counted() -> None:
    text = "The death toll rose to 30 from 12 last week."
    block = """
        The the DET DT 3 det
        death death NOUN NN 3 compound
        toll toll NOUN NN 4 nsubj
        rose rise VERB VBD 0 root
        to to ADP IN 6 case
        30 30 NUM CD 4 obl
        from from ADP IN 8 case
        12 12 NUM CD 4 obl
        last last ADJ JJ 10 amod
        week week NOUN NN 4 obl:unmarked
        . . PUNCT . 4 punct
    """
    now, before = figures_in(
        text, block, figure(text, "30"), figure(text, "12"), published=date(2031, 3, 19)
    )
    assert (now.what, now.change, now.compared_to) == ("killed", Change("up", "to"), before.id)
    assert before.change is None
    assert now.period is not None
    assert now.period.start == date(2031, 3, 10)


def test_a_state_behind_the_number_is_what_is_counted() -> None:
    text = "Some 1.9 million were displaced and 55,000 workers are on strike."
    block = """
        Some some ADV RB 2 advmod
        1.9 1.9 NUM CD 3 compound
        million million NUM CD 5 nsubj:pass
        were be AUX VBD 5 aux:pass
        displaced displace VERB VBN 0 root
        and and CCONJ CC 11 cc
        55,000 55,000 NUM CD 8 nummod
        workers worker NOUN NNS 11 nsubj
        are be AUX VBP 11 cop
        on on ADP IN 11 case
        strike strike NOUN NN 5 conj
        . . PUNCT . 5 punct
    """
    displaced, striking = figures_in(
        text, block, figure(text, "1.9 million"), figure(text, "55,000")
    )
    assert (displaced.value, displaced.hedge, displaced.what) == (1_900_000, "some", "displaced")
    assert (striking.what, striking.who) == ("on-strike", span(text, "workers"))


def test_a_verb_that_says_something_with_its_object_alone_is_read_with_it() -> None:
    text = "More than 12,000 took part."
    block = """
        More more ADJ JJR 3 advmod
        than than ADP IN 1 fixed
        12,000 12,000 NUM CD 4 nsubj
        took take VERB VBD 0 root
        part part NOUN NN 4 obj
        . . PUNCT . 4 punct
    """
    (marchers,) = figures_in(text, block, figure(text, "More than 12,000", "person"))
    assert (marchers.what, marchers.unit, marchers.low) == ("taken-part", "person", 12_000)


def test_a_crowd_is_of_people_who_gathered() -> None:
    text = "Police estimated the crowd at 7,000."
    block = """
        Police police NOUN NNS 2 nsubj
        estimated estimate VERB VBD 0 root
        the the DET DT 4 det
        crowd crowd NOUN NN 2 obj
        at at ADP IN 6 case
        7,000 7,000 NUM CD 4 nmod:unmarked
        . . PUNCT . 2 punct
    """
    (crowd,) = figures_in(text, block, figure(text, "7,000", "other"))
    assert (crowd.what, crowd.unit, crowd.who) == ("gathered", "person", span(text, "crowd"))


def test_a_participle_before_the_noun_tells_what_is_counted_where_nothing_else_does() -> None:
    text = "The 23 dismissed dockers are to return."
    block = """
        The the DET DT 4 det
        23 23 NUM CD 4 nummod
        dismissed dismiss VERB VBN 4 amod
        dockers docker NOUN NNS 5 nsubj
        are be VERB VBP 0 root
        to to PART TO 7 mark
        return return VERB VB 5 xcomp
        . . PUNCT . 5 punct
    """
    (dockers,) = figures_in(text, block, figure(text, "23"))
    assert (dockers.what, dockers.unit) == ("dismissed", "person")

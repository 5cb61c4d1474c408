from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.findings import Attribution, Entity
from communique.reading.figures import find_figures
from communique.reading.quantities import quantity_of
from communique.reading.units import currency_of
from tests.reading.figuring import figures_in
from tests.reading.parsing import draft, figure, parsed, span


@pytest.mark.parametrize(
    ("phrase", "low", "high", "hedge"),
    [
        ("12", 12, 12, None),
        ("nearly 20,000", None, 20000, "nearly"),
        ("NEARLY 20,000", None, 20000, "nearly"),
        ("more than 12", 12, None, "more than"),
        ("at least 87", 87, None, "at least"),
        ("up to $40 billion", None, 40_000_000_000, "up to"),
        ("about 300", 300, 300, "about"),
        ("some 1,700", 1700, 1700, "some"),
        ("between 30 and 40", 30, 40, "between"),
        ("between 30 and 40 million", 30_000_000, 40_000_000, "between"),
        ("five or six", 5, 6, None),
        ("1.2 billion", 1_200_000_000, 1_200_000_000, None),
        ("$1.2 bln", 1_200_000_000, 1_200_000_000, None),
        ("£150bn", 150_000_000_000, 150_000_000_000, None),
        ("a dozen", 12, 12, None),
        ("two dozen", 24, 24, None),
        ("dozens", 24, None, None),
        ("scores", 40, None, None),
        ("hundreds of thousands", 200_000, None, None),
        ("tens of thousands", 20_000, None, None),
        ("forty-two", 42, 42, None),
        ("two hundred and six thousand", 206_000, 206_000, None),
        ("12-1/2 percent", 12.5, 12.5, None),
        ("13/16", 0.8125, 0.8125, None),
        ("three and a half", 3.5, 3.5, None),
        ("half", 50, 50, None),
        ("three-quarters", 75, 75, None),
        ("one in five", 20, 20, None),
        ("7 in 10", 70, 70, None),
        ("several", 3, None, "several"),
        ("a few hundred", 200, None, "a few"),
        ("no one", 0, 0, None),
        ("none", 0, 0, None),
        ("both", 2, 2, None),
        ("many", None, None, "many"),
        ("a week", 1, 1, None),
        ("2 or less", None, 2, "or less"),
        ("most of the 700,000", 350_000, 700_000, "most"),
        # of one, not of a whole
        ("half a percentage point", 0.5, 0.5, None),
        ("three-quarters of an hour", 0.75, 0.75, None),
        ("three-tenths of one percent", 0.3, 0.3, None),
        ("three-quarters of a million", 750_000, 750_000, None),
        ("two quarters", 2, 2, None),
        # ends of ranges that are whole by themselves, and such as are not
        ("900,000 to 1.2 million", 900_000, 1_200_000, None),
        ("50 to a hundred", 50, 100, None),
        ("two or three hundred thousand", 200_000, 300_000, None),
        ("between two hundred and three hundred", 200, 300, "between"),
        ("between an estimated 30 and 40", 30, 40, "an estimated"),
        ("dozens to hundreds", 24, None, None),
        ("1-in-5", 20, 20, None),
        ("2-for-1", 2, 2, None),
        ("one in 10 million", 0.00001, 0.00001, None),
        # bounds on words that are numbers
        ("no more than a week", None, 1, "no more than"),
        ("more than doubled", 2, None, "more than"),
        ("up to several hundred", None, None, "up to"),
        # what goes on behind "and"
        ("a hundred and fifty", 150, 150, None),
        ("one thousand and one", 1001, 1001, None),
        ("a million and a half", 1_500_000, 1_500_000, None),
        ("two and three-quarters", 2.75, 2.75, None),
        ("6½ percent", 6.5, 6.5, None),
        ("1.2 trn", 1_200_000_000_000, 1_200_000_000_000, None),
        # a scale that touches the second end counts for the first
        ("£5-6bn", 5e9, 6e9, None),
        ("$5 to $6m", 5e6, 6e6, None),
        ("up to hundreds", None, None, "up to"),
        ("100+", 100, None, "+"),
        # thousands that a space parts
        ("10 000", 10_000, 10_000, None),
        ("1\u00a0234\u202f567", 1_234_567, 1_234_567, None),
        ("3 1987", 3, 3, None),
    ],
)
def test_a_phrase_admits_what_its_words_admit(
    phrase: str, low: float | None, high: float | None, hedge: str | None
) -> None:
    quantity = quantity_of(phrase)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.hedge) == (low, high, hedge)


def test_a_range_and_dozens_have_no_single_value() -> None:
    values = [q.value for p in ("30 to 40", "dozens", "nearly 30") if (q := quantity_of(p))]
    assert values == [None, None, 30]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("$5 million", "USD"),
        ("A$2.5m", "AUD"),
        ("five mln Canadian dlrs", "CAD"),
        ("3 million Egyptian pounds", "EGP"),
        ("£20", "GBP"),
        ("20 pounds", "GBP"),
        ("300 euros", "EUR"),
        ("EUR 300", "EUR"),
    ],
)
def test_a_currency_is_known_by_its_sign_word_or_country(words: str, code: str) -> None:
    unit = currency_of(words)
    assert unit is not None
    assert unit.name == code


def test_an_amount_has_its_currency_rate_and_act() -> None:
    text = "The port offered $16 an hour."
    block = """
        The the DET DT 2 det
        port port NOUN NN 3 nsubj
        offered offer VERB VBD 0 root
        $ $ SYM $ 3 obj
        16 16 NUM CD 4 nummod
        an a DET DT 7 det
        hour hour NOUN NN 4 nmod:unmarked
        . . PUNCT . 3 punct
    """
    (offer,) = figures_in(text, block, figure(text, "16", "money"))
    assert offer.span.of(text) == "$16"
    assert (offer.unit, offer.per, offer.what) == ("USD", "hour", "offered")


def test_a_phrase_that_was_cut_in_two_is_made_whole() -> None:
    text = "Between 30 and 40 captives remain."
    block = """
        Between between ADP IN 2 case
        30 30 NUM CD 5 nummod
        and and CCONJ CC 4 cc
        40 40 NUM CD 2 conj
        captives captive NOUN NNS 6 nsubj
        remain remain VERB VBP 0 root
        . . PUNCT . 6 punct
    """
    (group,) = figures_in(text, block, figure(text, "30"), figure(text, "40"))
    assert (group.span.of(text), group.low, group.high) == ("Between 30 and 40", 30, 40)


@pytest.mark.parametrize(
    ("proposed", "whole"),
    [
        (("20 to", "30 pct"), "20 to 30 pct"),
        (("21 or", "22"), "21 or 22"),
        (("no more than a", "300-kilogram"), "no more than a 300-kilogram"),
        (("four-and", "a-half years"), "four-and-a-half years"),
        (("a", "few weeks"), "a few weeks"),  # "few weeks" takes the article in
        (("a", "€300 million"), "€300 million"),  # here it is the fine's
    ],
)
def test_what_is_no_whole_number_phrase_is_no_figure_of_its_own(
    proposed: tuple[str, str], whole: str
) -> None:
    text = "-".join(proposed) if "four-and" in proposed else " ".join(proposed)
    words = re.findall(r"[^\W_]+|[^\w\s]", text)
    block = "".join(f"{w} {w} NUM CD {len(words)} nummod\n" for w in words[:-1])
    block += f"{words[-1]} {words[-1]} NOUN NN 0 root\n"
    (found,) = figures_in(text, block, *(figure(text, phrase) for phrase in proposed))
    assert found.span.of(text) == whole


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("two weeks ago", "two weeks"),
        ("the past five years", "five years"),
        ("the next 10 days", "10 days"),
        ("at 12:30", "12:30"),
    ],
)
def test_windows_tied_to_now_and_times_of_day_are_no_figures(text: str, phrase: str) -> None:
    words = re.findall(r"[\d:]+|\w+", text)
    block = "".join(f"{w} {w} NUM CD 0 root\n" for w in words)
    assert figures_in(text, block, figure(text, phrase, "time")) == ()
    assert len(figures_in("five years", "five five NUM CD 2 nummod\nyears year NOUN NNS 0 root\n",
                          figure("five years", "five years", "time"))) == 1  # fmt: skip


def test_some_of_them_are_a_part_of_them_all() -> None:
    text = "12 of the 40 miners were rescued."
    block = """
        12 12 NUM CD 7 nsubj:pass
        of of ADP IN 5 case
        the the DET DT 5 det
        40 40 NUM CD 5 nummod
        miners miner NOUN NNS 1 nmod
        were be AUX VBD 7 aux:pass
        rescued rescue VERB VBN 0 root
        . . PUNCT . 7 punct
    """
    some, all_of_them = figures_in(text, block, figure(text, "12"), figure(text, "40"))
    assert some.subset_of == all_of_them.id
    assert (some.what, some.who) == ("rescued", span(text, "miners"))


@pytest.mark.parametrize(
    ("phrase", "value", "unit"),
    [("two decades", 20, "year"), ("10 weeks", 10, "week"), ("a fortnight", 14, "day")],
)
def test_a_length_of_time_has_its_unit(phrase: str, value: float, unit: str) -> None:
    words = phrase.split()
    block = f"""
        {words[0]} {words[0]} NUM CD 2 nummod
        {words[1]} {words[1]} NOUN NNS 0 root
    """
    (length,) = figures_in(phrase, block, figure(phrase, phrase, "time"))
    assert (length.value, length.unit) == (value, unit)


def test_a_thing_is_filed_under_its_singular() -> None:
    text = "Dockers held up 48 ships."
    block = """
        Dockers docker NOUN NNS 2 nsubj
        held hold VERB VBD 0 root
        up up ADP RP 2 compound:prt
        48 48 NUM CD 5 nummod
        ships ship NOUN NNS 2 obj
        . . PUNCT . 2 punct
    """
    (ships,) = figures_in(text, block, figure(text, "48", "other"))
    assert (ships.unit, ships.who) == ("ship", span(text, "ships"))


def test_a_figure_carries_who_claims_it_and_where() -> None:
    text = "Norland says 12 people died in Eastvale."
    block = """
        Norland Norland PROPN NNP 2 nsubj
        says say VERB VBZ 0 root
        12 12 NUM CD 4 nummod
        people people NOUN NNS 5 nsubj
        died die VERB VBD 2 ccomp
        in in ADP IN 7 case
        Eastvale Eastvale PROPN NNP 5 obl
        . . PUNCT . 2 punct
    """
    read = parsed(text, block, figures=[figure(text, "12")])
    said = Attribution(
        id="a1",
        kind="indirect",
        source=span(text, "Norland"),
        speaker="e1",
        cue=(span(text, "says"),),
        content=(span(text, "12 people died in Eastvale"),),
    )
    place = Entity(id="e2", name="Eastvale", kind="place", mentions=(span(text, "Eastvale"),))
    known = draft(read).knowing(attributions=(said,), entities=(place,))
    (died,) = find_figures(known).figures
    assert (died.attribution, died.place, died.what) == ("a1", "e2", "killed")


def test_a_phrase_without_an_amount_is_no_figure() -> None:
    text = "The port closed."
    block = """
        The the DET DT 2 det
        port port NOUN NN 3 nsubj
        closed close VERB VBD 0 root
        . . PUNCT . 3 punct
    """
    assert figures_in(text, block, figure(text, "port")) == ()


@given(st.text(max_size=50))
def test_any_phrase_at_all_can_be_read(phrase: str) -> None:
    quantity = quantity_of(phrase)
    if quantity is not None:
        known = [x for x in (quantity.low, quantity.high, quantity.value) if x is not None]
        assert all(math.isfinite(x) for x in known)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@given(st.integers(0, 10**15), st.sampled_from(["", "nearly ", "at least ", "about "]))
def test_a_written_number_is_its_value_whatever_the_hedge(number: int, hedge: str) -> None:
    quantity = quantity_of(f"{hedge}{number:,}")
    assert quantity is not None
    assert quantity.value == number


def test_a_bare_count_under_a_verb_of_claiming_is_of_what_was_counted_before() -> None:
    text = "Norland says 40 men were held. Sudmark speaks of 25."
    block = """
        Norland Norland PROPN NNP 2 nsubj
        says say VERB VBZ 0 root
        40 40 NUM CD 4 nummod
        men man NOUN NNS 6 nsubj:pass
        were be AUX VBD 6 aux:pass
        held hold VERB VBN 2 ccomp
        . . PUNCT . 2 punct

        Sudmark Sudmark PROPN NNP 2 nsubj
        speaks speak VERB VBZ 0 root
        of of ADP IN 4 case
        25 25 NUM CD 2 obl
        . . PUNCT . 2 punct
    """
    of = parsed(text, block, figures=[figure(text, "40"), figure(text, "25")])
    first, second = find_figures(draft(of)).figures
    assert (second.what, second.who) == (first.what, first.who) == ("held", span(text, "men"))

from __future__ import annotations

import pytest

from communique.findings import Figure
from communique.reading.figures import find_figures
from communique.reading.parsed import FigureSpan
from communique.reading.quantities import quantity_of
from communique.reading.units import Unit, currency_of, measure_of, rate_of
from tests.reading.parsing import draft, figure, parsed


def figures_in(text: str, block: str, *figures: FigureSpan) -> tuple[Figure, ...]:
    return find_figures(draft(parsed(text, block, figures=figures))).figures


def counted(noun: str, lemma: str, label: str) -> str | None:
    """Return the unit of "They met 12 <noun>." under a label of the model."""
    text = f"They met 12 {noun}."
    block = f"""
        They they PRON PRP 2 nsubj
        met meet VERB VBD 0 root
        12 12 NUM CD 4 nummod
        {noun} {lemma} NOUN NNS 2 obj
        . . PUNCT . 2 punct
    """
    (found,) = figures_in(text, block, figure(text, "12", label))
    return found.unit


@pytest.mark.parametrize("noun", ["people", "dockers", "senators", "seamen", "hostages", "workers"])
def test_a_noun_for_persons_counts_persons_whatever_the_label(noun: str) -> None:
    assert counted(noun, noun.removesuffix("s"), "other") == "person"


@pytest.mark.parametrize(
    ("noun", "lemma", "unit"),
    [
        ("countries", "country", "country"),
        ("delegations", "delegation", "delegation"),
        ("schools", "school", "school"),
        ("powers", "power", "country"),
        ("tonnes", "tonne", "tonne"),
    ],
)
def test_a_noun_for_no_person_is_its_own_unit_whatever_the_label(
    noun: str, lemma: str, unit: str
) -> None:
    assert counted(noun, lemma, "person") == unit


def test_several_nouns_before_the_plural_are_one_name() -> None:
    text = "The strike idled 600 office and lock workers."
    block = """
        The the DET DT 2 det
        strike strike NOUN NN 3 nsubj
        idled idle VERB VBD 0 root
        600 600 NUM CD 5 nummod
        office office NOUN NN 8 compound
        and and CCONJ CC 7 cc
        lock lock NOUN NN 5 conj
        workers worker NOUN NNS 3 obj
        . . PUNCT . 3 punct
    """
    (idled,) = figures_in(text, block, figure(text, "600", "other"))
    assert idled.unit == "person"


@pytest.mark.parametrize(
    ("behind", "unit"), [("-country trade deal", "country"), ("-strong trade team", "person")]
)
def test_a_number_joined_to_a_noun_counts_that_noun(behind: str, unit: str) -> None:
    joined = behind.split(maxsplit=1)[0].removeprefix("-")
    tag = "ADJ JJ" if joined == "strong" else "NOUN NN"
    thing = behind.rsplit(maxsplit=1)[-1]
    text = f"A 12{behind} failed."
    block = f"""
        A a DET DT 6 det
        12 12 NUM CD 4 nummod
        - - PUNCT HYPH 4 punct
        {joined} {joined} {tag} 6 compound
        trade trade NOUN NN 6 compound
        {thing} {thing} NOUN NN 7 nsubj
        failed fail VERB VBD 0 root
        . . PUNCT . 7 punct
    """
    (found,) = figures_in(text, block, figure(text, "12", "time"))
    assert found.unit == unit


def test_what_a_number_is_set_against_has_the_same_unit() -> None:
    text = "Output rose 3 pct to 12 mln barrels per day from 11 mln a year ago."
    block = """
        Output output NOUN NN 2 nsubj
        rose rise VERB VBD 0 root
        3 3 NUM CD 4 nummod
        pct pct NOUN NN 2 obj
        to to ADP IN 8 case
        12 12 NUM CD 7 compound
        mln mln NUM CD 8 nummod
        barrels barrel NOUN NNS 2 obl
        per per ADP IN 10 case
        day day NOUN NN 8 nmod
        from from ADP IN 13 case
        11 11 NUM CD 13 compound
        mln mln NUM CD 2 obl
        a a DET DT 15 det
        year year NOUN NN 16 obl:unmarked
        ago ago ADV RB 2 advmod
        . . PUNCT . 2 punct
    """
    rate, now, before = figures_in(
        text,
        block,
        figure(text, "3 pct", "percent"),
        figure(text, "12 mln barrels", "other"),
        figure(text, "11 mln", "time"),
    )
    assert (rate.unit, now.unit, before.unit) == ("percent", "barrel per day", "barrel per day")


def test_the_letters_of_a_type_are_not_what_is_counted() -> None:
    text = "They flew two B-1 bombers."
    block = """
        They they PRON PRP 2 nsubj
        flew fly VERB VBD 0 root
        two two NUM CD 4 nummod
        B B PROPN NNP 7 compound
        - - PUNCT HYPH 6 punct
        1 1 NUM CD 4 nummod
        bombers bomber NOUN NNS 2 obj
        . . PUNCT . 2 punct
    """
    (planes,) = figures_in(text, block, figure(text, "two", "other"))
    assert planes.unit == "bomber"


def test_the_last_of_a_list_names_the_unit_of_all() -> None:
    text = "Cuts of 7, 14 and 5.5 points follow."
    block = """
        Cuts cut NOUN NNS 9 nsubj
        of of ADP IN 8 case
        7 7 NUM CD 8 nummod
        , , PUNCT , 5 punct
        14 14 NUM CD 3 conj
        and and CCONJ CC 7 cc
        5.5 5.5 NUM CD 3 conj
        points point NOUN NNS 1 nmod
        follow follow VERB VBP 0 root
        . . PUNCT . 9 punct
    """
    cuts = figures_in(
        text,
        block,
        figure(text, "7", "money"),
        figure(text, "14", "money"),
        figure(text, "5.5 points", "percent"),
    )
    assert [cut.unit for cut in cuts] == ["point", "point", "point"]


@pytest.mark.parametrize(
    ("number", "point", "unit"),
    [("7/8", "point", "percentage point"), ("2", "points", "point")],
)
def test_fractions_of_a_point_are_percentage_points(number: str, point: str, unit: str) -> None:
    text = f"The margin is {number} {point}."
    block = f"""
        The the DET DT 2 det
        margin margin NOUN NN 5 nsubj
        is be AUX VBZ 5 cop
        {number} {number} NUM CD 5 nummod
        {point} point NOUN NN 0 root
        . . PUNCT . 5 punct
    """
    (margin,) = figures_in(text, block, figure(text, f"{number} {point}", "percent"))
    assert margin.unit == unit


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("a half-dozen", 6),
        ("half an hour", 0.5),
        ("a quarter-century", 0.25),
        ("one-and-a-half", 1.5),
        ("three and a half million", 3_500_000),
        ("a year and a half", 1.5),
    ],
)
def test_a_half_of_one_is_a_number_and_no_share(phrase: str, value: float) -> None:
    quantity = quantity_of(phrase)
    assert quantity is not None
    assert (quantity.value, quantity.part) == (value, False)


@pytest.mark.parametrize(("noun", "number"), [("son", 0), ("truce", 1)])
def test_an_age_is_no_figure_but_the_length_of_a_truce_is(noun: str, number: int) -> None:
    text = f"Her 12-year-old {noun} ended."
    block = f"""
        Her her PRON PRP$ 7 nmod:poss
        12 12 NUM CD 4 nummod
        - - PUNCT HYPH 4 punct
        year year NOUN NN 6 compound
        - - PUNCT HYPH 6 punct
        old old ADJ JJ 7 amod
        {noun} {noun} NOUN NN 8 nsubj
        ended end VERB VBD 0 root
        . . PUNCT . 8 punct
    """
    assert len(figures_in(text, block, figure(text, "12-year", "time"))) == number


def test_the_price_of_a_share_in_eighths_is_no_figure() -> None:
    text = "The stock was up 1/8 at 40-3/8."
    block = """
        The the DET DT 2 det
        stock stock NOUN NN 4 nsubj
        was be AUX VBD 4 cop
        up up ADV RB 0 root
        1/8 1/8 NUM CD 4 obl
        at at ADP IN 7 case
        40 40 NUM CD 4 obl
        - - PUNCT HYPH 9 punct
        3/8 3/8 NUM CD 7 nmod
        . . PUNCT . 4 punct
    """
    proposals = [figure(text, "1/8", "percent"), figure(text, "40", "money")]
    assert figures_in(text, block, *proposals, figure(text, "3/8", "percent")) == ()


@pytest.mark.parametrize(
    ("text", "proposed", "whole", "low", "high"),
    [
        ("as many as 59 ships", "many as 59", "as many as 59", None, 59),
        ("less than 24 hours", "than 24 hours", "less than 24 hours", None, 24),
        ("several months passed", "months", "several months", 3, None),
        ("2 degrees or less", "2 degrees", "2 degrees or less", None, 2),
    ],
)
def test_a_hedge_is_taken_in_whole(
    text: str, proposed: str, whole: str, low: float | None, high: float | None
) -> None:
    words = text.split()
    tags = {"59": "NUM CD", "24": "NUM CD", "2": "NUM CD"}
    rows = "\n".join(
        f"{w} {w} {tags.get(w, 'NOUN NNS')} {0 if i == 0 else 1} {'root' if i == 0 else 'dep'}"
        for i, w in enumerate(words)
    )
    (found,) = figures_in(text, rows, figure(text, proposed, "other"))
    assert (found.span.of(text), found.low, found.high) == (whole, low, high)


@pytest.mark.parametrize(
    ("words", "currency", "factor"),
    [
        ("50 Canadian cents", "CAD", 0.01),
        ("50 euro cents", "EUR", 0.01),
        ("Rwandan francs", "RWF", 1),
        ("Danish kroner", "DKK", 1),
        ("Swedish kronor", "SEK", 1),
        ("Uruguayan pesos", None, 1),  # no other country's
        ("Japanese yen", "JPY", 1),
        ("74 lire", "ITL", 1),
    ],
)
def test_a_currency_is_that_of_the_country_before_it(
    words: str, currency: str | None, factor: float
) -> None:
    assert currency_of(words) == Unit(currency, factor)


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("25 basis points", "basis point"),
        ("2 pct points", "percentage point"),
        ("400 square miles", "square mile"),
        ("1.2 mln b/d", "barrel per day"),
        ("1.2 mln barrels/day", "barrel per day"),
    ],
)
def test_a_measure_of_several_words_is_no_other(words: str, measure: str) -> None:
    assert measure_of(words) == Unit(measure)


@pytest.mark.parametrize(
    ("behind", "rate"),
    [
        (" daily", "day"),
        (" daily to China", "day"),
        (" monthly, he said", "month"),
        (" annually", "year"),
        (" daily newspapers", None),
        (" annual rounds of talks", None),
    ],
)
def test_what_describes_a_thing_is_no_rate(behind: str, rate: str | None) -> None:
    assert rate_of(behind) == rate

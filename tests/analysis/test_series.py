import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.document import ReadDocument
from communique.matching.quantities import Range, range_of
from communique.matching.series import may_disagree, series_label, thing_of
from tests.builders import attribution, day, entity, figure, read_document, span
from tests.oracle.coverage import survey
from tests.oracle.series import find_series
from tests.oracle.sums import find_odd_sums

TOLL = "{who} says {words} people were killed in Eastvale."


def toll(who: str, words: str, value: float, *, published="2031-05-04", outlet=None, **more):
    text = TOLL.format(who=who, words=words)
    return read_document(
        text,
        outlet=outlet,
        published=published,
        entities=[
            entity("e1", who, "organisation", span(text, who)),
            entity("e2", "Eastvale", "place", span(text, "Eastvale")),
        ],
        attributions=[
            attribution("a1", span(text, f"{words} people were killed in Eastvale"), speaker="e1",
                        source=span(text, who), cue=span(text, "says"))
        ],
        figures=[
            figure("f1", span(text, words), what="killed", value=value, who=span(text, "people"),
                   place="e2", attribution="a1", **more)
        ],
    )  # fmt: skip


def test_claimants_stand_in_one_series_in_order_of_date():
    read = [toll("Sudmark", "40", 40, published="2031-05-05"), toll("Norland", "31", 31)]
    (series,) = find_series(survey(read))
    assert series.label == "people killed (Eastvale)"
    assert [(str(c.claimant), c.value) for c in series.counts] == [("Norland", 31), ("Sudmark", 40)]


def test_copies_of_a_report_count_once():
    (series,) = find_series(survey([toll("Norland", "31", 31, outlet=o) for o in "abc"]))
    (count,) = series.counts
    assert (count.stories, len(count.evidence)) == (1, 3)


def test_counts_of_one_day_that_exclude_each_other_name_both_claimants():
    (series,) = find_series(survey([toll("Norland", "31", 31), toll("Sudmark", "52", 52)]))
    (found,) = series.disagreements
    assert found.sentence == (
        "People killed (Eastvale): “31” (Norland, 2031-05-04); “52” (Sudmark, 2031-05-04). "
        "The two counts exclude each other."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (toll("Norland", "31", 31), toll("Sudmark", "52", 52, published="2031-05-09")),
        (toll("Norland", "31", 31), toll("Sudmark", "about 30", 30, hedge="about")),
        (toll("Norland", "31", 31), toll("Sudmark", "up to 52", 52, low=None, high=52)),
        (toll("Norland", "31", 31, period=day("2031-05-01/2031-05-04")),
         toll("Sudmark", "52", 52, period=day("2031-04-01/2031-05-04"))),
    ],
    ids=["another day", "about as many", "an interval that holds it", "another period"],
)  # fmt: skip
def test_counts_that_may_both_hold_do_not_disagree(first, second):
    assert [d for s in find_series(survey([first, second])) for d in s.disagreements] == []


def test_counts_of_one_past_day_disagree_however_late_they_are_given():
    past = {"period": day("2031-03-02")}
    read = [toll("Norland", "31", 31, **past),
            toll("Sudmark", "52", 52, published="2031-06-09", **past)]  # fmt: skip
    (series,) = find_series(survey(read))
    assert len(series.disagreements) == 1


CAPTIVES = (
    "Sudmark took 210 Norland captives in March. Norland freed 210 Sudmark prisoners, and 90 "
    "Norlanders were returned. Norland says {held} captives are still held."
)


def captives(held: int):
    text = CAPTIVES.format(held=held)
    return read_document(
        text,
        entities=[entity("e1", "Norland", "place", span(text, "Norland", 4))],
        attributions=[attribution("a1", span(text, f"{held} captives are still held"),
                                  speaker="e1")],
        figures=[
            figure("f1", span(text, "210"), what="captured", value=210,
                   who=span(text, "Norland captives")),
            figure("f2", span(text, "210", 2), what="freed", value=210,
                   who=span(text, "Sudmark prisoners")),
            figure("f3", span(text, "90"), what="returned", value=90, who=span(text, "Norlanders")),
            figure("f4", span(text, str(held), 1), what="held", value=held,
                   who=span(text, "captives", 2), attribution="a1"),
        ],
    )  # fmt: skip


def test_figures_that_do_not_add_up_are_shown_without_a_verdict():
    (found,) = find_odd_sums(survey([captives(113)]))
    assert found.sentence == (
        "210 captured less 90 returned leaves 120; 113 are reported held (Norland)."
    )
    assert [e.words for e in found.evidence] == ["210", "90", "113"]


def test_figures_that_add_up_are_not_mentioned():
    assert find_odd_sums(survey([captives(120)])) == ()


def test_a_part_that_is_larger_than_its_whole_is_shown():
    text = "The strike idled 400 dockers, 430 of them at Westhaven."
    read = read_document(
        text,
        figures=[
            figure("f1", span(text, "400"), what="idled", value=400),
            figure("f2", span(text, "430"), what="idled", value=430, subset_of="f1"),
        ],
    )
    (found,) = find_odd_sums(survey([read]))
    assert found.sentence == "430 idled is given as a part of 400 idled; the part is the larger."


NUMBERS = st.one_of(st.none(), st.floats(-1e9, 1e9))


@given(NUMBERS, NUMBERS, st.sampled_from([None, "about", "nearly", "at least"]))
def test_a_hedge_never_takes_away_what_the_words_admit(low, high, hedge):
    found = range_of(low, high, hedge)
    if found is None:
        assert (low is None and high is None) or (
            low is not None and high is not None and low > high
        )
    else:
        assert found.low <= found.high
        assert all(found.low <= end <= found.high for end in (low, high) if end is not None)


RANGES = st.tuples(st.integers(-99, 99), st.integers(0, 50)).map(lambda t: Range(t[0], t[0] + t[1]))


@given(RANGES, RANGES)
def test_intervals_meet_both_ways_and_what_is_left_can_be_put_back(one, other):
    assert one.meets(other) == other.meets(one)
    rest = one - other
    assert rest.low + other.high == one.low
    assert rest.high + other.low == one.high


@pytest.mark.parametrize(
    ("unit", "who", "what", "at_place", "comparable"),
    [
        ("person", None, "killed", False, True),
        ("person", None, None, True, False),
        ("share", "shares", "bought", False, False),
        ("share", "shares", "bought", True, True),
        ("ship", "idle ferries", "held", False, True),
    ],
)
def test_counts_exclude_each_other_where_it_is_told_what_they_count(
    unit, who, what, at_place, comparable
):
    thing = thing_of(what=what, unit=unit, who=who, per=None, change=None, part=False)
    assert thing is None or may_disagree(thing, at_place=at_place) == comparable
    assert (thing is None) == (what is None and who is None)


def test_a_place_that_one_report_of_many_names_is_not_that_of_all():
    read = [toll("Norland", str(n), n, published=f"2031-05-0{n - 20}") for n in range(21, 27)]
    bare = [
        ReadDocument(document=r.document, findings=msgspec.structs.replace(
            r.findings, figures=tuple(msgspec.structs.replace(f, place=None)
                                      for f in r.findings.figures)))
        for r in read[1:]
    ]  # fmt: skip
    labels = {s.label for s in find_series(survey([read[0], *bare]))}
    assert labels == {"people killed", "people killed (Eastvale)"}


@pytest.mark.parametrize(
    ("what", "who", "label"),
    [
        ("killed", "people", "people killed"),
        ("attacked", "Sudmark attacks", "Sudmark attacks"),
        (None, "boats", "boats"),
    ],
)
def test_a_label_says_nothing_twice(what: str | None, who: str, label: str):
    thing = thing_of(what=what, unit=None, who=who, per=None, change=None, part=False)
    assert thing is not None
    assert series_label(thing, who, None) == label

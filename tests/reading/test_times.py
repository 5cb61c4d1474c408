from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.findings import Time
from communique.reading.parsed import TimeSpan
from communique.reading.time_grammar import meaning_of
from communique.reading.time_spotting import spotted
from communique.reading.times import find_times
from tests.reading.parsing import draft, parsed, time

_WORDS = (
    *("the", "last", "next", "early", "31", "0", "2031", "9999", "may", "february", "tuesday"),
    *("year", "weeks", "ago", "to", "of", "-", "/", ":", "pm", "later"),
)
WEDNESDAY = date(2031, 3, 19)


def times_in(
    text: str, block: str = "", *times: TimeSpan, published: date | None = WEDNESDAY
) -> dict[str, Time]:
    """Return the times that are found in `text`, by their words."""
    found = find_times(draft(parsed(text, block, times=times), published)).times
    return {t.span.of(text): t for t in found}


def days(found: Time) -> tuple[str, str] | None:
    """Return the days of a time as text, "" for an open end."""
    if found.interval is None:
        return None
    return str(found.interval.start or ""), str(found.interval.end or "")


@pytest.mark.parametrize(
    ("words", "value", "start", "end"),
    [
        ("2 March 2029", "2029-03-02", "2029-03-02", "2029-03-02"),
        ("March 2, 2029", "2029-03-02", "2029-03-02", "2029-03-02"),
        ("Tuesday 4 February", "2031-02-04", "2031-02-04", "2031-02-04"),
        ("12 JAN 29", "2029-01-12", "2029-01-12", "2029-01-12"),
        ("2031-02-28", "2031-02-28", "2031-02-28", "2031-02-28"),
        ("March 3 to 5, 2029", "2029-03-03/2029-03-05", "2029-03-03", "2029-03-05"),
        ("3–5 February", "2031-02-03/2031-02-05", "2031-02-03", "2031-02-05"),
        ("March 3-5", "2031-03-03/2031-03-05", "2031-03-03", "2031-03-05"),
        ("March 2029", "2029-03", "2029-03-01", "2029-03-31"),
        ("2029", "2029", "2029-01-01", "2029-12-31"),
        ("the 1990s", "199X", "1990-01-01", "1999-12-31"),
        ("the nineteenth century", "18XX", "1800-01-01", "1899-12-31"),
        ("the spring of 2030", "2030-SP", "2030-03-01", "2030-05-31"),
        ("the first quarter of 2030", "2030-Q1", "2030-01-01", "2030-03-31"),
        ("yesterday", "2031-03-18", "2031-03-18", "2031-03-18"),
        ("last week", "2031-W11", "2031-03-10", "2031-03-16"),
        ("last month", "2031-02", "2031-02-01", "2031-02-28"),
        ("last Monday", "2031-03-17", "2031-03-17", "2031-03-17"),
        ("next Monday", "2031-03-24", "2031-03-24", "2031-03-24"),
        ("Tuesday evening", "2031-03-18TEV", "2031-03-18", "2031-03-18"),
        ("earlier this week", "2031-W12", "2031-03-17", "2031-03-19"),
        ("later this week", "2031-W12", "2031-03-19", "2031-03-23"),
        ("the past three days", "P3D", "2031-03-16", "2031-03-19"),
        ("the past 24 hours", "PT24H", "2031-03-18", "2031-03-19"),
        ("the next two weeks", "P2W", "2031-03-19", "2031-04-02"),
        ("two years ago", "2029", "2029-01-01", "2029-12-31"),
        ("three days ago", "2031-03-16", "2031-03-16", "2031-03-16"),
        ("mid-May", "2031-05", "2031-05-08", "2031-05-24"),
        ("early February", "2031-02", "2031-02-01", "2031-02-14"),
        ("last May", "2030-05", "2030-05-01", "2030-05-31"),
        ("June last year", "2030-06", "2030-06-01", "2030-06-30"),
        ("the second quarter of last year", "2030-Q2", "2030-04-01", "2030-06-30"),
        ("the fourth quarter of next year", "2032-Q4", "2032-10-01", "2032-12-31"),
        ("the second quarter of fiscal year 2028", "2028-Q2", "2028-04-01", "2028-06-30"),
        ("the last quarter of 2030", "2030-Q4", "2030-10-01", "2030-12-31"),
        ("the first nine months of 2030", "2030", "2030-01-01", "2030-12-31"),
        ("the 1980's", "198X", "1980-01-01", "1989-12-31"),
        ("48 hours ago", "2031-03-17", "2031-03-17", "2031-03-17"),
        ("1,000 years ago", "1031", "1031-01-01", "1031-12-31"),
        ("1430 GMT", "2031-03-19T14:30", "2031-03-19", "2031-03-19"),
    ],
)
def test_words_are_put_on_the_calendar(words: str, value: str, start: str, end: str) -> None:
    text = f"It was so: {words}."
    found = times_in(text, "", time(text, words))[words]
    assert (found.value, days(found)) == (value, (start, end))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("10 weeks", "P10W"),
        ("several months", "PXM"),
        ("half an hour", "PT0.5H"),
        ("a year and a half", "P1.5Y"),
        ("2-1/2 years", "P2.5Y"),
        ("1,000 days", "P1000D"),
    ],
)
def test_a_duration_lies_on_no_days(words: str, value: str) -> None:
    found = times_in(words, "", time(words, words, "DURATION"))[words]
    assert (found.type, found.value, found.interval) == ("DURATION", value, None)


def test_years_before_the_era_have_a_value_and_no_days() -> None:
    """In the form of TIMEX3; the first year of a range takes the era from its end."""
    text = "It lasted (264 to 241 B.C.), from the 9th century BC, in the 490s BC."
    words = ("264", "241 B.C.", "the 9th century BC", "the 490s BC")
    found = times_in(text, "", *(time(text, w) for w in words))
    assert [found[w].value for w in words] == ["BC0264", "BC0241", "BC08", "BC049"]
    assert all(found[w].interval is None for w in words)


def test_a_weekday_is_the_last_one_where_the_verb_looks_back() -> None:
    text = "Envoys met on Friday."
    found = times_in(
        text,
        """
        Envoys envoy NOUN NNS 2 nsubj
        met meet VERB VBD 0 root
        on on ADP IN 4 case
        Friday Friday PROPN NNP 2 obl
        . . PUNCT . 2 punct
        """,
    )
    assert found["Friday"].value == "2031-03-14"


def test_a_weekday_is_the_next_one_where_the_verb_looks_ahead() -> None:
    text = "Envoys will meet on Friday."
    found = times_in(
        text,
        """
        Envoys envoy NOUN NNS 3 nsubj
        will will AUX MD 3 aux
        meet meet VERB VB 0 root
        on on ADP IN 5 case
        Friday Friday PROPN NNP 3 obl
        . . PUNCT . 3 punct
        """,
    )
    assert found["Friday"].value == "2031-03-21"


def test_the_weekday_of_publication_is_that_day() -> None:
    assert times_in("Talks ended on Wednesday.")["Wednesday"].value == "2031-03-19"


def test_by_friday_leaves_the_beginning_open() -> None:
    text = "They must answer by Friday."
    found = times_in(
        text,
        """
        They they PRON PRP 3 nsubj
        must must AUX MD 3 aux
        answer answer VERB VB 0 root
        by by ADP IN 5 case
        Friday Friday PROPN NNP 3 obl
        . . PUNCT . 3 punct
        """,
    )
    assert days(found["Friday"]) == ("", "2031-03-21")


def test_since_january_lasts_until_publication() -> None:
    text = "They have talked since January."
    found = times_in(
        text,
        """
        They they PRON PRP 3 nsubj
        have have AUX VBP 3 aux
        talked talk VERB VBN 0 root
        since since ADP IN 5 case
        January January PROPN NNP 3 obl
        . . PUNCT . 3 punct
        """,
    )
    assert days(found["January"]) == ("2031-01-01", "2031-03-19")


def test_without_a_day_of_publication_weekdays_stay_unresolved() -> None:
    found = times_in("On Friday, 2 May 2031 was named; last week, nothing.", published=None)
    assert found["Friday, 2 May 2031"].value == "2031-05-02"
    assert found["last week"].interval is None
    assert times_in("They met on Friday.", published=None)["Friday"].interval is None


def test_a_range_is_a_time_of_its_own_beside_its_ends() -> None:
    text = "A truce held from November 24 to December 1."
    found = times_in(
        text,
        """
        A a DET DT 2 det
        truce truce NOUN NN 3 nsubj
        held hold VERB VBD 0 root
        from from ADP IN 5 case
        November November PROPN NNP 3 obl
        24 24 NUM CD 5 nummod
        to to ADP IN 8 case
        December December PROPN NNP 5 nmod
        1 1 NUM CD 8 nummod
        . . PUNCT . 3 punct
        """,
    )
    assert days(found["November 24"]) == ("2030-11-24", "2030-11-24")
    assert days(found["December 1"]) == ("2030-12-01", "2030-12-01")
    assert days(found["November 24 to December 1"]) == ("2030-11-24", "2030-12-01")


@pytest.mark.parametrize(
    ("aux", "verb", "first", "second", "range_"),
    [
        ("will", "strike", "Monday", "Friday", ("2031-03-24", "2031-03-28")),
        ("had", "met", "Monday", "Thursday", ("2031-03-10", "2031-03-13")),
    ],
)
def test_weekdays_from_one_to_the_other_are_of_one_week(
    aux: str, verb: str, first: str, second: str, range_: tuple[str, str]
) -> None:
    text = f"Dockers {aux} {verb} from {first} to {second}."
    found = times_in(
        text,
        f"""
        Dockers docker NOUN NNS 3 nsubj
        {aux} {aux} AUX MD 3 aux
        {verb} {verb} VERB {"VB" if aux == "will" else "VBN"} 0 root
        from from ADP IN 5 case
        {first} {first} PROPN NNP 3 obl
        to to ADP IN 7 case
        {second} {second} PROPN NNP 5 nmod
        . . PUNCT . 3 punct
        """,
    )
    assert days(found[f"{first} to {second}"]) == range_


def test_a_quarter_that_is_over_is_next_years_where_the_verb_looks_ahead() -> None:
    text = "Talks will end in the first quarter."
    parse = """
        Talks talk NOUN NNS 3 nsubj
        will will AUX MD 3 aux
        end end VERB VB 0 root
        in in ADP IN 7 case
        the the DET DT 7 det
        first first ADJ JJ 7 amod
        quarter quarter NOUN NN 3 obl
        . . PUNCT . 3 punct
        """
    told = time(text, "the first quarter")
    found = times_in(text, parse, told, published=date(2031, 11, 10))["the first quarter"]
    assert found.value == "2032-Q1"


@pytest.mark.parametrize("words", ["two weeks after March 3", "a week from Monday"])
def test_so_long_after_a_day_is_not_that_day(words: str) -> None:
    text = f"Talks end {words}."
    assert times_in(text, "", time(text, words))[words].interval is None


def test_a_day_earlier_counts_from_the_time_before() -> None:
    found = times_in("The port reopened on 7 March. The strike ended a day earlier.")
    assert found["a day earlier"].value == "2031-03-06"


def test_a_history_keeps_the_year_that_it_tells() -> None:
    text = (
        "In 1911 the port was built. In 1914 it burnt. In 1916 it was sold. In 1919 it closed.\n"
        "In May 1921 dockers struck. On October 3 they won. In January they struck again."
    )
    found = times_in(text)
    assert (found["October 3"].value, found["January"].value) == ("1921-10-03", "1922-01")


def test_a_longer_date_found_by_form_replaces_the_model_s_part_of_it() -> None:
    text = "Signed on March 5, 2030 in Eastvale."
    assert list(times_in(text, "", time(text, "March"))) == ["March 5, 2030"]


def test_times_are_numbered_in_the_order_of_the_text() -> None:
    found = times_in("Talks began yesterday and end tomorrow.")
    assert [t.id for t in found.values()] == ["t1", "t2"]


@pytest.mark.parametrize(
    "text",
    ["They may march on the port.", "Bloody Sunday is remembered.", "He sold 2030 tonnes.", "Sun."],
)
def test_look_alikes_are_no_times(text: str) -> None:
    assert not list(spotted(text))


@pytest.mark.parametrize("words", ["30 February 2031", "February 30", "99999999 years ago"])
def test_days_that_do_not_exist_are_not_guessed(words: str) -> None:
    found = times_in(words, "", time(words, words))
    assert all(t.interval is None for t in found.values())


@given(st.text(max_size=60))
def test_any_words_at_all_can_be_asked_for_their_meaning(words: str) -> None:
    meaning_of(words)


@given(
    st.lists(
        st.sampled_from(_WORDS),
        max_size=8,
    ).map(" ".join),
    st.none() | st.dates(),
)
def test_any_row_of_time_words_can_be_dated(words: str, published: date | None) -> None:
    times_in(words or "x", "", *([time(words, words)] if words else []), published=published)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was so twenty-five years ago.", "twenty-five years ago"),
        ("It was so 2.5 years ago.", "2.5 years ago"),
        ("It was so 1,000 years ago.", "1,000 years ago"),
        ("It was so 1-1/2 years ago.", None),
    ],
)
def test_no_time_begins_inside_a_number(text: str, words: str | None) -> None:
    assert [span.of(text) for span in spotted(text)] == ([words] if words else [])


def test_a_leap_day_is_put_in_a_leap_year() -> None:
    words = "29 February"
    text = f"It was so: {words}."
    found = times_in(text, "", time(text, words))[words]
    assert days(found) == ("2028-02-29", "2028-02-29")

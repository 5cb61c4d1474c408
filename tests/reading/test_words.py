from __future__ import annotations

from collections import deque
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.words import words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("Norland's envoy", ["Norland", "'s", "envoy"]),
        ("the U.S. and Mr. Orrin", ["the", "U.S.", "and", "Mr.", "Orrin"]),
        ("a week-old strike", ["a", "week", "-", "old", "strike"]),
        ("1,200 of 3.5 million", ["1,200", "of", "3.5", "million"]),
        ("“No,” she said", ["“", "No", ",", "”", "she", "said"]),
        ("see https://example.org/a?b=1.", ["see", "https://example.org/a?b=1", "."]),
        ("(www.example.org), or", ["(", "www.example.org", ")", ",", "or"]),
        ("write to press.desk@port.example.", ["write", "to", "press.desk@port.example", "."]),
        ("the men’s union can’t", ["the", "men", "’s", "union", "ca", "n’t"]),
        ("They cannot and they'll not", ["They", "can", "not", "and", "they", "'ll", "not"]),
        ("Dont go, im at no. 4", ["Do", "nt", "go", ",", "i", "m", "at", "no.", "4"]),
        ("Im Jong met Ive", ["Im", "Jong", "met", "Ive"]),
        ("its ports, etc. On Mon. they", ["its", "ports", ",", "etc", ".", "On", "Mon.", "they"]),
        ("ports, etc. and so", ["ports", ",", "etc.", "and", "so"]),
        ("from 10:30 on 3/5/2031", ["from", "10:30", "on", "3/5/2031"]),
        ("J.B. Orrin left. I saw.", ["J.B.", "Orrin", "left", ".", "I", "saw", "."]),
        ("30-40 men — or more...", ["30", "-", "40", "men", "—", "or", "more", "..."]),
        ("J. Moor met the G7", ["J.", "Moor", "met", "the", "G7"]),
        ("the U. N. envoy", ["the", "U.", "N.", "envoy"]),
        ("AT&T paid in the 1960s", ["AT&T", "paid", "in", "the", "1960s"]),
        ("on the 20th, 5pm", ["on", "the", "20th", ",", "5", "pm"]),
        ("What?! Call 713-555-0136", ["What", "?!", "Call", "713-555-0136"]),
        ("says harbour.example.org today", ["says", "harbour.example.org", "today"]),
        (
            "ex-members of a pro-Norland co-op",
            ["ex-members", "of", "a", "pro", "-", "Norland", "co-op"],
        ),
        ("anti-al-Sud counter-offer", ["anti", "-", "al", "-", "Sud", "counter", "-", "offer"]),
        ("Rs500 or R5M", ["Rs", "500", "or", "R", "5", "M"]),
        ("100-1500 men at 1.25-1.50", ["100", "-", "1500", "men", "at", "1.25", "-", "1.50"]),
        ("Gov.Ada.Berg said.@ada", ["Gov.", "Ada", ".", "Berg", "said", ".", "@", "ada"]),
        ("Orrin@PORT or a@163.com", ["Orrin@PORT", "or", "a@163.com"]),
        ("see Talks-2.3.doc.", ["see", "Talks-2.3.doc", "."]),
        ("at misc.labour.ports", ["at", "misc.labour.ports"]),
        ("It ended.Then it began", ["It", "ended", ".", "Then", "it", "began"]),
        ("$4m, 50% O'Brien", ["$", "4", "m", ",", "50", "%", "O'Brien"]),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, words: list[str]) -> None:
    assert [span.of(text) for span in words_in(text)] == words


@pytest.mark.parametrize("scrap", ["a", "+", "-", ".", "'", "a-", "a_", "a@", "1,", "😀"])
def test_a_long_text_of_one_scrap_is_cut_in_time_that_grows_with_its_length(scrap: str) -> None:
    def seconds(length: int) -> float:
        text = (scrap * length)[:length]
        start = process_time()
        deque(words_in(text), maxlen=0)
        return process_time() - start

    short = min(seconds(30_000) for _ in range(3))
    # Ten times the text: ten times the time, or a hundred times where the work is quadratic.
    assert seconds(300_000) < max(40 * short, 1)


@given(st.text(max_size=300))
def test_words_are_in_order_and_leave_out_white_space_alone(text: str) -> None:
    at = 0
    for span in words_in(text):
        assert text[at : span.start].isspace() or at == span.start
        at = span.end
    assert not text[at:].strip()

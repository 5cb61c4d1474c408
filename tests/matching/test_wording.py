"""Words as they are compared."""

from __future__ import annotations

from string import ascii_letters

from hypothesis import given
from hypothesis import strategies as st

from communique.matching.wording import plain


@given(st.text(ascii_letters + " ", max_size=30))
def test_plain_letters_are_compared_like_any_others(words: str) -> None:
    # A stop leads around the short cut, and is no part of what is compared.
    assert plain(words) == plain(f"{words}.")


def test_case_accents_possessives_and_spaces_are_no_difference() -> None:
    assert plain("Zoë  Brandt's") == "zoe brandt" == plain("ZOE BRANDT")

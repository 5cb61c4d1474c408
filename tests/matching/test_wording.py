"""Words as they are compared."""

from __future__ import annotations

from string import ascii_letters

from hypothesis import given
from hypothesis import strategies as st

from communique.matching.wording import plain, speaker_named


@given(st.text(ascii_letters + " ", max_size=30))
def test_plain_letters_are_compared_like_any_others(words: str) -> None:
    # A stop leads around the short cut, and is no part of what is compared.
    assert plain(words) == plain(f"{words}.")


def test_case_accents_possessives_and_spaces_are_no_difference() -> None:
    assert plain("Zoë  Brandt's") == "zoe brandt" == plain("ZOE BRANDT")


def test_a_pronoun_names_no_speaker() -> None:
    assert speaker_named("Anna Brandt", "she") == "Anna Brandt"
    assert speaker_named(None, " an  official ") == "an official"
    assert speaker_named(None, "Who") == speaker_named(None, None) == "someone not named"

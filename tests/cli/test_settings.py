from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.settings import Settings, parse_confidence, parse_size


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("1", 1),
        ("800KB", 800_000),
        ("5MB", 5_000_000),
        ("5 mb", 5_000_000),
        ("5m", 5_000_000),
        ("1.5GB", 1_500_000_000),
        (" 12b ", 12),
    ],
)
def test_a_size_is_a_number_of_characters(words: str, size: int) -> None:
    assert parse_size(words) == size


@pytest.mark.parametrize(
    "words", ["", "big", "-5MB", "5TB", "5MiB", "1e6", "٥MB", "0", "0.4", "MB"]
)
def test_what_is_no_size_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"size|character"):
        parse_size(words)


@given(st.text(max_size=30))
def test_any_words_are_a_size_of_at_least_one_or_refused(words: str) -> None:
    try:
        size = parse_size(words)
    except ValueError:
        return
    assert size >= 1


@pytest.mark.parametrize(
    "choices",
    [
        {"record": " "},
        {"record": "a\0b"},
        {"max_chars": 0},
        {"max_chars": -1},
        {"min_confidence": 1.5},
        {"min_confidence": float("nan")},
        {"uncertain_below": -0.1},
    ],
)
def test_senseless_settings_are_refused(choices: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"record|character|confidence"):
        Settings(**choices)  # type: ignore[arg-type]


@given(st.text(max_size=30) | st.floats().map(str))
def test_any_words_are_a_confidence_from_0_to_1_or_refused(words: str) -> None:
    try:
        number = parse_confidence(words)
    except ValueError:
        return
    assert 0 <= number <= 1

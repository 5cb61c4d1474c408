from __future__ import annotations

import pytest

from communique.documents.language import code_of, language_of, name_of

ENGLISH = (
    "The delegation reached the capital on Wednesday for talks on a truce, officials said. " * 3
)
FRENCH = "La délégation est arrivée mercredi dans la capitale pour des pourparlers de paix. " * 3
ARABIC = "وصل الوفد إلى العاصمة يوم الأربعاء لإجراء محادثات بشأن وقف إطلاق النار. "


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (ENGLISH.upper(), "en"), (FRENCH, "fr"), (ARABIC, "ar"), (ARABIC * 3, "ar")],
)
def test_the_language_of_a_text_is_found(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["Truce talks resume", "Norland freed 12 men.", "Haldane met Okoro."]
)
def test_a_short_text_in_latin_letters_is_english_if_in_doubt(text: str) -> None:
    assert language_of(text) == "en"


def test_a_text_without_words_has_no_language() -> None:
    assert language_of("12,345 — 67") is None


def test_what_the_source_says_holds_unless_the_words_are_plainly_of_another_language() -> None:
    assert language_of("Norland: non.", "fr") == "fr"
    assert language_of(FRENCH, "en") == "fr"
    assert language_of(ENGLISH, "fr") == "en"
    assert language_of(ARABIC, "en-GB") == "ar"


def test_languages_are_known_by_code_locale_and_name() -> None:
    assert [code_of(x) for x in ("en", "EN-us", "pt_BR", "English", "fra", "xx", None)] == [
        "en",
        "en",
        "pt",
        "en",
        "fr",
        None,
        None,
    ]
    assert name_of("ar") == "Arabic"

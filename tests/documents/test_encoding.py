from __future__ import annotations

import hashlib

import pytest

from communique.documents.encoding import decoded
from communique.errors import UnreadableInput

TEXT = "“We won’t sign — not today,” José said in the café.\r\nHe left Eastvale.\n" * 4
RUSSIAN = "Делегация прибыла в столицу в среду для переговоров о прекращении огня.\n" * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_western_text_is_decoded_with_its_line_ends_and_without_its_mark(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16", "utf-16-le"])
def test_other_scripts_are_decoded(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding), "a.txt") == RUSSIAN


def test_a_page_is_decoded_as_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN[:40]}</body></html>'
    assert decoded(page.encode("cp1251"), "a.html", html=True) == page


def test_utf_8_with_a_broken_character_stays_utf_8() -> None:
    raw = TEXT.encode()
    broken = raw[:60] + b"\xe2\x80" + raw[60:]
    assert decoded(broken, "a.txt").replace("\ufffd", "") == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        hashlib.shake_256(b"noise").digest(4000),
        bytes(2000),
        b"\x7fELF" + bytes(range(256)) * 9,
        b"%PDF-1.7 text",
    ],
)
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"^a\.bin: "):
        decoded(raw, "a.bin")


def test_control_characters_and_direction_marks_are_kept() -> None:
    text = "The envoy \u200f(“Karim”)\u202e said\x07 no\x1b[0m."
    assert decoded(text.encode(), "a.txt") == text

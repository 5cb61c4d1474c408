from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from communique.documents import Document, LoadOptions, load
from communique.errors import EmptyInput, InputError, InputTooLarge, UnreadableInput

STORY = (
    "Norland and Sudmark resume talks\n\nEASTVALE, May 6, 2031 (Agency) - Norland and Sudmark "
    "resumed talks on a truce on Tuesday, officials said.\n\nA second round is planned.\n"
)
NO = "Norland said no to the offer."


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def all_of(*inputs: str, **options: object) -> list[Document | InputError]:
    return list(load(inputs, LoadOptions(**options)))  # type: ignore[arg-type]


def one(*inputs: str, **options: object) -> Document:
    (found,) = all_of(*inputs, **options)
    assert isinstance(found, Document), found
    return found


def error(*inputs: str, **options: object) -> InputError:
    (found,) = all_of(*inputs, **options)
    assert isinstance(found, InputError)
    assert "\n" not in str(found)
    return found


def test_a_text_is_kept_as_it_is_and_its_parts_are_known() -> None:
    text = STORY.replace("\n", "\r\n")
    document = one(write("a.txt", b"\xef\xbb\xbf" + text.encode()))
    assert document.text == text
    assert document.ref == "a.txt"
    assert document.title == "Norland and Sudmark resume talks"
    assert [p.kind for p in document.paragraphs] == ["title", "body", "body"]
    assert (document.published, document.published_from) == (date(2031, 5, 6), "dateline")
    assert (document.language, document.read, document.byline) == ("en", True, ())


def test_the_callers_date_goes_first_then_metadata_then_the_dateline() -> None:
    write("a.jsonl", json.dumps({"text": STORY, "date": "2031-05-07T08:00:00Z"}))
    known = one("a.jsonl")
    assert (known.published, known.published_from) == (date(2031, 5, 7), "metadata")
    given = one("a.jsonl", published=date(2031, 5, 9))
    assert (given.published, given.published_from) == (date(2031, 5, 9), "given")


def test_a_json_line_gives_its_fields_and_its_text_unchanged() -> None:
    fields = {
        "id": "w1",
        "text": NO,
        "title": "Norland says no",
        "outlet": "Eastvale Herald",
        "url": "https://herald.example/1",
        "byline": "By Ann Lee and Bob Roe",
        "language": "en",
        "mood": 3,
    }
    document = one(write("a.jsonl", json.dumps(fields)))
    assert document.ref == "w1"
    assert document.text == NO
    assert document.title == "Norland says no"
    assert [p.kind for p in document.paragraphs] == ["body"]
    assert document.byline == ("Ann Lee", "Bob Roe")
    assert document.outlet == "Eastvale Herald"


def test_the_id_follows_the_text_and_its_origin_and_not_the_file() -> None:
    first, renamed = one(write("a.txt", STORY)), one(write("b.txt", STORY))
    assert first.id == renamed.id
    assert one(write("a.txt", STORY), published=date(2031, 1, 1)).id == first.id
    elsewhere = one(write("a.jsonl", json.dumps({"text": STORY, "outlet": "Eastvale Herald"})))
    assert elsewhere.id != first.id


def test_odd_json_lines_are_named_and_the_others_are_read() -> None:
    lines = [
        json.dumps({"text": NO}),
        '{"text": "broken',
        "",
        '{"text": 5}',
        '{"title": "x"}',
        '{"text": " "}',
        "[1]",
        '{"text": "\\ud800"}',
        "[" * 100_000,
        json.dumps({"text": "Sudmark said yes.\u0007"}),
    ]
    found = all_of(write("wire.jsonl", "\n".join(lines)))
    assert [x.where for x in found if isinstance(x, InputError)] == [
        f"wire.jsonl, line {number}" for number in (2, 4, 5, 6, 7, 8, 9)
    ]
    assert [x.text for x in found if isinstance(x, Document)] == [NO, "Sudmark said yes.\u0007"]
    assert isinstance(found[4], EmptyInput)


def test_json_files_may_hold_one_object_or_a_list() -> None:
    assert one(write("a.json", json.dumps({"text": NO}, indent=1))).text == NO
    found = all_of(write("b.json", json.dumps([{"text": NO}, {"a": 1}], indent=1)))
    assert isinstance(found[0], Document)
    assert isinstance(found[1], UnreadableInput)
    assert found[1].where == "b.json, entry 2"


def test_files_without_a_known_ending_are_read_as_what_they_look_like() -> None:
    page = f"<!DOCTYPE html><html><body><article><p>{NO}</p></article></body></html>"
    assert one(write("page", page)).text == NO
    assert len(all_of(write("lines", f'{{"text": "{NO}"}}\n{{"text": "{NO}"}}\n'))) == 2
    assert one(write("plain.log", NO)).text == NO


def test_folders_are_read_in_sorted_order_without_pictures_hidden_files_and_records() -> None:
    for name in ("f/b/z.txt", "f/a.txt", "f/c.txt"):
        write(name, NO)
    write("f/p.png", b"\x89PNG")
    write("f/.hidden", NO)
    write("f/communique.db", b"SQLite format 3\0")
    write("g/p.png", b"\x89PNG")
    assert [x.ref for x in all_of("f") if isinstance(x, Document)] == ["a.txt", "z.txt", "c.txt"]
    assert "no readable file" in str(error("g"))


def test_patterns_name_files_in_sorted_order() -> None:
    for name in ("b.txt", "a.txt", "d/c.txt"):
        write(name, NO)
    assert [x.ref for x in all_of("**/*.txt") if isinstance(x, Document)] == [
        "a.txt",
        "b.txt",
        "c.txt",
    ]
    assert "no file matches" in str(error("*.html"))


def test_archives_are_read_through() -> None:
    assert one(write("a.txt.gz", gzip.compress(STORY.encode()))).text == STORY
    with zipfile.ZipFile("c.zip", "w") as archive:
        archive.writestr("p/b.txt", NO)
        archive.writestr("a.jsonl", f'{{"text": "{NO}"}}\nno\n')
        archive.writestr("z.txt.gz", gzip.compress(NO.encode()))
    found = all_of("c.zip")
    assert [x.ref if isinstance(x, Document) else x.where for x in found] == [
        "a.jsonl",
        "c.zip/a.jsonl, line 2",
        "b.txt",
        "z.txt.gz",
    ]


def test_standard_input_is_read_as_what_it_looks_like() -> None:
    assert one("-", stdin=io.BytesIO(STORY.encode())).text == STORY
    assert one("-", stdin=io.BytesIO(gzip.compress(STORY.encode()))).text == STORY
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", STORY)
    packed.seek(0)
    assert one("-", stdin=packed).text == STORY
    assert isinstance(error("-", stdin=io.BytesIO(b"")), EmptyInput)


def test_text_in_another_language_is_kept_and_not_read() -> None:
    document = one(write("ar.txt", "وصل الوفد إلى العاصمة يوم الأربعاء لإجراء محادثات. " * 3))
    assert (document.language, document.read) == ("ar", False)
    assert document.not_read == "language: Arabic"
    assert document.paragraphs


def test_each_bad_input_gives_one_clear_line_and_costs_no_other() -> None:
    write("empty.txt", b"")
    write("blank.txt", " \n\n")
    write("binary.dat", bytes(range(256)) * 50)
    write("cut.gz", gzip.compress(os.urandom(500))[:-30])
    write("fake.zip", NO)
    write("good.txt", NO)
    names = ("missing.txt", "empty.txt", "blank.txt", "binary.dat", "cut.gz", "fake.zip", "a\0b")
    for name in names:
        found = all_of(name, "good.txt")
        assert isinstance(found[0], EmptyInput | UnreadableInput)
        assert found[0].where == name
        assert isinstance(found[1], Document)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_named() -> None:
    Path(write("a.txt", NO)).chmod(0)
    assert "permission" in str(error("a.txt"))


def test_a_file_that_may_not_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write("a.txt", NO)
    monkeypatch.setattr(Path, "open", refuse)
    assert str(error("a.txt")) == "a.txt: permission to read it is denied"


def test_too_large_inputs_are_refused_by_the_name_of_the_option_in_little_memory() -> None:
    line = b"Norland said no. " * 1_200_000
    write("big.txt", line)
    write("bomb.txt.gz", gzip.compress(line))
    write("big.jsonl", b'{"text": "' + line + b'"}\n' + json.dumps({"text": NO}).encode())
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", line)
    del line
    tracemalloc.start()
    found = all_of("big.txt", "bomb.txt.gz", "bomb.zip", "big.jsonl", max_chars=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
    assert [type(x) for x in found] == [InputTooLarge] * 4 + [Document]
    assert all("--max-size" in str(x) for x in found[:4])
    assert str(found[3]).startswith("big.jsonl, line 1: ")


def test_the_limit_counts_characters_and_not_bytes() -> None:
    write("a.txt", "é" * 100)
    assert one("a.txt", max_chars=100).text == "é" * 100
    assert isinstance(error("a.txt", max_chars=99), InputTooLarge)


def test_lines_in_utf_16_are_read() -> None:
    write("u.jsonl", f'{{"text": "{NO}"}}\n{{"text": "{NO}"}}\n'.encode("utf-16"))
    assert len([x for x in all_of("u.jsonl") if isinstance(x, Document)]) == 2


def test_control_characters_and_direction_marks_are_taken_in_and_read() -> None:
    text = "The envoy \u200f(“Karim”)\u202e said\x07 no to the offer."
    document = one(write("a.txt", text))
    assert document.text == text
    assert document.read


def test_one_damaged_archive_costs_its_neighbours_nothing() -> None:
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("s.txt", STORY * 50)
    damaged = bytearray(Path("a.zip").read_bytes())
    damaged[60] ^= 0xFF
    write("a.zip", bytes(damaged))
    found = all_of("a.zip", write("after.txt", NO))
    assert [isinstance(each, InputError) for each in found] == [True, False]
    assert "damaged" in str(found[0])


def test_an_archive_that_is_packed_once_more_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("s.txt", STORY)
    assert one(write("a.zip.gz", gzip.compress(packed.getvalue()))).text == STORY


def test_mails_and_pages_are_decoded_as_their_readers_do() -> None:
    head = b"From: a@b.org\nSubject: Talks\n"
    bare = head + "\nTürkiye’s minister said “no”.\n".encode()
    latin = (
        head + b"Content-Type: text/plain; charset=iso-8859-1\n\nHe said \x93no\x94 \x96 again.\n"
    )
    assert "Türkiye’s minister said “no”." in one(write("bare.eml", bare)).text
    assert "He said “no” – again." in one(write("latin.eml", latin)).text


def test_what_no_file_can_keep_is_replaced_in_mails() -> None:
    raw = b"From: J\xf6rg Miller <a@b.org>\nSubject: Talks\n\nNorland said it would sign.\n"
    odd = b"From: a@b.org\nContent-Type: text/plain; charset=unicode_escape\n\nIt \\ud800 signed.\n"
    for name, content in (("raw.eml", raw), ("odd.eml", odd)):
        document = one(write(name, content))
        assert document.outlet is not None
        (document.outlet + document.text).encode()


def test_a_pattern_means_folders_too() -> None:
    write("news/a.txt", STORY)
    write("news/sub/b.txt", NO)
    assert [d.ref for d in all_of("news/*") if isinstance(d, Document)] == ["a.txt", "b.txt"]


def test_half_of_a_character_in_a_name_is_replaced() -> None:
    entry = '{"id": "\\\\ud83d", "text": "Norland said no.", "byline": ["Ann \\\\ud83d Lee"]}'
    document = one(write("a.jsonl", entry.replace("\\\\", "\\")))
    assert document.byline == ("Ann ? Lee",)


@pytest.mark.parametrize(
    "first", ['{"text": "' + "x " * 50_000 + '"}', '{"id": "a", "text": "brok']
)
def test_a_long_or_broken_first_line_costs_a_feed_nothing(first: str) -> None:
    lines = f'{first}\n{{"id": "b", "text": "{NO}"}}\n'
    found = all_of("-", stdin=io.BytesIO(lines.encode()))
    assert len(found) == 2
    assert isinstance(found[1], Document)
    assert found[1].text == NO

"""PDF files, Word documents and mails, as they come and as they ought not to."""

from __future__ import annotations

import gzip
import importlib.util
import io
import os
import sys
import zipfile
import zlib
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from communique.documents import Document, LoadOptions, load
from communique.errors import EmptyInput, InputError, InputTooLarge, UnreadableInput
from tests.documents import office

LINES = (
    "Norland and Sudmark resume talks",
    "EASTVALE, May 6, 2031 (Agency) - Norland and Sudmark resumed talks on a",
    "truce on Tuesday, the foreign minister of Norland said. The two sides nego-",
    "tiated for nine hours and will meet again on Thursday, he told reporters.",
    "A second round is planned for the week after, when the shelling of Zweiburg",
    "may have stopped.",
)
STORY = (
    "Norland and Sudmark resumed talks on a truce on Tuesday, officials said.",
    "A second round is planned for next week, when the shelling may have stopped.",
)
_HAVE = all(importlib.util.find_spec(name) for name in ("pypdf", "docx"))
extra = pytest.mark.skipif(
    not _HAVE and os.environ.get("COMMUNIQUE_REQUIRE_DOCUMENTS") != "1",
    reason='needs pip install -e ".[documents]"',
)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(name: str, content: bytes, **options: object) -> list[Document | InputError]:
    Path(name).write_bytes(content)
    return list(load([name], LoadOptions(**options)))  # type: ignore[arg-type]


def one(name: str, content: bytes, **options: object) -> Document:
    (document,) = found(name, content, **options)
    assert isinstance(document, Document), document
    return document


def error(name: str, content: bytes, **options: object) -> InputError:
    (failed,) = found(name, content, **options)
    assert isinstance(failed, InputError), failed
    assert "\n" not in str(failed)
    return failed


def parts(document: Document) -> list[tuple[str, str]]:
    return [(each.kind, each.span.of(document.text)) for each in document.paragraphs]


@extra
def test_the_lines_of_a_pdf_become_paragraphs_and_parted_words_one() -> None:
    document = one("a.pdf", office.pdf(LINES))
    assert document.title == LINES[0]
    assert (document.published, document.published_from) == (date(2031, 5, 6), "dateline")
    assert "The two sides negotiated for nine hours" in document.text
    assert [kind for kind, _ in parts(document)] == ["title", "body"]
    assert document.text.endswith("when the shelling of Zweiburg may have stopped.")


@extra
def test_what_stands_at_the_edge_of_every_page_is_no_part_of_the_text() -> None:
    pages = [
        ["Ministry of Norland", f"{LINES[1]} {n}", *LINES[2:5], "so it was said.", f"Page {n} of 4"]
        for n in range(1, 5)
    ]
    document = one("a.pdf", office.pdf(*pages))
    assert "Ministry of Norland" not in document.text
    assert "of 4" not in document.text
    assert document.text.count("nine hours") == 4


@extra
def test_a_pdf_is_known_by_its_first_bytes_and_read_out_of_archives() -> None:
    assert one("report", office.pdf(LINES)).title == LINES[0]
    assert one("a.pdf.gz", gzip.compress(office.pdf(LINES))).title == LINES[0]


@extra
def test_a_pdf_without_a_password_to_open_it_is_read_and_one_with_it_is_named() -> None:
    assert one("a.pdf", office.locked(office.pdf(LINES), "")).title == LINES[0]
    failed = error("b.pdf", office.locked(office.pdf(LINES), "secret"))
    assert str(failed) == "b.pdf: it is locked by a password; save it without one first"


@extra
@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + bytes(range(256)) * 40,
        office.pdf(LINES)[:400],
        office.pdf(LINES).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        office.pdf(LINES).replace(b"/Type /Pages", b"/Type /Nopes").replace(b"/Kids", b"/Kids"),
    ],
    ids=["head only", "noise", "cut short", "pages within themselves", "no pages"],
)
def test_a_damaged_pdf_is_named(content: bytes) -> None:
    failed = error("a.pdf", content)
    assert isinstance(failed, UnreadableInput | EmptyInput)


@extra
def test_a_pdf_that_grows_beyond_measure_is_refused() -> None:
    huge = zlib.compress(b"BT /F1 10 Tf (Norland) Tj ET " + b" " * 100_000_000)
    failed = error("a.pdf", office.pdf(LINES, packed=huge))
    assert str(failed) == "a.pdf: the PDF file is damaged or not made as PDF files are"
    assert isinstance(error("b.pdf", office.pdf(LINES), max_chars=100), InputTooLarge)


@extra
def test_a_pdf_of_pictures_says_so() -> None:
    failed = error("a.pdf", office.pdf([]))
    assert "its pages are pictures" in str(failed)


@extra
def test_a_word_document_brings_its_title_headings_and_tables() -> None:
    content = office.word(
        ("Title", "Talks resume"),
        ("Normal", STORY[0]),
        ("Heading 1", "What comes next"),
        ("Normal", STORY[1]),
        rows=[["Side", "Held"], ["Norland", "40"]],
    )
    document = one("a.docx", content)
    assert document.title == "Talks resume"
    assert parts(document) == [
        ("title", "Talks resume"),
        ("body", STORY[0]),
        ("heading", "What comes next"),
        ("body", STORY[1]),
        ("body", "Side | Held"),
        ("body", "Norland | 40"),
    ]
    assert one("letter", content).text == document.text


@extra
def test_words_that_were_put_in_with_changes_tracked_are_read_and_those_taken_out_are_not() -> None:
    plain = office.word(("Normal", "Norland freed ten men."))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        xml = archive.read("word/document.xml")
    tracked = xml.replace(
        b"<w:r><w:t>Norland freed ten men.</w:t></w:r>",
        b'<w:r><w:t xml:space="preserve">Norland freed </w:t></w:r>'
        b'<w:del w:id="1" w:author="x"><w:r><w:delText>ten</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="x"><w:r><w:t>twelve</w:t></w:r></w:ins>'
        b'<w:r><w:t xml:space="preserve"> men.</w:t></w:r>',
    )
    assert tracked != xml
    changed = office.changed(plain, "word/document.xml", tracked)
    assert one("a.docx", changed).text == "Norland freed twelve men."


@extra
@pytest.mark.parametrize("xml", [b"", b"<w:document", b"<a/>"], ids=["none", "cut", "another"])
def test_a_damaged_word_document_is_named(xml: bytes) -> None:
    content = office.changed(office.word(("Normal", STORY[0])), "word/document.xml", xml)
    assert str(error("a.docx", content)).startswith("a.docx: ")


@extra
def test_a_word_document_made_to_fill_the_memory_is_refused_unopened() -> None:
    bomb = office.changed(
        office.word(("Normal", STORY[0])), "word/document.xml", b"<w>" + b" " * 100_000_000
    )
    assert len(bomb) < 1_000_000
    assert "unpacked it has 100," in str(error("a.docx", bomb))


def test_a_word_document_with_a_password_is_named() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    assert "locked by a password" in str(error("a.docx", content))


@pytest.mark.parametrize(("name", "module"), [("a.pdf", "pypdf"), ("a.docx", "docx")])
def test_without_the_extra_its_name_is_told(
    name: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    content = office.pdf(LINES) if module == "pypdf" else bare.getvalue()
    failed = error(name, content)
    assert 'install the extra "documents": pip install "communique[documents]"' in str(failed)


def mail(body: str | None = STORY[0], html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    known = {
        "Subject": "Talks resume",
        "From": "Harbour Post <news@harbour.example>",
        "Date": "Tue, 06 May 2031 23:30:00 +0200",
        "Message-ID": "<1@harbour.example>",
    }
    for name, value in (known | headers).items():
        message[name] = value
    if body is not None:
        message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_a_mail_brings_its_subject_its_day_and_its_sender() -> None:
    document = one("a.eml", mail("\n\n".join(STORY)).as_bytes())
    assert (document.title, document.outlet) == ("Talks resume", "Harbour Post")
    assert (document.published, document.published_from) == (date(2031, 5, 6), "metadata")
    assert document.text == "\n\n".join(STORY) + "\n"
    assert document.ref == "a.eml"
    assert one("without-an-ending", mail("\n\n".join(STORY)).as_bytes()).id == document.id


def test_a_mail_without_plain_text_is_read_as_a_page() -> None:
    page = f"<html><body><article><p>{STORY[0]}</p><p>{STORY[1]}</p></article></body></html>"
    document = one("a.eml", mail(None, page).as_bytes())
    assert document.text.split("\n\n") == list(STORY)
    assert document.title == "Talks resume"


def test_files_of_a_kind_that_is_read_are_documents_of_their_own() -> None:
    message = mail()
    message.add_attachment(STORY[1].encode(), maintype="text", subtype="plain", filename="b.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(mail(STORY[1] + " So it was said."))
    first, attached, forwarded = found("a.eml", message.as_bytes())
    assert isinstance(first, Document)
    assert isinstance(attached, Document)
    assert isinstance(forwarded, Document)
    assert (attached.ref, attached.text) == ("b.txt", STORY[1])
    assert (attached.outlet, attached.published) == (None, None)
    assert forwarded.ref == "forwarded-3.eml"


def test_a_mail_that_only_carries_a_file_is_that_file() -> None:
    message = mail("")
    message.add_attachment(STORY[1].encode(), maintype="text", subtype="plain", filename="b.txt")
    assert one("a.eml", message.as_bytes()).ref == "b.txt"


def test_mails_within_mails_have_an_end() -> None:
    message = mail()
    for _ in range(8):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    *read, last = found("a.eml", message.as_bytes())
    assert all(isinstance(each, Document) for each in read)
    assert isinstance(last, InputError)


@pytest.mark.parametrize(
    "content",
    [b"no header at all, but words", b"From: \xff\xfe\nDate: never\nContent-Type: multipart/x\n\n"],
)
def test_what_is_no_mail_is_named(content: bytes) -> None:
    assert str(error("a.eml", content)).startswith("a.eml: ")


def test_a_mail_in_an_encoding_that_is_none_is_read_by_its_bytes() -> None:
    raw = mail().as_bytes().replace(b'charset="utf-8"', b'charset="nonsense"')
    assert one("a.eml", raw).text.strip() == STORY[0]

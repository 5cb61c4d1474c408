from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.cli.output import write_file
from tests.cli.conftest import STRIKE, TRUCE
from tests.cli.standin import Program


@pytest.fixture
def filed(program: Program) -> Program:
    program("read", "truce.txt", "strike.txt", "--published", "2031-05-17")
    program.reader.refs.clear()
    return program


def id_of(program: Program, ref: str) -> str:
    listed = [json.loads(line) for line in program("list", "--json").stdout.splitlines()]
    return str(next(item["id"] for item in listed if item["ref"] == ref))


def test_a_brief_of_files_keeps_nothing(program: Program) -> None:
    result = program("brief", "truce.txt", "strike.txt")
    assert result.exit_code == 0
    assert "Norland" in result.stdout
    assert not list(program.folder.glob("*.db*"))


def test_a_brief_of_the_record_reads_nothing_anew(filed: Program) -> None:
    result = filed("brief", "--record", "communique.db")
    assert result.exit_code == 0
    assert "Norland" in result.stdout
    assert filed.reader.refs == []
    assert filed("brief").stdout == result.stdout


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_a_brief_comes_in_each_form(filed: Program, form: str) -> None:
    result = filed("brief", "--format", form)
    assert result.exit_code == 0
    if form == "json":
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        assert lines
        assert all(line["evidence"] for line in lines if line["kind"] != "source")
    else:
        assert "Norland" in result.stdout


def test_the_ending_of_the_output_file_decides_its_form(filed: Program) -> None:
    result = filed("brief", "-o", "brief.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (filed.folder / "brief.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html")


def test_a_brief_comes_as_a_word_document(filed: Program) -> None:
    docx = pytest.importorskip("docx")
    result = filed("brief", "-o", "brief.docx")
    assert (result.exit_code, result.stdout) == (0, "")
    paper = docx.Document(str(filed.folder / "brief.docx"))
    assert "Sources" in [paragraph.text for paragraph in paper.paragraphs]


def test_a_word_document_without_its_extra_is_one_line_that_names_it(
    filed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    result = filed("brief", "-o", "brief.docx")
    assert result.exit_code == 1
    assert 'the extra "documents": pip install "communique[documents]"' in result.stderr
    assert "Traceback" not in result.stderr
    assert not (filed.folder / "brief.docx").exists()


def test_a_brief_of_what_could_be_read_still_fails_for_what_could_not(program: Program) -> None:
    result = program("brief", "truce.txt", "missing.txt")
    assert result.exit_code == 1
    assert "Norland" in result.stdout
    assert "missing.txt" in result.stderr


def test_a_brief_of_nothing_is_one_line(program: Program) -> None:
    result = program("brief", "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")


def test_show_marks_a_document_of_the_record(filed: Program) -> None:
    for name in ("truce.txt", id_of(filed, "truce.txt"), id_of(filed, "truce.txt")[:20]):
        result = filed("show", name)
        assert result.exit_code == 0
        assert "has not answered the offer" in " ".join(result.stdout.split())
    assert filed.reader.refs == []


def test_show_reads_a_file_that_is_in_no_record(program: Program) -> None:
    result = program("show", "truce.txt")
    assert result.exit_code == 0
    assert "Norland" in result.stdout
    assert not list(program.folder.glob("*.db*"))


def test_show_json_is_what_read_json_prints(filed: Program) -> None:
    printed = filed("read", "--json", "truce.txt", "--published", "2031-05-17").stdout
    assert filed("show", "--json", "truce.txt").stdout == printed
    assert filed("show", "--json", "truce.txt", "--published", "2031-05-17").stdout == printed


def test_what_is_neither_in_the_record_nor_a_file_is_one_line(filed: Program) -> None:
    result = filed("show", "nothing-of-that-name")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing-of-that-name" in result.stderr


def test_list_shows_names_and_beginnings_of_ids_that_commands_take(filed: Program) -> None:
    result = filed("list")
    assert result.exit_code == 0
    row = next(line for line in result.stdout.splitlines() if "truce.txt" in line)
    assert "2031-05-17" in row
    shown = filed("show", "--json", row.split()[0])
    assert json.loads(shown.stdout)["document"]["ref"] == "truce.txt"


def test_list_json_points_at_the_whole_text(filed: Program) -> None:
    items = [json.loads(line) for line in filed("list", "--json").stdout.splitlines()]
    item = next(item for item in items if item["ref"] == "truce.txt")
    assert item["kind"] == "document"
    assert item["model"] == "stand-in 1"
    assert item["evidence"] == [{"document": item["id"], "start": 0, "end": len(TRUCE)}]


def test_export_prints_what_read_json_prints_ordered_by_id(filed: Program) -> None:
    printed = filed("read", "--json", "truce.txt", "strike.txt", "--published", "2031-05-17")
    result = filed("export", "--format", "jsonl")
    assert result.exit_code == 0
    assert sorted(result.stdout.splitlines()) == sorted(printed.stdout.splitlines())
    ids = [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()]
    assert ids == sorted(ids)


def test_export_to_a_file_is_the_same_bytes(filed: Program) -> None:
    filed("export", "-o", "all.jsonl")
    held = (filed.folder / "all.jsonl").read_text(encoding="utf-8")
    assert held == filed("export").stdout
    assert STRIKE in [json.loads(line)["document"]["text"] for line in held.splitlines()]


@pytest.mark.parametrize(
    "command", [("list",), ("brief",), ("export",), ("remove", "a"), ("show", "a")]
)
def test_a_record_that_is_not_there_is_one_line_and_is_not_made(
    program: Program, command: tuple[str, ...]
) -> None:
    result = program(*command, "--record", "absent.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1
    assert "absent.db" in result.stderr
    assert not (program.folder / "absent.db").exists()


@pytest.mark.parametrize(
    "command", [("list",), ("brief",), ("export",), ("read", "truce.txt"), ("remove", "a")]
)
def test_a_file_that_is_no_record_is_one_line_and_stays_as_it_is(
    program: Program, command: tuple[str, ...]
) -> None:
    path = program.write("odd.db", b"this is no database, whatever its name says\n" * 50)
    before = path.read_bytes()
    result = program(*command, "--record", "odd.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["brief", "export"])
@pytest.mark.parametrize("target", [".", "absent/brief.md", "truce.txt/brief.md"])
def test_an_output_that_cannot_be_written_is_one_line(
    filed: Program, command: str, target: str
) -> None:
    result = filed(command, "-o", target)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["brief", "export"])
def test_an_output_on_a_full_disk_is_one_line(filed: Program, command: str) -> None:
    result = filed(command, "-o", "/dev/full")
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: /dev/full: No space left on device", result.stderr.strip())


def test_an_output_that_is_not_finished_leaves_what_stood_there(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    target = tmp_path / "all.jsonl"
    for before in (None, b"whole"):
        if before is not None:
            target.write_bytes(before)
        with pytest.raises(KeyboardInterrupt):
            write_file(target, broken())
        assert [file.read_bytes() for file in tmp_path.iterdir()] == ([before] if before else [])
    write_file(target, [b"new ", b"whole"])
    assert target.read_bytes() == b"new whole"

from __future__ import annotations

import gzip
import json
import stat
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import STRIKE, TRUCE
from tests.cli.standin import Program, StandIn


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def refs(result: Result) -> list[str]:
    return [item["document"]["ref"] for item in objects(result)]


def test_json_prints_each_document_in_the_order_given_and_opens_no_record(program: Program) -> None:
    result = program("read", "--json", "truce.txt", "strike.txt")
    assert result.exit_code == 0
    assert refs(result) == ["truce.txt", "strike.txt"]
    assert objects(result)[0]["document"]["text"] == TRUCE
    assert objects(result)[0]["figures"][0]["value"] == 40
    assert not list(program.folder.glob("*.db*"))


def test_json_ignores_the_record_that_only_the_environment_names(program: Program) -> None:
    program("read", "--json", "truce.txt", env={"COMMUNIQUE_RECORD": "other.db"})
    assert not list(program.folder.glob("*.db*"))


def test_read_files_into_a_record_that_only_its_owner_can_read(program: Program) -> None:
    result = program("read", "truce.txt", "strike.txt")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "communique.db: 2 filed" in result.stderr
    mode = (program.folder / "communique.db").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_what_the_same_reader_has_read_is_skipped_unless_again(program: Program) -> None:
    program("read", "truce.txt")
    assert "1 filed, 1 skipped" in program("read", "truce.txt", "strike.txt").stderr
    assert program.reader.refs == ["truce.txt", "strike.txt"]
    assert "1 unchanged" in program("read", "--again", "truce.txt").stderr
    assert program.reader.refs[2:] == ["truce.txt"]


def test_another_version_reads_anew(program: Program) -> None:
    program("read", "truce.txt")
    program.reader = StandIn("2")
    program("read", "truce.txt")
    assert program.reader.refs == ["truce.txt"]


def test_json_with_a_record_files_and_prints_also_what_was_read_before(program: Program) -> None:
    plain = program("read", "--json", "strike.txt", "truce.txt")
    program("read", "truce.txt", "--record", "own.db")
    result = program("read", "--json", "--record", "own.db", "strike.txt", "truce.txt")
    assert result.stdout == plain.stdout
    assert len(program("list", "--json", "--record", "own.db").stdout.splitlines()) == 2


def test_standard_input_is_read(program: Program) -> None:
    result = program("read", "--json", "-", stdin=TRUCE.encode())
    assert [item["document"]["text"] for item in objects(result)] == [TRUCE]


def test_a_bad_line_is_named_and_the_rest_is_read(program: Program) -> None:
    lines = [json.dumps({"id": "a1", "text": TRUCE}), "{broken", json.dumps({"text": STRIKE})]
    program.write("feed.jsonl", "\n".join(lines) + "\n")
    result = program("read", "--json", "feed.jsonl")
    assert result.exit_code == 1
    assert [item["document"]["text"] for item in objects(result)] == [TRUCE, STRIKE]
    named = [line for line in result.stderr.splitlines() if "feed.jsonl" in line]
    assert len(named) == 1
    assert "2" in named[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("binary.txt", bytes(range(256)) * 40),
        ("cut.txt.gz", gzip.compress(TRUCE.encode())[:-12]),
        ("missing.txt", None),
    ],
)
def test_an_input_that_cannot_be_read_is_one_line_and_loses_nothing_else(
    program: Program, name: str, content: bytes | None
) -> None:
    if content is not None:
        program.write(name, content)
    result = program("read", "--json", "truce.txt", name, "strike.txt")
    assert result.exit_code == 1
    assert refs(result) == ["truce.txt", "strike.txt"]
    assert len([line for line in result.stderr.splitlines() if name in line]) == 1


def test_a_folder_with_nothing_to_read_in_it_fails_in_one_line(program: Program) -> None:
    (program.folder / "nothing").mkdir()
    result = program("read", "nothing")
    assert result.exit_code == 1
    assert len([line for line in result.stderr.splitlines() if "nothing" in line]) >= 1


def test_a_text_over_the_size_is_refused_in_a_line_that_names_the_option(program: Program) -> None:
    result = program("read", "--json", "--max-size", "20", "truce.txt")
    assert result.exit_code == 1
    assert "--max-size" in result.stderr
    assert result.stdout == ""


def test_control_characters_of_a_name_do_not_reach_the_terminal(program: Program) -> None:
    program.write("bad\x1b[31m\u202ename.txt", b"")
    result = program("read", "--json", "bad\x1b[31m\u202ename.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_a_text_in_another_language_is_kept_named_and_no_failure(program: Program) -> None:
    program.write(
        "arabe.txt", "قال وزير الخارجية إن المحادثات ستستأنف يوم الثلاثاء في ميناء إيستفيل. " * 5
    )
    result = program("read", "arabe.txt", "truce.txt")
    assert result.exit_code == 0
    assert "arabe.txt: not read: language: Arabic" in result.stderr
    assert program.reader.refs == ["truce.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "truce.txt", "--published", "last week"),
        ("read", "truce.txt", "--published", "2031-13-01"),
        ("read", "truce.txt", "--max-size", "huge"),
        ("read", "truce.txt", "--record", " "),
        ("read", "truce.txt", "--unknown"),
        ("unknown",),
        ("remove",),
        ("show",),
        ("brief", "truce.txt", "--record", "own.db"),
        ("brief", "truce.txt", "--format", "scroll"),
        ("export", "--format", "scroll"),
    ],
)
def test_wrong_use_ends_with_2_and_does_nothing(
    program: Program, arguments: tuple[str, ...]
) -> None:
    result = program(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert program.reader.refs == []
    assert not list(program.folder.glob("*.db*"))


def test_a_senseless_size_in_the_environment_is_wrong_use(program: Program) -> None:
    result = program("read", "truce.txt", env={"COMMUNIQUE_MAX_SIZE": "huge"})
    assert result.exit_code == 2
    assert "COMMUNIQUE_MAX_SIZE" in result.stderr


def test_the_day_given_goes_before_what_the_document_says(program: Program) -> None:
    program.write("feed.jsonl", json.dumps({"text": TRUCE, "published": "2031-01-01"}))
    result = program("read", "--json", "--published", "2031-05-17", "feed.jsonl")
    document = objects(result)[0]["document"]
    assert (document["published"], document["published_from"]) == ("2031-05-17", "given")


def test_remove_takes_documents_out_by_name_and_by_beginning_of_id(program: Program) -> None:
    program("read", "truce.txt", "strike.txt")
    listed = [json.loads(line) for line in program("list", "--json").stdout.splitlines()]
    ids = {item["ref"]: item["id"] for item in listed}
    result = program("remove", "truce.txt", "nothing.txt", ids["strike.txt"][:20])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nothing.txt" in result.stderr
    assert "removed truce.txt" in result.stderr
    assert program("list", "--json").stdout == ""


def test_removed_words_are_in_no_file_of_the_record(program: Program) -> None:
    program("read", "truce.txt", "strike.txt")
    assert program("remove", "truce.txt").exit_code == 0
    held = b"".join(path.read_bytes() for path in program.folder.glob("communique.db*"))
    assert b"has not answered the offer" not in held
    assert b"had walked out" in held

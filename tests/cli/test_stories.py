"""`communique stories`."""

from __future__ import annotations

import json

from tests.cli.conftest import TRUCE
from tests.cli.standin import Program


def test_copies_are_listed_under_their_original_with_the_reason(program: Program) -> None:
    longer = TRUCE + "\nThe talks are to go on tomorrow.\n"
    program.write("reprint.txt", longer)
    program("read", "truce.txt", "strike.txt", "--published", "2031-05-16")
    program("read", "reprint.txt", "--published", "2031-05-17")
    result = program("stories")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(lines) == 3
    assert "truce.txt" in lines[1]
    assert "published first, on 2031-05-16" in lines[1]
    assert "reprint.txt" in lines[2]
    assert "stands in the longer one" in lines[2]
    assert result.stderr.endswith("3 documents, 2 independent reports\n")


def test_as_json_a_story_is_one_object_with_all_its_documents(program: Program) -> None:
    program.write(
        "reprint.jsonl", json.dumps({"id": "r1", "text": TRUCE, "outlet": "Harbour Post"})
    )
    program("read", "truce.txt", "reprint.jsonl", "--published", "2031-05-17")
    (line,) = program("stories", "--json").stdout.splitlines()
    story = json.loads(line)
    assert story["kind"] == "story"
    assert [d["kind"] for d in story["documents"]] == ["original", "exact"]
    assert {d["ref"] for d in story["documents"]} == {"truce.txt", "r1"}
    assert story["original"] == story["documents"][0]["document"]
    assert {e["document"] for e in story["evidence"]} == {d["document"] for d in story["documents"]}


def test_a_record_without_copies_lists_nothing(program: Program) -> None:
    program("read", "truce.txt", "strike.txt")
    result = program("stories")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("2 documents, 2 independent reports\n")

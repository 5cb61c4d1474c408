"""`--min-confidence` and `--uncertain-below`, wherever facts are shown."""

from __future__ import annotations

import json

import pytest
from click.testing import Result

from tests.cli.standin import Program

LITTLE = ("--min-confidence", "0.5")


def figures(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [
        document["document"]["text"][figure["start"] : figure["end"]]
        for document in map(json.loads, result.stdout.splitlines())
        for figure in document["figures"]
    ]


@pytest.fixture
def filed(program: Program) -> Program:
    assert program("read", "truce.txt", "strike.txt").exit_code == 0
    return program


def test_read_leaves_out_what_is_less_sure_and_keeps_what_has_no_estimate(program: Program) -> None:
    files = ("truce.txt", "strike.txt")
    assert figures(program("read", "--json", *files)) == ["40", "300"]
    sifted = program("read", "--json", *files, *LITTLE)
    assert figures(sifted) == ["300"]
    assert [e["name"] for e in json.loads(sifted.stdout.splitlines()[0])["entities"]] == [
        "Norland", "Sudmark",
    ]  # fmt: skip


def test_a_record_keeps_all_facts_whatever_is_printed(program: Program) -> None:
    printed = program("read", "--json", "truce.txt", "--record", "talks.db", *LITTLE)
    assert figures(printed) == []
    assert figures(program("export", "--record", "talks.db")) == ["40"]
    refused = program("read", "truce.txt", *LITTLE)
    assert refused.exit_code == 2
    assert "--json" in refused.stderr


def test_export_and_show_leave_out_what_is_less_sure(filed: Program) -> None:
    assert sorted(figures(filed("export"))) == ["300", "40"]
    assert figures(filed("export", *LITTLE)) == ["300"]
    assert figures(filed("show", "truce.txt", "--json", *LITTLE)) == []
    assert "]f1" in filed("show", "truce.txt").stdout
    assert "]f1" not in filed("show", "truce.txt", *LITTLE).stdout


def test_a_brief_leaves_out_what_is_less_sure_and_marks_what_is_not_sure(filed: Program) -> None:
    whole = filed("brief", "--format", "markdown").stdout
    assert "“40”" in whole
    assert "uncertain reading" in whole
    assert "“40”" not in filed("brief", "--format", "markdown", *LITTLE).stdout
    assert "uncertain reading" not in filed("brief", "--uncertain-below", "0.1").stdout


@pytest.mark.parametrize("value", ["1.5", "-0.1", "nan", "half", ""])
@pytest.mark.parametrize(
    "command",
    [
        ("read", "--json", "truce.txt", "--min-confidence"),
        ("brief", "truce.txt", "--min-confidence"),
        ("brief", "truce.txt", "--uncertain-below"),
        ("show", "truce.txt", "--min-confidence"),
        ("export", "--min-confidence"),
    ],
)
def test_what_is_no_confidence_is_wrong_use(
    program: Program, command: tuple[str, ...], value: str
) -> None:
    result = program(*command, value)
    assert result.exit_code == 2
    assert "is no confidence; give a number from 0 to 1" in result.stderr

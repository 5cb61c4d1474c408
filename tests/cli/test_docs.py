"""What is promised in words is checked like code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from communique import __version__, findings
from communique.cli.app import app
from communique.documents import Document

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(app.commands)
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    return COMMANDS_PAGE.partition(f"## communique {name}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    examples = result.stdout.partition("Examples:")[2]
    assert f"communique {name}" in examples


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    about = section(name)
    usage = about.partition("```\n")[2].partition("\n```")[0]
    assert usage.startswith(f"communique {name} ")
    for parameter in app.commands[name].params:
        written = usage if isinstance(parameter, click.Option) else ""
        if isinstance(parameter, click.Option):
            assert any(option in written for option in parameter.opts), parameter.opts
            assert max(parameter.opts, key=len) in COMMANDS_PAGE


def test_every_documented_option_exists() -> None:
    commands = [*app.commands.values()]
    for command in commands:
        commands += getattr(command, "commands", {}).values()
    known = {
        option for command in commands for parameter in command.params for option in parameter.opts
    }
    written = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", COMMANDS_PAGE + README))
    assert written <= known | {"--help"}


def test_the_readme_gives_one_command_for_the_brief_and_one_for_the_tests() -> None:
    brief, tests, *_ = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert brief.endswith(".venv/bin/communique brief examples/truce")
    assert "\n" not in brief + tests
    runs = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert tests in [line.strip() for line in runs.splitlines()]


def test_make_check_and_ci_run_use_the_same_tools() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    runs = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for tool in (
        "ruff format --check .",
        "ruff check .",
        "mypy",
        "lint-imports",
        "python -m pytest",
    ):
        assert f"$(BIN){tool}\n" in makefile
        assert f".venv/bin/{tool}" in runs


def test_the_readmes_example_is_in_the_shape_of_the_contract_and_its_spans_stand() -> None:
    (block,) = re.findall(r"```json\n(.*?)\n```", README, re.DOTALL)
    example: dict[str, Any] = json.loads(block)
    document = example.pop("document")
    assert document.keys() <= set(Document.__struct_fields__)
    classes = {
        "entities": findings.Entity,
        "attributions": findings.Attribution,
        "figures": findings.Figure,
        "positions": findings.Position,
    }
    for part, facts in example.items():
        for fact in facts:
            assert fact.keys() <= set(classes[part].__struct_encode_fields__)
    text = document["text"]
    for start, end in spans_in(example):
        words = text[start:end]
        assert words
        assert words == words.strip()
    figure = example["figures"][0]
    assert text[figure["start"] : figure["end"]] == "nearly 40"


def spans_in(value: Any) -> list[tuple[int, int]]:
    if isinstance(value, list):
        return [found for item in value for found in spans_in(item)]
    if not isinstance(value, dict):
        return []
    own = [(value["start"], value["end"])] if "start" in value else []
    return own + [found for item in value.values() for found in spans_in(item)]


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_changelog_knows_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {__version__}\n" in changelog

"""Every reader keeps one contract: the shipped one, and the one that the documentation shows."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from communique.cli.app import app
from communique.documents import ReadDocument
from communique.errors import ReaderError, UnknownReader
from communique.findings import Findings
from communique.reading import READERS, Reader, breaches, label, open_reader
from communique.spans import Span
from tests.builders import (
    attribution,
    document,
    entity,
    figure,
    findings,
    not_read,
    paragraphs,
    position,
)

PAGE = Path(__file__).parents[2] / "docs" / "own-reader.md"
TEXT = (
    'Union talks go on\n\nAnna Berg said: "We will not sign until the 40 dockers are back."\n\n'
    'Norland\'s port authority has made no offer. "None is planned," its head told reporters on '
    'Monday.\nAnna Berg said: "We wait."\n\nSee also: Max Holm said: "Nobody asked."'
)
LINES = paragraphs(TEXT, title=True)
STORY = document(
    TEXT,
    title="Union talks go on",
    paragraphs=(*LINES[:-1], msgspec.structs.replace(LINES[-1], kind="related")),
)


@pytest.fixture(scope="module", autouse=True)
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Install the package of the documentation, and some that are broken."""
    folder = tmp_path_factory.mktemp("packages")
    code, _ = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (folder / "said.py").write_text(code, encoding="utf-8")
    (folder / "broken.py").write_text(
        "import said\n\nclass Nameless:\n    version = '1'\n\n"
        "class Liar(said.SaidReader):\n    name = 'truth'\n",
        encoding="utf-8",
    )
    (entry,) = re.findall(r'\nsaid = "(.*?)"\n', PAGE.read_text(encoding="utf-8"))
    install(folder, "communique-said", f"said = {entry}", "communique = said:SaidReader")
    install(
        folder,
        "communique-broken",
        "gone = nowhere:Reader",
        "missing = broken:Missing",
        "nameless = broken:Nameless",
        "liar = broken:Liar",
        "twice = broken:Liar",
    )
    install(folder, "communique-other", "twice = broken:Nameless")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        importlib.invalidate_caches()
        yield folder
    for name in ("said", "broken"):
        sys.modules.pop(name, None)


def install(folder: Path, package: str, *entries: str) -> None:
    home = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    home.mkdir()
    (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    listed = "\n".join(("[communique.readers]", *entries))
    (home / "entry_points.txt").write_text(f"{listed}\n")


@pytest.fixture(scope="module", params=[*READERS, "said"])
def reader(request: pytest.FixtureRequest, said: Path) -> Reader:
    assert said.is_dir()
    return open_reader(request.param)


class TestEveryReader:
    def test_is_opened_by_its_name_and_has_a_version(self, reader: Reader):
        assert open_reader(reader.name).version == reader.version
        assert label(reader) == f"{reader.name} {reader.version}"

    def test_finds_who_said_what(self, reader: Reader):
        found = reader.read(STORY)
        names = {each.id: each.name for each in found.entities}
        assert "Anna Berg" in {names[each.speaker] for each in found.attributions if each.speaker}
        assert any(
            "We will not sign" in span.of(TEXT) for a in found.attributions for span in a.content
        )

    def test_keeps_the_contract(self, reader: Reader):
        assert breaches(STORY, reader.read(STORY)) == []

    def test_keeps_the_contract_on_texts_that_hold_little(self, reader: Reader):
        for text in (
            "Norland",
            '""',
            "\u202eعين \U0001f3f3 …",
            'X said: "…"\r\n\tY said: "é\u0301"',
        ):
            given = document(text)
            assert breaches(given, reader.read(given)) == []

    def test_writes_json_that_reads_back(self, reader: Reader):
        line = ReadDocument(document=STORY, findings=reader.read(STORY)).to_json()
        assert json.loads(line)["document"]["text"] == TEXT
        assert ReadDocument.from_json(line).to_json() == line

    def test_finds_facts_in_the_story_alone(self, reader: Reader):
        related = STORY.paragraphs[-1].span
        contents = [span for a in reader.read(STORY).attributions for span in a.content]
        assert not any(span.overlaps(related) for span in contents)

    def test_finds_the_same_twice(self, reader: Reader):
        assert reader.read(STORY) == reader.read(STORY)


def command(folder: Path, *words: str) -> Result:
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    record = ["--record", str(folder / "own.db")] if words[0] in ("read", "list") else []
    return CliRunner().invoke(app, [*words, *record])


def test_the_command_line_reads_with_the_reader_that_is_named(tmp_path: Path):
    file = str(tmp_path / "talks.txt")
    assert command(tmp_path, "read", file, "--reader", "said").exit_code == 0
    (listed,) = command(tmp_path, "list", "--json").stdout.splitlines()
    assert json.loads(listed)["model"] == "said 1"
    brief = command(tmp_path, "brief", file, "--reader", "said")
    assert "1 document" in brief.stdout


def test_a_name_that_nobody_brings_is_wrong_use_and_the_others_are_named(tmp_path: Path):
    file = str(tmp_path / "talks.txt")
    result = command(tmp_path, "read", file, "--reader", "sed")
    assert result.exit_code == 2
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("Error")]
    assert "no reader 'sed'" in line
    assert "communique, gone, liar, missing, nameless, said, twice" in line
    assert "communique.readers" in line


def test_an_unknown_reader_is_an_error_of_its_own():
    with pytest.raises(UnknownReader):
        open_reader("sed")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone", r"'gone' \(nowhere:Reader\) cannot be imported: No module named 'nowhere'"),
        ("missing", "cannot be imported: .*has no attribute 'Missing'"),
        ("nameless", "is none: a reader has a name, a version and a method read"),
        ("liar", "calls itself 'truth'"),
        ("twice", "several packages bring a reader 'twice': broken:Liar, broken:Nameless"),
    ],
)
def test_a_reader_that_cannot_be_opened_says_which_and_why(name: str, why: str):
    with pytest.raises(ReaderError, match=why):
        open_reader(name)


def test_a_shipped_name_is_the_shipped_reader_whatever_a_package_brings():
    assert type(open_reader("communique")).__module__ == "communique.reading.shipped"


GIVEN = document("Norland freed 12 men.")
NORLAND = entity("e1", "Norland", "place", in_text=GIVEN.text)


@pytest.mark.parametrize(
    ("found", "breach"),
    [
        (findings(entities=[NORLAND], figures=[figure("f1", Span(14, 99))]), r"f1: \[14, 99\) is"),
        (findings(figures=[figure("f1", Span(13, 14))]), "white space alone"),
        (findings(entities=[NORLAND, NORLAND]), "entities e1: given twice"),
        (findings(entities=[entity("e1", "Norland", "place")]), "e1: points at no words"),
        (
            findings(attributions=[attribution("a1", Span(0, 7), speaker="e2")]),
            "a1: speaker e2 is none of the entities",
        ),
        (
            findings(positions=[position("p1", "e9", "offer", "men", Span(8, 13))]),
            "p1: party e9 is none",
        ),
        (
            findings(entities=[entity("e1", "Norland", "place", Span(0, 7), confidence=2.0)]),
            "confidence 2.0",
        ),
        (findings(entities=[entity("e1", "Norland", "land", Span(0, 7))]), "does not read back"),  # type: ignore[arg-type]
    ],
)
def test_what_breaks_the_contract_is_named(found: Findings, breach: str):
    (only,) = breaches(GIVEN, found)
    assert re.search(breach, only)


def test_facts_of_a_document_that_is_not_to_be_read_break_the_contract():
    unread = not_read("Norland نص")
    found = findings(entities=[entity("e1", "Norland", "place", Span(0, 7))])
    assert breaches(unread, found) == ["facts of a document that is not to be read"]
    assert breaches(unread, Findings()) == []

"""What starting costs: a program waits only for the libraries that its command needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from communique.record import Store
from tests.builders import read_document

ROOT = Path(__file__).parents[1]
MODEL = {"onnxruntime", "tokenizers"}
PAGES = {"trafilatura", "htmldate", "lxml"}
LANGUAGES = {"py3langid"}
STEPS = {"alembic", "mako"}
OUTSIDE = {"matplotlib", "pandas", "spacy", "torch", "httpx", "requests", "starlette", "uvicorn"}
RUN = "import sys; from communique.cli import main\ntry: main({!r})\nexcept SystemExit: pass"


def loaded(code: str, folder: Path) -> set[str]:
    """Return the top-level modules that a fresh process holds after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "communique.db") as store:
        store.writer().file(read_document("Norland and Sudmark met."), "reader 1")
    (tmp_path / "talks.txt").write_text(
        "The union and the owners of the port met in the town hall, and the two will meet again "
        "when the men are back at work, the mayor said.\n"
    )
    return tmp_path


def test_importing_the_package_imports_no_library(folder: Path) -> None:
    held = loaded("import communique", folder)
    assert held & (MODEL | PAGES | LANGUAGES | STEPS | OUTSIDE) == set()
    assert held & {"click", "jinja2", "msgspec", "pycountry", "rich", "sqlalchemy"} == set()


@pytest.mark.parametrize("command", [["--help"], ["list"], ["brief"], ["export"]])
def test_what_asks_the_record_waits_for_no_model_and_no_web_page(
    folder: Path, command: list[str]
) -> None:
    held = loaded(RUN.format(command), folder)
    assert held & (MODEL | PAGES | LANGUAGES | STEPS | OUTSIDE) == set()


def test_a_plain_english_text_waits_for_no_web_page_and_no_other_language(folder: Path) -> None:
    held = loaded(RUN.format(["brief", "talks.txt"]), folder)
    assert "onnxruntime" in held
    assert held & (PAGES | LANGUAGES | OUTSIDE) == set()


def test_naming_a_reader_waits_for_no_model(folder: Path) -> None:
    code = "from communique.reading import READERS, Reader, open_reader"
    assert loaded(code, folder) & MODEL == set()

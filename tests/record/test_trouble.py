"""A record that is locked, damaged, out of room, out of reach, or whose program was killed."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from communique.errors import RecordDamaged, RecordError, RecordLocked
from communique.record import Store, sqlite
from tests.builders import read_document
from tests.record.coverage import freed, strike

ROOT = Path(__file__).parents[2]
LONG = read_document("Both sides met by the lake. " * 40_000, ref="long.txt")


@pytest.fixture
def filled(path: Path) -> Path:
    with Store.open(path) as store:
        store.writer().file(strike(), "model 1")
    return path


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder of somebody who is not root, and their rights; for root may do everything."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def held(path: Path) -> list[str]:
    with Store.open(path, create=False) as store:
        return [read.document.ref for read in store.view().read_documents()]


def test_a_program_that_is_killed_in_the_middle_leaves_the_record_as_it_was(filled: Path):
    before = filled.read_bytes()
    command = [sys.executable, "-m", "tests.record.filing_killed", str(filled)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stdout.readline() == b"about to commit\n"
        # Or the kill would come before anything was written, and the test show nothing.
        assert filled.read_bytes() != before
        assert Path(f"{filled}-journal").exists()
        program.kill()
    assert held(filled) == ["strike.txt"]
    assert filled.read_bytes() == before
    with Store.open(filled) as store:
        assert store.writer().file(freed(), "model 1")
    assert sorted(held(filled)) == ["story.txt", "strike.txt"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_record_and_its_journal_are_its_owners_alone_whatever_the_umask(path: Path, umask: int):
    modes: dict[str, int] = {}

    def look(_: object) -> None:
        for file in path.parent.iterdir():
            modes[file.name] = stat.S_IMODE(file.stat().st_mode)

    event.listen(Engine, "commit", look)
    before = os.umask(umask)
    try:
        with Store.open(path) as store:
            store.writer().file(LONG, "model 1")
    finally:
        os.umask(before)
        event.remove(Engine, "commit", look)
    assert modes == {path.name: 0o600, f"{path.name}-journal": 0o600}


def test_an_empty_file_becomes_a_record_of_its_owner_alone(path: Path):
    path.touch(0o644)
    with pytest.raises(RecordError, match="empty"):
        Store.open(path, create=False)
    assert path.read_bytes() == b""
    Store.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_to_a_file_that_is_not_there_yet_is_followed(path: Path, tmp_path: Path):
    link = tmp_path / "link.db"
    link.symlink_to(path)
    Store.open(link).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_who_only_asks_makes_no_record(path: Path):
    with pytest.raises(RecordError, match=r"no record at .*communique read"):
        Store.open(path, create=False)
    assert list(path.parent.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(RecordError, match=r"there is no folder .*missing"):
        Store.open(tmp_path / "missing" / "communique.db")


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_no_record(tmp_path: Path, create: bool):
    with pytest.raises(RecordError, match="is a folder"):
        Store.open(tmp_path, create=create)


def test_a_device_is_no_record():
    with pytest.raises(RecordError, match="is no file"):
        Store.open("/dev/null")


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_a_file_of_something_else_is_named_with_what_to_do(path: Path, size: int):
    path.write_bytes(b"Norland " * size)
    with pytest.raises(RecordDamaged, match=r"communique\.db is not a record.*restore it"):
        Store.open(path)
    assert path.read_bytes() == b"Norland " * size


def test_a_file_that_is_damaged_in_the_middle_is_named(path: Path):
    with Store.open(path) as store:
        for number in range(60):
            text = f"{number} " + "They met. " * 300
            store.writer().file(read_document(text, ref=str(number)), "model 1")
    content = bytearray(path.read_bytes())
    # The shape of the tables stands before, and is whole.
    quarter = len(content) // 4
    content[2 * quarter : 3 * quarter] = b"\xff" * quarter
    path.write_bytes(content)
    with Store.open(path, create=False) as store, pytest.raises(RecordDamaged, match="damaged"):
        list(store.view().read_documents())


@pytest.mark.parametrize(
    "harm", ["UPDATE document SET published = 'May'", "UPDATE fact SET body = '{'"]
)
def test_a_value_that_makes_no_sense_is_called_damaged(filled: Path, harm: str):
    with sqlite3.connect(filled) as other:
        other.execute(harm)
    other.close()
    with pytest.raises(RecordDamaged, match=r"communique\.db"):
        held(filled)


def test_another_writer_is_waited_for_and_then_named(filled: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(filled) as store:
        assert store.view().count() == 1
        with pytest.raises(RecordLocked, match=r"communique\.db is in use"):
            store.writer().file(freed(), "model 1")
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordLocked, match=r"communique\.db is in use"):
            store.view().count()
        other.close()
        assert store.writer().file(freed(), "model 1")


def test_a_record_that_may_grow_no_more_keeps_what_it_has(filled: Path):
    def bound(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 20")

    event.listen(Engine, "connect", bound)
    try:
        with Store.open(filled) as store:
            with pytest.raises(RecordError, match=r"communique\.db cannot grow.*disk is full"):
                store.writer().file(LONG, "model 1")
            assert store.writer().file(freed(), "model 1")
    finally:
        event.remove(Engine, "connect", bound)
    assert sorted(held(filled)) == ["story.txt", "strike.txt"]


def test_a_disk_that_takes_no_more_is_named_and_the_record_keeps_what_it_has(filled: Path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Store.open(filled) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with pytest.raises(RecordError, match=r"communique\.db cannot.*disk"):
                store.writer().file(LONG, "model 1")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert store.writer().file(freed(), "model 1")
    assert sorted(held(filled)) == ["story.txt", "strike.txt"]


def test_a_record_that_may_only_be_read_is_read_and_says_so_when_written(as_nobody: Path):
    path = as_nobody / "communique.db"
    with Store.open(path) as store:
        store.writer().file(strike(), "model 1")
    path.chmod(0o400)
    as_nobody.chmod(0o500)
    assert held(path) == ["strike.txt"]
    with Store.open(path) as store, pytest.raises(RecordError, match="may not be written"):
        store.writer().file(freed(), "model 1")


def test_a_folder_that_may_not_be_written_is_named(as_nobody: Path):
    as_nobody.chmod(0o500)
    with pytest.raises(RecordError, match=r"communique\.db cannot be made: Permission denied"):
        Store.open(as_nobody / "communique.db")


def test_a_record_of_somebody_else_is_named(as_nobody: Path):
    path = as_nobody / "communique.db"
    Store.open(path).close()
    path.chmod(0o000)
    with pytest.raises(RecordError, match=r"communique\.db cannot be opened"):
        Store.open(path)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sqlite://", "names no file"),
        ("nonsense://", "nonsense"),
        ("://", "makes no sense"),
        ("postgresql+nodriver://u:secret@host/db", r"postgresql\+nodriver://u:\*\*\*@host"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_without_its_password(address: str, told: str):
    with pytest.raises(RecordError, match=told) as raised:
        Store.open(address)
    assert "secret" not in str(raised.value)


def test_an_address_of_a_file_is_the_file(path: Path):
    with Store.open(f"sqlite:///{path}") as store:
        store.writer().file(strike(), "model 1")
    assert held(path) == ["strike.txt"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_that_would_mean_something_in_an_address_is_a_file(tmp_path: Path):
    for name in ("a?mode=memory.db", "50%.db", "#1.db", ":memory:"):
        path = tmp_path / name
        with Store.open(path) as store:
            store.writer().file(strike(), "model 1")
        assert held(path) == ["strike.txt"]
        assert path.stat().st_size > 0

"""What the caller names, opened: files, folders, patterns, archives and standard input.

Nothing is read beyond the first bytes here. A `Source` reads on from there, never more than its
reader asks for, so that a huge file or a zip bomb costs no more than the limit that is set.
"""

from __future__ import annotations

import glob
import gzip
import io
import lzma
import mimetypes
import os
import stat
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from communique.documents.encoding import SAMPLE
from communique.errors import EmptyInput, InputError, UnreadableInput

STDIN = "standard input"
DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What reading a damaged or locked file or archive may raise."""

_CHUNK = 1 << 16
_IN_MEMORY = 1 << 24
_LARGEST_COPY = 1 << 30
"""Bytes of an archive that comes as a stream, or packed in another."""
_DEEPEST = 3
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ASSETS = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/java")
_RECORDS = (".db", ".db-wal", ".db-shm", ".db-journal")
_WORD = "word/document.xml"
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})


@dataclass(frozen=True)
class Source:
    """One file, opened."""

    where: str
    """What errors call it."""
    ref: str
    """The file's name."""
    suffix: str
    """The ending of the name without that of a compression: ".jsonl" for "wire.jsonl.gz"."""
    head: bytes
    rest: BinaryIO
    depth: int = 0
    """How many archives and mails it is wrapped in."""

    def up_to(self, limit: int) -> bytes:
        """Return all bytes, but no more than `limit` + 1: one more than `limit` tells too many."""
        return b"".join(self.chunks(limit + 1))

    def chunks(self, limit: int | None = None) -> Iterator[bytes]:
        """Yield the bytes in pieces, `limit` of them at most."""
        left = sys.maxsize if limit is None else limit
        piece = self.head[:left]
        while piece:
            yield piece
            left -= len(piece)
            piece = self.rest.read(min(_CHUNK, left)) if left else b""


def open_sources(inputs: Sequence[str], stdin: BinaryIO | None) -> Iterator[Source | InputError]:
    """Open what `inputs` name, in their order; each source is closed when the next is asked for."""
    for given in inputs:
        if given == "-":
            stream = sys.stdin.buffer if stdin is None else stdin
            yield from _guarded(STDIN, _opened(STDIN, STDIN, "", stream))
        elif os.path.isdir(given):  # noqa: PTH112 - a path that cannot be examined is not a folder
            yield from _folder(given)
        elif not os.path.lexists(given) and glob.has_magic(given):
            yield from _matches(given)
        else:
            yield from _file(given)


def attached(source: Source, name: str, raw: bytes) -> Iterator[Source | InputError]:
    """Open a file that is attached to a mail, which `source` is."""
    place = f"{source.where}/{name}"
    yield from _guarded(place, _opened(place, name, name, io.BytesIO(raw), source.depth + 1))


def reason(error: BaseException) -> str:
    """Return in a few words why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "permission to read it is denied"
    broken = gzip.BadGzipFile | zipfile.BadZipFile | zlib.error | lzma.LZMAError
    if isinstance(error, broken | EOFError | ValueError):
        return "the archive is damaged or cut short"
    if isinstance(error, RuntimeError | NotImplementedError):
        return "the archive is encrypted, or packed in a way that is not known"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)


def _guarded(where: str, opened: Iterator[Source | InputError]) -> Iterator[Source | InputError]:
    try:
        yield from opened
    except DAMAGE as error:
        yield UnreadableInput(where, reason(error))


def _file(path: str) -> Iterator[Source | InputError]:
    def opened() -> Iterator[Source | InputError]:
        with Path(path).open("rb") as stream:
            yield from _opened(path, Path(path).name, Path(path).name, stream)

    if "\0" in path:
        yield UnreadableInput(path, "this is no name of a file")
    else:
        yield from _guarded(path, opened())


def _matches(pattern: str) -> Iterator[Source | InputError]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    folders = {path for path in found if os.path.isdir(path)}  # noqa: PTH112
    # "**" names a folder and all that is in it; the files are enough.
    if "**" in pattern and len(folders) < len(found):
        found = [path for path in found if path not in folders]
    for path in found:
        yield from _folder(path) if path in folders else _file(path)
    if not found:
        yield UnreadableInput(pattern, "no file matches this pattern")


def _folder(folder: str) -> Iterator[Source | InputError]:
    errors: list[OSError] = []
    paths: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        paths += [Path(root, name) for name in names if _may_be_coverage(Path(root, name))]
    for path in sorted(paths):
        yield from _file(str(path))
    for error in errors:
        yield UnreadableInput(str(error.filename), reason(error))
    if not paths and not errors:
        yield UnreadableInput(folder, "there is no readable file in this folder")


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _may_be_coverage(path: Path) -> bool:
    """Tell whether a file in a folder is to be read: no picture of a page, and no record."""
    guessed = mimetypes.guess_type(path.name)[0] or ""
    if _is_hidden(path.name) or guessed.startswith(_ASSETS) or path.name.endswith(_RECORDS):
        return False
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True  # opening it will tell why


def _opened(
    where: str, ref: str, name: str, stream: BinaryIO, depth: int = 0
) -> Iterator[Source | InputError]:
    head = _filled(stream, SAMPLE)
    inner = name.lower()
    if not head:
        yield EmptyInput(where, "the file is empty")
    elif depth > _DEEPEST:
        yield UnreadableInput(where, "archives within archives within archives are not read")
    elif head.startswith(_GZIP):
        whole = io.BufferedReader(_Rejoined(head, stream))
        with gzip.GzipFile(fileobj=whole) as unpacked:
            plain = inner.removesuffix(".gz")
            yield from _opened(where, ref, plain, cast(BinaryIO, unpacked), depth + 1)
    elif head.startswith(_ZIP):
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            # What is unpacked on the way says that it can go back, and cannot.
            firm = stream.seekable() and not isinstance(stream, gzip.GzipFile)
            seekable = stream if firm else _copied(head, stream, copy)
            if seekable is None:
                yield UnreadableInput(where, "it unpacks to more than is read of one archive")
            else:
                yield from _zipped(where, ref, seekable, depth)
    elif inner.endswith((".gz", ".zip")):
        yield UnreadableInput(where, "this is no archive, though its name says so")
    else:
        yield Source(where, ref, PurePosixPath(inner).suffix, head, stream, depth)


def _copied(
    head: bytes, stream: BinaryIO, copy: tempfile.SpooledTemporaryFile[bytes]
) -> BinaryIO | None:
    """Return a copy that can go back; None where there is more of it than anybody means."""
    left = _LARGEST_COPY - copy.write(head)
    while left >= 0 and (chunk := stream.read(_CHUNK)):
        left -= copy.write(chunk)
    return cast(BinaryIO, copy) if left >= 0 else None


def _zipped(where: str, ref: str, stream: BinaryIO, depth: int) -> Iterator[Source | InputError]:
    with zipfile.ZipFile(stream) as archive:
        names = {member.filename for member in archive.infolist()}
        if _WORD in names:
            stream.seek(0)
            yield Source(where, ref, ".docx", _filled(stream, SAMPLE), stream, depth)
            return
        if names & _OFFICE:
            yield UnreadableInput(
                where, "this is an office document; save it as .docx, text or HTML first"
            )
            return
        members = [
            member
            for member in sorted(archive.infolist(), key=lambda member: member.filename)
            if not member.is_dir()
            and not any(_is_hidden(part) for part in PurePosixPath(member.filename).parts)
            and not (mimetypes.guess_type(member.filename)[0] or "").startswith(_ASSETS)
        ]
        for member in members:
            place = f"{where}/{member.filename}"
            yield from _guarded(place, _member(place, archive, member, depth))
        if not members:
            yield UnreadableInput(where, "there is no readable file in this archive")


def _member(
    where: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int
) -> Iterator[Source | InputError]:
    name = PurePosixPath(member.filename).name
    with archive.open(member) as unpacked:
        yield from _opened(where, name, name, cast(BinaryIO, unpacked), depth + 1)


def _filled(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Rejoined(io.RawIOBase):
    """A stream with the bytes put back that were read from its beginning."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)

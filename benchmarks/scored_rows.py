"""Documents read as `communique read --json` reads them, scored by the scorer beside the data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.documents import Document, LoadOptions, ReadDocument, load
from communique.errors import InputError
from communique.reading import load_model, read


def read_and_score(
    data: Path, protocol: str, documents: Sequence[dict[str, Any]], weights: Path | None
) -> str:
    """Return what `score.py` says of the reading of `documents` under `protocol`.

    The annotation is not given to the reader: only id, text, date, title and outlet are.
    """
    model = load_model(weights)
    with tempfile.TemporaryDirectory() as folder:
        gold, answers = (Path(folder) / f"{x}.jsonl" for x in ("gold", "read"))
        gold.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
        with answers.open("wb") as out:
            for _, document in documents_of(documents):
                findings = read(document, model)
                out.write(ReadDocument(document=document, findings=findings).to_json() + b"\n")
        command = [sys.executable, str(data / "score.py"), protocol, str(gold), str(answers)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def documents_of(annotated: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Document]]:
    """Yield each annotated document with the one that a reader is given: no annotation in it."""
    known = ("id", "text", "published", "date", "title", "outlet")
    given = list(annotated)
    bare = [{key: row[key] for key in known if row.get(key) is not None} for row in given]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.jsonl"
        plain.write_text("\n".join(map(json.dumps, bare)), encoding="utf-8")
        for row, document in zip(given, load([str(plain)], LoadOptions()), strict=True):
            if isinstance(document, InputError):
                raise document
            yield row, document

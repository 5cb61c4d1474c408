"""Documents read as `communique read --json` reads them, scored by the scorer beside the data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.documents import LoadOptions, ReadDocument, load
from communique.errors import InputError
from communique.reading import load_model, read


def read_and_score(
    data: Path, protocol: str, documents: Sequence[dict[str, Any]], weights: Path | None
) -> str:
    """Return what `score.py` says of the reading of `documents` under `protocol`.

    The annotation is not given to the reader: only id, text, date, title and outlet are.
    """
    model = load_model(weights)
    known = ("id", "text", "published", "date", "title", "outlet")
    with tempfile.TemporaryDirectory() as folder:
        gold, plain, answers = (Path(folder) / f"{x}.jsonl" for x in ("gold", "plain", "read"))
        gold.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
        bare = [{k: d[k] for k in known if d.get(k) is not None} for d in documents]
        plain.write_text("\n".join(map(json.dumps, bare)), encoding="utf-8")
        with answers.open("wb") as out:
            for document in load([str(plain)], LoadOptions()):
                if isinstance(document, InputError):
                    raise document
                findings = read(document, model)
                out.write(ReadDocument(document=document, findings=findings).to_json() + b"\n")
        command = [sys.executable, str(data / "score.py"), protocol, str(gold), str(answers)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603

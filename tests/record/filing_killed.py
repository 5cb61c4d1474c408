"""Files a long document into a record and stops just before the commit, to be killed there.

python -m tests.record.filing_killed RECORD
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from communique.record import Store
from tests.builders import read_document

LONG = "Norland freed nearly 40 captives on Monday. " * 100_000
"""Longer than SQLite's cache, so that pages are in the file before the commit."""


def main() -> None:
    with Store.open(Path(sys.argv[1])) as store:
        writer = store.writer()

        @event.listens_for(Engine, "commit")
        def wait(_: Connection) -> None:
            sys.stdout.write("about to commit\n")
            sys.stdout.flush()
            time.sleep(60)

        writer.file(read_document(LONG, ref="long.txt"), "model 1")


if __name__ == "__main__":
    main()

"""Files into a record, to be killed.

python -m tests.record.filing_killed RECORD       stops just before a commit
python -m tests.record.filing_killed RECORD JOBS  reads many documents
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack

from sqlalchemy import Connection, Engine, event

from communique.intake import file_documents
from communique.reading import Crew
from communique.record import Store
from tests.builders import document, read_document
from tests.reading.crewed import open_obedient

LONG = "Norland freed nearly 40 captives on Monday. " * 300_000
"""Longer than SQLite's cache, so that pages are in the file or its log before the commit."""
MANY = 120


def main() -> None:
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(sys.argv[1]))
        if len(sys.argv) == 2:
            stop_before_commit(store)
            return
        jobs = int(sys.argv[2])
        alone = open_obedient("obedient")
        reader = alone if jobs == 1 else stack.enter_context(Crew(jobs, "obedient", open_obedient))
        given = (document(f"They met {n} times.", ref=str(n)) for n in range(MANY))
        for outcome in file_documents(given, store, reader):
            sys.stdout.write(f"{outcome.kind} {outcome.where}\n")
            sys.stdout.flush()


def stop_before_commit(store: Store) -> None:
    writer = store.writer()

    @event.listens_for(Engine, "commit")
    def wait(_: Connection) -> None:
        sys.stdout.write("about to commit\n")
        sys.stdout.flush()
        time.sleep(60)

    writer.file(read_document(LONG, ref="long.txt"), "model 1")


if __name__ == "__main__":
    main()

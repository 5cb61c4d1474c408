"""Asks a record again and again while another program writes, until it holds so many documents.

python -m tests.record.asking RECORD NUMBER
"""

from __future__ import annotations

import sys

from communique.record import Store, postgresql, sqlite

# Who has to wait for a writer gives up at once, and fails.
sqlite.BUSY_SECONDS = 0.05
postgresql.WAIT_SECONDS = 0.05


def main() -> None:
    asked, known = 0, 0
    while known < int(sys.argv[2]):
        with Store.open(sys.argv[1], create=False) as store:
            view = store.view()
            before, known = known, view.count()
            assert known >= before
            held = list(view.read_documents())
            assert len(held) >= known
            assert all(read.findings.entities for read in held)
            asked += 1
    sys.stdout.write(f"{asked}\n")


if __name__ == "__main__":
    main()

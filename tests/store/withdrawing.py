"""Run as a program: withdraws one person in a home, to be killed at any moment by test_killed.py.

Arguments: home, key directory, the person's reference. Prints "ready" before it begins and "done" at the end.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from mentoring.store import Keys, Store
from retrieval.index import Index
from tests.store.homes import erasure
from tests.store.sessions import AT, vector

TODAY = date(2026, 7, 12)


def main(home: Path, key_dir: Path, person: str) -> None:
    """Open the home as a service that has already answered, then withdraw."""
    store = Store.open(f"sqlite:///{home / 'upwell.db'}", Keys.open(key_dir, "h1"))
    index = Index(home / "index", store)
    for program in store.index.all():
        index.nearest(program.rpartition("/")[0], vector("warm"), 3)
    print("ready", flush=True)  # noqa: T201  the parent waits for it
    erasure(store, home, index).withdraw(person, None, today=TODAY, at=AT)
    print("done", flush=True)  # noqa: T201  the parent waits for it


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

"""Keeps sessions on a disk of 2 MB until it is full, in a process that sees this disk alone; prints what it found.

`python -m tests.store.small_disk DIRECTORY KEYS`, as whoever may mount (`unshare --user --map-root-user --mount`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from mentoring.errors import Misconfigured
from mentoring.store import Keys, Store
from tests.store.sessions import keep, session


def run(disk: Path, keys: Path) -> dict[str, object]:
    """How many sessions were kept, what was said when no more went in, and what is there once there is room."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=True)
    url = f"sqlite:///{disk / 'upwell.db'}"
    said, kept = [], 0
    store = Store.open(url, Keys.open(keys, "h1"))
    for number in range(10_000):
        try:
            with store.transaction():
                keep(store, session(number))
        except Misconfigured as problem:
            said.append(str(problem))
            break
        kept += 1
    for step in (store.database.truncate_log, store.database.compact):
        try:
            step()
        except Misconfigured as problem:
            said.append(str(problem))
    store.close()
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    again = Store.open(url, Keys.open(keys, "h1"))
    there, faults = again.notes.count(), again.audit.verify()
    keep(again, session(kept))
    there_after = again.notes.count()
    again.close()
    return {"kept": kept, "said": said, "there": there, "there_after": there_after, "faults": faults}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]))))

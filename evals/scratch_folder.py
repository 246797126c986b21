"""Folders for scratch homes, which hold other people's notes for some minutes and nothing afterwards.

A folder goes with the block that made it. If the process is killed, a small child that waits for its end takes the
folder away; if the whole machine went down, the next run does, as the lock in a dead run's folder is free.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "upwell-scratch-"
_WAIT_AND_REMOVE = "import shutil, sys; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder of one's own (mode 0700), gone afterwards however this process ends."""
    sweep()
    made = Path(tempfile.mkdtemp(prefix="upwell-making-"))
    lock = os.open(made / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    # Under its final name only with the lock held, so that no other run takes it for a dead one's.
    folder = made.rename(made.with_name(made.name.replace("upwell-making-", _PREFIX)))
    # A session of its own: what ends this process from the terminal must not end the one that cleans up after it.
    command = [sys.executable, "-S", "-c", _WAIT_AND_REMOVE, str(folder)]
    watcher = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own words
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        watcher.communicate()
        os.close(lock)


def sweep() -> int:
    """Remove what runs left that are dead; how many folders that were."""
    return sum(_removed(one) for one in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"))


def _removed(folder: Path) -> bool:
    try:
        lock = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        # Somebody else's.
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        shutil.rmtree(folder, ignore_errors=True)
        return True
    finally:
        os.close(lock)

"""The home: one directory, one owner process, one socket for everybody else.

A process owns a home while it holds the lock on `run/lock`; the operating system frees it when the
process ends, however it ends. Only the owner opens the store and Chroma.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentoring.errors import HomeBusy, Misconfigured

_LONGEST_SOCKET_PATH = 100
"""Linux takes 107 bytes for the path of a local socket, macOS 103."""


def prepare(home: Path) -> None:
    """Make the home's directories, readable by their owner alone."""
    try:
        for folder in (home, home / "run"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Misconfigured(
            f"{home} cannot be used as a home ({problem.strerror}): choose another UPWELL_HOME."
        ) from None


@contextmanager
def owned(home: Path) -> Iterator[None]:
    """Hold the home's lock; HomeBusy when another process holds it."""
    prepare(home)
    handle = os.open(home / "run" / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise HomeBusy(
                f"Another process is working in {home}: wait until it ends, or stop the service that owns it."
            ) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def socket_path(home: Path) -> Iterator[str]:
    """Name of the home's socket that fits the system's limit, valid inside the block."""
    plain = str(home / "run" / "api.sock")
    if len(os.fsencode(plain)) <= _LONGEST_SOCKET_PATH:
        yield plain
        return
    folder = os.open(home / "run", os.O_RDONLY | os.O_DIRECTORY)
    try:
        short = f"/proc/self/fd/{folder}/api.sock"
        if not Path(f"/proc/self/fd/{folder}").exists():
            raise Misconfigured(f"{home} is too long a path for a local socket: choose a shorter UPWELL_HOME.")
        yield short
    finally:
        os.close(folder)


@contextmanager
def listening(home: Path) -> Iterator[socket.socket]:
    """The owner's socket, mode 0600, removed afterwards. Call it with the lock held."""
    with socket_path(home) as path:
        Path(path).unlink(missing_ok=True)
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            before = os.umask(0o177)
            try:
                door.bind(path)
            finally:
                os.umask(before)
            door.listen(64)
            yield door
        finally:
            door.close()
            Path(path).unlink(missing_ok=True)


def service_answers(home: Path) -> bool:
    """Whether a running service listens on the home's socket."""
    if not (home / "run" / "api.sock").exists():
        return False
    with socket_path(home) as path, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except OSError:
            return False
        return True

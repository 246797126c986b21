"""A PostgreSQL server of the tests' own: started on loopback when a test first asks for it, gone at the end.

Databases are copied from templates, as homes are copied from folders. Debian's package keeps its programs in
/usr/lib/postgresql; where there are none tests on PostgreSQL are skipped, unless UPWELL_REQUIRE_POSTGRES=1 says that
they must run.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import psycopg
import pytest

# What a company sets so that the server's log keeps nothing of erased rows, and what makes tests quick.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "wal_recycle": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "64MB",
}


class Server:
    """One cluster in a folder of its own; `url(name)` is the address of one of its databases."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
        self.folder = Path(tempfile.mkdtemp(prefix="upwell-postgres-"))
        self._made = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if self._user:
            shutil.chown(self.folder, self._user)

    def start(self) -> None:
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "upwell", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        places = ["-D", data, "-k", str(self.folder), "-p", str(self.port)]
        command = [str(self._programs / "postgres"), *places, *settings]
        with (self.folder / "log").open("wb") as log:
            # It ends with the tests, however those end.
            self._process = subprocess.Popen(
                command, user=self._user, cwd=self.folder, stdout=log, stderr=log,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - one system call, before any thread of ours
            )  # fmt: skip
        self._await()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _await(self) -> None:
        for _ in range(600):
            with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres")):
                return
            time.sleep(0.1)
        pytest.fail(f"PostgreSQL did not start: see {self.folder / 'log'}")

    def url(self, name: str) -> str:
        return f"postgresql://upwell@127.0.0.1:{self.port}/{name}"

    def create(self, template: str | None = None) -> str:
        """The URL of a fresh database, or of a copy of the one at the URL `template`."""
        self._made += 1
        name = f"test{self._made}"
        source = "template1" if template is None else template.rpartition("/")[2]
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE {name} TEMPLATE "{source}"'.encode())
        return self.url(name)

    def drop(self, url: str) -> None:
        name = url.rpartition("/")[2]
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())

    def files_of(self, name: str) -> list[Path]:
        """The files of one database and of the log, with everything on disk that is in memory."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            folder = connection.execute("SELECT oid FROM pg_database WHERE datname = %s", (name,)).fetchone()
        assert folder is not None
        data = self.folder / "data"
        places = (data / "base" / str(folder[0]), data / "pg_wal")
        return [file for place in places for file in place.rglob("*") if file.is_file()]

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, user=self._user, cwd=self.folder, stdout=subprocess.DEVNULL)


def _end_with_parent() -> None:
    set_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2); Linux alone has it
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGQUIT)


def programs() -> Path | None:
    """Where the newest installed server's programs are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@cache
def server() -> Server:
    """The server of this run; skips the test that asks where PostgreSQL is not installed."""
    place = programs()
    if place is None:
        missing = pytest.fail if os.environ.get("UPWELL_REQUIRE_POSTGRES") == "1" else pytest.skip
        missing("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    one = Server(place)
    one.start()
    atexit.register(one.stop)
    return one

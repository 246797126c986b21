"""A running service on the packaged example, and a browser to look at it: for browser tests and for pictures."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

UPWELL = Path(sys.executable).with_name("upwell")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Running:
    """A service that answers at `address`; `home` and `log` are its own."""

    address: str
    home: Path
    log: Path

    def link(self, *person: str) -> str:
        """A one-time sign-in link, for the operator or for one person."""
        made = command(self.home, "link", *person)
        return re.search(r"http\S+/signin\?token=\S+", made)[0]  # type: ignore[index]  # the command failed otherwise


def chromium() -> str | None:
    """The browser's file, if one is installed."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


def demo(home: Path) -> Path:
    """The packaged example in `home`, made by `upwell demo`."""
    command(home, "demo")
    return home


def copy_of(home: Path, to: Path) -> Path:
    """Another home like a demo's that no service has opened yet, with keys of its own."""
    shutil.copytree(home, to, ignore=shutil.ignore_patterns("run"))
    shutil.copytree(keys_of(home), keys_of(to))
    toml = to / "upwell.toml"
    toml.write_text(toml.read_text().replace(str(keys_of(home)), str(keys_of(to))))
    return to


def keys_of(home: Path) -> Path:
    return home.with_name(home.name + "-keys")


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """The home, served on a free loopback port."""
    port, log = _free_port(), home.with_name(home.name + ".log")
    with log.open("w") as out:
        service = subprocess.Popen([UPWELL, "up", "--port", str(port)], env=_env(home), stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, service)
        yield Running(address, home, log)
    finally:
        service.terminate()
        service.wait(20)


def _wait_for(address: str, service: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and service.poll() is None:
        try:
            if httpx.get(f"{address}/readyz", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    raise RuntimeError("upwell up did not answer within two minutes")


def command(home: Path, *words: str) -> str:
    done = subprocess.run([UPWELL, *words], env=_env(home), capture_output=True, text=True, timeout=600, check=True)
    return done.stdout


def _env(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("UPWELL_", "STREAMLIT_"))}
    return {**kept, "UPWELL_HOME": str(home), "OMP_NUM_THREADS": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

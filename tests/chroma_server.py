"""Chroma's Rust server, started on loopback from chromadb's own package; its directory can be looked into and wiped."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

CHROMA = Path(sys.executable).with_name("chroma")
COMMAND = ("run", "--path", "?", "--host", "127.0.0.1", "--port", "?")


class ChromaServer:
    """One server on a port that stays its own over restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str] = COMMAND) -> None:
        """`command` with this server's directory and port in the place of its own."""
        own = {"--path": str(self.folder), "--port": str(self.port)}
        told = [own.get(before, word) for before, word in zip(["", *command], command, strict=False)]
        self._process = subprocess.Popen([CHROMA, *told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                if httpx.get(f"{self.url}/api/v2/heartbeat", timeout=4).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        pytest.fail("Chroma's server did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def begin_anew(self) -> None:
        """What its operator does to clear it: stop, throw its directory away, start."""
        self.stop()
        shutil.rmtree(self.folder)
        self.start()

    def files(self) -> bytes:
        return b"\0".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

"""The process in which files from outside are parsed: little memory, little time, no network, no writing, no children.

It reads requests from standard input (a JSON line, then the file's bytes) and answers with a length and a JSON
document, or the bytes of an archive's member. It holds no key, no store, no environment; the system ends it when a
file takes more than it may have, and with the process that started it.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import TZPATH

from mentoring.errors import BadInput
from service.intake.archive import Archive, is_archive
from service.intake.formats.tables import rows_of
from service.intake.post import Post
from service.intake.reading import read

MEMORY = 300_000_000
"""Bytes of address space over what the process has when it is ready (Linux counts them; macOS does not)."""
SECONDS = 1.5
"""Of processor time for one request; the system's own timer, so that it also ends native code."""
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.remove", "os.rename",
    "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.kill", "shutil.", "ctypes.dlopen", "webbrowser.",
    "urllib.", "ftplib.", "smtplib.", "http.",
)  # fmt: skip
_NO_NEW_PRIVILEGES, _DIE_WITH_PARENT = 38, 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer until the input ends."""
    archive: Archive | Post | None = None
    while header := source.readline():
        asked = json.loads(header)
        raw = source.read(asked["size"])
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            if asked["do"] == "open":
                archive = (Archive if is_archive(asked["file"]) else Post)(raw, asked["file"])
                members = [[one.name, one.code, one.sentence] for one in archive.members()]
                answer: Any = {"members": members, "ignored": archive.ignored()}
            elif asked["do"] == "unpack" and archive is not None:
                answer = archive.unpack(asked["member"])
            elif asked["do"] == "table":
                answer = {"rows": rows_of(raw, asked["file"])}
            else:
                answer = {"found": [one.as_json() for one in read(raw, asked["file"], asked["mapping"])]}
        except BadInput as problem:
            answer = {"refused": [problem.code, problem.message]}
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(sink, answer)
        if isinstance(answer, dict) and answer.get("refused", [""])[0] == "memory":
            return  # what is left of it is not to be trusted with the next file


def _send(sink: BinaryIO, answer: Any) -> None:
    data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    sink.write(f"{'b' if isinstance(answer, bytes) else 'j'} {len(data)}\n".encode())
    sink.write(data)
    sink.flush()


def confine() -> None:
    """Give up everything that parsing does not need, for good."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        # A network of its own with nothing in it; where the system forbids that, the hook below still holds.
        system.unshare(_NEW_USER | _NEW_NETWORK)
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    sys.addaudithook(_Hook([*sys.path, sys.prefix, sys.base_prefix, *TZPATH]))


class _Hook:
    """Lets a parser load code and its tables, and do nothing else outside its own memory."""

    def __init__(self, readable: list[str]) -> None:
        self._readable = tuple(os.path.realpath(one) + os.sep for one in readable if one)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError("a parser may not do that")
        if event == "open" and not self._may_open(*arguments):
            raise PermissionError("a parser may not open that")

    def _may_open(self, path: object, mode: object, flags: int) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return True  # a descriptor it was given
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else False
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            return False
        return os.path.realpath(os.fsdecode(path)).startswith(self._readable)


if __name__ == "__main__":
    confine()
    serve(sys.stdin.buffer, sys.stdout.buffer)

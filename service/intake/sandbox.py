"""The parent's side of the limited child: bytes go in, what was found comes out, and nothing else can happen.

A child that dies or keeps silent costs the one file it was given; the next file has a new one.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from mentoring.errors import BadInput, Damaged
from service.intake.archive import Member
from service.intake.found import Found, found_of

PATIENCE = 20.0
"""Seconds by the wall clock after which a child that neither answers nor uses its processor time is ended."""
_MOST_ANSWER = 120_000_000
_TOO_LONG = "takes too long to read: it is damaged, or far larger than a note"
_DAMAGED = "cannot be read: it is damaged, or not what its ending says"
_TOO_MUCH = "takes more memory to read than any note should: save it again or give its text"


class Sandbox:
    """Reads files in a child process of its own. Use it as a context."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, raw: bytes, file: str, mapping: Mapping[str, Any] | None = None) -> list[Found]:
        """What stands in a file; BadInput says in one sentence why it is refused."""
        answer = self._ask({"do": "read", "file": file, "mapping": dict(mapping or {})}, raw, file)
        try:
            return [found_of(one) for one in answer["found"]]
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BadInput(f"{file} cannot be read: save it again.", code="format", file=file) from None

    def table(self, raw: bytes, file: str) -> list[list[str]]:
        """Rows of a CSV or Excel table, the headings first."""
        answer = self._ask({"do": "table", "file": file}, raw, file)
        try:
            return [[str(cell) for cell in row] for row in answer["rows"]]
        except (KeyError, TypeError):
            raise BadInput(f"{file} cannot be read: save it again.", code="format", file=file) from None

    def open(self, raw: bytes, file: str) -> tuple[list[Member], int]:
        """Members of an archive that could be notes, and how many others there are; it stays open in the child."""
        answer = self._ask({"do": "open", "file": file}, raw, file)
        try:
            return [Member(str(a), str(b), str(c)) for a, b, c in answer["members"]], int(answer["ignored"])
        except (KeyError, TypeError, ValueError):
            raise BadInput(f"{file} cannot be read: pack it again.", code="format", file=file) from None

    def unpack(self, member: str, file: str) -> bytes:
        """The bytes of one member of the archive that is open."""
        answer = self._ask({"do": "unpack", "member": member}, b"", f"{file}/{member}")
        if not isinstance(answer, bytes):
            raise BadInput(f"{file}/{member} cannot be read: pack it again.", code="format", file=f"{file}/{member}")
        return answer

    def _ask(self, header: dict[str, Any], raw: bytes, file: str) -> Any:
        child = self._started()
        until = time.monotonic() + PATIENCE
        try:
            answer = _exchange(child, json.dumps({**header, "size": len(raw)}).encode() + b"\n" + raw, until)
        except (OSError, ValueError, _Gone):
            code, sentence = self._why()
            raise BadInput(f"{file} {sentence}.", code=code, file=file) from None
        if isinstance(answer, dict) and "refused" in answer:
            code, message = answer["refused"]
            if code == "memory":
                self._end()
            raise BadInput(str(message)[:600], code=str(code)[:40], file=file)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            # No environment: a parser needs none, and keys stand in it. The path is ours, -P keeps the folder of the
            # caller out of it.
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
                [sys.executable, "-P", "-c", _START, *(path for path in sys.path if path)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, bufsize=0,
            )  # fmt: skip
        return self._child

    def _why(self) -> tuple[str, str]:
        """Code and sentence for the way the child ended."""
        child = self._child
        try:
            status = child.wait(timeout=1) if child else None
        except subprocess.TimeoutExpired:
            status = None
        self._end()
        if status in (None, -signal.SIGPROF, -signal.SIGXCPU):
            return "time", _TOO_LONG
        return ("format", _DAMAGED) if status > 0 else ("memory", _TOO_MUCH)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


_START = """
import sys
sys.path[:] = sys.argv[1:]
from service.intake import child
child.confine()
child.serve(sys.stdin.buffer, sys.stdout.buffer)
"""


class _Gone(Exception):
    """The child ended or kept silent."""


def _exchange(child: subprocess.Popen[bytes], sent: bytes, until: float) -> Any:
    """Send a request and read the answer, never waiting longer than `until`."""
    if child.stdin is None or child.stdout is None:
        raise Damaged("The reader of files has no pipes.")
    inward, outward = child.stdin.fileno(), child.stdout.fileno()
    os.set_blocking(inward, False)
    view, got = memoryview(sent), bytearray()
    while True:
        ready = select.select([outward], [inward] if view else [], [], max(0.0, until - time.monotonic()))
        if not ready[0] and not ready[1]:
            raise _Gone
        if ready[1]:
            view = view[os.write(inward, view[:65536]) :]
        if ready[0]:
            piece = os.read(outward, 1 << 20)
            if not piece:
                raise _Gone
            got += piece
            answer = _complete(got)
            if answer is not None:
                return answer


def _complete(got: bytearray) -> Any:
    """The answer, once all of it is there; None before."""
    head, newline, rest = got.partition(b"\n")
    if not newline:
        if len(got) > 40:
            raise _Gone
        return None
    kind, size = head.split()
    if int(size) > _MOST_ANSWER:
        raise _Gone
    if len(rest) < int(size):
        return None
    return bytes(rest) if kind == b"b" else json.loads(rest)

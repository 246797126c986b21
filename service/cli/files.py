"""Files that Upwell remembers and a withdrawal wipes: opened before they are asked for, so that none is missed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mentoring.errors import BadInput


@contextmanager
def giving(out: Path | None) -> Iterator[Callable[[bytes], None]]:
    """How to give something out: into the file, or to standard output. Ask for it inside.

    A file is remembered while it is still empty. Where it is wiped before it is written, its name is gone and what is
    written to the opened file stands nowhere. What it held before goes only once there is something to write. BadInput
    where no file can be written there.
    """
    if out is None:
        yield _to_terminal
        return
    was_there = out.exists()
    try:
        opened = os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT, 0o666), "wb")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        sentence = f"{out} cannot be written: name a file in a folder that is there and that you may write to."
        raise BadInput(sentence, code="file", file=str(out)) from None

    def write(content: bytes) -> None:
        if opened.seekable():
            opened.truncate(0)
        opened.write(content)

    try:
        with opened:
            yield write
    except BaseException:
        if not was_there:
            out.unlink(missing_ok=True)
        raise


def _to_terminal(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()

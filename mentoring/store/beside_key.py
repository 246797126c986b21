"""Small files beside the master key, outside the home: replaced whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mentoring.errors import Misconfigured


def replace(file: Path, content: bytes, what: str) -> None:
    """Put `content` in the place of the file; Misconfigured, naming `what` it is, where that cannot be."""
    fresh = file.with_suffix(f"{file.suffix}-{secrets.token_hex(6)}")  # several threads and workers may be at it
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError as problem:
        fresh.unlink(missing_ok=True)
        raise Misconfigured(
            f"{what} cannot be copied to UPWELL_KEY_DIR ({problem.strerror}): make room there, or let yourself write."
        ) from None


def must_be_writable(directory: Path) -> None:
    """Misconfigured where nothing could be put beside the key afterwards: then nothing is done."""
    if not os.access(directory, os.W_OK):
        raise Misconfigured("The head of the audit log cannot be copied to UPWELL_KEY_DIR: nothing was done.")

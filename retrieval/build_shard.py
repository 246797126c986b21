"""The child process that builds one shard, or adds to it: ids and vectors from standard input, a directory out.

It must never import what reads text or the store: what is not in its memory cannot get into its files. It dies with
the process that asked for it, so that nobody writes into a home that another process has taken over since.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import numpy as np

from retrieval.chroma import Shard


def build(directory: Path, source: BinaryIO) -> None:
    """Read a line `count dimension`, `count` ids a line, then the vectors as little-endian float32."""
    count, dimension = (int(word) for word in source.readline().split())
    ids = [source.readline().decode("ascii").strip() for _ in range(count)]
    vectors = np.frombuffer(source.read(), dtype="<f4").reshape(count, dimension)
    shard = Shard(directory, size=None if directory.exists() else count)
    before = shard.count()
    shard.add(ids, vectors)
    complete = shard.count() == before + count
    shard.close()
    if not complete:
        sys.exit(1)


def die_with_parent() -> None:
    """Ask the system to kill this process when its parent ends (Linux: prctl 1, PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    die_with_parent()
    build(Path(sys.argv[1]), sys.stdin.buffer)

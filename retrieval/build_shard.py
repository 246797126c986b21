"""The child process that builds one shard: ids and vectors from standard input, a directory out.

It must never import what reads text or the store: what is not in its memory cannot get into its files.
"""

from __future__ import annotations

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
    shard = Shard(directory)
    shard.add(ids, vectors)
    complete = shard.count() == count
    shard.close()
    if not complete:
        sys.exit(1)


if __name__ == "__main__":
    build(Path(sys.argv[1]), sys.stdin.buffer)

"""One Chroma server filled step by step with made-up vectors: its memory, its disk, how long it builds and answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import UpwellError
from retrieval.chroma import MOST
from retrieval.chroma_server import OnServer

DIMENSION, TOPICS, SPREAD = 384, 2000, 0.6
"""Vectors gather around topics, as those of sentences do: evenly spread ones are harder than any text."""
QUESTIONS, NEAREST = 100, 20
STEPS = 4


@dataclass(frozen=True)
class Step:
    """The server when it holds so many vectors; bytes, seconds, milliseconds."""

    vectors: int
    memory: int
    disk: int
    seconds: float
    """Of the server's processor spent on building, all together."""
    p50: float
    p95: float


@dataclass(frozen=True)
class Node:
    """One server, from empty to full."""

    empty: int
    """Bytes of memory before the first vector; steps follow, at least two."""
    steps: tuple[Step, ...]

    @property
    def bytes_a_vector(self) -> float:
        """Memory by which it grows once its first shard is there."""
        first, last = self.steps[0], self.steps[-1]
        return (last.memory - first.memory) / (last.vectors - first.vectors)


def fill(folder: Path, vectors: int) -> Node:
    """Build shards of so many vectors together, looking at the server in between."""
    chance = np.random.default_rng(1)
    topics = chance.normal(size=(TOPICS, DIMENSION)).astype(np.float32)
    size = min(MOST, max(2, vectors // STEPS))
    steps, spent, held = list[Step](), 0.0, 0
    with _serving(folder) as (process, index):
        empty = _memory(process)
        while held < vectors:
            made = _vectors(chance, topics, size)
            begun = _busy(process)
            index.build(f"g{held}", [f"{held + at:024x}" for at in range(size)], made)
            spent, held = spent + _busy(process) - begun, held + size
            times = _ask(index, list(range(0, held, size)), made[:QUESTIONS])
            disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            p50, p95 = np.percentile(times, [50, 95])
            steps.append(Step(held, _memory(process), disk, spent, float(p50), float(p95)))
        index.close()
    return Node(empty, tuple(steps))


def _vectors(chance: np.random.Generator, topics: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    made = topics[chance.integers(0, len(topics), count)]
    made = made + SPREAD * chance.normal(size=made.shape).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def _ask(index: OnServer, places: list[int], questions: NDArray[np.float32]) -> list[float]:
    """Milliseconds of each question over all shards, as a search of one programme asks them."""
    shards, times = [index.open(f"g{at}") for at in places], []
    for question in questions:
        begun = time.perf_counter()
        for shard in shards:
            shard.nearest(question, NEAREST)
        times.append((time.perf_counter() - begun) * 1000)
    return times


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[int, OnServer]]:
    """A server of its own on loopback: its process id and the way to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as server:  # noqa: S603 - our own command
        try:
            index = OnServer(f"http://127.0.0.1:{port}", "bench")
            _await(index, server)
            yield server.pid, index
        finally:
            server.terminate()


def _await(index: OnServer, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            index.check()
        except UpwellError:
            time.sleep(0.2)
        else:
            return
        if server.poll() is not None:
            break
    raise RuntimeError("chroma run did not start")


def _memory(process: int) -> int:
    """Resident bytes of the server and of what it started: `chroma` is a Python door to the Rust program."""
    return sum(_resident(one) for one in [process, *_children(process)])


def _busy(process: int) -> float:
    """Seconds of the processor that the server has used."""
    ticks = 0
    for one in [process, *_children(process)]:
        told = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in told.read_text(encoding="ascii").split()] if told.exists() else []


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) * 1024

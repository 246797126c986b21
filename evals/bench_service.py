"""Fifty callers at once for a minute on loopback: errors, latency beside an empty address, and memory.

`make bench-service`. A service of its own on the packaged example; the callers are its people, each with a token, and
ask for what the desk asks for. Figures: p50 and p95 in milliseconds of each address and of /healthz in the same minute
on the same connections, requests a second, processor time of the service an answer, and its resident memory in the
second and the last quarter.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import httpx

UPWELL = str(Path(sys.executable).with_name("upwell"))
EMPTY = "/healthz"
PATHS = ("/api/me", "/api/weeks", "/api/digest?week=2026-W43", "/api/cards", EMPTY)
REVIEWERS = ("lk-002", "lk-003", "lk-004", "lk-005", "lk-031")
"""Executives and the lead of the example; whoever may review may call all of PATHS."""
MOST_GROWTH = 1.10


@dataclass
class Seen:
    """What came of the calls: seconds by path, and statuses that were none of success."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    memory: list[int] = field(default_factory=list)
    """Resident kB of the service, once a second."""
    processor: float = 0.0
    """Seconds of processor time the service took: what is left of latency where others use the machine as well."""


def main() -> int:
    """Run it; 1 if anything failed or memory grew by more than a tenth."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    callers = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with tempfile.TemporaryDirectory(prefix="upwell-bench-") as folder:
        home, port = Path(folder), _free_port()
        _answer(home, "demo")
        made = [_answer(home, "token", "create", "--scope", "read", "--for", who, "--json") for who in REVIEWERS]
        tokens = [json.loads(one)["token"] for one in made]
        command, quiet = _upwell(home, "up", "--port", str(port)), subprocess.DEVNULL
        service = subprocess.Popen(command, stdout=quiet, stderr=quiet)  # noqa: S603 - our own command
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            found = asyncio.run(_load(address, tokens, callers, seconds, service.pid))
        finally:
            service.terminate()
            service.wait(30)
    return _report(found, callers, seconds)


async def _load(address: str, tokens: list[str], callers: int, seconds: float, pid: int) -> Seen:
    found, until, begun = Seen(), time.monotonic() + seconds, _processor(pid)
    async with asyncio.TaskGroup() as group:
        group.create_task(_weigh(found, pid, until))
        for number in range(callers):
            group.create_task(_call(address, tokens[number % len(tokens)], number, until, found))
    found.processor = _processor(pid) - begun
    return found


def _processor(pid: int) -> float:
    spent = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


async def _call(address: str, token: str, number: int, until: float, found: Seen) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=60, trust_env=False) as client:
        for path in itertools.islice(itertools.cycle(PATHS), number % len(PATHS), None):
            if time.monotonic() >= until:
                return
            begun = time.perf_counter()
            try:
                status = (await client.get(path)).status_code
            except httpx.HTTPError as problem:
                found.errors[type(problem).__name__] += 1
                continue
            found.seconds[path].append(time.perf_counter() - begun)
            if status != 200:
                found.errors[f"{path} {status}"] += 1


async def _weigh(found: Seen, pid: int, until: float) -> None:
    while time.monotonic() < until:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        resident = re.search(r"VmRSS:\s+(\d+)", status)
        found.memory.append(int(resident[1]) if resident else 0)
        await asyncio.sleep(1)


def _report(found: Seen, callers: int, seconds: float) -> int:
    done = sum(len(times) for times in found.seconds.values())
    head = f"{callers} callers, {seconds:.0f} s: {done} answers, {done / seconds:.0f} a second"
    print(f"{head}, errors {dict(found.errors) or 'none'}")  # noqa: T201 - the benchmark's output
    for path, times in sorted(found.seconds.items()):
        ordered = sorted(times)
        at = {share: 1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95)}
        print(f"  {path:28} n {len(times):6}   p50 {at[0.5]:8.1f} ms   p95 {at[0.95]:8.1f} ms")  # noqa: T201
    print(f"  processor time of the service: {1000 * found.processor / max(1, done):.1f} ms an answer")  # noqa: T201
    quarter = max(1, len(found.memory) // 4)
    early, late = found.memory[quarter : 2 * quarter], found.memory[-quarter:]
    growth = (sum(late) / len(late)) / (sum(early) / len(early)) if early else 1.0
    print(f"  memory: {sum(late) / len(late) / 1024:.0f} MB, {growth:.3f} of the second quarter's")  # noqa: T201
    return 1 if found.errors or growth > MOST_GROWTH else 0


def _upwell(folder: Path, *words: str) -> list[str]:
    """The command in a home of its own; limits per caller are out of the way, as ten callers share a person."""
    settings = (f"HOME={folder / 'home'}", "RATE_PER_MINUTE=1000000")
    return ["/usr/bin/env", *(f"UPWELL_{one}" for one in settings), UPWELL, *words]


def _answer(folder: Path, *words: str) -> str:
    return subprocess.run(_upwell(folder, *words), capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/readyz", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError("upwell up did not answer within two minutes")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())

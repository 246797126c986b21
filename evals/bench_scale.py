"""How many notes one machine carries, by stage, and how far one Chroma server goes: `make bench-scale`.

Two measurements, then arithmetic. A real home takes the packaged example's notes again and again on other days, each
stage timed by the processor (children included), which does not depend on what else the machine does. A real Chroma
server on loopback is filled with made-up vectors. What ten million passages need is multiplied from both.
Arguments: --notes 48 --vectors 100000.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.bench_scale_chroma import Node, fill
from service import requests, workflows
from service.callers import OPERATOR
from service.demo import EXAMPLE
from service.progress import silent
from service.settings import load
from service.stages import handing_in, indexing
from service.wiring import App, opened

WEEK_SECONDS = 7 * 24 * 3600
TODAY, DIGEST = date(2026, 12, 28), "2026-W44"
SEARCHES = 20
ALONE = "  redact alone, nobody known"
FAR = 10_000_000
"""Passages to which both measurements are extended."""


@dataclass
class Spent:
    """Seconds of the processor and of the clock by stage, and how many notes, digests or searches they were for."""

    by_stage: dict[str, tuple[float, float, int]] = field(default_factory=dict)

    @contextmanager
    def on(self, stage: str, count: int) -> Iterator[None]:
        """Time a block that does `stage` for `count` of something."""
        wall, busy = time.perf_counter(), _processor()
        yield
        self.by_stage[stage] = _processor() - busy, time.perf_counter() - wall, count


def main() -> None:
    """Measure, multiply, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=48)
    parser.add_argument("--vectors", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="upwell-bench-") as place:
        told = _one_machine(Path(place), asked.notes)
        node = fill(Path(place) / "chroma", asked.vectors)
    _say_stages(told)
    _say_node(node)
    _say_far(told, node)


@dataclass(frozen=True)
class Machine:
    """What one home came to."""

    spent: Spent
    notes: int
    passages: int
    bytes_kept: int
    memory: int
    """Bytes of this process at its largest."""


def _one_machine(place: Path, notes: int) -> Machine:
    """Everything a week does to so many notes, stage by stage."""
    source, spent = _corpus(place / "notes", notes), Spent()
    settings = load(home=place / "home", key_dir=place / "keys", today=TODAY, scratch=True, engine="builtin")
    settings.home.mkdir(mode=0o700)
    with opened(settings) as app:
        _warm(app)
        request = requests.Ingest((str(source),), consents=str(EXAMPLE / "consents.json"))
        with spent.on("taking in: parse, redact, keep", notes):
            taken = handing_in.take(app, OPERATOR, request, silent)
        kept = len(taken.accepted)
        bodies = [body for note_id in taken.accepted if (body := app.store.notes.body(note_id)) is not None]
        with spent.on(ALONE, kept):
            for body in bodies:
                app.redactor().preview(body, mentor=None, mentee=None, session_date=TODAY)
        with spent.on("index: embed, shard", kept):
            indexing.index(app, silent)
        with spent.on("extract: builtin engine, patterns", kept):
            workflows.extract(app, OPERATOR, requests.Extract(), silent)
        with spent.on("digest of a week", 1):
            workflows.digest(app, OPERATOR, requests.MakeDigest(DIGEST), silent)
        _searches(app, spent)
        passages = sum(app.store.passages.count_of(one) for one in {row.program for row in app.store.notes.rows()})
    size = sum(file.stat().st_size for file in settings.home.rglob("*") if file.is_file())
    return Machine(spent, kept, passages, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _corpus(folder: Path, notes: int) -> Path:
    """The example's notes, on as many days as it takes."""
    folder.mkdir(parents=True)
    files = sorted((EXAMPLE / "notes").glob("*.md"))
    for number in range(notes):
        text = files[number % len(files)].read_text(encoding="utf-8")
        day = next(line.split(": ")[1] for line in text.splitlines() if line.startswith("session_date"))
        moved = date.fromisoformat(day) + timedelta(days=number // len(files))
        name = files[number % len(files)].stem
        text = text.replace(day, moved.isoformat(), 1).replace(f"note_id: {name}", f"note_id: {name}-{number:05}", 1)
        (folder / f"{name}-{number:05}.md").write_text(text, encoding="utf-8")
    return folder


def _warm(app: App) -> None:
    """Models are loaded once for all notes: not part of any stage."""
    redacted, _ = app.redactor().preview("Ana told Ben to ask.", mentor="Ana", mentee="Ben", session_date=TODAY)
    app.builtin.draft(redacted)
    app.embedder.embed(["warm"])


def _searches(app: App, spent: Spent) -> None:
    """One first, which reads the programmes into memory."""
    _search(app, "captions")
    with spent.on("search, a question", SEARCHES):
        for number in range(SEARCHES):
            _search(app, f"what did we learn about meetings and chatbots {number}")


def _search(app: App, query: str) -> None:
    workflows.search(app, OPERATOR, requests.Search(query), silent)


def _processor() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _say_stages(told: Machine) -> None:
    _say(f"One home, {told.notes} notes, {told.passages} passages ({told.passages / told.notes:.0f} a note)")
    _say(f"{'stage':38}{'processor s each':>18}{'clock s each':>14}{'a week, one core':>18}")
    for stage, (busy, wall, count) in told.spent.by_stage.items():
        _say(f"{stage:38}{busy / count:>18.3f}{wall / count:>14.3f}{WEEK_SECONDS * count / busy:>18,.0f}")
    _say(f"notes a week and core, all stages of a note: {_a_week(told):,.0f}")
    _say(f"on disk: {told.bytes_kept / told.passages:,.0f} bytes a passage; memory at its largest: {_mb(told.memory)}")


def _a_week(told: Machine) -> float:
    stages = told.spent.by_stage.items()
    of_notes = [busy / count for stage, (busy, _, count) in stages if count == told.notes and stage != ALONE]
    return WEEK_SECONDS / sum(of_notes)


def _say_node(node: Node) -> None:
    _say("One Chroma server (384 dimensions, shards of at most 50,000)")
    _say(f"{'vectors':>10}{'memory':>12}{'disk':>12}{'built, cpu s':>14}{'query p50 / p95 ms':>22}")
    for one in node.steps:
        query = f"{one.p50:.1f} / {one.p95:.1f}"
        _say(f"{one.vectors:>10,}{_mb(one.memory):>12}{_mb(one.disk):>12}{one.seconds:>14.1f}{query:>22}")
    _say(f"empty: {_mb(node.empty)}; memory a vector more: {node.bytes_a_vector:,.0f} bytes")


def _say_far(told: Machine, node: Node) -> None:
    a_note, on_disk = told.passages / told.notes, told.bytes_kept / told.passages
    rebuilt = node.steps[-1].seconds / node.steps[-1].vectors
    lines: dict[str, Callable[[], Any]] = {
        "notes": lambda: f"{FAR / a_note:,.0f}",
        "weeks of one core to take them all": lambda: f"{FAR / a_note / _a_week(told):,.1f}",
        "disk of the home, index included": lambda: f"{FAR * on_disk / 1e9:,.0f} GB",
        "memory of the service, all programmes searched": lambda: f"{FAR * 1930 / 1e9:,.0f} GB (docs/search.md)",
        "memory of Chroma's server": lambda: f"{FAR * node.bytes_a_vector / 1e9:,.0f} GB",
        "building all shards anew, processor": lambda: f"{FAR * rebuilt / 3600:,.1f} h",
    }
    _say(f"Arithmetic for {FAR:,} passages")
    for name, figure in lines.items():
        _say(f"{name:50}{figure()}")


def _mb(count: float) -> str:
    return f"{count / 1e6:,.0f} MB"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the figures it was run for


if __name__ == "__main__":
    main()

"""Folders to a searchable index: `upwell ingest` beside a plain script of well-known parts, on the same files.

    python -m evals.bench_import [--files 1000] [--words 2000] [--rival 100]

Makes files of mixed kinds out of the packaged training notes, hands them to `upwell ingest` as a user does (once
killed half-way and begun again), then runs the script: markitdown reads, presidio with the same small spaCy model
masks, langchain-chroma with the same sentence model stores. The script does less (no consent, no speakers, no
sessions, no confidences withheld, no limits on what a file may do); it takes the first `--rival` of the files.
Beside the seconds of the clock stand those of the processor, children included: they hold on a busy machine too.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from evals.bench_import_files import make_files
from evals.bench_import_rival import Rival

_UPWELL = Path(sys.executable).with_name("upwell")


def main() -> None:
    """Print one line a way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--words", type=int, default=2000, help="words a file, about")
    parser.add_argument("--rival", type=int, default=100, help="files that the plain script takes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="upwell-bench-") as folder:
        place = Path(folder)
        made = make_files(place / "notes", asked.files, asked.words)
        _print(f"{len(made)} files, {sum(words for _, words in made):,} words")
        ours(place, len(made), sum(words for _, words in made))
        some = made[: asked.rival]
        rival = Rival(place / "rival")
        spent = _spent(lambda: rival.take(p for p, _ in some))
        _say("plain script, models loaded", sum(words for _, words in some), len(some), spent)


def ours(place: Path, files: int, words: int) -> None:
    """Take the folder, killed once on the way; say how much the second run found done, and that all is there once."""
    answers: list[dict[str, Any]] = []

    def interrupted() -> None:
        stored.append(_killed_half_way(place))
        answers.append(json.loads(_ingest(place).communicate()[0]))

    stored: list[int] = []
    spent = _spent(interrupted)
    answer = answers[0]
    taken = len(answer["accepted"]) + len(answer["unchanged"])
    _say("upwell ingest, started twice", words, taken, spent)
    _print(f"  killed after {stored[0]} notes; the second run found {len(answer['unchanged'])} of them done")
    _print("  " + ", ".join(f"{name} {count}" for name, count in _kept(place / "home" / "upwell.db").items()))
    _say("upwell ingest, nothing new", words, taken, _spent(lambda: _ingest(place).communicate()))
    asked = {one["file"] for one in answer["needs"]}
    lost = [one for one in answer["refused"] if one["file"] not in asked]
    _print(f"  {len(asked)} name other people than their pair's and are asked about")
    if taken + len(asked) != files or lost:
        codes = sorted({one["code"] for one in lost})
        sys.exit(f"{files - taken} of {files} files were not taken: {', '.join(codes) or 'no reason given'}.")


def _killed_half_way(place: Path) -> int:
    """Kill the first run once it has shown some progress; returns the notes it had stored."""
    run = _ingest(place)
    half = len(list((place / "notes").iterdir())) // 2
    stored = 0
    while run.poll() is None and stored < half:
        time.sleep(2)
        stored = _stored(place / "home" / "upwell.db")
    run.send_signal(signal.SIGKILL)
    run.communicate()
    return stored


def _stored(database: Path) -> int:
    try:
        return _kept(database)["notes"] if database.exists() else 0
    except sqlite3.OperationalError:
        return 0  # its tables are being made


def _kept(database: Path) -> dict[str, int]:
    """What the home holds: a note twice or lost shows here."""
    asked = {
        "notes": "SELECT count(*) FROM notes",
        "not yet indexed": "SELECT count(*) FROM notes WHERE stage = 'redacted'",
        "passages": "SELECT count(*) FROM passages",
    }
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return {name: int(connection.execute(query).fetchone()[0]) for name, query in asked.items()}


def _ingest(place: Path) -> subprocess.Popen[bytes]:
    settings = (f"UPWELL_HOME={place / 'home'}", f"UPWELL_KEY_DIR={place / 'keys'}", "UPWELL_TODAY=2026-11-02")
    command = [str(_UPWELL), "ingest", str(place / "notes"), "--consents", str(place / "consents.json"), "--json"]
    return subprocess.Popen(  # noqa: S603 - our own command
        ["/usr/bin/env", *settings, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _spent(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, those of ended children included."""
    began, busy = time.perf_counter(), _busy()
    act()
    return time.perf_counter() - began, _busy() - busy


def _busy() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _say(name: str, words: int, files: int, spent: tuple[float, float]) -> None:
    seconds, busy = spent
    _print(
        f"{name}: {files} files in {seconds:.0f} s, {words / seconds:,.0f} words a second; "
        f"{busy:.0f} s of the processor, {words / busy:,.0f} words a second of it"
    )


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

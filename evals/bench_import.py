"""Folders to a searchable index: `upwell ingest` beside a plain script of well-known parts, on the same files.

    python -m evals.bench_import [--files 1000] [--words 2000] [--rival 100]

Makes files of mixed kinds out of the packaged training notes, hands them to `upwell ingest` as a user does (once
killed half-way and begun again), then runs the script: markitdown reads, presidio with the same small spaCy model
masks, langchain-chroma with the same sentence model stores. The script does less (no consent, no speakers, no
sessions, no confidences withheld, no limits on what a file may do); it takes the first `--rival` of the files.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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
        ours(place, sum(words for _, words in made))
        rival = Rival(place / "rival")
        some = made[: asked.rival]
        _say("plain script", sum(words for _, words in some), len(some), _timed(lambda: rival.take(p for p, _ in some)))


def ours(place: Path, words: int) -> None:
    """Take the folder, killed once on the way, and say how much of the work the second run found done."""
    began = time.perf_counter()
    stored = _killed_half_way(place)
    answer = json.loads(_ingest(place).communicate()[0])
    taken = len(answer["accepted"]) + len(answer["unchanged"])
    _say("upwell ingest", words, taken, time.perf_counter() - began)
    _print(f"  killed after {stored} notes; the second run found {len(answer['unchanged'])} of them done")
    again = _timed(lambda: _ingest(place).communicate())
    _say("upwell ingest, nothing new", words, taken, again)
    if answer["refused"]:
        _print(f"  refused: {len(answer['refused'])}, first: {answer['refused'][0]['code']}")


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
    import sqlite3

    if not database.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _ingest(place: Path) -> subprocess.Popen[bytes]:
    settings = (f"UPWELL_HOME={place / 'home'}", f"UPWELL_KEY_DIR={place / 'keys'}", "UPWELL_TODAY=2026-11-02")
    command = [str(_UPWELL), "ingest", str(place / "notes"), "--consents", str(place / "consents.json"), "--json"]
    return subprocess.Popen(  # noqa: S603 - our own command
        ["/usr/bin/env", *settings, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _say(name: str, words: int, files: int, seconds: float) -> None:
    _print(f"{name}: {files} files in {seconds:.0f} s, {words / seconds:,.0f} words a second")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Seconds of the builtin engine for 36 notes, and whether they grow with the words alone.

    python -m evals.bench_extract [FOLDER] [--rounds N]

Engine (drafts, anchors, checks, guard) and Redactor are timed apart, once all models are loaded; beside them, in the
same round, MiniLM's vectors of the same sentences: what the simplest engine would have to compute. The best round of
each counts. Then notes told one after the other as a single longer one: seconds for 1,000 words of each.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from evals.gold import Case, load_cases
from evals.stages import sentences
from extractor.builtin import BuiltinEngine
from extractor.pipeline import extract
from mentoring.grounding.guard import Guard
from mentoring.records import RedactedText, Vault
from mentoring.redaction import Redactor
from retrieval.embed import Embedder

PACKAGED = Path(__file__).parent / "cases" / "blind"
NOTES, WORDS = 36, 18_000
LENGTHS = (1, 2, 4, 8, 16)
"""Notes told as one."""


def seconds(job: Callable[[], object], rounds: int) -> float:
    """Of the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - began)
    return best


def redacted(bodies: Sequence[tuple[Case, str]]) -> list[tuple[RedactedText, Vault]]:
    """Each body as a note of its case's two people."""
    redactor = Redactor()
    return [
        redactor.preview(
            body, mentor=case.note.mentor, mentee=case.note.mentee, note_id=case.note.note_id,
            session_date=case.note.session_date, format=case.note.format,
        )
        for case, body in bodies
    ]  # fmt: skip


def words_of(bodies: Sequence[tuple[Case, str]]) -> int:
    """Words between blanks."""
    return sum(len(body.split()) for _, body in bodies)


def long_note(cases: Sequence[Case], length: int) -> list[tuple[Case, str]]:
    """Some notes as one of the first's two people."""
    return [(cases[0], "\n\n".join(case.note.body for case in cases[:length]))]


def main() -> None:
    """Print seconds, ratios and growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?", default=PACKAGED)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    cases = load_cases(wanted.cases)
    bodies = [(case, case.note.body) for case in cases[:NOTES]]
    words, engine, embedder = words_of(bodies), BuiltinEngine(), Embedder()

    def drawn(texts: Sequence[tuple[RedactedText, Vault]]) -> None:
        for text, vault in texts:
            extract(text, engine, Guard(vault))

    texts = redacted(bodies)
    drawn(texts[:1])
    plain = [sentences(body) for _, body in bodies]
    embedder.embed(plain[0])
    jobs = {
        "MiniLM": lambda: [embedder.embed(told) for told in plain],
        "engine": lambda: drawn(texts),
        "redactor": lambda: redacted(bodies),
    }
    best = {name: seconds(job, wanted.rounds) for name, job in jobs.items()}
    for name, took in best.items():
        sys.stdout.write(
            f"{name:9} {took:6.1f} s for {len(bodies)} notes of {words:,} words; for {WORDS:,} words "
            f"{took * WORDS / words:6.1f} s; {took / best['MiniLM']:5.1f} times MiniLM\n"
        )
    for length in LENGTHS:
        note = long_note(cases, length)
        text = redacted(note)
        took = seconds(partial(drawn, text), wanted.rounds)
        size = words_of(note)
        sys.stdout.write(f"one note of {size:6,} words: {1000 * took / size:6.2f} s for 1,000\n")


if __name__ == "__main__":
    main()

"""How often a report's status is told as its reader did: done, late or missed (extractor/outcome.py).

    python -m evals.statuses

Data: evals/cases/reports.json (200 sentences by one writer) and reports.json of the training hands that have one.
The rules were written after reading all of them but where a figure in docs/decisions says otherwise.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from evals.marked import TRAINING, load_marked
from evals.metrics.shares import Share
from extractor.outcome import status

_CASES = TRAINING.parent / "reports.json"


def told() -> Iterator[tuple[str, str, date | None, date, str]]:
    """(whose, words, due, day of the session, status as marked)."""
    for row in _rows(_CASES):
        due = date.fromisoformat(row["due"]) if row["due"] else None
        yield "sentences", row["words"], due, date.fromisoformat(row["reported"]), row["status"]
    for file in sorted(TRAINING.glob("*/reports.json")):
        cases = {case.note.note_id: case for case in load_marked(file.parent)}
        for row in _rows(file):
            note, number = row["promise"]
            due, day = cases[note].actions[number].due, cases[row["note"]].note.session_date
            yield file.parent.name, row["words"], due, day, row["status"]


def _rows(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def main() -> None:
    """Command line."""
    right: dict[str, list[bool]] = {}
    for whose, words, due, day, marked in told():
        right.setdefault(whose, []).append(status(words, due, day) == marked)
    for whose, hits in right.items():
        sys.stdout.write(f"{Share(whose, sum(hits), len(hits))}\n")


if __name__ == "__main__":
    main()

"""How far two careful readers agree: the ceiling to read the engine's own figures against.

    python -m evals.second_reader

The notes of one hand carry its labels; a second reader, who had the annotation guide and the bare notes, marked the
confidential passages and gave each insight its theme and direction (evals/cases/second_reader). Scored as the redactor
and the engine are: a passage counts when nine tenths of it are covered.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.gold import Case
from evals.marked import TRAINING, load_marked
from evals.metrics import redaction
from evals.metrics.shares import Share, pooled
from mentoring.records import RedactedText, WithheldPassage

LABELS = Path(__file__).parent / "cases" / "second_reader"


def agreement(hand: str = "y") -> list[Share]:
    """Shares of the first reader's labels that the second one gave too, and of the other text that only he withheld."""
    lines = (LABELS / f"{hand}.jsonl").read_text(encoding="utf-8").splitlines()
    second = {label["note"]: label for label in map(json.loads, lines)}
    shares = []
    for case in load_marked(TRAINING / hand):
        label = second[case.note.note_id]
        shares += [one for one in redaction.score(case, _withheld(case, label)) if one.name.startswith("withheld/")]
        for number, insight in enumerate(case.insights):
            given = label["insights"][str(number)]
            shares.append(Share("theme", float(given["theme"] == insight.theme), 1))
            shares.append(Share("direction", float(given["direction"] == insight.direction), 1))
    return pooled(shares)


def _withheld(case: Case, label: Mapping[str, Any]) -> RedactedText:
    body = case.note.body
    places = [(body.index(passage["text"]), passage) for passage in label["confidential"]]
    held = [WithheldPassage(at, at + len(one["text"]), one["reason"]) for at, one in sorted(places, key=lambda p: p[0])]
    return RedactedText(case.note.note_id, case.note.session_date, None, body, (), tuple(held))


if __name__ == "__main__":
    for share in agreement():
        if share.name.count("/") < 2:
            sys.stdout.write(f"{share.name}: {share.hits / share.n:.3f} of {share.n:.0f}\n")

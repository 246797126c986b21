"""The redactor on public sets, in the parts it was not fitted on, with published figures as baselines.

Odd cases of TAB, odd templates of presidio-research, odd sentences of WNUT-17 (evals/redaction_sets.py). No
participants are given; nobody is announced. `python -m evals.public_redaction DATA` prints it alone.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from evals.metrics.shares import Share
from evals.redaction_sets import Text, presidio_research, tab, wnut17
from evals.results import Measured, Unscored, from_shares, measured
from mentoring.records import RedactedText
from mentoring.redaction import Redactor
from service.progress import Progress

_DAY = date(2026, 1, 1)
Scored = tuple[str, Share]
"""(document, share)"""


def measure_public(data: Path | None, progress: Progress) -> tuple[list[Measured], list[Unscored]]:
    """Every figure of the sets that are there; one sentence for each that is not."""
    figures, missing = [], []
    for number, (name, (file, score)) in enumerate(_SETS.items()):
        progress("public sets", number, len(_SETS))
        if data is None or not (data / file).is_file():
            missing.append(Unscored(name, f"no {file} in the folder that UPWELL_DATA names", required=False))
            continue
        figures += [measured(metric, rows) for metric, rows in from_shares(score(data)).items()]
    return figures, missing


def _tab(data: Path) -> Iterator[Scored]:
    redactor = Redactor()
    for number, row in enumerate(tab(data, 1)):
        yield from ((f"tab {number}", share) for share in score_tab(row, redactor))


def score_tab(row: dict[str, Any], redactor: Redactor) -> Iterator[Share]:
    """Entity recall as TAB counts it (every mention hidden), precision over found spans."""
    body, text = row["text"], _redacted(redactor, row["text"])
    hidden = _hidden(text, body)
    entities: dict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    need = [False] * len(body)
    for mention in row["mentions"]:
        start, end, kind = mention["start_offset"], mention["end_offset"], mention["identifier_type"]
        if kind == "NO_MASK":
            continue
        need[start:end] = [True] * (end - start)
        key = (kind.lower(), mention["entity_id"], mention["entity_type"] == "DATETIME")
        entities[key].append(all(hidden[start:end]))
    for (kind, _, dated), mentions in entities.items():
        yield Share(f"TAB {kind} recall", float(all(mentions)), 1)
        if kind == "quasi" and not dated:
            yield Share("TAB quasi recall without dates", float(all(mentions)), 1)
    for span in text.spans:
        yield Share("TAB precision", float(any(need[span.start : span.end])), 1)


def _persons(name: str, texts: Callable[[Path, int], Iterator[Text]]) -> Callable[[Path], Iterator[Scored]]:
    def score(data: Path) -> Iterator[Scored]:
        redactor = Redactor()
        for number, text in enumerate(texts(data, 1)):
            yield from ((f"{name} {number}", share) for share in score_persons(text, name, redactor))

    return score


def score_persons(text: Text, name: str, redactor: Redactor) -> Iterator[Share]:
    """Recall of PERSON spans to the last character, precision of PERSON finds."""
    found = _redacted(redactor, text.body)
    hidden = _hidden(found, text.body)
    for start, end, kind in text.spans:
        if kind == "PERSON":
            yield Share(f"{name} person recall", float(all(hidden[start:end])), 1)
    for span in found.spans:
        if span.type == "PERSON":
            hit = any(kind == "PERSON" and a < span.end and span.start < b for a, b, kind in text.spans)
            yield Share(f"{name} person precision", float(hit), 1)


_SETS: dict[str, tuple[str, Callable[[Path], Iterator[Scored]]]] = {
    "TAB": ("tab144/tab144.jsonl", _tab),
    "presidio-research": ("presidio_research/synth_v2.jsonl", _persons("presidio-research", presidio_research)),
    "WNUT-17": ("wnut17/wnut17_dev.jsonl", _persons("WNUT-17", wnut17)),
}


def _redacted(redactor: Redactor, body: str) -> RedactedText:
    return redactor.preview(body, mentor=None, mentee=None, session_date=_DAY)[0]


def _hidden(text: RedactedText, body: str) -> list[bool]:
    marks = [False] * len(body)
    for start, end in [(s.start, s.end) for s in text.spans] + [(w.start, w.end) for w in text.withheld]:
        marks[start:end] = [True] * (end - start)
    return marks


def main() -> None:
    """Print them."""
    figures, missing = measure_public(Path(sys.argv[1]), lambda *_: None)
    for one in figures:
        sys.stdout.write(f"{Share(one.name, sum(r.hits for r in one.rows), sum(r.n for r in one.rows))}\n")
    for absent in missing:
        sys.stdout.write(f"{absent.what}: {absent.reason}\n")


if __name__ == "__main__":
    main()

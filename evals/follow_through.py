"""What later notes of a pair report of its earlier promises: follow-through on labelled notes, in order of dates.

    python -m evals.follow_through --cases DIR --labels FILE

FILE is a JSON list of {"promise": [note, number of the action item], "note", "status", "words"}: what a reader found.
The promises are the gold ones, so that the figures are those of follow-through alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evals.gold import Case, load_cases
from evals.metrics.follow_through import Outcome, score
from extractor.followup import Embed, follow_up
from extractor.reports import Head
from mentoring.records import ActionItem, Evidence, RedactedText
from mentoring.redaction import Redactor
from retrieval.embed import Embedder


def outcomes(
    cases: Sequence[Case], redact: Callable[[Case], RedactedText], embed: Embed, head: Head | None = None
) -> Iterator[Outcome]:
    """Every change of every note, oldest first; a promise that was kept is not asked about again."""
    kept: set[str] = set()
    for later in sorted(cases, key=lambda case: case.note.session_date):
        earlier = [one for case in before(later, cases) for one in promises(case) if one.id not in kept]
        for change in follow_up(earlier, redact(later), embed, head):
            if change.status != "missed":
                kept.add(change.action_id)
            words = " ".join(piece.text for piece in change.evidence)
            yield Outcome(change.action_id, change.note_id, change.status, words)


def before(later: Case, cases: Sequence[Case]) -> list[Case]:
    """Earlier notes of the same pair, oldest first."""
    own = [one for one in cases if one.note.pair == later.note.pair and one.note.session_date < later.note.session_date]
    return sorted(own, key=lambda one: one.note.session_date)


def promises(case: Case) -> list[ActionItem]:
    """Gold action items as the store would hold them; their quotes are those of the note before redaction."""
    return [
        ActionItem(
            f"{case.note.note_id}/{number}", case.note.note_id, gold.task, gold.owner, gold.due, 1.0,  # type: ignore[arg-type]  # checked when it was read
            tuple(Evidence(words, 0, 0) for words in gold.evidence), "gold",
        )
        for number, gold in enumerate(case.actions)
    ]  # fmt: skip


def labelled(path: Path) -> list[Outcome]:
    """What a reader found."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Outcome(f"{r['promise'][0]}/{r['promise'][1]}", r["note"], r["status"], r["words"]) for r in rows]


def redacted(cases: Sequence[Case]) -> dict[str, RedactedText]:
    """Every note as an engine meets it."""
    redactor = Redactor()
    return {
        note.note_id: redactor.preview(
            note.body, mentor=note.mentor, mentee=note.mentee, note_id=note.note_id,
            session_date=note.session_date, format=note.format,
        )[0]
        for note in (case.note for case in cases)
    }  # fmt: skip


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, required=True)
    arguments.add_argument("--labels", type=Path, required=True)
    arguments.add_argument("--show", action="store_true", help="print each change with its words")
    options = arguments.parse_args()
    cases = load_cases(options.cases)
    texts = redacted(cases)
    said = list(outcomes(cases, lambda case: texts[case.note.note_id], Embedder().embed))
    for one in said if options.show else []:
        sys.stdout.write(f"{one.promise} {one.note} {one.status}: {' '.join(one.words.split())}\n")
    for share in score(said, labelled(options.labels)):
        sys.stdout.write(f"{share}\n")


if __name__ == "__main__":
    main()

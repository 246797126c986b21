"""Follow-through in the quality suite: what later notes of a pair report of its earlier promises.

By the guide an earlier promise reported done, late or missed is marked as a distractor, "already done" (one missed with
a new date as an action item again). A passage so marked in a note whose pair had promised something before is a report
to be found; a change of status is true when its words stand on one. Which promise it is and how it went is
scored where a reader wrote it down (follow_through.json, as `python -m evals.follow_through` takes it).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.follow_through import before, labelled, outcomes
from evals.gold import Case
from evals.metrics.follow_through import Outcome, same_passage
from evals.results import Measured, Row, measured
from evals.road import Travelled
from extractor.followup import Embed

F1, STATUS = "follow-through F1", "report status"
REPORTED = "already done"


def following(travelled: Sequence[Travelled], folder: Path, embed: Embed) -> list[Measured]:
    """Both figures; the second without a value where nobody wrote down which promise a report is of."""
    said = said_of(travelled, embed)
    file = folder / "follow_through.json"
    return [found(travelled, said), status(said, labelled(file) if file.exists() else [])]


def said_of(travelled: Sequence[Travelled], embed: Embed) -> list[Outcome]:
    """Changes of status over all notes, promises as readers marked them."""
    texts = {one.case.note.note_id: one.text for one in travelled}
    return list(outcomes([one.case for one in travelled], lambda case: texts[case.note.note_id], embed))


def found(travelled: Sequence[Travelled], said: Sequence[Outcome]) -> Measured:
    """Reports found and changes that are true, of all reports and all changes; a row a later note."""
    cases = [one.case for one in travelled]
    rows = [row_of(case, cases, said) for case in cases]
    return measured(F1, rows, "mean", sum(len(reports_in(case, cases)) for case in cases))


def _of(said: Sequence[Outcome], note: str) -> list[Outcome]:
    return [one for one in said if one.note == note]


def reports_in(later: Case, cases: Sequence[Case]) -> list[str]:
    """Passages that report on a promise; none where the pair had promised nothing yet."""
    if not any(one.actions for one in before(later, cases)):
        return []
    return [text for text, why in later.distractors if why == REPORTED]


def row_of(case: Case, cases: Sequence[Case], said: Sequence[Outcome]) -> Row:
    """Of one note of `cases`: its reports that a change stands on, and its changes that stand on one."""
    reports, said = reports_in(case, cases), _of(said, case.note.note_id)
    again = [" ".join(action.evidence) for action in case.actions]
    met = sum(any(same_passage(text, one.words) for one in said) for text in reports)
    true = sum(
        any(same_passage(text, one.words) for text in (*reports, *(again if one.status == "missed" else ())))
        for one in said
    )
    return Row(case.note.note_id, met + true, len(reports) + len(said))


def status(said: Sequence[Outcome], gold: Sequence[Outcome]) -> Measured:
    """Of the reports a reader tied to a promise and that were tied to the same, the share with the right outcome."""
    wanted = {(one.promise, one.note): one.status for one in gold if one.status != "any"}
    met = [one for one in said if (one.promise, one.note) in wanted]
    rows = []
    for note in dict.fromkeys(one.note for one in met):
        told = _of(met, note)
        rows.append(Row(note, sum(one.status == wanted[one.promise, note] for one in told), len(told)))
    return measured(STATUS, rows)

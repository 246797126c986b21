"""Goals of pairs out of a CSV file: program, pair and goal, and where it has them baseline, target, measure, status."""

from __future__ import annotations

import csv
import io

from mentoring.errors import BadInput
from service.programme_requests import GoalRow
from service.search_requests import Goal

MOST, LONGEST = 500, 400
_NEEDED = ("program", "goal")
_FURTHER = ("baseline", "target", "measure", "status")


def read_goals(raw: bytes, name: str) -> tuple[Goal, ...]:
    """The goals of the file; BadInput says which line is wrong and how."""
    return tuple(Goal(one.program, one.text, one.pair or None) for one in read_goal_rows(raw, name))


def read_goal_rows(raw: bytes, name: str) -> tuple[GoalRow, ...]:
    """The same with all that the file says of each goal; other columns are left alone."""
    try:
        table = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
        rows = [(table.line_num, row) for row in table]
    except (UnicodeDecodeError, csv.Error):
        raise BadInput(f"{name} is no CSV in UTF-8: save it as one.", file=name) from None
    if missing := [one for one in _NEEDED if one not in (table.fieldnames or ())]:
        raise BadInput(f"{name} lacks the column {missing[0]}: it needs program, pair and goal.", file=name)
    if len(rows) > MOST:
        raise BadInput(f"{name} has {len(rows)} goals, {MOST} can be looked at together: split it.", file=name)
    for number, row in rows:
        if not all((row[one] or "").strip() for one in _NEEDED) or len(row["goal"]) > LONGEST:
            raise BadInput(
                f"{name}, line {number}: give a programme and a goal of up to {LONGEST} characters.", file=name
            )
    return tuple(_row(number, row) for number, row in rows)


def _row(number: int, row: dict[str, str | None]) -> GoalRow:
    said = {name: (row.get(name) or "").strip() for name in ("program", "pair", "goal", *_FURTHER)}
    further = {name: said[name] for name in _FURTHER if said[name]}
    return GoalRow(said["program"], said["pair"], said["goal"], **further, line=number)

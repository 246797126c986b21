"""Goals of pairs out of a CSV file with the columns program, pair and goal; other columns are left alone."""

from __future__ import annotations

import csv
import io

from mentoring.errors import BadInput
from service.search_requests import Goal

MOST, LONGEST = 500, 400
_NEEDED = ("program", "goal")


def read_goals(raw: bytes, name: str) -> tuple[Goal, ...]:
    """The goals of the file; BadInput says which line is wrong and how."""
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
    return tuple(
        Goal(row["program"].strip(), row["goal"].strip(), (row.get("pair") or "").strip() or None) for _, row in rows
    )

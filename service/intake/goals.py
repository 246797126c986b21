"""Goals of pairs out of a table (CSV or Excel): program, pair, goal, and if there baseline, target, measure, status."""

from __future__ import annotations

from collections.abc import Sequence

from mentoring.errors import BadInput
from service.intake.formats.tables import rows_of
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
    return goal_rows(rows_of(raw, name), name)


def goal_rows(table: Sequence[Sequence[str]], name: str) -> tuple[GoalRow, ...]:
    """The goals of a table whose first row holds the headings."""
    if len(table) < 2:
        raise BadInput(f"{name} holds no goals below its headings.", code="empty", file=name)
    head = [one.strip().casefold() for one in table[0]]
    if missing := [one for one in _NEEDED if one not in head]:
        raise BadInput(f"{name} lacks the column {missing[0]}: it needs program, pair and goal.", file=name)
    if len(table) - 1 > MOST:
        raise BadInput(f"{name} has {len(table) - 1} goals, {MOST} can be looked at together: split it.", file=name)
    rows = [(number, dict(zip(head, row, strict=False))) for number, row in enumerate(table[1:], start=2)]
    for number, row in rows:
        if not all(row.get(one, "").strip() for one in _NEEDED) or len(row["goal"]) > LONGEST:
            raise BadInput(
                f"{name}, line {number}: give a programme and a goal of up to {LONGEST} characters.", file=name
            )
    return tuple(_row(number, row) for number, row in rows)


def _row(number: int, row: dict[str, str]) -> GoalRow:
    said = {name: row.get(name, "").strip() for name in ("program", "pair", "goal", *_FURTHER)}
    further = {name: said[name] for name in _FURTHER if said[name]}
    return GoalRow(said["program"], said["pair"], said["goal"], **further, line=number)

"""Who stayed and was promoted, out of a table (CSV or Excel): counted here, and every row forgotten.

Columns program, group (participant or comparison), stayed, promoted; department where there is one. With a column n a
row is a count of people, else a row is one person who answers yes or no. Names and all other columns are not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentoring.errors import BadInput
from mentoring.programme.comparison import MEASURES, Group, Measure
from service.outcome_requests import OutcomeCount

MOST_ROWS = 10_000
_GROUPS: Mapping[str, Group] = {
    "participant": "participant", "participants": "participant", "programme": "participant", "program": "participant",
    "comparison": "comparison", "control": "comparison", "others": "comparison",
}  # fmt: skip
_SAID = {"yes": 1, "y": 1, "true": 1, "1": 1, "no": 0, "n": 0, "false": 0, "0": 0}
_Row = tuple[str, Group, str, Mapping[Measure, tuple[int, int]]]


def outcome_counts(table: Sequence[Sequence[str]], name: str) -> tuple[OutcomeCount, ...]:
    """Counts by programme, group and measure, of departments that both groups of a programme have."""
    if len(table) < 2 or len(table) > MOST_ROWS:
        raise BadInput(f"{name} has no rows below its headings, or more than {MOST_ROWS:,}.", code="empty", file=name)
    head = [one.strip().casefold() for one in table[0]]
    if missing := [one for one in ("program", "group") if one not in head]:
        raise BadInput(f"{name} lacks the column {missing[0]}: rename its heading so.", file=name)
    if not set(MEASURES) & set(head):
        raise BadInput(f"{name} has neither a column stayed nor one promoted.", file=name)
    rows = [_row(dict(zip(head, row, strict=False)), number, name) for number, row in enumerate(table[1:], start=2)]
    return _counted(rows)


def _row(said: dict[str, str], number: int, name: str) -> _Row:
    group = _GROUPS.get(said.get("group", "").strip().casefold())
    program = said.get("program", "").strip()
    if group is None or not program:
        raise BadInput(f"{name}, line {number}: say the program, and participant or comparison.", file=name)
    many = said.get("n", "").strip() if "n" in said else None
    found: dict[Measure, tuple[int, int]] = {}
    for measure in MEASURES:
        text = said.get(measure, "").strip().casefold()
        if text:
            found[measure] = _count(text, many, number, name)
    return program, group, said.get("department", "").strip().casefold(), found


def _count(text: str, many: str | None, number: int, name: str) -> tuple[int, int]:
    """(n, yes)."""
    if many is None and text in _SAID:
        return 1, _SAID[text]
    if many is not None and many.isdecimal() and text.isdecimal() and int(text) <= int(many) <= 10_000_000:
        return int(many), int(text)
    wrong = "give yes or no" if many is None else "give n and how many of them, in whole numbers"
    raise BadInput(f"{name}, line {number}: {wrong}.", file=name)


def _counted(rows: Sequence[_Row]) -> tuple[OutcomeCount, ...]:
    totals: dict[tuple[str, Group, Measure], list[int]] = {}
    outside: dict[str, int] = {}
    shared = {program: _both(rows, program) for program, *_ in rows}
    for program, group, department, found in rows:
        if department not in shared[program]:
            outside[program] = outside.get(program, 0) + max((n for n, _ in found.values()), default=0)
            continue
        for measure, (n, yes) in found.items():
            total = totals.setdefault((program, group, measure), [0, 0])
            total[0], total[1] = total[0] + n, total[1] + yes
    return tuple(
        OutcomeCount(program, group, measure, n, yes, outside.get(program, 0))
        for (program, group, measure), (n, yes) in sorted(totals.items())
    )


def _both(rows: Sequence[_Row], program: str) -> set[str]:
    """Departments in which this programme has people of both groups; like is set beside like."""
    sides: dict[Group, set[str]] = {"participant": set(), "comparison": set()}
    for of, group, department, _ in rows:
        if of == program:
            sides[group].add(department)
    return sides["participant"] & sides["comparison"]

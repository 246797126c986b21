"""Runs of suites and evaluators' marks. A run holds figures alone: its cases stand under keyed references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select

from mentoring.records import Aspect, Verdict
from mentoring.store.database import Database
from mentoring.store.tables_evaluation import eval_labels, eval_runs


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run, without its cases."""

    id: str
    at: str
    by_ref: str | None
    suites: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Label:
    """What one evaluator says of one side of one item."""

    item_id: str
    note_id: str
    aspect: Aspect
    verdict: Verdict
    by_ref: str
    at: str


class Evaluations:
    """Keeps what evaluators measured and what they marked."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep_run(self, run: RunRow, rows: Sequence[Sequence[object]]) -> None:
        """One more run; runs are never changed."""
        values = {"id": run.id, "at": run.at, "by_ref": run.by_ref, "suites": run.suites, "rows": [*map(list, rows)]}
        with self._db.write() as connection:
            connection.execute(insert(eval_runs).values(**values))

    def runs(self) -> list[RunRow]:
        """Every run, newest first."""
        wanted = select(eval_runs.c.id, eval_runs.c.at, eval_runs.c.by_ref, eval_runs.c.suites)
        with self._db.read() as connection:
            found = connection.execute(wanted.order_by(eval_runs.c.at.desc(), eval_runs.c.id)).all()
        return [RunRow(row.id, row.at, row.by_ref, row.suites) for row in found]

    def rows_of(self, run_id: str) -> list[list[Any]]:
        """[suite, metric, case, hits, n] of one run."""
        with self._db.read() as connection:
            found = connection.scalar(select(eval_runs.c.rows).where(eval_runs.c.id == run_id))
        return found or []

    def mark(self, label: Label) -> None:
        """One mark, in place of an earlier one by the same person."""
        with self._db.write() as connection:
            connection.execute(delete(eval_labels).where(*_same(label.item_id, label.aspect, label.by_ref)))
            connection.execute(
                insert(eval_labels).values(
                    item_id=label.item_id, note_id=label.note_id, aspect=label.aspect, by_ref=label.by_ref,
                    verdict=label.verdict, at=label.at,
                )
            )  # fmt: skip

    def unmark(self, item_id: str, aspect: Aspect, by_ref: str) -> None:
        """Take a mark back."""
        with self._db.write() as connection:
            connection.execute(delete(eval_labels).where(*_same(item_id, aspect, by_ref)))

    def labels(self, by_ref: str | None = None) -> list[Label]:
        """Marks in the order they were made, of everybody or of one person."""
        wanted = select(eval_labels).order_by(eval_labels.c.at, eval_labels.c.item_id, eval_labels.c.aspect)
        if by_ref is not None:
            wanted = wanted.where(eval_labels.c.by_ref == by_ref)
        with self._db.read() as connection:
            return [_label(row) for row in connection.execute(wanted)]


def _same(item_id: str, aspect: str, by_ref: str) -> tuple[Any, ...]:
    columns = eval_labels.c
    return columns.item_id == item_id, columns.aspect == aspect, columns.by_ref == by_ref


def _label(row: Row[Any]) -> Label:
    return Label(row.item_id, row.note_id, row.aspect, row.verdict, row.by_ref, row.at)

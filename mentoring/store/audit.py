"""The audit log: a chain in which each row is keyed to the one before, and whose head is copied outside the home.

A chain alone does not show that its end was cut off (Crosby & Wallach 2009): the head does. Rows hold events, counts
and codes. People stand in it under tags of their own keys, so that destroying a key unlinks them and leaves the chain
valid; other ids stand as keyed hashes. An action whose row cannot be written does not happen: append
inside the action's transaction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, insert, select

from mentoring.errors import BadInput
from mentoring.store import beside_key
from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.subjects import OWN, Subjects
from mentoring.store.tables import audit

GENESIS = "0" * 64
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,39}")
_CHAINED = ("seq", "at", "event", "actor", "subjects", "details", "previous")


@dataclass(frozen=True, slots=True)
class AuditFault:
    """Something in the log is not as it was written."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event as it may be looked at: whom it was about stays a tag in the log."""

    seq: int
    at: str
    event: str
    by_person: bool
    """Somebody who signed in, rather than the operator."""
    details: Mapping[str, Any]


class Audit:
    """Appends to the chain and checks it."""

    def __init__(self, database: Database, keys: Keys, subjects: Subjects) -> None:
        self._db = database
        self._keys = keys
        self._subjects = subjects

    def append(
        self,
        event: str,
        *,
        actor_ref: str | None,
        at: datetime,
        subject_refs: Sequence[str] = (),
        details: Mapping[str, int | str] | None = None,
        ids: Sequence[str] = (),
    ) -> None:
        """Add one row. `details` takes counts and short codes, never text; `ids` are kept as keyed hashes only."""
        row: dict[str, Any] = {"at": at.isoformat(), "event": _code(event), "details": self._details(details, ids)}
        beside_key.must_be_writable(self._keys.head_file.parent)
        with self._db.write() as connection:
            last = connection.execute(select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)).first()
            row["seq"], row["previous"] = (last.seq + 1, last.mac) if last else (1, GENESIS)
            row["actor"] = None if actor_ref is None else self._subjects.tag(actor_ref, OWN, "audit")
            row["subjects"] = json.dumps([self._subjects.tag(ref, OWN, "audit") for ref in subject_refs])
            row["mac"] = self._mac(row)
            connection.execute(insert(audit).values(**row))
            head = {"seq": row["seq"], "mac": row["mac"]}
            self._db.after_commit(lambda: _write_head(self._keys.head_file, head))

    def verify(self) -> list[AuditFault]:
        """What was edited, removed, added or cut off; empty if the log is whole."""
        with self._db.read() as connection:
            rows = connection.execute(select(audit).order_by(audit.c.seq)).all()
        return [*self._broken(rows), *self._against_head(rows)]

    def count(self) -> int:
        """How many rows the log has."""
        with self._db.read() as connection:
            return connection.scalar(select(func.count()).select_from(audit)) or 0

    def kinds(self) -> dict[str, int]:
        """How many events of each kind there are."""
        wanted = select(audit.c.event, func.count()).group_by(audit.c.event).order_by(audit.c.event)
        with self._db.read() as connection:
            return {row[0]: row[1] for row in connection.execute(wanted)}

    def latest(self, limit: int, *, event: str | None = None, before: int | None = None) -> list[AuditRow]:
        """The last events, newest first: of one kind, or before one of them, where asked for."""
        wanted = select(audit).order_by(audit.c.seq.desc()).limit(limit)
        if event is not None:
            wanted = wanted.where(audit.c.event == event)
        if before is not None:
            wanted = wanted.where(audit.c.seq < before)
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [AuditRow(row.seq, row.at, row.event, row.actor is not None, json.loads(row.details)) for row in rows]

    def _broken(self, rows: Sequence[Row[Any]]) -> Iterator[AuditFault]:
        seq, previous = 0, GENESIS
        for row in rows:
            if row.seq != seq + 1:
                yield AuditFault(row.seq, f"rows are missing between {seq} and {row.seq}")
            elif row.previous != previous:
                yield AuditFault(row.seq, "does not follow from the row before it")
            if row.mac != self._mac(row._asdict()):
                yield AuditFault(row.seq, "was changed or not written by this home")
            seq, previous = row.seq, row.mac

    def _against_head(self, rows: Sequence[Row[Any]]) -> Iterator[AuditFault]:
        head = _read_head(self._keys.head_file)
        if head is None:
            if rows:
                yield AuditFault(rows[-1].seq, "the copy of the head outside the home is missing or unreadable")
            return
        # The log may be ahead of its copy by what was committed just before a crash, never behind it.
        match = [row for row in rows if row.seq == head["seq"]]
        if not match:
            yield AuditFault(head["seq"], "the end of the log was cut off")
        elif match[0].mac != head["mac"]:
            yield AuditFault(head["seq"], "differs from the copy of the head outside the home")

    def _mac(self, row: Mapping[str, Any]) -> str:
        return self._keys.mac("audit", json.dumps([row[name] for name in _CHAINED]).encode())

    def _details(self, details: Mapping[str, int | str] | None, ids: Sequence[str]) -> str:
        checked = {
            _code(name): _code(value) if isinstance(value, str) else value for name, value in (details or {}).items()
        }
        hashed = [self._keys.mac("audit-id", one.encode())[:16] for one in ids]
        return json.dumps({**checked, "ids": hashed} if hashed else checked, sort_keys=True)


def _code(value: str) -> str:
    """A word of the program's own: nothing a person wrote fits through."""
    if not _CODE.fullmatch(value):
        raise BadInput("The audit log takes counts and codes, not text.")
    return value


def _write_head(file: Path, head: Mapping[str, int | str]) -> None:
    beside_key.replace(file, json.dumps(head).encode(), "The head of the audit log")


def _read_head(file: Path) -> dict[str, Any] | None:
    try:
        head = json.loads(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return head if isinstance(head, dict) and {"seq", "mac"} <= head.keys() else None

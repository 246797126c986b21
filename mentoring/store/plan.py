"""An erasure under way: what is left to do, sealed in one row until it is done."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, select, update

from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.receipt import LISTS, Receipt
from mentoring.store.tables import erasures

Step = Literal["files", "index", "fulltext", "log", "scan", "done"]
_IN_HAND: set[str] = set()
"""Erasures that a thread of this process carries out now: not cut off, though not finished either."""
STEPS: tuple[Step, ...] = ("files", "index", "fulltext", "log", "scan", "done")


@dataclass(frozen=True, slots=True)
class Plan:
    """What later steps need. No text: needles are keyed hashes."""

    receipt: Receipt
    step: Step
    programs: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    """(artifact id, path) of files to wipe."""
    needles: bytes

    @property
    def following(self) -> Step:
        """The step after this one."""
        return STEPS[STEPS.index(self.step) + 1]


class Plans:
    """Keeps plans and finished receipts, sealed."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._db = database
        self._keys = keys

    def begin(self, plan: Plan, at: datetime) -> None:
        """The first row of an erasure; in the transaction that deletes."""
        row = {"id": plan.receipt.erasure, "step": plan.step, "sealed": self._sealed(plan), "at": at.isoformat()}
        with self._db.write() as connection:
            connection.execute(insert(erasures).values(**row))

    def save(self, plan: Plan) -> Plan:
        """The plan after a step; a finished one keeps its receipt and forgets what it looked for."""
        kept = replace(plan, files=(), needles=b"{}") if plan.step == "done" else plan
        with self._db.write() as connection:
            connection.execute(
                update(erasures)
                .where(erasures.c.id == plan.receipt.erasure)
                .values(step=kept.step, sealed=self._sealed(kept))
            )
        return kept

    def cut_off(self) -> list[Plan]:
        """Erasures that a crash or a failure interrupted, oldest first."""
        return [plan for plan in self._all() if plan.step != "done" and plan.receipt.erasure not in _IN_HAND]

    def receipts(self) -> list[Receipt]:
        """Receipts of all finished erasures, oldest first."""
        return [plan.receipt for plan in self._all() if plan.step == "done"]

    def _all(self) -> list[Plan]:
        with self._db.read() as connection:
            rows = connection.execute(select(erasures).order_by(erasures.c.at, erasures.c.id)).all()
        return [self._opened(row.id, row.sealed) for row in rows]

    def _sealed(self, plan: Plan) -> bytes:
        fields = {**asdict(plan), "needles": base64.b64encode(plan.needles).decode()}
        return self._keys.seal(json.dumps(fields).encode(), f"erasure:{plan.receipt.erasure}")

    def _opened(self, erasure: str, sealed: bytes) -> Plan:
        fields = json.loads(self._keys.unseal(sealed, f"erasure:{erasure}"))
        told = fields["receipt"]
        lists = {name: tuple(told.get(name, ())) for name in LISTS}
        return Plan(
            receipt=Receipt(**{**told, **lists}),
            step=fields["step"],
            programs=tuple(fields["programs"]),
            files=tuple((artifact, path) for artifact, path in fields["files"]),
            needles=base64.b64decode(fields["needles"]),
        )


@contextmanager
def in_hand() -> Iterator[str]:
    """The id of a new erasure, known to this process as its own until the block ends, however it ends."""
    erasure = os.urandom(16).hex()
    _IN_HAND.add(erasure)
    try:
        yield erasure
    finally:
        _IN_HAND.discard(erasure)

"""What must outlive a home, kept beside its master key from the first backup on.

Two files, sealed under the home's key and replaced with each change: the list of withdrawals (which consents stand,
what was taken back, what a mentor holds), without which no backup is restored, and a copy of the living subject keys,
which no backup holds. A key that a withdrawal destroys goes from the copy too: no backup opens her notes any more.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from mentoring.consent.gate import Session
from mentoring.errors import Damaged
from mentoring.records import Consent
from mentoring.store import beside_key
from mentoring.store.keys import Keys
from mentoring.store.tables import items

if TYPE_CHECKING:
    from mentoring.store.store import Store

SubjectKeys = dict[tuple[str, str], bytes]
"""(person_ref, scope) -> key, wrapped by the home's."""


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """What stands and what was taken back, as of one row of the audit log."""

    seq: int = 0
    """Last row of the audit log when this was written."""
    consents: tuple[Consent, ...] = ()
    sessions: tuple[Session, ...] = ()
    """Every session that was ever taken out, and by whom."""
    named: frozenset[str] = frozenset()
    """Keyed references of the names of third parties who were taken out."""
    barred: Mapping[str, str] = field(default_factory=dict)
    """Item -> held or vetoed by its mentor, or softened: the words before are not hers any more."""
    gone_before: Mapping[str, str] = field(default_factory=dict)
    """What retention ended -> ISO date before which it is gone."""


class Outside:
    """Keeps both files of one home in step with its store, once there are any."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.withdrawals = store.keys.head_file.with_suffix(".withdrawals")
        self.subjects = store.keys.head_file.with_suffix(".subjects")

    def begin(self) -> None:
        """A backup is being made: from now on what is taken back is kept beside the key as well."""
        beside_key.must_be_writable(self.withdrawals.parent)
        self._write_keys(self._store.subjects.wrapped())
        self._write_list(replace(self._now(), **_lasting(self._before())))

    def changed(self) -> None:
        """Something that both files tell is being changed in the open transaction."""
        if self.withdrawals.exists():
            beside_key.must_be_writable(self.withdrawals.parent)
            self._store.database.after_commit(self.keep)

    def keep(self) -> None:
        """Bring the files up to date, if there are any; at every start too, as a crash may have come between."""
        if not self.withdrawals.exists():
            return
        before, now = self._before(), self._now()
        if replace(now, seq=before.seq, **_lasting(before)) != before:
            self._write_list(replace(now, **_lasting(before)))
        living, copied = self._store.subjects.wrapped(), read_keys(self._store.keys, self.subjects)
        left = {place: key for place, key in copied.items() if living.get(place) == key}
        if left != copied:
            self._write_keys(left)

    def named(self) -> frozenset[str]:
        """Keyed references of the names of third parties who were taken out."""
        return self._before().named

    def add_names(self, refs: Iterable[str]) -> None:
        """Third parties who were taken out; before their notes are rewritten."""
        if self.withdrawals.exists():
            before = self._before()
            self._write_list(replace(before, named=before.named | frozenset(refs)))

    def end_before(self, what: str, day: date) -> None:
        """Retention ended what is older; before it goes."""
        if self.withdrawals.exists():
            before = self._before()
            self._write_list(replace(before, gone_before={**before.gone_before, what: day.isoformat()}))

    def _before(self) -> Withdrawals:
        return read_list(self._store.keys, self.withdrawals) if self.withdrawals.exists() else Withdrawals()

    def _now(self) -> Withdrawals:
        store = self._store
        with store.database.read() as connection:
            hers = (items.c.reason == "mentor") & items.c.state.in_(("held", "vetoed"))
            rows = connection.execute(select(items.c.id, items.c.state).where(or_(hers, items.c.softened))).all()
        return Withdrawals(
            seq=store.audit.count(),
            consents=tuple(store.consents.current()),
            sessions=tuple(store.sessions.ever_withdrawn()),
            barred={row.id: row.state if row.state in ("held", "vetoed") else "softened" for row in rows},
        )

    def _write_list(self, told: Withdrawals) -> None:
        sealed = self._store.keys.seal(_dump(told), "withdrawals")
        beside_key.replace(self.withdrawals, sealed, "The list of withdrawals")

    def _write_keys(self, wrapped: SubjectKeys) -> None:
        rows = [[ref, scope, base64.b64encode(key).decode()] for (ref, scope), key in sorted(wrapped.items())]
        sealed = self._store.keys.seal(json.dumps(rows).encode(), "subject-keys")
        beside_key.replace(self.subjects, sealed, "The copy of the subject keys")


def read_list(keys: Keys, file: Path) -> Withdrawals:
    """The list of withdrawals as it was written; Damaged for anything else."""
    told = json.loads(_opened(keys, file, "withdrawals", "The list of withdrawals"))
    return Withdrawals(
        seq=told["seq"],
        consents=tuple(_consent(one) for one in told["consents"]),
        sessions=tuple(_session(*one) for one in told["sessions"]),
        named=frozenset(told["named"]),
        barred=told["barred"],
        gone_before=told["gone_before"],
    )


def read_keys(keys: Keys, file: Path) -> SubjectKeys:
    """The copy of the subject keys; Damaged for anything else."""
    rows = json.loads(_opened(keys, file, "subject-keys", "The copy of the subject keys"))
    return {(ref, scope): base64.b64decode(key) for ref, scope, key in rows}


def _opened(keys: Keys, file: Path, aad: str, what: str) -> bytes:
    try:
        return keys.unseal(file.read_bytes(), aad)
    except OSError:
        raise Damaged(
            f"{what} ({file}) is not there or cannot be read: put the whole key directory of the home back."
        ) from None
    except Damaged:
        raise Damaged(f"{what} ({file}) was changed, or is another home's: take the home's own.") from None


def _lasting(before: Withdrawals) -> dict[str, Any]:
    """What no row of the store tells, so that it is carried on."""
    return {"named": before.named, "gone_before": before.gone_before}


def _dump(told: Withdrawals) -> bytes:
    fields = {
        "seq": told.seq,
        "consents": [{**asdict(one), "purposes": sorted(one.purposes)} for one in told.consents],
        "sessions": told.sessions,
        "named": sorted(told.named),
        "barred": dict(told.barred),
        "gone_before": dict(told.gone_before),
    }
    return json.dumps(fields, default=date.isoformat).encode()


def _session(ref: str, *place: str | None) -> Session:
    """Lists of older releases have no programme in it."""
    *program, pair, day = place
    return ref, program[0] if program else None, str(pair), date.fromisoformat(str(day))


def _consent(fields: dict[str, Any]) -> Consent:
    days = {name: date.fromisoformat(day) for name in ("given", "expires", "withdrawn") if (day := fields[name])}
    return Consent(**{**fields, **days, "purposes": frozenset(fields["purposes"])})

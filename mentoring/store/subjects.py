"""One key a person and scope: destroying it makes what hangs on it unreadable and unlinkable.

Scope "" is the person's own record (her name); any other scope is a programme (her notes and consents there).
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Collection

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.keys import KEY_BYTES, Keys
from mentoring.store.tables import subject_keys

OWN = ""


class Subjects:
    """The subject keys, each wrapped by the home's key; `changed` is told in the transaction that destroys one."""

    def __init__(self, database: Database, keys: Keys, changed: Callable[[], None]) -> None:
        self._db = database
        self._keys = keys
        self._changed = changed

    def find(self, person_ref: str, scope: str = OWN) -> bytes | None:
        """The key, or None if it was never made or is destroyed."""
        wanted = select(subject_keys.c.wrapped).where(
            subject_keys.c.person_ref == person_ref, subject_keys.c.scope == scope
        )
        with self._db.read() as connection:
            wrapped = connection.scalar(wanted)
        return None if wrapped is None else self._unwrap(wrapped, person_ref, scope)

    def all_keys(self, scope: str = OWN) -> dict[str, bytes]:
        """person_ref -> key, of everybody who has a living one in this scope."""
        wanted = select(subject_keys.c.person_ref, subject_keys.c.wrapped).where(subject_keys.c.scope == scope)
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return {ref: self._unwrap(wrapped, ref, scope) for ref, wrapped in rows}

    def key(self, person_ref: str, scope: str = OWN) -> bytes:
        """The key; made if there is none."""
        with self._db.write() as connection:
            found = self.find(person_ref, scope)
            if found is not None:
                return found
            fresh = os.urandom(KEY_BYTES)
            wrapped = self._keys.seal(fresh, _place(person_ref, scope))
            connection.execute(insert(subject_keys).values(person_ref=person_ref, scope=scope, wrapped=wrapped))
        return fresh

    def tag(self, person_ref: str, scope: str, use: str) -> str:
        """A reference that only the living key links to the person: "k" + 32 hex."""
        return _tag(self.key(person_ref, scope), use)

    def tags(self, use: str, person_refs: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
        """Every living tag for `use` -> (person_ref, scope); of some people only, if given."""
        wanted = select(subject_keys)
        if person_refs is not None:
            wanted = wanted.where(subject_keys.c.person_ref.in_(person_refs))
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return {
            _tag(self._unwrap(row.wrapped, row.person_ref, row.scope), use): (row.person_ref, row.scope) for row in rows
        }

    def scopes(self, person_ref: str) -> set[str]:
        """Scopes in which the person has a living key."""
        wanted = select(subject_keys.c.scope).where(subject_keys.c.person_ref == person_ref)
        with self._db.read() as connection:
            return set(connection.scalars(wanted))

    def destroy(self, person_ref: str, scope: str) -> None:
        """Forget the key; overwritten on disk by `secure_delete`."""
        with self._db.write() as connection:
            connection.execute(
                delete(subject_keys).where(subject_keys.c.person_ref == person_ref, subject_keys.c.scope == scope)
            )
            self._changed()

    def wrapped(self) -> dict[tuple[str, str], bytes]:
        """(person_ref, scope) -> the key as it is kept: wrapped by the home's."""
        with self._db.read() as connection:
            rows = connection.execute(select(subject_keys)).all()
        return {(row.person_ref, row.scope): row.wrapped for row in rows}

    def _unwrap(self, wrapped: bytes, person_ref: str, scope: str) -> bytes:
        return unwrap(self._keys, person_ref, scope, wrapped)


def unwrap(keys: Keys, person_ref: str, scope: str, wrapped: bytes) -> bytes:
    """A subject's key out of its wrapping."""
    return keys.unseal(wrapped, _place(person_ref, scope))


def _place(person_ref: str, scope: str) -> str:
    return f"subject:{person_ref}:{scope}"


def _tag(key: bytes, use: str) -> str:
    return "k" + hmac.new(key, use.encode(), hashlib.sha256).hexdigest()[:32]

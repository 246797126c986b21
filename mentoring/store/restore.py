"""A backup's rows back into an empty database, with the keys that were kept beside the master key.

What a key that is no longer there would open stays out: a note or a pair is put back with both people's keys or not at
all, a person with her own. The tables are first made as the release made them that wrote the backup, then migrated.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table, insert, null

from mentoring.errors import Damaged, Misconfigured
from mentoring.store import counters, migrate
from mentoring.store.backup import (
    FIRST,
    LAST,
    LEFT_OUT,
    OF_ITEM,
    OF_NOTE,
    OF_PAIR,
    WORDS,
    pair_place,
    together,
    words_place,
)
from mentoring.store.database import Database
from mentoring.store.keys import Keys, unseal
from mentoring.store.outside import SubjectKeys
from mentoring.store.sealed_file import SealedReader
from mentoring.store.subjects import OWN, unwrap

_KNOWN = ("notes", "subject_keys", *FIRST, *OF_PAIR, *OF_NOTE, *OF_ITEM, *LAST)


@dataclass
class Loaded:
    """What was put back, and what was left out because its key is destroyed."""

    notes: int = 0
    unreadable: int = 0
    """Notes whose participants' keys a withdrawal destroyed since."""
    forgotten: int = 0
    """People whose own key it destroyed."""
    named: frozenset[str] = frozenset()
    """Third parties who were taken out before the backup: they are in none of its notes."""


def load(database: Database, keys: Keys, reader: SealedReader, subject_keys: SubjectKeys) -> Loaded:
    """Fill the database, all or nothing; Misconfigured where there is something in it already."""
    must_be_empty(database)
    known = {name for name in _KNOWN if name not in LEFT_OUT or name == "subject_keys"}
    with database.write() as connection:
        migrate.upgrade(database, str(reader.header["revision"]))
        made = MetaData()
        made.reflect(connection, only=lambda name, _: name in known)
        loader = _Loader(
            connection, made.tables, {place: unwrap(keys, *place, key) for place, key in subject_keys.items()}
        )
        wrapped = [{"person_ref": ref, "scope": scope, "wrapped": key} for (ref, scope), key in subject_keys.items()]
        loader.insert("subject_keys", wrapped)
        for line in reader.lines(keys):
            loader.take(line)
        loader.finish()
        counters.advance(connection, made.tables.values())
    migrate.upgrade(database)
    return loader.loaded


def must_be_empty(database: Database) -> None:
    """Misconfigured where some home uses the database."""
    if migrate.revision(database) is not None:
        raise Misconfigured("The database is not empty: restore into one of its own, nothing was changed.")


class _Loader:
    def __init__(
        self, connection: Connection, tables: Mapping[str, Table], keys: Mapping[tuple[str, str], bytes]
    ) -> None:
        self._connection, self._tables, self._keys = connection, tables, keys
        self._known: dict[str, set[str]] = {"people": set(), "notes": set(), "items": set()}
        self._late: dict[str, list[dict[str, Any]]] = {"outcomes": [], "patterns": [], "pattern_items": []}
        self._note_keys: dict[str, bytes] = {}
        self.loaded = Loaded()

    def take(self, line: dict[str, Any]) -> None:
        """One line of a backup: rows of a table, or a note with what hangs on it."""
        if "named" in line:
            self.loaded.named = frozenset(line["named"])
            return
        if "note_id" in line:
            self._note(line)
            return
        if "pair" in line:
            self._pair(line["pair"], _decoded(line)["sealed"])
            return
        name, rows = line["table"], [_decoded(row) for row in line["rows"]]
        if name in WORDS:  # older files: patterns do not say of which notes they are
            there = self._known["notes"]
            rows = [self._opened(name, row) for row in rows if there.issuperset(row.get("of", ()))]
        if name in self._late:
            self._late[name] += rows
        else:
            keep = self._kept(name)
            self.insert(name, [row for row in rows if keep(row)])

    def finish(self) -> None:
        """What hangs on several notes, as far as they are all there."""
        there = self._known["items"]
        self.insert("outcomes", [row for row in self._late["outcomes"] if row["item_id"] in there])
        members = self._late["pattern_items"]
        lacking = {row["pattern_id"] for row in members if row["item_id"] not in there}
        whole = {row["id"]: row for row in self._late["patterns"] if row["id"] not in lacking}
        self.insert("patterns", list(whole.values()))
        self.insert("pattern_items", [row for row in members if row["pattern_id"] in whole])

    def insert(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows; what is null in a column of JSON is null there too, not the JSON word."""
        table = self._tables[name]
        of_json = [column.name for column in table.columns if isinstance(column.type, JSON)]
        for row in rows:
            row.update({one: null() for one in of_json if row.get(one) is None})
            self._connection.execute(insert(table).values(**row))

    def _opened(self, name: str, row: dict[str, Any]) -> dict[str, Any]:
        """A digest or pattern whose notes are all there, with its words."""
        of = row.pop("of", ())
        if not of:
            return row
        words = unseal(together([self._note_keys[one] for one in of]), row[WORDS[name]], words_place(name, row))
        return {**row, WORDS[name]: words.decode()}

    def _pair(self, who: dict[str, str], sealed: bytes) -> None:
        keys = [self._keys.get((who[side], who["program"])) for side in ("mentor_ref", "mentee_ref")]
        living = [key for key in keys if key is not None]
        bundle = _open(together(living), sealed, pair_place(who)) if len(living) == len(keys) else None
        for name, rows in ({} if bundle is None else json.loads(bundle)).items():
            self.insert(name, [_decoded(row) for row in rows])

    def _kept(self, name: str) -> Callable[[dict[str, Any]], bool]:
        if name == "people":
            return self._is_hers
        if name in ("people_names", "mail_stops"):
            return lambda row: row["person_ref"] in self._known["people"]
        return lambda _: True

    def _is_hers(self, row: dict[str, Any]) -> bool:
        """Whether her own key still opens her record."""
        ref = row["person_ref"]
        opened = _open(self._keys.get((ref, OWN)), row["sealed"], f"person:{ref}") is not None
        self._known["people"] |= {ref} if opened else set()
        self.loaded.forgotten += not opened
        return opened

    def _note(self, line: dict[str, Any]) -> None:
        note_id, key = line["note_id"], _decoded(line)["key"]
        for ref in (line["mentor_ref"], line["mentee_ref"]):
            key = None if key is None else _open(self._keys.get((ref, line["program"])), key, f"note-key:{note_id}")
        bundle = None if key is None else _open(key, _decoded(line)["sealed"], f"backup:{note_id}")
        if bundle is None:
            self.loaded.unreadable += 1
            return
        self._known["notes"].add(note_id)
        self._note_keys[note_id] = key
        self.loaded.notes += 1
        for name, rows in json.loads(bundle).items():
            decoded = [_decoded(row) for row in rows]
            if name == "items":
                self._known["items"] |= {row["id"] for row in decoded}
            if name in self._late:
                self._late[name] += decoded
            else:
                self.insert(name, decoded)


def _open(key: bytes | None, sealed: bytes, aad: str) -> bytes | None:
    """None where the key is destroyed, or another was made since for the same person."""
    if key is None:
        return None
    try:
        return unseal(key, sealed, aad)
    except Damaged:
        return None


def _decoded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"bytes"}:
        return base64.b64decode(value["bytes"])
    if isinstance(value, dict) and value.keys() == {"date"}:
        return date.fromisoformat(value["date"])
    return value

"""A backup: one sealed file with the home's rows, by meaning rather than by pages of one database.

Inside stand no keys (those of the subjects are copied beside the master key), no full text, no vectors and nothing that
lets anybody in; what can be made again is made again. Each note is sealed once more under its own key, with all that
hangs on it: once a participant's key is destroyed, no backup opens it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from sqlalchemy import Connection, Row, Table, select

from mentoring.store import migrate
from mentoring.store.keys import seal
from mentoring.store.notes import note_key
from mentoring.store.sealed_file import SealedWriter
from mentoring.store.store import Store
from mentoring.store.tables import erasures, items, metadata, notes, pattern_items
from mentoring.store.tables_programme import goals, pairs

FIRST = ("meta", "people", "people_names", "mail_stops", "consent_records", "consent_events", "consent_ends",
         "session_choices", "refusals", "artifacts", "audit", "erasures", "eval_runs", "kept_searches",
         "pulses", "surveys", "matches", "programmes", "programme_texts",
         "comparisons")  # fmt: skip
"""Rows that hang on no note, in an order in which they can be put back."""
OF_PAIR = ("pairs", "goals", "meetings", "goal_items")
"""What the two of a pair wrote of it, in an order in which it can be put back."""
OF_NOTE = ("items", "set_aside", "hidden_words", "note_sources", "artifact_notes", "eval_labels", "outcomes",
           "thanks", "uses", "stories")  # fmt: skip
OF_ITEM = ("decisions", "reviews")
LAST = ("patterns", "pattern_items", "digests")
"""What was made of several notes."""
WORDS = {"patterns": "title", "digests": "body"}
"""Their columns with words."""
LEFT_OUT = {
    "subject_keys": "keys",
    "passages": "full text and vectors: made anew",
    "index_generations": "the index: made anew",
    "answers": "a model's: asked again",
    "api_tokens": "one revoked since would let somebody in",
    "delegations": "one ended since would let somebody in",
    "kept_answers": "for writes sent twice within a day",
    "runs": "work is queued anew",
    "paces": "seconds",
}
_WORK = ("run", "job", "holder", "lease_until")
_BATCH = 200


def dump(store: Store, out: BinaryIO, home_id: str, at: datetime) -> list[str]:
    """Write one state of the store; returns the ids of the notes in it."""
    with store.database.reading():
        header = {"home": home_id, "at": at.isoformat(), "revision": migrate.HEAD, "audit": store.audit.count()}
        writer = SealedWriter(out, store.keys, header)
        with store.database.read() as connection:
            writer.line({"named": sorted(store.outside.named())})
            for name in FIRST:
                for rows in _rows(connection, metadata.tables[name]):
                    writer.line({"table": name, "rows": rows})
            for bundle in _pairs(store, connection):
                writer.line(bundle)
            note_ids = list(connection.scalars(select(notes.c.note_id).order_by(notes.c.session_date, notes.c.note_id)))
            for at_ in range(0, len(note_ids), _BATCH):
                for bundle in _bundles(store, connection, note_ids[at_ : at_ + _BATCH]):
                    writer.line(bundle)
            for name in LAST:
                for rows in _rows(connection, metadata.tables[name]):
                    writer.line({"table": name, "rows": _with_notes(store, connection, name, rows)})
        writer.finish()
    return note_ids


def _rows(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    wanted = select(table)
    if table is erasures:
        wanted = wanted.where(erasures.c.step == "done")
    for rows in connection.execute(wanted).partitions(1000):
        yield [_plain(row) for row in rows]


def _bundles(store: Store, connection: Connection, note_ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Each note with what hangs on it, sealed under the note's own key."""
    hanging: dict[str, dict[str, list[Any]]] = {note_id: {} for note_id in note_ids}
    for name in OF_NOTE:
        table = metadata.tables[name]
        for row in connection.execute(select(table).where(table.c.note_id.in_(note_ids))):
            hanging[row.note_id].setdefault(name, []).append(_plain(row))
    for name in OF_ITEM:
        table = metadata.tables[name]
        wanted = select(table, items.c.note_id).join(items, items.c.id == table.c.item_id)
        for row in connection.execute(wanted.where(items.c.note_id.in_(note_ids))):
            hanging[row.note_id].setdefault(name, []).append(_plain(row, without=("note_id",)))
    for row in connection.execute(select(notes).where(notes.c.note_id.in_(note_ids))):
        own = {**_plain(row), **dict.fromkeys(_WORK)}
        bundle = json.dumps({"notes": [own], **hanging[row.note_id]}, ensure_ascii=False).encode()
        yield {
            **{name: getattr(row, name) for name in ("note_id", "program", "mentor_ref", "mentee_ref")},
            "key": _value(row.key),
            "sealed": _value(seal(note_key(store.subjects, row), bundle, f"backup:{row.note_id}")),
        }


def _pairs(store: Store, connection: Connection) -> Iterator[dict[str, Any]]:
    """Each pair with its words; one of whose keys is destroyed has none left to keep."""
    for row in connection.execute(select(pairs).order_by(pairs.c.program, pairs.c.pair)).all():
        who = {name: getattr(row, name) for name in ("program", "mentor_ref", "mentee_ref")}
        found = [store.subjects.find(ref, row.program) for ref in (row.mentor_ref, row.mentee_ref)]
        keys = [key for key in found if key is not None]
        if len(keys) == len(found):
            of_pair = {name: _of_pair(connection, name, row) for name in OF_PAIR}
            sealed = seal(together(keys), json.dumps(of_pair, ensure_ascii=False).encode(), pair_place(who))
            yield {"pair": who, "sealed": _value(sealed)}


def _of_pair(connection: Connection, name: str, pair: Row[Any]) -> list[dict[str, Any]]:
    table = metadata.tables[name]
    wanted, owner = (select(table), table) if "pair" in table.c else (select(table).join(goals), goals)
    mine = wanted.where(owner.c.program == pair.program, owner.c.pair == pair.pair)
    return [_plain(row) for row in connection.execute(mine)]


def pair_place(who: Mapping[str, str]) -> str:
    """What a pair's words are bound to."""
    return f"backup-pair:{who['program']}:{who['mentor_ref']}:{who['mentee_ref']}"


def _with_notes(store: Store, connection: Connection, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Digests and patterns say of which notes they are, and take the keys of all of them to open."""
    if name not in WORDS:
        return rows
    known = _notes_of(connection)
    of = [
        known.get(row["id"], set()) if name == "patterns" else _mentioned(json.loads(row["body"]), known)
        for row in rows
    ]
    return [_closed(store, connection, name, row, sorted(behind)) for row, behind in zip(rows, of, strict=True)]


def _closed(store: Store, connection: Connection, name: str, row: dict[str, Any], of: list[str]) -> dict[str, Any]:
    if not of:
        return {**row, "of": of}
    found = connection.execute(select(notes).where(notes.c.note_id.in_(of)))
    keys = {one.note_id: note_key(store.subjects, one) for one in found}
    sealed = seal(together([keys[one] for one in of]), row[WORDS[name]].encode(), words_place(name, row))
    return {**row, WORDS[name]: _value(sealed), "of": of}


def together(keys: Iterable[bytes]) -> bytes:
    """A key that takes all of these to make."""
    return hashlib.sha256(b"".join(keys)).digest()


def words_place(name: str, row: Mapping[str, Any]) -> str:
    """What the words of a digest or a pattern are bound to."""
    return f"backup-digest:{row['week']}:{row['audience']}" if name == "digests" else f"backup-pattern:{row['id']}"


def _notes_of(connection: Connection) -> Mapping[str, set[str]]:
    """Id of a note, item or pattern -> the notes behind it."""
    found: dict[str, set[str]] = {one: {one} for one in connection.scalars(select(notes.c.note_id))}
    for row in connection.execute(select(items.c.id, items.c.note_id)):
        found[row.id] = {row.note_id}
    for row in connection.execute(select(pattern_items)):
        found.setdefault(row.pattern_id, set()).update(found[row.item_id])
    return found


def _mentioned(value: Any, known: Mapping[str, set[str]]) -> set[str]:
    if isinstance(value, str):
        return known.get(value, set())
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*(_mentioned(one, known) for one in inner))


def _plain(row: Row[Any], without: Sequence[str] = ()) -> dict[str, Any]:
    return {name: _value(value) for name, value in row._mapping.items() if name not in without}


def _value(value: Any) -> Any:
    """As JSON: bytes and dates say what they are."""
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value

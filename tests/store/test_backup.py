"""What a backup holds and does not hold, and that what was withdrawn since never comes back out of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mentoring.errors import BadInput, Damaged, Misconfigured
from mentoring.programme.pairs import Charter, Goal, Pair, Tie
from mentoring.records import Pattern
from mentoring.store import Keys, Store, put_right
from mentoring.store.backup import FIRST, LAST, LEFT_OUT, OF_ITEM, OF_NOTE, OF_PAIR, dump
from mentoring.store.database import Database
from mentoring.store.decoded import streams
from mentoring.store.erasure import Erasure
from mentoring.store.outside import read_keys, read_list
from mentoring.store.restore import Loaded, load
from mentoring.store.sealed_file import SealedReader
from mentoring.store.tables import metadata
from mentoring.store.third_party import withdraw_named
from tests.databases import Databases, bytes_on_disk
from tests.store.sessions import AT, Session, action, insight, keep, refs, session, vector

TODAY = date(2026, 7, 12)
Restore = Callable[[], tuple[Store, Path, Loaded]]


def _nothing(_programs: object) -> None:
    return


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "one.backup"


def _back_up(store: Store, file: Path) -> None:
    store.outside.begin()
    with file.open("wb") as out:
        dump(store, out, "h1", AT)


@pytest.fixture
def restored(tmp_path: Path, keys: Keys, file: Path, databases: Databases) -> Iterator[Restore]:
    """Makes a new home out of the backup, as the service does, without its index."""
    opened: list[Store] = []

    def restore() -> tuple[Store, Path, Loaded]:
        home = tmp_path / "again"
        home.mkdir()
        url = databases.make(home)
        with SealedReader(file) as reader:
            database = Database(url)
            loaded = load(database, keys, reader, read_keys(keys, keys.head_file.with_suffix(".subjects")))
            database.close()
        store = Store.open(url, keys)
        opened.append(store)
        told = read_list(keys, store.outside.withdrawals)
        put_right.take_back(store, told, today=TODAY, at=AT)
        erasure = Erasure(store, home, _nothing)
        erasure.expire(TODAY, AT)
        put_right.cut_out(store, erasure, told.named - loaded.named, AT)
        return store, home, loaded

    yield restore
    for one in opened:
        one.close()


def _rows(store: Store, name: str) -> list[dict[str, Any]]:
    table = metadata.tables[name]
    with store.database.read() as connection:
        rows = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()
    return [dict(row) for row in rows]


def _found(content: bytes, one: Session) -> list[str]:
    """What of a session stands in bytes, plain or in a stream inside them."""
    wanted = {"secret": one.secret, "note id": one.note_id, "insight": insight(one).id, "action": action(one).id}
    everything = b"\0".join([content, *streams(content)])
    return [name for name, word in wanted.items() if word.encode() in everything]


def _write_of_the_pair(store: Store, one: Session) -> None:
    charter = Charter("Polls", "Nothing leaves the room", f"One asks {one.secret}", every_days=14)
    store.pairs.keep(Pair(one.program, one.pair, *refs(store, one), charter, TODAY), AT)
    goal = Goal("", one.program, one.pair, f"Fewer {one.secret}", "3", "0", "count", "in progress", TODAY)
    store.pairs.tie(Tie(store.pairs.set_goal(goal, TODAY, AT), insight(one).id, fits=True), AT)


def test_for_every_table_it_is_decided_whether_it_is_in_a_backup() -> None:
    named = ["notes", *FIRST, *OF_PAIR, *OF_NOTE, *OF_ITEM, *LAST, *LEFT_OUT]
    assert sorted(named) == sorted(metadata.tables)


def test_every_row_comes_back_as_it_was(store: Store, file: Path, restored: Restore) -> None:
    one, _ = keep(store, session(1)), keep(store, session(2, "south"))
    store.items.decide(insight(one).id, "approve", None, AT)
    _write_of_the_pair(store, one)
    store.items.replace_patterns([Pattern("t1", "Polls", "ways-of-working", (insight(one).id,))])
    store.digests.save("2026-W23", "organisation", json.dumps({"insights": [{"id": insight(one).id}]}), AT)
    store.audit.append("ingest", actor_ref=refs(store, one)[0], at=AT, details={"notes": 2})
    _back_up(store, file)
    again, _, loaded = restored()
    assert (loaded.notes, loaded.unreadable, loaded.forgotten) == (2, 0, 0)
    for name in ("subject_keys", "notes", *FIRST, *OF_PAIR, *OF_NOTE, *OF_ITEM, *LAST):
        assert _rows(again, name) == _rows(store, name), name
    assert again.notes.body(one.note_id) == one.body
    assert again.audit.verify() == []
    keep(again, session(3))  # counters go on where they were
    assert again.notes.count() == 3


def test_no_keys_no_words_and_no_vectors_can_be_read_in_the_file(store: Store, keys: Keys, file: Path) -> None:
    one = keep(store, session(1))
    _write_of_the_pair(store, one)
    store.items.replace_patterns([Pattern("t1", one.secret, "ways-of-working", (insight(one).id,))])
    told = {"insights": [{"id": insight(one).id, "statement": insight(one).statement}]}
    store.digests.save("2026-W23", "organisation", json.dumps(told), AT)
    _back_up(store, file)
    assert _found(file.read_bytes(), one) == []
    with SealedReader(file) as reader:
        inside = json.dumps(list(reader.lines(keys)))
    wrapped = [key.hex() for key in store.subjects.wrapped().values()]
    hexed = json.dumps([part.hex() for part in streams(inside.encode())])
    assert not [key for key in wrapped if key in inside or key in hexed]
    assert vector(one.text + one.secret).tobytes()[:64].hex() not in hexed
    assert one.secret not in inside  # a note is sealed once more, under its own key, and so is what was made of it


def test_what_a_pair_wrote_goes_with_the_key_of_either(
    store: Store, keys: Keys, home: Path, file: Path, databases: Databases, tmp_path: Path
) -> None:
    one, other = keep(store, session(1)), keep(store, session(2, "south"))
    for of in (one, other):
        _write_of_the_pair(store, of)
    both = (insight(one).id, insight(other).id)
    store.items.replace_patterns([Pattern("t1", one.secret, "ways-of-working", both)])
    _back_up(store, file)
    Erasure(store, home, _nothing).withdraw(refs(store, one)[1], one.program, today=TODAY, at=AT)
    (tmp_path / "opened").mkdir()
    database = Database(databases.make(tmp_path / "opened"))
    with SealedReader(file) as reader:  # by somebody who has the file and all keys, and leaves the list out
        load(database, keys, reader, read_keys(keys, keys.head_file.with_suffix(".subjects")))
    with database.read() as connection:
        there = {name: str(connection.execute(select(metadata.tables[name])).all()) for name in (*OF_PAIR, *LAST)}
    database.close()
    assert [name for name, rows in there.items() if one.secret in rows] == []
    assert [name for name, rows in there.items() if other.secret in rows] == ["pairs", "goals"]


@pytest.mark.parametrize("how", ["withdrawn", "one session", "everywhere"])
def test_a_note_withdrawn_after_the_backup_never_comes_back(
    how: str, store: Store, home: Path, file: Path, restored: Restore
) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    _back_up(store, file)
    mentor, erasure = refs(store, one)[0], Erasure(store, home, _nothing)
    old = next(consent for consent in store.consents.current() if consent.person_ref == mentor)
    if how == "one session":
        day = store.notes.get(one.note_id).session_date
        erasure.withdraw_session((mentor, one.program, one.pair, day), today=TODAY, at=AT)
    else:
        erasure.withdraw(mentor, one.program if how == "withdrawn" else None, today=TODAY, at=AT)
    again, place, loaded = restored()
    assert loaded.unreadable == (how != "one session")  # her key is destroyed: no backup opens the note
    assert [row.note_id for row in again.notes.rows()] == [other.note_id]
    again.database.truncate_log()
    content = bytes_on_disk(again, place)
    assert _found(content, one) == []
    assert _found(content, other)
    if how != "one session":
        assert again.consents.record([old], AT) == 0  # nor does an old file bring the consent back


def test_a_third_party_taken_out_after_the_backup_stays_out(
    store: Store, home: Path, file: Path, restored: Restore
) -> None:
    one = keep(store, session(1))
    _back_up(store, file)
    withdraw_named(store, Erasure(store, home, _nothing), "Ottilie", at=AT)
    again, _, _ = restored()
    assert again.notes.redacted(one.note_id).text == store.notes.redacted(one.note_id).text
    assert "[PERSON_1]" not in again.notes.redacted(one.note_id).text
    assert again.notes.body(one.note_id) is None


def test_words_a_mentor_took_back_after_the_backup_are_barred_again(
    store: Store, file: Path, restored: Restore
) -> None:
    one = keep(store, session(1))
    store.items.set_state(insight(one).id, "released", "organisation", mentor_released=True)
    _back_up(store, file)
    with store.transaction():
        store.items.set_state(insight(one).id, "vetoed", reason="mentor")
        store.outside.changed()
    again, _, _ = restored()
    assert [(row.state, row.reason) for row in again.items.insights()] == [("vetoed", "mentor")]


def test_what_was_given_after_the_backup_is_given(store: Store, file: Path, restored: Restore) -> None:
    one = keep(store, session(1))
    narrow = replace(store.consents.current()[0], purposes=frozenset({"store"}), given=date(2026, 6, 20))
    _back_up(store, file)
    store.consents.record([narrow], AT)
    again, _, _ = restored()
    assert set(again.consents.current()) == set(store.consents.current())
    assert again.items.insights(note_ids=[one.note_id]) == []


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda whole: whole[:-1], id="torn"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half of it"),
        pytest.param(lambda whole: whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:], id="altered"),
        pytest.param(lambda whole: whole.replace(b'"audit": ', b'"audit": 1', 1), id="altered header"),
        pytest.param(lambda whole: whole + b"x", id="added to"),
    ],
)
def test_a_spoilt_backup_is_refused_with_one_sentence(
    spoil: Callable[[bytes], bytes], store: Store, keys: Keys, file: Path
) -> None:
    keep(store, session(1))
    _back_up(store, file)
    file.write_bytes(spoil(file.read_bytes()))
    with SealedReader(file) as reader, pytest.raises(Damaged, match="torn or was changed"):
        list(reader.lines(keys))


def test_another_homes_key_opens_nothing(store: Store, file: Path, tmp_path: Path) -> None:
    _back_up(store, file)
    with SealedReader(file) as reader, pytest.raises(Damaged, match="another master key"):
        list(reader.lines(Keys.open(tmp_path / "other", "h2")))


def test_a_file_that_is_no_backup_is_named_so(file: Path) -> None:
    file.write_bytes(b"upwell backup 2\n{}\n")
    with pytest.raises(BadInput, match="is no backup that this version"):
        SealedReader(file)


def test_a_database_with_something_in_it_is_left_alone(store: Store, keys: Keys, file: Path) -> None:
    one = keep(store, session(1))
    _back_up(store, file)
    with SealedReader(file) as reader, pytest.raises(Misconfigured, match="is not empty"):
        load(store.database, keys, reader, {})
    assert store.notes.count() == 1
    assert store.notes.redacted(one.note_id).text == one.text


def test_a_list_of_an_older_release_names_no_programme_and_is_read(store: Store, keys: Keys) -> None:
    store.outside.begin()
    told = {"seq": 0, "consents": [], "named": [], "barred": {}, "gone_before": {}}
    old = json.dumps({**told, "sessions": [["p1", "north-01", "2026-06-02"]]}).encode()
    store.outside.withdrawals.write_bytes(keys.seal(old, "withdrawals"))
    (taken_out,) = read_list(keys, store.outside.withdrawals).sessions
    assert taken_out == ("p1", None, "north-01", date(2026, 6, 2))


def test_a_list_of_another_home_is_refused(store: Store, tmp_path: Path) -> None:
    store.outside.begin()
    other = Keys.open(tmp_path / "other", "h2")
    shutil.copy(store.outside.withdrawals, tmp_path / "other" / "h2.withdrawals")
    with pytest.raises(Damaged, match="another home's"):
        read_list(other, tmp_path / "other" / "h2.withdrawals")

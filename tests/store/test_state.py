"""What is kept of a reading is forgotten with any commit, by whomever; whoever has written reads her own state."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine

from mentoring.store import Store
from mentoring.store.state import Kept
from mentoring.store.tables import meta
from tests.store.sessions import AT, consents, insight, keep, session


@pytest.fixture
def counted(store: Store) -> tuple[Kept[int], list[int]]:
    """The number of rows in one table, and how often it was read."""
    reads: list[int] = []

    def load(connection: Any) -> int:
        reads.append(1)
        return int(connection.exec_driver_sql("SELECT count(*) FROM meta").scalar_one())

    return Kept(store.database.reading, load), reads


def _add(store: Store, name: str) -> None:
    with store.database.write() as connection:
        connection.execute(meta.insert().values(name=name, value="1"))


def test_nothing_is_read_twice_of_one_state(counted: tuple[Kept[int], list[int]]) -> None:
    kept, reads = counted
    assert [kept.now() for _ in range(3)] == [1, 1, 1]
    assert len(reads) == 1


def test_a_commit_of_another_process_is_seen_at_once(store: Store, counted: tuple[Kept[int], list[int]]) -> None:
    kept, _ = counted
    before = kept.now()
    elsewhere = create_engine(store.database.engine.url)
    with elsewhere.connect() as other:
        other.execute(meta.insert().values(name="other", value="1"))
        assert kept.now() == before  # not committed: nobody sees it
        other.commit()
    assert kept.now() == before + 1
    elsewhere.dispose()


def test_whoever_has_written_sees_it_and_nobody_else_before_it_is_committed(
    store: Store, counted: tuple[Kept[int], list[int]]
) -> None:
    kept, _ = counted
    before, elsewhere = kept.now(), list[int]()
    with store.transaction():
        assert kept.now() == before
        _add(store, "mine")
        assert kept.now() == before + 1
        reader = threading.Thread(target=lambda: elsewhere.append(kept.now()))
        reader.start()
        reader.join()
    assert (elsewhere, kept.now()) == ([before], before + 1)


def test_what_is_rolled_back_was_never_kept(store: Store, counted: tuple[Kept[int], list[int]]) -> None:
    kept, _ = counted
    before = kept.now()

    def fails() -> None:
        with store.transaction():
            _add(store, "never")
            assert kept.now() == before + 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert kept.now() == before


def test_a_reading_stays_in_its_state_while_others_write(store: Store, counted: tuple[Kept[int], list[int]]) -> None:
    kept, _ = counted
    with store.reading():
        before = kept.now()
        writer = threading.Thread(target=_add, args=(store, "meanwhile"))
        writer.start()
        writer.join()
        assert kept.now() == before
        with store.database.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar_one() == before
    assert kept.now() == before + 1


def test_a_reading_that_began_before_a_commit_leaves_nothing_old_behind(
    store: Store, counted: tuple[Kept[int], list[int]]
) -> None:
    kept, _ = counted
    with store.reading():
        writer = threading.Thread(target=_add, args=(store, "meanwhile"))
        writer.start()
        writer.join()
        old = kept.now()  # read for the first time, of a state that is over
    assert kept.now() == old + 1


def test_nothing_is_written_inside_a_reading(store: Store) -> None:
    with store.reading(), pytest.raises(RuntimeError, match="reading"):
        _add(store, "lost")


def _hold(store: Store, item_id: str) -> None:
    store.items.set_state(item_id, "held", reason="mentor")


def _decide(store: Store, item_id: str) -> None:
    store.items.decide(item_id, "approve", None, AT)


def _erase(store: Store, _item_id: str) -> None:
    store.items.replace(session(1).note_id, [], [], [], at=AT)


@pytest.mark.parametrize(("change", "then"), [
    pytest.param(_hold, ("held", None), id="held"),
    pytest.param(_decide, ("drafted", "approve"), id="decided"),
    pytest.param(_erase, None, id="gone"),
])  # fmt: skip
def test_where_an_item_stands_is_read_of_the_last_commit(
    store: Store, change: Callable[[Store, str], None], then: tuple[str, str | None] | None
) -> None:
    one = session(1)
    keep(store, one)
    assert _placed(store, insight(one).id) == ("drafted", None)
    change(store, insight(one).id)
    assert _placed(store, insight(one).id) == then


def test_a_consent_that_is_withdrawn_is_withdrawn_for_the_next_reading(store: Store) -> None:
    one = session(1)
    keep(store, one)
    given = consents(store, one)[0]
    assert given in store.consents.current()
    store.consents.withdraw(given.person_ref, None, AT.date(), AT)
    assert given not in store.consents.current()


def _placed(store: Store, item_id: str) -> tuple[str, str | None] | None:
    found = (one for items in store.placed.now().items.values() for one in items if one.id == item_id)
    return next(((one.state, one.decision) for one in found), None)

"""Thanks: what a withdrawal, a session taken out and a name taken out reach of them, and what they leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from mentoring.programme.credit import ThankYou
from mentoring.programme.stories import Story, Words
from mentoring.store import Store, put_right
from mentoring.store.credit_reach import CREDIT_TABLES
from mentoring.store.erasure import Erasure
from mentoring.store.foresight import foresee
from mentoring.store.outside import Withdrawals
from mentoring.store.tables import metadata
from mentoring.store.third_party import withdraw_named
from tests.databases import bytes_on_disk
from tests.store.sessions import AT, SESSION, Session, action, insight, keep, refs, session
from tests.store.test_programme_rows import TODAY, erasure

STRANGER = "r0000000000000000"


def fill(store: Store, one: Session, by_ref: str = STRANGER) -> str:
    """A row in every table of credit for the insight of a session; returns its mentor's reference."""
    mentor, mentee = refs(store, one)
    words = Words(did=f"A poll {one.secret}")
    store.stories.keep(
        Story("", one.program, one.pair, mentor, mentee, one.note_id, action(one).id, SESSION, words, insight(one).id),
        AT,
    )
    store.uses.say(insight(one).id, one.note_id, by_ref, SESSION, AT)
    for item in (insight(one).id, action(one).id):
        store.thanks.say(
            ThankYou(item, one.note_id, one.program, mentor, by_ref, "executive", SESSION, f"Thanks {one.secret}"), AT
        )
    return mentor


def counts(store: Store) -> dict[str, int]:
    with store.database.read() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in CREDIT_TABLES}


ONE = {"thanks": 2, "uses": 1, "stories": 1}


def test_every_table_of_credit_is_filled_here() -> None:
    """A table added to the module must be added to `fill`, and so to what follows."""
    assert {name for name, table in metadata.tables.items() if table in CREDIT_TABLES} == set(ONE)


def test_a_withdrawal_takes_what_was_thanked_for_and_leaves_the_others(store: Store, home: Path) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    mentor = fill(store, one)
    fill(store, other)
    with store.database.read() as connection:
        sealed = [
            piece
            for table in CREDIT_TABLES
            if "sealed" in table.c
            for piece in connection.scalars(select(table.c.sealed).where(table.c.note_id == one.note_id))
        ]
    store.database.truncate_log()
    assert all(piece[:48] in bytes_on_disk(store, home) for piece in sealed)
    foreseen = foresee(store, mentor, today=TODAY)["programme"]
    receipt = erasure(store, home).withdraw(mentor, None, today=TODAY, at=AT)
    assert (receipt.programme, receipt.residue) == (foreseen, 0) == (4, 0)
    assert counts(store) == ONE
    assert not any(piece[:48] in bytes_on_disk(store, home) for piece in sealed)
    assert {said.note_id for said in store.thanks.said_by(STRANGER)} == {other.note_id}


def test_a_story_that_a_later_session_reported_goes_with_that_session(store: Store, home: Path) -> None:
    one, later = keep(store, session(9)), keep(store, session(10))
    fill(store, one)
    (made,) = store.stories.all()
    store.stories.keep(replace(made, told_note_id=later.note_id), AT)
    erasure(store, home).withdraw(refs(store, later)[0], None, today=TODAY, at=AT)
    assert store.stories.all() == []


def test_words_of_a_story_open_with_both_keys_alone(store: Store, home: Path) -> None:
    pairs = [keep(store, session(11)), keep(store, session(12))]
    for one in pairs:
        fill(store, one)
    assert [made.words.did for made in store.stories.all()] == [f"A poll {one.secret}" for one in pairs]
    store.database.truncate_log()
    assert not [one for one in pairs if f"A poll {one.secret}".encode() in bytes_on_disk(store, home)]
    for side, one in enumerate(pairs):  # of one pair the mentor's, of the other the mentee's
        store.subjects.destroy(refs(store, one)[side], one.program)
    assert store.stories.all() == []


def test_words_of_thanks_lie_sealed(store: Store, home: Path) -> None:
    one = keep(store, session(3))
    fill(store, one)
    store.database.truncate_log()
    assert f"Thanks {one.secret}".encode() not in bytes_on_disk(store, home)
    assert [said.words for said in store.thanks.said_by(STRANGER)] == [f"Thanks {one.secret}"] * 2


def test_extract_taken_back_and_a_session_taken_out_take_thanks(store: Store, home: Path) -> None:
    one, other = keep(store, session(4)), keep(store, session(5))
    mentor, second = fill(store, one), fill(store, other)
    only = frozenset({"extract"})
    assert erasure(store, home).withdraw(mentor, None, purposes=only, today=TODAY, at=AT).programme == 4  # type: ignore[arg-type]  # closed words
    assert counts(store) == ONE
    erasure(store, home).withdraw_session((second, other.program, other.pair, SESSION), today=TODAY, at=AT)
    assert set(counts(store).values()) == {0}


def test_a_name_taken_out_of_a_note_takes_thanks_for_what_goes_and_no_others(store: Store, home: Path) -> None:
    one = keep(store, session(6))
    fill(store, one)
    gone = withdraw_named(store, Erasure(store, home, lambda _: None), "Ottilie", at=AT)
    left = {said.item_id for said in store.thanks.said_by(STRANGER)}
    stays = len(left) == 2
    used = len(store.uses.all())
    assert used == (insight(one).id in left)
    assert (gone.programme, len(store.stories.all())) == (4 - len(left) - stays - used, stays)
    assert left == {insight(one).id, action(one).id} & {
        *(row.insight.id for row in store.items.insights()), *(row.action.id for row in store.items.actions())
    }  # fmt: skip


def test_whoever_thanked_and_is_no_longer_known_takes_her_thanks_along(store: Store, home: Path) -> None:
    one, hers = keep(store, session(7)), keep(store, session(8))
    _, mentee = refs(store, hers)
    fill(store, one, mentee)
    with_programs = store.people.on_roster(mentee)
    erasure(store, home).withdraw(mentee, None, today=TODAY, at=AT)
    assert not with_programs
    assert counts(store) == {"thanks": 0, "uses": 0, "stories": 1}


def test_no_approval_outlives_a_restore(store: Store) -> None:
    one = keep(store, session(13))
    fill(store, one)
    (made,) = store.stories.all()
    store.stories.keep(replace(made, approved=frozenset({"mentor", "mentee"})), AT)
    assert store.stories.all()[0].is_told
    told = Withdrawals(consents=tuple(store.consents.current()))
    put_right.take_back(store, told, today=TODAY, at=AT)
    assert store.stories.all()[0].approved == frozenset()

"""Every table of the programme: what a withdrawal, an expiry and a session taken out reach, and what they leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mentoring.programme.pairs import Charter, Goal, Pair, Tie
from mentoring.programme.rhythm import Meeting, Pulse
from mentoring.programme.surveys import Answers
from mentoring.store import Store
from mentoring.store.erasure import Erasure
from mentoring.store.foresight import foresee
from mentoring.store.tables import metadata
from mentoring.store.tables_programme import PROGRAMME_TABLES
from tests.databases import bytes_on_disk
from tests.store.sessions import AT, Session, consents, insight, keep, refs, session

TODAY, DAY = date(2026, 7, 12), date(2026, 6, 10)


def fill(store: Store, one: Session) -> tuple[str, str]:
    """A row in every table of the programme; returns (mentor, mentee) references."""
    mentor, mentee = refs(store, one)
    words = Charter(f"Videos {one.secret}", f"No phones {one.secret}", f"Why {one.secret}", DAY, None, 14)
    store.pairs.keep(Pair(one.program, one.pair, mentor, mentee, words, DAY), AT)
    goal = store.pairs.set_goal(Goal("", one.program, one.pair, f"Polls {one.secret}", target="all"), DAY, AT)
    store.pairs.tie(Tie(goal, insight(one).id, fits=True), AT)
    store.answered.meet(Meeting(one.program, one.pair, DAY, held=True), AT)
    for ref, role in ((mentor, "mentor"), (mentee, "mentee")):
        store.answered.feel(Pulse(one.program, one.pair, role, ref, DAY, 4, 5), AT)  # type: ignore[arg-type]  # closed words
        said = Answers(one.program, one.pair, role, ref, "mid", DAY, {"trust": 4}, one.secret)  # type: ignore[arg-type]  # closed words
        store.answered.answer(said, AT)
    return mentor, mentee


def counts(store: Store) -> dict[str, int]:
    with store.database.read() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in PROGRAMME_TABLES
        }


def erasure(store: Store, home: Path) -> Erasure:
    return Erasure(store, home, lambda _: None)


ONE = {"pairs": 1, "goals": 1, "goal_items": 1, "meetings": 1, "pulses": 2, "surveys": 2}


def test_every_table_of_the_programme_is_filled_here() -> None:
    """A table added to the programme's module must be added to `fill`, and so to what follows."""
    ours = {name for name, table in metadata.tables.items() if table in PROGRAMME_TABLES}
    assert set(ONE) == ours
    assert {table.name for table in metadata.sorted_tables if "pairs" in str(table.foreign_keys)} <= ours


def test_a_withdrawal_takes_the_pairs_rows_and_her_answers_and_leaves_the_others_answers(
    store: Store, home: Path
) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    mentor, mentee = fill(store, one)
    fill(store, other)
    sealed = _sealed(store, mentee)
    assert all(piece in bytes_on_disk(store, home) for piece in sealed)
    foreseen = foresee(store, mentee, today=TODAY)["programme"]
    receipt = erasure(store, home).withdraw(mentee, None, today=TODAY, at=AT)
    assert receipt.programme == foreseen == 5  # pair, goal, meeting, her pulse, her survey
    assert receipt.residue == 0
    left = {"pairs": 1, "goals": 1, "goal_items": 1, "meetings": 1, "pulses": 3, "surveys": 3}
    assert counts(store) == left
    on_disk = bytes_on_disk(store, home)
    assert one.secret.encode() not in on_disk
    assert not any(piece in on_disk for piece in sealed)
    assert [said.person_ref for said in store.answered.surveys() if said.pair == one.pair] == [mentor]


def test_somebody_without_a_note_is_erased_as_well(store: Store, home: Path) -> None:
    one = session(3)
    store.consents.record(consents(store, one), AT)
    mentor, _ = fill(store, one)
    assert counts(store) == ONE
    assert erasure(store, home).withdraw(mentor, one.program, today=TODAY, at=AT).programme == 5
    assert counts(store) == {"pairs": 0, "goals": 0, "goal_items": 0, "meetings": 0, "pulses": 1, "surveys": 1}
    assert one.secret.encode() not in bytes_on_disk(store, home)


def test_expiry_reaches_the_programme_too(store: Store, home: Path) -> None:
    one = session(4)
    mentor, mentee = (replace(given, expires=date(2026, 7, 11)) for given in consents(store, one))
    store.consents.record([mentor, mentee], AT)
    fill(store, one)
    assert len(erasure(store, home).expire(TODAY, AT)) == 2
    assert set(counts(store).values()) == {0}
    assert erasure(store, home).expire(TODAY, AT) == []


def test_a_session_taken_out_is_no_meeting_and_the_pair_stays(store: Store, home: Path) -> None:
    one = keep(store, session(5))
    mentor, _ = fill(store, one)
    erasure(store, home).withdraw_session((mentor, one.program, one.pair, DAY), today=TODAY, at=AT)
    assert counts(store) == {**ONE, "meetings": 0}


def test_extract_taken_back_leaves_the_pair_and_takes_what_was_tied(store: Store, home: Path) -> None:
    one = keep(store, session(6))
    mentor, _ = fill(store, one)
    only = frozenset({"extract"})
    erasure(store, home).withdraw(mentor, None, purposes=only, today=TODAY, at=AT)  # type: ignore[arg-type]  # closed words
    assert counts(store) == {**ONE, "goal_items": 0}


def test_what_is_covered_stays(store: Store, home: Path) -> None:
    fill(store, keep(store, session(7)))
    assert erasure(store, home).expire(TODAY, AT) == []
    assert counts(store) == ONE


@pytest.mark.parametrize("field", ["scores", "comment"])
def test_answers_lie_sealed(store: Store, home: Path, field: str) -> None:
    fill(store, keep(store, session(8)))
    store.database.truncate_log()
    assert f'"{field}"'.encode() not in bytes_on_disk(store, home)


def _sealed(store: Store, ref: str) -> list[bytes]:
    with store.database.read() as connection:
        tables = [table for table in PROGRAMME_TABLES if "sealed" in table.c]
        return [
            row.sealed[:48]
            for table in tables
            for row in connection.execute(select(table).where(table.c.person_ref == ref))
        ]


def test_other_people_under_the_same_pairs_name_begin_anew(store: Store) -> None:
    one, other = session(9), session(10)
    fill(store, one)
    others = refs(store, other)
    store.pairs.keep(Pair(one.program, one.pair, *others, Charter(), TODAY), AT)
    assert store.pairs.goals([(one.program, one.pair)])[one.program, one.pair] == []
    assert store.pairs.all()[0].charter == Charter()

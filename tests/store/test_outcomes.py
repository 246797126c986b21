"""What became of an action item stands with a later note's words, and goes with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mentoring.consent.reports import may_read_report
from mentoring.consent.visibility import Rules, Shown
from mentoring.records import Evidence
from mentoring.store import Store
from mentoring.store.erasure import Erasure
from mentoring.store.outcomes import Outcome
from tests.store.sessions import AT, FIRST, SESSION, Session, action, insight, keep, refs, session

TODAY = date(2026, 7, 12)


def reported(store: Store, promised: Session, later: Session, on: date = TODAY) -> Outcome:
    words = (Evidence(FIRST, 0, len(FIRST)),)
    outcome = Outcome(action(promised).id, "done", later.note_id, SESSION, words, on)
    store.outcomes.replace([outcome.item_id], [outcome])
    return outcome


def status(store: Store, one: Session) -> str:
    (row,) = store.items.actions(ids=[action(one).id])
    return row.action.status


def test_a_status_stands_with_the_words_of_the_later_note(store: Store) -> None:
    promised, later = keep(store, session(1)), keep(store, session(2))
    outcome = reported(store, promised, later)
    assert status(store, promised) == "done"
    assert store.outcomes.all() == {outcome.item_id: outcome}


def test_found_again_keeps_its_day_and_not_found_again_is_open(store: Store) -> None:
    promised, later = keep(store, session(1)), keep(store, session(2))
    first = reported(store, promised, later)
    reported(store, promised, later, on=date(2026, 8, 1))
    assert store.outcomes.all()[first.item_id].found_on == TODAY
    store.outcomes.replace([first.item_id], [])
    assert (status(store, promised), store.outcomes.all()) == ("open", {})


def test_extracting_the_promise_again_forgets_its_outcome(store: Store) -> None:
    promised, later = keep(store, session(1)), keep(store, session(2))
    reported(store, promised, later)
    store.items.replace(promised.note_id, [insight(promised)], [action(promised)], [], at=AT)
    assert status(store, promised) == "open"


def test_a_withdrawal_takes_the_report_and_every_digest_that_told_it(store: Store, home: Path) -> None:
    promised, later = keep(store, session(1)), keep(store, session(2))
    reported(store, promised, later)
    told = json.dumps({"follow_up": {"items": [{"report": {"note_id": later.note_id}}]}})
    store.digests.save("2026-W28", "organisation", told, AT)
    Erasure(store, home, lambda _programs: None).withdraw(refs(store, later)[0], None, today=TODAY, at=AT)
    assert status(store, promised) == "open"
    assert store.digests.get("2026-W28", "organisation") is None


@pytest.mark.parametrize(
    ("relation", "today", "may"),
    [
        ("mentor", TODAY, True),
        ("mentee", TODAY, False),
        ("mentee", date(2026, 7, 15), True),
        ("lead", date(2026, 12, 1), False),
        ("organisation", date(2026, 12, 1), False),
    ],
)
def test_the_words_of_a_report_stay_with_the_two(relation: str, today: date, may: bool) -> None:
    shown = Shown("a1", relation, quote=True, attribute=False, reason=False)  # type: ignore[arg-type]  # from a table
    assert may_read_report(shown, TODAY, today, Rules()) is may
    assert may_read_report(shown, TODAY, today, Rules(everything=True))

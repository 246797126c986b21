"""A session belongs to the two who were in the room and to their programme, whatever its pair is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller, Person
from service import desk_workflows, requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.stages import erasing, writing
from service.wiring import App
from tests.api import company
from tests.api.company import FIRST, NORTH, SOUTH, Company
from tests.store.sessions import AT, SESSION, Session, consents, keep, session

DAY = SESSION.isoformat()
OTHER, THIRD = SOUTH[:2]


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


def _everything_asked(app: App, caller: Caller, ask: requests.Withdraw) -> list[str]:
    """The same as withdrawal, as its foresight and as the way back: what each answers."""
    again = requests.Grant(ask.person, ask.program, ask.pair, session=ask.session)
    answers = []
    for run in (
        lambda: desk_workflows.foresee(app, caller, ask, silent),
        lambda: workflows.withdraw(app, caller, ask, silent),
        lambda: workflows.grant(app, caller, again, silent),
    ):
        with pytest.raises((NotAllowed, BadInput)) as refused:
            run()
        answers.append(str(refused.value))
    return answers


@pytest.mark.parametrize(
    ("who", "ask"),
    [
        pytest.param("men1", requests.Withdraw("men1", pair=OTHER.pair, session=DAY), id="a mentor of another pair"),
        pytest.param("men1", requests.Withdraw("men1", "south", OTHER.pair, session=DAY), id="with its programme"),
        pytest.param("exe1", requests.Withdraw("exe1", pair=NORTH[1].pair, session=DAY), id="of the same programme"),
        pytest.param("lead", requests.Withdraw("exe5", "north", OTHER.pair, session=DAY), id="another lead"),
        pytest.param("lead", requests.Withdraw("exe1", "north", OTHER.pair, session=DAY), id="with a person of hers"),
        pytest.param("lead", requests.Withdraw("exe5", pair=OTHER.pair, session=DAY), id="naming no programme"),
    ],
)
def test_nobody_speaks_for_a_session_of_other_people(found: Company, who: str, ask: requests.Withdraw) -> None:
    app, caller = found.app, caller_for(found.app, who)
    assert all(_everything_asked(app, caller, ask))
    assert app.store.sessions.refused() == {}
    erasing.settle(app)
    assert app.store.notes.count() == len(NORTH + SOUTH)


def test_pairs_of_others_and_pairs_that_are_not_are_answered_alike(found: Company) -> None:
    for who, whom in (("men1", "men1"), ("lead", "exe5")):
        told = [
            _everything_asked(
                found.app, caller_for(found.app, who), requests.Withdraw(whom, "north", pair, session=DAY)
            )
            for pair in (OTHER.pair, "no-such-pair")
        ]
        assert told[0] == told[1]


def test_a_lead_lifts_no_refusal_of_another_programme(found: Company) -> None:
    app = found.app
    own = requests.Withdraw("exe6", pair=THIRD.pair, session=DAY)
    assert workflows.withdraw(app, caller_for(app, "exe6"), own, silent)["notes"] == 1
    _everything_asked(app, caller_for(app, "lead"), replace(own, program="north"))
    assert list(app.store.sessions.refused().values()) == [True]


def test_a_lead_still_records_what_the_two_of_her_pairs_say(found: Company) -> None:
    lead = caller_for(found.app, "lead")
    told = workflows.withdraw(found.app, lead, requests.Withdraw("exe1", "north", session=DAY), silent)
    assert (told["notes"], told["residue"]) == (1, 0)
    later = requests.Withdraw("men2", "north", NORTH[1].pair, session="2026-08-01")  # before anybody wrote of it
    assert workflows.withdraw(found.app, lead, later, silent)["notes"] == 0
    assert len(found.app.store.sessions.refused()) == 2


def _namesakes(app: App) -> tuple[Session, Session]:
    """Sessions of one day of two programmes' pairs that are called alike, of four people."""
    north, south = (replace(session(number, of), pair="pair-01") for number, of in ((21, "north"), (22, "south")))
    mentors = [Person(f"mentor-{one.program}", one.mentor) for one in (north, south)]
    app.store.people.import_people([*company.ROSTER, *mentors])
    return keep(app.store, north), keep(app.store, south)


def test_a_note_taken_away_leaves_that_of_another_programmes_pair_of_the_same_name(found: Company) -> None:
    app = found.app
    north, south = _namesakes(app)
    gone = requests.NoteGone(south.note_id)
    assert desk_workflows.delete_note(app, caller_for(app, "mentor-south"), gone, silent)["notes"] == 1
    erasing.settle(app)
    assert [row.note_id for row in app.store.notes.rows(pair="pair-01")] == [north.note_id]


def test_who_has_such_a_pair_in_two_programmes_says_which(found: Company) -> None:
    app = found.app
    twin = replace(FIRST, program="south", note_id="n-twin", secret=FIRST.secret[::-1])
    keep(app.store, twin)
    own = requests.Withdraw("men1", pair=FIRST.pair, session=DAY)
    with pytest.raises(BadInput, match="--program"):
        workflows.withdraw(app, caller_for(app, "men1"), own, silent)
    lead = caller_for(app, "lead")
    assert workflows.withdraw(app, lead, replace(own, program="north"), silent)["notes"] == 1
    assert [row.note_id for row in app.store.notes.rows(pair=FIRST.pair)] == [twin.note_id]
    told = workflows.receipt(app, OPERATOR, requests.ConsentReceipt("men1"), silent)["sessions"]
    assert [(one["program"], one["event_state"]) for one in told] == [("north", "withdrawn")]


def test_a_mentor_of_two_pairs_of_one_name_says_of_which_her_note_is(found: Company) -> None:
    app = found.app
    app.store.consents.record(consents(app.store, replace(FIRST, program="south")), AT)
    mentor, note = caller_for(app, "men1"), requests.NoteText(FIRST.pair, "2026-07-01", "We spoke about captions.")
    with pytest.raises(BadInput, match="which programme"):
        desk_workflows.look_at_note(app, mentor, note)
    with pytest.raises(NotFound, match="not the mentor"):
        desk_workflows.look_at_note(app, mentor, replace(note, program="east"))
    for program in ("north", "south"):
        told = writing.write(app, mentor, replace(note, program=program, body=f"Of {program}: polls on shifts."))
        assert [app.store.notes.get(one).program for one in told["accepted"]] == [program]

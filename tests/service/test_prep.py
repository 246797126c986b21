"""The card for a pair's next session: the two of them read the same, and nobody else reads any of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.errors import NotAllowed, NotFound, UpwellError
from mentoring.programme.pairs import Goal
from service import prep_requests as asked
from service import prep_workflows as workflows
from service.callers import OPERATOR, caller_for, on_behalf
from service.progress import silent
from service.render.prep import prep_text
from service.wiring import App
from tests.api import company
from tests.api.company import NORTH, TODAY
from tests.store.sessions import AT, action, insight, refs
from tests.store.sessions import FIRST as SAID
from tests.store.sessions import SECOND as ALSO_SAID

PAIR = NORTH[2]
"""Of the third mentor and executive; its one action is not done."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with company.opened_company(company.make(tmp_path)) as found:
        yield found.app


def card(app: App, who: str = "men3") -> list[dict[str, str]]:
    return workflows.prep(app, caller_for(app, who), asked.ShowPrep("north", PAIR.pair), silent)["questions"]


def test_unfinished_threads_are_taken_up_each_with_its_why(app: App) -> None:
    app.store.items.decide(insight(PAIR).id, "defer", None, AT)
    assert [(one["kind"], one["about"], one["why"]) for one in card(app)] == [
        ("late action", "Show the poll.", "from your action of 2 June 2026, its day is over"),
        ("quiet goal", f"Polls {PAIR.secret}", "your goal, not started"),
        ("put off", insight(PAIR).statement, "from your insight of 2 June 2026, put off in review"),
    ]


def test_both_read_the_same_card(app: App) -> None:
    assert card(app, "men3") == card(app, "exe3")


def test_nobody_else_reads_it(app: App) -> None:
    request = asked.ShowPrep("north", PAIR.pair)
    for who in ("lead", "boss", "eva", "adm", "nob"):
        with pytest.raises(NotAllowed):
            workflows.prep(app, caller_for(app, who), request, silent)
    for who in ("men1", "exe1", "exe5"):
        with pytest.raises(NotFound):
            workflows.prep(app, caller_for(app, who), request, silent)
    for caller in (OPERATOR, on_behalf(app, caller_for(app, "chief"), "exe1")):
        with pytest.raises(UpwellError):
            workflows.prep(app, caller, request, silent)


@pytest.mark.parametrize("state", ["held", "vetoed"])
def test_what_one_of_them_may_not_see_is_on_neither_ones_card(app: App, state) -> None:
    app.store.items.set_state(action(PAIR).id, state)
    for who in ("men3", "exe3"):
        assert "late action" not in {one["kind"] for one in card(app, who)}


def test_what_is_done_or_rejected_is_no_thread(app: App) -> None:
    app.store.items.decide(action(PAIR).id, "reject", None, AT)
    assert "late action" not in {one["kind"] for one in card(app)}


def test_a_goal_that_is_over_is_no_thread_and_one_at_risk_comes_first(app: App) -> None:
    (goal,) = app.store.pairs.goals([("north", PAIR.pair)])["north", PAIR.pair]
    for status, kinds in (("achieved", set()), ("at risk", {"goal at risk"})):
        changed = Goal(goal.id, goal.program, goal.pair, goal.text, status=status)  # type: ignore[arg-type]  # closed words
        app.store.pairs.set_goal(changed, TODAY, AT)
        assert {one["kind"] for one in card(app)} & {"goal at risk", "quiet goal"} == kinds


def test_no_words_of_a_note_stand_on_it(app: App) -> None:
    app.store.items.decide(insight(PAIR).id, "defer", None, AT)
    text = prep_text(workflows.prep(app, caller_for(app, "men3"), asked.ShowPrep("north", PAIR.pair), silent))
    assert not [words for words in (SAID, ALSO_SAID, "illness", "Ottilie", *PAIR.mentor.split()) if words in text]


def test_without_consent_there_is_no_card_and_what_was_printed_is_named_with_its_notes(app: App) -> None:
    workflows.print_prep(app, caller_for(app, "exe3"), asked.PrintPrep("north", PAIR.pair), silent)
    assert {one.kind for one in app.store.artifacts.holding([PAIR.note_id])} == {"prep-card"}
    app.store.consents.withdraw(refs(app.store, PAIR)[0], None, TODAY, AT)
    with pytest.raises(NotFound):
        card(app, "exe3")

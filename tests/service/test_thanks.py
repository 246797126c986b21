"""Thanks reach whoever brought an insight without saying who she is; what became of her words goes back to her."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from service import credit_requests as asked
from service import credit_workflows as workflows
from service import desk_workflows, requests
from service import workflows as deciding
from service.callers import caller_for, on_behalf
from service.progress import silent
from service.settings import Settings
from service.wiring import App
from tests.api import company
from tests.api.company import FIRST, NORTH, SECOND, SOUTH
from tests.store.sessions import AT, Session, action, insight, session

THEIRS = insight(SECOND).id
"""Released to everybody by the mentor of another pair."""
THIRD = NORTH[2]


@pytest.fixture
def app(made: Settings, copy_of: Callable[[Settings], Settings]) -> Iterator[App]:
    with company.opened_company(copy_of(made)) as found:
        deciding.decide(found.app, caller_for(found.app, "exe2"), requests.Decide(THEIRS, "approve"), silent)
        yield found.app


def queue(app: App, who: str) -> dict[str, Any]:
    return workflows.thanks_queue(app, caller_for(app, who), asked.ThanksQueue(), silent)


def say(app: App, who: str, item: str, words: str = "") -> dict[str, Any]:
    return workflows.say_thanks(app, caller_for(app, who), asked.SayThanks(item, words), silent)


def became(app: App, who: str) -> list[dict[str, Any]]:
    return workflows.became(app, caller_for(app, who), asked.Became(), silent)


def mark(app: App, who: str, item: str, kind: str, text: str | None = None) -> None:
    desk_workflows.mark(app, caller_for(app, who), requests.Mark(item, kind, text), silent)


def only_without(app: App, one: Session, purpose: str) -> None:
    """The pair's consents as they stand, without one purpose."""
    hers = [given for given in app.store.consents.current() if given.pair == one.pair]
    app.store.consents.record([replace(given, purposes=given.purposes - {purpose}) for given in hers], AT)


def test_thanks_arrive_with_the_role_and_the_words_and_nothing_else_of_who_said_them(app: App) -> None:
    say(app, "exe3", THEIRS, "We hold our first short poll on Monday.")
    (one,) = became(app, "men2")
    (thanks,) = one["thanks"]
    assert thanks == {"by": "executive", "words": "We hold our first short poll on Monday.", "day": "2026-07-10"}
    said = json.dumps(one)
    for identity in ("exe3", str(app.store.people.ref_of("exe3")), THIRD.mentee):
        assert identity not in said
    assert became(app, "men3") == []


@pytest.mark.parametrize("who", [("exe2", "mentee"), ("lead", "lead"), ("exe6", "executive")], ids=lambda one: one[1])
def test_each_thanks_as_what_she_meets_the_words(app: App, who: tuple[str, str]) -> None:
    say(app, who[0], THEIRS)
    assert [one["by"] for one in became(app, "men2")[0]["thanks"]] == [who[1]]


def test_an_executive_learns_the_name_only_with_attribute_for_words_the_mentor_released_herself(app: App) -> None:
    assert [one["credit"] for one in queue(app, "exe3")["to_say"]] == [SECOND.mentor]
    only_without(app, SECOND, "attribute")
    hidden = queue(app, "exe3")
    assert [one["credit"] for one in hidden["to_say"]] == [None]
    assert SECOND.mentor not in json.dumps(hidden)


@pytest.mark.parametrize("how", ["edited", "by silence", "not by her", "one side only"])
def test_no_name_stands_with_words_that_are_not_hers_or_that_one_of_the_two_kept_from_it(app: App, how: str) -> None:
    if how == "edited":
        mark(app, "lead", THEIRS, "edit", "Short polls work better than long ones.")
    elif how == "by silence":
        app.store.items.set_state(THEIRS, "previewed", previewed_on=AT.date(), mentor_released=False)
    elif how == "not by her":
        app.store.items.set_state(THEIRS, "released", previewed_on=AT.date(), mentor_released=False)
    else:
        mentee = next(one for one in app.store.consents.current() if (one.pair, one.role) == (SECOND.pair, "mentee"))
        app.store.consents.record([replace(mentee, purposes=mentee.purposes - {"attribute"})], AT)
    assert [one["credit"] for one in queue(app, "lead")["to_say"] if one["id"] == THEIRS] == [None]


def test_what_is_thanked_leaves_the_queue_and_comes_back_when_taken_back(app: App) -> None:
    assert [one["id"] for one in queue(app, "exe3")["to_say"]] == [THEIRS]
    say(app, "exe3", THEIRS, "Thanks a lot.")
    say(app, "exe3", THEIRS, "We use it.")
    assert [(one["id"], one["words"]) for one in queue(app, "exe3")["said"]] == [(THEIRS, "We use it.")]
    assert queue(app, "exe3")["to_say"] == []
    assert [one["id"] for one in queue(app, "exe6")["to_say"]] == [THEIRS]
    workflows.take_thanks_back(app, caller_for(app, "exe6"), asked.TakeThanksBack(THEIRS), silent)
    assert len(became(app, "men2")[0]["thanks"]) == 1
    workflows.take_thanks_back(app, caller_for(app, "exe3"), asked.TakeThanksBack(THEIRS), silent)
    assert became(app, "men2")[0]["thanks"] == []


def test_the_furthest_come_first_and_what_came_to_nothing_is_not_offered(app: App) -> None:
    item = action(THIRD).id
    assert item not in {one["id"] for one in queue(app, "exe3")["to_say"]}
    mark(app, "exe3", item, "done")
    mark(app, "exe3", item, "effect", "Half as many questions reach the desk.")
    assert [(one["id"], one["step"]) for one in queue(app, "exe3")["to_say"]] == [
        (item, "effect seen"), (THEIRS, "accepted")]  # fmt: skip


def test_steps_and_words_of_effect_go_back_to_the_mentor(app: App) -> None:
    item = action(THIRD).id
    steps = []
    for act in (
        lambda: deciding.decide(app, caller_for(app, "exe3"), requests.Decide(item, "approve"), silent),
        lambda: mark(app, "exe3", item, "begin"),
        lambda: mark(app, "lead", item, "done"),
        lambda: mark(app, "exe3", item, "effect", "Half as many questions reach the desk."),
    ):
        act()
        steps.append([(one["step"], one["effect_words"]) for one in became(app, "men3")])
    assert steps == [[("accepted", None)], [("in progress", None)], [("done", None)],
                     [("effect seen", "Half as many questions reach the desk.")]]  # fmt: skip


def test_what_was_rejected_is_not_told(app: App) -> None:
    deciding.decide(app, caller_for(app, "exe3"), requests.Decide(insight(THIRD).id, "reject"), silent)
    assert became(app, "men3") == []


@pytest.mark.parametrize(
    "words", ["Many thanks to Ilse2 Brandvold", "Write me: someone@example.org", "Is it you, Ilse2?"]
)
def test_words_that_guess_at_a_person_are_refused_alike_right_or_wrong(app: App, words: str) -> None:
    with pytest.raises(BadInput, match="names somebody") as refused:
        say(app, "exe3", THEIRS, words)
    with pytest.raises(BadInput) as wrong:
        say(app, "exe3", THEIRS, words.replace("Ilse2 Brandvold", "Ilse3 Brandvold"))
    assert refused.value.message == wrong.value.message


@pytest.mark.parametrize("item", [insight(SOUTH[0]).id, "i000000000000"])
def test_nobody_thanks_for_what_she_may_not_see(app: App, item: str) -> None:
    with pytest.raises(NotFound):
        say(app, "exe3", item)
    with pytest.raises(NotFound):
        workflows.take_thanks_back(app, caller_for(app, "exe3"), asked.TakeThanksBack(item), silent)


def test_nobody_thanks_in_anothers_name_and_no_mentor_herself(app: App) -> None:
    acting = on_behalf(app, caller_for(app, "chief"), "exe1")
    with pytest.raises(NotAllowed):
        workflows.say_thanks(app, acting, asked.SayThanks(THEIRS), silent)
    both = Caller("men2", frozenset({"mentor", "lead"}), frozenset({"north"}))
    with pytest.raises(NotFound):
        workflows.say_thanks(app, both, asked.SayThanks(THEIRS), silent)
    with pytest.raises(NotAllowed):
        say(app, "men1", THEIRS)


def test_a_lead_above_a_mentor_neither_thanks_nor_learns(app: App) -> None:
    assert insight(session(1, "north")).id not in json.dumps(queue(app, "boss"))
    with pytest.raises(NotFound):
        say(app, "boss", insight(FIRST).id)

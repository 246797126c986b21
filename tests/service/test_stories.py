"""Success stories: nobody but the two before both approve, and for nobody once either takes it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentoring.errors import BadInput, Conflict, NotAllowed, NotFound
from mentoring.records import Evidence
from mentoring.store.outcomes import Outcome
from service import desk_workflows, requests
from service import story_requests as asked
from service import story_workflows as workflows
from service.callers import caller_for, on_behalf
from service.progress import silent
from service.render.cards import STORY_FORMS
from service.settings import Settings
from service.stages.erasing import erasure_of
from service.wiring import App
from tests.api import company
from tests.api.company import NORTH, TODAY
from tests.store.sessions import AT, FIRST, action, insight, keep, session

PAIR = NORTH[2]
DONE = action(PAIR).id
WORDS = {"learned": "Short polls work on shifts.", "did": "A poll ran in every shift.", "effect": "Fewer questions."}


@pytest.fixture
def app(made: Settings, copy_of: Callable[[Settings], Settings]) -> Iterator[App]:
    with company.opened_company(copy_of(made)) as found:
        mark(found.app, "exe3", "done", "The poll ran in May.")
        yield found.app


def mark(app: App, who: str, kind: str, text: str | None = None) -> None:
    desk_workflows.mark(app, caller_for(app, who), requests.Mark(DONE, kind, text), silent)


def told(app: App, who: str) -> dict[str, Any]:
    return workflows.told(app, caller_for(app, who), asked.Stories(), silent)


def others(app: App, who: str) -> set[str]:
    """Stories that somebody outside the pair reads."""
    return {one["did"] for one in told(app, who)["told"]}


def draft(app: App, who: str = "men3") -> dict[str, Any]:
    return workflows.draft(app, caller_for(app, who), asked.DraftStory(DONE), silent)


def approve(app: App, story: str, *who: str) -> None:
    for one in who:
        workflows.approve(app, caller_for(app, one), asked.ApproveStory(story), silent)


def card(app: App, story: str, who: str = "lead", form: str = "md", file: Path | None = None) -> str:
    request = asked.HandOutStory(story, form, str(file) if file else None)
    return STORY_FORMS[form][1](workflows.hand_out(app, caller_for(app, who), request, silent)).decode()


@pytest.fixture
def story(app: App) -> str:
    """Approved by both, in words of their own."""
    made = draft(app)["id"]
    workflows.word(app, caller_for(app, "exe3"), asked.WordStory(made, **WORDS), silent)
    approve(app, made, "men3", "exe3")
    return str(made)


def test_a_draft_says_what_was_learned_done_shown_and_came_of_it(app: App) -> None:
    mark(app, "exe3", "effect", "Half as many questions.")
    assert [one["id"] for one in told(app, "men3")["to_tell"]] == [DONE]
    made = draft(app)
    assert (made["did"], made["shown"], made["effect"]) == (
        action(PAIR).task, "The poll ran in May.", "Half as many questions.")  # fmt: skip
    assert told(app, "men3")["to_tell"] == []
    assert draft(app, "exe3")["id"] == made["id"]


@pytest.mark.parametrize("approved", [(), ("men3",), ("exe3",), ("men3", "men3")], ids=str)
def test_nobody_else_meets_a_story_before_both_approved(app: App, approved: tuple[str, ...]) -> None:
    made = draft(app)
    approve(app, made["id"], *approved)
    for who in ("lead", "exe2", "exe6", "boss", "men2"):
        assert made["id"] not in json.dumps(told(app, who))
        with pytest.raises(NotFound):
            card(app, made["id"], who)
    with pytest.raises(BadInput, match="Both have to approve"):
        card(app, made["id"], "men3")


def test_once_both_approved_leads_and_executives_read_it_without_pair_and_name(app: App, story: str) -> None:
    for who in ("lead", "exe2", "exe6"):
        assert WORDS["did"] in others(app, who)
    found = next(one for one in told(app, "exe2")["told"] if one["id"] == story)
    assert (found["pair"], found["version"], found["approved"]) == (None, None, [])
    assert told(app, "men2")["told"] == []


def test_a_mentee_meets_no_draft_of_words_he_may_not_see_yet_before_the_mentor_approves(app: App) -> None:
    app.store.items.set_state(DONE, "previewed", previewed_on=TODAY, mentor_released=False)
    made = draft(app)["id"]
    assert made not in json.dumps(told(app, "exe3"))
    with pytest.raises(NotFound):
        approve(app, made, "exe3")
    approve(app, made, "men3")
    assert [one["id"] for one in told(app, "exe3")["mine"]] == [made]


def test_somebody_above_the_mentor_reads_none_of_hers(app: App) -> None:
    approved = company.story_id(company.FIRST)
    assert approved in json.dumps(told(app, "lead"))
    assert approved not in json.dumps(told(app, "boss"))


def test_other_words_ask_both_again_and_an_approval_is_of_the_words_that_were_read(app: App, story: str) -> None:
    version = next(one["version"] for one in told(app, "men3")["mine"])
    workflows.word(app, caller_for(app, "men3"), asked.WordStory(story, did="A poll ran twice."), silent)
    assert WORDS["did"] not in others(app, "lead")
    with pytest.raises(Conflict):
        workflows.approve(app, caller_for(app, "exe3"), asked.ApproveStory(story, version), silent)
    approve(app, story, "men3")
    assert not {"A poll ran twice.", WORDS["did"]} & others(app, "lead")


def test_names_stand_only_with_attribute_and_go_with_it(app: App, story: str) -> None:
    assert f"Told by {PAIR.mentor} and {PAIR.mentee}." in card(app, story)
    hers = [one for one in app.store.consents.current() if (one.pair, one.role) == (PAIR.pair, "mentee")]
    app.store.consents.record([replace(one, purposes=one.purposes - {"attribute"}) for one in hers], AT)
    without = card(app, story)
    assert WORDS["did"] in without
    assert not [name for name in (PAIR.mentor, PAIR.mentee) if name in without]


@pytest.mark.parametrize("who", ["men3", "exe3"])
def test_either_takes_it_back_and_it_is_gone_everywhere(app: App, story: str, who: str, tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text(card(app, story, file=file))
    card(app, story, form="html")
    gone = workflows.take_back(app, caller_for(app, who), asked.TakeStoryBack(story), silent)
    assert (gone["files"], gone["handed_out"]) == (1, ["story 2026-07-10: download (html)"])
    assert not file.exists()
    assert app.store.artifacts.holding([PAIR.note_id]) == []
    for reader in ("lead", "exe2", "men3", "exe3"):
        assert story not in json.dumps(told(app, reader))


@pytest.mark.parametrize("part", [DONE, insight(PAIR).id])
def test_a_part_the_mentor_holds_back_hides_the_story_until_she_releases_it(app: App, story: str, part: str) -> None:
    if part != DONE:
        one = next(one for one in app.store.stories.all() if one.id == story)
        app.store.stories.keep(replace(one, insight_id=part), AT)
    app.store.items.set_state(part, "held", reason="mentor")
    for who in ("lead", "exe2", "exe3", "men3"):
        assert story not in json.dumps(told(app, who))
    app.store.items.set_state(part, "released", "pair", mentor_released=True)
    assert WORDS["did"] in others(app, "lead")


def test_what_is_no_longer_done_is_no_story(app: App, story: str) -> None:
    desk_workflows.undo(app, caller_for(app, "exe3"), requests.Undo(), silent)
    assert WORDS["did"] not in others(app, "lead")
    assert [one["id"] for one in told(app, "men3")["mine"]] == [story]


def test_a_withdrawal_of_either_erases_it_and_wipes_its_cards(app: App, story: str, tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text(card(app, story, file=file))
    mentee = app.store.people.ref_of("exe3")
    app.index.rebuild = lambda _: None  # type: ignore[method-assign]  # nothing of it is indexed here
    receipt = erasure_of(app).withdraw(mentee, None, today=TODAY, at=AT)
    assert (receipt.residue, receipt.files, file.exists()) == (0, 1, False)
    assert story not in {one.id for one in app.store.stories.all()}


def test_a_session_that_told_of_it_takes_it_along(app: App) -> None:
    later = session(9)
    app.store.reviews.take_back(app.store.reviews.latest(app.ref(caller_for(app, "exe3")))[0])
    keep(app.store, later)
    app.store.outcomes.replace([DONE], [
        Outcome(DONE, "done", later.note_id, date(2026, 6, 2), (Evidence(FIRST, 0, len(FIRST)),), TODAY)])  # fmt: skip
    made = draft(app)
    assert (made["shown"], FIRST in json.dumps(made)) == ("Told in the session of 2 June 2026.", False)
    (one,) = [one for one in app.store.stories.all() if one.id == made["id"]]
    assert one.told_note_id == later.note_id


@pytest.mark.parametrize("who", ["men1", "exe1", "exe6", "lead"])
def test_only_the_two_draft_word_approve_and_end_it(app: App, story: str, who: str) -> None:
    caller, refused = caller_for(app, who), (NotFound, NotAllowed)
    for act, request in (
        (workflows.draft, asked.DraftStory(DONE)), (workflows.word, asked.WordStory(story, did="Mine.")),
        (workflows.approve, asked.ApproveStory(story)), (workflows.take_back, asked.TakeStoryBack(story)),
    ):  # fmt: skip
        with pytest.raises(refused):
            act(app, caller, request, silent)  # type: ignore[operator]  # one signature each
    acting = on_behalf(app, caller_for(app, "chief"), "exe1")
    with pytest.raises(NotAllowed):
        workflows.told(app, acting, asked.Stories(), silent)


def test_words_that_name_one_of_the_two_are_said_by_role(app: App, story: str) -> None:
    said = asked.WordStory(story, did=f"{PAIR.mentee} ran a poll.")
    assert PAIR.mentee not in workflows.word(app, caller_for(app, "men3"), said, silent)["did"]


def test_a_card_is_markdown_html_and_paper_and_nothing_in_it_becomes_markup(app: App, story: str) -> None:
    words = asked.WordStory(story, did="Polls [here](x) run.", effect="1 < 2 questions")
    workflows.word(app, caller_for(app, "men3"), words, silent)
    approve(app, story, "men3", "exe3")
    assert "# 1 \\< 2 questions" in card(app, story)
    assert "1 &lt; 2 questions" in card(app, story, form="html")
    made = workflows.hand_out(app, caller_for(app, "lead"), asked.HandOutStory(story, "pdf"), silent)
    assert STORY_FORMS["pdf"][1](made).startswith(b"%PDF")
    with pytest.raises(BadInput, match="no such format"):
        workflows.hand_out(app, caller_for(app, "lead"), asked.HandOutStory(story, "docx"), silent)


def test_the_other_of_the_two_begins_no_second_story_of_it(app: App) -> None:
    made = draft(app)["id"]
    app.store.items.set_state(insight(PAIR).id, "previewed", previewed_on=TODAY, mentor_released=False)
    kept = next(one for one in app.store.stories.all() if one.id == made)
    app.store.stories.keep(replace(kept, insight_id=insight(PAIR).id), AT)
    assert made not in json.dumps(told(app, "exe3"))
    with pytest.raises(Conflict, match="is being written"):
        draft(app, "exe3")
    assert [one.id for one in app.store.stories.all() if one.item_id == DONE] == [made]

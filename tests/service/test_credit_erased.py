"""In a home with index, full text and digests a withdrawal leaves nothing of thanks, stories, uses and cards."""

from __future__ import annotations

from pathlib import Path

from service import (
    credit_requests,
    credit_workflows,
    desk_workflows,
    learning_requests,
    learning_workflows,
    requests,
    story_requests,
    story_workflows,
    workflows,
)
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.wiring import App


def test_nothing_is_left_of_what_was_made_of_a_session(example: App, tmp_path: Path) -> None:
    app = example
    one = next(item for found in app.store.placed.now().items.values() for item in found if item.kind == "action")
    people = [app.store.people.by_ref(ref) for ref in (one.session.mentor_ref, one.session.mentee_ref)]
    mentor, mentee = (caller_for(app, person.person_id) for person in people if person)
    insight = next(item for item in app.store.placed.now().items[one.note_id] if item.kind == "insight")
    for item in (one.id, insight.id):
        workflows.settle_words(app, mentor, requests.SettleWords(item, "release", "organisation"), silent)
        credit_workflows.say_thanks(app, OPERATOR, credit_requests.SayThanks(item, "We use it since."), silent)
    desk_workflows.mark(app, OPERATOR, requests.Mark(one.id, "done", "It ran in May."), silent)
    made = story_workflows.draft(app, mentor, story_requests.DraftStory(one.id), silent)["id"]
    for caller in (mentor, mentee):
        story_workflows.approve(app, caller, story_requests.ApproveStory(made), silent)
    learning_workflows.say_used(app, OPERATOR, learning_requests.SayUsed(insight.id), silent)
    files = [tmp_path / "card.md", tmp_path / "story.md"]
    card = learning_requests.HandOutLearning(insight.id, "md", str(files[0]))
    files[0].write_text(str(learning_workflows.hand_out(app, OPERATOR, card, silent)))
    story = story_requests.HandOutStory(made, "md", str(files[1]))
    files[1].write_text(str(story_workflows.hand_out(app, OPERATOR, story, silent)))
    receipt = workflows.withdraw(app, mentor, requests.Withdraw(str(mentor.person_id)), silent)
    assert (receipt["residue"], receipt["programme"], receipt["files"]) == (0, 4, 2)
    assert not [file for file in files if file.exists()]
    assert app.store.stories.all() == []
    assert one.id not in app.store.uses.all()

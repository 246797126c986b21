"""Review: one card at a time, and the way back."""

from tests.ui.conftest import Desk
from ui import client
from ui.client import Problem


def ids(standin):
    return [card["id"] for card in standin.cards()]


def test_cards_come_one_by_one_and_each_decision_is_sent(desk, standin):
    first, second, third, *_ = ids(standin)
    desk.open("review")
    assert "<b>1 of 8</b>" in desk.page
    for label in ("Approve", "Reject", "Defer"):
        desk.press(label)
    assert standin.decisions == {first: "approve", second: "reject", third: "defer"}
    assert "<b>4 of 8</b>" in desk.page
    assert "Captions on every call help" in desk.page


def test_undo_goes_back_step_by_step(desk, standin):
    first, second, *_ = ids(standin)
    desk.open("review")
    assert next(button for button in desk.test.button if button.label == "Undo").disabled
    desk.press("Approve")
    desk.press("Reject")
    desk.press("Undo")
    desk.press("Undo")
    assert standin.decisions == {first: None, second: None}
    assert "<b>1 of 8</b>" in desk.page
    assert "New starters look for answers" in desk.page


def test_a_refused_decision_keeps_the_card_and_says_why(desk, standin):
    desk.open("review")
    standin.refusals[f"/api/items/{ids(standin)[0]}/decision"] = Problem("It was withdrawn a moment ago.", "not-found")
    desk.press("Approve")
    assert "It was withdrawn a moment ago." in desk.page
    assert "<b>1 of 8</b>" in desk.page
    assert "New starters look for answers" in desk.page


def test_the_evidence_stands_open_under_the_buttons(desk):
    assert '<details class="drawer" open>' in desk.open("review").page


def test_a_card_that_came_back_by_itself_can_be_decided_again(desk, standin):
    first, second, *_ = ids(standin)
    desk.open("review").press("Approve")
    Desk().open("review").press("Undo")  # in another tab
    desk.press("Defer")  # its own second card; now the first is there again
    desk.press("Reject")
    assert standin.decisions == {first: "reject", second: "defer"}


def test_the_last_card_ends_in_a_summary_with_undo(desk):
    desk.open("review")
    for label in ("Approve", "Approve", "Defer", "Approve", "Reject", "Approve", "Approve", "Approve"):
        desk.press(label)
    assert "All decided" in desk.page
    assert "1 item deferred" in desk.page
    assert [button.label for button in desk.test.button] == ["Undo"]


def test_the_way_back_is_there_after_a_reload(desk, standin):
    desk.open("review").press("Approve")
    Desk().open("review").press("Undo")
    assert standin.decisions == {ids(standin)[0]: None}


def test_an_edit_is_sent_and_its_difference_shown(desk, standin):
    desk.open("review").press("Edit")
    first = ids(standin)[0]
    desk.test.text_area(key=f"text-{first}").set_value("Shorter words.")
    desk.press("Keep these words")
    said = {"kind": "edit", "text": "Shorter words.", "version": f"v-{first}"}
    assert standin.sent[-1] == (f"/api/items/{first}/mark", said)
    standin.weeks[0]["insights"][0] |= {
        "original": "New starters look for long words.",
        "statement": "New starters look for words.",
    }
    assert "<del>long</del>" in desk.open("review").page


def test_a_refused_edit_keeps_the_words_in_the_form(desk, standin):
    desk.open("review").press("Edit")
    first = ids(standin)[0]
    standin.refusals[f"/api/items/{first}/mark"] = Problem("These words cannot be shown (name).", "guard")
    desk.test.text_area(key=f"text-{first}").set_value("Anna says so.")
    desk.press("Keep these words")
    assert "These words cannot be shown (name)." in desk.page
    assert desk.test.text_area(key=f"text-{first}").value == "Anna says so."


def test_all_that_waits_can_be_decided_at_once_by_a_lead_only(desk, standin):
    desk.open("review").press("Defer all 8")
    versions = [f"v-{one}" for one in ids(standin)]
    body = {"ids": ids(standin), "versions": versions, "decision": "defer"}
    assert standin.sent[-1] == ("/api/review/bulk", body)
    standin.me |= {"operator": False, "roles": ["executive"]}
    assert not [b for b in desk.open("review").test.button if "all" in b.label]


def test_nothing_to_decide_says_so(desk, standin):
    standin.weeks = []
    assert "Nothing waits for you" in desk.open("review").page


def test_keys_are_on_the_buttons(desk):
    desk.open("review")
    assert [(b.label, b.proto.shortcut.upper()) for b in desk.test.button if b.proto.shortcut] == [
        ("Approve", "A"), ("Reject", "X"), ("Defer", "D"), ("Edit", "E"), ("Undo", "U"),
    ]  # fmt: skip


def test_a_decision_says_which_version_of_the_card_was_looked_at(desk, standin):
    first = ids(standin)[0]
    desk.open("review").press("Approve")
    assert standin.sent[-1] == (f"/api/items/{first}/decision", {"decision": "approve", "version": f"v-{first}"})


def test_whoever_acts_for_an_executive_chooses_for_whom(desk, standin, monkeypatch):
    standin.me |= {"person_id": "n-009", "operator": False, "roles": []}
    mine, over = {"delegate": "n-009", "until": None, "over": False}, {"delegate": "n-009", "over": True}
    standin.delegations = [
        {"executive": "n-001", **mine}, {"executive": "n-002", **over}, {"executive": "n-009", "delegate": "n-004"},
    ]  # fmt: skip
    desk.open()
    choice = next(box for box in desk.test.selectbox if box.label == "In whose name")
    assert choice.options == ["My own", "For n-001"]
    assert desk.test.session_state.acting_for is None
    choice.set_value("n-001").run()
    assert desk.test.session_state.acting_for == "n-001"
    monkeypatch.setattr(client, "session", lambda: "mine")
    monkeypatch.setattr(client.st, "session_state", {"acting_for": "n-001"})
    assert client.visitor() == {"Cookie": "upwell_session=mine", "Upwell-For": "n-001"}


def test_whoever_acts_for_an_executive_is_offered_nothing_that_is_refused(desk, standin):
    standin.me |= {"person_id": "n-009", "operator": False, "roles": ["executive"]}
    standin.delegations = [{"executive": "n-001", "delegate": "n-009", "until": None, "over": False}]
    for path in ("/api/mail", "/api/pairs", "/api/learning", "/api/consent/mine"):
        standin.refusals[path] = Problem("Only she herself can do that.", "not-allowed")
    desk.open()
    next(box for box in desk.test.selectbox if box.label == "In whose name").set_value("n-001").run()
    assert "Only she herself" not in desk.page
    offered = [one.proto.label for one in desk.test.get("page_link")]
    assert offered == ["This week", "Review", "Actions", "Trends"]
    desk.open("review")
    labels = {button.label for button in desk.test.button}
    assert "Approve" in labels
    assert not labels & {"Edit", "Undo"}


def test_nobody_else_is_asked_in_whose_name(desk):
    assert "In whose name" not in [box.label for box in desk.open().test.selectbox]

"""Review: one card at a time, and the way back."""

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


def test_the_last_card_ends_in_a_summary_with_undo(desk):
    desk.open("review")
    for label in ("Approve", "Approve", "Defer", "Approve", "Reject", "Approve", "Approve", "Approve"):
        desk.press(label)
    assert "All decided" in desk.page
    assert "1 item deferred" in desk.page
    assert [button.label for button in desk.test.button] == ["Undo"]


def test_nothing_to_decide_says_so(desk, standin):
    standin.weeks = []
    assert "Nothing waits for you" in desk.open("review").page


def test_keys_are_on_the_buttons(desk):
    desk.open("review")
    assert [(b.label, b.proto.shortcut.upper()) for b in desk.test.button] == [
        ("Approve", "A"), ("Reject", "X"), ("Defer", "D"), ("Undo", "U"),
    ]  # fmt: skip

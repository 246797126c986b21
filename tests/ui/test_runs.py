"""Runs of extraction on the lead's overview: how far, what was parked and why, and what can be done about it."""

import pytest

GOING = {
    "id": "r000000000001", "engine": "llm", "state": "running", "at": "2026-10-26T08:30:00+00:00", "notes": 40,
    "done": 12, "running": 4, "waiting": 23, "parked": [{"note_id": "n1", "reason": "worker-died"}],
}  # fmt: skip
OVER = {
    "id": "r000000000002", "engine": "builtin", "state": "done", "at": "2026-10-20T08:30:00+00:00", "notes": 9,
    "done": 9, "running": 0, "waiting": 0, "parked": [],
}  # fmt: skip


def test_where_no_work_was_queued_nothing_is_said_of_runs(desk):
    assert "Runs of extraction" not in desk.open("overview").page
    assert not desk.test.button


def test_how_far_a_run_is_and_why_a_note_was_parked(desk, standin):
    standin.runs = [GOING, OVER]
    text = desk.open("overview").text
    assert "12 of 40 notes read running" in text
    assert "4 in work, 23 waiting, 1 parked" in text
    assert "n1Every worker that read it ended before it was through" in text.replace("</th><td>", "")
    assert "9 of 9 notes read done" in text


def test_a_reason_without_a_sentence_is_shown_by_its_name(desk, standin):
    standin.runs = [GOING | {"parked": [{"note_id": "n1", "reason": "not-json"}]}]
    assert "Not json" in desk.open("overview").page


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("Cancel this run", "/api/runs/r000000000001/cancel"),
        ("Try the parked notes again", "/api/runs/r000000000001/retry"),
    ],
)
def test_a_run_is_ended_and_its_parked_notes_begun_again_by_a_button(desk, standin, label, path):
    standin.runs = [GOING, OVER]
    desk.open("overview").press(label)
    assert standin.sent == [(path, {})]


def test_a_run_that_is_over_can_only_be_repeated_where_notes_are_parked(desk, standin):
    standin.runs = [OVER, OVER | {"id": "r000000000003", "parked": GOING["parked"]}]
    desk.open("overview")
    assert [button.label for button in desk.test.button] == ["Try the parked notes again"]


def test_a_lead_of_some_programmes_is_shown_no_runs_and_no_refusal(desk, standin):
    standin.runs = [GOING]
    standin.me |= {"operator": False, "roles": ["lead"], "programs": ["North"]}
    page = desk.open("overview").page
    assert "Runs of extraction" not in page
    assert "alert" not in page

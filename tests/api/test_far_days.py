"""A day at the end of the calendar, wherever it is written, is refused in a sentence and stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mentoring.errors import BadInput
from service import requests
from service.callers import OPERATOR
from service.progress import silent
from service.render.calendar import digest_ics
from service.stages import handing_in
from service.stages.days import EARLIEST, within
from tests.api import company
from tests.api.company import FIRST, TODAY, Company
from tests.store.sessions import AT, action

HERE = {"program": FIRST.program, "pair": FIRST.pair}
PAGES = ("/api/pairs", "/api/programme", "/api/actions", "/api/cards")


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


@pytest.mark.parametrize("day", ["9999-12-31", "2036-07-11", "1999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        pytest.param("/api/pairs/charter", HERE, "starts", id="a charter's beginning"),
        pytest.param("/api/pairs/charter", HERE, "ends", id="its end"),
        pytest.param("/api/programme/met", {**HERE, "held": False}, "day", id="a session called off"),
        pytest.param(
            f"/api/items/{action(FIRST).id}/mark", {"kind": "assign", "owner": "mentee"}, "due", id="an action's date"
        ),
    ],
)
def test_a_far_day_is_refused_in_a_sentence(
    found: Company, path: str, body: dict[str, str], field: str, day: str
) -> None:
    with found.as_("lead") as client:
        refused = client.post(path, json={**body, field: day})
        assert (refused.status_code, refused.json()["detail"]) == (
            422, "That date is too far away: write one between 2000-01-01 and 2036-07-10.",
        )  # fmt: skip
        assert client.post(path, json={**body, field: "2026-09-30"}).status_code == 200
        assert [client.get(page).status_code for page in PAGES] == [200] * len(PAGES)


def test_a_note_of_a_far_day_is_refused_and_the_others_are_taken(found: Company, tmp_path: Path) -> None:
    front = f"program: north\npair: {FIRST.pair}\nmentor: {FIRST.mentor}\nmentee: {FIRST.mentee}\n"
    for name, day in (("a", "2026-06-16"), ("b", "9999-12-31"), ("c", "1026-06-16")):
        (tmp_path / f"{name}.md").write_text(f"---\n{front}session_date: {day}\n---\nCaptions help everybody.\n")
    paths = tuple(str(tmp_path / f"{name}.md") for name in "abc")
    result = handing_in.take(found.app, OPERATOR, requests.Ingest(paths), silent)
    assert len(result.accepted) == 1
    assert [(Path(one.file or "").name, one.code) for one in result.refused] == [
        ("b.md", "front-matter"), ("c.md", "front-matter"),
    ]  # fmt: skip


def test_what_was_taken_in_before_with_a_far_day_takes_no_page_down() -> None:
    item = {"id": "a1", "task": "Show the poll.", "owner": "mentee", "due": "9999-12-31", "status": "open"}
    assert b"DTEND;VALUE=DATE:99991231" in digest_ics({"actions": [item], "follow_up": {"items": []}}, AT)


def test_bounds_hold_at_both_ends_of_what_can_be_meant() -> None:
    for day in (EARLIEST, TODAY, date(2036, 7, 10)):
        assert within(day, TODAY) == day
    assert within(EARLIEST, date(9998, 2, 28)) == EARLIEST
    with pytest.raises(BadInput, match="too far away"):
        within(date(2028, 7, 11), TODAY, years=2)

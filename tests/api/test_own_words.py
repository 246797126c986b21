"""What a mentor reads before she decides is what others read then, and nobody's words about her mentee slip by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api import company
from tests.api.company import NORTH, TODAY, Company
from tests.store.sessions import AT, action, insight

ONE = NORTH[2]
MENTOR, MENTEE = "men3", "exe3"
ITEM, TASK = insight(ONE).id, action(ONE).id
PERSONAL = "The mentee is impatient and does not listen to younger colleagues."
EDITED = "The night shift would rather be asked in person."
SOFTER = "Polls may be worth a try."


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


def _later(found: Company) -> None:
    found.app.settings = found.app.settings.model_copy(update={"today": TODAY + timedelta(days=10)})


def _says(found: Company, choice: str, item: str = ITEM, **fields: Any) -> Any:
    with found.as_(MENTOR) as client:
        return client.post(f"/api/preview/{item}", json={"choice": choice, **fields})


def _mine(found: Company, item: str = ITEM) -> dict[str, Any]:
    with found.as_(MENTOR) as client:
        return next(one for one in client.get("/api/preview").json() if one["id"] == item)


def _read(found: Company, who: str, item: str = ITEM) -> list[str]:
    with found.as_(who) as client:
        return [one.get("statement") or one["task"] for one in client.get("/api/cards").json() if one["id"] == item]


def _edit(found: Company, who: str, text: str, item: str = ITEM) -> None:
    def edit(client: TestClient) -> int:
        return client.post(f"/api/items/{item}/mark", json={"kind": "edit", "text": text}).status_code

    with found.as_(who) as client:
        assert edit(client) == 200


def _read_anew(found: Company, **changes: str) -> None:
    """An engine reads the same words of the note and says something else of them."""
    items = [replace(insight(ONE), **changes)], [action(ONE)]
    found.app.store.items.replace(ONE.note_id, *items, [], at=AT)


@pytest.mark.parametrize("who", [MENTEE, "lead"])
def test_she_previews_the_words_that_others_read(found: Company, who: str) -> None:
    _edit(found, who, EDITED)
    _edit(found, who, f"{EDITED} Do that.", TASK)
    shown = _mine(found)
    assert (shown["text"], shown["original"]) == (EDITED, insight(ONE).statement)
    assert _mine(found, TASK)["text"] == f"{EDITED} Do that."


def test_the_words_she_releases_are_read_on_every_level(found: Company) -> None:
    _edit(found, MENTEE, EDITED)
    assert _says(found, "release", level="organisation", version=_mine(found)["version"]).status_code == 200
    assert [_read(found, who) for who in (MENTEE, "lead", "exe8")] == [[EDITED]] * 3
    assert _mine(found)["original"] is None
    _read_anew(found, statement="Something that she never read.")
    assert _read(found, "exe8") == [EDITED]


@pytest.mark.parametrize("item", [ITEM, TASK])
def test_her_softer_words_take_the_place_of_a_reviewers(found: Company, item: str) -> None:
    _edit(found, MENTEE, EDITED, item)
    assert _says(found, "soften", item, text=SOFTER).json()["text"] == SOFTER
    _later(found)
    assert [_read(found, who, item) for who in (MENTEE, "lead")] == [[SOFTER]] * 2
    _edit(found, "lead", EDITED, item)
    assert _mine(found, item)["text"] == EDITED, "what is written after her is shown to her too"


@pytest.mark.parametrize(
    "choice", [{"choice": "release", "level": "organisation"}, {"choice": "soften", "text": SOFTER}]
)
def test_words_that_changed_since_she_read_them_are_not_let_go(found: Company, choice: dict[str, str]) -> None:
    version = _mine(found)["version"]
    _read_anew(found, statement="Something that she never read.")
    refused = _says(found, **choice, version=version)
    assert (refused.status_code, refused.json()["detail"]) == (
        409, "These words have changed since you read them: read them again.",
    )  # fmt: skip
    assert _read(found, "exe8") == []
    assert _says(found, **choice, version=_mine(found)["version"]).status_code == 200


def test_a_reviewers_edit_between_reading_and_release_is_told_too(found: Company) -> None:
    version = _mine(found)["version"]
    _edit(found, "lead", EDITED)
    assert _says(found, "release", level="pair", version=version).status_code == 409
    assert _says(found, "hold", version=version).status_code == 200, "keeping back is never refused"


@pytest.mark.parametrize("item", [ITEM, TASK])
def test_softer_words_about_the_mentee_as_a_person_wait_for_her_release(found: Company, item: str) -> None:
    shown = _says(found, "soften", item, text=PERSONAL).json()
    assert (shown["about_person"], shown["released_by_silence_on"]) == (True, None)
    _later(found)
    assert _read(found, MENTEE, item) == []
    _read_anew(found)
    assert _read(found, MENTEE, item) == [], "a new reading of the note does not let them go"
    _says(found, "release", item, level="pair")
    assert _read(found, MENTEE, item) == [PERSONAL]
    assert _says(found, "soften", item, text=SOFTER).json()["about_person"] is False


@pytest.mark.parametrize("item", [ITEM, TASK])
@pytest.mark.parametrize("released", [False, True], ids=["by silence", "released by her"])
def test_a_leads_words_about_the_mentee_wait_for_the_mentor(found: Company, item: str, released: bool) -> None:
    if released:
        _says(found, "release", item, level="organisation")
    _edit(found, "lead", PERSONAL, item)
    assert [_read(found, who, item) for who in (MENTEE, "lead", "exe8")] == [[], [], []]
    shown = _mine(found, item)
    assert (shown["text"], shown["about_person"], shown["reaches"]) == (PERSONAL, True, None)
    _read_anew(found, statement="Something else.")
    assert _read(found, MENTEE, item) == []


def test_an_edit_that_is_taken_back_leaves_the_item_as_it_was(found: Company) -> None:
    _edit(found, "lead", EDITED)
    with found.as_("lead") as client:
        assert client.post("/api/review/undo", json={}).status_code == 200
    assert (_mine(found)["about_person"], _read(found, MENTEE)) == (False, [insight(ONE).statement])

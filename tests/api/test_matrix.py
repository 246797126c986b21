"""Every address, as everybody, about her own things and about others': what is declared is what happens.

Generated from the OpenAPI document. A cell is allowed (2xx) or refused (401, 403, 404), never anything else, and no
answer of whatever cell holds words, ids or pairs that are hidden from whoever asked.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.records import ROLES
from service.settings import Settings
from tests.api import company, things
from tests.api.company import WHO, Company
from tests.api.document import Operation, operations

OPERATIONS = list(operations())
CELLS = [
    (operation, who, whose) for operation in OPERATIONS for who in ("anonymous", *WHO) for whose in ("own", "other")
]
READING = (
    "/api/search",
    "/api/search/patterns",
    "/api/ask",
    "/api/silence",
    "/api/notes/hidden",
    "/api/pairs/goals/near",
    "/api/pairs/prep",
    "/api/match",
    "/api/setup/file",
)
"""POSTs that change nothing."""
MARKING = ("/api/evals/items", "/api/evals/items/{item_id}/mark")
"""Open to evaluators, and in evaluation homes alone: the company's home is a real one."""

DRAFTS = ("/api/stories/{story_id}/card",)
"""The other programme's story is a draft that one of the two approved: not even the operator reads it."""


def reach_of(operation: Operation, who: str) -> str | None:
    """How far the declaration lets this asker reach; None: not at all."""
    if who == "operator":  # lead, evaluator and admin of the whole home, and nobody's mentor
        return "home" if set(operation.roles) & {"lead", "evaluator", "admin"} else None
    if who == "nobody":  # no role: what everybody may
        return operation.roles["mentor"] if set(ROLES) <= set(operation.roles) else None
    return operation.roles.get(who)


def is_allowed(operation: Operation, who: str, whose: str) -> bool:
    if operation.path in MARKING or (operation.path in DRAFTS and whose == "other"):
        return False
    reach = reach_of(operation, who)
    if who == "lead" and reach == "whole":
        return False  # she leads one programme of two
    named = things.call(operation, things.own("operator")).names
    return reach is not None and (whose == "own" or not named or reach == "home")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return company.make(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def shared(settings: Settings) -> Iterator[Company]:
    """The company, for cells that change nothing."""
    with company.opened_company(settings) as found:
        yield found


@pytest.fixture
def to_change(settings: Settings, tmp_path: Path) -> Iterator[Company]:
    """A copy of the company, for cells that may change something."""
    for name in ("home", "keys"):
        shutil.copytree(settings.home.with_name(name), tmp_path / name)
    mine = settings.model_copy(update={"home": tmp_path / "home", "key_dir": tmp_path / "keys"})
    with company.opened_company(mine) as found:
        yield found


@pytest.mark.parametrize(("operation", "who", "whose"), CELLS, ids=str)
def test_cell(operation: Operation, who: str, whose: str, request: pytest.FixtureRequest) -> None:
    allowed = who != "anonymous" and is_allowed(operation, who, whose)
    changes = allowed and operation.method != "GET" and operation.path not in READING
    found: Company = request.getfixturevalue("to_change" if changes else "shared")
    asked = things.call(operation, things.own(who, operation.path) if whose == "own" else things.others(operation.path))
    before = found.app.store.audit.count()
    with found.as_(None if who == "anonymous" else who) as client:
        if allowed and operation.path in things.BEFORE:
            path, body = things.BEFORE[operation.path]
            assert client.post(path.format(**things.own(who)), json=body).status_code == 200
        path, _, person = asked.path.partition(things.TOKEN)
        path += found.token_id(person.removesuffix("/revoke")) + "/revoke" if person else ""
        answer = client.request(asked.method, path, params=asked.query, json=asked.body)
    if allowed:
        assert answer.status_code == 200, answer.text
    else:
        assert answer.status_code == 401 if who == "anonymous" else answer.status_code in (403, 404), answer.text
        assert found.app.store.audit.count() == before
    named = {str(value) for value in (*asked.query.values(), *(asked.body or {}).values())} | {asked.path}
    for word in things.hidden_from(who, reach_of(operation, who)):
        assert word not in answer.text or any(word in one for one in named)


def test_the_matrix_refuses_at_least_half_of_what_concerns_others() -> None:
    """A matrix that allows everything would pass above: this one does not."""
    about_others = [cell for cell in CELLS if cell[2] == "other"]
    refused = [one for one in about_others if one[1] == "anonymous" or not is_allowed(*one)]
    assert len(refused) >= len(about_others) / 2

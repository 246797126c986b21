"""A write sent twice is never a way round what was taken back since, nor round what a token may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mentoring.store.tables_access import kept_answers
from service.api.once import WORDLESS
from tests.api import company
from tests.api.company import SECOND, Company
from tests.api.document import DOCUMENT, operations
from tests.store.sessions import AT, action, insight

KEY = {"Idempotency-Key": "twice-0001-abcd"}
KEY_TOO = {"Idempotency-Key": "twice-0002-abcd"}
DECIDE, DEFER = f"/api/items/{insight(SECOND).id}/decision", {"decision": "defer"}
TOKEN = {"scopes": ["read", "write", "admin"], "days": 365}
WORDS = {"text", "statement", "task", "original", "evidence", "readable", "learned", "did", "effect", "query",
         "name", "comment", "token", "project", "ground_rules", "rationale", "mentor", "mentee", "body"}  # fmt: skip


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


def _answers(found: Company) -> list[bytes]:
    keys = found.app.store.keys
    with found.app.store.database.read() as connection:
        return [
            keys.unseal(row.sealed, f"answer:{row.key}")
            for row in connection.execute(select(kept_answers))
            if row.sealed
        ]


def test_a_story_that_a_veto_took_away_is_not_given_again(found: Company) -> None:
    app, item = found.app, action(SECOND).id
    app.store.reviews.add(item, "done", {"words": None}, None, AT)
    with found.as_("exe2") as mentee, found.as_("men2") as mentor:
        assert mentee.post("/api/stories", json={"action_id": item}, headers=KEY).status_code == 200
        assert not any(_answers(found)), "no word of it is kept"
        for one in (insight(SECOND).id, item):
            assert mentor.post(f"/api/preview/{one}", json={"choice": "veto"}).status_code == 200
        again = mentee.post("/api/stories", json={"action_id": item}, headers=KEY)
    assert (again.status_code, again.json()["code"], again.headers["Idempotency-Replayed"]) == (409, "done", "true")
    assert SECOND.secret not in again.text


def test_it_is_done_once_all_the_same(found: Company) -> None:
    before = found.app.store.audit.count()
    with found.as_("lead") as lead:
        body = {"program": "north", "pair": "north-02", "text": "Fewer long surveys."}
        codes = [lead.post("/api/pairs/goals", json=body, headers=KEY).status_code for _ in range(2)]
    assert codes == [200, 409]
    assert found.app.store.audit.count() == before + 1


def test_a_token_is_told_once_and_to_whoever_may_make_one(found: Company) -> None:
    with found.as_("lead") as lead:
        secret = lead.post("/api/tokens", json=TOKEN, headers=KEY).json()["token"]
        read_only = lead.post("/api/tokens", json={"scopes": ["read"]}).json()["token"]
        assert secret not in lead.post("/api/tokens", json=TOKEN, headers=KEY).text
        assert lead.post(DECIDE, json=DEFER, headers=KEY_TOO).status_code == 200
    with found.as_(None) as program:
        program.headers["Authorization"] = f"Bearer {read_only}"
        for path, body, headers in (("/api/tokens", TOKEN, KEY), (DECIDE, DEFER, KEY_TOO)):
            refused = program.post(path, json=body, headers=headers)
            assert (refused.status_code, "Idempotency-Replayed" in refused.headers) == (403, False)


def test_only_answers_without_words_are_kept() -> None:
    declared = {one.path: one for one in operations() if one.method.lower() == "post"}
    assert declared.keys() >= WORDLESS
    for path in WORDLESS:
        assert not _fields(declared[path].spec) & WORDS, path


def _fields(spec: dict[str, Any]) -> set[str]:
    """Names of all fields of what it answers."""
    schemas, names = DOCUMENT["components"]["schemas"], set[str]()
    waiting: list[Any] = [spec["responses"]["200"]["content"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            names |= set(one.get("properties", ()))
            waiting += one.values()
            if "$ref" in one and (name := one["$ref"].rpartition("/")[2]) in schemas:
                waiting.append(schemas[name])
        elif isinstance(one, list):
            waiting += one
    return names

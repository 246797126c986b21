"""Tokens do what their scopes and their person allow, until they end; their secrets are kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mentoring.errors import BadInput, NotAllowed, NotFound
from service import access_requests as requests
from service import access_workflows as workflows
from service.api.door import people_api
from service.callers import OPERATOR, caller_for
from service.progress import silent
from tests.api import company
from tests.api.company import FIRST, TODAY, Company
from tests.store.sessions import insight

DECIDE = f"/api/items/{insight(FIRST).id}/decision"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


@pytest.fixture
def client(found: Company) -> Iterator[TestClient]:
    with TestClient(people_api(found.app, found.sessions)) as made:
        yield made


def made(found: Company, scopes: tuple[str, ...], person: str | None, days: int = 30) -> tuple[str, dict[str, str]]:
    told = workflows.make_token(found.app, OPERATOR, requests.MakeToken(scopes, days, person), silent)
    return told["token_id"], {"Authorization": f"Bearer {told['token']}"}


def test_a_token_does_what_its_scopes_and_its_person_allow(found: Company, client: TestClient) -> None:
    _, reading = made(found, ("read",), "exe1")
    _, writing = made(found, ("read", "write"), "exe1")
    assert client.get("/api/me", headers=reading).json()["person_id"] == "exe1"
    assert client.post(DECIDE, json={"decision": "defer"}, headers=reading).status_code == 403
    assert client.post(DECIDE, json={"decision": "defer"}, headers=writing).status_code == 200
    assert client.get("/api/overview", headers=writing).status_code == 403
    assert client.get("/api/people", headers=made(found, ("read",), "adm")[1]).status_code == 403
    assert client.get("/api/people", headers=made(found, ("admin",), "adm")[1]).status_code == 200
    assert client.get("/metrics", headers=made(found, ("read",), "eva")[1]).status_code == 200
    assert client.get("/metrics", headers=reading).status_code == 403


def test_a_token_makes_and_sees_no_tokens(found: Company, client: TestClient) -> None:
    token_id, every = made(found, ("read", "write", "admin"), "adm")
    assert client.get("/api/tokens", headers=every).status_code == 403
    assert client.post("/api/tokens", json={"scopes": ["read"]}, headers=every).status_code == 403
    assert client.post(f"/api/tokens/{token_id}/revoke", headers=every).status_code == 403


@pytest.mark.parametrize("spoil", ["", "Bearer ", "Bearer upw_t000000000000_x", "Basic {}", "Bearer {}x", "Bearer x{}"])
def test_a_token_that_is_not_exact_is_none(found: Company, client: TestClient, spoil: str) -> None:
    _, header = made(found, ("read",), "exe1")
    secret = header["Authorization"].removeprefix("Bearer ")
    reply = client.get("/api/me", headers={"Authorization": spoil.format(secret)})
    assert reply.status_code == 401
    assert secret not in reply.text


def test_a_token_ends_with_its_day_its_word_and_its_person(found: Company, client: TestClient) -> None:
    token_id, header = made(found, ("read",), "exe1", days=2)
    token = header["Authorization"].removeprefix("Bearer ")
    assert found.app.store.tokens.find(token, found.app.now() + timedelta(days=2, minutes=1)) is None
    assert client.get("/api/me", headers=header).status_code == 200
    assert next(one for one in found.app.store.tokens.all() if one.token_id == token_id).used_on == TODAY
    workflows.revoke_token(found.app, caller_for(found.app, "adm"), requests.RevokeToken(token_id), silent)
    assert client.get("/api/me", headers=header).status_code == 401
    _, other = made(found, ("read",), "nob")
    found.app.store.people.forget(found.app.store.people.ref_of("nob"))
    assert client.get("/api/me", headers=other).status_code == 401


def test_nobody_sees_or_ends_or_makes_the_tokens_of_another(found: Company) -> None:
    token_id, _ = made(found, ("read",), "exe1")
    other = caller_for(found.app, "exe2")
    assert workflows.list_tokens(found.app, other, requests.ListTokens(), silent) == []
    with pytest.raises(NotFound):
        workflows.revoke_token(found.app, other, requests.RevokeToken(token_id), silent)
    for who in ("exe2", "adm"):
        caller, asked = caller_for(found.app, who), requests.MakeToken(("read",), person="exe1")
        with pytest.raises(NotAllowed):
            workflows.make_token(found.app, caller, asked, silent)
    with pytest.raises(BadInput):
        workflows.make_token(found.app, OPERATOR, requests.MakeToken(("everything",)), silent)


def test_a_home_holds_no_secret_of_a_token(found: Company) -> None:
    _, header = made(found, ("read",), "exe1")
    secret = header["Authorization"].split("_", 2)[2].encode()
    home = found.app.settings.home
    assert not any(secret in file.read_bytes() for file in home.rglob("*") if file.is_file())

"""Every address says who may call it, what it takes and what it answers; what it answers loses nothing of worth."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from mentoring.records import ROLES
from service import requests, workflows
from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.sessions import Sessions
from service.callers import OPERATOR
from service.progress import silent
from service.wiring import App
from tests.api.document import DOCUMENT, Operation, operations

OPERATIONS = list(operations())


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_an_address_declares_its_roles_its_scope_and_its_answer(operation: Operation) -> None:
    assert set(operation.roles) <= {*ROLES, "delegate"}
    assert set(operation.roles.values()) <= {"own", "programme", "shown", "home", "whole"}
    assert operation.spec["x-scope"] in ("read", "write", "admin", "session")
    content = operation.spec["responses"]["200"]["content"]
    answer = (content.get("application/json") or content["application/octet-stream"])["schema"]
    assert answer, "a route without a response model answers whatever its workflow happens to hold"
    assert operation.spec["summary"]
    for status in ("401", "403", "422", "429"):
        assert "application/problem+json" in operation.spec["responses"][status]["content"]
    assert "Problem" in DOCUMENT["components"]["schemas"]


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.body], ids=str)
def test_a_body_has_an_example_for_each_field_it_needs(operation: Operation) -> None:
    schema = operation.body or {}
    assert schema["additionalProperties"] is False
    for name in schema.get("required", ()):
        assert schema["properties"][name].get("examples"), name


def test_no_answer_model_drops_what_the_workflow_said(example: App) -> None:
    """An answer carries named fields only, so a field that a workflow gains must be named there too."""
    sessions = Sessions()
    week = {"week": "2026-W43"}
    said: dict[str, Any] = {
        "/api/me": workflows.me(example, OPERATOR),
        "/api/weeks": workflows.weeks(example, OPERATOR, requests.Weeks(), silent),
        "/api/digest": workflows.digest(example, OPERATOR, requests.MakeDigest("2026-W43", own=True), silent),
        "/api/cards": workflows.cards(example, OPERATOR, requests.Cards("2026-W43"), silent),
        "/api/overview": workflows.overview(example, OPERATOR),
        "/api/consent": workflows.consent_status(example, OPERATOR, requests.ConsentStatus(), silent),
    }
    with TestClient(people_api(example, sessions)) as client:
        client.cookies.set(COOKIE, sessions.sign_in(sessions.invite(None)) or "")
        for path, expected in said.items():
            assert client.get(path, params=week if path in ("/api/digest", "/api/cards") else {}).json() == expected
        question = {"query": "captions", "k": 3}
        hits = workflows.search(example, OPERATOR, requests.Search("captions", k=3), silent)
        heard = client.post("/api/search", json=question).json()
        assert [set(one) for one in heard] == [set(one) for one in hits]


def test_the_document_names_no_address_outside_the_api() -> None:
    assert all(path.startswith("/api/") for path in DOCUMENT["paths"])

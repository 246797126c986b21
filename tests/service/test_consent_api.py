"""The addresses of consent and preview: the caller's own by default, others' only for a lead, nothing echoed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mentoring.store.receipt import is_genuine
from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.sessions import Sessions
from service.demo import EXAMPLE
from service.wiring import App

CONSENTS = json.loads((EXAMPLE / "consents.json").read_text(encoding="utf-8"))
Visit = Callable[[str | None], Any]


def _who(app: App, pair: str, role: str) -> str:
    name = next(one["person"] for one in CONSENTS if one["pair"] == pair and one["role"] == role)
    found = app.store.people.find(name)
    assert found is not None
    return found.person_id


@pytest.fixture
def visit(example: App) -> Visit:
    """visit(person_id): a client signed in as her; None: the operator."""
    sessions = Sessions()
    api = people_api(example, sessions)

    @contextmanager
    def signed_in(person_id: str | None) -> Iterator[TestClient]:
        key = sessions.sign_in(sessions.invite(person_id))
        with TestClient(api, cookies={COOKIE: key or ""}) as client:
            yield client

    return signed_in


def test_everybody_gives_takes_back_and_reads_her_own_with_one_call_each(example: App, visit: Visit) -> None:
    with visit(_who(example, "ride-01", "mentor")) as mentor:
        body = {"pair": "ride-01", "purposes": ["quote"]}
        assert mentor.post("/api/consent/withdraw", json=body).json()["residue"] == 0
        assert mentor.post("/api/consent/grant", json=body).json()["granted"] == ["quote"]
        told = mentor.post("/api/consent/receipt", json={}).json()
    assert is_genuine(told)
    entities = [event["entity_id"] for one in told["records"] for event in one["events"]]
    assert entities == ["lead", told["pii_principal_id"], told["pii_principal_id"]]


def test_what_is_withdrawn_is_gone_from_every_address_at_once(example: App, visit: Visit) -> None:
    window_over = example.today + timedelta(days=3)
    example.settings = example.settings.model_copy(update={"today": window_over})
    with visit(None) as lead:
        assert lead.post("/api/search", json={"query": "repair video captions"}).json()
        done = lead.post("/api/consent/withdraw", json={"person": _who(example, "ride-02", "mentor")})
        assert done.json().get("notes") == 3, done.text
        found = lead.post("/api/search", json={"query": "repair video captions", "k": 50}).json()
        gone = {"ex02", "ex06", "ex14"}
        assert not gone & {hit["note_id"] for hit in found}
        assert lead.get("/api/overview").json()["notes"] == 11


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/consent/grant", {"purposes": ["store"]}),
        ("/api/consent/withdraw", {}),
        ("/api/consent/receipt", {}),
        ("/api/consent/withdraw-named", {"name": "Marnie"}),
    ],
)
def test_nobody_acts_for_somebody_else_but_a_lead(example: App, visit: Visit, path: str, body: dict[str, Any]) -> None:
    other = {} if "named" in path else {"person": _who(example, "ride-02", "mentor")}
    with visit(_who(example, "ride-01", "mentor")) as mentor:
        assert mentor.post(path, json={**body, **other}).status_code == 403
        assert mentor.get("/api/consent").status_code == 403
        bad = mentor.post(path, json={**body, "persona": "Ottilie"})
        assert bad.status_code == 422
        assert "Ottilie" not in bad.text


def test_a_third_party_is_taken_out_by_a_lead(visit: Visit) -> None:
    with visit(None) as lead:
        receipt = lead.post("/api/consent/withdraw-named", json={"name": "Marnie"}).json()
    assert (receipt["notes"] > 0, receipt["residue"]) == (True, 0)


def test_a_mentor_previews_and_settles_her_words(example: App, visit: Visit) -> None:
    with visit(_who(example, "ride-01", "mentor")) as mentor:
        item = mentor.get("/api/preview").json()[0]
        settled = mentor.post(f"/api/preview/{item['id']}", json={"choice": "veto"}).json()
        assert settled["state"] == "vetoed"
        assert mentor.post("/api/preview/i000000000000", json={"choice": "veto"}).status_code == 404
        assert mentor.post(f"/api/preview/{item['id']}", json={"choice": "shout"}).status_code == 422
    with visit(_who(example, "ride-01", "mentee")) as mentee:
        assert mentee.get("/api/preview").status_code == 403

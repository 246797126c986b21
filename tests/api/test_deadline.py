"""A handler that takes too long: the caller is told in time, and what was begun is done whole, once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service import workflows
from service.api.asking import COOKIE
from service.api.deadline import Deadline
from service.api.door import people_api
from service.api.guard import Guard
from service.stages import deciding
from tests.api import company
from tests.api.company import FIRST, Company
from tests.api.document import operations
from tests.store.sessions import insight

ITEM = insight(FIRST).id
DECIDE = f"/api/items/{ITEM}/decision"
KEY = {"Idempotency-Key": "slow-0001-abcd"}
SECONDS, SLOW, AMPLE = 2.0, 4.0, 60.0


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


@contextmanager
def executive(found: Company, seconds: float = SECONDS) -> Iterator[TestClient]:
    api = people_api(found.app, found.sessions)
    with TestClient(Guard(Deadline(api, seconds), host="testserver"), raise_server_exceptions=False) as client:
        client.cookies.set(COOKIE, found.sessions.open("exe1", 60))
        client.get("/api/me")  # what is read at a first call only is no part of what is measured
        yield client


def slowly(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> None:
    quick = getattr(where, name)

    def slow(*told: Any, **more: Any) -> Any:
        done = quick(*told, **more)
        time.sleep(SLOW)
        return done

    monkeypatch.setattr(where, name, slow)


def test_a_slow_answer_is_a_documented_problem_and_comes_in_time(
    found: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, workflows, "cards")
    with executive(found) as client:
        begun = time.monotonic()
        answer = client.get("/api/cards")
        assert time.monotonic() - begun < SLOW
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert answer.json()["code"] == "time"
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["x-request-id"]
        assert client.get("/api/me").status_code == 200  # the next one is none the worse for it
    assert all("503" in one.spec["responses"] for one in operations())


def test_a_slow_write_is_done_whole_and_once(found: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = found.app.store.audit.count()
    slowly(monkeypatch, deciding, "_act")  # within the transaction
    with executive(found) as client:
        assert client.post(DECIDE, json={"decision": "approve"}, headers=KEY).status_code == 503
        until, again = time.monotonic() + 30, client.post(DECIDE, json={"decision": "approve"}, headers=KEY)
        while again.status_code != 200 and time.monotonic() < until:
            assert again.status_code in (409, 503)  # it is still being done
            time.sleep(0.1)
            again = client.post(DECIDE, json={"decision": "approve"}, headers=KEY)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert found.app.store.items.insights(ids=[ITEM])[0].decision == "approve"
    assert found.app.store.audit.count() == rows + 1
    assert found.app.store.audit.verify() == []


def test_a_slow_write_that_fails_leaves_nothing(
    found: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        time.sleep(SLOW)
        raise ZeroDivisionError("words of a note")

    monkeypatch.setattr(deciding, "_audit", fails)
    with executive(found) as client:
        assert client.post(DECIDE, json={"decision": "approve"}).status_code == 503
        time.sleep(SLOW + 0.5)
    assert found.app.store.items.insights(ids=[ITEM])[0].decision is None
    assert "words of a note" not in caplog.text


def test_what_is_quick_is_answered_as_it_is(found: Company) -> None:
    with executive(found, AMPLE) as client:  # a busy machine may stall any call for a second
        assert client.post(DECIDE, json={"decision": "approve"}).json()["decision"] == "approve"
        assert client.get("/api/nowhere").status_code == 404

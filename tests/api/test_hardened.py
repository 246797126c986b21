"""What the API holds against: two deciders at once, a write sent twice, too much, too fast, from elsewhere."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from mentoring.errors import TooMany
from service.api.asking import COOKIE
from service.api.desk_answers import MarkKind
from service.api.door import host_of, people_api
from service.api.guard import Guard
from service.api.limits import Limit
from service.api.sessions import Sessions
from service.telling import Teller
from tests.api import company
from tests.api.company import FIRST, NORTH, SECOND, Company
from tests.store.sessions import action, insight

DECIDE = f"/api/items/{insight(FIRST).id}/decision"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


def test_the_second_of_two_who_decide_is_told_and_changes_nothing(found: Company) -> None:
    with found.as_("executive") as executive, found.as_("lead") as lead:
        for version in (None, "seen"):
            card = next(one for one in lead.get("/api/cards").json() if one["id"] == insight(FIRST).id)
            said = {"version": card["version"]} if version else {}
            assert executive.post(DECIDE, json={"decision": "approve", **said}).status_code == 200
            late = lead.post(DECIDE, json={"decision": "reject", **said})
            assert (late.status_code, late.json()["code"]) == (409, "conflict")
            after = next(one for one in lead.get("/api/cards").json() if one["id"] == insight(FIRST).id)
            assert after["decision"] == "approve"
            assert executive.post(DECIDE, json={"decision": "undo"}).status_code == 200


def test_an_answer_names_the_version_with_which_to_go_on(found: Company) -> None:
    with found.as_("executive") as executive:
        card = next(one for one in executive.get("/api/cards").json() if one["id"] == insight(FIRST).id)
        done = executive.post(DECIDE, json={"decision": "approve", "version": card["version"]}).json()
        again = executive.post(DECIDE, json={"decision": "defer", "version": done["version"]})
        assert again.status_code == 200
        stale = executive.post(DECIDE, json={"decision": "reject", "version": card["version"]})
        assert stale.status_code == 409


def test_the_second_of_two_who_edit_is_told_and_changes_nothing(found: Company) -> None:
    mark = DECIDE.replace("/decision", "/mark")
    with found.as_("executive") as executive, found.as_("lead") as lead:
        card = next(one for one in lead.get("/api/cards").json() if one["id"] == insight(FIRST).id)
        first = {"kind": "edit", "text": "Short polls work.", "version": card["version"]}
        assert executive.post(mark, json=first).status_code == 200
        late = lead.post(mark, json={**first, "text": "Long surveys do not."})
        assert (late.status_code, late.json()["code"]) == (409, "conflict")
        assert late.json()["detail"].endswith("look at it again.")
        after = next(one for one in lead.get("/api/cards").json() if one["id"] == insight(FIRST).id)
        assert after["statement"] == "Short polls work."
        again = {**first, "text": "Long surveys do not.", "version": after["version"]}
        assert lead.post(mark, json=again).status_code == 200


def test_every_mark_and_its_undoing_is_answered(found: Company) -> None:
    path = f"/api/items/{action(FIRST).id}/mark"
    bodies: list[dict[str, str]] = [
        {"kind": "edit", "text": "Send the short poll round."},
        {"kind": "assign", "owner": "mentee", "due": "2026-03-20"},
        {"kind": "begin"},
        {"kind": "done", "text": "It went out."},
        {"kind": "effect", "text": "Half of the team answered."},
        {"kind": "delegate", "to": "lead"},
        {"kind": "comment", "text": "Noted."},
    ]
    assert {body["kind"] for body in bodies} == set(get_args(MarkKind))
    with found.as_("executive") as executive:
        for body in bodies:
            answer = executive.post(path, json=body)
            assert (answer.status_code, answer.json()) == (200, {"id": action(FIRST).id, "kind": body["kind"]})
        for body in reversed(bodies[:-1]):  # what was written to the lead is said
            assert executive.post("/api/review/undo", json={}).json()["kind"] == body["kind"]


def test_a_write_sent_twice_is_done_once_and_answered_twice(found: Company) -> None:
    key = {"Idempotency-Key": "key-0001-abcd"}
    with found.as_("executive") as executive:
        before = found.app.store.audit.count()
        first = executive.post(DECIDE, json={"decision": "defer"}, headers=key)
        second = executive.post(DECIDE, json={"decision": "defer"}, headers=key)
        assert first.json() == second.json()
        assert second.headers["Idempotency-Replayed"] == "true"
        assert found.app.store.audit.count() == before + 1
        other = executive.post(DECIDE, json={"decision": "reject"}, headers=key)
        assert other.status_code == 422
    with found.as_("lead") as lead:  # the same key of somebody else is another key
        assert "Idempotency-Replayed" not in lead.post(DECIDE, json={"decision": "defer"}, headers=key).headers
    with TestClient(people_api(found.app, found.sessions)) as stranger:
        assert stranger.post(DECIDE, json={"decision": "defer"}, headers=key).status_code == 401


def test_a_refused_write_may_be_tried_again_and_an_erasure_forgets_kept_answers(found: Company) -> None:
    kept, now = found.app.store.kept_answers, found.app.now()
    with found.as_("executive") as executive:
        key = {"Idempotency-Key": "key-0002-abcd"}
        assert executive.post(DECIDE.replace("i", "x", 1), json={}, headers=key).status_code in (404, 422)
        assert executive.post(DECIDE, json={"decision": "defer"}, headers=key).status_code == 200
        done = executive.post("/api/consent/withdraw", json={"pair": FIRST.pair}, headers={"Idempotency-Key": "e" * 9})
        assert done.json()["residue"] == 0
    assert kept.begin("exe1|None|key-0002-abcd", "x", now) is None


def test_kept_answers_are_dropped_after_a_day_and_a_cut_off_write_after_minutes(found: Company) -> None:
    kept, now = found.app.store.kept_answers, found.app.now()
    assert kept.begin("a", "asked", now) is None
    busy = kept.begin("a", "asked", now)
    assert busy is not None
    assert busy.status == 0
    assert kept.begin("a", "asked", now + timedelta(minutes=11)) is None
    kept.end("a", 200, b"{}")
    assert kept.begin("a", "asked", now + timedelta(hours=23)) is not None
    assert kept.begin("a", "asked", now + timedelta(hours=25)) is None


def test_one_caller_cannot_ask_faster_than_the_limit() -> None:
    clock = [0.0]
    limit = Limit(60, clock=lambda: clock[0])
    for _ in range(60):
        limit.take("a")
    with pytest.raises(TooMany) as told:
        limit.take("a")
    assert told.value.seconds == 1
    limit.take("b")
    clock[0] += 1.0
    limit.take("a")


def test_too_many_questions_are_answered_with_how_long_to_wait(found: Company) -> None:
    with found.as_("lead") as lead:
        lead.app.state.questions = Limit(2)  # type: ignore[attr-defined]  # the application under test
        answers = [lead.post("/api/search", json={"query": "polls"}) for _ in range(3)]
        assert [one.status_code for one in answers] == [200, 200, 429]
        assert int(answers[-1].headers["Retry-After"]) >= 1
        assert lead.get("/api/me").status_code == 200


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def guarded(found: Company, log: io.StringIO) -> Iterator[TestClient]:
    found.app.tell = Teller(log)
    api = people_api(found.app, found.sessions)
    with TestClient(Guard(api, api.state.measures, host="testserver", tell=found.app.tell)) as client:
        client.cookies.set(COOKIE, found.sessions.sign_in(found.sessions.invite("exe1")) or "")
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Encoding": "gzip"}, 415),
        ({"Content-Type": "text/plain"}, 422),  # a form of another page cannot send JSON
        ({"Content-Type": "application/x-www-form-urlencoded"}, 422),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, 200),
    ],
    ids=str,
)
def test_a_write_from_elsewhere_or_in_another_form_is_refused(
    guarded: TestClient, headers: dict[str, str], status: int
) -> None:
    sent = {"Content-Type": "application/json", **headers}
    assert guarded.post(DECIDE, content=b'{"decision":"defer"}', headers=sent).status_code == status


def test_a_body_that_is_too_large_is_refused_before_it_is_read_whole(guarded: TestClient) -> None:
    reply = guarded.post("/api/search", content=b'{"query":"' + b"x" * 3_000_000 + b'"}',
                         headers={"Content-Type": "application/json"})  # fmt: skip
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"


def test_every_answer_carries_an_id_of_its_own_and_stays_out_of_caches(guarded: TestClient) -> None:
    answers = [guarded.get("/api/me"), guarded.get("/api/nothing"), guarded.post("/api/search", json={})]
    ids = {one.headers["X-Request-Id"] for one in answers}
    assert len(ids) == 3
    for one in answers:
        assert one.headers["Cache-Control"] == "no-store"
        assert one.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in one.headers["Content-Security-Policy"]
    assert "img-src 'self'" in guarded.get("/signin", params={"token": "x"}).headers["Content-Security-Policy"]


def test_logs_and_figures_hold_addresses_as_declared_and_no_word_that_was_sent(
    guarded: TestClient, found: Company, log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    guarded.post(DECIDE, json={"decision": "CANARY-WORDS"})
    guarded.post("/api/search", json={"query": ["CANARY-WORDS"]})
    guarded.get("/api/CANARY-WORDS", params={"q": "CANARY-WORDS"})
    guarded.get(f"/api/cards?week={'CANARY-WORDS'}")
    ours = [one for one in caplog.records if not one.name.startswith("httpx")]  # that is the test's own client
    told = log.getvalue() + "\n".join(one.getMessage() for one in ours)
    assert '"route": "/api/items/{item_id}/decision", "status": 422' in told
    assert guarded.get("/metrics").status_code == 403
    guarded.cookies.set(COOKIE, found.sessions.sign_in(found.sessions.invite("adm")) or "")
    figures = guarded.get("/metrics").text
    assert 'upwell_requests_total{method="POST",route="/api/items/{item_id}/decision",status="422"} 1.0' in figures
    for text in (told, figures):
        assert "CANARY" not in text
        assert insight(FIRST).id not in text


def test_a_private_answer_of_one_session_is_not_met_in_another(found: Company) -> None:
    with found.as_("exe1") as first, found.as_("exe2") as second:
        for _ in range(2):
            mine, hers = first.get("/api/cards").text, second.get("/api/cards").text
            assert action(FIRST).id in mine
            assert action(FIRST).id not in hers
            assert action(SECOND).id in hers
            assert action(SECOND).id not in mine
    assert len(NORTH) == 4


def test_a_session_ends_with_its_time_its_word_and_its_person(found: Company) -> None:
    clock = [0.0]
    sessions = Sessions(clock=lambda: clock[0])
    with TestClient(people_api(found.app, sessions)) as client:
        client.cookies.set(COOKIE, sessions.sign_in(sessions.invite("exe1")) or "")
        assert client.get("/api/me").status_code == 200
        clock[0] = 13 * 60 * 60
        assert client.get("/api/me").status_code == 401
        client.cookies.set(COOKIE, sessions.sign_in(sessions.invite("exe1")) or "")
        assert client.get("/api/me").status_code == 200
        client.post("/signout", follow_redirects=False)
        assert client.get("/api/me").status_code == 401
        key = sessions.sign_in(sessions.invite("gone")) or ""
        assert client.get("/api/me", headers={"Cookie": f"{COOKIE}={key}"}).status_code == 401


def test_only_the_names_of_this_machine_and_the_public_one_are_its_own(found: Company) -> None:
    api = people_api(found.app, found.sessions)
    for host, known in (("upwell.example", "upwell.example"), (None, "localhost:8765"), (None, "127.0.0.1")):
        with TestClient(Guard(api, host=host)) as client:
            assert client.get("/healthz", headers={"Host": known}).status_code == 200
            for other in ("testserver", "evil.example", "localhost.evil.example", ""):
                assert client.get("/healthz", headers={"Host": other}).status_code == 403


def test_a_session_ends_while_the_machine_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that is closed for the night: the clock that stops with it is not the one that counts."""
    clock = {getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC): 1000.0}
    monkeypatch.setattr(time, "clock_gettime", lambda which: clock[which])
    sessions = Sessions()
    link, key = sessions.invite("exe1"), sessions.sign_in(sessions.invite("exe1"))
    assert sessions.known(key)
    for which in clock:
        clock[which] += 13 * 60 * 60
    assert not sessions.known(key)
    assert sessions.sign_in(link) is None


@pytest.mark.parametrize(
    ("public_url", "sent"),
    [
        ("https://Upwell.Example.com", "upwell.example.com"), ("https://upwell.example.com:443/", "upwell.example.com"),
        ("http://upwell.example.com:80", "upwell.example.com"), ("https://desk.example:8443", "desk.example:8443"),
        ("https://bücher.example", "xn--bcher-kva.example"), ("http://[::1]:8443", "[::1]:8443"), (None, None),
    ],
)  # fmt: skip
def test_the_public_address_is_known_by_the_host_that_browsers_send(public_url: str | None, sent: str | None) -> None:
    assert host_of(public_url) == sent

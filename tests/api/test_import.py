"""A lead hands notes in over the API: what is taken, asked and refused is what `upwell ingest` would say."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from mentoring.records import Person
from service import home, workflows
from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.guard import MAX_IMPORT_BYTES, Guard
from service.api.sessions import Sessions
from service.callers import OPERATOR
from service.intake.reading import LARGEST
from service.progress import silent
from service.requests import ImportConsents, ImportPeople
from service.settings import load
from service.wiring import opened
from tests.intake.fixture_files import FIXTURES
from tests.intake.hostile_files import zipped

WORDS = "We spoke about captions, and that the next all-hands begins with three questions.\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = load(home=tmp_path / "home", key_dir=tmp_path / "keys", today=date(2026, 11, 2), engine="builtin")
    with home.owned(settings.home), opened(settings) as app:
        workflows.import_people(app, OPERATOR, ImportPeople(str(FIXTURES / "people.csv")), silent)
        workflows.import_consents(app, OPERATOR, ImportConsents(str(FIXTURES / "consents.json")), silent)
        lead = Person("lee", "Lee Lead", role="lead", programs=("elsewhere",))
        app.store.people.import_people([*app.store.people.all(), lead])
        sessions = Sessions()
        with TestClient(Guard(people_api(app, sessions), host="testserver")) as client:
            client.cookies.set(COOKIE, sessions.sign_in(sessions.invite(None)) or "")
            client.headers["x-lead"] = sessions.sign_in(sessions.invite("lee")) or ""
            yield client


def hand_in(client: TestClient, files: dict[str, bytes], *answers: dict[str, str]) -> dict[str, Any]:
    """What the service says when the files are sent until nothing is left."""
    sent = [{"name": name, "content": base64.b64encode(raw).decode()} for name, raw in files.items()]
    for _ in range(10):
        reply = client.post("/api/import", json={"files": sent, "answers": answers})
        assert reply.status_code == 200, reply.text
        told: dict[str, Any] = reply.json()
        if not told["left"]:
            break
    return told


def test_a_zip_is_taken_asked_and_refused_piece_by_piece_and_answers_settle_the_rest(client: TestClient) -> None:
    notes = {
        "aster-1 2026-05-04.md": WORDS.encode(), "loose.md": b"Captions again, and " + WORDS.encode(),
        "tape.mp4": b"\0" * 9, "aster-4 2026-05-05.md": b"Not agreed. " + WORDS.encode(), "logo.svg": b"<svg/>",
    }  # fmt: skip
    told = hand_in(client, {"all.zip": zipped(notes)})
    assert [(one["file"], one["pair"]) for one in told["notes"]] == [("all.zip/aster-1 2026-05-04.md", "aster-1")]
    assert [one["file"] for one in told["needs"]] == ["all.zip/loose.md"]
    assert {one["code"] for one in told["refused"]} == {"consent", "format", "front-matter"}
    assert told["ignored"] == 1
    assert told["pairs"] == ["aster-1", "aster-2", "aster-3", "aster-4"]
    answer = {"file": "all.zip/loose.md", "pair": "aster-2", "session_date": "2026-05-06"}
    told = hand_in(client, {"all.zip": zipped(notes)}, answer)
    assert [one["pair"] for one in told["notes"]] == ["aster-1", "aster-2"]
    assert (len(told["accepted"]), len(told["unchanged"]), told["needs"]) == (1, 1, [])


def test_a_large_archive_is_taken_in_steps_and_nothing_twice(client: TestClient) -> None:
    notes = {f"aster-1 2026-05-{day:02}.md": f"{day} things. {WORDS}".encode() for day in range(1, 6)}
    sent = {"name": "n.zip", "content": base64.b64encode(zipped(notes)).decode()}
    steps = [client.post("/api/import", json={"files": [sent]}).json() for _ in range(3)]
    assert [(len(one["accepted"]), len(one["unchanged"]), one["left"]) for one in steps] == [
        (3, 0, 2), (2, 3, 0), (0, 5, 0),
    ]  # fmt: skip


def test_a_calendar_in_the_archive_says_when_and_who(client: TestClient) -> None:
    event = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Mentoring hour\nDTSTART:20260519T090000Z\n"
        "ATTENDEE:mailto:priya.natarajan@asterworks.example\nATTENDEE:mailto:sven.lindqvist@asterworks.example\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    told = hand_in(client, {"a.zip": zipped({"19 May 2026.md": WORDS.encode(), "z.ics": event.encode()})})
    assert [(one["pair"], one["session_date"]) for one in told["notes"]] == [("aster-1", "2026-05-19")]


def test_a_lead_hands_in_for_her_own_programmes_alone(client: TestClient) -> None:
    client.cookies.set(COOKIE, client.headers["x-lead"])
    note = "---\nprogram: reverse-2026\npair: aster-1\nsession_date: 2026-05-04\nmentor: Priya Natarajan\n"
    told = hand_in(client, {"n.md": f"{note}mentee: Sven Lindqvist\n---\n{WORDS}".encode(), "loose.md": WORDS.encode()})
    assert told["notes"] == told["pairs"] == []
    assert {one["code"] for one in told["refused"]} == {"programme", "front-matter"}
    assert "aster" not in str(told["needs"])


@pytest.mark.parametrize("name", ["../n.md", "a/b.md", "a\\b.md", ".hidden.md", ""])
def test_a_file_is_named_without_folders(client: TestClient, name: str) -> None:
    reply = client.post("/api/import", json={"files": [{"name": name, "content": ""}]})
    assert reply.status_code == 422
    assert not name or name not in reply.text


def test_what_is_no_base64_or_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/api/import", json={"files": [{"name": "n.md", "content": "!"}]}).status_code == 422
    large = base64.b64encode(b"a" * (LARGEST[".md"] + 1)).decode()
    told = client.post("/api/import", json={"files": [{"name": "n.md", "content": large}]}).json()
    assert [one["code"] for one in told["refused"]] == ["size"]
    reply = client.post("/api/import", content=b"x" * (MAX_IMPORT_BYTES + 1))
    assert (reply.status_code, reply.json()["code"]) == (413, "size")


def test_nothing_is_read_of_what_a_stranger_sends(client: TestClient) -> None:
    answered = list[Message]()

    async def reads() -> Message:
        raise AssertionError("The body was asked for.")

    async def keeps(message: Message) -> None:
        answered.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/api/import", "raw_path": b"/api/import", "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"content-type", b"application/json")],
    }  # fmt: skip
    assert client.portal is not None
    client.portal.call(client.app, scope, reads, keeps)
    assert (answered[0]["status"], b"sign-in" in answered[1]["body"]) == (401, True)


def test_files_in_an_archive_that_are_not_read_say_what_to_do(client: TestClient) -> None:
    told = hand_in(client, {"a.zip": zipped({"old.doc": b"\xd0\xcf", "tape.mp4": b"\0"})})
    assert [one["reason"].partition("not read: ")[2] for one in told["refused"]] == [
        "save it as .docx.", "give the transcript: recordings are never read.",
    ]  # fmt: skip

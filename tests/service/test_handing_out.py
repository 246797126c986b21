"""A digest that leaves Upwell is registered before it goes, and holds only words that may leave."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from mentoring.errors import BadInput, Misconfigured, NotAllowed
from mentoring.store.artifacts import wipe
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.cli.files import giving
from service.progress import silent
from service.wiring import App
from tests.service.test_preview import WEEK


def hand_out(app: App, **changes: object) -> dict:
    return workflows.hand_out_digest(app, OPERATOR, requests.HandOutDigest(WEEK, **{"form": "md", **changes}), silent)


def test_a_withdrawal_wipes_the_file_and_names_the_download(scratch: App, tmp_path: Path) -> None:
    file = tmp_path / "digest.pdf"
    handed = hand_out(scratch, form="pdf", file=str(file))
    file.write_bytes(b"%PDF")
    hand_out(scratch, form="docx", way="download")
    note = handed["digest"]["insights"][0]["note_id"]
    mentor = next(row.mentor_ref for row in scratch.store.notes.rows() if row.note_id == note)
    person = scratch.store.people.by_ref(mentor)
    receipt = workflows.withdraw(scratch, OPERATOR, requests.Withdraw(person.person_id), silent)
    assert not file.exists()
    assert any(one.startswith("digest-docx") and one.endswith("download") for one in receipt["handed_out"])


def test_a_file_that_is_wiped_before_it_is_written_stays_wiped(tmp_path: Path) -> None:
    file = tmp_path / "digest.md"
    with giving(file) as write:
        assert file.exists(), "it can be wiped from the moment it is remembered"
        wipe(file)
        write(b"words of a note")
    assert not file.exists()


def test_a_file_that_cannot_be_made_leaves_what_was_there(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_bytes(b"what was there")
    for file in (old, new):
        with pytest.raises(BadInput), giving(file):
            raise BadInput("There is no such week.")
    assert (old.read_bytes(), new.exists()) == (b"what was there", False)
    with giving(old) as write:
        write(b"new")
    assert old.read_bytes() == b"new"


def test_notes_behind_a_pattern_are_named_although_none_of_their_words_goes_out(scratch: App) -> None:
    handed = hand_out(scratch)
    titled = {one["id"] for one in handed["digest"]["patterns"]}
    members = {m for one in scratch.store.items.patterns() if one.id in titled for m in one.insight_ids}
    behind = {row.insight.note_id for row in scratch.store.items.insights(ids=sorted(members))}
    assert behind
    for note in behind:
        assert "digest-md" in {one.kind for one in scratch.store.artifacts.holding([note])}


def test_words_without_leave_to_quote_stay_inside(example: App) -> None:
    example.settings.__dict__["preview_days"] = 0
    inside = workflows.digest(example, OPERATOR, requests.MakeDigest(WEEK, "lk-031"), silent)
    outside = hand_out(example, reader="lk-031")["digest"]
    quoted = {one["id"]: bool(one["evidence"]) for one in outside["insights"] + outside["actions"]}
    assert all(one["evidence"] for one in inside["insights"] + inside["actions"])
    allowed = {row.note_id for row in example.store.notes.rows() if "quote" in row.purposes}
    for one in outside["insights"] + outside["actions"]:
        assert quoted[one["id"]] == (one["note_id"] in allowed)
    assert not all(quoted.values())


def test_a_format_that_is_none_is_refused_and_nothing_is_registered(example: App) -> None:
    with pytest.raises(BadInput, match="pdf"):
        hand_out(example, form="scroll")


class Channel(BaseHTTPRequestHandler):
    taken: list[dict] = []  # noqa: RUF012 - one server a test

    def do_POST(self) -> None:
        Channel.taken.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def channel():
    Channel.taken.clear()
    server = HTTPServer(("127.0.0.1", 0), Channel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()


def configured(app: App, **settings: object) -> App:
    app.settings = app.settings.model_copy(update=settings)
    return app


def test_a_channel_gets_the_organisations_digest_and_is_registered(scratch: App, channel: str) -> None:
    told = workflows.post_digest(
        configured(scratch, webhook=SecretStr(channel)), OPERATOR, requests.PostDigest(WEEK), silent
    )
    assert told == {"week": WEEK, "posted": "slack"}
    assert [one["text"][:6] for one in Channel.taken] == ["Upwell"]
    notes = [row.note_id for row in scratch.store.notes.rows()]
    assert "digest-message" in {one.kind for one in scratch.store.artifacts.holding(notes)}


def test_nothing_is_posted_unless_configured_nor_off_this_machine_when_offline(scratch: App) -> None:
    with pytest.raises(Misconfigured, match="No channel"):
        workflows.post_digest(scratch, OPERATOR, requests.PostDigest(WEEK), silent)
    away = configured(scratch, webhook=SecretStr("https://hooks.slack.example/x"), offline=True)
    with pytest.raises(Misconfigured, match="UPWELL_OFFLINE"):
        workflows.post_digest(away, OPERATOR, requests.PostDigest(WEEK), silent)
    notes = [row.note_id for row in scratch.store.notes.rows()]
    assert "digest-message" not in {one.kind for one in scratch.store.artifacts.holding(notes)}


def test_only_a_lead_posts(example: App, channel: str) -> None:
    app = configured(example, webhook=SecretStr(channel))
    with pytest.raises(NotAllowed):
        workflows.post_digest(app, caller_for(app, "lk-011"), requests.PostDigest(WEEK), silent)
    assert Channel.taken == []


@pytest.mark.parametrize("place", ["", "nowhere/digest.md"], ids=["a-folder", "in-no-folder"])
def test_a_place_where_no_file_can_be_is_one_sentence(tmp_path: Path, place: str) -> None:
    with pytest.raises(BadInput, match="name a file in a folder"), giving(tmp_path / place):
        raise AssertionError("nothing is asked for first")

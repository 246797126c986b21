"""Logs and spans tell what was done and nothing of what anybody wrote, asked or called something."""

from __future__ import annotations

import io
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from mentoring.errors import BadInput, Misconfigured
from service import commands, requests, workflows
from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.guard import Guard
from service.api.serve import _say_kinds_only
from service.api.sessions import Sessions
from service.callers import OPERATOR
from service.progress import silent
from service.settings import Settings
from service.telling import Teller, teller
from service.wiring import App, opened
from tests.api.company import FIRST, make, secrets_of
from tests.store.sessions import vector

CANARY = "CANARY-7c1f"
NOTE = f"""---
note_id: {CANARY}-id
program: {CANARY}-programme
pair: {CANARY}-pair
session_date: 2026-06-02
mentor: Ilse {CANARY}
mentee: Tomasz {CANARY}
---
We agreed that the night shift answers short polls of {CANARY} better than long surveys.
Tomasz will show the poll to the plant council by Friday, he said {CANARY}.
"""


@dataclass
class Heard:
    """Everything that was told, as a collector and a log reader get it."""

    spans: InMemorySpanExporter
    log: io.StringIO

    @property
    def names(self) -> set[str]:
        return {span.name for span in self.spans.get_finished_spans()}

    def __str__(self) -> str:
        return self.log.getvalue() + "".join(str(span.to_json()) for span in self.spans.get_finished_spans())


@pytest.fixture
def heard() -> Heard:
    return Heard(InMemorySpanExporter(), io.StringIO())


@pytest.fixture
def tell(heard: Heard) -> Teller:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(heard.spans))
    return Teller(heard.log, provider)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make(tmp_path_factory.mktemp("company"))


@pytest.fixture
def app(company: Settings, tmp_path: Path, tell: Teller, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    def embed(texts: Sequence[str]) -> np.ndarray:
        return np.stack([vector(one) for one in texts])

    monkeypatch.setattr(App, "embedder", SimpleNamespace(embed=embed))
    for name in ("home", "keys"):
        shutil.copytree(company.home.parent / name, tmp_path / name)
    with opened(company.model_copy(update={"home": tmp_path / "home", "key_dir": tmp_path / "keys"})) as app:
        app.tell = tell
        yield app


def test_a_note_is_followed_from_file_to_items_without_a_word_of_it(app: App, tmp_path: Path, heard: Heard) -> None:
    note, consents = tmp_path / f"{CANARY}.md", tmp_path / "consents.json"
    note.write_text(NOTE, encoding="utf-8")
    shared = {"pair": f"{CANARY}-pair", "program": f"{CANARY}-programme", "given": "2026-05-01",
              "store": True, "extract": True, "quote": True, "attribute": False}  # fmt: skip
    both = {"mentor": f"Ilse {CANARY}", "mentee": f"Tomasz {CANARY}"}
    consents.write_text(json.dumps([{"person": name, "role": role, **shared} for role, name in both.items()]))
    request = requests.Ingest((str(note),), consents=str(consents))
    assert len(commands.run(app, request, None, silent)["accepted"]) == 1
    commands.run(app, requests.Extract(notes=(f"{CANARY}-id",)), None, silent)
    commands.run(app, requests.Search(f"{CANARY} polls"), None, silent)
    commands.run(app, requests.Withdraw(f"Ilse {CANARY}"), None, silent)
    with pytest.raises(BadInput):
        commands.run(app, requests.Grant(f"Ilse {CANARY}", purposes=(CANARY,)), None, silent)
    expected = {"command", "ingest", "redact", "index", "extract", "extract.note", "follow", "group", "search", "erase"}
    assert expected <= heard.names
    lines = [json.loads(line) for line in heard.log.getvalue().splitlines()]
    assert {"event": "erase", "outcome": "done", "notes": 1}.items() <= _last(lines, "erase").items()
    assert _last(lines, "command")["outcome"] == "input"
    assert _last(lines, "redact")["note"] == _last(lines, "extract.note")["note"]  # one note, one name
    assert CANARY not in str(heard)
    assert CANARY.lower() not in str(heard).lower()


def _last(lines: list[dict[str, object]], event: str) -> dict[str, object]:
    return [line for line in lines if line["event"] == event][-1]


def test_a_request_is_told_by_its_declared_address_alone(app: App, heard: Heard) -> None:
    sessions = Sessions()
    api = people_api(app, sessions)
    with TestClient(Guard(api, host="testserver", tell=app.tell), raise_server_exceptions=False) as client:
        client.cookies.set(COOKIE, sessions.sign_in(sessions.invite(None)) or "")
        client.post("/api/search", json={"query": f"{CANARY} polls"})
        client.get(f"/api/{CANARY}", params={CANARY: CANARY})
        client.post(f"/api/items/{CANARY}/decision", json={"decision": CANARY})
        client.get("/api/cards", headers={"X-Words": CANARY})
    told = [json.loads(line) for line in heard.log.getvalue().splitlines() if '"request"' in line]
    assert {("POST", "/api/search", 200), ("GET", "other", 404)} <= {
        (one["method"], one["route"], one["status"]) for one in told if one["event"] == "request"
    }
    nested = next(span for span in heard.spans.get_finished_spans() if span.name == "search")
    assert nested.parent is not None
    assert CANARY not in str(heard)
    assert not [word for word in secrets_of([FIRST]) if word in str(heard)]


def test_an_exception_is_told_by_its_kind(heard: Heard, tell: Teller) -> None:
    def fails() -> None:
        raise RuntimeError(f"could not read {CANARY}")

    with pytest.raises(RuntimeError), tell.span("ingest"):
        fails()
    (span,) = heard.spans.get_finished_spans()
    assert (span.events, span.status.description) == ((), "RuntimeError")
    assert CANARY not in str(heard)


@pytest.mark.parametrize(
    ("value", "told"),
    [("builtin", "builtin"), ("/api/notes/{note_id}", "/api/notes/{note_id}"), ("two words", "unfit"),
     ("Jürgen", "unfit"), ("a@b", "unfit"), (3, 3)],
)  # fmt: skip
def test_only_numbers_and_codes_fit_through(value: str | int, told: str | int, heard: Heard, tell: Teller) -> None:
    tell.event("extract", engine=value)
    assert json.loads(heard.log.getvalue())["engine"] == told
    with pytest.raises(ValueError, match="no field"):
        tell.event("extract", text="x")


def test_nothing_is_told_unless_configured(app: App, capfd: pytest.CaptureFixture[str]) -> None:
    app.tell = Teller()
    workflows.search(app, OPERATOR, requests.Search("polls"), silent)
    assert capfd.readouterr() == ("", "")


def test_a_log_in_a_file_is_its_owners_alone(tmp_path: Path, app: App) -> None:
    made = teller(str(tmp_path / "log"), None, version="0", offline=True, now=app.now)
    made.event("service", outcome="up")
    made.close()
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert json.loads((tmp_path / "log").read_text())["event"] == "service"


@pytest.mark.parametrize(
    ("log", "collector", "sentence"),
    [("/no/such/folder/log", None, "cannot be written"), (None, "http://otel.example:4317", "off this machine")],
)
def test_a_setting_that_cannot_be_met_is_a_sentence(
    log: str | None, collector: str | None, sentence: str, app: App
) -> None:
    with pytest.raises(Misconfigured, match=sentence):
        teller(log, collector, version="0", offline=True, now=app.now)


def test_the_servers_own_log_says_no_exceptions_words(
    heard: Heard, tell: Teller, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("uvicorn.error")
    _say_kinds_only(tell)
    try:
        raise ValueError(CANARY)
    except ValueError:
        log.exception("Exception in ASGI application %s", CANARY)
    finally:
        log.filters.clear()
    assert "unexpected ValueError" in caplog.text
    assert CANARY not in caplog.text
    assert json.loads(heard.log.getvalue())["kind"] == "ValueError"

"""The desk's way to the service: the visitor's own session, nothing else, errors as sentences."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import streamlit as st

from ui import client


class Echo(BaseHTTPRequestHandler):
    """Remembers what came, answers what the test put into `answer`."""

    seen: dict[str, str] = {}  # noqa: RUF012 - one server a test, emptied by the fixture
    answer = (200, "application/json", b"[]")

    def do_GET(self):
        type(self).seen = {"path": self.path, **{key.lower(): value for key, value in self.headers.items()}}
        status, kind, body = self.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def service(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setattr(st, "secrets", {"service": f"http://127.0.0.1:{server.server_port}"})
    monkeypatch.setattr(client, "session", lambda: "mine")
    monkeypatch.setattr(Echo, "answer", Echo.answer)
    yield Echo
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_the_session_cookie_goes_along(service):
    client.get("/api/digest", week="2026-W43")
    assert service.seen["cookie"] == "upwell_session=mine"
    assert service.seen["path"] == "/api/digest?week=2026-W43"
    assert set(service.seen) <= {"path", "cookie", "host", "accept", "accept-encoding", "connection", "user-agent"}


def test_a_proxy_in_the_environment_is_not_on_the_way(service, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert client.get("/api/weeks") == []
    assert service.seen["path"] == "/api/weeks"


@pytest.mark.parametrize(
    ("status", "body", "detail", "code"),
    [
        (403, b'{"detail":"Not yours.","code":"not-allowed"}', "Not yours.", "not-allowed"),
        (500, b"Internal Server Error", "The service cannot answer this now: try again in a moment.", "http-500"),
        (502, b"[1]", "The service cannot answer this now: try again in a moment.", "http-502"),
        (303, b"", "The service cannot answer this now: try again in a moment.", "http-303"),
    ],
)
def test_a_refusal_becomes_a_sentence(service, status, body, detail, code):
    service.answer = (status, "application/problem+json", body)
    with pytest.raises(client.Problem) as problem:
        client.get("/api/weeks")
    assert (problem.value.detail, problem.value.code) == (detail, code)


def test_a_service_that_is_away_is_said_plainly(monkeypatch):
    monkeypatch.setattr(st, "secrets", {"service": "http://127.0.0.1:9"})
    monkeypatch.setattr(client, "session", lambda: None)
    with pytest.raises(client.Problem) as problem:
        client.get("/api/me")
    assert problem.value.code == "away"

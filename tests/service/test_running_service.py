"""While the desk is up: commands from another terminal are its clients, and nobody else owns the home."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from service.demo import EXAMPLE
from service.settings import Settings

UPWELL = str(Path(sys.executable).with_name("upwell"))


@dataclass(frozen=True)
class Running:
    """A desk that is up, and the environment in which commands find its home."""

    address: str
    link: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([UPWELL, *arguments], capture_output=True, text=True, check=False, env=self.environment)

    @contextmanager
    def signed_in(self) -> Iterator[httpx.Client]:
        token = json.loads(self.run("link", "--json").stdout)["link"].partition("token=")[2]
        with httpx.Client(base_url=self.address) as client:
            assert client.post("/signin", data={"token": token}).status_code == 303
            yield client


@pytest.fixture(scope="module")
def running(scratch_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`upwell up` on an evaluation home with the example."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ, "UPWELL_HOME": str(scratch_home.home), "UPWELL_KEY_DIR": str(scratch_home.key_dir),
        "UPWELL_TODAY": "2026-11-02",
    }  # fmt: skip
    log = tmp_path_factory.mktemp("up") / "log"
    with log.open("w") as out:
        process = subprocess.Popen([UPWELL, "up", "--port", str(port)], stdout=out, stderr=out, env=environment)
    try:
        yield _when_up(process, port, log, environment)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _when_up(process: subprocess.Popen[bytes], port: int, log: Path, environment: dict[str, str]) -> Running:
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            httpx.get(f"{address}/readyz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
            continue
        link = re.search(r"http://\S+token=\S+", log.read_text())
        assert link is not None
        return Running(address, link[0], environment)
    raise AssertionError(log.read_text())


def test_commands_from_another_terminal_are_answered_by_the_service(running: Running) -> None:
    again = running.run("ingest", str(EXAMPLE / "notes"), "--json")
    assert len(json.loads(again.stdout)["unchanged"]) == 14
    assert json.loads(running.run("extract", "--json").stdout)["notes"] == 14
    assert running.run("digest", "--week", "2026-W43").returncode == 0
    assert json.loads(running.run("search", "rules for AI tools", "--json").stdout)
    wrong = running.run("extract", "--note", "nobody")
    assert wrong.returncode == 2
    assert len(wrong.stderr.strip().splitlines()) == 1


def test_second_desk_on_the_same_home_is_refused_with_a_sentence(running: Running) -> None:
    second = running.run("up", "--port", "8499")
    assert second.returncode == 2
    assert "already up" in second.stderr


@pytest.mark.usefixtures("running")
def test_socket_is_for_its_owner_alone(scratch_home: Settings) -> None:
    assert (scratch_home.home / "run" / "api.sock").stat().st_mode & 0o777 == 0o600


def test_link_signs_in_once_and_opening_it_changes_nothing(running: Running) -> None:
    token = running.link.partition("token=")[2]
    for _ in range(2):
        assert httpx.get(running.link).status_code == 200
    with httpx.Client(base_url=running.address) as client:
        reply = client.post("/signin", data={"token": token})
        assert reply.status_code == 303
        cookie = reply.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/api/me").json()["operator"] is True
    assert httpx.post(f"{running.address}/signin", data={"token": token}).status_code == 403


@pytest.mark.parametrize("path", ["/api/me", "/api/weeks", "/api/digest?week=2026-W43", "/api/cards", "/api/overview"])
def test_nobody_reads_without_a_session(running: Running, path: str) -> None:
    reply = httpx.get(running.address + path)
    assert reply.status_code == 401
    assert reply.headers["content-type"] == "application/problem+json"


def test_answers_of_the_api(running: Running) -> None:
    with running.signed_in() as client:
        assert [one["week"] for one in client.get("/api/weeks").json()] == ["2026-W44", "2026-W43", "2026-W42"]
        digest = client.get("/api/digest", params={"week": "2026-W43"}).json()
        assert digest["actions"]
        card = client.get("/api/cards").json()[0]
        decided = client.post(f"/api/items/{card['id']}/decision", json={"decision": "defer"}).json()
        assert (decided["id"], decided["decision"]) == (card["id"], "defer")
        client.post(f"/api/items/{card['id']}/decision", json={"decision": "undo"})
        hits = client.post("/api/search", json={"query": "news that never reaches the workshop", "k": 3}).json()
        assert len(hits) == 3
        answer = client.post("/api/ask", json={"question": "Which rules for AI tools do people miss?"}).json()
        assert answer["citations"]


def test_bad_body_is_refused_without_an_echo(running: Running) -> None:
    with running.signed_in() as client:
        reply = client.post("/api/search", json={"query": ["SECRET-WORDS"], "where": {"$ne": "SECRET-WORDS"}})
        assert reply.status_code == 422
        assert "SECRET-WORDS" not in reply.text


def test_foreign_origin_and_foreign_host_are_refused(running: Running) -> None:
    with running.signed_in() as client:
        url = "/api/items/i000000000000/decision"
        reply = client.post(url, json={"decision": "approve"}, headers={"Origin": "http://evil.example"})
        assert reply.status_code == 403
        assert client.get("/api/me", headers={"Host": "evil.example"}).status_code == 403


def test_no_page_lets_the_browser_call_out(running: Running) -> None:
    policy = httpx.get(running.address + "/healthz").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy

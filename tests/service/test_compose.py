"""docker-compose.yml: what it publishes, and that each command of ours does its work outside of containers."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest
import yaml

from retrieval.chroma_server import OnServer
from tests.chroma_server import ChromaServer
from tests.postgres import Server, server

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UPWELL = Path(sys.executable).with_name("upwell")


def test_the_default_is_the_one_machine_set_and_the_rest_are_profiles() -> None:
    profiles = {name: tuple(one.get("profiles", ())) for name, one in SERVICES.items()}
    assert profiles == {
        "upwell": (), "worker": ("scale",), "postgres": ("scale",), "chroma": ("chroma", "scale"),
        "model": ("local-model",),
    }  # fmt: skip


def test_nothing_is_published_but_by_the_desk_on_loopback() -> None:
    assert [name for name, one in SERVICES.items() if "ports" in one] == []
    assert [name for name, one in SERVICES.items() if one["network_mode"] != "host"] == ["postgres"]
    assert SERVICES["postgres"]["network_mode"] == "none"
    assert "listen_addresses=" in SERVICES["postgres"]["command"]
    for name, at in (("model", 2), ("chroma", 3)):
        assert SERVICES[name]["command"][at : at + 2] == ["--host", "127.0.0.1"]


def test_the_index_server_writes_to_no_volume_and_does_its_work_with_this_command(tmp_path: Path) -> None:
    one = SERVICES["chroma"]
    command = one["command"]
    assert (one["volumes"], one["entrypoint"]) == ([], ["chroma"])
    assert [place.partition(":")[0] for place in one["tmpfs"]] == ["/tmp", "/index"]
    assert command[:3] == ["run", "--path", "/index"]
    server = ChromaServer(tmp_path / "index")
    server.start(command)
    index = OnServer(server.url, "h1")
    index.build("g1", ["a", "b"], np.eye(2, 8, dtype=np.float32))
    assert index.open("g1").count() == 2
    index.close()
    server.stop()


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_stands_in_the_file_and_every_volume_is_named(name: str) -> None:
    one = SERVICES[name]
    assert not re.search(r"password|secret|api_key", " ".join(one.get("environment", {})), re.IGNORECASE)
    assert {volume.partition(":")[0] for volume in one["volumes"]} <= set(COMPOSE["volumes"])
    if "build" in one:
        assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])


def test_the_image_runs_as_nobody_special_and_looks_after_its_health() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (\S+)", dockerfile, re.MULTILINE) == ["upwell"]
    assert "HEALTHCHECK" in dockerfile


def _until(true: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(900):
        assert process.poll() is None, log.read_text()
        if true():
            return
        time.sleep(0.2)
    pytest.fail(log.read_text())


def _environment(place: Path, database: Server, url: str) -> dict[str, str]:
    """What compose gives a container, with its volumes as folders of this machine."""
    given = dict.fromkeys(SERVICES["upwell"]["environment"], "")
    name = url.rpartition("/")[2]
    by_socket = f"postgresql:///{name}?host={database.folder}&port={database.port}&user=upwell"
    own = {"UPWELL_HOME": str(place / "data"), "UPWELL_KEY_DIR": str(place / "keys"), "UPWELL_DATABASE_URL": by_socket}
    return {**os.environ, **given, **own}


def test_desk_and_worker_run_on_postgresql_by_a_socket_and_end_when_told(tmp_path: Path) -> None:
    database = server()
    url = database.create()
    environment, log = _environment(tmp_path, database, url), tmp_path / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [port if part == "8420" else part for part in SERVICES["upwell"]["command"]]
    check = re.search(r"urlopen\('(\S+)'", (ROOT / "Dockerfile").read_text())
    assert check is not None
    health = check.group(1).replace("8420", port)
    running: list[subprocess.Popen[bytes]] = []

    def start(arguments: list[str]) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            running.append(subprocess.Popen([UPWELL, *arguments], stdout=out, stderr=out, env=environment))
        return running[-1]

    def is_healthy() -> bool:
        import httpx

        try:
            return httpx.get(health, timeout=4).is_success
        except httpx.TransportError:
            return False

    def has_worker() -> bool:
        with psycopg.connect(url) as raw:
            there = raw.execute("SELECT to_regclass('upwell_jobs.procrastinate_workers') IS NOT NULL").fetchone()
            if there is None or not there[0]:
                return False
            return bool((raw.execute("SELECT count(*) FROM upwell_jobs.procrastinate_workers").fetchone() or [0])[0])

    try:
        _until(is_healthy, start(command), log)
        _until(has_worker, start(SERVICES["worker"]["command"]), log)
        for process in reversed(running):
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) in (0, -signal.SIGTERM), log.read_text()
    finally:
        for process in running:
            process.kill()
            process.wait()

"""kill -9 anywhere between notes and a withdrawal: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.road import ROOT, STEPS
from tests.databases import Databases

KILLS = 4
MANY_KILLS = {"sqlite": 100, "postgresql": 40}


def _killed(folder: Path, kills: int, kind: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.chaos.road", str(folder / "road"), str(kills), "1", kind]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _held(told: dict[str, Any], kills: int) -> None:
    assert told["undisturbed"]["status"] == 0
    assert len(told["undisturbed"]["ingested"]) > 0
    assert told["undisturbed"]["withdrawn"] == 0
    assert (told["kills"], told["wrong"]) == (kills, [])
    assert told["second_owner_refused"] == 100


@pytest.mark.sqlite
def test_killed_once_in_each_step_nothing_is_lost_or_twice(tmp_path: Path, databases: Databases) -> None:
    _held(_killed(tmp_path, KILLS, databases.kind), KILLS)


@pytest.mark.long
def test_killed_in_many_places_nothing_is_lost_or_twice(tmp_path: Path, databases: Databases) -> None:
    kills = MANY_KILLS[databases.kind]
    told = _killed(tmp_path, kills, databases.kind)
    figures = {name: told[name] for name in ("kills", "hit", "broken_shards_mended", "wrong", "second_owner_refused")}
    print(databases.kind, json.dumps(figures))  # noqa: T201 - what `make chaos` is run for
    _held(told, kills)
    assert min(told["hit"][step] for step in STEPS) >= kills // 8

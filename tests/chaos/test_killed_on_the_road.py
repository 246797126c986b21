"""kill -9 anywhere between notes and a withdrawal: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Databases

ROOT = Path(__file__).parents[2]
KILLS, MANY_KILLS = 2, 20


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
def test_killed_somewhere_nothing_is_lost_or_twice(tmp_path: Path, databases: Databases) -> None:
    _held(_killed(tmp_path, KILLS, databases.kind), KILLS)


@pytest.mark.long
def test_killed_in_many_places_nothing_is_lost_or_twice(tmp_path: Path, databases: Databases) -> None:
    told = _killed(tmp_path, MANY_KILLS, databases.kind)
    _held(told, MANY_KILLS)
    assert len(set(told["hit"])) > 1, "kills must hit different steps"

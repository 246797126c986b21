"""A disk that is full, truly: one of 2 MB that the test mounts for itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ["unshare", "--user", "--map-root-user", "--mount"]


def _may_mount() -> bool:
    return shutil.which("unshare") is not None and subprocess.run([*ALONE, "true"], check=False).returncode == 0


@pytest.mark.sqlite
@pytest.mark.skipif(not _may_mount(), reason="this system lets nobody mount a disk of his own")
def test_what_was_kept_is_there_and_each_refusal_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    command = [*ALONE, sys.executable, "-m", "tests.store.small_disk", str(tmp_path / "disk"), str(tmp_path / "keys")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    told = json.loads(done.stdout)
    assert told["kept"] > 0
    assert len(told["said"]) >= 2  # a note, and moving the log or writing anew
    assert all(one.startswith("The disk is full: make room") for one in told["said"])
    assert (told["there"], told["there_after"], told["faults"]) == (told["kept"], told["kept"] + 1, [])

"""The scratch home end to end: what is broken lets planted strings out, they are found, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from evals import doors
from evals.planting import LAST_DAY, plant
from evals.saying import Said
from evals.scratch import run_through, settings_of
from evals.scratch_folder import scratch_folder, sweep
from evals.stages import canary_counts
from mentoring.records import ConsentedNote, RedactedText, Vault
from service.progress import silent
from service.wiring import App
from tests.evals.test_doors import missing

_WORKS_A_WHILE = """
import time
from evals.scratch_folder import scratch_folder
with scratch_folder() as folder:
    print(folder, flush=True)
    time.sleep(60)
"""


class Sieve:
    """Hides nothing."""

    def redact(self, consented: ConsentedNote) -> tuple[RedactedText, Vault]:
        return self.preview(consented.note.body, consented.note)

    def preview(self, body: str, note: object = None, **_: object) -> tuple[RedactedText, Vault]:
        note_id, form = getattr(note, "note_id", "q"), getattr(note, "format", None)
        return RedactedText(note_id, getattr(note, "session_date", LAST_DAY), form, body), Vault((), ())


def _came_out(folder: Path) -> tuple[list[Said], dict[str, float | None]]:
    planted = plant(folder / "planted", 81)
    said = run_through(folder, [planted], LAST_DAY, silent)
    return said, {one.name: one.value for one in canary_counts(planted.canaries, said)}


@pytest.mark.long
def test_without_redaction_planted_strings_come_out_and_refused_notes_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "redactor", lambda _: Sieve())
    _, found = _came_out(tmp_path)
    for entrance in ("e-mail address", "phone number", "third party's name", "off the record", "health"):
        assert found[f"canaries/entrance/{entrance}"] == 1
    for entrance in ("refused note", "note without its fields", "file name", "roster e-mail", "API value"):
        assert found[f"canaries/entrance/{entrance}"] == 0
    for way_out in (
        "redacted notes", "exports", "search hits", "prompts", "people's own views", "files of the home",
        "command line", "API answers", "a model's answers",
    ):  # fmt: skip
        assert found[f"canaries/exit/{way_out}"], way_out


@pytest.mark.long
def test_a_whole_home_lets_nothing_out_and_every_exit_speaks(tmp_path: Path) -> None:
    said, found = _came_out(tmp_path)
    assert found["canaries that came out"] == 0
    spoken = {one.stage for one in said if len(one.text) > 10}
    assert spoken >= {
        "answers to commands", "refusals", "redacted notes", "exports", "other exports", "digests", "digest files",
        "search hits", "answers", "people's own views", "API answers", "prompts", "receipts", "doctor", "errors",
        "logs", "files of the home", "a model's answers", "messages to a channel", "command line", "roster",
        "one's own hidden words", "one's own kept searches", "files handed out",
    }  # fmt: skip
    assert missing(said, typed=True) <= doors.MAY_STAY_SHUT


def test_a_scratch_home_leaves_the_callers_database_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPWELL_DATABASE_URL", "postgresql://production")
    monkeypatch.setenv("UPWELL_CHROMA_URL", "http://index")
    settings = settings_of(tmp_path, LAST_DAY)
    assert settings.database.startswith(f"sqlite:///{tmp_path}")
    assert (settings.chroma_url, settings.scratch, settings.offline) == (None, True, True)


def test_a_scratch_folder_goes_with_its_block_and_a_living_one_is_not_swept() -> None:
    with scratch_folder() as folder:
        (folder / "note.md").write_text("words", encoding="utf-8")
        sweep()
        assert (folder / "note.md").exists()
    assert not folder.exists()


def test_a_killed_run_leaves_no_folder_behind() -> None:
    run = subprocess.Popen([sys.executable, "-c", _WORKS_A_WHILE], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    assert folder.is_dir()
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    end = time.monotonic() + 20
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not folder.exists()


def test_what_a_dead_machine_left_is_swept_at_the_next_start() -> None:
    left = Path(tempfile.mkdtemp(prefix="upwell-scratch-"))
    (left / "lock").touch()
    with scratch_folder():
        assert not left.exists()

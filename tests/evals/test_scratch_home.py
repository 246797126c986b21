"""The scratch home end to end: a redactor that hides nothing lets planted strings out, and they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.canaries import LAST_DAY, plant
from evals.scratch import Entered, run_through, settings_of
from evals.stages import canary_counts
from mentoring.records import ConsentedNote, RedactedText, Vault
from service.progress import silent
from service.wiring import App


class Sieve:
    """Hides nothing."""

    def redact(self, consented: ConsentedNote) -> tuple[RedactedText, Vault]:
        note = consented.note
        return RedactedText(note.note_id, note.session_date, note.format, note.body), Vault((), ())


def _came_out(folder: Path) -> dict[str, float | None]:
    planted = plant(folder / "planted", 25)
    said = run_through(folder, [Entered([planted.notes], [planted.consents], [planted.people])], LAST_DAY, silent)
    return {one.name: one.value for one in canary_counts(planted.canaries, said)}


@pytest.mark.long
def test_without_redaction_planted_strings_come_out_and_refused_notes_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "redactor", lambda _: Sieve())
    found = _came_out(tmp_path)
    for entrance in ("e-mail address", "phone number", "third party's name", "off the record", "health"):
        assert found[f"canaries/entrance/{entrance}"] == 1
    for entrance in ("refused note", "broken note", "file name", "roster e-mail"):
        assert found[f"canaries/entrance/{entrance}"] == 0
    assert found["canaries/exit/redacted notes"]
    assert found["canaries/exit/files of the home"]


def test_a_scratch_home_leaves_the_callers_database_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPWELL_DATABASE_URL", "postgresql://production")
    monkeypatch.setenv("UPWELL_CHROMA_URL", "http://index")
    settings = settings_of(tmp_path, LAST_DAY)
    assert settings.database.startswith(f"sqlite:///{tmp_path}")
    assert (settings.chroma_url, settings.scratch, settings.offline) == (None, True, True)

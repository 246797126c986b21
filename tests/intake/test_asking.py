"""Questions in one table, answers kept as a mapping, folders watched."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service import workflows
from service.cli.asking import together
from service.cli.main import app
from service.intake.watching import Watch
from tests.intake.test_changed import CONSENTS


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(workflows.indexing, "index", lambda *_: 0)
    for name, value in {"UPWELL_HOME": "home", "UPWELL_KEY_DIR": "keys"}.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.setenv("UPWELL_TODAY", "2026-11-02")
    (tmp_path / "consents.json").write_text(json.dumps(CONSENTS))
    return CliRunner()


def test_what_is_open_is_asked_once_and_the_answers_are_kept(run: CliRunner, tmp_path: Path) -> None:
    notes, mapping = tmp_path / "notes", tmp_path / "mapping.csv"
    notes.mkdir()
    (notes / "talk.txt").write_text("The board at gate four is read by every driver.\n")
    command = ["ingest", str(notes), "--consents", str(tmp_path / "consents.json"), "--mapping", str(mapping)]
    asked = run.invoke(app, [*command, "--interactive"], input="p1\nMonday\n2026-05-04\n")
    assert asked.exit_code == 0, asked.output
    assert "Write it as YYYY-MM-DD" in asked.output
    assert "1 taken, 0 already there, 0 need an answer, 0 refused" in asked.output
    with mapping.open(newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["pair"], row["session_date"]) == ("p1", "2026-05-04")
    again = run.invoke(app, [*command, "--json"])
    assert again.exit_code == 0
    assert len(json.loads(again.stdout)["unchanged"]) == 1


def test_a_pair_that_nobody_knows_is_asked_again_and_never_kept(run: CliRunner, tmp_path: Path) -> None:
    talk, mapping = tmp_path / "talk.txt", tmp_path / "mapping.csv"
    talk.write_text("The board at gate four is read by every driver.\n")
    command = ["ingest", str(talk), "--consents", str(tmp_path / "consents.json")]
    told = run.invoke(app, [*command, "--pair", "p9", "--date", "2026-05-04"])
    assert "which program, pair, mentor, mentee?\n    pair: p1" in told.output
    asked = run.invoke(app, [*command, "--mapping", str(mapping), "--interactive"], input="p9\np1\n2026-05-04\n")
    assert "One of p1." in asked.output
    assert "1 taken" in asked.output
    assert "p9" not in mapping.read_text()


def test_an_empty_answer_leaves_the_file_for_another_time(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("The board at gate four is read by every driver.\n")
    asked = run.invoke(app, ["ingest", str(tmp_path / "talk.txt"), "--interactive"], input="\n\n")
    assert asked.exit_code == 2
    assert "which program, pair, session_date, mentor, mentee?" in asked.output


def test_watching_goes_with_no_single_answer(run: CliRunner, tmp_path: Path) -> None:
    refused = run.invoke(app, ["ingest", str(tmp_path), "--watch", "--json"])
    assert refused.exit_code == 2
    assert "--watch goes on" in refused.output


def test_what_the_first_run_took_is_not_already_there_to_whoever_asked_once() -> None:
    first = {"accepted": ["a"], "replaced": [], "unchanged": ["u"], "needs": [1], "refused": [1]}
    second = {"accepted": ["b"], "replaced": [], "unchanged": ["a", "u"], "needs": [], "refused": []}
    assert together(first, second) == {
        "accepted": ["a", "b"], "replaced": [], "unchanged": ["u"], "needs": [], "refused": [],
    }  # fmt: skip


def test_a_watched_file_is_due_once_it_rests_and_again_when_it_changes(tmp_path: Path) -> None:
    consents, note = tmp_path / "consents.json", tmp_path / "in" / "note.md"
    watch = Watch([tmp_path / "in"], [consents])
    assert watch.due() == []  # the folder is not there yet
    note.parent.mkdir()
    note.write_text("one")
    assert watch.due() == []  # it may still be written
    assert watch.due() == [note]
    assert watch.due() == []
    note.write_text("one and two")
    assert watch.due() == []
    assert watch.due() == [note]
    consents.write_text("[]")
    assert watch.due() == []
    assert watch.due() == [note]  # what was refused before may be allowed now
    assert watch.due() == []

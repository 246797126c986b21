"""The commands: what they exit with, what they keep, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import validate as conforms
from typer.testing import CliRunner

from evals import runner
from evals.gold import load_cases
from evals.marked import TRAINING, load_marked
from evals.material import Material
from evals.record import read_run
from evals.report import FORMS, render
from evals.results import Measured, Row, Unscored, measured
from evals.seen import fingerprint, seen
from evals.suite import load_suite, packaged
from evals.validate import faults, validate
from service.cli.main import app
from service.schemas import schema
from tests.evals.labelled import cases, write_folder

SUITE = """
suite: fake
system: {{engine: naive}}
cases: {{folder: {folder}}}
metrics:
  found: {{min: 0.9, baseline: {{value: 0.5, source: "a coin"}}, says: What was found.}}
  spilt: {{max: 0}}
"""
Answer = Callable[[Material], tuple[list[Measured], list[Unscored]]]


def answer(found: float = 1, spilt: float = 0, n: int = 1, *unscored: Unscored) -> Answer:
    return lambda material: (
        [
            measured("found", [Row(case.note.note_id, found, n) for case in material.cases]),
            measured("spilt", [Row(case.note.note_id, spilt, 1) for case in material.cases], "count"),
        ],
        list(unscored),
    )


@pytest.fixture
def suite(tmp_path: Path) -> str:
    file = tmp_path / "own.yaml"
    file.write_text(SUITE.format(folder=write_folder(tmp_path / "cases")), encoding="utf-8")
    return str(file)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    def run(measure: Answer, *arguments: str) -> tuple[int, str]:
        monkeypatch.setitem(runner.MEASURES, "fake", measure)
        done = CliRunner().invoke(app, ["evals", *arguments])
        return done.exit_code, done.stdout

    return run


Command = Callable[..., tuple[int, str]]


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        pytest.param(answer(), 0, id="holds"),
        pytest.param(answer(found=0), 1, id="too-little"),
        pytest.param(answer(spilt=1), 1, id="too-much"),
        pytest.param(answer(0, 0, 0), 3, id="nothing-to-measure"),
        pytest.param(answer(1, 0, 1, Unscored("t1", "the engine gave up on it")), 3, id="a-case-unscored"),
        pytest.param(answer(1, 0, 1, Unscored("TAB", "not there", required=False)), 0, id="a-public-set-missing"),
        pytest.param(answer(0, 0, 1, Unscored("t1", "the engine gave up on it")), 1, id="missed-and-unscored"),
    ],
)
def test_the_exit_code_says_whether_it_holds(command: Command, suite: str, measure: Answer, code: int) -> None:
    exit_code, out = command(measure, "run", suite, "--json")
    assert exit_code == code
    conforms(json.loads(out), schema("evals-run"))


@pytest.mark.parametrize("arguments", [["run", "nothing"], ["compare", "a", "b"], ["report", "a"]])
def test_what_is_not_there_is_a_usage_error(command: Command, arguments: list[str]) -> None:
    assert command(answer(), *arguments)[0] == 2


def test_unscored_is_said_in_a_sentence_and_is_no_figure(command: Command, suite: str) -> None:
    out = json.loads(command(answer(0, 0, 0), "run", suite, "--json")[1])
    assert out["metrics"][0]["value"] is None
    assert out["metrics"][0]["pass"] is None
    assert out["unscored"] == [
        {"what": "found", "reason": "these cases have nothing to measure it on", "required": True}
    ]


def test_a_kept_run_is_read_back_and_compared(command: Command, suite: str, tmp_path: Path) -> None:
    command(answer(), "run", suite, "--out", str(tmp_path / "a"))
    command(answer(found=0), "run", suite, "--out", str(tmp_path / "b"))
    code, out = command(answer(), "compare", str(tmp_path / "a"), str(tmp_path / "b"), "--json")
    assert code == 1
    conforms(json.loads(out), schema("evals-compare"))
    one = json.loads(out)["metrics"][0]
    assert (one["name"], one["difference"], one["worse"]) == ("found", -1, ["t1", "t2"])
    assert command(answer(), "compare", str(tmp_path / "b"), str(tmp_path / "a"))[0] == 0


def test_nothing_that_is_kept_holds_words_of_a_note(command: Command, suite: str, tmp_path: Path) -> None:
    command(answer(), "run", suite, "--out", str(tmp_path / "a"))
    kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "a").iterdir())
    assert not any(word in kept for case in cases() for word in (case.note.mentor, *case.note.body.split("\n")) if word)


def test_every_form_shows_every_figure(command: Command, suite: str, tmp_path: Path) -> None:
    command(answer(found=0, n=1), "run", suite, "--out", str(tmp_path / "a"))
    run = read_run(tmp_path / "a")
    for form in FORMS:
        text = render(run, form)
        assert "found" in text
        assert "spilt" in text
    xml = ElementTree.fromstring(render(run, "junit"))  # noqa: S314 - made here
    assert xml.find(".//testcase[@name='found']/failure") is not None
    assert xml.find(".//testcase[@name='spilt']/failure") is None


def test_the_page_asks_for_nothing_from_outside(command: Command, suite: str, tmp_path: Path) -> None:
    command(answer(), "run", suite, "--out", str(tmp_path / "a"))
    page = (tmp_path / "a" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "What was found." in page
    assert 'role="img" aria-label="found: 1.000' in page


def test_figures_of_notes_that_were_fitted_on_say_so_in_every_form(
    command: Command, suite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(answer(), "run", suite, "--out", str(tmp_path / "a"))
    assert all("SEEN" not in render(read_run(tmp_path / "a"), form) for form in FORMS)
    known = frozenset(fingerprint(case) for case in cases()[:1])
    monkeypatch.setattr("evals.seen._fitted", lambda: known)
    out = command(answer(), "run", suite, "--out", str(tmp_path / "b"))[1]
    assert "SEEN: 1 of the 2 notes were read while fitting" in out
    run = read_run(tmp_path / "b")
    assert run.suites[0]["seen"] == ["t1"]
    assert all("SEEN" in render(run, form) for form in FORMS if form != "json")


def test_training_and_probe_are_seen_however_they_are_laid_out_and_other_notes_are_not() -> None:
    training, probe = load_marked(TRAINING)[0], load_cases(Path(seen.__code__.co_filename).parent / "cases/probe")[0]
    wrapped = replace(training, note=replace(training.note, body=training.note.body.replace(" ", "\n").upper()))
    assert seen([wrapped, probe, *cases()]) == [training.note.note_id, probe.note.note_id]


def test_packaged_suites_are_valid_and_their_cases_unchanged() -> None:
    found = validate((), None)
    assert found["problems"] == []
    assert set(found["suites"]) == set(packaged()) == set(runner.MEASURES)


def test_a_label_that_moved_is_found_without_repeating_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "cases")
    note = folder / "notes/t1.md"
    note.write_text(note.read_text(encoding="utf-8").replace("I asked", "We asked"), encoding="utf-8")
    problems = [one["problem"] for one in validate(("privacy",), folder)["problems"]]
    assert problems == [f"pii {at}: its text does not stand at its offsets" for at in (0, 1)] + [
        "conf 0: its text does not stand at its offsets"
    ]
    assert [*faults(load_cases(folder)[1])] == []


@pytest.mark.parametrize(
    "text",
    ["suite: [", "- a list", "suite: x", "suite: x\nmetrics: {}\nthresholds: {}", "suite: x\nmetrics: {a: {least: 1}}"],
)
def test_a_suite_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    found = validate((str(file),), tmp_path)
    assert found["problems"]


def test_cases_other_than_the_suites_leave_the_run_incomplete(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "frozen.yaml"
    text = (
        SUITE.format(folder=write_folder(tmp_path / "cases"))
        .replace("cases}}", "cases")
        .replace("/cases}", "/cases, sha256: abc}")
    )
    file.write_text(text, encoding="utf-8")
    assert load_suite(str(file)).sha256 == "abc"
    assert command(answer(), "run", str(file))[0] == 3
    assert command(answer(), "run", str(file), "--cases", str(tmp_path / "cases"))[0] == 0

"""The command line as people and scripts meet it: one JSON document, one sentence, the contract's exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import validate

from service.demo import EXAMPLE
from service.schemas import schema
from service.settings import Settings

UPWELL = Path(sys.executable).with_name("upwell")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def upwell(scratch_home: Settings, copy_of: Callable[[Settings], Settings]) -> Run:
    """Runs `upwell` on a home of this test's own that holds the example."""
    settings = copy_of(scratch_home)
    return runner(settings.home, settings.key_dir)


@pytest.fixture
def fresh(tmp_path: Path) -> Run:
    """Runs `upwell` on a home that is not there yet."""
    return runner(tmp_path / "new-home", tmp_path / "new-keys")


def runner(home: Path, keys: Path) -> Run:
    environment = {**os.environ, "UPWELL_HOME": str(home), "UPWELL_KEY_DIR": str(keys), "UPWELL_TODAY": "2026-11-02"}

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(UPWELL), *arguments], capture_output=True, text=True, check=False, env={**environment, **more}
        )

    return run


COMMANDS = [
    pytest.param(("ingest", str(EXAMPLE / "notes"), "--json"), "ingest", id="ingest"),
    pytest.param(("redact", str(EXAMPLE / "notes" / "ex01.md"), "--json"), "redact", id="redact"),
    pytest.param(("extract", "--json"), "extract", id="extract"),
    pytest.param(("export", "notes", "--json"), "export-notes", id="export notes"),
    pytest.param(("export", "insights", "--level", "all", "--json"), "export-insights", id="export insights"),
    pytest.param(("export", "actions", "--json"), "export-actions", id="export actions"),
    pytest.param(("export", "patterns", "--json"), "export-patterns", id="export patterns"),
    pytest.param(("digest", "--week", "2026-W43", "--json"), "digest", id="digest"),
]


@pytest.mark.parametrize(("arguments", "name"), COMMANDS)
def test_json_is_one_document_of_the_contracts_shape(upwell: Run, arguments: tuple[str, ...], name: str) -> None:
    done = upwell(*arguments)
    assert done.returncode == 0, done.stderr
    validate(json.loads(done.stdout), schema(name))


def test_a_table_and_json_at_once_are_refused_in_one_sentence(fresh: Run) -> None:
    done = fresh("export", "actions", "--csv", "--json")
    assert done.returncode == 2
    assert "give one of them" in json.loads(done.stdout)["error"]["message"]
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_week_says_why_it_holds_nothing(fresh: Run) -> None:
    assert "upwell ingest" in fresh("digest", "--week", "2026-W20").stdout
    assert "still to come" in fresh("digest", "--week", "2027-W20").stdout


def test_redact_rebuilds_the_text_from_body_and_spans(fresh: Run) -> None:
    (one,) = json.loads(fresh("redact", str(EXAMPLE / "notes" / "ex05.md"), "--json").stdout)
    body, rebuilt, at = one["body"], [], 0
    withheld = [{**passage, "placeholder": "[WITHHELD]"} for passage in one["withheld"]]
    outside = [s for s in one["spans"] if not any(w["start"] <= s["start"] < w["end"] for w in one["withheld"])]
    for span in sorted([*outside, *withheld], key=lambda span: span["start"]):
        rebuilt += [body[at : span["start"]], span["placeholder"]]
        at = span["end"]
    assert "".join([*rebuilt, body[at:]]) == one["text"]


BAD = {
    "front.md": (b"no front matter at all", "front-matter"),
    "unknown.md": (b"---\nprogram: p\nmood: x\n---\nx", "front-matter"),
    "binary.md": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "encoding"),
    "empty.md": (b"", "empty"),
    "huge.md": (b"x" * 5_000_000, "size"),
    "date.md": (b"---\nprogram: p\npair: a\nsession_date: soon\nmentor: M\nmentee: E\n---\nx", "front-matter"),
    "latin.md": (b"---\nprogram: p\n---\ncaf\xe9", "encoding"),
}


def test_bad_files_get_a_sentence_each_and_the_good_one_beside_them_is_taken(fresh: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "good.md").write_bytes((EXAMPLE / "notes" / "ex01.md").read_bytes())
    done = fresh("ingest", str(folder), "--consents", str(EXAMPLE / "consents.json"), "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert report["accepted"] == ["ex01"]
    assert {Path(one["file"]).name: one["code"] for one in report["refused"]} == {
        name: code for name, (_, code) in BAD.items()
    }
    assert all("\n" not in one["reason"] and len(one["reason"]) < 300 for one in report["refused"])


def test_folder_without_notes_is_one_sentence_and_exit_2(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = fresh("ingest", str(tmp_path / "nothing"), "--json")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    error = json.loads(done.stdout)
    validate(error, schema("error"))
    assert "holds no notes" in error["error"]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("digest", "--week", "June"), id="no week"),
        pytest.param(("extract", "--note", "nobody"), id="no such note"),
        pytest.param(("extract", "--engine", "magic"), id="no such engine"),
        pytest.param(("consent", "withdraw", "Nobody Here"), id="no such person"),
        pytest.param(("--as", "Nobody Here", "export", "insights"), id="no such caller"),
        pytest.param(("digest", "--week", "2026-W43", "--format", "scroll"), id="no such format"),
    ],
)
def test_wrong_arguments_are_one_sentence_and_exit_2(upwell: Run, arguments: tuple[str, ...]) -> None:
    done = upwell(*arguments)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [("search",), ("digest", "--weak", "3"), ("up", "--port", "99999"), ("nonsense",)], ids=" ".join
)
def test_what_was_typed_wrong_is_one_sentence_too_and_one_document(fresh: Run, arguments: tuple[str, ...]) -> None:
    done = fresh(*arguments, "--json")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith("--help`).\n")
    document = json.loads(done.stdout)
    validate(document, schema("error"))
    assert (document["error"]["code"], document["error"]["message"]) == ("usage", done.stderr.strip())


def test_suites_are_listed_with_what_they_demand(fresh: Run) -> None:
    done = fresh("evals", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert "planted instructions (at most 0)" in done.stdout


def test_unknown_setting_in_upwell_toml_is_an_error(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "new-home").mkdir()
    (tmp_path / "new-home" / "upwell.toml").write_text("min_suport = 4\n")
    done = fresh("export", "notes")
    assert done.returncode == 2
    assert "min_suport" in done.stderr


def test_real_home_never_becomes_an_evaluation_home(fresh: Run) -> None:
    assert fresh("export", "notes").returncode == 0
    refused = fresh("export", "notes", UPWELL_SCRATCH="1")
    assert refused.returncode == 2
    assert "real notes" in refused.stderr


def test_doctor_says_that_nothing_leaves_although_a_key_is_set(fresh: Run) -> None:
    done = fresh("doctor", "--json", OPENAI_API_KEY="sk-test")
    assert json.loads(done.stdout)["leaves_this_machine"].startswith("nothing")
    assert "sk-test" not in done.stdout

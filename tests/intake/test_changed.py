"""A changed file takes its note's place; what was decided stays where the words are unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentoring.grounding.anchor import anchor_insight
from mentoring.records import Insight, InsightDraft
from mentoring.store.carried import found_again
from service import home, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.requests import Ingest
from service.settings import load
from service.wiring import App, opened

FIRST = "Short polls beat long surveys in the night shift."
SECOND = "The board at gate four is read by every driver."
CONSENTS = [
    {"person": person, "role": role, "pair": "p1", "program": "north", "store": True, "extract": True, "quote": False,
     "attribute": False, "given": "2026-01-01", "expires": None, "withdrawn": None}
    for person, role in (("Ada Byron", "mentor"), ("Li Wei", "mentee"))
]  # fmt: skip


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    # The index has tests of its own; loading the sentence model for each change would take the time of all others.
    monkeypatch.setattr(workflows.indexing, "index", lambda *_: 0)
    settings = load(home=tmp_path / "home", key_dir=tmp_path / "keys", today=date(2026, 11, 2), engine="builtin")
    (tmp_path / "consents.json").write_text(json.dumps(CONSENTS))
    with home.owned(settings.home), opened(settings) as app:
        yield app


def take(app: App, tmp_path: Path, text: str, name: str = "p1 2026-05-04.txt") -> dict[str, Any]:
    (tmp_path / name).write_text(text)
    return workflows.ingest(
        app, OPERATOR, Ingest((str(tmp_path / name),), consents=str(tmp_path / "consents.json")), silent
    )


def decided(app: App, note_id: str) -> dict[str, str | None]:
    """Words -> decision of the note's insights."""
    return {row.insight.evidence[0].text: row.decision for row in app.store.items.insights(note_ids=[note_id])}


def find(app: App, note_id: str, words: str) -> Insight:
    text = app.store.notes.redacted(note_id)
    start = text.text.index(words)
    draft = InsightDraft("A statement.", "ways-of-working", "junior_to_senior", 0.9, ((start, start + len(words)),))
    made = anchor_insight(draft, text, "test")
    assert isinstance(made, Insight)
    return made


def test_a_changed_file_replaces_its_note_and_keeps_decisions_on_unchanged_words(app: App, tmp_path: Path) -> None:
    (note_id,) = take(app, tmp_path, f"{FIRST}\n\n{SECOND}\n")["accepted"]
    first, second = find(app, note_id, FIRST), find(app, note_id, SECOND)
    app.store.items.replace(note_id, [first, second], [], [], at=app.now())
    app.store.notes.set_stage(note_id, "extracted")
    for one in (first, second):
        app.store.items.decide(one.id, "approve", None, app.now())
    answer = take(app, tmp_path, f"A new line before it.\n\n{FIRST}\n\nNobody reads the board.\n")
    assert (answer["accepted"], answer["replaced"]) == ([note_id], [note_id])
    assert app.store.notes.count() == 1
    assert decided(app, note_id) == {FIRST: "approve"}
    assert app.store.notes.get(note_id).stage == "redacted"
    app.store.items.replace(note_id, [find(app, note_id, FIRST)], [], [], at=app.now())
    assert decided(app, note_id) == {FIRST: "approve"}


def test_a_file_used_again_for_another_session_is_another_note(app: App, tmp_path: Path) -> None:
    front = "Mentor: Ada Byron\nMentee: Li Wei\nDate: {}\n\n"
    (old,) = take(app, tmp_path, front.format("4 May 2026") + FIRST, "notes.txt")["accepted"]
    answer = take(app, tmp_path, front.format("11 May 2026") + SECOND, "notes.txt")
    assert answer["replaced"] == []
    assert answer["accepted"] != [old]
    assert app.store.notes.count() == 2


NOTE = {"note_id": "p1-2026-05-04", "program": "north", "pair": "p1", "session_date": "2026-05-04",
        "mentor": "Ada Byron", "mentee": "Li Wei"}  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"program": "south"}, id="a pair of that name in another programme"),
        pytest.param({"program": "south", "mentor": "Dora Klein", "mentee": "Paul Roy"}, id="of other people"),
        pytest.param({"mentee": "Paul Roy"}, id="another mentee"),
        pytest.param({"session_date": "2026-05-11"}, id="another day"),
    ],
)
@pytest.mark.parametrize("words", [FIRST, SECOND], ids=["the same words", "other words"])
def test_no_note_of_another_session_is_overwritten_or_told_of(
    other: dict[str, str], words: str, app: App, tmp_path: Path
) -> None:
    file = "---\n{}\n---\n{}\n"
    (kept,) = take(app, tmp_path, file.format(_front(NOTE), FIRST), "one.md")["accepted"]
    strange = NOTE | other
    more = [{**one, "program": strange["program"], "person": strange[str(one["role"])]} for one in CONSENTS]
    (tmp_path / "consents.json").write_text(json.dumps(more))
    told = take(app, tmp_path, file.format(_front(strange), words), "two.md")
    assert [one["code"] for one in told["refused"]] == ["note-id"]
    assert told["accepted"] == told["replaced"] == told["unchanged"] == []
    (row,) = app.store.notes.rows()
    assert (row.note_id, row.program, app.store.notes.body(kept)) == (kept, "north", f"{FIRST}\n")


def _front(fields: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in fields.items())


@pytest.mark.parametrize(
    ("program", "answer"),
    [pytest.param("south", "refused", id="another programme"), pytest.param("north", "unchanged", id="its own")],
)
def test_the_very_words_of_another_programmes_pair_are_not_taken_for_its_note(
    program: str, answer: str, app: App, tmp_path: Path
) -> None:
    take(app, tmp_path, FIRST, "p1 2026-05-04.txt")
    (tmp_path / "consents.json").write_text(json.dumps([{**one, "program": program} for one in CONSENTS]))
    front = _front({**NOTE, "program": program, "note_id": "another-id"})
    told = take(app, tmp_path, f"---\n{front}\n---\n{FIRST}", "two.md")
    assert [name for name in ("accepted", "refused", "unchanged") if told[name]] == [answer]


def test_two_files_of_one_session_are_two_notes(app: App, tmp_path: Path) -> None:
    take(app, tmp_path, FIRST, "p1 2026-05-04 mine.txt")
    assert take(app, tmp_path, SECOND, "p1 2026-05-04 hers.txt")["replaced"] == []
    assert app.store.notes.count() == 2


def test_the_same_file_moved_is_unchanged_and_known_at_its_new_place(app: App, tmp_path: Path) -> None:
    (note_id,) = take(app, tmp_path, FIRST)["accepted"]
    assert take(app, tmp_path, FIRST, "p1 2026-05-04 moved.txt")["unchanged"] == [note_id]
    assert take(app, tmp_path, SECOND, "p1 2026-05-04 moved.txt")["replaced"] == [note_id]


def test_unknown_people_wait_without_text_until_the_register_knows_them(app: App, tmp_path: Path) -> None:
    text = "Mentor: Dora Klein\nMentee: Paul Roy\nDate: 4 May 2026\nPair: p9\nProgramme: north\n\nA waiting sentence.\n"
    answer = take(app, tmp_path, text, "strangers.txt")
    assert [(one["code"], one["quarantined"]) for one in answer["refused"]] == [("consent", True)]
    assert answer["waiting"] == 1
    app.store.database.truncate_log()
    kept = b"".join(path.read_bytes() for path in app.settings.home.rglob("*") if path.is_file())
    assert b"waiting sentence" not in kept
    more = [
        {**one, "pair": "p9", "person": name} for one, name in zip(CONSENTS, ("Dora Klein", "Paul Roy"), strict=True)
    ]
    (tmp_path / "consents.json").write_text(json.dumps(more))
    answer = take(app, tmp_path, text, "strangers.txt")
    assert len(answer["accepted"]) == 1
    assert answer["waiting"] == 0


@pytest.mark.parametrize(
    ("old", "new", "words", "place"),
    [
        pytest.param("one two", "zero one two", "two", (9, 12), id="moved"),
        pytest.param(
            "[PERSON_1] said so", "[PERSON_1], [PERSON_2] said so", "[PERSON_1] said so", (12, 30), id="renumbered"
        ),
        pytest.param("a b a", "a b a c", "a", (0, 1), id="the first of two"),
        pytest.param("a b a", "b a", "a", None, id="one of two went"),
        pytest.param("[MENTOR] said so", "[MENTEE] said so", "[MENTOR] said so", None, id="somebody else"),
        pytest.param("one two", "one, two", "one two", None, id="changed"),
        pytest.param("a.b", "axb", "a.b", None, id="no pattern"),
    ],
)
def test_words_are_found_again_only_for_certain(old: str, new: str, words: str, place: tuple[int, int] | None) -> None:
    start = old.index(words)
    assert found_again(old, new, start, start + len(words)) == place

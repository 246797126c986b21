"""Consents, people and folders as they are handed in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mentoring.errors import BadInput
from service.intake.consents import read_consents, read_people
from service.intake.files import collect

ENTRY = {
    "person": "Ada Byron", "role": "mentor", "pair": "a", "program": "p", "store": True, "extract": True,
    "quote": False, "attribute": False, "given": "2026-04-01", "expires": None, "withdrawn": None,
}  # fmt: skip


def test_consents_read_the_same_from_json_and_csv() -> None:
    header = ",".join(ENTRY)
    values = ",".join("" if value is None else str(value) for value in ENTRY.values())
    from_json = read_consents(json.dumps([ENTRY]).encode(), "c.json")
    assert from_json == read_consents(f"{header}\n{values}\n".encode(), "c.csv")
    assert from_json[0].purposes == {"store", "extract"}
    assert from_json[0].given == date(2026, 4, 1)
    assert from_json[0].release is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"role": "boss"}, "entry 1: role is one of", id="role"),
        pytest.param({"store": "perhaps"}, "store is true or false", id="flag"),
        pytest.param({"given": "April"}, "given is no date", id="date"),
        pytest.param({"person": ""}, "person is missing", id="person"),
        pytest.param({"mood": "good"}, "unknown key mood", id="unknown"),
        pytest.param({"release": "never"}, "release is one of", id="release"),
    ],
)
def test_bad_consent_entry_is_named_by_number_not_by_person(change: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_consents(json.dumps([{**ENTRY, **change}]).encode(), "c.json")
    assert says in refused.value.message
    assert "Ada" not in refused.value.message


def test_broken_json_says_the_line() -> None:
    with pytest.raises(BadInput, match="no JSON"):
        read_consents(b'[{"person": }]', "c.json")


def test_people_csv_splits_aliases() -> None:
    raw = b"person_id,name,aliases,email,role,manager_id,site\nE1,Ada Byron,Addie; AB,ada@x.example,mentor,E9,Ghent\n"
    (person,) = read_people(raw, "people.csv")
    assert person.aliases == ("Addie", "AB")
    assert person.manager_id == "E9"


def test_folder_is_searched_for_notes_in_order_and_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.md", "sub/a.vtt", "photo.png", ".hidden.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    found = collect([tmp_path])
    assert [path.name for path in found.files] == ["b.md", "a.vtt"]
    assert [problem.code for problem in found.refused] == ["link"]
    assert found.ignored == 2


def test_folder_without_notes_says_what_a_note_is(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no notes"):
        collect([tmp_path])


def test_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        collect([tmp_path / "gone.md"])

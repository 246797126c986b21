"""A withdrawal where the index is on Chroma's server: what its receipt says, and that it waits for the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentoring.errors import Damaged, Misconfigured
from mentoring.store.receipt import is_genuine
from retrieval.chroma_server import OnServer
from service import workflows
from service.callers import OPERATOR
from service.doctor import examine
from service.progress import silent
from service.requests import Withdraw
from service.settings import Settings
from service.stages import erasing, indexing
from service.wiring import App, opened
from tests.chroma_server import ChromaServer


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[ChromaServer]:
    one = ChromaServer(tmp_path / "chroma")
    one.start()
    yield one
    one.stop()


def _mentor(app: App) -> str:
    person = app.store.people.by_ref(app.store.notes.rows()[0].mentor_ref)
    assert person is not None
    return person.person_id


def test_a_withdrawal_waits_for_the_server_and_says_what_rests_in_its_files(
    example_home: Settings, copy_of: Callable[[Settings], Settings], chroma: ChromaServer
) -> None:
    settings = copy_of(example_home).model_copy(update={"chroma_url": chroma.url})
    with opened(settings) as app:
        indexing.index(app, silent)
        assert list((settings.home / "index").iterdir()) == []
        person = _mentor(app)
        gone = [row.note_id for row in app.store.notes.rows() if row.mentor_ref == app.store.people.ref_of(person)]
        passages = [one.id for note_id in gone for one in app.store.passages.of_note(note_id)]
        chroma.stop()
        with pytest.raises(Damaged, match="does not answer"):
            workflows.withdraw(app, OPERATOR, Withdraw(person), silent)
        assert app.store.notes.rows(ids=gone) == [], "what the reader sees is gone at once"
    chroma.start()
    with opened(settings) as app:
        workflows.start(app)
        workflows.start(app)
        receipts = [one.as_json() for one in erasing.erasure_of(app).receipts()]
        programs = sorted({row.program for row in app.store.notes.rows()})
        assert app.index.faults(programs) == []
    assert [(one["notes"], one["residue"], is_genuine(one)) for one in receipts] == [(len(gone), 0, True)]
    assert receipts[0]["not_covered"][-1].startswith("Chroma's server: ")
    assert any(one.encode() in chroma.files() for one in passages), "as that line says"


def test_offline_means_no_server_on_another_machine(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, key_dir=tmp_path / "keys", offline=True, chroma_url="http://10.0.0.9:8000")
    with pytest.raises(Misconfigured, match="UPWELL_OFFLINE"), opened(settings):
        pass


def test_offline_the_doctor_asks_no_server_on_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[OnServer] = []
    monkeypatch.setattr(OnServer, "check", lambda server: asked.append(server) or "1.0")
    settings = Settings(home=tmp_path, key_dir=tmp_path / "keys", chroma_url="http://10.0.0.9:8000", engine="builtin")
    assert "to 10.0.0.9" in examine(settings)["leaves_this_machine"]
    assert len(asked) == 1
    told = examine(settings.model_copy(update={"offline": True}))
    assert ["UPWELL_OFFLINE" in one["finding"] for one in told["checks"] if one["name"] == "chroma"] == [True]
    assert "10.0.0.9" not in told["leaves_this_machine"]
    assert len(asked) == 1

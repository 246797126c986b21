"""A withdrawal whose process is killed at any moment is finished, or was never begun, at the next start."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mentoring.store import Keys, Store
from retrieval.index import Index
from tests.databases import files_below
from tests.store.homes import PROGRAMS, erasure, fill, needles, traces
from tests.store.sessions import AT, Session, refs
from tests.store.withdrawing import TODAY

ROOT = Path(__file__).parents[2]
NOTHING = {"text": 0, "id": 0, "vector": 0}
pytestmark = pytest.mark.sqlite  # the home is copied for each kill; tests/chaos kills on PostgreSQL too
KILLS, MANY_KILLS = 6, 60


def _withdrawing(place: Path, person: str) -> subprocess.Popen[str]:
    """The child, as far as the moment before it begins."""
    command = [sys.executable, "-m", "tests.store.withdrawing", str(place / "home"), str(place / "keys"), person]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _ended(child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None
    child.stdout.close()
    child.wait()


@pytest.fixture
def full(store: Store, home: Path) -> tuple[Path, Session, list[Session]]:
    """A filled home, closed; whose session goes, and the others."""
    index = Index(home / "index", store)
    gone, *others = fill(store, home, index, 7)
    index.close()
    store.close()
    return home.parent, gone, others


def _seconds(place: Path, tmp_path: Path, person: str) -> float:
    """How long an undisturbed withdrawal takes in a copy of the home."""
    copy = tmp_path / "undisturbed"
    for folder in ("home", "keys"):
        shutil.copytree(place / folder, copy / folder)
    child = _withdrawing(copy, person)
    begun = time.perf_counter()
    assert child.stdout is not None
    assert child.stdout.readline() == "done\n"
    taken = time.perf_counter() - begun
    _ended(child)
    return taken


def _killed_after(place: Path, copy: Path, person: str, seconds: float) -> None:
    for folder in ("home", "keys"):
        shutil.copytree(place / folder, copy / folder)
    child = _withdrawing(copy, person)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    _ended(child)


def _next_start(copy: Path, gone: Session, others: list[Session]) -> str:
    """What a start finds and does; the claims that hold whatever it found."""
    store = Store.open(f"sqlite:///{copy / 'home' / 'upwell.db'}", Keys.open(copy / "keys", "h1"))
    index = Index(copy / "home" / "index", store)
    again = erasure(store, copy / "home", index)
    finished = again.receipts()
    resumed = again.resume()
    expired = again.expire(TODAY, AT)
    known = {row.note_id for row in store.notes.rows()}
    assert {one.note_id for one in others} <= known
    assert store.audit.verify() == []
    assert index.faults(PROGRAMS) == []
    assert all(receipt.residue == 0 and receipt.positive_control for receipt in (*finished, *resumed, *expired))
    index.close()
    store.close()
    withdrawn = gone.note_id not in known
    assert withdrawn == bool(finished or resumed or expired)
    return "done" if finished else "resumed" if resumed else "begun" if expired else "rolled back"


def _claims(place: Path, tmp_path: Path, gone: Session, others: list[Session], kills: int) -> set[str]:
    store = Store.open(f"sqlite:///{place / 'home' / 'upwell.db'}", Keys.open(place / "keys", "h1"))
    person, wanted = refs(store, gone)[0], needles(store, gone)
    kept = {one.note_id: needles(store, one) for one in others}
    store.close()
    assert all(traces(files_below(place / "home"), wanted).values())
    taken, chance = _seconds(place, tmp_path, person), random.Random(kills)  # noqa: S311  picks test cases
    seen = set()
    for number in range(kills):
        copy = tmp_path / f"killed{number}"
        _killed_after(place, copy, person, taken * (number + chance.random()) / kills)
        how = _next_start(copy, gone, others)
        found = traces(files_below(copy / "home"), wanted)
        assert found == NOTHING or (how == "rolled back" and all(found.values())), how
        assert all(traces(files_below(copy / "home"), one)["text"] for one in kept.values())
        seen.add(how)
        shutil.rmtree(copy)
    return seen


def test_killed_anywhere_it_is_finished_or_was_never_begun(
    tmp_path: Path, full: tuple[Path, Session, list[Session]]
) -> None:
    assert _claims(full[0], tmp_path, full[1], full[2], KILLS)


@pytest.mark.long
def test_killed_in_many_places_it_is_finished_or_was_never_begun(
    tmp_path: Path, full: tuple[Path, Session, list[Session]]
) -> None:
    seen = _claims(full[0], tmp_path, full[1], full[2], MANY_KILLS)
    assert "resumed" in seen, "some kills must hit the middle"

"""A withdrawal is effective on every read at once, also while the index is still being rebuilt."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from service import requests, workflows
from service.callers import OPERATOR
from service.demo import EXAMPLE
from service.progress import silent
from service.wiring import App

CONSENTS = json.loads((EXAMPLE / "consents.json").read_text(encoding="utf-8"))
WEEKS = ("2026-W42", "2026-W43", "2026-W44")


def _reads(app: App) -> dict[str, Callable[[], Any]]:
    """Everything a lead can read, by name."""

    def exported(what: str) -> Callable[[], Any]:
        return lambda: workflows.export(app, OPERATOR, requests.Export(what), silent)

    def told(week: str) -> Callable[[], Any]:
        return lambda: workflows.digest(app, OPERATOR, requests.MakeDigest(week), silent)

    return {
        **{f"export {what}": exported(what) for what in ("notes", "insights", "actions", "patterns")},
        **{f"digest {week}": told(week) for week in WEEKS},
        "cards": lambda: workflows.cards(app, OPERATOR, requests.Cards(), silent),
        "search": lambda: workflows.search(app, OPERATOR, requests.Search("repair video captions", k=50), silent),
        "ask": lambda: workflows.ask(app, OPERATOR, requests.Ask("What helps with repair videos?"), silent),
    }


@pytest.fixture
def rebuilding(scratch: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """(the rebuild has begun, it may go on)."""
    begun, go_on, real = threading.Event(), threading.Event(), scratch.index.rebuild

    def slow(program: str) -> object:
        begun.set()
        assert go_on.wait(120)
        return real(program)

    monkeypatch.setattr(scratch.index, "rebuild", slow)
    yield begun, go_on
    go_on.set()


def test_no_read_finds_it_while_the_index_is_rebuilt(
    scratch: App, rebuilding: tuple[threading.Event, threading.Event]
) -> None:
    begun, go_on = rebuilding
    mentor = next(one["person"] for one in CONSENTS if one["pair"] == "ride-02" and one["role"] == "mentor")
    gone = {row.note_id for row in scratch.store.notes.rows(pair="ride-02")}
    items = {row.insight.id for row in scratch.store.items.insights() if row.insight.note_id in gone}
    before = {name: read() for name, read in _reads(scratch).items()}
    assert {name for name, answer in before.items() if _names(answer, gone | items)} >= {
        "export notes",
        "search",
        "cards",
    }
    receipts: list[dict[str, Any]] = []

    def withdraw() -> None:
        receipts.append(workflows.withdraw(scratch, OPERATOR, requests.Withdraw(mentor), silent))

    thread = threading.Thread(target=withdraw)
    thread.start()
    assert begun.wait(120)
    during = {name: read() for name, read in _reads(scratch).items()}
    go_on.set()
    thread.join()
    assert {name for name, answer in during.items() if _names(answer, gone | items)} == set()
    assert (receipts[0]["notes"], receipts[0]["residue"]) == (len(gone), 0)


def _names(answer: object, ids: set[str]) -> bool:
    said = json.dumps(answer)
    return any(f'"{one}"' in said for one in ids)

"""What stands in pairs' ways, on the made-up company: counts of several pairs alone, from notes the lead may read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from mentoring.consent.visibility import Rules
from mentoring.store.passages import Passage
from retrieval.embed import Embedder
from service import programme_requests as asked
from service import programme_workflows as workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.stages import blocking
from service.wiring import App
from tests.api import company
from tests.api.company import NORTH, SOUTH, TODAY
from tests.store.sessions import AT, SESSION, Session, insight, refs

SAID = "I did not dare to show him the numbers."


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with company.opened_company(company.make(tmp_path)) as found:
        found.app.__dict__["embedder"] = Embedder()  # in place of the company's stand-in
        yield found.app


def says(app: App, one: Session, words: str = SAID) -> None:
    """A sentence of a session's redacted note, as indexing keeps it."""
    passage = Passage(f"{one.note_id}-x", one.note_id, "sentence", 0, len(words), words)
    app.store.passages.replace(one.note_id, [passage], np.asarray(app.embedder.embed([words])))


def told(app: App, who: str | None = None) -> list[tuple[list[str], int, dict[str, int]]]:
    caller = caller_for(app, who)
    return [
        (one["programs"], one["pairs"], {kind["kind"]: kind["at_least"] for kind in one["kinds"]})
        for one in blocking.figures(app, caller)
    ]


def test_pairs_are_counted_in_whole_batches_and_k_stay_outside(app: App) -> None:
    for one in NORTH:
        says(app, one)
    # Four pairs: three are a batch, and with three of three told each would be told of.
    assert told(app) == [(["north"], 3, {}), (["south"], 3, {})]


def test_three_of_six_are_told_with_their_interval(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    six = [row for row in app.store.notes.rows() if row.pair in {one.pair for one in (*NORTH[:3], *SOUTH[:3])}]
    as_one = [replace(row, program="north") for row in six]
    monkeypatch.setattr(blocking, "_read", lambda *_: as_one)
    for one in NORTH[:2]:
        says(app, one)
    assert told(app) == [(["north"], 6, {})]
    says(app, NORTH[2])
    assert told(app) == [(["north"], 6, {"fear": 3})]
    (kind,) = blocking.figures(app, OPERATOR)[0]["kinds"]
    # Wilson, 3 of 6, 95 %: 0.188 to 0.812
    assert (kind["share"], kind["low"], kind["high"]) == (0.5, 0.188, 0.812)


def test_only_notes_that_she_may_read_whole_are_read(app: App) -> None:
    def read(who: str | None) -> set[str]:
        return {row.pair for row in blocking._read(app, caller_for(app, who))}

    assert read("lead") == {one.pair for one in NORTH}
    assert read("boss") == {one.pair for one in NORTH[1:]}  # the first mentor is below her
    app.store.items.set_state(insight(NORTH[2]).id, "held")
    app.store.consents.withdraw(refs(app.store, NORTH[3])[1], None, TODAY, AT)
    assert read("lead") == {one.pair for one in NORTH[:2]}


def test_sessions_outside_the_weeks_or_the_quarter_are_not_counted(app: App) -> None:
    assert SESSION < TODAY
    assert blocking.figures(app, OPERATOR, (date(2026, 1, 1), date(2026, 3, 31))) == []
    assert Rules().weeks == 12


def test_page_and_report_hold_counts_and_no_sentence(app: App) -> None:
    for one in NORTH:
        says(app, one)
    page = workflows.programme(app, OPERATOR, asked.ShowProgramme(), silent)
    report = workflows.report(app, OPERATOR, asked.QuarterReport("2026-Q2"), silent)
    assert page["blockers"]
    assert report["blockers"]
    assert "dare" not in json.dumps([page, report])
    assert not any(one.pair in json.dumps([page["blockers"], report]) for one in NORTH)

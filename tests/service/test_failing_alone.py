"""One note that no engine can read is listed with a code; what the others say is there, and mentors are shown it."""

from __future__ import annotations

import pytest

from service import requests, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.stages import extracting
from service.wiring import App


@pytest.mark.parametrize("where", ["drafting", "settling"])
def test_a_note_that_breaks_the_code_that_reads_it_stops_no_other(
    example: App, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    ids = [row.note_id for row in example.store.notes.rows()][:4]
    words = example.store.notes.redacted(ids[1]).text

    def breaks(text: str) -> None:
        if text == words:
            raise OverflowError(words)

    real, settle = example.builtin, extracting.settle

    class Breaking:
        name = real.name

        def draft(self, text: object) -> object:
            if where == "drafting":
                breaks(text.text)  # type: ignore[attr-defined]  # RedactedText
            return real.draft(text)  # type: ignore[arg-type]

    def settled(text: object, *drafts: object) -> object:
        if where == "settling":
            breaks(text.text)  # type: ignore[attr-defined]
        return settle(text, *drafts)  # type: ignore[arg-type]

    example.__dict__["builtin"] = Breaking()
    monkeypatch.setattr(extracting, "settle", settled)
    told = workflows.extract(example, OPERATOR, requests.Extract(notes=tuple(ids)), silent)
    assert [(one["note_id"], one["code"]) for one in told["failures"]] == [(ids[1], "worker-error")]
    assert words not in str(told)
    by_id = {row.note_id: row.failed for row in example.store.notes.rows(ids=ids)}
    assert by_id == {one: "worker-error" if one == ids[1] else None for one in ids}
    states = {row.state for row in example.store.items.insights(note_ids=[one for one in ids if one != ids[1]])}
    assert "drafted" not in states

"""Follow-through: what later notes of a pair report of its earlier action items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.followup import follow_up
from mentoring.store.notes import NoteRow
from mentoring.store.outcomes import Outcome
from service.stages.drafting import is_as_read
from service.stages.extracting import Stopwatch
from service.wiring import App


def follow(app: App, fresh: Collection[str], stopwatch: Stopwatch) -> None:
    """Read the notes of every pair that has a freshly extracted one, oldest first; silence changes nothing."""
    with stopwatch.stage("follow-up"):
        rows = app.store.notes.rows(stage="extracted")
        touched = {_pair(row) for row in rows if row.note_id in fresh}
        for pair in sorted(touched):
            _follow(app, sorted((row for row in rows if _pair(row) == pair), key=lambda row: row.session_date))


def _pair(row: NoteRow) -> tuple[str, str]:
    return row.program, row.pair


def _follow(app: App, rows: Sequence[NoteRow]) -> None:
    """What was done, if late, is not asked about again; what was missed may still be done."""
    kept = app.store.items.actions(note_ids=[row.note_id for row in rows])
    actions = [replace(one.action, status="open") for one in kept]
    dates = {row.note_id: row.session_date for row in rows}
    found: dict[str, Outcome] = {}
    texts = app.store.notes.all_redacted([row.note_id for row in rows])
    for later in (row for row in rows if row.note_id in texts):  # the others were erased since
        waiting = [
            one
            for one in actions
            if dates[one.note_id] < later.session_date and (one.id not in found or found[one.id].status == "missed")
        ]
        for change in follow_up(waiting, texts[later.note_id], app.bundled_embedder.embed):
            found[change.action_id] = Outcome(
                change.action_id, change.status, later.note_id, later.session_date, change.evidence, app.today
            )
    with app.store.transaction():
        # A later note that was erased or changed while it was read says nothing; an item that went has no outcome.
        there = {one.action.id for one in app.store.items.actions(note_ids=[row.note_id for row in rows])}
        told = {one.note_id for one in found.values()}
        as_read = {note_id for note_id in told if is_as_read(app, texts[note_id])}
        stays = [one for one in found.values() if one.note_id in as_read and one.item_id in there]
        app.store.outcomes.replace([one.id for one in actions], stays)

"""What one reader may search now: notes, insights and action items, asked for anew at every search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mentoring.consent.visibility import visible
from mentoring.consent.whole_notes import searchable
from mentoring.records import Caller
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.notes import NoteRow
from mentoring.store.standing import note_standings, standings
from service.callers import readable as may_read_of
from service.stages.seeing import reader_as, rules_of
from service.stages.taking import gate_of
from service.wiring import App

Item = InsightRow | ActionRow


@dataclass(frozen=True, slots=True)
class Readable:
    """Everything a reader may search, and nothing else."""

    rows: Mapping[str, NoteRow]
    """Notes of which she may see something, by session date."""
    whole: frozenset[str]
    """Those of which she may find every word."""
    items: Mapping[str, tuple[Item, ...]]
    """By note: insights, then action items, that she may see singly."""
    quotable: frozenset[str]
    """Notes whose words may leave Upwell: both let them be quoted."""
    sendable: frozenset[str]
    """Notes whose redacted words may go to a model off this machine: both let them."""


def readable(app: App, caller: Caller) -> Readable:
    """The caller's reach into the notes of the programmes she leads, under the consents of today."""
    gate, reader, rules = gate_of(app), reader_as(app, caller), rules_of(app)
    may_read = may_read_of(app, caller)
    rows = {row.note_id: row for row in app.store.notes.rows() if may_read(row)}
    notes = note_standings(app.store, gate, list(rows.values()))
    given = {one.note_id: one.purposes for one in notes}
    allowed = {note_id for note_id, purposes in given.items() if {"store", "extract"} <= purposes}
    every: list[Item] = [*app.store.items.insights(), *app.store.items.actions()]
    found = [row for row in every if note_of(row) in allowed]
    standing = standings(app.store, gate, allowed)
    whole = searchable([one for one in notes if one.note_id in allowed], standing, reader, app.today, rules)
    shown = {one.id for one in visible(standing, reader, app.today, rules).items}
    seen = [row for row in found if id_of(row) in shown]
    within = whole | {note_of(row) for row in seen}
    items: defaultdict[str, list[Item]] = defaultdict(list)
    for row in _as_told(app, seen, within):
        items[note_of(row)].append(row)
    return Readable(
        rows={note_id: row for note_id, row in rows.items() if note_id in within},
        whole=whole,
        items={note_id: tuple(own) for note_id, own in items.items()},
        quotable=frozenset(note_id for note_id, purposes in given.items() if "quote" in purposes),
        sendable=frozenset(note_id for note_id, purposes in given.items() if "model" in purposes),
    )


def _as_told(app: App, seen: Sequence[Item], within: frozenset[str]) -> list[Item]:
    """The items; an action stays open where only a note that the reader may not search says what became of it."""
    untold = {id_ for id_, one in app.store.outcomes.all().items() if one.note_id not in within}
    return [
        replace(row, action=replace(row.action, status="open"))
        if isinstance(row, ActionRow) and row.action.id in untold
        else row
        for row in seen
    ]


def note_of(row: Item) -> str:
    """The note an item was made of."""
    return row.insight.note_id if isinstance(row, InsightRow) else row.action.note_id


def id_of(row: Item) -> str:
    """An item's id."""
    return row.insight.id if isinstance(row, InsightRow) else row.action.id

"""Closed filters over what a reader may search. They choose among what she sees; they never widen it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from extractor.kinds import LEARNINGS, learning_of
from mentoring.errors import BadInput
from mentoring.records import DIRECTIONS, THEMES, Evidence
from mentoring.records.items import ActionStatus
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.notes import NoteRow
from service.search_requests import Facets, Search
from service.stages.readable import Item, Readable

KINDS = ("note", "insight", "action", *LEARNINGS)
STATUSES: tuple[str, ...] = get_args(ActionStatus)
_CLOSED = {"theme": THEMES, "kind": KINDS, "direction": DIRECTIONS, "status": STATUSES}


@dataclass(frozen=True, slots=True)
class Filters:
    """Every filter at once; None does not narrow."""

    program: str | None = None
    pair: str | None = None
    since: date | None = None
    until: date | None = None
    theme: str | None = None
    direction: str | None = None
    status: str | None = None
    kind: str | None = None

    @property
    def of_items(self) -> bool:
        """Whether a note is let through only for an item of it."""
        return self.kind not in (None, "note") or any((self.theme, self.direction, self.status))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left to search."""

    rows: Mapping[str, NoteRow]
    items: Mapping[str, tuple[Item, ...]]
    """Of those notes, the items that the filters let through."""
    allowed: Mapping[str, list[str]]
    """Programme -> notes to search wholly."""
    parts: Mapping[str, dict[str, list[Evidence]]]
    """Programme -> notes to search only in the words behind these items."""


def filters_of(request: Search | Facets) -> Filters:
    """The request's filters; BadInput names the one that is none of its values."""
    for name, values in _CLOSED.items():
        if getattr(request, name) is not None and getattr(request, name) not in values:
            raise BadInput(f"A {name} is one of {', '.join(values)}.")
    return Filters(
        program=request.program, pair=request.pair, since=_day(request.since, "--from"),
        until=_day(request.until, "--to"), theme=request.theme, direction=request.direction,
        status=request.status, kind=request.kind,
    )  # fmt: skip


def narrow(found: Readable, filters: Filters) -> Narrowed:
    """What of `found` the filters let through."""
    rows = {note_id: row for note_id, row in found.rows.items() if _note_passes(row, filters)}
    items = {
        note_id: tuple(one for one in found.items.get(note_id, ()) if item_passes(one, filters)) for note_id in rows
    }
    if filters.of_items:
        rows = {note_id: row for note_id, row in rows.items() if items[note_id]}
    allowed: defaultdict[str, list[str]] = defaultdict(list)
    parts: defaultdict[str, dict[str, list[Evidence]]] = defaultdict(dict)
    for note_id, row in rows.items():
        if note_id in found.whole and filters.kind in (None, "note"):
            allowed[row.program].append(note_id)
        elif pieces := _pieces(items[note_id]):
            parts[row.program][note_id] = pieces
    return Narrowed(rows, {note_id: items[note_id] for note_id in rows}, dict(allowed), dict(parts))


def item_passes(item: Item, filters: Filters) -> bool:
    """Whether one item is what the filters ask for; theme and direction ask for insights, status for actions."""
    if isinstance(item, InsightRow):
        if filters.kind == "action" or filters.status is not None:
            return False
        if filters.kind in LEARNINGS and learning_of(item.insight.statement) != filters.kind:
            return False
        return filters.theme in (None, item.insight.theme) and filters.direction in (None, item.insight.direction)
    if filters.kind in ("insight", *LEARNINGS) or filters.theme is not None or filters.direction is not None:
        return False
    return filters.status in (None, item.action.status)


def _note_passes(row: NoteRow, filters: Filters) -> bool:
    return (
        filters.program in (None, row.program)
        and filters.pair in (None, row.pair)
        and (filters.since is None or row.session_date >= filters.since)
        and (filters.until is None or row.session_date <= filters.until)
    )


def _pieces(items: Sequence[Item]) -> list[Evidence]:
    """The words behind the items, each stretch once."""
    found = [one for item in items for one in (item.action if isinstance(item, ActionRow) else item.insight).evidence]
    return list({(one.start, one.end): one for one in found if one.text.strip()}.values())


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"{option} is no date; write it as YYYY-MM-DD.") from None

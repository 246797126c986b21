"""What one reader may see now: decided by the rules of mentoring.consent.visibility, asked for at every read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentoring.records import Caller, Pattern
from mentoring.store.items import ActionRow, InsightRow
from service.callers import caller_for, require
from service.stages import documents
from service.stages.taking import gate_of
from service.wiring import App


@dataclass(frozen=True, slots=True)
class SeenPattern:
    """A pattern and the band in which its support may be said."""

    pattern: Pattern
    band: str

    def as_json(self) -> dict[str, Any]:
        """The contract's pattern."""
        one = self.pattern
        return {
            "id": one.id, "title": one.title, "theme": one.theme, "support_band": self.band,
            "insights": list(one.insight_ids),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything one reader may see, and nothing else."""

    insights: tuple[InsightRow, ...]
    actions: tuple[ActionRow, ...]
    patterns: tuple[SeenPattern, ...]
    quotable: frozenset[str]
    """Ids of items whose exact words the reader may see."""

    def insight_json(self, row: InsightRow) -> dict[str, Any]:
        """One insight as this reader may see it."""
        return documents.insight(row, quoted=row.insight.id in self.quotable)

    def action_json(self, row: ActionRow) -> dict[str, Any]:
        """One action item as this reader may see it."""
        return documents.action(row, quoted=row.action.id in self.quotable)

    def item_ids(self) -> frozenset[str]:
        """Ids of all items."""
        return frozenset(row.insight.id for row in self.insights) | frozenset(row.action.id for row in self.actions)

    def held_back_in(self, week: str) -> str | None:
        """That something was held back."""
        return None


def see(app: App, caller: Caller, level: str | None = None) -> Seen:  # noqa: ARG001 - levels come with visibility
    """What the caller may see at `level`."""
    return see_everything(app)


def reader_of(app: App, caller: Caller, person: str | None) -> Caller:
    """Whose view is asked for: one's own, or, for a lead, somebody else's."""
    if person is None or person == caller.person_id:
        return caller
    require(caller, "lead")
    return caller_for(app, person)


def see_everything(app: App) -> Seen:
    """An evaluation home's view: items of every level and state, as long as their consents stand."""
    gate = gate_of(app)
    live = {
        row.note_id
        for row in app.store.notes.rows()
        if "extract" in gate.purposes(row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref)
    }
    insights = [row for row in app.store.items.insights() if row.insight.note_id in live]
    actions = [row for row in app.store.items.actions() if row.action.note_id in live]
    ids = {row.insight.id for row in insights} | {row.action.id for row in actions}
    return Seen(tuple(insights), tuple(actions), tuple(_patterns(app, insights)), frozenset(ids))


def _patterns(app: App, insights: Sequence[InsightRow]) -> list[SeenPattern]:
    rows = {row.insight.id: row for row in insights}
    found = []
    for pattern in app.store.items.patterns():
        members = [rows[one] for one in pattern.insight_ids if one in rows]
        support = min(len({row.mentor_ref for row in members}), len({row.mentee_ref for row in members}))
        if support >= app.settings.min_support:
            found.append(SeenPattern(pattern, _band(support)))
    return found


def _band(support: int) -> str:
    return "3-5" if support <= 5 else "6-10" if support <= 10 else "more"

"""Insights, action items, decisions, patterns. Evidence is kept as ranges: its words are read out of the note.

An item extracted again with the same evidence keeps its decision, and with the same words also state and level.
What a mentor held, vetoed or put in her own words stays so, whatever an engine finds later in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from mentoring.errors import BadInput, NotFound
from mentoring.records import ActionItem, Evidence, Insight, Level, Pattern, SetAside, State
from mentoring.store import reviews
from mentoring.store.database import Database
from mentoring.store.tables import decisions, items, notes, outcomes, pattern_items, patterns, set_aside

Decision = Literal["approve", "reject", "defer"]
DECISIONS = ("approve", "reject", "defer", "undo")
_KEPT = ("state", "level", "reason", "mentor_released", "previewed_on", "softened", "about_person")
_BARRED = ("held", "vetoed")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made an item besides its engine."""

    prompt: str | None = None
    """Prompt id and version."""
    prompt_sha: str | None = None
    model: str | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Where an item stands: what visibility and review need to know besides its words."""

    program: str
    pair: str
    session_date: date
    mentor_ref: str
    mentee_ref: str
    state: State
    level: Level
    decision: Decision | None
    reason: str | None
    """Why it was held."""
    about_person: bool
    """A statement about the mentee as a person: waits for the mentor's own release."""
    mentor_released: bool
    """The mentor released these exact words herself, up to `level`."""
    previewed_on: date | None
    """Since when the mentor could preview it."""
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class InsightRow(ItemRow):
    """An insight and where it stands."""

    insight: Insight


@dataclass(frozen=True, slots=True)
class ActionRow(ItemRow):
    """An action item and where it stands."""

    action: ActionItem


class Items:
    """Keeps what was extracted and what was decided about it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(
        self,
        note_id: str,
        insights: Sequence[Insight],
        actions: Sequence[ActionItem],
        aside: Sequence[SetAside],
        *,
        at: datetime,
        provenance: Provenance | None = None,
        about_person: Iterable[str] = (),
    ) -> None:
        """The items of one note, in place of those it had; `about_person`: ids of statements on the mentee herself."""
        personal = frozenset(about_person)
        with self._db.write() as connection:
            kept, acts = _standing(connection, note_id), reviews.acts_of(connection, note_id)
            found: list[Insight | ActionItem] = [*insights, *actions]
            again = {(_kind(item), _ranges(item.evidence)) for item in found}
            stays = [old["id"] for place, (old, _) in kept.items() if place not in again and old["state"] in _BARRED]
            connection.execute(delete(items).where(items.c.note_id == note_id, items.c.id.not_in(stays)))
            connection.execute(delete(set_aside).where(set_aside.c.note_id == note_id))
            for item in found:
                row = _row_of(item, provenance or Provenance(), at, about_person=item.id in personal)
                old, decision = kept.get((row["kind"], _ranges(item.evidence)), (None, None))
                connection.execute(insert(items).values(**{**row, **_kept_of(old, row, kept)}))
                if decision is not None:
                    connection.execute(insert(decisions).values(**{**decision, "item_id": item.id}))
            reviews.put_back(connection, acts)
            for one in aside:
                connection.execute(insert(set_aside).values(note_id=note_id, kind=one.kind, rule=one.rule))

    def insights(self, *, note_ids: Sequence[str] | None = None, ids: Sequence[str] | None = None) -> list[InsightRow]:
        """Insights by session date; of some notes or ids only, if given."""
        with self._db.read() as connection:
            rows = connection.execute(_selection("insight", note_ids, ids)).all()
        return [InsightRow(**_standing_of(row), insight=_insight(row)) for row in rows]

    def actions(self, *, note_ids: Sequence[str] | None = None, ids: Sequence[str] | None = None) -> list[ActionRow]:
        """Action items by session date; of some notes or ids only, if given."""
        with self._db.read() as connection:
            rows = connection.execute(_selection("action", note_ids, ids)).all()
        return [ActionRow(**_standing_of(row), action=_action(row)) for row in rows]

    def set_aside_counts(self, *, note_ids: Sequence[str] | None = None) -> dict[tuple[str, str], int]:
        """(kind, rule) -> how many drafts were not kept; of some notes only, if given."""
        counted = select(set_aside.c.kind, set_aside.c.rule, func.count()).group_by(set_aside.c.kind, set_aside.c.rule)
        if note_ids is not None:
            counted = counted.where(set_aside.c.note_id.in_(note_ids))
        with self._db.read() as connection:
            return {(kind, rule): count for kind, rule, count in connection.execute(counted)}

    def decide(self, item_id: str, decision: str, by_ref: str | None, at: datetime) -> None:
        """Record approve, reject or defer in place of an earlier decision; `undo` takes it back."""
        if decision not in DECISIONS:
            raise BadInput(f"A decision is one of {', '.join(DECISIONS)}.")
        with self._db.write() as connection:
            _must_exist(connection, item_id)
            connection.execute(delete(decisions).where(decisions.c.item_id == item_id))
            if decision != "undo":
                row = {"item_id": item_id, "decision": decision, "by_ref": by_ref, "at": at.isoformat()}
                connection.execute(insert(decisions).values(**row))

    def decided_by(self, item_id: str) -> str | None:
        """Whose decision stands; None: the operator's, or nobody's."""
        with self._db.read() as connection:
            return connection.scalar(select(decisions.c.by_ref).where(decisions.c.item_id == item_id))

    def set_state(
        self,
        item_id: str,
        state: State,
        level: Level | None = None,
        *,
        reason: str | None = None,
        mentor_released: bool | None = None,
        previewed_on: date | None = None,
    ) -> None:
        """Move an item to a state; what is None stays as it is, but the reason is always replaced."""
        given = {"level": level, "mentor_released": mentor_released, "previewed_on": previewed_on}
        changed = {name: value for name, value in given.items() if value is not None}
        with self._db.write() as connection:
            _must_exist(connection, item_id)
            connection.execute(update(items).where(items.c.id == item_id).values(state=state, reason=reason, **changed))

    def set_words(self, item_id: str, text: str, *, previewed_on: date) -> None:
        """The mentor's own words in place of an engine's: what she released before were others."""
        words = {"text": text, "softened": True, "mentor_released": False, "previewed_on": previewed_on}
        with self._db.write() as connection:
            _must_exist(connection, item_id)
            connection.execute(update(items).where(items.c.id == item_id).values(**words))

    def set_about_person(self, item_id: str, about_person: bool) -> None:  # noqa: FBT001 - the one thing it sets
        """Whether it says something of the mentee as a person, after its words changed."""
        with self._db.write() as connection:
            _must_exist(connection, item_id)
            connection.execute(update(items).where(items.c.id == item_id).values(about_person=about_person))

    def patterns(self) -> list[Pattern]:
        """All patterns by id; members in order of their ids."""
        with self._db.read() as connection:
            rows = connection.execute(select(patterns).order_by(patterns.c.id)).all()
            members = connection.execute(select(pattern_items).order_by(pattern_items.c.item_id)).all()
        return [
            Pattern(row.id, row.title, row.theme, tuple(m.item_id for m in members if m.pattern_id == row.id))
            for row in rows
        ]

    def replace_patterns(self, found: Sequence[Pattern]) -> None:
        """The patterns of this home, in place of the earlier ones."""
        with self._db.write() as connection:
            connection.execute(delete(patterns))
            for pattern in found:
                connection.execute(insert(patterns).values(id=pattern.id, title=pattern.title, theme=pattern.theme))
                rows = [{"pattern_id": pattern.id, "item_id": item} for item in dict.fromkeys(pattern.insight_ids)]
                if rows:
                    connection.execute(insert(pattern_items), rows)


def _kind(item: Insight | ActionItem) -> str:
    return "insight" if isinstance(item, Insight) else "action"


def _kept_of(old: dict[str, Any] | None, row: dict[str, Any], kept: Mapping[Any, Any]) -> dict[str, Any]:
    """What an item found again keeps of what it was; one found anew in barred words is barred like them."""
    if old is None:
        near = (one for (_, ranges), (one, _) in kept.items() if _overlap(ranges, row["evidence"]))
        barred = next((one for one in near if one["state"] in _BARRED), None)
        return {name: barred[name] for name in ("state", "reason")} if barred else {}
    if old["softened"]:
        return {name: old[name] for name in ("text", *_KEPT)}
    if old["text"] == row["text"]:
        return {name: old[name] for name in _KEPT}
    # Other words than the mentor saw: her hold and her veto stay, her release and the preview do not. Where the old
    # ones spoke of the mentee herself, a reviewer's may lie over the new ones that do too.
    barred = {name: old[name] for name in ("state", "reason")} if old["state"] in _BARRED else {}
    return {**barred, "about_person": row["about_person"] or old["about_person"]}


def _overlap(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> bool:
    pieces = list(other)
    return any(start < end_ and start_ < end for start, end in one for start_, end_ in pieces)


def _ranges(evidence: Iterable[Evidence]) -> tuple[tuple[int, int], ...]:
    return tuple((one.start, one.end) for one in evidence)


def _row_of(item: Insight | ActionItem, provenance: Provenance, at: datetime, *, about_person: bool) -> dict[str, Any]:
    own: dict[str, Any]
    if isinstance(item, Insight):
        own = {"kind": "insight", "text": item.statement, "theme": item.theme, "direction": item.direction}
    else:
        own = {"kind": "action", "text": item.task, "owner": item.owner, "due": item.due, "status": item.status}
    shared = {name: getattr(item, name) for name in ("id", "note_id", "confidence", "engine")}
    made_by = {name: getattr(provenance, name) for name in Provenance.__dataclass_fields__}
    return {
        **own, **shared, **made_by,
        "evidence": _ranges(item.evidence), "about_person": about_person, "mentor_released": False,
        "state": "drafted", "level": "pair", "made_at": at.isoformat(),
    }  # fmt: skip


def _standing(connection: Connection, note_id: str) -> dict[tuple[str, Any], tuple[dict[str, Any], Any]]:
    """(kind, evidence ranges) -> what the item was, and its decision."""
    rows = connection.execute(select(items).where(items.c.note_id == note_id)).all()
    ids = [row.id for row in rows]
    made = connection.execute(select(decisions).where(decisions.c.item_id.in_(ids))).mappings().all()
    by_item = {one["item_id"]: dict(one) for one in made}
    return {
        (row.kind, tuple((start, end) for start, end in row.evidence)): (
            {name: getattr(row, name) for name in ("id", "text", *_KEPT)},
            by_item.get(row.id),
        )
        for row in rows
    }


def _selection(kind: str, note_ids: Sequence[str] | None, ids: Sequence[str] | None) -> Select[Any]:
    wanted = (
        select(
            items, decisions.c.decision, notes.c.program, notes.c.pair, notes.c.session_date,
            notes.c.mentor_ref, notes.c.mentee_ref, notes.c.text.label("note_text"),
            outcomes.c.status.label("became"),
        )
        .join(notes, notes.c.note_id == items.c.note_id)
        .outerjoin(decisions, decisions.c.item_id == items.c.id)
        .outerjoin(outcomes, outcomes.c.item_id == items.c.id)
        .where(items.c.kind == kind)
        .order_by(notes.c.session_date, items.c.note_id, items.c.id)
    )  # fmt: skip
    if note_ids is not None:
        wanted = wanted.where(items.c.note_id.in_(note_ids))
    return wanted if ids is None else wanted.where(items.c.id.in_(ids))


def _standing_of(row: Row[Any]) -> dict[str, Any]:
    names = [name for name in ItemRow.__dataclass_fields__ if name != "provenance"]
    made_by = Provenance(*(getattr(row, name) for name in Provenance.__dataclass_fields__))
    return {**{name: getattr(row, name) for name in names}, "provenance": made_by}


def _evidence(row: Row[Any]) -> tuple[Evidence, ...]:
    return tuple(Evidence(row.note_text[start:end], start, end) for start, end in row.evidence)


def _insight(row: Row[Any]) -> Insight:
    return Insight(row.id, row.note_id, row.text, row.theme, row.direction, row.confidence, _evidence(row), row.engine)


def _action(row: Row[Any]) -> ActionItem:
    became = row.became or row.status
    return ActionItem(
        row.id, row.note_id, row.text, row.owner, row.due, row.confidence, _evidence(row), row.engine, became
    )  # fmt: skip


def _must_exist(connection: Connection, item_id: str) -> None:
    if connection.scalar(select(items.c.id).where(items.c.id == item_id)) is None:
        raise NotFound("There is no item of that id in this home.")

"""What one reader may see now: decided by the rules of mentoring.consent, asked for anew at every read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentoring.consent.patterns import ShownPattern, visible_patterns
from mentoring.consent.reports import may_read_report
from mentoring.consent.support import Published
from mentoring.consent.visibility import Reader, Rules, Shown, visible
from mentoring.records import Caller
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.outcomes import Outcome
from mentoring.store.reviews import Reviewed
from mentoring.store.standing import standings
from service.callers import caller_for, on_behalf, require
from service.stages import documents
from service.stages.taking import gate_of
from service.wiring import App

_UNTOUCHED = Reviewed()


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything one reader may see, and nothing else."""

    insights: tuple[InsightRow, ...]
    actions: tuple[ActionRow, ...]
    patterns: tuple[ShownPattern, ...]
    shown: Mapping[str, Shown]
    """How much of each item, by its id."""
    held_back: str | None
    outcomes: Mapping[str, Outcome]
    """What became of the action items among them, by item id."""
    readable_reports: frozenset[str]
    """Action items whose later report this reader may read word for word."""
    published: Mapping[str, Published]
    """Figures told about patterns, to be remembered until the next digest."""
    reviewed: Mapping[str, Reviewed]
    """What reviewers did to the items among them, by id."""
    held_by_rule: Mapping[str, int]
    """How many pairs have something held back by a rule, in steps of k; rules that single nobody out."""

    def reviewed_of(self, item_id: str) -> Reviewed:
        """What reviewers did to one item; where it reached everybody, it stands as it was released."""
        if self.shown[item_id].relation == "organisation":
            return _UNTOUCHED
        return self.reviewed.get(item_id, _UNTOUCHED)

    def insight_json(self, row: InsightRow) -> dict[str, Any]:
        """One insight as this reader may see it."""
        quoted = self.shown[row.insight.id].quote
        return documents.versioned(documents.insight(row, self.reviewed_of(row.insight.id), quoted=quoted))

    def action_json(self, row: ActionRow) -> dict[str, Any]:
        """One action item as this reader may see it."""
        quoted = self.shown[row.action.id].quote
        return documents.versioned(documents.action(row, self.reviewed_of(row.action.id), quoted=quoted))

    def report_json(self, row: ActionRow) -> dict[str, Any] | None:
        """Where it was said what became of an action item, with the words if this reader may read them."""
        outcome = self.outcomes.get(row.action.id)
        if outcome is None:
            return None
        return documents.report(outcome, quoted=row.action.id in self.readable_reports)


def see(
    app: App,
    caller: Caller,
    *,
    organisation: bool = False,
    export: bool = False,
    previous: Mapping[str, Published] | None = None,
) -> Seen:
    """What the caller may see; `organisation`: only what reached everybody, whoever asks."""
    rules = rules_of(app)
    reader = Reader(None, frozenset()) if organisation else reader_as(app, caller)
    insights, actions = app.store.items.insights(), app.store.items.actions()
    standing = standings(app.store, gate_of(app), [*insights, *actions])
    items = visible(standing, reader, app.today, rules, export=export)
    shown = {one.id: one for one in items.items}
    patterns = visible_patterns(app.store.items.patterns(), standing, reader, app.today, rules, previous=previous)
    outcomes = {id_: one for id_, one in app.store.outcomes.all().items() if id_ in shown}
    return Seen(
        insights=tuple(row for row in insights if row.insight.id in shown),
        actions=tuple(row for row in actions if row.action.id in shown),
        patterns=patterns.shown,
        shown=shown,
        outcomes=outcomes,
        readable_reports=frozenset(
            id_ for id_, one in outcomes.items() if may_read_report(shown[id_], one.found_on, app.today, rules)
        ),
        held_back=_held_back(items.held_back),
        published=patterns.published,
        reviewed={id_: one for id_, one in app.store.reviews.all().items() if id_ in shown},
        held_by_rule=items.held_by_rule,
    )


def reader_of(app: App, caller: Caller, person: str | None) -> Caller:
    """Whose view is asked for: one's own, that of an executive one acts for, or, for the operator, anybody's."""
    if person is None or person == caller.person_id:
        return caller
    if caller.is_operator:
        require(caller, "lead")
        return caller_for(app, person)
    return on_behalf(app, caller, person)


def rules_of(app: App) -> Rules:
    """The figures of the rules as this home is configured."""
    return Rules(k=app.settings.min_support, preview_days=app.settings.preview_days, everything=app.store.is_scratch)


def reader_as(app: App, caller: Caller) -> Reader:
    """The caller as the rules of visibility know her."""
    leads = caller.programs if "lead" in caller.roles else frozenset[str]()
    whole = "executive" in caller.roles or "lead" in caller.roles
    delegate = app.store.people.ref_of(caller.delegate_id) if caller.delegate_id else None
    return Reader(app.ref(caller), leads, organisation=whole, delegate_ref=delegate)


def _held_back(count: int | None) -> str | None:
    """Others may know that something was held back, and how much only in steps."""
    if count is None:
        return None
    return f"{count // 5 * 5} or more" if count >= 5 else "something"

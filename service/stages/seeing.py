"""What one reader may see now: decided by the rules of mentoring.consent, asked for anew at every read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from mentoring.consent.patterns import EVERYBODY, ShownPattern, VisiblePatterns, patterns_beside, visible_patterns
from mentoring.consent.reports import may_read_report
from mentoring.consent.visibility import Reader, Rules, Shown, Standing, visible
from mentoring.errors import NotFound
from mentoring.records import Caller, Pattern
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.outcomes import Outcome
from mentoring.store.placed import Placed
from mentoring.store.reviews import Reviewed
from mentoring.store.standing import standings
from service.callers import caller_for, on_behalf, require
from service.stages import documents, published
from service.stages.taking import gate_of
from service.wiring import App

_UNTOUCHED = Reviewed()
Row = InsightRow | ActionRow


@dataclass(frozen=True)
class Seen:
    """Everything one reader may see, and nothing else. Words are read when they are asked for, of those items alone."""

    app: App
    shown: Mapping[str, Shown]
    """How much of each item, by its id."""
    placed: tuple[Placed, ...]
    """Where these items stand, by session date."""
    held_back: str | None
    held_by_rule: Mapping[str, int]
    """How many pairs have something held back by a rule, in steps of k; rules that single nobody out."""
    standing: Sequence[Standing]
    """Of all items, for what counts people without telling of any."""
    reader: Reader
    audience: str
    """Under which name it is kept what this reader was told of patterns."""

    @cached_property
    def insights(self) -> tuple[InsightRow, ...]:
        """All insights among them, with their words."""
        return tuple(row for row in self.app.store.items.insights() if row.insight.id in self.shown)

    @cached_property
    def actions(self) -> tuple[ActionRow, ...]:
        """All action items among them, with their words."""
        return tuple(row for row in self.app.store.items.actions() if row.action.id in self.shown)

    def of_kind(self, kind: Literal["insight", "action"]) -> list[Placed]:
        """Those of one kind, without their words."""
        return [one for one in self.placed if one.kind == kind]

    def rows(self, ids: Collection[str]) -> dict[str, Row]:
        """Some of them with their words, by id; what was erased meanwhile is left out."""
        insights, actions = ([one for one in ids if self._kinds.get(one) == kind] for kind in ("insight", "action"))
        items, found = self.app.store.items, dict[str, Row]()
        if insights:
            found |= {row.insight.id: row for row in items.insights(ids=insights)}
        if actions:
            found |= {row.action.id: row for row in items.actions(ids=actions)}
        return found

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {one.id: one.kind for one in self.placed}

    def row(self, item_id: str) -> Row:
        """One of them with its words; NotFound for what she may not see."""
        found = self.rows([item_id]).get(item_id)
        if found is None:
            raise NotFound("There is no such item that you may decide.")
        return found

    @cached_property
    def patterns(self) -> tuple[ShownPattern, ...]:
        """What several pairs said, with figures that differ from those told before by nobody or by several people.

        Whichever page asks: the figures are remembered before they leave.
        """
        with self.app.store.reading():
            found = self.app.store.items.patterns()
            if self.app.store.is_scratch:
                return self._told(found, self.reader, {}).shown
            everybody = self._told(found, EVERYBODY, published.last_told(self.app, published.ORGANISATION))
            self._remember(published.ORGANISATION, everybody)
            if self.audience == published.ORGANISATION:
                return everybody.shown
            hers = patterns_beside(
                everybody.published, found, self.standing, self.reader, self.app.today, rules_of(self.app),
                previous=published.last_told(self.app, self.audience), seen=self.shown,
            )  # fmt: skip
            self._remember(self.audience, hers)
        return hers.shown

    def _told(self, found: Sequence[Pattern], reader: Reader, before: published.Told) -> VisiblePatterns:
        rules = rules_of(self.app)
        return visible_patterns(found, self.standing, reader, self.app.today, rules, previous=before, seen=self.shown)

    def _remember(self, audience: str, told: VisiblePatterns) -> None:
        app = self.app
        app.store.after_reading(lambda: published.remember(app, audience, told.published))

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What became of the action items among them, by item id."""
        return {id_: one for id_, one in self.app.store.outcomes.all().items() if id_ in self.shown}

    @cached_property
    def reviewed(self) -> Mapping[str, Reviewed]:
        """What reviewers did to the items among them, by id."""
        return {id_: one for id_, one in self.app.store.reviews.all().items() if id_ in self.shown}

    def reviewed_of(self, item_id: str) -> Reviewed:
        """What reviewers did to one item; where it reached everybody, it stands as it was released."""
        if self.shown[item_id].relation == "organisation":
            return _UNTOUCHED
        return self.reviewed.get(item_id, _UNTOUCHED)

    def json(self, row: Row) -> dict[str, Any]:
        """One item as this reader may see it."""
        return self.insight_json(row) if isinstance(row, InsightRow) else self.action_json(row)

    def insight_json(self, row: InsightRow) -> dict[str, Any]:
        """One insight as this reader may see it."""
        quoted = self.shown[row.insight.id].quote
        return documents.versioned(documents.insight(row, self.reviewed_of(row.insight.id), quoted=quoted))

    def action_json(self, row: ActionRow) -> dict[str, Any]:
        """One action item as this reader may see it."""
        quoted = self.shown[row.action.id].quote
        return documents.versioned(documents.action(row, self.reviewed_of(row.action.id), quoted=quoted))

    def report_json(self, item_id: str) -> dict[str, Any] | None:
        """Where it was said what became of an action item, with the words if this reader may read them."""
        outcome = self.outcomes.get(item_id)
        if outcome is None:
            return None
        rules, today = rules_of(self.app), self.app.today
        return documents.report(outcome, quoted=may_read_report(self.shown[item_id], outcome.found_on, today, rules))


def see(
    app: App,
    caller: Caller,
    *,
    organisation: bool = False,
    export: bool = False,
) -> Seen:
    """What the caller may see; `organisation`: only what reached everybody, whoever asks."""
    with app.store.reading():
        reader = EVERYBODY if organisation else reader_as(app, caller)
        standing = standings(app.store, gate_of(app))
        items = visible(standing, reader, app.today, rules_of(app), export=export)
        shown = {one.id: one for one in items.items}
        every = app.store.placed.now().items.values()
    return Seen(
        app=app,
        shown=shown,
        placed=tuple(one for found in every for one in found if one.id in shown),
        held_back=_held_back(items.held_back),
        held_by_rule=items.held_by_rule,
        standing=standing,
        reader=reader,
        audience=published.ORGANISATION if organisation else published.audience_of(app, caller),
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
    k = max(app.settings.min_support, app.store.programmes.k())  # people of a programme may have been promised more
    return Rules(k=k, preview_days=app.settings.preview_days, everything=app.store.is_scratch)


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

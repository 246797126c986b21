"""The weekly digest: what one reader may see of one ISO week, ranked and cut to five minutes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from extractor.digest import Digest, Sourced, compose
from extractor.titles import is_named
from extractor.weeks import days_of, week_before, week_of
from mentoring.consent.patterns import ShownPattern
from mentoring.programme.accountability import STEPS
from mentoring.records import Caller
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.placed import Placed
from service.callers import require
from service.requests import MakeDigest
from service.stages import documents, published
from service.stages.published import ORGANISATION
from service.stages.seeing import Seen, reader_of, see
from service.wiring import App


def make(app: App, caller: Caller, request: MakeDigest, *, export: bool = False) -> dict[str, Any]:
    """One week for one reader, kept as it was told; `export`: without words that may not leave Upwell."""
    reader = reader_of(app, caller, request.reader)
    audience = audience_of(app, reader, request)
    if audience == ORGANISATION:
        require(caller, "executive", "lead")
    with app.store.reading():
        made, body = _made(app, reader, request.week, audience, export=export)
    if app.store.digests.get(request.week, audience) != body:
        # Made anew with the database held: what was erased since it was read must not be kept with the digest.
        with app.store.transaction():
            made, body = _made(app, reader, request.week, audience, export=export)
            app.store.digests.save(request.week, audience, body, app.now())
    return made


def _made(app: App, reader: Caller, week: str, audience: str, *, export: bool) -> tuple[dict[str, Any], str]:
    """The digest of this moment, and what is kept of it."""
    seen = see(app, reader, organisation=audience == ORGANISATION, export=export)
    made = document(week, reader, seen, bands_told(app, week, audience))
    return made, json.dumps({"document": made}, ensure_ascii=False)


def audience_of(app: App, reader: Caller, request: MakeDigest) -> str:
    """Under which name this reader's digests are kept: everybody's, the operator's or a person's reference."""
    return ORGANISATION if request.reader is None and not request.own else published.audience_of(app, reader)


def bands_told(app: App, week: str, audience: str) -> dict[str, list[int]]:
    """Pattern title -> how wide its bands were in this audience's last digests, oldest first.

    Only what was published already: a trend drawn from it tells nothing that a digest did not.
    """
    told: dict[str, list[int]] = {}
    for body in app.store.digests.before(week, audience, limit=5):
        for pattern in json.loads(body)["document"]["patterns"]:
            told.setdefault(pattern["title"], []).append(_width(pattern["support_band"]))
    return told


def _width(band: str) -> int:
    return ("1-2", "3-5", "6-10", "more").index(band) + 1


def document(week: str, reader: Caller, seen: Seen, told: Mapping[str, list[int]] | None = None) -> dict[str, Any]:
    """The contract's digest; `told`: bands of earlier digests, by title."""
    first, last = days_of(week)
    in_week = [one for one in seen.placed if first <= one.session_date <= last]
    rows = seen.rows([one.id for one in in_week])
    insights = [one for one in rows.values() if isinstance(one, InsightRow)]
    actions = [one for one in rows.values() if isinstance(one, ActionRow)]
    earlier = [one for one in seen.of_kind("action") if one.session_date < first]
    found = [one for one in seen.patterns if rows.keys() & set(one.pattern.insight_ids)]
    patterns = sorted((one for one in found if is_named(one.pattern.title)), key=_plainest)
    digest = compose(
        week,
        [Sourced(row.insight, row.pair) for row in insights if row.decision != "reject"],
        [Sourced(row.action, row.pair) for row in actions if row.decision != "reject"],
        [one.pattern for one in patterns],
    )
    return {
        "week": week,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "for": reader.person_id,
        **_items(digest, insights, actions, seen),
        "learning": dict(Counter(row.insight.direction for row in insights if row.decision != "reject")),
        "patterns": [_trending(documents.pattern(one), told or {}) for one in patterns],
        "follow_up": _follow_up(earlier, week, seen),
        "held_back": seen.held_back,
        "quiet": _why_quiet(first, seen),
        "more": {"insights": digest.more_insights, "actions": digest.more_actions},
        "unknown": [
            *_unknown([one for one in in_week if one.kind == "action" and one.decision != "reject"], seen),
            *_unnamed(len(found) - len(patterns)),
        ],
    }


def _why_quiet(first: date, seen: Seen) -> str | None:
    """Why a week that begins then may hold nothing; told from what the reader may see, so of nobody else's sessions."""
    if first > seen.app.today:
        return "to-come"
    return None if seen.placed or seen.held_back else "no-notes"


def _plainest(one: ShownPattern) -> tuple[int, bool, str]:
    """Widest support first, then titles that are sentences before those that are bare words."""
    sentence = one.pattern.title.partition(": ")[2][:1].isupper()
    return -_width(one.support_band), not sentence, one.pattern.title


def _trending(pattern: dict[str, Any], told: Mapping[str, list[int]]) -> dict[str, Any]:
    return {**pattern, "trend": [*told.get(pattern["title"], []), _width(pattern["support_band"])]}


def weeks(seen: Seen) -> list[dict[str, Any]]:
    """ISO weeks that hold something, newest first."""
    insights, actions = (
        Counter(week_of(one.session_date) for one in seen.of_kind(kind)) for kind in ("insight", "action")
    )
    return [
        {
            "week": week,
            "first_day": days_of(week)[0].isoformat(),
            "last_day": days_of(week)[1].isoformat(),
            "insights": insights[week],
            "actions": actions[week],
        }
        for week in sorted(set(insights) | set(actions), reverse=True)
    ]


def _items(
    digest: Digest, insights: Sequence[InsightRow], actions: Sequence[ActionRow], seen: Seen
) -> dict[str, list[dict[str, Any]]]:
    by_insight = {row.insight.id: row for row in insights}
    by_action = {row.action.id: row for row in actions}
    return {
        "insights": [seen.insight_json(by_insight[one.item.id]) for one in digest.insights],
        "actions": [seen.action_json(by_action[one.item.id]) for one in digest.actions],
    }


def _follow_up(earlier: Sequence[Placed], week: str, seen: Seen) -> dict[str, Any]:
    """What became of earlier actions that nobody rejected: counts, the items reported on this week, then last week's.

    `overdue`: of the open ones, those whose day is over today; `late` is done, but after its day.
    """
    kept = [one for one in earlier if one.decision != "reject"]
    stand = [documents.standing(one, seen.reviewed_of(one.id)) for one in kept]
    counts = Counter(one["status"] for one in stand)
    steps = Counter(documents.progress(one, seen.reviewed_of(one.id), one.decision)["step"] for one in kept)
    today = seen.app.today.isoformat()
    told = {id_ for id_, one in seen.outcomes.items() if week_of(one.session_date) == week}
    reported = [one for one in kept if one.id in told]
    recent = [one for one in kept if one.id not in told and week_of(one.session_date) == week_before(week)]
    rows = seen.rows([one.id for one in (*reported, *recent)])
    return {
        **{status: counts[status] for status in ("done", "late", "missed", "open")},
        "overdue": sum(one["status"] == "open" and (one["due"] or today) < today for one in stand),
        "steps": {step: steps[step] for step in STEPS},
        "items": [
            {
                "id": one.id,
                "task": seen.json(rows[one.id])["task"],
                **documents.standing(one, seen.reviewed_of(one.id)),
                **documents.progress(one, seen.reviewed_of(one.id), one.decision),
                "report": seen.report_json(one.id),
            }
            for one in (*reported, *recent)
            if one.id in rows
        ],
    }


def _unnamed(count: int) -> list[str]:
    """Patterns that nobody could read: their members share no word that may stand above the programme."""
    said = "group of like insights shares" if count == 1 else "groups of like insights share"
    return [f"{count} more {said} no word that could be a title."] if count else []


def _unknown(actions: Sequence[Placed], seen: Seen) -> list[str]:
    """What a reader would otherwise have to notice herself."""
    stand = [documents.standing(one, seen.reviewed_of(one.id)) for one in actions]
    undated = sum(one["due"] is None for one in stand)
    nobody = sum(one["owner"] == "unassigned" for one in stand)
    found = []
    if undated:
        found.append(f"{undated} of {len(actions)} action items came without a date.")
    if nobody:
        found.append(f"{nobody} of {len(actions)} action items have no owner.")
    return found

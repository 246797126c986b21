"""How things moved, as points to draw: only what may be told anyway, and nothing that fewer than k people make up.

Patterns by what this reader was told in her digests; follow-through and standing of actions by the rows of her own
board; consents, for leads, by the register.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from extractor.weeks import days_of, week_of
from mentoring.consent.support import support
from mentoring.records import Caller, Consent
from mentoring.store.items import ActionRow
from service.callers import leads
from service.requests import MakeDigest
from service.stages import digesting, tracking
from service.stages.seeing import Seen, rules_of
from service.wiring import App

WEEKS = 26
"""Half a year is drawn."""
_ANY_WEEK = "9999-W53"


def trends(app: App, caller: Caller, seen: Seen) -> dict[str, Any]:
    """Points of every chart; an empty list where fewer than k stand behind it."""
    rows = [row for row in seen.actions if row.decision != "reject"]
    stand = {row.action.id: tracking.column_of(seen.action_json(row), app.today) for row in rows}
    k = rules_of(app).k
    return {
        "patterns": _patterns(app, caller, seen),
        "follow_through": _by_month(seen, rows, stand, k),
        "standing": _standing(seen, rows, stand, k),
        "consents": _consents(app, caller, k),
    }


def _patterns(app: App, caller: Caller, seen: Seen) -> list[dict[str, Any]]:
    """What she may see now, with the bands her own digests told, by week."""
    titles = {one.pattern.id: one.pattern for one in seen.patterns}
    audience = digesting.audience_of(app, caller, MakeDigest("", own=True))
    points: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for body in app.store.digests.before(_ANY_WEEK, audience, limit=WEEKS):
        document = json.loads(body)["document"]
        for one in document["patterns"]:
            day = days_of(document["week"])[0].isoformat()
            points[one["id"]].append({"day": day, "band": one["support_band"]})
    return [
        {"title": pattern.title, "theme": pattern.theme, "points": points[id_]}
        for id_, pattern in sorted(titles.items(), key=lambda one: one[1].title)
        if points[id_]
    ]


def _by_month(seen: Seen, rows: Collection[ActionRow], stand: dict[str, str], k: int) -> list[dict[str, Any]]:
    """Of the actions due in a month, how many were done."""
    months: defaultdict[str, list[ActionRow]] = defaultdict(list)
    for row in rows:
        due = seen.action_json(row)["due"]
        if due is not None and stand[row.action.id] in ("done", "late"):
            months[due[:7]].append(row)
    return [
        {"month": month, "done": sum(stand[row.action.id] == "done" for row in found), "judged": len(found)}
        for month, found in sorted(months.items())
        if _may_tell(seen, found, k)
    ]


def _standing(seen: Seen, rows: Collection[ActionRow], stand: dict[str, str], k: int) -> list[dict[str, Any]]:
    if not _may_tell(seen, rows, k):
        return []
    counts = Counter(stand.values())
    return [{"standing": name, "actions": counts[name]} for name in tracking.COLUMNS]


def _may_tell(seen: Seen, rows: Collection[ActionRow], k: int) -> bool:
    """Whether k stand behind them on either side, or all are of her own pair, who knows them."""
    own = all(seen.shown[row.action.id].relation in ("mentor", "mentee") for row in rows)
    return bool(rows) and (own or support({(row.mentor_ref, row.mentee_ref) for row in rows}) >= k)


def _consents(app: App, caller: Caller, k: int) -> list[dict[str, Any]]:
    """For leads: people whose consent was in force at the end of each week, from k people on."""
    given = [one for one in app.store.consents.current() if one.given is not None and leads(caller, one.program)]
    if not given:
        return []
    first = max(min(one.given for one in given if one.given), app.today - timedelta(weeks=WEEKS))
    days = [days_of(week_of(first))[1] + timedelta(weeks=n) for n in range(WEEKS + 1)]
    counted = [(day, len({one.person_ref for one in given if _holds(one, day)})) for day in days if day <= app.today]
    return [{"day": day.isoformat(), "people": people} for day, people in counted if people >= k]


def _holds(one: Consent, day: date) -> bool:
    begun = one.given is not None and one.given <= day
    ended = one.withdrawn is not None and one.withdrawn <= day
    return begun and not ended and (one.expires is None or one.expires >= day)

"""The card for a pair's next session: what of its own both of the two may see, and nothing that one of them may not."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from mentoring.errors import NotAllowed
from mentoring.programme.pairs import OVER
from mentoring.programme.prep import Thread, questions
from mentoring.records import Caller, words
from mentoring.redaction.render import humanise
from mentoring.store.items import ActionRow, InsightRow
from service.callers import caller_for
from service.prep_requests import PrintPrep
from service.stages import aiming, pairing, tracking
from service.stages.pairing import Place
from service.stages.seeing import Seen, see
from service.wiring import App

QUIET = timedelta(weeks=6)
"""A goal that no session bore on for so long has not moved."""
ACTION_WHY = {"late": "its day is over", "due": "due soon", "open": "not yet done"}


def card(app: App, caller: Caller, program: str, pair: str) -> dict[str, Any]:
    """Three questions; NotAllowed for whoever is none of the two."""
    with app.store.reading():
        here = _own(app, caller, program, pair)
        threads, _ = _threads(app, here)
    return {"program": program, "pair": pair, "questions": [asdict(one) for one in questions(threads)]}


def hand_out(app: App, caller: Caller, request: PrintPrep) -> dict[str, Any]:
    """The card, remembered for the notes whose items are on it."""
    with app.store.transaction():  # nobody withdraws between what is read and what is remembered of it
        here = _own(app, caller, request.program, request.pair)
        threads, notes = _threads(app, here)
        asked = questions(threads)
        held = sorted({notes[one.id] for one in threads if one.id in notes and one.about in {q.about for q in asked}})
        if request.file is None:
            app.store.artifacts.handed_out("prep-card", "download", held, app.now())
        else:
            app.store.artifacts.wrote(request.file, "prep-card", held, app.now())
        app.store.audit.append("prep-out", actor_ref=app.ref(caller), at=app.now(), details={"notes": len(held)})
    return {"program": request.program, "pair": request.pair, "questions": [asdict(one) for one in asked]}


def _own(app: App, caller: Caller, program: str, pair: str) -> Place:
    here = pairing.place(app, caller, program, pair)
    if here.met == "lead":
        raise NotAllowed("Only the two of a pair read what their next session may take up.")
    return here


def _threads(app: App, here: Place) -> tuple[list[Thread], dict[str, str]]:
    """What is unfinished, and of which note each item is."""
    both = [seen for ref in (here.pair.mentor_ref, here.pair.mentee_ref) if (seen := _seen(app, ref)) is not None]
    if len(both) < 2:
        return _goals(app, None, here), {}
    seen = both[0]
    shared = [
        one.id
        for one in seen.placed
        if one.session[:2] == here.pair.key and one.id in both[1].shown and not one.about_person
    ]
    rows = [row for row in seen.rows(shared).values() if row.decision != "reject"]
    made = [_action(app, seen, row) for row in rows if isinstance(row, ActionRow)]
    made += [_insight(seen, row) for row in rows if isinstance(row, InsightRow) and row.decision == "defer"]
    made += _patterns(both, set(shared))
    found = [one for one in made if one is not None] + _goals(app, seen, here)
    return found, {one.id: one.note_id for one in seen.placed if one.id in set(shared)}


def _seen(app: App, ref: str) -> Seen | None:
    person = app.store.people.by_ref(ref)
    return see(app, caller_for(app, person.person_id)) if person else None


def _action(app: App, seen: Seen, row: ActionRow) -> Thread | None:
    one = seen.action_json(row)
    column = tracking.column_of(one, app.today)
    if column == "done":
        return None
    why = f"from your action of {words.day(one['session_date'])}, {ACTION_WHY[column]}"
    # Of what is late the newest first: what was promised last is nearest to both.
    order = f"{column != 'due'}-{date.max.toordinal() - date.fromisoformat(one['session_date']).toordinal()}"
    return Thread("late action" if column == "late" else "open action", one["id"], humanise(one["task"]), why, order)


def _insight(seen: Seen, row: InsightRow) -> Thread:
    one = seen.insight_json(row)
    why = f"from your insight of {words.day(one['session_date'])}, put off in review"
    return Thread("put off", one["id"], humanise(one["statement"]), why, one["session_date"])


def _patterns(both: list[Seen], own: set[str]) -> list[Thread]:
    """What several pairs met and this one too; only where both of the two may see it."""
    others = {one.pattern.id for one in both[1].patterns}
    return [
        Thread("pattern", one.pattern.id, one.pattern.title, "several pairs met this, yours among them", "")
        for one in both[0].patterns
        if one.pattern.id in others and own & set(one.pattern.insight_ids)
    ]


def _goals(app: App, seen: Seen | None, here: Place) -> list[Thread]:
    found = []
    tied = aiming.goals_json(app, seen, [here])[here.pair.key] if seen else []
    moved = {goal["id"]: max((item["session_date"] for item in goal["items"]), default="") for goal in tied}
    for goal in app.store.pairs.goals([here.pair.key])[here.pair.key]:
        since = max(moved.get(goal.id, ""), goal.set_on.isoformat() if goal.set_on else "")
        if goal.status in OVER or not since:
            continue
        if goal.status == "at risk":
            found.append(Thread("goal at risk", goal.id, goal.text, "your goal, at risk", since))
        elif goal.status == "not started":
            found.append(Thread("quiet goal", goal.id, goal.text, "your goal, not started", since))
        elif date.fromisoformat(since) + QUIET <= app.today:
            why = f"your goal, on which no session bore since {words.day(since)}"
            found.append(Thread("quiet goal", goal.id, goal.text, why, since))
    return found

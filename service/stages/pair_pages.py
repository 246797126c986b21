"""A pair on one page: charter, goals, rhythm and who answered; for the two and their leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from mentoring.programme.rhythm import Rhythm, reminder, rhythm
from mentoring.records import Caller
from mentoring.redaction.render import humanise
from mentoring.store.answered import days_held
from service.stages import aiming, own_answers, pairing
from service.stages.pairing import Place
from service.stages.seeing import Seen, see
from service.stages.taking import gate_of
from service.wiring import App

Key = tuple[str, str]
MOST_TOLD = 5
"""Statements that are listed of what went one way."""


def pages(app: App, caller: Caller, program: str | None = None) -> list[dict[str, Any]]:
    """Every pair the caller meets, by programme and name."""
    with app.store.reading():
        known = pairing.places(app, caller, program)
        seen = see(app, caller)
        goals = aiming.goals_json(app, seen, known)
        kept = rhythms(app, known)
        answered = _answered(app, known, kept)
    first = {key: one.held[0] for key, one in kept.items() if one.held}
    return [
        {
            "program": here.pair.program,
            "pair": here.pair.pair,
            "as": here.met,
            "mentor": _person(app, here.pair.mentor_ref),
            "mentee": _person(app, here.pair.mentee_ref),
            "charter": pairing.charter_json(here.pair.charter),
            "earlier": pairing.earlier(here, known, first),
            "goals": goals[here.pair.key],
            "rhythm": rhythm_json(kept[here.pair.key], app.today),
            "answered": answered[here.pair.key],
            "mine": _mine(app, caller, here),
            "survey": own_answers.survey(app, caller, here, kept[here.pair.key].held),
            "ledger": _ledger(seen, here),
        }
        for here in known
    ]


def rhythms(app: App, known: Sequence[Place], window: tuple[date, date] | None = None) -> dict[Key, Rhythm]:
    """How each pair keeps its rhythm, from sessions whose consents hold today and from what was told.

    `window`: within these days alone, as it was on the last of them.
    """
    first, last = window or (date.min, app.today)
    gate, told = gate_of(app), app.store.answered.meetings()
    sessions = app.store.placed.now().sessions.values()
    noted = [(one.program, one.pair, one.session_date) for one in sessions if "store" in gate.purposes(*one)]
    held = days_held(noted, told)
    found: dict[Key, Rhythm] = {}
    for here in known:
        off = [one.day for one in told if (one.program, one.pair) == here.pair.key and not one.held]
        days, terms = held.get(here.pair.key, set()), here.pair.charter
        begun = terms.starts or min(days, default=None)
        found[here.pair.key] = rhythm(
            [day for day in days if first <= day <= last], [day for day in off if first <= day <= last],
            starts=max(begun, first) if begun else None, ends=terms.ends, every_days=terms.every_days,
            today=min(app.today, last + timedelta(days=1)) if window else app.today,
        )  # fmt: skip
    return found


def rhythm_json(one: Rhythm, today: date) -> dict[str, Any]:
    """Presence alone: days, and a gentle word where the next session waits."""
    return {
        "held": [day.isoformat() for day in one.held], "called_off": one.called_off, "expected": one.expected,
        "missed": one.missed, "due": one.due.isoformat() if one.due else None, "waiting": one.waiting,
        "reminder": reminder(one, today),
    }  # fmt: skip


def _answered(app: App, known: Sequence[Place], kept: dict[Key, Rhythm]) -> dict[Key, dict[str, Any]]:
    """That answers were given, and by which side; never what was answered."""
    pulses, surveys = app.store.answered.pulses(), app.store.answered.surveys()
    found = {}
    for here in known:
        felt = [one for one in pulses if (one.program, one.pair) == here.pair.key]
        said = [one for one in surveys if (one.program, one.pair) == here.pair.key]
        found[here.pair.key] = {
            "sessions": len(kept[here.pair.key].held),
            "pulses": {side: sum(one.role == side for one in felt) for side in ("mentor", "mentee")},
            "surveys": {
                wave: sorted(one.role for one in said if one.wave == wave) for wave in ("initial", "mid", "post")
            },
        }
    return found


def _mine(app: App, caller: Caller, here: Place) -> list[dict[str, Any]]:
    """Her own pulses, for whoever is one of the two; nobody else reads them."""
    if here.met == "lead":
        return []
    return [
        {"day": one.day.isoformat(), "worth": one.worth, "open": one.open}
        for one in app.store.answered.pulses()
        if (one.program, one.pair) == here.pair.key and one.person_ref == app.ref(caller)
    ]


def _ledger(seen: Seen, here: Place) -> dict[str, list[str]]:
    """What one of the two taught, learned and found together with the other; of each the newest few."""
    if here.met == "lead":
        return {}
    taught = "junior_to_senior" if here.met == "mentor" else "senior_to_junior"
    found: dict[str, list[str]] = {"taught": [], "learned": [], "together": []}
    own = [one for one in seen.of_kind("insight") if one.session[:2] == here.pair.key and one.decision != "reject"]
    rows = seen.rows([one.id for one in own])
    for one in reversed([one for one in own if one.id in rows]):
        where = "together" if one.direction == "mutual" else "taught" if one.direction == taught else "learned"
        found[where].append(humanise(seen.json(rows[one.id])["statement"]))
    return {name: said[:MOST_TOLD] for name, said in found.items()}


def _person(app: App, ref: str) -> str | None:
    person = app.store.people.by_ref(ref)
    return person.person_id if person else None

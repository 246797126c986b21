"""People out of a people file as matching takes them: with clocks, whole reporting lines and those they were with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from mentoring.errors import BadInput
from mentoring.programme import match_words
from mentoring.programme.matching import Joiner, Together, last_partners, upwards
from mentoring.records import Caller
from service.matching_requests import JoinerRow, Match
from service.stages import pairing
from service.wiring import App

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


def joiners(app: App, caller: Caller, request: Match) -> list[Joiner]:
    """The people with their whole reporting line, the file's and the roster's, and with whom they were last."""
    above = _lines(app, request.people)
    last = last_partners(_together(app, caller, _called(app, request.people)))
    moment = datetime.combine(app.today, time(12))
    return [
        Joiner(
            row.id, row.side, tuple(row.offers), tuple(row.wishes), tuple(row.interests),  # type: ignore[arg-type]  # checked by its reader
            frozenset(map(match_words.language, row.languages)), _zone(row, moment), row.site, row.department,
            above.get(row.id, frozenset()), last.get(row.id, frozenset()) | frozenset(row.earlier),
        )
        for row in request.people
    ]  # fmt: skip


def _lines(app: App, rows: Sequence[JoinerRow]) -> dict[str, frozenset[str]]:
    """Everybody above each, by the file and by the roster together: a line that only one of them knows holds too."""
    lines = {row.id: row.line for row in rows}
    by_file = {row.id: row.reports_to for row in rows if row.reports_to}
    try:
        upwards(by_file)
    except ValueError as circle:
        raise BadInput(f"Line {lines[str(circle)]}: this reporting line goes round in a circle.") from None
    called = _called(app, rows)
    managers: dict[str, set[str]] = {person: {manager} for person, manager in by_file.items()}
    for one in app.store.people.all():
        if one.manager_id:
            person = called.get(one.person_id, one.person_id)
            managers.setdefault(person, set()).add(called.get(one.manager_id, one.manager_id))
    return {row.id: frozenset(_above(row.id, managers)) for row in rows}


def _above(person: str, managers: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    to_ask = [person]
    while to_ask:
        for manager in managers.get(to_ask.pop(), set()) - found:
            found.add(manager)
            to_ask.append(manager)
    return found - {person}


def _called(app: App, rows: Sequence[JoinerRow]) -> dict[str, str]:
    """person_id -> what the file calls her: her id, or the name under which the roster knows her."""
    ids = {row.id.casefold(): row.id for row in rows}
    found = {}
    for one in app.store.people.all():
        if (name := ids.get(one.person_id.casefold()) or ids.get(one.name.casefold())) is not None:
            found[one.person_id] = name
    return found


def _together(app: App, caller: Caller, called: Mapping[str, str]) -> list[Together]:
    """Pairs that are and were, of those this lead meets, by what the file calls their people."""
    found = []
    for here in pairing.places(app, caller):
        one = here.pair
        mentor, mentee = (app.store.people.by_ref(ref) for ref in (one.mentor_ref, one.mentee_ref))
        if mentor and mentee:
            ends = one.charter.ends
            runs = ends is not None and ends >= app.today
            names = [called.get(who.person_id, who.person_id) for who in (mentor, mentee)]
            found.append(Together(names[0], names[1], one.charter.starts or one.made_on, runs))
    return found


def _zone(row: JoinerRow, moment: datetime) -> float | None:
    """Hours ahead of UTC today; summer time is what the day says."""
    text = row.time_zone.strip()
    if not text:
        return None
    if match := _OFFSET.fullmatch(text):
        hours = int(match[2]) + int(match[3] or 0) / 60
        if hours <= 14:
            return -hours if match[1] == "-" else hours
    elif text.upper() in ("UTC", "GMT", "Z"):
        return 0.0
    else:
        try:
            offset = moment.replace(tzinfo=ZoneInfo(text.replace(" ", "_"))).utcoffset()
        except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
            offset = None
        if offset is not None:
            return offset.total_seconds() / 3600
    raise BadInput(f"Line {row.line}: that is no time zone; write it as Europe/Berlin or UTC+1.")

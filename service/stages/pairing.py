"""Pairs and their charters: who meets which pair, under the consents of this moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mentoring.consent.gate import ConsentGate
from mentoring.errors import BadInput, NotFound
from mentoring.programme.matching import Match
from mentoring.programme.pairs import Charter, Met, Pair, met
from mentoring.records import Caller
from service.callers import require_program
from service.programme_requests import SetCharter
from service.stages.days import day_of
from service.stages.own_words import plain
from service.stages.seeing import reader_as
from service.stages.taking import gate_of, gate_of_two
from service.wiring import App

LONGEST = 600
"""Characters of a charter's field."""
_NONE = "There is no such pair of yours whose two people both agreed to keep what concerns them."
RHYTHMS = (3, 120)
"""Fewest and most days from one session to the next."""


@dataclass(frozen=True, slots=True)
class Place:
    """A pair that the caller may see, and as what."""

    pair: Pair
    met: Met


def places(app: App, caller: Caller, program: str | None = None) -> list[Place]:
    """Pairs that both people's consents hold for today and that the caller belongs to or leads, by programme."""
    gate, reader, above = gate_of(app), reader_as(app, caller), app.store.people.lines()
    found = []
    for one in app.store.pairs.all():
        near = met(one, reader, above.get(one.mentor_ref, frozenset()))
        if near is not None and program in (None, one.program) and stands(gate, one):
            found.append(Place(one, near))
    return found


def stands(gate: ConsentGate, one: Pair) -> bool:
    """Whether both let what concerns the pair be kept."""
    sides = (one.mentor_ref, "mentor"), (one.mentee_ref, "mentee")
    return all(gate.covers(ref, role, one.pair, one.program, one.made_on) for ref, role in sides)


def must_stand(app: App, one: Pair) -> None:
    """NotFound unless both still let it be kept; ask inside the transaction that keeps something of the pair."""
    if not stands(gate_of_two(app, one.mentor_ref, one.mentee_ref), one):
        raise NotFound(_NONE)


def place(app: App, caller: Caller, program: str, pair: str) -> Place:
    """One pair, taken over from the register if nothing is kept of it yet; NotFound for whoever does not meet it."""
    if "lead" in caller.roles and not {"mentor", "executive"} & caller.roles:
        require_program(caller, program)
    known = next((one for one in places(app, caller, program) if one.pair.pair == pair), None)
    if known is not None:
        return known
    made = _of_register(app, program, pair)
    near = met(made, reader_as(app, caller), app.store.people.above(made.mentor_ref)) if made else None
    if made is None or near is None:
        raise NotFound(_NONE)
    return Place(made, near)


def charter(app: App, caller: Caller, request: SetCharter) -> dict[str, Any]:
    """Write a charter down, or parts of it anew, with its audit row."""
    require_program(caller, request.program)
    here = place(app, caller, request.program, request.pair)
    said = _said(app, here.pair.charter, request)
    if said.starts and said.ends and said.ends < said.starts:
        raise BadInput("The pair's time ends before it starts: check the two dates.")
    keep(app, caller, replace(here.pair, charter=said), "charter")
    return {"program": request.program, "pair": request.pair, "charter": charter_json(said)}


def keep(app: App, caller: Caller, one: Pair, event: str) -> None:
    """The pair and its audit row, or neither."""
    with app.store.transaction():
        must_stand(app, one)
        app.store.pairs.keep(one, app.now())
        accepted = _accepted(app, one)
        if accepted is not None:
            app.store.matches.drop(accepted)
        app.store.audit.append(event, actor_ref=app.ref(caller), at=app.now())


def charter_json(one: Charter) -> dict[str, Any]:
    """As it is told to both and to their leads."""
    days = {name: value.isoformat() if (value := getattr(one, name)) else None for name in ("starts", "ends")}
    return {
        "project": one.project, "ground_rules": one.ground_rules, "rationale": one.rationale,
        **days, "every_days": one.every_days,
    }  # fmt: skip


def earlier(here: Place, known: Sequence[Place], first: Mapping[tuple[str, str], date]) -> list[dict[str, Any]]:
    """Earlier pairs of the two, of those the caller meets, oldest first: how they came round in rotations."""
    begun = here.pair.began(first.get(here.pair.key))
    found = []
    for other in known:
        before = other.pair.began(first.get(other.pair.key))
        who = {other.pair.mentor_ref, other.pair.mentee_ref} & {here.pair.mentor_ref, here.pair.mentee_ref}
        if other.pair.key != here.pair.key and who and before and begun and before < begun:
            ends = other.pair.charter.ends
            found.append({"program": other.pair.program, "pair": other.pair.pair, "starts": before.isoformat(),
                          "ends": ends.isoformat() if ends else None,
                          "side": "mentor" if here.pair.mentor_ref in who else "mentee"})  # fmt: skip
    return sorted(found, key=lambda one: str(one["starts"]))


def _said(app: App, before: Charter, request: SetCharter) -> Charter:
    given = {"starts": request.starts, "ends": request.ends}
    days = {name: day_of(text, app.today) for name, text in given.items() if text is not None}
    every = request.every_days
    if every is not None and not RHYTHMS[0] <= every <= RHYTHMS[1]:
        raise BadInput(f"A rhythm is between {RHYTHMS[0]} and {RHYTHMS[1]} days from one session to the next.")
    return Charter(
        project=_words(app, "project", request.project, before.project),
        ground_rules=_words(app, "ground rules", request.ground_rules, before.ground_rules),
        rationale=_words(app, "rationale", request.rationale, before.rationale),
        starts=days.get("starts", before.starts),
        ends=days.get("ends", before.ends),
        every_days=before.every_days if every is None else every,
    )


def _words(app: App, what: str, text: str | None, before: str) -> str:
    return before if text is None else plain(app, text, what, LONGEST)


def _of_register(app: App, program: str, pair: str) -> Pair | None:
    """The pair as the consents that hold today name its two people; None unless both do."""
    gate, who = gate_of(app), dict[str, str]()
    for one in app.store.consents.current():
        if (one.program, one.pair) == (program, pair) and gate.covers(
            one.person_ref, one.role, pair, program, app.today
        ):
            who[one.role] = one.person_ref
    if len(who) != 2:
        return None
    made = Pair(program, pair, who["mentor"], who["mentee"], Charter(), app.today)
    accepted = _accepted(app, made)
    return replace(made, charter=Charter(rationale=accepted.rationale)) if accepted else made


def _accepted(app: App, one: Pair) -> Match | None:
    """What a lead accepted of these two under this name, waiting to become their charter."""
    whole = one.program, one.pair, one.mentor_ref, one.mentee_ref
    found = (match for match in app.store.matches.all()
             if (match.program, match.pair, match.mentor_ref, match.mentee_ref) == whole)  # fmt: skip
    return next(found, None)

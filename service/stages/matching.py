"""Proposes pairs out of a people file: nothing of the file is kept, and nothing is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mentoring.errors import BadInput
from mentoring.programme import assigning, match_words
from mentoring.programme.assigning import Two
from mentoring.programme.fitting import Fitness, Phrases, fitness, phrases
from mentoring.programme.matching import WHY, Joiner, barred, by_side
from mentoring.records import Caller
from service.matching_requests import Match
from service.stages.accepted import waiting
from service.stages.joining import joiners
from service.wiring import App

MOST_HOURS = 12.0
TAKEN = "An accepted pair of this programme waits for this person's answer already: drop it first."


@dataclass(frozen=True)
class Proposal:
    """Everybody on her side, and who is put together with whom."""

    mentors: Sequence[Joiner]
    mentees: Sequence[Joiner]
    known: Phrases
    found: Fitness
    may: assigning.Allowed
    pairs: Sequence[Two]
    fixed: frozenset[Two]
    taken: Sequence[Joiner]
    """Those an accepted pair waits for."""


def proposal(app: App, caller: Caller, request: Match) -> Proposal:
    """The best pairs under the rules, around those that the lead set; BadInput where what she set breaks a rule."""
    if not 0 <= request.hours <= MOST_HOURS:
        raise BadInput(f"Clocks may be between 0 and {MOST_HOURS:g} hours apart.")
    everybody = joiners(app, caller, request)
    busy = _busy(app, caller, request.program, everybody)
    wanted = [_two(text, number) for number, text in enumerate(request.together, start=1)]
    people = _sided([one for one in everybody if one.id not in busy], wanted)
    known = phrases(people, app.embedder.embed)
    mentors, mentees = by_side(people, _preference(people, known, request.hours))
    if not mentors or not mentees:
        raise BadInput("Nobody is left to match on one of the sides: see `upwell programme accepted` for who waits.")
    found, may = fitness(mentors, mentees, known), assigning.allowed(mentors, mentees, request.hours)
    fixed = _fixed(wanted, mentors, mentees, request.hours)
    pairs = assigning.best(found.fit, may, fixed)
    pairs = _swapped(pairs, request.swap, mentors, mentees, request.hours) if request.swap else pairs
    taken = [one for one in everybody if one.id in busy]
    return Proposal(mentors, mentees, known, found, may, pairs, frozenset(fixed), taken)


def told(request: Match, made: Proposal) -> dict[str, Any]:
    """The proposal for the lead: pairs with reasons and alternatives, who is left and why, what it is compared with."""
    return {
        "program": request.program, "hours": request.hours, "people": len(request.people),
        "clocks": all(one.time_zone for one in request.people),
        "pairs": [_pair(made, two) for two in made.pairs],
        "unmatched": _unmatched(made, request.hours),
        "compared": _compared(made),
    }  # fmt: skip


def _pair(made: Proposal, two: Two) -> dict[str, Any]:
    mentor, mentee = made.mentors[two[0]], made.mentees[two[1]]
    with_whom = dict(made.pairs)
    return {
        "mentor": mentor.id, "mentee": mentee.id, "fit": _fit(made, two), "wishes": len(mentee.wishes),
        "met": int(made.found.met[two]), "fixed": two in made.fixed,
        "reasons": match_words.reasons(mentor, mentee, made.known),
        "alternatives": [
            {
                "mentor": made.mentors[row].id, "fit": _fit(made, (row, two[1])),
                "met": int(made.found.met[row, two[1]]),
                "now_with": made.mentees[with_whom[row]].id if row in with_whom else None,
                "swap": row not in with_whom or bool(made.may[two[0], with_whom[row]]),
            }
            for row in assigning.others(made.found.fit, made.may, two)
        ],
    }  # fmt: skip


def _unmatched(made: Proposal, hours: float) -> list[dict[str, Any]]:
    rows, columns = {one for one, _ in made.pairs}, {two for _, two in made.pairs}
    sides = ("mentor", made.mentors, made.mentees, rows), ("mentee", made.mentees, made.mentors, columns)
    left = [
        {"person": one.id, "side": side, "reason": match_words.left_over(one, others, hours)}
        for side, people, others, placed in sides
        for at, one in enumerate(people)
        if at not in placed
    ]
    return [*left, *({"person": one.id, "side": one.side, "reason": TAKEN} for one in made.taken)]


def _compared(made: Proposal) -> dict[str, dict[str, Any]]:
    """Beside the proposal: best pair first, and chance, which asks no rule; its figures are means of several draws."""
    draws = [_figures(made, pairs) for pairs in assigning.by_chance(made.found.fit.shape)]
    chance = {name: round(float(np.mean([one[name] for one in draws])), 3) for name in draws[0]}
    greedy = assigning.greedy(made.found.fit, made.may)
    return {"proposed": _figures(made, made.pairs), "greedy": _figures(made, greedy), "random": chance}


def _figures(made: Proposal, pairs: Sequence[Two]) -> dict[str, float]:
    """Mean fit, and of all mentees' wishes how many are met; `broken`: pairs that break a rule."""
    wishes = sum(len(one.wishes) for one in made.mentees)
    met = sum(int(made.found.met[two]) for two in pairs)
    return {
        "pairs": len(pairs), "fit": round(float(np.mean([made.found.fit[two] for two in pairs] or [0.0])), 3),
        "wishes_met": round(met / wishes, 3) if wishes else 0.0, "broken": sum(not made.may[two] for two in pairs),
    }  # fmt: skip


def _fit(made: Proposal, two: Two) -> float:
    return round(float(made.found.fit[two]), 3)


def _preference(people: Sequence[Joiner], known: Phrases, hours: float) -> dict[str, float]:
    """Of whoever would do both: the best fit as a mentor less the best as a mentee."""
    either = [one for one in people if one.side == "both"]
    if not either:
        return {}
    teach = [one for one in people if one.side != "mentee"]
    learn = [one for one in people if one.side != "mentor"]
    fit = np.where(assigning.allowed(teach, learn, hours), fitness(teach, learn, known).fit, 0.0)
    as_mentor = {one.id: float(fit[row].max(initial=0.0)) for row, one in enumerate(teach)}
    as_mentee = {one.id: float(fit[:, column].max(initial=0.0)) for column, one in enumerate(learn)}
    return {one.id: as_mentor[one.id] - as_mentee[one.id] for one in either}


def _sided(people: Sequence[Joiner], wanted: Sequence[tuple[str, str]]) -> list[Joiner]:
    """Whom the lead set on a side stays there."""
    sides = {person: side for two in wanted for person, side in zip(two, ("mentor", "mentee"), strict=True)}
    return [replace(one, side=sides[one.id]) if one.side == "both" and one.id in sides else one for one in people]  # type: ignore[arg-type]  # closed words


def _two(text: str, number: int) -> tuple[str, str]:
    mentor, sign, mentee = (part.strip() for part in text.partition("="))
    if not (mentor and sign and mentee):
        raise BadInput(f"Pair {number} that you set is none: write MENTOR=MENTEE.")
    return mentor, mentee


def _fixed(
    wanted: Sequence[tuple[str, str]], mentors: Sequence[Joiner], mentees: Sequence[Joiner], hours: float
) -> list[Two]:
    rows, columns = _places(mentors), _places(mentees)
    found: list[Two] = []
    for number, (mentor, mentee) in enumerate(wanted, start=1):
        if mentor not in rows or mentee not in columns:
            raise BadInput(f"Pair {number} that you set cannot be: name a free mentor and mentee of the file.")
        two = rows[mentor], columns[mentee]
        if any(two[0] == row or two[1] == column for row, column in found):
            raise BadInput(f"Pair {number} that you set names somebody of an earlier one: set each person once.")
        if bar := barred(mentors[two[0]], mentees[two[1]], hours):
            raise BadInput(f"Pair {number} that you set cannot be: {WHY[bar]}.", code="rule")
        found.append(two)
    return found


def _swapped(
    pairs: Sequence[Two], swap: Sequence[str], mentors: Sequence[Joiner], mentees: Sequence[Joiner], hours: float
) -> list[Two]:
    """Two mentors exchange their mentees; a mentor without one takes the other's."""
    rows, held = _places(mentors), dict(pairs)
    for number, text in enumerate(swap, start=1):
        one, other = (rows.get(name) for name in _two(text, number))
        if one is None or other is None or (one not in held and other not in held):
            raise BadInput(f"Exchange {number} names no two mentors of whom one has a mentee.")
        for row, column in ((one, held.get(other)), (other, held.get(one))):
            bar = None if column is None else barred(mentors[row], mentees[column], hours)
            if bar:
                raise BadInput(f"Exchange {number} cannot be: of one of the new pairs, {WHY[bar]}.", code="rule")
        after = {one: held.get(other), other: held.get(one)}
        held = {row: column for row, column in {**held, **after}.items() if column is not None}
    return sorted(held.items())


def _places(people: Sequence[Joiner]) -> dict[str, int]:
    return {one.id: at for at, one in enumerate(people)}


def _busy(app: App, caller: Caller, program: str, people: Sequence[Joiner]) -> set[str]:
    """Those of the file for whom an accepted pair of this programme waits."""
    held = {ref for one in waiting(app, caller, program) for ref in (one.mentor_ref, one.mentee_ref)}
    return {one.id for one in people if app.store.people.ref_of(one.id) in held} if held else set()

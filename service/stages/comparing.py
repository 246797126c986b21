"""Outcomes: counts of those who took part beside others, and how far pairs reach across departments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from mentoring.errors import BadInput
from mentoring.programme.comparison import GROUPS, MEASURES, Counted, Group, Measure, compared, crossing
from mentoring.programme.figures import batch, groups, several, share, sides
from mentoring.records import DIRECTIONS, Caller
from service.callers import leads
from service.outcome_requests import ImportOutcomes, OutcomeCount
from service.stages.pairing import Place
from service.stages.seeing import Seen, rules_of
from service.wiring import App


def bring(app: App, caller: Caller, request: ImportOutcomes) -> dict[str, Any]:
    """Each programme with k people in both groups of a measure; what is too small is refused and not kept."""
    taken: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for program in sorted({one.program for one in request.counts}):
        mine = [one for one in request.counts if one.program == program]
        kept = [one for measure in MEASURES for one in _pair_of(mine, measure, rules_of(app).k)]
        if kept:
            app.store.comparisons.keep(program, [_counted(one, app.today) for one in kept], app.now())
            people = {group: max(one.n for one in kept if one.group == group) for group in GROUPS}
            told = {"participant": people["participant"], "comparison": people["comparison"]}
            taken.append({"program": program, **told, "outside": mine[0].outside})
        else:
            reason = f"a figure needs {rules_of(app).k} people in each group, of departments that both groups have"
            refused.append({"line": 0, "pair": program, "code": "small", "reason": reason})
    app.store.audit.append("outcomes", actor_ref=app.ref(caller), at=app.now(), details={"programs": len(taken)})
    return {"taken": taken, "refused": refused}


def figures(app: App, caller: Caller, until: date) -> list[dict[str, Any]]:
    """Of the caller's programmes, as brought in by that day: each measure with n, shares, difference and interval."""
    counts = {(one.program, one.measure, one.group): one for one in app.store.comparisons.all()
              if leads(caller, one.program) and one.day <= until}  # fmt: skip
    k = rules_of(app).k
    found = []
    for program, measure in sorted({(program, measure) for program, measure, _ in counts}):
        both = [counts.get((program, measure, group)) for group in GROUPS]
        if both[0] and both[1] and min(both[0].n, both[1].n) >= k:
            one = asdict(compared(both[0], both[1]))
            found.append({**one, "day": one["day"].isoformat()})
    return found


def across(app: App, known: Sequence[Place], seen: Seen) -> list[dict[str, Any]]:
    """Of pairs whose departments the roster tells, in whole batches: how many reach across, and what flowed there."""
    above = app.store.people.lines()
    heads = frozenset(ref for chain in above.values() for ref in chain if not above.get(ref))
    told = [(here, word) for here in known
            if (word := crossing(here.pair.mentor_ref, here.pair.mentee_ref, above, heads)) is not None]  # fmt: skip
    k, found = rules_of(app).k, []
    for group in groups(sides((here.pair.program, here.pair.mentor_ref, here.pair.mentee_ref) for here, _ in told), k):
        mine = [one for one in told if one[0].pair.program in group.programs]
        inside = batch(mine, k, lambda one: one[0].pair.mentor_ref, lambda one: one[0].pair.mentee_ref)
        if not inside:
            continue
        reaching = [here for here, word in inside if word]
        found.append({"programs": list(group.programs), "pairs": len(inside), "across": len(reaching),
                      **share(len(reaching), len(inside)), "flowed": _flowed(seen, reaching, k)})  # fmt: skip
    return found


def _flowed(seen: Seen, reaching: Sequence[Place], k: int) -> dict[str, int]:
    """Insights of these pairs by direction, if k mentors and k mentees stand behind them."""
    keys = {here.pair.key for here in reaching}
    rows = [one for one in seen.of_kind("insight") if one.decision != "reject" and one.session[:2] in keys
            and seen.shown[one.id].relation == "lead"]  # fmt: skip
    behind = sides((one.session.program, one.session.mentor_ref, one.session.mentee_ref) for one in rows)
    if not several(behind.values(), k):
        return {}
    counts = Counter(one.direction for one in rows)
    return {way: counts[way] for way in DIRECTIONS}


def _pair_of(mine: Sequence[OutcomeCount], measure: str, k: int) -> list[OutcomeCount]:
    both = [one for one in mine if one.measure == measure]
    for one in both:
        if one.group not in GROUPS or not 0 <= one.yes <= one.n:
            raise BadInput("A count is of participants or of the comparison, and of no more people than there are.")
    return both if {one.group for one in both if one.n >= k} == set(GROUPS) else []


def _counted(one: OutcomeCount, day: date) -> Counted:
    return Counted(one.program, cast("Group", one.group), cast("Measure", one.measure), one.n, one.yes, day)

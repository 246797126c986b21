"""A lead's programmes at a glance: pairs by presence, and figures of several people, never of a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from mentoring.programme.change import moved
from mentoring.programme.figures import Group, Sides, batch, groups, several, share, sides
from mentoring.programme.pairs import GOAL_STATUSES
from mentoring.programme.rhythm import Rhythm
from mentoring.programme.signals import mismatched
from mentoring.programme.surveys import SIDES, WAVES, Answers
from mentoring.records import DIRECTIONS, Caller
from mentoring.redaction.render import humanise
from service.stages import answering, blocking, comparing, pair_pages, pairing, tracking
from service.stages.pairing import Place
from service.stages.seeing import Seen, rules_of, see
from service.stages.taking import gate_of
from service.wiring import App

Key = tuple[str, str]
MOST_WORDS = 12
"""Comments that are shown of a wave."""


def page(app: App, caller: Caller) -> dict[str, Any]:
    """Presence pair by pair, then figures of groups of programmes; a group with fewer than k on a side has none."""
    with app.store.reading():
        known = [here for here in pairing.places(app, caller) if here.met == "lead"]
        kept, answers = pair_pages.rhythms(app, known), answering.readable_answers(app, caller)
        pages = {(one["program"], one["pair"]): one for one in pair_pages.pages(app, caller)}
        seen = see(app, caller)
    talks = _talks(answers, rules_of(app).k)
    return {
        "today": app.today.isoformat(),
        "k": rules_of(app).k,
        "pairs": [
            {
                **{name: pages[here.pair.key][name] for name in ("program", "pair", "mentee", "rhythm", "answered")},
                "goals": dict(Counter(goal["status"] for goal in pages[here.pair.key]["goals"])),
                "talk": here.pair.key in talks,
            }
            for here in known
        ],
        **figures(app, known, kept, answers, seen),
        "blockers": blocking.figures(app, caller),
        "outcomes": comparing.figures(app, caller, app.today),
        "across": comparing.across(app, known, seen),
    }


def figures(
    app: App, known: Sequence[Place], kept: dict[Key, Rhythm], answers: Sequence[Answers], seen: Seen
) -> dict[str, Any]:
    """What may be told of several: goals, rhythm, changes of answers, comments and actions."""
    k = rules_of(app).k
    goals = app.store.pairs.goals([here.pair.key for here in known])
    # Of each figure only those pairs count that have something of it: k that have none hide nobody.
    aiming = [here for here in known if goals[here.pair.key]]
    met = [here for here in known if kept[here.pair.key].held]
    return {
        "goals": [_goals(group, aiming, goals) for group in groups(_sides(aiming), k)],
        "rhythm": [_kept(group, met, kept, k) for group in groups(_sides(met), k)],
        "surveys": [
            {**asdict(one), "programs": list(one.programs), "changes": [asdict(change) for change in one.changes]}
            for then in WAVES[1:]
            for one in moved(answers, "initial", then, k)
        ],
        "comments": _comments(app, answers, k),
        "ledger": _ledger(seen, k),
        "actions": _actions(app, seen, k),
    }


def _sides(known: Sequence[Place]) -> dict[str, Sides]:
    return sides((here.pair.program, here.pair.mentor_ref, here.pair.mentee_ref) for here in known)


def _of(group: Group, known: Iterable[Place]) -> list[Place]:
    return [here for here in known if here.pair.program in group.programs]


def _goals(group: Group, known: Sequence[Place], goals: Any) -> dict[str, Any]:
    inside = _of(group, known)
    counts = Counter(goal.status for here in inside for goal in goals[here.pair.key])
    return {"programs": list(group.programs), "pairs": len(inside), "goals": counts.total(),
            "by_status": {name: counts[name] for name in GOAL_STATUSES if counts[name]},
            **share(counts["achieved"], counts.total())}  # fmt: skip


def _kept(group: Group, known: Sequence[Place], kept: dict[Key, Rhythm], k: int) -> dict[str, Any]:
    """Sessions held, and of the spans that were expected how many had one, if k on each side agreed on a rhythm."""
    inside = [kept[here.pair.key] for here in _of(group, known)]
    timed = [here for here in _of(group, known) if kept[here.pair.key].expected]
    told = [kept[here.pair.key] for here in timed] if several(_sides(timed).values(), k) else []
    expected = sum(one.expected or 0 for one in told)
    filled = expected - sum(one.missed or 0 for one in told)
    return {"programs": list(group.programs), "pairs": len(inside), "held": sum(len(one.held) for one in inside),
            "expected": expected, "kept": filled, **share(filled, expected)}  # fmt: skip


def _talks(answers: Sequence[Answers], k: int) -> set[Key]:
    """Pairs to speak with; none while fewer than k people a side are of pairs that both answered at mid-programme."""
    by_pair: dict[Key, list[Answers]] = {}
    for one in answers:
        by_pair.setdefault((one.program, one.pair), []).append(one)
    judged = {key: word for key, said in by_pair.items() if (word := mismatched(said)) is not None}
    who = {side: {one.person_ref for key in judged for one in by_pair[key] if one.role == side} for side in SIDES}
    return {key for key, word in judged.items() if word} if several([(who["mentor"], who["mentee"])], k) else set()


def _comments(app: App, answers: Sequence[Answers], k: int) -> list[dict[str, Any]]:
    """Redacted words of a wave without whose they are: in whole batches, so that a new one does not stand alone."""
    gate = gate_of(app)
    found = []
    for wave in WAVES:
        words = [one for one in answers if one.wave == wave and answering.may_show_words(gate, one)]
        if told := batch(words, k, lambda one: one.person_ref):
            lines = sorted(humanise(one.comment) for one in told)
            found.append({"wave": wave, "n": len(told), "words": lines[:MOST_WORDS]})
    return found


def _actions(app: App, seen: Seen, k: int) -> list[dict[str, Any]]:
    """How actions stand in each group of programmes, of those this lead may see."""
    rows = [row for row in seen.actions if row.decision != "reject" and seen.shown[row.action.id].relation == "lead"]
    together = groups(sides((row.program, row.mentor_ref, row.mentee_ref) for row in rows), k)
    return [
        {
            "programs": list(group.programs),
            **_standing([one for one in rows if one.program in group.programs], app, seen),
        }
        for group in together
    ]


def _ledger(seen: Seen, k: int) -> list[dict[str, Any]]:
    """What flowed up, down and both ways: insights by direction, of those this lead may see."""
    rows = [
        one for one in seen.of_kind("insight") if one.decision != "reject" and seen.shown[one.id].relation == "lead"
    ]
    behind, found = [(row.session.program, row.session.mentor_ref, row.session.mentee_ref) for row in rows], []
    for group in groups(sides(behind), k):
        counts = Counter(row.direction for row in rows if row.session.program in group.programs)
        found.append({"programs": list(group.programs), "flowed": {way: counts[way] for way in DIRECTIONS}})
    return found


def _standing(rows: Collection[Any], app: App, seen: Seen) -> dict[str, Any]:
    columns = Counter(tracking.column_of(seen.action_json(row), app.today) for row in rows)
    judged = columns["done"] + columns["late"]
    return {"actions": len(rows), **{name: columns[name] for name in tracking.COLUMNS},
            "effect_seen": sum(seen.action_json(row)["step"] == "effect seen" for row in rows),
            "judged": judged, **share(columns["done"], judged)}  # fmt: skip

"""Pairs that a lead accepted out of a proposal: kept until both answer, begun when both agreed, dropped when not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mentoring.errors import BadInput, NotFound
from mentoring.programme import match_words
from mentoring.programme.matching import Match
from mentoring.programme.pairs import Charter, Pair, met
from mentoring.records import Caller
from mentoring.store.matches import WAIT
from service.matching_requests import AcceptMatch, BeginPair, DropMatch
from service.stages import pairing
from service.stages.own_words import plain
from service.stages.seeing import reader_as
from service.stages.taking import gate_of
from service.wiring import App

if TYPE_CHECKING:
    from service.stages.matching import Proposal

_NUMBERED = re.compile(r"(.+?)[-_ ]?(\d{1,4})")


def waiting(app: App, caller: Caller, program: str | None = None) -> list[Match]:
    """Accepted pairs of programmes the caller leads, under the consents of this moment."""
    reader, above, gate = reader_as(app, caller), app.store.people.lines(), gate_of(app)
    return [
        one
        for one in app.store.matches.all()
        if program in (None, one.program)
        and met(_pair(one), reader, above.get(one.mentor_ref, frozenset())) is not None
        and may_stand(gate, one)
    ]


def listed(app: App, caller: Caller, program: str | None) -> list[dict[str, Any]]:
    """Each with who agreed by now, and until when it waits."""
    gate = gate_of(app)
    return [
        {
            "program": one.program, "pair": one.pair, "mentor": _person(app, one.mentor_ref),
            "mentee": _person(app, one.mentee_ref), "rationale": one.rationale, "since": one.made_on.isoformat(),
            "until": (one.made_on + WAIT).isoformat(),
            "agreed": [role for ref, role in ((one.mentor_ref, "mentor"), (one.mentee_ref, "mentee"))
                       if gate.covers(ref, role, one.pair, one.program, app.today)],
        }
        for one in waiting(app, caller, program)
    ]  # fmt: skip


def accept(app: App, caller: Caller, request: AcceptMatch, made: Proposal) -> dict[str, Any]:
    """Keep the pairs, or those named, with why these two; each person becomes known, so that she can say no."""
    chosen = _chosen(request.only, made)
    words = [_rationale(app, made, two) for two in chosen]
    program = request.match.program
    with app.store.transaction():
        names = _names(app, program)
        kept = []
        for (row, column), said in zip(chosen, words, strict=True):
            refs = [app.store.people.ref_of(app.store.people.ensure(one.id).person_id)
                    for one in (made.mentors[row], made.mentees[column])]  # fmt: skip
            kept.append(Match(program, next(names), refs[0], refs[1], said, app.today))
        app.store.matches.keep(kept, app.now())
        app.store.audit.append("match", actor_ref=app.ref(caller), at=app.now(), details={"pairs": len(kept)})
    return {
        "program": program,
        "accepted": [
            {
                "pair": one.pair,
                "mentor": made.mentors[row].id,
                "mentee": made.mentees[column].id,
                "rationale": one.rationale,
            }
            for (row, column), one in zip(chosen, kept, strict=True)
        ],
    }


def begin(app: App, caller: Caller, request: BeginPair) -> dict[str, Any]:
    """The pair with its charter, once both agreed; why these two is then told to both."""
    one = _one(app, caller, request.program, request.pair)
    gate = gate_of(app)
    sides = (one.mentor_ref, "mentor"), (one.mentee_ref, "mentee")
    missing = [role for ref, role in sides if not gate.covers(ref, role, one.pair, one.program, app.today)]
    if missing:
        who = match_words.listed(missing)
        raise BadInput(f"Not yet: the {who} has yet to agree to notes of this pair being kept.", code="consent")
    here = pairing.place(app, caller, one.program, one.pair).pair
    if (here.mentor_ref, here.mentee_ref) != (one.mentor_ref, one.mentee_ref):
        raise BadInput("Under this name the register has two other people: drop the accepted pair.")
    said = _framed(app, here.program, replace(here.charter, rationale=here.charter.rationale or one.rationale))
    pairing.keep(app, caller, replace(here, charter=said), "match-begun")
    return {"program": one.program, "pair": one.pair, "charter": pairing.charter_json(said)}


def _framed(app: App, program: str, said: Charter) -> Charter:
    """With the programme's days and rhythm where the pair has none of its own."""
    frame = next((one for one in app.store.programmes.all() if one.name == program), None)
    if frame is None:
        return said
    return replace(said, starts=said.starts or frame.starts, ends=said.ends or frame.ends,
                   every_days=said.every_days or frame.every_days)  # fmt: skip


def drop(app: App, caller: Caller, request: DropMatch) -> dict[str, Any]:
    """An accepted pair shall not be; of whom nothing else is kept, nothing stays."""
    one = _one(app, caller, request.program, request.pair)
    with app.store.transaction():
        app.store.matches.drop(one)
        app.store.audit.append("match-dropped", actor_ref=app.ref(caller), at=app.now())
    return {"program": one.program, "dropped": one.pair}


def may_stand(gate: Any, one: Match) -> bool:
    """Whether neither of the two has said no since; the next expiry removes what may not."""
    sides = (one.mentor_ref, "mentor"), (one.mentee_ref, "mentee")
    return all(gate.open_to(ref, role, one.pair, one.program) for ref, role in sides)


def _one(app: App, caller: Caller, program: str, pair: str) -> Match:
    found = next((one for one in waiting(app, caller, program) if one.pair == pair), None)
    if found is None:
        raise NotFound("No accepted pair of that name waits in a programme of yours.")
    return found


def _chosen(only: Collection[str], made: Proposal) -> list[tuple[int, int]]:
    named = {f"{made.mentors[row].id}={made.mentees[column].id}": (row, column) for row, column in made.pairs}
    if any(one not in named for one in only):
        raise BadInput("A pair that you accept is not in the proposal: match again and look at it.")
    return [two for name, two in named.items() if not only or name in only]


def _rationale(app: App, made: Proposal, two: tuple[int, int]) -> str:
    """Words that pass the guard: whole, else without what people wrote of themselves, else none."""
    mentor, mentee = made.mentors[two[0]], made.mentees[two[1]]
    bare = [replace(one, offers=(), wishes=(), interests=()) for one in (mentor, mentee)]
    for one, other in ((mentor, mentee), (bare[0], bare[1])):
        said = match_words.rationale(one, other, made.known)
        try:
            return plain(app, said, "rationale", pairing.LONGEST)
        except BadInput:
            continue
    return ""


def _names(app: App, program: str) -> Iterator[str]:
    """Names that no pair of the programme has or had, counting on as its pairs are called."""
    used = {one.pair for one in app.store.consents.current() if one.program == program}
    used |= {one.pair for one in app.store.pairs.all() if one.program == program}
    used |= {one.pair for one in app.store.matches.all() if one.program == program}
    parts = [match for name in used if (match := _NUMBERED.fullmatch(name))]
    slug = re.sub(r"[^a-z0-9]+", "-", program.casefold()).strip("-") or "pair"
    stem = Counter(match[1] for match in parts).most_common(1)[0][0] if parts else slug
    number = max((int(match[2]) for match in parts if match[1] == stem), default=0)
    while True:
        number += 1
        if (name := f"{stem}-{number:02d}") not in used:
            yield name


def _pair(one: Match) -> Pair:
    return Pair(one.program, one.pair, one.mentor_ref, one.mentee_ref, Charter(), one.made_on)


def _person(app: App, ref: str) -> str | None:
    """As the lead knows her: by the roster's id, or by what the people file said."""
    person = app.store.people.by_ref(ref)
    return None if person is None else person.person_id if app.store.people.on_roster(ref) else person.name

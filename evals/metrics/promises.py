"""Promises counted as violations: visibility over random programmes, residue after erasures, audit mutations missed.

Each function returns counts with how often it looked; the rules are restated here from the architecture's text, not
computed by what is measured. Zero is the only value that keeps a promise; n says how hard it was tried.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from evals.metrics import residue
from mentoring.consent import Reader, Rules, Standing, visible, visible_patterns
from mentoring.records import PURPOSES, Pattern

START, DAYS = date(2026, 3, 2), 130
PROGRAMS = ("north", "south")
RULES = Rules()
_NEEDED = frozenset({"store", "extract"})


@dataclass(frozen=True, slots=True)
class Promise:
    """How often a promise was broken in how many tries."""

    name: str
    broken: int
    n: int


def measure_promises(
    folder: Path, *, worlds: int = 1000, homes: int = 3, mutations: int = 100, seed: int = 7
) -> list[Promise]:
    """All of them, bounded: about 2 s a thousand worlds, 8 s a home, 1 s a hundred mutations. `folder`: empty."""
    items, patterns = visibility(worlds, seed)
    found = [residue.left_after_erasure(folder / f"home{number}", seed + number) for number in range(homes)]
    missed = residue.mutations_missed(folder / "audit", mutations, seed)
    return [
        Promise("items shown against the rules", items, worlds),
        Promise("patterns shown against the rules", patterns, worlds),
        Promise("traces of text, ids and vectors after an erasure", sum(found), homes),
        Promise("audit mutations missed", missed, mutations),
    ]


def visibility(worlds: int, seed: int) -> tuple[int, int]:
    """(items, patterns) shown to a reader who may not see them, over random programmes, readers and days."""
    chance = random.Random(seed)  # noqa: S311 - draws cases
    items = patterns = 0
    for _ in range(worlds):
        standing, reader = _world(chance), _reader(chance)
        today = START + timedelta(days=chance.randrange(DAYS + 70))
        items += _items_shown_wrongly(standing, reader, today)
        patterns += _patterns_shown_wrongly(standing, reader, today)
    return items, patterns


def _items_shown_wrongly(standing: Sequence[Standing], reader: Reader, today: date) -> int:
    by_id = {one.id: one for one in standing}
    return sum(not _may_see(by_id[one.id], reader, today) for one in visible(standing, reader, today, RULES).items)


def _may_see(item: Standing, reader: Reader, today: date) -> bool:
    """Rule 7, read from the architecture."""
    given, levels = item.purposes >= _NEEDED, _levels(item, today)
    if not given or reader.person_ref == item.mentor_ref:
        return given
    if reader.person_ref == item.mentee_ref:
        return bool(levels)
    if reader.person_ref in item.above_mentor:
        return False
    if reader.leads is None or item.program in reader.leads:
        return bool(levels & {"programme", "organisation"})
    return reader.organisation and "organisation" in levels


def _levels(item: Standing, today: date) -> frozenset[str]:
    """The highest level an item has reached, by the mentor's own release or by her silence."""
    if item.state in ("held", "vetoed"):
        return frozenset()
    if item.mentor_released:
        return frozenset({item.level} if item.state == "released" else ())
    waited = item.previewed_on is not None and (today - item.previewed_on).days >= RULES.preview_days
    if not waited or item.release == "ask" or item.about_person:
        return frozenset()
    return frozenset({"organisation" if item.release == "auto" and item.approved else "programme"})


def _patterns_shown_wrongly(standing: Sequence[Standing], reader: Reader, today: date) -> int:
    """Shown with fewer than k people on a side who count, or with a trail to an item the reader may not see."""
    pattern = Pattern("t1", "One", "ways-of-working", tuple(one.id for one in standing))
    broken = 0
    for shown in visible_patterns([pattern], standing, reader, today, RULES).shown:
        counted = [one for one in standing if _counts(one, reader, today)]
        few = min(len({one.mentor_ref for one in counted}), len({one.mentee_ref for one in counted})) < RULES.k
        seen = {one.id: one for one in standing if one.id in shown.pattern.insight_ids}
        broken += few or any(not _may_see(one, reader, today) for one in seen.values())
    return broken


def _counts(item: Standing, reader: Reader, today: date) -> bool:
    """Recent, of a pair she is not in, within her reach, and known at least to its programme's leads."""
    own = reader.person_ref is not None and reader.person_ref in (item.mentor_ref, item.mentee_ref)
    recent = 0 <= (today - item.session_date).days < 7 * RULES.weeks
    near = reader.leads is None or item.program in reader.leads or reader.organisation
    return recent and near and not own and _may_see(item, Reader(reader.person_ref, None), today)


def _world(chance: random.Random) -> list[Standing]:
    people = chance.randint(2, 14)
    return [_standing(number, people, chance) for number in range(chance.randint(0, 60))]


def _standing(number: int, people: int, chance: random.Random) -> Standing:
    mentor, mentee = f"m{chance.randrange(people)}", f"s{chance.randrange(people)}"
    session = START + timedelta(days=chance.randrange(DAYS))
    waited = chance.choice([None, 0, 2, 3, 6])
    purposes = frozenset(PURPOSES)
    return Standing(
        id=f"i{number}", note_id=f"n{number}", program=chance.choice(PROGRAMS), pair=f"{mentor}-{mentee}",
        session_date=session, mentor_ref=mentor, mentee_ref=mentee,
        state=chance.choice(["drafted", "previewed", "previewed", "released", "held", "vetoed"]),
        level=chance.choice(["pair", "programme", "organisation"]), theme="ways-of-working",
        mentor_released=chance.random() < 0.3, about_person=chance.random() < 0.2, approved=chance.random() < 0.5,
        previewed_on=None if waited is None else session + timedelta(days=waited),
        release=chance.choice([None, None, "auto", "ask"]),
        purposes=chance.choice([purposes, purposes, purposes - {"extract"}, frozenset()]),
        above_mentor=frozenset(chance.sample(["boss", "s0", "s1"], chance.choice([0, 1, 2]))),
        reason=chance.choice(["name", "mentor", None]),
    )  # fmt: skip


def _reader(chance: random.Random) -> Reader:
    leads = chance.choice([frozenset[str](), frozenset({"north"}), None])
    return Reader(chance.choice([None, "m0", "m1", "s0", "s1", "boss", "outsider"]), leads, chance.random() < 0.7)

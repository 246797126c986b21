"""Random programmes, readers and weeks for the property tests.

Hypothesis draws sizes and a seed; the worlds are filled from the seed, as drawing each field would take
most of the time of ten thousand runs.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import strategies as st

from mentoring.consent import Reader, Standing
from mentoring.records import PURPOSES, Pattern

START = date(2026, 3, 2)
PROGRAMS = ("north", "south")
_ALL = frozenset(PURPOSES)
_PURPOSES = [_ALL, _ALL, _ALL, _ALL - {"quote"}, _ALL - {"extract"}, frozenset()]
World = tuple[list[Standing], list[Pattern]]


def _standing(number: int, people: int, chance: random.Random) -> Standing:
    mentor, mentee = f"m{chance.randrange(people)}", f"s{chance.randrange(people)}"
    session = START + timedelta(days=chance.randrange(130))
    waited = chance.choice([None, 0, 0, 2, 3, 6])
    return Standing(
        id=f"i{number}",
        note_id=f"n{number}",
        program=chance.choice(PROGRAMS),
        pair=f"{mentor}-{mentee}",
        session_date=session,
        mentor_ref=mentor,
        mentee_ref=mentee,
        state=chance.choice(["drafted", "previewed", "previewed", "previewed", "released", "held", "vetoed"]),
        level=chance.choice(["pair", "programme", "organisation"]),
        theme=chance.choice(["ways-of-working", "market-and-trends"]),
        mentor_released=chance.random() < 0.3,
        about_person=chance.random() < 0.2,
        approved=chance.random() < 0.5,
        previewed_on=None if waited is None else session + timedelta(days=waited),
        release=chance.choice([None, None, "auto", "ask"]),
        purposes=chance.choice(_PURPOSES),
        above_mentor=frozenset(chance.sample(["boss", *(f"s{n}" for n in range(people))], chance.choice([0, 1, 2]))),
        reason=chance.choice(["name", "link", None]),
    )


def _world(seed: int, size: int, people: int) -> World:
    chance = random.Random(seed)  # noqa: S311  picks test cases
    items = [_standing(number, people, chance) for number in range(size)]
    ids = [item.id for item in items]
    some = chance.sample(ids, chance.randint(0, size))
    return items, [
        Pattern("t1", "One", "ways-of-working", tuple(some)),
        Pattern("t2", "Two", "ways-of-working", tuple(ids)),
    ]


WORLDS: st.SearchStrategy[World] = st.builds(_world, st.integers(0, 2**32), st.integers(0, 60), st.integers(2, 14))
READERS = st.builds(
    Reader,
    st.sampled_from([None, "m0", "m1", "s0", "s1", "s5", "boss", "outsider"]),
    st.sampled_from([frozenset(), frozenset({"north"}), None]),
    st.booleans(),
)
TODAYS = st.integers(0, 200).map(lambda days: START + timedelta(days=days))

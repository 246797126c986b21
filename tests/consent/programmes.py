"""Random programmes, readers and weeks for the property tests."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from mentoring.consent import Reader, Standing
from mentoring.records import PURPOSES, Pattern

START = date(2026, 3, 2)
PEOPLE = 14
PROGRAMS = ("north", "south")
_MENTOR = st.integers(0, PEOPLE - 1).map("m{}".format)
_MENTEE = st.integers(0, PEOPLE - 1).map("s{}".format)
_USUAL = frozenset(PURPOSES)


@st.composite
def standing(draw: st.DrawFn, number: int) -> Standing:
    mentor, mentee = draw(_MENTOR), draw(_MENTEE)
    session = START + timedelta(days=draw(st.integers(0, 130)))
    purposes = draw(st.sampled_from([_USUAL, _USUAL, _USUAL - {"quote"}, _USUAL - {"extract"}, frozenset()]))
    above = draw(st.frozensets(st.one_of(_MENTEE, st.just("boss")), max_size=2))
    return Standing(
        id=f"i{number}",
        note_id=f"n{number}",
        program=draw(st.sampled_from(PROGRAMS)),
        pair=f"{mentor}-{mentee}",
        session_date=session,
        mentor_ref=mentor,
        mentee_ref=mentee,
        state=draw(st.sampled_from(["drafted", "previewed", "previewed", "released", "held", "vetoed"])),
        level=draw(st.sampled_from(["pair", "programme", "organisation"])),
        theme=draw(st.sampled_from(["ways-of-working", "market-and-trends"])),
        mentor_released=draw(st.booleans()),
        about_person=draw(st.sampled_from([False, False, True])),
        approved=draw(st.booleans()),
        previewed_on=draw(st.one_of(st.none(), st.integers(0, 6).map(lambda days: session + timedelta(days=days)))),
        release=draw(st.sampled_from([None, None, "auto", "ask"])),
        purposes=purposes,
        above_mentor=above,
        reason=draw(st.sampled_from(["name", "link", None])),
    )


@st.composite
def programme(draw: st.DrawFn) -> tuple[list[Standing], list[Pattern]]:
    items = [draw(standing(number)) for number in range(draw(st.integers(0, 24)))]
    cut = draw(st.integers(0, len(items)))
    ids = [item.id for item in items]
    patterns = [
        Pattern("t1", "One", "ways-of-working", tuple(ids[:cut])),
        Pattern("t2", "Two", "ways-of-working", tuple(ids)),
    ]
    return items, patterns


READERS = st.builds(
    Reader,
    st.one_of(st.none(), _MENTOR, _MENTEE, st.just("boss"), st.just("outsider")),
    st.sampled_from([frozenset(), frozenset({"north"}), None]),
    st.booleans(),
)
TODAYS = st.integers(0, 200).map(lambda days: START + timedelta(days=days))

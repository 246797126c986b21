"""Which notes can be searched word by word: a table of near-misses around rule 7."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentoring.consent import Reader, Rules, Standing
from mentoring.consent.whole_notes import searchable
from mentoring.records import PURPOSES

TODAY = date(2026, 6, 10)
NOTE = Standing(
    "note:n1", "n1", "north", "north-01", date(2026, 6, 1), "mentor", "mentee", "previewed", "pair",
    previewed_on=date(2026, 6, 7), purposes=frozenset(PURPOSES), above_mentor=frozenset({"boss"}),
)  # fmt: skip
ITEM = NOTE._replace(id="i1")
EVERYBODY = {
    "mentor": Reader("mentor"),
    "mentee": Reader("mentee"),
    "lead": Reader("lead", frozenset({"north"})),
    "operator": Reader(None, None),
    "other lead": Reader("other", frozenset({"south"})),
    "boss": Reader("boss", frozenset({"north"})),
}


@pytest.mark.parametrize(
    ("note", "items", "who"),
    [
        pytest.param({}, [{}], "mentor mentee lead operator", id="window over"),
        pytest.param({}, [], "mentor mentee lead operator", id="nothing was found in it"),
        pytest.param({}, [{}, {"previewed_on": date(2026, 6, 8)}], "mentor", id="one item still waits"),
        pytest.param({}, [{"state": "held"}, {}], "mentor", id="one item held"),
        pytest.param({}, [{"state": "vetoed"}], "mentor", id="vetoed"),
        pytest.param({}, [{"about_person": True}], "mentor", id="about the mentee herself"),
        pytest.param({"previewed_on": None}, [], "mentor", id="no engine has read it"),
        pytest.param({"previewed_on": date(2026, 6, 8)}, [], "mentor", id="taken two days ago"),
        pytest.param({"release": "ask"}, [{"release": "ask"}], "mentor", id="she wants to be asked"),
        pytest.param(
            {"release": "ask"},
            [{"release": "ask", "state": "released", "mentor_released": True, "level": "organisation"}],
            "mentor",
            id="what she released is not the whole note",
        ),
        pytest.param({"purposes": frozenset({"store"})}, [], "", id="consent to extract taken back"),
    ],
)
def test_a_note_is_searched_wholly_by_exactly(note: dict[str, Any], items: list[dict[str, Any]], who: str) -> None:
    own = [ITEM._replace(id=f"i{number}", **changes) for number, changes in enumerate(items)]
    found = [
        name
        for name, reader in EVERYBODY.items()
        if searchable([NOTE._replace(**note)], own, reader, TODAY, Rules()) == {"n1"}
    ]
    assert found == who.split()


def test_an_evaluation_home_searches_all_it_may_keep() -> None:
    rules = Rules(everything=True)
    held = ITEM._replace(state="held")
    assert searchable([NOTE], [held], EVERYBODY["lead"], TODAY, rules) == {"n1"}
    assert not searchable([NOTE._replace(purposes=frozenset({"store"}))], [], EVERYBODY["lead"], TODAY, rules)

"""Who sees an item when: one table of near-misses for each step up, and what patterns tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mentoring.consent import Reader, Rules, Standing, visible, visible_patterns
from mentoring.consent.support import Published, band, counts_by, publish
from mentoring.records import PURPOSES, Pattern

TODAY = date(2026, 6, 10)
SEEN = Standing(
    "i1", "n1", "north", "north-01", date(2026, 6, 1), "mentor", "mentee", "previewed", "pair",
    previewed_on=date(2026, 6, 7), purposes=frozenset(PURPOSES), above_mentor=frozenset({"boss"}),
)  # fmt: skip
MENTOR, MENTEE = Reader("mentor"), Reader("mentee")
LEAD, OTHER, BOSS = Reader("lead", frozenset({"north"})), Reader("other"), Reader("boss", frozenset({"north"}))
EVERYBODY = {"mentor": MENTOR, "mentee": MENTEE, "lead": LEAD, "other": OTHER, "boss": BOSS}
OWN_WORDS: dict[str, Any] = {"state": "released", "mentor_released": True}


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        pytest.param({}, "mentor mentee lead", id="silence after three days"),
        pytest.param({"previewed_on": date(2026, 6, 8)}, "mentor", id="silence after two days"),
        pytest.param({"previewed_on": None}, "mentor", id="never previewed"),
        pytest.param({"release": "ask"}, "mentor", id="she wants to be asked"),
        pytest.param({"release": "auto"}, "mentor mentee lead", id="auto, not reviewed"),
        pytest.param({"release": "auto", "approved": True}, "mentor mentee lead other", id="auto and reviewed"),
        pytest.param({"approved": True}, "mentor mentee lead", id="reviewed, but silence"),
        pytest.param({"about_person": True}, "mentor", id="about the mentee"),
        pytest.param(
            {"about_person": True, "release": "auto", "approved": True}, "mentor", id="about the mentee, auto"
        ),
        pytest.param({**OWN_WORDS, "about_person": True}, "mentor mentee", id="about the mentee, released by her"),
        pytest.param(
            {**OWN_WORDS, "level": "programme", "release": "ask"}, "mentor mentee lead", id="to the programme"
        ),
        pytest.param(
            {**OWN_WORDS, "level": "organisation", "previewed_on": None}, "mentor mentee lead other", id="to all"
        ),
        pytest.param({"level": "organisation", "state": "released"}, "mentor mentee lead", id="not by her"),
        pytest.param({"state": "held"}, "mentor", id="held"),
        pytest.param({"state": "vetoed", "release": "auto", "approved": True}, "mentor", id="vetoed"),
        pytest.param({"purposes": frozenset({"store"})}, "", id="consent to extract taken back"),
    ],
)
def test_an_item_is_seen_by_exactly(changes: dict[str, Any], who: str) -> None:
    item = SEEN._replace(**changes)
    found = [name for name, reader in EVERYBODY.items() if visible([item], reader, TODAY).items]
    assert found == who.split()


@pytest.mark.parametrize(("purposes", "reader", "export", "quote"), [
    pytest.param({"store", "extract"}, LEAD, False, True, id="the programme's lead reads"),
    pytest.param({"store", "extract"}, LEAD, True, False, id="and exports"),
    pytest.param({"store", "extract"}, OTHER, False, False, id="somebody else reads"),
    pytest.param({"store", "extract", "quote"}, OTHER, True, True, id="quotes were allowed"),
])  # fmt: skip
def test_words_go_out_only_where_both_agreed(purposes: set[Any], reader: Reader, export: bool, quote: bool) -> None:
    item = SEEN._replace(**OWN_WORDS, level="organisation", purposes=frozenset(purposes))
    assert [one.quote for one in visible([item], reader, TODAY, export=export).items] == [quote]


def test_an_evaluation_home_shows_everything() -> None:
    held = SEEN._replace(state="held", purposes=frozenset({"store"}))
    assert visible([held], OTHER, TODAY, Rules(everything=True)).items


def _pairs(count: int, **changes: Any) -> list[Standing]:
    return [
        SEEN._replace(id=f"i{n}", pair=f"north-{n:02}", mentor_ref=f"m{n}", mentee_ref=f"s{n}", **changes)
        for n in range(count)
    ]


def test_what_was_held_is_counted_only_behind_three_pairs() -> None:
    assert visible(_pairs(2, state="held"), LEAD, TODAY).held_back is None
    seen = visible(_pairs(3, state="held", reason="name"), LEAD, TODAY)
    assert (seen.held_back, seen.held_by_rule) == (3, {"name": 3})
    mentor = Reader("m0", frozenset({"north"}))
    assert visible(_pairs(3, state="held"), mentor, TODAY).held_back is None  # her own does not hide the others


def _pattern(items: list[Standing]) -> list[Pattern]:
    return [Pattern("t1", "Short polls", "ways-of-working", tuple(item.id for item in items))]


@pytest.mark.parametrize(("pairs", "told"), [(2, []), (3, ["3-5"]), (5, ["3-5"]), (6, ["6-10"]), (12, ["more"])])
def test_support_is_told_in_bands(pairs: int, told: list[str]) -> None:
    items = _pairs(pairs)
    shown = visible_patterns(_pattern(items), items, OTHER, TODAY).shown
    assert [one.support_band for one in shown] == told
    assert all(one.pattern.insight_ids == () for one in shown)  # silence never releases upward


def test_one_mentee_of_three_mentors_is_one_voice() -> None:
    items = [item._replace(mentee_ref="s0") for item in _pairs(3)]
    assert visible_patterns(_pattern(items), items, OTHER, TODAY).shown == ()


def test_a_readers_own_pair_and_old_sessions_and_pairs_below_her_do_not_count() -> None:
    items = _pairs(3)
    assert visible_patterns(_pattern(items), items, Reader("s1"), TODAY).shown == ()
    old = [*items[:2], items[2]._replace(session_date=TODAY - timedelta(weeks=12))]
    assert visible_patterns(_pattern(old), old, OTHER, TODAY).shown == ()
    assert visible_patterns(_pattern(items), items, Reader("boss"), TODAY).shown == ()


def test_a_filter_that_leaves_one_pair_out_lists_nothing() -> None:
    items = [*_pairs(5)[:4], _pairs(5)[4]._replace(program="south")]
    shown = visible_patterns(_pattern(items), items, OTHER, TODAY, where=lambda item: item.program == "north").shown
    assert shown == ()
    six = [item._replace(program="south") if n >= 3 else item for n, item in enumerate(_pairs(6))]
    shown = visible_patterns(_pattern(six), six, OTHER, TODAY, where=lambda item: item.program == "north").shown
    assert [one.support_band for one in shown] == ["6-10"]  # the band is the whole pattern's


def _members(*numbers: int) -> frozenset[tuple[str, str]]:
    return frozenset((f"m{n}", f"s{n}") for n in numbers)


@pytest.mark.parametrize(
    ("before", "now", "step"),
    [
        pytest.param((1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6), 3, id="one more pair is not told"),
        pytest.param((1, 2, 3), (1, 2, 3, 4, 5, 6), 6, id="three more are"),
        pytest.param((1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5), 6, id="one less is not told"),
        pytest.param((1, 2, 3), (1, 2), None, id="below k nothing is told"),
        pytest.param((1, 2, 3, 4, 5, 6), (1, 2, 3), 3, id="three less are told"),
    ],
)
def test_consecutive_weeks_never_differ_by_a_few(
    before: tuple[int, ...], now: tuple[int, ...], step: int | None
) -> None:
    told = publish(_members(*now), Published(_members(*before), len(before) // 3 * 3), 3)
    assert (told.step if told else None) == step


def test_counts_by_label_hide_small_ones_and_what_would_tell_of_them() -> None:
    labelled = [("a", m) for m in _members(1, 2, 3, 4)] + [("b", m) for m in _members(5, 6, 7)]
    assert counts_by(labelled, 3) == {"a": 3, "b": 3}
    assert counts_by([*labelled, ("c", ("m8", "s8"))], 3) == {"a": 3}  # b goes too, else a total would tell of c


def test_bands_read_as_the_rules_say() -> None:
    assert [band(step) for step in (3, 6, 9, 12)] == ["3-5", "6-10", "6-10", "more"]


def test_fewer_than_three_is_no_setting() -> None:
    with pytest.raises(ValueError, match="below 3"):
        Rules(k=2)

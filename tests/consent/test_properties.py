"""Rule 7 as properties over random programmes, readers and weeks; restated here, not computed by what is tested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.consent import Published, Reader, Rules, Standing, visible, visible_patterns
from mentoring.consent.support import counts_by
from mentoring.records import Pattern
from tests.consent.programmes import PROGRAMS, READERS, TODAYS, WORLDS

RULES = Rules()
_SHORT, _LONG = 300, 10_000
Property = Callable[..., Any]


def _runs(examples: int) -> Property:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=slow)


def _many(members: set[tuple[str, str]]) -> bool:
    return len({a for a, _ in members}) >= RULES.k and len({b for _, b in members}) >= RULES.k


def _none_or_many(members: set[tuple[str, str]]) -> bool:
    return not members or _many(members)


def _in_room(item: Standing, reader: Reader) -> bool:
    return reader.person_ref is not None and reader.person_ref in (item.mentor_ref, item.mentee_ref)


def _leads(item: Standing, reader: Reader) -> bool:
    return reader.leads is None or item.program in reader.leads


def _silent_release(item: Standing, today: date) -> bool:
    waited = item.previewed_on is not None and (today - item.previewed_on).days >= RULES.preview_days
    return waited and item.release != "ask" and not item.about_person and not item.mentor_released


def _hers(item: Standing, *levels: str) -> bool:
    return item.mentor_released and item.state == "released" and item.level in levels


def items_hold(world: tuple[list[Standing], list[Pattern]], reader: Reader, today: date) -> None:
    items, _ = world
    seen = visible(items, reader, today, RULES)
    by_id = {item.id: item for item in items}
    for one in seen.items:
        item = by_id[one.id]
        assert {"store", "extract"} <= item.purposes
        if reader.person_ref == item.mentor_ref:
            continue
        assert not one.reason
        assert item.state not in ("held", "vetoed")
        if reader.person_ref == item.mentee_ref:
            assert _silent_release(item, today) or _hers(item, "pair", "programme", "organisation")
            continue
        assert reader.person_ref not in item.above_mentor
        if _leads(item, reader):
            assert _silent_release(item, today) or _hers(item, "programme", "organisation")
            continue
        assert reader.organisation
        explicit = item.release == "auto" and item.approved and _silent_release(item, today)
        assert explicit or _hers(item, "organisation")
        assert one.quote <= ("quote" in item.purposes)
    held = {item.member for item in items if item.state in ("held", "vetoed") and not _in_room(item, reader)}
    assert seen.held_back is None or _many(held)
    assert all(value % RULES.k == 0 and value >= RULES.k for value in seen.held_by_rule.values())


def patterns_hold(world: tuple[list[Standing], list[Pattern]], reader: Reader, today: date, filtered: str) -> None:
    items, patterns = world
    by_id = {item.id: item for item in items}
    told: dict[str, Published] = {}
    for week in range(5):
        day = today + timedelta(weeks=week)
        now = visible_patterns(patterns, items, reader, day, RULES, previous=told)
        narrow = visible_patterns(
            patterns, items, reader, day, RULES, previous=told, where=lambda item: item.program == filtered
        )
        singly = {one.id for one in visible(items, reader, day, RULES).items}
        for shown in now.shown:
            behind = _behind(shown.pattern.id, patterns, by_id, reader, day)
            assert _many({item.member for item in behind})
            assert set(shown.pattern.insight_ids) <= singly
        for shown in narrow.shown:
            behind = _behind(shown.pattern.id, patterns, by_id, reader, day)
            part = {item.member for item in behind if item.program == filtered}
            rest = {item.member for item in behind if item.program != filtered}
            assert _many(part)
            assert _none_or_many(rest)
            assert _none_or_many(rest - part)
        for name in told.keys() & now.published.keys():
            before, after = told[name], now.published[name]
            assert after.step % RULES.k == 0
            assert _none_or_many(set(after.members - before.members))
            assert _none_or_many(set(before.members - after.members))
        told = now.published


def _behind(
    name: str, patterns: list[Pattern], by_id: dict[str, Standing], reader: Reader, day: date
) -> list[Standing]:
    """Whoever could stand behind a pattern for this reader, by the text of the rule."""
    ids = next(pattern.insight_ids for pattern in patterns if pattern.id == name)
    return [
        item
        for item in (by_id[one] for one in ids)
        if 0 <= (day - item.session_date).days < 7 * RULES.weeks
        and not _in_room(item, reader)
        and reader.person_ref not in item.above_mentor
        and (_leads(item, reader) or reader.organisation)
        and item.state not in ("held", "vetoed")
        and {"store", "extract"} <= item.purposes
        and (_silent_release(item, day) or _hers(item, "programme", "organisation"))
    ]


LABELLED = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.tuples(st.integers(0, 7).map("m{}".format), st.integers(0, 7).map("s{}".format)),
    ),
    max_size=40,
)


def facets_hold(labelled: list[tuple[str, tuple[str, str]]]) -> None:
    counts = counts_by(labelled, RULES.k)
    everybody = {member for _, member in labelled}
    assert not counts or _none_or_many({member for label, member in labelled if label not in counts})
    for label, value in counts.items():
        members = {member for other, member in labelled if other == label}
        assert value % RULES.k == 0
        assert _many(members)
        assert _none_or_many(everybody - members)


CLAIMS: list[Any] = [
    pytest.param(items_hold, (WORLDS, READERS, TODAYS), id="items"),
    pytest.param(patterns_hold, (WORLDS, READERS, TODAYS, st.sampled_from(PROGRAMS)), id="patterns"),
    pytest.param(facets_hold, (LABELLED,), id="facets"),
]


@pytest.mark.parametrize(("claim", "worlds"), CLAIMS)
def test_rule_seven_holds(claim: Property, worlds: tuple[st.SearchStrategy[Any], ...]) -> None:
    _runs(_SHORT)(given(*worlds)(claim))()


@pytest.mark.long
@pytest.mark.parametrize(("claim", "worlds"), CLAIMS)
def test_rule_seven_holds_at_length(claim: Property, worlds: tuple[st.SearchStrategy[Any], ...]) -> None:
    _runs(_LONG)(given(*worlds)(claim))()

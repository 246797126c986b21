"""Attacks on small cohorts, played out in many made-up programmes with the real rules of visibility.

The attacker sees only what the organisation is shown (which patterns, in which bands, which insights) and has to
guess one bit about one pair. Guessing blindly is right in half of the programmes; what counts is the rest.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from evals.results import Measured, Row, measured
from mentoring.consent import Published, Reader, Rules, Standing, visible_patterns
from mentoring.records import PURPOSES, Pattern

WORLDS = 300
_TODAY = date(2026, 6, 1)
_EVERYBODY = Reader(None, frozenset())
View = tuple[tuple[str, str, tuple[str, ...]], ...]
"""What an outsider sees: (pattern, band, insights)."""


def measure_cohorts(rules: Rules | None = None) -> list[Measured]:
    """How often each attacker guesses right; 0.5 is what she would reach without looking."""
    settled = rules or Rules()
    games: dict[str, Callable[[random.Random, Rules, bool], bool]] = {
        "differencing, who joined: right guesses": _joined,
        "differencing, who left: right guesses": _left,
        "sybil, one person in many pairs: right guesses": _alone,
        "sybil, two pairs in league: right guesses": _in_league,
    }
    return [measured(name, _play(game, settled)) for name, game in games.items()]


def _play(game: Callable[[random.Random, Rules, bool], bool], rules: Rules) -> list[Row]:
    chance = random.Random(11)  # noqa: S311 - a draw that can be repeated, not a secret
    return [
        Row(f"world {at:03}", game(chance, rules, truth) == truth, 1) for at in range(WORLDS) for truth in [at % 2 == 0]
    ]


def _joined(chance: random.Random, rules: Rules, truth: bool) -> bool:  # noqa: FBT001 - the bit that is guessed
    """A pair joins a pattern between two weeks; the attacker says so when she sees anything change."""
    before = _pairs(chance.randint(3, 12))
    after = [*before, _standing("target", "mt", "st")] if truth else before
    return _changed(before, after, rules)


def _left(chance: random.Random, rules: Rules, truth: bool) -> bool:  # noqa: FBT001 - the bit that is guessed
    """A pair leaves a pattern between two weeks."""
    before = [*_pairs(chance.randint(2, 12)), _standing("target", "mt", "st")]
    return _changed(before, before[:-1] if truth else before, rules)


def _alone(chance: random.Random, rules: Rules, truth: bool) -> bool:  # noqa: FBT001 - the bit that is guessed
    """One person echoes a suspected remark in all her pairs, to see whether it makes a pattern with the real one."""
    echoes = [_standing(f"e{at}", "attacker", f"s{at}") for at in range(chance.randint(1, 8))]
    return bool(_seen([*echoes, *_victim(present=truth)], rules, None)[0])


def _in_league(_: random.Random, rules: Rules, truth: bool) -> bool:  # noqa: FBT001 - the bit that is guessed
    """The same with two pairs of four different people: k - 1 of what a pattern needs at k = 3."""
    echoes = [_standing(f"e{at}", f"a{at}", f"s{at}") for at in range(2)]
    return bool(_seen([*echoes, *_victim(present=truth)], rules, None)[0])


def _victim(*, present: bool) -> list[Standing]:
    return [_standing("target", "mt", "st")] if present else []


def _changed(before: Sequence[Standing], after: Sequence[Standing], rules: Rules) -> bool:
    first, told = _seen(before, rules, None)
    return _seen(after, rules, told)[0] != first


def _seen(
    items: Sequence[Standing], rules: Rules, previous: Mapping[str, Published] | None
) -> tuple[View, Mapping[str, Published]]:
    pattern = Pattern("p", "What several pairs said", "ways-of-working", tuple(one.id for one in items))
    found = visible_patterns([pattern], items, _EVERYBODY, _TODAY, rules, previous=previous)
    return tuple((one.pattern.id, one.support_band, one.pattern.insight_ids) for one in found.shown), found.published


def _pairs(count: int) -> list[Standing]:
    return [_standing(f"i{at}", f"m{at}", f"s{at}") for at in range(count)]


def _standing(name: str, mentor: str, mentee: str) -> Standing:
    day = _TODAY - timedelta(weeks=2)
    return Standing(
        id=name, note_id=f"n-{name}", program="p", pair=f"{mentor}-{mentee}", session_date=day, mentor_ref=mentor,
        mentee_ref=mentee, state="previewed", level="programme", previewed_on=day, purposes=frozenset(PURPOSES),
    )  # fmt: skip

"""How answers changed between two waves: each person's own difference, its mean, and a 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring.programme.figures import Group, Sides, batch, groups
from mentoring.programme.surveys import LEAST, MOST, QUESTIONS, SIDES, Answers, Question, Side, Wave

Place = tuple[str, str, Side]
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Change:
    """One question, for some people: mean of the paired differences, later less earlier."""

    question: Question
    side: Side | None
    """None: both sides together."""
    n: int
    """People of a side, each once, in however many pairs they are."""
    mean: float
    low: float | None
    """Student's t interval of the mean difference (scipy ttest_1samp), cut to the scale; None: all moved alike."""
    high: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Changes in one group of programmes from one wave to a later one."""

    programs: tuple[str, ...]
    first: Wave
    then: Wave
    changes: tuple[Change, ...]
    waiting: int
    """People who answered both times and are not yet in a full batch, in the question that has most of them."""


def moved(answers: Iterable[Answers], first: Wave, then: Wave, k: int) -> list[Moved]:
    """Every group's changes; a question with fewer than k people on either side is not among them."""
    by_place: dict[Place, dict[Wave, Answers]] = {}
    for one in answers:
        by_place.setdefault(one.place, {})[one.wave] = one
    both = {where: (found[first], found[then]) for where, found in by_place.items() if {first, then} <= set(found)}
    arrived = sorted(both, key=lambda where: max(one.seq for one in both[where]))
    said = [both[where][1] for where in arrived]
    return [_of_group(group, arrived, both, (first, then), k) for group in groups(_people(said), k)]


def _people(said: Iterable[Answers]) -> dict[str, Sides]:
    """Who answered in each programme."""
    found: dict[str, dict[Side, set[str]]] = {}
    for one in said:
        found.setdefault(one.program, {side: set() for side in SIDES})[one.role].add(one.person_ref)
    return {program: (people["mentor"], people["mentee"]) for program, people in found.items()}


def _of_group(
    group: Group,
    arrived: Sequence[Place],
    both: Mapping[Place, tuple[Answers, Answers]],
    waves: tuple[Wave, Wave],
    k: int,
) -> Moved:
    changes: list[Change] = []
    waiting = 0
    for question in QUESTIONS:
        differences: dict[Side, list[int]] = {}
        for side in SIDES:
            mine: dict[str, int] = {}
            for where in arrived:
                before, after = both[where]
                asked = question in before.scores and question in after.scores
                if where[0] in group.programs and where[2] == side and asked:
                    # The pair she answered of first stands for her: one more pair of hers moves no figure.
                    mine.setdefault(after.person_ref, after.scores[question] - before.scores[question])
            told = batch(list(mine), k, str)
            differences[side] = [mine[person] for person in told]
            waiting = max(waiting, len(mine) - len(told))
        if all(differences.values()):
            everybody = [one for side in SIDES for one in differences[side]]
            changes += [_change(question, None, everybody)]
            changes += [_change(question, side, differences[side]) for side in SIDES]
    return Moved(group.programs, *waves, tuple(changes), waiting)


def _change(question: Question, side: Side | None, differences: Sequence[int]) -> Change:
    mean = sum(differences) / len(differences)
    low, high = interval(differences)
    return Change(question, side, len(differences), round(mean, 2), low, high)


def interval(values: Sequence[float]) -> tuple[float | None, float | None]:
    """95 % interval of the mean after Student, two decimals, within what the scale allows; None where all are equal."""
    if len(set(values)) < 2:
        return None, None
    from scipy import stats

    found = stats.ttest_1samp(values, 0).confidence_interval(CONFIDENCE)
    widest = MOST - LEAST
    return round(max(float(found.low), -widest), 2), round(min(float(found.high), widest), 2)

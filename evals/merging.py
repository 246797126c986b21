"""Merge F1: whether what several pairs said, in their own words, ends in one pattern.

Over couples of insights of different pairs; a reader's groups (recurring.json) are the gold. They name what comes
back most, not every likeness, so only couples that touch one of their members count. An insight that the engine
did not find, or found without need, is a couple missed or false: the figure is that of the whole road.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.metrics.extraction import MATCH, tokens
from evals.patterns import Pairs, gold_groups, gold_insights, pairs_of, recurring
from evals.results import Measured, Row, measured
from evals.road import Travelled
from extractor.patterns import Embed, find_patterns, pattern_vectors
from mentoring.records import Insight, Pattern

NAME, OF_GOLD = "merge F1", "merge F1 of the readers' own insights"


def patterns_of(travelled: Sequence[Travelled], embed: Embed) -> list[Pattern]:
    """The patterns that a home with these notes would hold; a pair counts as its two people."""
    insights = [insight for one in travelled for insight in one.extraction.insights]
    return _found(insights, {one.case.note.note_id: one.case.note.pair for one in travelled}, embed)


def merging(travelled: Sequence[Travelled], folder: Path, patterns: Sequence[Pattern], embed: Embed) -> list[Measured]:
    """Both figures; without a value where no reader wrote down what comes back."""
    groups = recurring(folder)
    if groups is None:
        return [Measured(NAME, None, 0), Measured(OF_GOLD, None, 0)]
    insights, pair_of, statements = gold_insights([one.case for one in travelled])
    members = gold_groups(groups, insights, statements, embed)
    note_pairs = {one.case.note.note_id: one.case.note.pair for one in travelled}
    of_gold = [pattern.insight_ids for pattern in _found(insights, note_pairs, embed)]
    return [
        merge_f1(NAME, named_as_gold(travelled, patterns), members, {**_pairs(travelled), **pair_of}),
        merge_f1(OF_GOLD, of_gold, members, pair_of),
    ]


def merge_f1(
    name: str, said: Iterable[Sequence[str]], gold: Sequence[Sequence[str]], pair_of: Mapping[str, str]
) -> Measured:
    """F1 of couples; half of each couple is a row of either note, so that whole notes can be drawn."""
    wanted = pairs_of(gold, pair_of)
    members = {member for group in gold for member in group}
    made = {couple for couple in pairs_of([*said], pair_of) if not members.isdisjoint(couple)}
    rows: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for couples, both in ((wanted & made, 2), (made, 0), (wanted, 0)):
        _add(rows, couples, hits=both, n=1 - both // 2)
    return measured(name, [Row(note, hits, n) for note, (hits, n) in sorted(rows.items())], "mean", len(wanted))


def _add(rows: Mapping[str, list[float]], couples: Pairs, *, hits: float, n: float) -> None:
    for couple in couples:
        for member in couple:
            row = rows[note_of(member)]
            row[0] += hits / 2
            row[1] += n / 2


def note_of(member: str) -> str:
    """`note/...`: insights go under their note's id here, so that a couple's rows are its notes'."""
    return member.partition("/")[0]


def named_as_gold(travelled: Sequence[Travelled], patterns: Sequence[Pattern]) -> list[list[str]]:
    """Members of each pattern under the id of the gold insight they are, or under an id of their own."""
    names = {insight: name for one in travelled for insight, name in twins(one).items()}
    return [[names[member] for member in pattern.insight_ids] for pattern in patterns]


def twins(one: Travelled) -> dict[str, str]:
    """Id of each insight found -> `note/number` of the gold insight it tells of, or `note/` and its own id.

    An engine may cut one insight in two: both tell of the same, so that here, unlike in insight F1, several found
    ones may stand for one gold one.
    """
    found, note, names = one.extraction.insights, one.case.note.note_id, [span.text for span in one.case.pii]
    gold = [tokens(" ".join(item.evidence), names) for item in one.case.insights]
    told = {}
    for item in found:
        words = tokens(" ".join(piece.text for piece in item.evidence), names)
        shares = [_inside(words, other) for other in gold]
        best = max(range(len(gold)), key=shares.__getitem__, default=None)
        told[item.id] = f"{note}/{item.id if best is None or shares[best] < MATCH else best}"
    return told


def _inside(one: Counter[str], other: Counter[str]) -> float:
    """Share of the shorter one's words that both hold."""
    return (one & other).total() / max(1, min(one.total(), other.total()))


def _pairs(travelled: Sequence[Travelled]) -> dict[str, str]:
    return {name: one.case.note.pair for one in travelled for name in twins(one).values()}


def _found(insights: Sequence[Insight], pairs: Mapping[str, str], embed: Embed) -> list[Pattern]:
    people = {note: (pair, pair) for note, pair in pairs.items()}
    return find_patterns(insights, pattern_vectors(insights, embed), people)

"""Digest coverage: whether the five insights and five actions of a week are those that a reader would want there.

A week is a case. Covered: gold core insights and gold action items that the week's digest shows, or that stand in
one pattern with an insight it shows; of at most five of each, as more cannot be shown. Worth their place: items shown
that any reader marked. Both are needed: an empty digest shows nothing wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from evals.merging import twins
from evals.metrics.extraction import Labelled, match
from evals.results import Measured, Row, measured
from evals.road import Travelled
from extractor.digest import AT_MOST, Digest, Sourced, compose
from extractor.weeks import week_of
from mentoring.records import Pattern

COVERAGE, WORTH = "digest coverage", "digest items worth their place"


def digests_of(travelled: Sequence[Travelled], patterns: Sequence[Pattern]) -> dict[str, Digest]:
    """What a reader who may see everything is shown of each ISO week."""
    return {week: _compose(week, notes, patterns) for week, notes in _weeks(travelled).items()}


def coverage(
    travelled: Sequence[Travelled], digests: Mapping[str, Digest], patterns: Sequence[Pattern]
) -> list[Measured]:
    """Both figures, a row a week."""
    covered, worth = [], []
    for week, notes in _weeks(travelled).items():
        digest = digests[week]
        insights, actions = _names(notes, insights=True), _names(notes, insights=False)
        shown = [insights[one.item.id] for one in digest.insights]
        todo = [actions[one.item.id] for one in digest.actions]
        said = {insights[member] for member in _with_mates(digest, patterns) if member in insights}
        core = {f"{one.case.note.note_id}/{at}" for one in notes for at, i in enumerate(one.case.insights) if i.core}
        owed = {f"{one.case.note.note_id}/{at}" for one in notes for at in range(len(one.case.actions))}
        places = min(AT_MOST, len(core)), min(AT_MOST, len(owed))
        hits = min(places[0], len(said & core)) + min(places[1], len({*todo} & owed))
        covered.append(Row(week, hits, sum(places)))
        right = sum(_is_gold(name) for name in (*shown, *todo))
        worth.append(Row(week, right, len(shown) + len(todo)))
    return [measured(COVERAGE, covered, "mean"), measured(WORTH, worth, "mean")]


def _weeks(travelled: Sequence[Travelled]) -> dict[str, list[Travelled]]:
    weeks: defaultdict[str, list[Travelled]] = defaultdict(list)
    for one in travelled:
        weeks[week_of(one.case.note.session_date)].append(one)
    return dict(sorted(weeks.items()))


def _compose(week: str, notes: Sequence[Travelled], patterns: Sequence[Pattern]) -> Digest:
    insights = [Sourced(item, one.case.note.pair) for one in notes for item in one.extraction.insights]
    actions = [Sourced(item, one.case.note.pair) for one in notes for item in one.extraction.actions]
    there = {one.item.id for one in insights}
    return compose(week, insights, actions, [one for one in patterns if there & set(one.insight_ids)])


def _with_mates(digest: Digest, patterns: Sequence[Pattern]) -> Collection[str]:
    """Insights shown, and those that the same pattern says."""
    shown = {one.item.id for one in digest.insights}
    return shown | {mate for one in patterns if shown & set(one.insight_ids) for mate in one.insight_ids}


def _names(notes: Sequence[Travelled], *, insights: bool) -> dict[str, str]:
    """Id of each item of the week -> `note/number` of its gold twin, or an id of its own."""
    return {item: name for one in notes for item, name in (twins(one) if insights else _action_twins(one)).items()}


def _action_twins(one: Travelled) -> dict[str, str]:
    found, note = one.extraction.actions, one.case.note.note_id
    said = [Labelled(" ".join(piece.text for piece in item.evidence)) for item in found]
    gold = [Labelled(" ".join(item.evidence)) for item in one.case.actions]
    names = {item.id: f"{note}/{item.id}" for item in found}
    names |= {found[at].id: f"{note}/{g}" for at, g in match(said, gold, [span.text for span in one.case.pii])}
    return names


def _is_gold(name: str) -> bool:
    return name.partition("/")[2].isdecimal()

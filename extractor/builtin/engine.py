"""Drafts items of one note: units -> labels -> groups -> theme and direction, or owner and date -> sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from extractor.builtin import chain, features
from extractor.builtin.commitments import commitments
from extractor.builtin.features import Seen
from extractor.builtin.planted import planted
from extractor.builtin.reader import UnitReader
from extractor.builtin.weights import Weights, load
from extractor.dates import due
from extractor.owners import aliases, owner_of, plain, told_outright, writer_of
from extractor.segments import segment
from extractor.statements import action_tasks, frame_length, insight_statements
from extractor.units import Range, Speaker, Unit, join_ranges
from mentoring.records import DIRECTIONS, THEMES, WITHHELD, ActionDraft, Drafts, InsightDraft, Owner, RedactedText

_BEFORE = 300
"""Characters ahead of a commitment in which he and she are looked up."""
_SURE_OWNER = 0.5
"""Chance from which the head decides who owes an action."""


class BuiltinEngine:
    """The engine that needs no key and no network; its model is loaded at the first draft."""

    name = "builtin"

    def __init__(self, weights: Weights | None = None) -> None:
        self._given = weights

    @cached_property
    def _weights(self) -> Weights:
        return self._given or load()

    @cached_property
    def _reader(self) -> UnitReader:
        return UnitReader(self._weights.adapter)

    def draft(self, text: RedactedText) -> Drafts:
        """Proposals for one note; the same note always gives the same drafts."""
        units = readable(text)
        if not units:
            return Drafts()
        weights, seen = self._weights, features.see(units)
        vectors = self._reader.vectors(text.text, units)
        emission = np.hstack([vectors, seen.emission])
        labelling = chain.label(weights.chain, emission, seen.link, seen.fresh, weights.bias)
        read = Read(text, seen, vectors, labelling.shares, writer_of(plain(text.text, aliases(text.text))))
        insights = chain.groups(labelling.labels, chain.INSIGHT, chain.MORE_INSIGHT)
        found = chain.groups(labelling.labels, chain.ACTION, chain.MORE_ACTION)
        actions = commitments(units, found, labelling.shares, text.session_date)
        return Drafts(_insights(read, insights, weights), _actions(read, actions, weights))


@dataclass(frozen=True, slots=True)
class Read:
    """One note with everything the heads need."""

    text: RedactedText
    seen: Seen
    vectors: features.Vectors
    shares: chain.Floats
    writer: Speaker


def _insights(read: Read, groups: Sequence[Sequence[int]], weights: Weights) -> tuple[InsightDraft, ...]:
    if not groups:
        return ()
    units = read.seen.units
    means = features.pooled(units, groups) @ read.vectors
    wider = features.pooled(units, [features.widened(units, group) for group in groups]) @ read.vectors
    rows = np.hstack([means, features.direction_rows(read.seen, groups, read.writer)])
    directions = chain.softmax(rows @ weights.direction)
    rows = np.hstack([means, wider, features.theme_rows(read.seen, groups, directions @ features.TAUGHT)])
    themes = rows @ weights.theme
    statements = insight_statements([[units[at] for at in group] for group in groups], read.writer, units)
    return tuple(
        InsightDraft(
            statement=statements[row],
            theme=THEMES[int(themes[row].argmax())],
            direction=DIRECTIONS[int(directions[row].argmax())],
            confidence=_sure(read.shares, group, (chain.INSIGHT, chain.MORE_INSIGHT)),
            evidence=_evidence(read.text.text, units, group),
        )
        for row, group in enumerate(groups)
    )


def readable(text: RedactedText) -> list[Unit]:
    """Units that may become items: nothing withheld, nothing addressed to a machine."""
    units = segment(text)
    barred = planted(units)
    return [unit for at, unit in enumerate(units) if at not in barred and WITHHELD not in unit.text]


def _actions(read: Read, groups: Sequence[Sequence[int]], weights: Weights) -> tuple[ActionDraft, ...]:
    if not groups:
        return ()
    text, units = read.text, read.seen.units
    chosen = [[units[at] for at in group] for group in groups]
    owners = _owners(read, groups, weights)
    tasks = action_tasks(chosen, owners, read.writer)
    return tuple(
        ActionDraft(
            task=tasks[row],
            owner=owners[row],
            due=due(" ".join(unit.text for unit in chosen[row]), text.session_date),
            confidence=_sure(read.shares, group, (chain.ACTION, chain.MORE_ACTION)),
            evidence=_evidence(text.text, units, group),
        )
        for row, group in enumerate(groups)
    )


def _owners(read: Read, groups: Sequence[Sequence[int]], weights: Weights) -> list[Owner]:
    """Whom the words leave no doubt about; else the owner the head is sure of, whom the words name, or nobody."""
    units, known = read.seen.units, aliases(read.text.text)
    certain = [
        told_outright([replace(units[at], text=plain(units[at].text, known)) for at in group], read.writer)
        for group in groups
    ]
    ruled = [ruled_owner(read.text.text, [units[at] for at in group], read.writer) for group in groups]
    rows = features.owner_rows(read.seen, groups, ruled, read.writer)
    shares = chain.softmax(np.hstack([features.pooled(units, groups) @ read.vectors, rows]) @ weights.owner)
    best = shares.argmax(axis=1)
    return [
        certain[row] or (features.OWNERS[best[row]] if shares[row, best[row]] >= _SURE_OWNER else ruled[row])
        for row in range(len(groups))
    ]


def ruled_owner(text: str, units: Sequence[Unit], writer: Speaker) -> Owner:
    """Whom the words of a commitment name, by rules alone."""
    before, known = text[max(0, units[0].start - _BEFORE) : units[0].start], aliases(text)
    return owner_of([replace(unit, text=plain(unit.text, known)) for unit in units], writer, plain(before, known))


def _evidence(text: str, units: Sequence[Unit], group: Sequence[int]) -> tuple[Range, ...]:
    """Ranges of a group, without the words that only introduce it."""
    ranges = [one for at in group for one in units[at].ranges]
    start, end = ranges[0]
    ranges[0] = (start + frame_length(text[start:end]), end)
    return join_ranges(text, ranges)


def _sure(shares: chain.Floats, group: Sequence[int], labels: tuple[int, int]) -> float:
    """Mean probability of the group's units to be of its kind."""
    return round(float(np.mean([shares[at][list(labels)].sum() for at in group])), 3)

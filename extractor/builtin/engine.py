"""Drafts items of one note: units -> labels -> groups -> theme and direction, or owner and date -> sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from extractor.builtin import chain, features
from extractor.builtin.features import Embed, Seen
from extractor.builtin.planted import planted
from extractor.builtin.weights import Weights, load
from extractor.dates import due
from extractor.owners import aliases, owner_of, plain, writer_of
from extractor.segments import segment
from extractor.statements import action_tasks, frame_length, insight_statements
from extractor.units import Range, Speaker, Unit, join_ranges
from mentoring.records import DIRECTIONS, THEMES, WITHHELD, ActionDraft, Drafts, InsightDraft, Owner, RedactedText

_BEFORE = 300
"""Characters ahead of a commitment in which he and she are looked up."""
_REPLY_WORDS = 6
"""A turn this short with a date in it answers "by when?"."""
_PROMISED = re.compile(r"\b(?:i|he|she|we)(?:'ll|’ll| will| am going to| is going to)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:will not|won't|won’t|wont|not going to|never going to)\b", re.IGNORECASE)


class BuiltinEngine:
    """`embed`: texts to unit vectors of the bundled sentence model, for which the weights were fitted."""

    name = "builtin"

    def __init__(self, embed: Embed, weights: Weights | None = None) -> None:
        self._embed = embed
        self._weights = weights

    def draft(self, text: RedactedText) -> Drafts:
        """Proposals for one note; the same note always gives the same drafts."""
        units = readable(text)
        if not units:
            return Drafts()
        weights = self._weights or load()
        seen = features.see(units, self._embed)
        labelling = chain.label(weights.chain, seen.emission, seen.link, seen.fresh, weights.bias)
        writer = writer_of(plain(text.text, aliases(text.text)))
        insights = chain.groups(labelling.labels, chain.INSIGHT, chain.MORE_INSIGHT)
        actions = promises(units, chain.groups(labelling.labels, chain.ACTION, chain.MORE_ACTION))
        return Drafts(
            self._insights(text, seen, insights, labelling.shares, weights, writer),
            _actions(text, units, actions, labelling.shares, writer),
        )

    def _insights(
        self,
        text: RedactedText,
        seen: Seen,
        groups: Sequence[Sequence[int]],
        shares: chain.Floats,
        weights: Weights,
        writer: Speaker,
    ) -> tuple[InsightDraft, ...]:
        if not groups:
            return ()
        directions = chain.softmax(features.direction_rows(seen, groups, writer) @ weights.direction)
        subjects = [features.subject_of(seen, group) for group in groups]
        themes = features.theme_rows(subjects, directions @ features.TAUGHT) @ weights.theme
        statements = insight_statements([[seen.units[at] for at in group] for group in groups], writer)
        return tuple(
            InsightDraft(
                statement=statements[row],
                theme=THEMES[int(themes[row].argmax())],
                direction=DIRECTIONS[int(directions[row].argmax())],
                confidence=_sure(shares, group, (chain.INSIGHT, chain.MORE_INSIGHT)),
                evidence=_evidence(text.text, seen.units, group),
            )
            for row, group in enumerate(groups)
        )


def readable(text: RedactedText) -> list[Unit]:
    """Units that may become items: nothing withheld, nothing addressed to a machine."""
    units = segment(text)
    barred = planted(units)
    return [unit for at, unit in enumerate(units) if at not in barred and WITHHELD not in unit.text]


def promises(units: Sequence[Unit], groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """One group a promise: a unit with a verb of promising of its own starts another; what is denied leaves."""
    found: list[list[int]] = []
    for group in groups:
        parts: list[list[int]] = []
        for at in group:
            if parts and _DENIED.search(units[at].text):
                continue
            if parts and _PROMISED.search(units[at].text) and any(_PROMISED.search(units[b].text) for b in parts[-1]):
                parts.append([at])
            elif parts:
                parts[-1].append(at)
            else:
                parts.append([at])
        found.extend(parts)
    return found


def _actions(
    text: RedactedText,
    units: Sequence[Unit],
    groups: Sequence[Sequence[int]],
    shares: chain.Floats,
    writer: Speaker,
) -> tuple[ActionDraft, ...]:
    chosen = [[units[at] for at in group] for group in groups]
    owners = [_owner(text.text, group, writer) for group in chosen]
    tasks = action_tasks(chosen, owners, writer)
    return tuple(
        ActionDraft(
            task=tasks[row],
            owner=owners[row],
            due=due(" ".join(unit.text for unit in chosen[row]), text.session_date)
            or _answered(text, units, group[-1]),
            confidence=_sure(shares, group, (chain.ACTION, chain.MORE_ACTION)),
            evidence=_evidence(text.text, units, group),
        )
        for row, group in enumerate(groups)
    )


def _owner(text: str, units: Sequence[Unit], writer: Speaker) -> Owner:
    before, known = text[max(0, units[0].start - _BEFORE) : units[0].start], aliases(text)
    return owner_of([replace(unit, text=plain(unit.text, known)) for unit in units], writer, plain(before, known))


def _answered(text: RedactedText, units: Sequence[Unit], last: int) -> date | None:
    """The day in a short turn right after ("By when?", "Friday.")."""
    if units[last].kind != "turn":
        return None
    for unit in units[last + 1 : last + 4]:
        short = len(unit.text.split()) <= _REPLY_WORDS and unit.block - units[last].block <= 3
        if short and (day := due(unit.text, text.session_date)):
            return day
    return None


def _evidence(text: str, units: Sequence[Unit], group: Sequence[int]) -> tuple[Range, ...]:
    """Ranges of a group, without the words that only introduce it."""
    ranges = [one for at in group for one in units[at].ranges]
    start, end = ranges[0]
    ranges[0] = (start + frame_length(text[start:end]), end)
    return join_ranges(text, ranges)


def _sure(shares: chain.Floats, group: Sequence[int], labels: tuple[int, int]) -> float:
    """Mean probability of the group's units to be of its kind."""
    return round(float(np.mean([shares[at][list(labels)].sum() for at in group])), 3)

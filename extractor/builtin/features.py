"""The numbers that the heads read beside the reader's vectors: cues and neighbours of each unit, and of each group.

Every head is linear on rows `[vectors @ its pooling, features]`; the fit script builds the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.builtin import cues
from extractor.builtin.parse import parse
from extractor.builtin.wording import theme_patterns
from extractor.units import Speaker, Unit
from mentoring.records import Owner
from mentoring.redaction.render import humanise

Vectors = NDArray[np.float32]

_NEIGHBOUR_CUES = 0.5
"""Scale of the neighbours' cues beside a unit's own."""

OWNERS: tuple[Owner, ...] = ("mentor", "mentee", "both", "other", "unassigned")
"""Classes of the owner head."""

TAUGHT = np.array([0.0, 1.0, 0.5], dtype=np.float32)
"""How much the senior teaches, in the order of mentoring.records.DIRECTIONS."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One note as the heads see it."""

    units: tuple[Unit, ...]
    cues: Vectors
    """(n, len(cues.names()))"""
    emission: Vectors
    """(n, features) for the label of each unit."""
    link: Vectors
    """(n, 5) for the step from the unit before; row 0 is zero."""
    fresh: NDArray[np.bool_]
    """(n,) True where a bullet or table row begins: what stood before does not go on there."""


def see(units: Sequence[Unit]) -> Seen:
    """Features of all units of one note, in order."""
    if not units:
        raise ValueError("a note without units has no features")
    own = np.array(cues.rows(units, parse([unit.text for unit in units])), dtype=np.float32)
    emission = np.hstack([
        own, _shift(own, 1) * _NEIGHBOUR_CUES, _shift(own, -1) * _NEIGHBOUR_CUES, _place(units),
        np.ones((len(units), 1), np.float32),
    ])  # fmt: skip
    return Seen(tuple(units), own, emission.astype(np.float32), _links(units), _fresh(units))


def _fresh(units: Sequence[Unit]) -> NDArray[np.bool_]:
    begins = [
        at == 0 or (unit.kind in {"bullet", "row"} and units[at - 1].block != unit.block)
        for at, unit in enumerate(units)
    ]
    return np.array(begins, dtype=np.bool_)


def _shift(rows: Vectors, by: int) -> Vectors:
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved


def _place(units: Sequence[Unit]) -> Vectors:
    """Relative position in the note, first of its block, last of its block."""
    blocks = [unit.block for unit in units]
    return np.array(
        [
            [
                at / max(1, len(units) - 1),
                float(at == 0 or blocks[at - 1] != block),
                float(blocks[at + 1 : at + 2] != [block]),
            ]
            for at, block in enumerate(blocks)
        ],
        dtype=np.float32,
    )


def _links(units: Sequence[Unit]) -> Vectors:
    """One, same block, other speaker, other heading, blocks between."""
    links = np.zeros((len(units), 5), dtype=np.float32)
    for at in range(1, len(units)):
        before, unit = units[at - 1], units[at]
        links[at] = (
            1.0, unit.block == before.block, unit.speaker != before.speaker, unit.heading != before.heading,
            unit.block - before.block > 1,
        )  # fmt: skip
    return links


def pooled(units: Sequence[Unit], groups: Sequence[Sequence[int]]) -> Vectors:
    """(groups, units): each row takes the mean of its group, longer units counting more."""
    matrix = np.zeros((len(groups), len(units)), dtype=np.float32)
    for row, group in enumerate(groups):
        sizes = np.array([len(units[at].text.split()) for at in group], dtype=np.float32)
        matrix[row, list(group)] = sizes / max(float(sizes.sum()), 1.0)
    return matrix


def widened(units: Sequence[Unit], group: Sequence[int]) -> list[int]:
    """A group and up to three units before it in its paragraph or in the turns before: what leads to it."""
    first = units[group[0]]
    reach = 3 if first.kind == "turn" else 0
    lead = [at for at in range(max(0, group[0] - 3), group[0]) if first.block - units[at].block <= reach]
    return [*lead, *group]


def theme_rows(seen: Seen, groups: Sequence[Sequence[int]], senior: Vectors) -> Vectors:
    """Features of insights for the theme head; `senior` (n,): how much the senior teaches."""
    stems = [_stems(_words(seen, group)) for group in groups]
    wider = [_stems(_words(seen, widened(seen.units, group))) for group in groups]
    taught = np.asarray(senior, dtype=np.float32)[:, None]
    rows = [np.array(stems) * 0.3, np.array(wider) * 0.3, taught * 0.7, np.ones((len(groups), 1))]
    return np.hstack(rows).astype(np.float32)


def _words(seen: Seen, group: Sequence[int]) -> str:
    return humanise(" ".join(seen.units[at].text for at in group))


def _stems(text: str) -> list[float]:
    return [min(len(pattern.findall(text)), 4) / 2 for pattern in theme_patterns()]


def direction_rows(seen: Seen, groups: Sequence[Sequence[int]], writer: Speaker) -> Vectors:
    """Features of insights for the direction head: who speaks or writes, teaching cues in and before."""
    made = []
    for group in groups:
        unit = seen.units[group[0]]
        voice = unit.speaker or writer
        lead = seen.cues[max(0, group[0] - 2) : group[0]]
        before = lead.max(axis=0) if len(lead) else np.zeros(seen.cues.shape[1], np.float32)
        senior = float(voice == "mentee")
        spoken = float(unit.kind in {"turn", "quote"})
        inside = seen.cues[list(group)].max(axis=0)
        made.append(np.hstack([
            inside, inside * senior, before, before * senior,
            [2 * senior * spoken, 2 * (1 - senior) * spoken, senior * (1 - spoken), (1 - senior) * (1 - spoken), 1.0],
        ]))  # fmt: skip
    return np.array(made, dtype=np.float32)


def owner_rows(seen: Seen, groups: Sequence[Sequence[int]], ruled: Sequence[str], writer: Speaker) -> Vectors:
    """Features of action items for the owner head: who the rules say it is, who speaks or writes, first cues."""
    made = []
    for group, owner in zip(groups, ruled, strict=True):
        unit = seen.units[group[0]]
        voice = unit.speaker or writer
        made.append(np.hstack([
            seen.cues[list(group)].max(axis=0), [3.0 * (owner == one) for one in OWNERS],
            [2.0 * (voice == "mentor"), 2.0 * (voice == "mentee"), float(unit.kind == "turn"), 1.0],
        ]))  # fmt: skip
    return np.array(made, dtype=np.float32)

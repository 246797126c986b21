"""The numbers that the heads read: embeddings, cues and neighbours of each unit, and of each group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.builtin import cues
from extractor.builtin.parse import parse
from extractor.builtin.wording import theme_patterns
from extractor.units import Speaker, Unit
from mentoring.redaction.render import humanise

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_EMBEDDING, _NEIGHBOUR_CUES, _NEIGHBOUR_EMBEDDING = 3.0, 0.5, 1.5
"""Scales that let unit-length embeddings weigh as much as 0/1 cues under one penalty; cross-validated by note."""

TAUGHT = np.array([0.0, 1.0, 0.5], dtype=np.float32)
"""How much the senior teaches, in the order of mentoring.records.DIRECTIONS."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One note as the heads see it."""

    units: tuple[Unit, ...]
    vectors: Vectors
    """(n, d) embeddings of the units."""
    cues: Vectors
    """(n, len(cues.names()))"""
    emission: Vectors
    """(n, features) for the label of each unit."""
    link: Vectors
    """(n, 6) for the step from the unit before; row 0 is zero."""
    fresh: NDArray[np.bool_]
    """(n,) True where a bullet or table row begins: what stood before does not go on there."""


def see(units: Sequence[Unit], embed: Embed) -> Seen:
    """Features of all units of one note, in order."""
    if not units:
        raise ValueError("a note without units has no features")
    vectors = embed([humanise(unit.text) for unit in units])
    own = np.array(cues.rows(units, parse([unit.text for unit in units])), dtype=np.float32)
    around = (_shift(vectors, 1) + _shift(vectors, -1)) / 2
    emission = np.hstack([
        vectors * _EMBEDDING, own, _shift(own, 1) * _NEIGHBOUR_CUES, _shift(own, -1) * _NEIGHBOUR_CUES,
        around * _NEIGHBOUR_EMBEDDING, _place(units), np.ones((len(units), 1), np.float32),
    ])  # fmt: skip
    return Seen(tuple(units), vectors, own, emission.astype(np.float32), _links(units, vectors), _fresh(units))


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


def _links(units: Sequence[Unit], vectors: Vectors) -> Vectors:
    """One, similarity, same block, other speaker, other heading, blocks between."""
    links = np.zeros((len(units), 6), dtype=np.float32)
    for at in range(1, len(units)):
        before, unit = units[at - 1], units[at]
        links[at] = (
            1.0, float(vectors[at] @ vectors[at - 1]), unit.block == before.block, unit.speaker != before.speaker,
            unit.heading != before.heading, unit.block - before.block > 1,
        )  # fmt: skip
    return links


@dataclass(frozen=True, slots=True)
class Subject:
    """What an insight is about: its words, and these with the units that lead to it."""

    words: str
    context: str
    vector: Vectors
    context_vector: Vectors


def subject_of(seen: Seen, group: Sequence[int]) -> Subject:
    """A group and up to three units before it in its paragraph or in the turns before."""
    first = seen.units[group[0]]
    reach = 3 if first.kind == "turn" else 0
    lead = [at for at in range(max(0, group[0] - 3), group[0]) if first.block - seen.units[at].block <= reach]
    wider = [*lead, *group]
    return Subject(
        humanise(" ".join(seen.units[at].text for at in group)),
        humanise(" ".join(seen.units[at].text for at in wider)),
        _middle(seen, group),
        _middle(seen, wider),
    )


def _middle(seen: Seen, places: Sequence[int]) -> Vectors:
    """Unit vector amid the units, longer ones counting more."""
    weights = np.array([len(seen.units[at].text.split()) for at in places], dtype=np.float32)
    mean = weights @ seen.vectors[list(places)]
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def theme_rows(subjects: Sequence[Subject], senior: Vectors) -> Vectors:
    """Features of insights for the theme head; `senior` (n,): how much the senior teaches."""
    stems = np.array([_stems(one.words) for one in subjects], dtype=np.float32)
    wider = np.array([_stems(one.context) for one in subjects], dtype=np.float32)
    vectors = np.array([np.hstack([one.vector, one.context_vector]) for one in subjects], dtype=np.float32)
    taught = np.asarray(senior, dtype=np.float32)[:, None]
    rows = [vectors, stems * 0.3, wider * 0.3, taught * 0.7, np.ones((len(subjects), 1), np.float32)]
    return np.hstack(rows).astype(np.float32)


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
            seen.vectors[list(group)].mean(axis=0) * 2, inside, inside * senior, before, before * senior,
            [2 * senior * spoken, 2 * (1 - senior) * spoken, senior * (1 - spoken), (1 - senior) * (1 - spoken), 1.0],
        ]))  # fmt: skip
    return np.array(made, dtype=np.float32)

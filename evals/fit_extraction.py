"""Fits and measures the builtin engine: the adapter that reads a note, and the heads on what it reads.

    python -m evals.fit_extraction --cases CORPUS --hold-out c,f     these hands are left out and scored
    python -m evals.fit_extraction --cases CORPUS --out FILE         fits on everything and writes the weights

Data: evals/cases/training, the marked-up notes of extractor/builtin/fit and single insights (`told`), all ours, and the
gold cases of --cases.
A hand is one writer's notes; "corpus" and "own" are hands too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from evals.adapting import Adapted, Course, chain_loss, fit
from evals.fit_notes import FIT, Lesson, Note, note_of, read_notes, told
from evals.gold import load_cases
from evals.marked import TRAINING, hand_of, load_marked
from evals.metrics.extraction import Counts, Labelled, score
from extractor.builtin import chain, features
from extractor.builtin.engine import BuiltinEngine, readable, ruled_owner
from extractor.builtin.features import Seen
from extractor.builtin.reader import COLUMNS, pooling, sight
from extractor.builtin.weights import Weights, load, save
from extractor.owners import aliases, plain, writer_of
from extractor.units import Speaker, Unit
from mentoring.encoder import MPNET, Pieces, pieces_of
from mentoring.records import DIRECTIONS, THEMES, RedactedText

BIAS = (-0.4, 0.0)
"""Chosen on two hands left out (y and the corpus): readers differ in how much they list, and a digest is short."""
_NEVER = -1e4
_SENTENCE = 0.1
"""Weight of an insight by itself, which only teaches a theme, beside a whole note."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One note with features and gold labels."""

    note: Note
    pieces: Pieces
    marks: NDArray[np.float32]
    pooling: torch.Tensor
    seen: Seen
    labels: tuple[int, ...]
    """Of each unit; none for a sentence that only teaches a theme."""
    insights: tuple[tuple[int, ...], ...]
    """Unit positions of each gold insight that has any."""
    themes: tuple[int, ...]
    directions: tuple[int, ...]
    actions: tuple[tuple[int, ...], ...]
    owners: tuple[int, ...]
    writer: Speaker


class Heads(nn.Module):
    """Linear on `[vectors, features]`, without bias: the last feature is one."""

    def __init__(self, one: Prepared) -> None:
        super().__init__()
        seen, group = one.seen, [[0]]
        dropped = np.zeros(1, np.float32)
        width, themes = MPNET.width, features.theme_rows(seen, group, dropped)
        directions = features.direction_rows(seen, group, "mentor")
        owners = features.owner_rows(seen, group, ["mentor"], "mentor")
        self.emission = nn.Linear(width + seen.emission.shape[1], chain.LABELS, bias=False)
        self.link = nn.Parameter(torch.zeros(seen.link.shape[1], chain.LABELS, chain.LABELS))
        self.theme = nn.Linear(2 * width + themes.shape[1], len(THEMES), bias=False)
        self.direction = nn.Linear(width + directions.shape[1], len(DIRECTIONS), bias=False)
        self.owner = nn.Linear(width + owners.shape[1], len(features.OWNERS), bias=False)


def prepare(note: Note) -> Prepared:
    """Features of a note and the label each unit should get: the item that covers more than 0.3 of it."""
    units = readable(note.text)
    labels = [chain.OUT] * len(units)
    begun: set[tuple[str, int]] = set()
    members: dict[tuple[str, int], list[int]] = {}
    for at, unit in enumerate(units):
        action, action_at = _covering(unit, note.actions)
        insight, insight_at = _covering(unit, note.insights)
        if max(action, insight) <= 0.3:
            continue
        key = ("a", action_at) if action >= insight else ("i", insight_at)
        first, more = (chain.ACTION, chain.MORE_ACTION) if key[0] == "a" else (chain.INSIGHT, chain.MORE_INSIGHT)
        labels[at] = more if key in begun else first
        begun.add(key)
        members.setdefault(key, []).append(at)
    insights = [(one.item, tuple(members["i", k])) for k, one in enumerate(note.insights) if ("i", k) in members]
    actions = [(one.item, tuple(members["a", k])) for k, one in enumerate(note.actions) if ("a", k) in members]
    return _prepared(note, units, labels, insights, actions)


def _prepared(
    note: Note,
    units: list[Unit],
    labels: Sequence[int],
    insights: Sequence[tuple[Labelled, tuple[int, ...]]],
    actions: Sequence[tuple[Labelled, tuple[int, ...]]],
) -> Prepared:
    text = note.text.text
    pieces = pieces_of(text)
    return Prepared(
        note,
        pieces,
        sight(text, pieces, units),
        torch.from_numpy(pooling(pieces, units)),
        features.see(units),
        tuple(labels),
        tuple(group for _, group in insights),
        tuple(THEMES.index(str(item.theme)) for item, _ in insights),
        tuple(DIRECTIONS.index(str(item.direction)) for item, _ in insights),
        tuple(group for _, group in actions),
        tuple([str(one) for one in features.OWNERS].index(str(item.owner)) for item, _ in actions),
        writer_of(plain(text, aliases(text))),
    )


def _covering(unit: Unit, lessons: Sequence[Lesson]) -> tuple[float, int]:
    size = sum(end - start for start, end in unit.ranges)
    shares = [
        sum(max(0, min(b, d) - max(a, c)) for a, b in unit.ranges for c, d in lesson.ranges) / size
        for lesson in lessons
    ]
    return max(((share, at) for at, share in enumerate(shares)), key=lambda one: one[0], default=(0.0, -1))


def theme_sentences() -> list[Prepared]:
    """Insights without a note around them, each a text of its own that teaches a theme and a direction."""
    made = []
    for item in told():
        text = RedactedText("", date(2026, 1, 1), "prose", item.words)
        units = readable(text)
        if not units:
            continue
        made.append(_prepared(Note(text, (), (), ()), units, (), [(item, tuple(range(len(units))))], []))
    return made


def loss_of(adapted: Adapted, heads: Heads, one: Prepared) -> torch.Tensor:
    """Negative log-likelihood of the labels, a unit, and of theme, direction and owner, an item."""
    read = adapted.read(one.pieces, one.marks)
    vectors = functional.dropout(one.pooling @ read, 0.1, adapted.training)
    total = torch.zeros(())
    if one.labels:
        total = total + _chain_loss(heads, one, vectors)
    units = one.seen.units
    if one.insights:
        means = torch.from_numpy(features.pooled(units, one.insights)) @ vectors
        wider = torch.from_numpy(features.pooled(units, [features.widened(units, g) for g in one.insights])) @ vectors
        gold = torch.tensor(one.directions)
        rows = torch.from_numpy(features.direction_rows(one.seen, one.insights, one.writer))
        total = total + 0.3 * functional.cross_entropy(heads.direction(torch.hstack([means, rows])), gold)
        taught = features.TAUGHT[list(one.directions)]
        rows = torch.from_numpy(features.theme_rows(one.seen, one.insights, taught))
        scores = heads.theme(torch.hstack([means, wider, rows]))
        total = total + 0.5 * functional.cross_entropy(scores, torch.tensor(one.themes))
    if one.actions:
        means = torch.from_numpy(features.pooled(units, one.actions)) @ vectors
        text = one.note.text.text
        ruled = [ruled_owner(text, [units[at] for at in group], one.writer) for group in one.actions]
        rows = torch.from_numpy(features.owner_rows(one.seen, one.actions, ruled, one.writer))
        total = total + 0.3 * functional.cross_entropy(
            heads.owner(torch.hstack([means, rows])), torch.tensor(one.owners)
        )
    return total if one.labels else _SENTENCE * total


def _chain_loss(heads: Heads, one: Prepared, vectors: torch.Tensor) -> torch.Tensor:
    """Forward algorithm (Lafferty et al., 2001), in nats a unit."""
    scores = heads.emission(torch.hstack([vectors, torch.from_numpy(one.seen.emission)]))
    barred = torch.zeros_like(scores)
    barred[torch.from_numpy(one.seen.fresh)] = torch.tensor(
        [_NEVER * (label in (chain.MORE_INSIGHT, chain.MORE_ACTION)) for label in range(chain.LABELS)]
    )
    gold = torch.tensor(one.labels)
    # A gold group that goes on in the next bullet is no impossible path: only the others are barred.
    barred[torch.arange(len(gold)), gold] = 0
    scores = scores + barred
    steps = torch.einsum("tp,pab->tab", torch.from_numpy(one.seen.link), heads.link)
    return chain_loss(scores, steps, gold)


def weights_of(adapted: Adapted, heads: Heads) -> Weights:
    """What the engine reads."""

    def rows(head: nn.Linear) -> NDArray[np.float32]:
        return head.weight.detach().numpy().T.astype(np.float32)

    link = heads.link.detach().numpy().astype(np.float32)
    made = chain.Chain(rows(heads.emission), link)
    return Weights(adapted.export(), made, rows(heads.theme), rows(heads.direction), rows(heads.owner), BIAS)


def fitted(notes: Sequence[Prepared], course: Course, start: Weights | None = None) -> Weights:
    """Everything, from the given notes; `start`: an earlier fit to go on from."""
    torch.manual_seed(course.seed)
    adapted, heads = Adapted(MPNET, len(COLUMNS)), Heads(notes[0])
    if start:
        adapted.start(start.adapter)
        heads.link.data = torch.from_numpy(start.chain.link)
        for head, rows in (
            (heads.emission, start.chain.emission),
            (heads.theme, start.theme),
            (heads.direction, start.direction),
            (heads.owner, start.owner),
        ):
            head.weight.data = torch.from_numpy(np.ascontiguousarray(rows.T))
    fit(adapted, heads, [notes] * course.epochs, lambda one: loss_of(adapted, heads, one), course)
    return weights_of(adapted, heads)


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of some notes."""

    insights: Counts = field(default_factory=Counts)
    actions: Counts = field(default_factory=Counts)

    def __add__(self, other: Result) -> Result:
        return Result(self.insights + other.insights, self.actions + other.actions)


def measure(note: Note, engine: BuiltinEngine) -> Result:
    """Scores of the engine's drafts on one note."""
    drafts = engine.draft(note.text)

    def words(ranges: Sequence[tuple[int, int]]) -> str:
        return " ".join(note.text.text[start:end] for start, end in ranges)

    insights = [Labelled(words(i.evidence), theme=i.theme, direction=i.direction) for i in drafts.insights]
    actions = [Labelled(words(a.evidence), owner=a.owner, due=a.due) for a in drafts.actions]
    return Result(
        score(insights, [one.item for one in note.insights], note.distractors),
        score(actions, [one.item for one in note.actions], note.distractors),
    )


def line(name: str, result: Result) -> str:
    """One line of figures."""
    i, a = result.insights, result.actions
    taken, planted = i.distractors_taken + a.distractors_taken, i.distractors
    found = f"F1 {i.f1 or 0:.3f} P {i.precision or 0:.2f} R {i.recall or 0:.2f} core {i.core_recall or 0:.2f}"
    labels = f"theme {i.of_matched('theme') or 0:.2f} direction {i.of_matched('direction') or 0:.2f}"
    done = f"F1 {a.f1 or 0:.3f} P {a.precision or 0:.2f} R {a.recall or 0:.2f}"
    owed = f"owner {a.of_matched('owner') or 0:.2f} due {a.of_matched('due') or 0:.2f}"
    return f"{name:10} insights {found} {labels} | actions {done} {owed} | distractors {taken}/{planted}\n"


def hands(cases: Path) -> dict[str, list[Prepared]]:
    """Prepared notes by who wrote them."""
    found = {"corpus": [prepare(note_of(case)) for case in load_cases(cases)]}
    found["own"] = [prepare(note) for path in sorted(FIT.glob("notes_*.txt")) for note in read_notes(path)]
    for case in load_marked(TRAINING):
        found.setdefault(hand_of(case), []).append(prepare(note_of(case)))
    return found


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=Path, required=True, help="folder with notes/ and gold/")
    arguments.add_argument("--hold-out", default="", help="hands to leave out and score")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--rate", type=float, default=6e-4)
    arguments.add_argument("--start", type=Path, help="weights of an earlier fit to go on from")
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    known = hands(options.cases)
    held = [hand for hand in options.hold_out.split(",") if hand]
    notes = [one for hand, notes in known.items() if hand not in held for one in notes if one.labels]
    course = Course(options.epochs, options.rate)
    weights = fitted([*notes, *theme_sentences()], course, load(options.start) if options.start else None)
    engine = BuiltinEngine(weights)
    for hand in held:
        sys.stdout.write(line(hand, sum((measure(one.note, engine) for one in known[hand]), Result())))
    if options.out:
        save(weights, options.out)


if __name__ == "__main__":
    main()

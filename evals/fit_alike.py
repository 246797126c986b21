"""Fits extractor/alike.py: vectors by which insights that make one point lie together, however they are told.

    python -m evals.fit_alike                 five folds of groups, each scored by weights that never saw it
    python -m evals.fit_alike --out FILE      writes the weights that never saw the first fold: its figure is theirs

Data: evals/cases/alike, groups of one insight told by different people and insights of no group, all invented.
Loss: supervised contrastive (Khosla et al., 2020), groups with a near miss beside them in one batch.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from evals.adapting import Adapted
from extractor.alike import alike
from extractor.patterns import grouped
from mentoring.encoder import MPNET, pieces_of
from mentoring.encoder.sentences import SentenceEncoder
from retrieval.embed import Embedder

DATA = Path(__file__).parent / "cases" / "alike"
FOLDS, GROUPS_A_STEP, LONE_A_STEP = 5, 10, 8
EPOCHS, RATE, SHARPNESS = 4, 5e-4, 20.0
"""SHARPNESS: cosines are multiplied by it before the softmax, the inverse of the loss's temperature."""
_LONGEST = 126


@dataclass(frozen=True, slots=True)
class Telling:
    """One insight as somebody told it, and the group it belongs to; its own where nobody else told it."""

    text: str
    group: str
    fold: int


def tellings() -> tuple[list[Telling], dict[str, list[str]]]:
    """All tellings, and the near misses of each group, which lie in one fold with it."""
    groups = _lines("groups")
    near = {one["group"]: list(one.get("near", [])) for one in groups}
    fold = {one["group"]: min([one["group"], *near[one["group"]]]) for one in groups}
    order = sorted(set(fold.values()))
    random.Random(1).shuffle(order)  # noqa: S311 - a draw, no secret
    place = {name: at % FOLDS for at, name in enumerate(order)}
    told = [
        Telling(_nameless(telling["text"]), one["group"], place[fold[one["group"]]])
        for one in groups
        for telling in one["told"]
    ]
    lone = [Telling(_nameless(one["text"]), f"alone-{at}", at % FOLDS) for at, one in enumerate(_lines("singles"))]
    return [*told, *lone], near


def _lines(name: str) -> list[dict[str, Any]]:
    files = sorted(DATA.glob(f"{name}*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]


def _nameless(text: str) -> str:
    return text.replace("[PERSON_1]", "someone")


def fitted(told: Sequence[Telling], near: dict[str, list[str]], epochs: int = EPOCHS) -> dict[str, Any]:
    """The adapter's arrays."""
    torch.manual_seed(1)
    adapted, draw = Adapted(MPNET, 1), random.Random(1)  # noqa: S311 - a draw, no secret
    weights = [one for one in adapted.parameters() if one.requires_grad]
    descent = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01)
    steps = epochs * (len({one.group for one in told if one.group in near}) // GROUPS_A_STEP)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        descent, lambda step: min(1.0, 10 * step / steps) * 0.5 * (1 + math.cos(math.pi * step / steps))
    )
    for batch in _batches(told, near, draw, epochs):
        descent.zero_grad()
        loss = contrast(_read(adapted, batch), [one.group for one in batch])
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        descent.step()
        schedule.step()
    return dict(adapted.export())


def _batches(
    told: Sequence[Telling], near: dict[str, list[str]], draw: random.Random, epochs: int
) -> Iterator[list[Telling]]:
    members: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in told:
        members[one.group].append(one)
    names, lone = [name for name in members if name in near], [one for one in told if one.group not in near]
    for _ in range(epochs):
        draw.shuffle(names)
        for at in range(0, len(names) - GROUPS_A_STEP + 1, GROUPS_A_STEP):
            chosen = dict.fromkeys(
                each for name in names[at : at + GROUPS_A_STEP] for each in (name, *near[name]) if each in members
            )
            yield [one for name in chosen for one in members[name]] + draw.sample(lone, min(LONE_A_STEP, len(lone)))


def _read(adapted: Adapted, batch: Sequence[Telling]) -> torch.Tensor:
    """(n, 768) unit vectors, the mean over each text's pieces; texts of about one length are read together."""
    numbers = [[MPNET.start, *(pieces_of(one.text).ids[:_LONGEST] + MPNET.shift).tolist(), MPNET.end] for one in batch]
    order = sorted(range(len(numbers)), key=lambda at: len(numbers[at]))
    read = [_means(adapted, [numbers[at] for at in order[first : first + 16]]) for first in range(0, len(order), 16)]
    back = torch.tensor(order).argsort()
    return functional.normalize(torch.cat(read)[back], dim=1)


def _means(adapted: Adapted, numbers: Sequence[Sequence[int]]) -> torch.Tensor:
    ids = torch.zeros(len(numbers), max(map(len, numbers)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, own in enumerate(numbers):
        ids[row, : len(own)], mask[row, : len(own)] = torch.tensor(own), 1
    hidden = adapted.model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    means: torch.Tensor = (hidden * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
    return means


def contrast(vectors: torch.Tensor, groups: Sequence[str]) -> torch.Tensor:
    """Supervised contrastive loss, in nats a text that has a companion in the batch."""
    likeness = SHARPNESS * vectors @ vectors.T - 1e4 * torch.eye(len(vectors))
    names = np.array(groups)
    same = torch.from_numpy((names[:, None] == names[None]) & ~np.eye(len(names), dtype=bool))
    chance = torch.log_softmax(likeness, dim=1)
    paired = same.any(dim=1)
    return -((chance * same).sum(dim=1) / same.sum(dim=1).clamp(min=1))[paired].mean()


def best_f1(vectors: NDArray[np.float32], groups: Sequence[str]) -> float:
    """Highest F1 of couples over thresholds of average linkage."""
    names = np.array(groups)
    upper = np.triu_indices(len(names), 1)
    gold = (names[:, None] == names[None])[upper]
    found = 0.0
    for similar in np.arange(0.1, 0.9, 0.02):
        own = np.arange(len(names)) + len(names)
        for number, group in enumerate(grouped(vectors.astype(np.float64), float(similar))):
            own[group] = number
        said = (own[:, None] == own[None])[upper]
        found = max(found, 2 * int((said & gold).sum()) / max(1, int(said.sum() + gold.sum())))
    return found


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--folds", type=int, default=FOLDS, help="how many of the folds to score")
    options = arguments.parse_args()
    told, near = tellings()
    for fold in range(1 if options.out else options.folds):
        held = [one for one in told if one.fold == fold]
        arrays = fitted([one for one in told if one.fold != fold], near)
        texts, groups = [one.text for one in held], [one.group for one in held]
        plain, own = Embedder().embed(texts), alike(texts, SentenceEncoder(MPNET, arrays))
        figures = [best_f1(one, groups) for one in (plain, own, np.hstack([plain, own]) * 0.5**0.5)]
        sys.stdout.write(f"fold {fold}: {len(held)} tellings, F1 {' / '.join(f'{one:.3f}' for one in figures)}\n")
        if options.out:
            np.savez_compressed(options.out, **arrays)


if __name__ == "__main__":
    main()

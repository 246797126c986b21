"""Fits an adapter of mentoring.encoder, and linear heads on what the adapted model reads. Needs torch."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from mentoring.encoder import MPNET, Model, Pieces
from mentoring.encoder.graph import HEADS
from mentoring.encoder.models import MATRICES
from mentoring.encoder.tokens import windows_of
from mentoring.errors import Damaged

Text = TypeVar("Text")
RANK = 16
HEAD_RATE = 2e-3


class _Thin(nn.Module):
    """A weight matrix that stays as it is, and the two thin ones that are fitted."""

    def __init__(self, whole: nn.Linear, rank: int) -> None:
        super().__init__()
        self.whole = whole
        self.down = nn.Parameter(torch.randn(rank, whole.in_features) / math.sqrt(whole.in_features))
        self.up = nn.Parameter(torch.zeros(whole.out_features, rank))

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """The sum of both."""
        kind = given.dtype
        added: torch.Tensor = self.whole(given) + (given @ self.down.T.to(kind)) @ self.up.T.to(kind)
        return added


class Adapted(nn.Module):
    """The model with an adapter to be fitted, reading a batch of windows."""

    def __init__(self, of: Model, kinds: int, rank: int = RANK) -> None:
        super().__init__()
        self.of = of
        self.kind = torch.bfloat16 if has_fast_bfloat16() else torch.float32
        self.model = library_model(of).to(self.kind)
        self.model.requires_grad_(requires_grad=False)
        self.thin: dict[str, _Thin] = {}
        for layer in range(of.layers):
            for matrix in MATRICES:
                path = _theirs(f"encoder.layer.{layer}.{matrix}", of)
                whole = self.model.get_submodule(path)
                self.thin[f"{layer}.{matrix}"] = thin = _Thin(whole, rank)
                self.model.set_submodule(path, thin)
        self.marks = nn.Parameter(torch.zeros(kinds, of.width))

    def forward(self, ids: torch.Tensor, extra: torch.Tensor) -> torch.Tensor:
        """(windows, length, width)."""
        embedded = self.model.embeddings.word_embeddings(ids) + (extra @ self.marks).to(self.kind)
        hidden: torch.Tensor = self.model(inputs_embeds=embedded).last_hidden_state
        return hidden.float()

    def read(self, pieces: Pieces, marks: NDArray[np.float32]) -> torch.Tensor:
        """(n, width) of a whole text, each piece from the window in which it stands farthest inside."""
        windows = windows_of(len(pieces), self.of.window)
        length = windows[0].end - windows[0].start + 2
        ids = torch.zeros(len(windows), length, dtype=torch.long)
        extra = torch.zeros(len(windows), length, marks.shape[1])
        for row, w in enumerate(windows):
            ids[row] = torch.tensor([self.of.start, *(pieces.ids[w.start : w.end] + self.of.shift), self.of.end])
            extra[row, 1:-1] = torch.from_numpy(marks[w.start : w.end])
        hidden = self.forward(ids, extra)
        parts = [hidden[row, 1 + w.first - w.start : 1 + w.last - w.start] for row, w in enumerate(windows)]
        return torch.cat(parts)

    def start(self, arrays: Mapping[str, NDArray[np.floating[Any]]]) -> None:
        """Go on from an adapter that was exported before."""
        self.marks.data = torch.from_numpy(arrays["marks"].astype(np.float32))
        for name, thin in self.thin.items():
            for part in ("down", "up"):
                getattr(thin, part).data = torch.from_numpy(arrays[f"{name}.{part}"].astype(np.float32))

    def export(self) -> dict[str, NDArray[np.float16]]:
        """The adapter's arrays as mentoring.encoder reads them."""
        arrays = {"marks": self.marks.detach().numpy().astype(np.float16)}
        for name, thin in self.thin.items():
            for part in ("down", "up"):
                arrays[f"{name}.{part}"] = getattr(thin, part).detach().numpy().astype(np.float16)
        return arrays


def library_model(of: Model) -> Any:
    """A fresh copy in fp32 as the library transformers runs it, without its pooling; its types are its own."""
    from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

    made: Any = MPNetModel if of is MPNET else BertModel
    shape: Any = MPNetConfig if of is MPNET else BertConfig
    config = shape(
        hidden_size=of.width,
        intermediate_size=4 * of.width,
        num_hidden_layers=of.layers,
        num_attention_heads=HEADS,
        layer_norm_eps=of.epsilon,
        vocab_size=len(of.arrays["embeddings.word_embeddings.weight"]),
        max_position_embeddings=len(of.arrays["embeddings.position_embeddings.weight"]),
        attention_probs_dropout_prob=0.0,
    )
    model = made(config, add_pooling_layer=False)
    own = {_theirs(name, of): torch.from_numpy(rows) for name, rows in of.arrays.items() if "pooler" not in name}
    missing, _ = model.load_state_dict(own, strict=False)
    if any(not name.endswith("_ids") for name in missing):
        raise Damaged(f"The packaged model lacks {missing[0]}: the library has other names for its parts now.")
    return model


def _theirs(name: str, of: Model) -> str:
    for theirs, ours in of.names:
        name = f"{name}.".replace(ours, theirs).removesuffix(".")
    return name


def has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself; elsewhere it is emulated and slower than fp32."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast an adapter is fitted."""

    epochs: int
    rate: float
    batch: int = 4
    """Texts whose losses are added before a step."""
    seed: int = 1


def fit(
    adapted: Adapted,
    heads: nn.Module,
    plan: Sequence[Sequence[Text]],
    loss: Callable[[Text], torch.Tensor],
    course: Course,
) -> None:
    """Lower the summed loss of each epoch's texts, in an order drawn anew; the rate rises, then falls to nothing."""
    fitted = [p for p in adapted.parameters() if p.requires_grad]
    groups = [
        {"params": fitted, "lr": course.rate, "weight_decay": 0.01},
        {"params": list(heads.parameters()), "lr": HEAD_RATE, "weight_decay": 0.01},
    ]
    steps = sum(math.ceil(len(texts) / course.batch) for texts in plan)
    descent = torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(descent, lambda step: _rise_and_fall(step / max(steps, 1)))
    order = random.Random(course.seed)  # noqa: S311 - a draw, no secret
    adapted.train()
    heads.train()
    for epoch, texts in enumerate(plan):
        began, total = time.monotonic(), 0.0
        for batch in _batches(list(texts), course.batch, order):
            for text in batch:
                cost = loss(text) / len(batch)
                cost.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
                total += float(cost.detach()) * len(batch)
            nn.utils.clip_grad_norm_(fitted, 1.0)
            descent.step()
            schedule.step()
            descent.zero_grad()
        sys.stderr.write(f"epoch {epoch + 1}: loss {total / len(texts):.4f}, {time.monotonic() - began:.0f} s\n")
    adapted.eval()
    heads.eval()


def chain_loss(scores: torch.Tensor, steps: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood of the gold labels of a linear chain, in nats a place (forward algorithm)."""
    total, path = scores[0], scores[0, gold[0]]
    for at in range(1, len(gold)):
        total = torch.logsumexp(total[:, None] + steps[at], dim=0) + scores[at]
        path = path + steps[at, gold[at - 1], gold[at]] + scores[at, gold[at]]
    cost: torch.Tensor = (torch.logsumexp(total, dim=0) - path) / len(gold)
    return cost


def _rise_and_fall(done: float) -> float:
    return done / 0.1 if done < 0.1 else 0.5 * (1 + math.cos(math.pi * (done - 0.1) / 0.9))


def _batches(texts: list[Text], size: int, order: random.Random) -> Iterator[list[Text]]:
    order.shuffle(texts)
    for at in range(0, len(texts), size):
        yield texts[at : at + size]

"""The best sessions put in another order by a model that reads the question and their words side by side.

Off unless it is configured. It is shown what was found for the reader, nothing else: it moves sessions and adds none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from mentoring.encoder.network import THREADS
from mentoring.errors import EngineFailed, Misconfigured
from mentoring.llm import Gateway
from mentoring.redaction.render import humanise
from prompts import load
from retrieval.search import Hit

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 10
"""Sessions that are put in order: a page of them, one question to a model."""
_TOKENS = 120


class Reranker(Protocol):
    """Whoever puts texts in order."""

    def order(self, question: str, texts: Sequence[str]) -> list[int]:
        """Every place of `texts` once, the text that answers best first."""


def reordered(hits: Sequence[Hit], question: str, reranker: Reranker, may_read: Collection[str]) -> list[Hit]:
    """The hits, the first RERANKED in another order; those of notes that may not be read keep their places.

    `question` comes redacted. A hit keeps its score, which is search's own.
    """
    found = list(hits)
    places = [at for at, hit in enumerate(found[:RERANKED]) if hit.note_id in may_read]
    if len(places) > 1:
        texts = [" ".join(humanise(found[at].snippet).split()) for at in places]
        for place, chosen in zip(places, reranker.order(question, texts), strict=True):
            found[place] = hits[places[chosen]]
    return found


class Pairs:
    """A cross-encoder in a folder of this machine: it judges each text beside the question."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        if not (self._folder / "config.json").is_file():
            raise Misconfigured(
                f"{folder} is no folder with a cross-encoder: set `reranker` to one on this machine, or to llm."
            )

    def order(self, question: str, texts: Sequence[str]) -> list[int]:
        """Best judged first, equals as they came."""
        judged: Any = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [int(at) for at in np.argsort(-np.asarray(judged, dtype=np.float64).reshape(-1), kind="stable")]

    @cached_property
    def _model(self) -> CrossEncoder:
        import torch
        from sentence_transformers import CrossEncoder

        torch.set_num_threads(min(THREADS, torch.get_num_threads()))
        model: CrossEncoder = CrossEncoder(str(self._folder), device="cpu", num_labels=1, local_files_only=True)
        return model


class Asked:
    """A language model behind the gateway: it is asked once for the order of all texts."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def order(self, question: str, texts: Sequence[str]) -> list[int]:
        """Those it names, then the others as they came; as they came where it fails."""
        lines = "\n".join(f"{number} {text}" for number, text in enumerate(texts, 1))
        messages = load("rerank", 1).render(question=question, lines=lines)
        try:
            said = self._gateway.ask(messages, _schema(len(texts)), _TOKENS).parsed
        except EngineFailed:
            said = None
        named = [number - 1 for number in said["order"]] if said is not None else []
        return list(dict.fromkeys([*named, *range(len(texts))]))


def _schema(texts: int) -> dict[str, Any]:
    number = {"type": "integer", "enum": list(range(1, texts + 1))}
    return {
        "type": "object",
        "properties": {"order": {"type": "array", "items": number, "maxItems": texts}},
        "required": ["order"],
        "additionalProperties": False,
    }

"""The configured reranker, if there is one: what it is told of the question, and of which notes it may read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mentoring.redaction.render import humanise
from retrieval.rerank import Asked, Reranker, reordered
from retrieval.search import Hit
from service.stages.readable import Readable
from service.wiring import App, gateway_to_model

MODEL = "llm"
"""`reranker` of this name is the model behind the configured endpoint; any other is a folder."""


def in_order(app: App, reach: Readable, query: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits in the reranker's order; as they are without one. The question is redacted before it is told."""
    if app.settings.reranker is None or len(hits) < 2:
        return list(hits)
    redacted, _ = app.redactor().preview(query, mentor=None, mentee=None, session_date=app.today)
    if redacted.withheld:  # nothing is left to ask, or nobody can tell whom it names
        return list(hits)
    elsewhere = app.settings.reranker == MODEL and app.model_is_elsewhere
    with _reranker(app) as reranker:
        return reordered(hits, humanise(redacted.text), reranker, reach.sendable if elsewhere else set(reach.rows))


@contextmanager
def _reranker(app: App) -> Iterator[Reranker]:
    if app.settings.reranker != MODEL:
        yield app.cross_encoder
        return
    gateway = gateway_to_model(app.settings)
    try:
        yield Asked(gateway)
    finally:
        gateway.close()

"""Was this learned before, and where is nothing learned: insights compared by what their statements mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mentoring.errors import BadInput, NotFound
from mentoring.records import THEMES, Caller
from mentoring.store.items import InsightRow
from retrieval.scoring import best_rows, fuse
from retrieval.search import MOST as MOST_ROWS
from retrieval.search import make_question
from retrieval.snippets import coverage
from service.search_requests import FindPatterns, Goal
from service.stages import documents
from service.stages.readable import readable
from service.stages.seeing import Seen
from service.wiring import App

NEAR = 0.45
"""Least similarity of an earlier insight that is shown; patterns join insights from 0.5 (extractor.patterns)."""
BEARS = 0.43
"""Least similarity at which an insight bears on a goal: on the development corpus' 18 goals 6 of 8 above it do, and
one of 10 below."""
MOST = 3
TOUCHES = 0.3
"""Least similarity of a pattern's title to a question in which none of its words stand."""


def before(app: App, seen: Seen, insight_id: str) -> list[dict[str, Any]]:
    """Up to three insights of earlier sessions near to one; of what the reader may see."""
    row = next((one for one in seen.insights if one.insight.id == insight_id), None)
    if row is None:
        raise NotFound("There is no such insight that you may see.")
    earlier = [
        one
        for one in seen.insights
        if one.insight.note_id != row.insight.note_id and one.session_date <= row.session_date
    ]
    near = _near(app, row.insight.statement, earlier)
    return [_as_json(one, similar) for one, similar in near[:MOST] if similar >= NEAR]


def patterns(app: App, seen: Seen, request: FindPatterns) -> list[dict[str, Any]]:
    """Patterns the reader may see whose titles bear on the question, best first.

    Nothing but the title is compared: insights behind it that she may not see singly touch no score.
    """
    if not 1 <= request.k <= MOST_ROWS:
        raise BadInput(f"Ask for between 1 and {MOST_ROWS} patterns.", code="query")
    if request.theme not in (None, *THEMES):
        raise BadInput(f"A theme is one of {', '.join(THEMES)}.")
    question = make_question(request.query, app.embedder.embed)
    shown = [one for one in seen.patterns if request.theme in (None, one.pattern.theme)]
    if not shown:
        return []
    similar = app.embedder.embed([one.pattern.title for one in shown]) @ question.vector
    words = np.array([coverage(one.pattern.title, question.words) for one in shown])
    scores = fuse(similar.astype(np.float64), words)
    best = [at for at in best_rows(scores, request.k) if similar[at] >= TOUCHES or words[at] > 0]
    return [documents.pattern(shown[at]) | {"score": round(float(scores[at]), 4)} for at in best]


def silence(app: App, caller: Caller, goals: Sequence[Goal]) -> list[dict[str, Any]]:
    """Each goal of a programme the caller leads with its nearest insight; the silent ones first."""
    found = readable(app, caller)
    mine = [one for one in goals if caller.programs is None or one.program in caller.programs]
    rows = []
    for one in mine:
        own = [
            item
            for note_id, items in found.items.items()
            if found.rows[note_id].program == one.program
            for item in items
            if isinstance(item, InsightRow)
        ]
        near = [(row, similar) for row, similar in _near(app, one.goal, own) if similar >= BEARS]
        rows.append(
            {
                "program": one.program, "pair": one.pair, "goal": one.goal, "silent": not near,
                "nearest": _as_json(*near[0]) if near else None,
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: not row["silent"])


def _near(app: App, text: str, rows: Sequence[InsightRow]) -> list[tuple[InsightRow, float]]:
    """Rows with the similarity of their statements to `text`, most similar first."""
    if not rows:
        return []
    vectors = app.embedder.embed([text, *(row.insight.statement for row in rows)])
    similar = vectors[1:] @ vectors[0]
    return [(rows[at], round(float(similar[at]), 4)) for at in np.argsort(-similar, kind="stable")]


def _as_json(row: InsightRow, similar: float) -> dict[str, Any]:
    return {
        "id": row.insight.id,
        "note_id": row.insight.note_id,
        "statement": row.insight.statement,
        "theme": row.insight.theme,
        "program": row.program,
        "session_date": row.session_date.isoformat(),
        "similarity": similar,
    }

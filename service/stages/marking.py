"""Evaluators mark items right or wrong, each for herself: what others said is not shown before she has said hers.

Only in an evaluation home, where items may be read in every state. A mark goes where its note goes.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, cast

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import ASPECTS, ASPECTS_OF, Caller, Verdict
from mentoring.store.evaluations import Label
from service.evaluation_requests import MarkItem
from service.stages import documents
from service.wiring import App

_OPERATOR = "operator"


def items(app: App, caller: Caller) -> list[dict[str, Any]]:
    """Every item with its redacted evidence and the caller's own marks; unmarked ones first."""
    _only_in_an_evaluation_home(app)
    mine: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for label in app.store.evaluations.labels(_name(app, caller)):
        mine[label.item_id][label.aspect] = label.verdict
    found = [{**one, "aspects": ASPECTS_OF[one["kind"]], "marks": mine[one["id"]]} for one in _all(app)]
    return sorted(found, key=lambda one: bool(one["marks"]))


def mark(app: App, caller: Caller, request: MarkItem) -> dict[str, Any]:
    """Keep a mark, or take it back."""
    _only_in_an_evaluation_home(app)
    item = next((one for one in _all(app) if one["id"] == request.item_id), None)
    if item is None:
        raise NotFound("There is no such item in this home.")
    if request.aspect not in ASPECTS_OF[item["kind"]]:
        raise BadInput(f"An {item['kind']} is marked for {', '.join(ASPECTS_OF[item['kind']])}.", code="aspect")
    if request.verdict not in ("right", "wrong", "undo"):
        raise BadInput("A mark is right, wrong or undo.", code="verdict")
    aspect, by = next(one for one in ASPECTS if one == request.aspect), _name(app, caller)
    if request.verdict == "undo":
        app.store.evaluations.unmark(item["id"], aspect, by)
    else:
        verdict = cast("Verdict", request.verdict)
        app.store.evaluations.mark(Label(item["id"], item["note_id"], aspect, verdict, by, app.now().isoformat()))
    return {"id": item["id"], "aspect": aspect, "verdict": request.verdict}


def marks(app: App) -> dict[str, Any]:
    """Every mark, and for each aspect how many items carry one, how many are right, and alpha."""
    labels = app.store.evaluations.labels()
    given: dict[str, defaultdict[str, list[str]]] = {aspect: defaultdict(list) for aspect in ASPECTS}
    for label in labels:
        given[label.aspect][label.item_id].append(label.verdict)
    # Named at run time: the layers point down.
    agreement = importlib.import_module("evals.metrics.agreement").agreement
    return {
        "labels": [asdict(label) for label in labels],
        "agreement": [
            {"aspect": aspect, "items": len(of), "right": _right(of.values()), **asdict(agreement([*of.values()]))}
            for aspect, of in given.items()
            if of
        ],
        "people": len({label.by_ref for label in labels}),
    }


def _right(items: Any) -> int:
    """Items that more people call right than wrong."""
    return sum(2 * verdicts.count("right") > len(verdicts) for verdicts in items)


def _all(app: App) -> Iterator[dict[str, Any]]:
    for insight in app.store.items.insights():
        yield {"kind": "insight", **documents.insight(insight, quoted=True)}
    for action in app.store.items.actions():
        yield {"kind": "action", **documents.action(action, quoted=True)}


def _name(app: App, caller: Caller) -> str:
    return app.ref(caller) or _OPERATOR


def _only_in_an_evaluation_home(app: App) -> None:
    if not app.store.is_scratch:
        raise NotAllowed(
            "Items are marked in an evaluation home, where they may be read in every state: "
            "set UPWELL_SCRATCH=1 and another UPWELL_HOME, then ingest and extract there."
        )

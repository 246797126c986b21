"""Addresses of evaluators: the history of runs, their comparison, and marks on items of an evaluation home."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from service import evaluation_requests, workflows
from service.api import bodies
from service.api import evaluation_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api/evals", tags=["evaluation"])
RunId = Annotated[str, Query(pattern=r"^v[0-9a-f]{12}$")]
_read = who_may("read", evaluator="home")
_write = who_may("write", evaluator="home")


@router.get("/runs", response_model=list[answers.Run], **_read)
def runs(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Runs of suites kept in this home, newest first."""
    return workflows.eval_runs(app, caller, evaluation_requests.EvalRuns(), silent)


@router.get("/compare", response_model=answers.Comparison, **_read)
def compare(app: Opened, caller: Asking, before: RunId, after: RunId) -> dict[str, Any]:
    """What changed from one run to another, case by case."""
    return workflows.compare_runs(app, caller, evaluation_requests.CompareRuns(before, after), silent)


@router.get("/leaks", response_model=list[answers.Leak], **_read)
def leaks(app: Opened, caller: Asking, run: RunId) -> list[dict[str, Any]]:
    """Where something came out in one run that should not have: counts by case, never what it was."""
    return workflows.leaks(app, caller, evaluation_requests.Leaks(run), silent)


@router.get("/items", response_model=list[answers.ToMark], **_read)
def items(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Items to mark, those without a mark of the caller's first; only in an evaluation home."""
    return workflows.to_mark(app, caller, evaluation_requests.ToMark(), silent)


@router.post("/items/{item_id}/mark", response_model=answers.Marked, **_write)
def mark(app: Opened, caller: Asking, item_id: bodies.ItemId, body: bodies.MarkBody) -> dict[str, Any]:
    """Mark one side of an item right or wrong, or take the mark back."""
    return workflows.mark_item(app, caller, evaluation_requests.MarkItem(item_id, body.verdict, body.aspect), silent)


@router.get("/marks", response_model=answers.Marks, **_read)
def marks(app: Opened, caller: Asking) -> dict[str, Any]:
    """All marks, and how far those who gave them agree."""
    return workflows.marks(app, caller, evaluation_requests.Marks(), silent)

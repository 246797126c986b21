"""Addresses of pairs: charter, goals, what bears on them. For the two and their leads, never for a delegate."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from mentoring.programme.pairs import GoalStatus
from service import programme_requests as asked
from service import programme_workflows as workflows
from service.api import bodies
from service.api import pair_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api/pairs", tags=["pairs"])
_both_and_lead = {"mentor": "own", "executive": "own", "lead": "programme"}
_read, _write = who_may("read", **_both_and_lead), who_may("write", **_both_and_lead)  # type: ignore[arg-type]  # closed words
_own_write = who_may("write", mentor="own", executive="own")
GoalId = Annotated[str, Field(pattern=r"^o[0-9a-f]{12}$", examples=["o0123456789ab"])]
Sentence = Annotated[str, Field(max_length=600)]
Short = Annotated[str, Field(max_length=80)]


class PlaceBody(bodies.Body):
    """Which pair."""

    program: bodies.Program
    pair: bodies.Pair


class CharterBody(PlaceBody):
    """What the two agreed on; what is left out stays as it is."""

    project: Sentence | None = None
    ground_rules: Sentence | None = None
    rationale: Sentence | None = None
    starts: date | None = None
    ends: date | None = None
    every_days: Annotated[int | None, Field(ge=3, le=120)] = None


class GoalBody(PlaceBody):
    """A goal; with its id, the one that changes."""

    goal_id: GoalId | None = None
    text: Annotated[str, Field(min_length=1, max_length=400, examples=["Meetings with captions on by default"])]
    baseline: Short = ""
    target: Short = ""
    measure: Short = ""
    status: GoalStatus = "not started"


class GoalsBody(bodies.Body):
    """Goals of many pairs."""

    goals: Annotated[
        list[GoalBody],
        Field(max_length=500, examples=[[{"program": "North", "pair": "north-01", "text": "Captions by default"}]]),
    ]


class DropBody(PlaceBody):
    """Which goal goes."""

    goal_id: GoalId


class TieBody(DropBody):
    """Whether an item bears on a goal."""

    item_id: bodies.ItemId
    fits: bool = True


@router.get("", response_model=list[answers.PairPage], **_read)
def pairs(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """The pairs the caller belongs to or leads, with charter, goals, rhythm and who answered."""
    return workflows.pairs(app, caller, asked.ShowPairs(), silent)


@router.post("/charter", response_model=answers.CharterSet, **who_may("write", lead="programme"))
def charter(app: Opened, caller: Asking, body: CharterBody) -> dict[str, Any]:
    """Write down what a pair agreed on; both read it, its rationale too."""
    return workflows.charter(app, caller, asked.SetCharter(**body.model_dump(mode="json")), silent)


@router.post("/goals", response_model=answers.Goal, **_write)
def set_goal(app: Opened, caller: Asking, body: GoalBody) -> dict[str, Any]:
    """Set a goal, or change one; a pair has three under way at most."""
    return workflows.set_goal(app, caller, asked.SetGoal(_row(body), body.goal_id), silent)


@router.post("/goals/drop", response_model=answers.Dropped, **_write)
def drop_goal(app: Opened, caller: Asking, body: DropBody) -> dict[str, Any]:
    """Take a goal away, with what was said to bear on it."""
    return workflows.drop_goal(app, caller, asked.DropGoal(**body.model_dump()), silent)


@router.post("/goals/import", response_model=answers.GoalsTaken, **who_may("write", lead="programme"))
def import_goals(app: Opened, caller: Asking, body: GoalsBody) -> dict[str, Any]:
    """Goals of many pairs; each is taken, or refused with its reason."""
    rows = tuple(_row(one, line) for line, one in enumerate(body.goals, start=1))
    return workflows.import_goals(app, caller, asked.ImportGoals(rows), silent)


@router.post("/goals/near", response_model=list[answers.NearItem], **_own_write)
def near(app: Opened, caller: Asking, body: PlaceBody) -> list[dict[str, Any]]:
    """What of the pair's sessions may bear on its goals, for the two to say."""
    return workflows.near_goals(app, caller, asked.NearGoals(body.program, body.pair), silent)


@router.post("/goals/tie", response_model=answers.Tied, **_own_write)
def tie(app: Opened, caller: Asking, body: TieBody) -> dict[str, Any]:
    """Say that an insight or action bears on a goal, or that it does not."""
    return workflows.tie_item(app, caller, asked.TieItem(**body.model_dump()), silent)


def _row(body: GoalBody, line: int = 0) -> asked.GoalRow:
    return asked.GoalRow(**body.model_dump(exclude={"goal_id"}), line=line)

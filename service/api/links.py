"""What leads where: links of the OpenAPI document, so that a program (and a test) can walk it as people do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """From an answer to an address: parameter or field -> where its value stands in the answer (JSON pointer)."""

    start: str
    name: str
    to: str
    parameters: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)


_FIRST, _CARD = {"item_id": "/0/id"}, {"item_id": "/card/id"}
LINKS = (
    Link("get /api/weeks", "DigestOfTheWeek", "get /api/digest", {"week": "/0/week"}),
    Link("get /api/weeks", "CardsOfTheWeek", "get /api/cards", {"week": "/0/week"}),
    Link("get /api/weeks", "FileOfTheWeek", "post /api/digest/download", {}, {"week": "/0/week"}),
    Link("get /api/cards", "DecideFirst", "post /api/items/{item_id}/decision", _FIRST, {"version": "/0/version"}),
    Link("get /api/cards", "MarkFirst", "post /api/items/{item_id}/mark", _FIRST, {"version": "/0/version"}),
    Link("get /api/cards", "LearnedBefore", "get /api/insights/{item_id}/before", _FIRST),
    Link("get /api/cards", "NextPage", "get /api/cards", {"after": "/0/id"}),
    Link("get /api/review", "DecideCard", "post /api/items/{item_id}/decision", _CARD, {"version": "/card/version"}),
    Link("get /api/review", "MarkCard", "post /api/items/{item_id}/mark", _CARD, {"version": "/card/version"}),
    Link(
        "post /api/items/{item_id}/decision", "DecideAgain", "post /api/items/{item_id}/decision",
        {"item_id": "/id"}, {"version": "/version"},
    ),
    Link("post /api/items/{item_id}/decision", "TakeBack", "post /api/review/undo"),
    Link("post /api/items/{item_id}/mark", "TakeBackMark", "post /api/review/undo"),
    Link("get /api/preview", "SettleFirst", "post /api/preview/{item_id}", _FIRST),
    Link("post /api/searches", "ForgetIt", "post /api/searches/forget", {}, {"id": "/id"}),
    Link("get /api/searches", "ForgetFirst", "post /api/searches/forget", {}, {"id": "/0/id"}),
    Link("post /api/tokens", "Revoke", "post /api/tokens/{token_id}/revoke", {"token_id": "/token_id"}),
    Link("get /api/tokens", "RevokeFirst", "post /api/tokens/{token_id}/revoke", {"token_id": "/0/token_id"}),
    Link("get /api/notes/mine", "WriteNote", "post /api/notes/write", {}, {"pair": "/0/pair"}),
    Link("post /api/notes/write", "DeleteNote", "post /api/notes/delete", {}, {"note_id": "/note_id"}),
    Link("get /api/pairs", "SetGoal", "post /api/pairs/goals", {}, {"program": "/0/program", "pair": "/0/pair"}),
    Link("get /api/pairs", "NearGoals", "post /api/pairs/goals/near", {}, {"program": "/0/program", "pair": "/0/pair"}),
    Link(
        "get /api/pairs", "DropGoal", "post /api/pairs/goals/drop",
        {}, {"program": "/0/program", "pair": "/0/pair", "goal_id": "/0/goals/0/id"},
    ),
    Link("get /api/intake", "HiddenInIt", "post /api/notes/hidden", {}, {"note_id": "/taken/0/note_id"}),
    Link("get /api/evals/runs", "CompareRuns", "get /api/evals/compare", {"before": "/0/run", "after": "/0/run"}),
    Link("get /api/evals/runs", "Leaks", "get /api/evals/leaks", {"run": "/0/run"}),
    Link("get /api/evals/items", "MarkItem", "post /api/evals/items/{item_id}/mark", _FIRST),
)  # fmt: skip


def link(document: dict[str, Any]) -> None:
    """Write the links into the document; KeyError where one names an address that there is not."""
    for one in LINKS:
        method, path = one.start.split()
        answer = document["paths"][path][method]["responses"]["200"]
        method, path = one.to.split()
        said: dict[str, Any] = {"operationId": document["paths"][path][method]["operationId"]}
        if one.parameters:
            said["parameters"] = {name: f"$response.body#{place}" for name, place in one.parameters.items()}
        if one.body:
            said["requestBody"] = {name: f"$response.body#{place}" for name, place in one.body.items()}
        answer.setdefault("links", {})[one.name] = said

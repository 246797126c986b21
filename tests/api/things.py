"""What the parameters of an address stand for: a thing of one's own, and the same kind of thing of somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.api.company import FIRST, NORTH, RUNS, SECOND, SOUTH, WHO, WORK, goal_id, secrets_of, story_id
from tests.api.document import Operation
from tests.store.sessions import action, insight

THEIRS = SOUTH[0]

Things = dict[str, Any]
_OWN: dict[str, Things] = {
    # What lies in reach of each asker: the pair for two, the programme for its lead, what is released for a delegate.
    "delegate": {"item_id": insight(SECOND).id},
    "lead": {"person": "men2", "pair": SECOND.pair, "goal_id": goal_id(SECOND)},
    "operator": {"person": "men2", "pair": SECOND.pair, "goal_id": goal_id(SECOND)},
}
_EXECUTIVES = "/api/delegations"
"""Where `person` must be an executive."""
_SHARED: Things = {
    "item_id": insight(FIRST).id, "ids": [insight(FIRST).id], "note_id": FIRST.note_id, "pair": FIRST.pair,
    "program": "north", "week": "2026-W23",
    "delegate": "nob", "places": [FIRST.body.index("Ottilie")], "goal_id": goal_id(FIRST),
    "action_id": action(FIRST).id, "story_id": story_id(FIRST), **RUNS, **WORK,
}  # fmt: skip
_OTHERS: Things = {
    "item_id": insight(THEIRS).id, "ids": [insight(THEIRS).id], "note_id": THEIRS.note_id, "person": "men5",
    "pair": THEIRS.pair,
    "places": [THEIRS.body.index("Ottilie")],
    "program": "south", "week": "2026-W23", "delegate": "nob", "token_id": "token-of-exe6",
    "goal_id": goal_id(THEIRS), "action_id": action(THEIRS).id, "story_id": story_id(THEIRS), **RUNS, **WORK,
}  # fmt: skip
_FIXED: dict[str, Things] = {
    # What keeps an allowed call quick and repeatable.
    "/api/consent/grant": {"purposes": ["quote"]},
    "/api/consent/withdraw": {"purposes": ["model"]},
    "/api/consent/withdraw-named": {"name": "Ottilie", "aliases": []},
    "/api/delegations": {"end": False},
    "/api/programme/surveys": {
        "rows": [
            {
                "program": "north",
                "pair": FIRST.pair,
                "role": "mentor",
                "wave": "mid",
                "day": "2026-06-10",
                "scores": {"trust": 4},
            }
        ]
    },
    "/api/pairs/goals/import": {"goals": [{"program": "north", "pair": FIRST.pair, "text": "Captions by default"}]},
    "/api/programme/survey/back": {"wave": "mid"},
    "/api/items/{item_id}/mark": {"kind": "comment", "text": "Noted."},
}
BEFORE: dict[str, tuple[str, Things]] = {
    "/api/review/undo": ("/api/items/{item_id}/decision", {"decision": "defer"}),
    "/api/programme/survey/back": (
        "/api/programme/survey",
        {"program": "north", "pair": FIRST.pair, "scores": {"trust": 4}},
    ),
}
"""What must have been done for something to be there to ask about."""
TOKEN = "token-of-"
"""Stands before the person whose token is meant: ids of tokens are made anew with each home."""
_NAMED = ("item_id", "ids", "note_id", "person", "program", "pair", "week", "delegate", "places", "goal_id",
          "action_id", "story_id")  # fmt: skip
"""Parameters and fields by which an address says what it is about."""


def own(who: str, path: str = "") -> Things:
    """What she may name."""
    found = {"person": WHO.get(who), "token_id": f"{TOKEN}{WHO.get(who)}", **_SHARED, **_OWN.get(who, {})}
    return found | {"person": "exe3"} if path == _EXECUTIVES and who in ("admin", "operator") else found


def others(path: str = "") -> Things:
    """What nobody may name whose reach is not the whole home."""
    return _OTHERS | ({"person": "exe6"} if path == _EXECUTIVES else {})


@dataclass(frozen=True)
class Call:
    """One request, ready to be sent."""

    method: str
    path: str
    query: Things
    body: Things | None
    names: frozenset[str]
    """The things it names: without any, it asks for whatever the caller may see."""


def call(operation: Operation, things: Things) -> Call:
    """The operation's example with these things in their places."""
    names, path, query = set[str](), operation.path, dict[str, Any]()
    for parameter in operation.spec.get("parameters", ()):
        name, where = parameter["name"], parameter["in"]
        if where == "header":
            continue
        known = name in things
        assert known or not parameter["required"], f"{operation}: say in tests/api/things.py what {name} stands for"
        if where == "path":
            path = path.replace("{" + name + "}", str(things[name]))
        elif known and (parameter["required"] or name != "after"):  # where it may be left out, a place in a list
            query[name] = things[name]
        # A query is a filter: what it names is left out of the answer where it may not be seen.
        names |= {name} if where == "path" else set()
    body = _body(operation, things)
    names |= {name for name in _NAMED if name != "week" and body and name in body}
    return Call(operation.method, path, query, body, frozenset(names))


def _body(operation: Operation, things: Things) -> Things | None:
    if operation.body is None:
        return None
    fields = operation.body["properties"]
    needed = {name: fields[name]["examples"][0] for name in operation.body.get("required", ())}
    about = {name: things[name] for name in _NAMED if name in fields and things.get(name) is not None}
    return needed | about | _FIXED.get(operation.path, {})


def hidden_from(who: str, reach: str | None) -> set[str]:
    """Words, ids and pairs that no answer to her may hold."""
    everything = secrets_of(NORTH + SOUTH)
    if reach == "home" and who == "operator":
        return set()
    released = {insight(SECOND).id, SECOND.secret, SECOND.note_id, SECOND.pair}
    may = {
        "executive": secrets_of([FIRST]) | released,
        "mentor": secrets_of([FIRST]),
        "lead": secrets_of(NORTH),
        "delegate": released,
        "operator": everything,
    }
    pairs = {one.pair for one in NORTH + SOUTH} if reach == "home" else set[str]()
    return everything - may.get(who, set()) - pairs

"""Membership inference through search: whether a note somebody may not see changes what she is shown.

A lead of one programme searches for the exact words of notes of another, before and after those notes are taken in.
If any answer changes (a hit, a snippet, a score), she can tell from outside whether a session is in the memory.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evals.planting import LAST_DAY, PROGRAM, plant
from evals.results import Measured, Row, measured
from evals.scratch import settings_of
from evals.scratch_folder import scratch_folder
from mentoring.records import Caller
from service import home, requests, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.wiring import App, opened

_HIDDEN = "hidden"
_SEEN = ("can-1", "can-2")
_SPY = Caller(person_id=None, roles=frozenset({"lead"}), programs=frozenset({PROGRAM}))


def measure_membership(spy: Caller = _SPY) -> list[Measured]:
    """The share of searches whose answer betrays that a hidden note was taken in."""
    with scratch_folder() as folder:
        seen, hidden, consents = _two_programmes(folder)
        settings = settings_of(folder, LAST_DAY)
        queries = [" ".join(path.read_text(encoding="utf-8").split("---\n")[-1].split())[:200] for path in hidden]
        with home.owned(settings.home), opened(settings) as app:
            workflows.ingest(app, OPERATOR, requests.Ingest(tuple(map(str, seen)), str(consents)), silent)
            before = [_answer(app, spy, query) for query in queries]
            workflows.ingest(app, OPERATOR, requests.Ingest(tuple(map(str, hidden))), silent)
            after = [_answer(app, spy, query) for query in queries]
    changed = [Row(f"search {at:02}", a != b, 1) for at, (a, b) in enumerate(zip(before, after, strict=True))]
    return [measured("membership: searches that betray a hidden note", changed)]


def _answer(app: App, caller: Caller, query: str) -> Any:
    return workflows.search(app, caller, requests.Search(query), silent)


def _two_programmes(folder: Path) -> tuple[list[Path], list[Path], Path]:
    """Notes of a programme the attacker leads and of one she does not, with consents for both."""
    planted = plant(folder / "planted", 300)
    consents = json.loads(planted.consents[0].read_text(encoding="utf-8"))
    for one in consents:
        one["program"] = PROGRAM if one["pair"] in _SEEN else _HIDDEN
    planted.consents[0].write_text(json.dumps(consents), encoding="utf-8")
    seen, hidden = [], []
    for path in sorted(planted.notes[0].glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        if any(f"pair: {pair}\n" in text for pair in _SEEN):
            seen.append(path)
        else:
            path.write_text(text.replace(f"program: {PROGRAM}\n", f"program: {_HIDDEN}\n"), encoding="utf-8")
            hidden.append(path)
    return seen, hidden, planted.consents[0]

"""What was found, handed out: in exports words stand only where both let them be quoted, statements otherwise."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service.search_requests import Search
from service.stages.narrowing import filters_of, narrow
from service.stages.readable import Readable, readable
from service.stages.searching import as_json, hits_of
from service.wiring import App


def export(app: App, caller: Caller, request: Search) -> list[dict[str, Any]]:
    """One row a session, best first; the question itself is in no row, log or audit."""
    reach = readable(app, caller)
    found = narrow(reach, filters_of(request))
    made = [
        _row(as_json(hit, found, request), quotable=hit.note_id in reach.quotable)
        for hit in hits_of(app, reach, found, request)
    ]
    with app.store.transaction():
        # What was withdrawn, cut out or held while it was searched is not handed out: no receipt could name it.
        now = readable(app, caller)
        rows = [one for one in made if _stands(one["note_id"], now, reach)]
        app.store.artifacts.handed_out("export-search", "standard output", [row["note_id"] for row in rows], app.now())
        details: dict[str, int | str] = {"what": "search", "rows": len(rows)}
        app.store.audit.append("export", actor_ref=app.ref(caller), at=app.now(), details=details)
    return rows


def _stands(note_id: str, now: Readable, before: Readable) -> bool:
    """Whether the reader may search the same of the note as before."""
    same = (now.rows.get(note_id), now.items.get(note_id)) == (before.rows.get(note_id), before.items.get(note_id))
    return same and (note_id in now.whole) == (note_id in before.whole)


def _row(hit: dict[str, Any], *, quotable: bool) -> dict[str, Any]:
    return {
        **{name: hit[name] for name in ("note_id", "session_date", "program", "theme", "score")},
        "words": hit["snippet"] if quotable else None,
        "insights": [one["statement"] for one in hit["insights"]],
    }

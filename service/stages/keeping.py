"""Searches kept for oneself. A search that names a person is not kept, as it is not answered."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from mentoring.errors import BadInput
from mentoring.records import Caller
from retrieval.ask import refuse_probing
from retrieval.search import checked
from service.search_requests import KeepSearch
from service.stages.narrowing import filters_of
from service.wiring import App

LONGEST_NAME = 80
MOST = 100
"""Searches a person keeps."""


def keep(app: App, caller: Caller, request: KeepSearch) -> dict[str, Any]:
    """Keep it, under an opaque id that may stand in an address."""
    name = " ".join(request.name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(f"Name the search in up to {LONGEST_NAME} characters.", code="name")
    filters_of(request.search)
    checked(request.search.query)
    for text in (name, request.search.query):
        refuse_probing(app.redactor().preview(text, mentor=None, mentee=None, session_date=app.today)[0])
    if len(app.store.searches.of(app.ref(caller))) >= MOST:
        raise BadInput(f"You keep {MOST} searches already: forget one first.", code="name")
    body = {"name": name, "search": asdict(request.search)}
    made = app.store.searches.keep(app.ref(caller), json.dumps(body), app.now())
    return {"id": made, **body}


def kept(app: App, caller: Caller) -> list[dict[str, Any]]:
    """The caller's own, oldest first."""
    return [{"id": id_, **json.loads(body)} for id_, body in app.store.searches.of(app.ref(caller))]


def forget(app: App, caller: Caller, id_: str) -> dict[str, Any]:
    """Drop one of the caller's own; somebody else's stays and is not told of."""
    app.store.searches.forget(app.ref(caller), id_)
    return {"forgotten": id_}

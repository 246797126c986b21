"""Withdrawal and expiry: what a consent covered goes from rows, index and files, and the proof is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from mentoring.store.erasure import Erasure
from service.wiring import App


def settle(app: App) -> None:
    """At every start: finish an erasure that was cut off, erase what expired, end the retention of originals."""
    app.store.outside.keep()
    erasure = erasure_of(app)
    erasure.resume()
    erasure.expire(app.today, app.now())
    app.store.notes.drop_bodies(app.now() - timedelta(days=app.settings.retention_days))


def erasure_of(app: App) -> Erasure:
    """Erasure of this home, with the index as it is rebuilt in a process that never saw the erased rows."""

    def rebuild(programs: Sequence[str]) -> None:
        for program in programs:
            app.index.rebuild(program)

    return Erasure(app.store, app.settings.home, rebuild, beyond=_beyond(app))


def _beyond(app: App) -> tuple[str, ...]:
    """What no scan of the home can see."""
    if not app.settings.chroma_url:
        return ()
    from retrieval.chroma_server import NOT_COVERED

    return (NOT_COVERED,)

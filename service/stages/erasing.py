"""Withdrawal and expiry: what a consent covered goes from rows, index and files, and the proof is kept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import timedelta

from mentoring.store.erasure import Erasure
from service.wiring import App

PATIENCE = 5.0
"""Seconds that whoever asks first on a new day waits for what ends with it. No word of it is read meanwhile: what may
be read is decided by the consents of today, whatever is still there."""


def settle(app: App) -> None:
    """At every start: finish an erasure that was cut off, erase what expired, end the retention of originals."""
    today = app.today
    app.store.outside.keep()
    _end_what_is_over(app)
    app.new_day.done(today)


def begin_day(app: App) -> Future[bool] | None:
    """The same for a process that runs on: what ended with the day before goes; None where that is done."""
    return app.new_day.begin(app.today, lambda: _ended(app))


def _ended(app: App) -> bool:
    try:
        _end_what_is_over(app)
    except Exception:  # noqa: BLE001 - the span tells its kind; the service goes on, and tries again within the hour
        return False
    return True


def _end_what_is_over(app: App) -> None:
    with app.tell.span("erase") as told:
        erasure = erasure_of(app)
        try:
            erasure.resume()
        finally:  # one that cannot end must not keep others from beginning
            told.add(notes=sum(one.notes for one in erasure.expire(app.today, app.now())))
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

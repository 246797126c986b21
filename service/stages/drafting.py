"""Drafts of notes: from code one after the other, from a model several at a time, each note kept apart.

A note that may not go to the model, or that it failed on, is taken by the builtin engine, and that is listed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from mentoring.errors import EngineFailed, NotFound, UpwellError
from mentoring.records import Drafts, Purpose, RedactedText
from mentoring.store.notes import NoteRow
from service.stages.taking import gate_of, gate_of_two
from service.wiring import App

if TYPE_CHECKING:
    from extractor.engine import Engine
    from extractor.llm import LlmEngine

_STOPPED = "llm-stopped"
BROKEN = "worker-error"
"""Code of a note that no engine foresaw."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One note's drafts and who made them; or why there are none."""

    row: NoteRow
    text: RedactedText
    made_by: Engine
    drafts: Drafts | None
    problem: EngineFailed | None = None
    """Why the engine that was asked for did not take the note."""


def model_engine(engine: Engine) -> LlmEngine | None:
    """The engine, if a model stands behind it."""
    return cast("LlmEngine", engine) if engine.name == "llm" else None


def drafted(app: App, rows: Sequence[NoteRow], engine: Engine) -> Generator[Drafted | None]:
    """Drafts in the order of `rows`, None for a note that was erased since. Close it when stopping early.

    Nothing more is asked then. Questions that are out are waited for, and their answers kept: they are paid for.
    """
    model = model_engine(engine)
    if model is None:
        yield from (_draft_if_there(app, row, engine) for row in rows)
        return
    pool = ThreadPoolExecutor(model.gateway.concurrency)
    try:
        waiting: deque[Future[Drafted | None]] = deque()
        for row in rows:
            waiting.append(pool.submit(_draft_if_there, app, row, engine))
            if len(waiting) >= 2 * model.gateway.concurrency:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException:
        model.gateway.stop()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def draft(app: App, row: NoteRow, engine: Engine) -> Drafted:
    """One note through the engine that was asked for, or through the builtin one where that could not take it.

    NotFound where it was erased.
    """
    text = app.store.notes.redacted(row.note_id)
    try:
        if engine is not app.builtin and _stays_here(app, row):
            raise EngineFailed("The participants gave no consent for a model elsewhere.", code="model-consent")
        with failing_alone():
            return Drafted(row, text, engine, engine.draft(text))
    except EngineFailed as problem:
        if problem.code == _STOPPED:
            raise
        if engine is app.builtin:
            return Drafted(row, text, engine, None, problem)
        return _by_builtin(app, row, text, problem)


def _by_builtin(app: App, row: NoteRow, text: RedactedText, problem: EngineFailed) -> Drafted:
    try:
        with failing_alone():
            return Drafted(row, text, app.builtin, app.builtin.draft(text), problem)
    except EngineFailed as second:
        return Drafted(row, text, app.builtin, None, second)


@contextmanager
def failing_alone() -> Iterator[None]:
    """Whatever one note does to the code that reads it, it is that note that failed. A full disk is no note's doing."""
    try:
        yield
    except (UpwellError, OSError):
        raise
    except Exception:  # noqa: BLE001 - its message may quote what was read
        raise EngineFailed("This note could not be read: it was left out.", code=BROKEN) from None


def is_as_read(app: App, text: RedactedText, *besides: Purpose) -> bool:
    """Whether the note has the words that were read, and both let them be read today, and used for what is named.

    Ask inside the transaction that keeps what was made of them: a consent may have ended, or somebody may have been
    taken out, while an engine was at work.
    """
    return app.store.notes.is_still(text) and may_be_read(app, text.note_id, *besides)


def may_be_read(app: App, note_id: str, *besides: Purpose) -> bool:
    """Whether the note is there and both let it be read today, and used for what else is named."""
    rows = app.store.notes.rows(ids=[note_id])
    if not rows:
        return False
    gate = gate_of_two(app, rows[0].mentor_ref, rows[0].mentee_ref)
    return {"extract", *besides} <= gate.purposes(*session_of(rows[0]))


def _draft_if_there(app: App, row: NoteRow, engine: Engine) -> Drafted | None:
    try:
        return draft(app, row, engine)
    except NotFound:
        return None


def _stays_here(app: App, row: NoteRow) -> bool:
    """Asked for each note at the moment of sending: consent may end while a run lasts."""
    return app.model_is_elsewhere and "model" not in gate_of(app).purposes(*session_of(row))


def session_of(row: NoteRow) -> tuple[str, str, date, str, str]:
    """What the gate knows a session by."""
    return row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref

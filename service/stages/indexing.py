"""Embedding redacted notes into the index: whatever is stored and not yet indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mentoring.records import RedactedText
from mentoring.store.notes import NoteRow
from service.progress import Progress
from service.wiring import App

BATCH = 32
"""Notes a call: enough for the embedder to be busy, few enough to show progress and lose little when killed."""


def index(app: App, progress: Progress) -> int:
    """Index what waits; returns how many notes."""
    waiting = app.store.notes.rows(stage="redacted")
    for batch in _indexed(app, waiting, progress):
        for note in batch:
            app.store.notes.set_stage(note.note_id, "indexed")
    _mend(app)
    return len(waiting)


def index_again(app: App, progress: Progress) -> None:
    """Index every note that was indexed once, as a restored home has no vectors; what was extracted stays."""
    rows = [row for row in app.store.notes.rows() if row.stage in ("indexed", "extracted")]
    for _ in _indexed(app, rows, progress):
        pass
    _mend(app)


def _indexed(app: App, rows: Sequence[NoteRow], progress: Progress) -> Iterator[list[RedactedText]]:
    """Embed and index these notes; each batch that is done."""
    by_program: defaultdict[str, list[RedactedText]] = defaultdict(list)
    for row in rows:
        by_program[row.program].append(app.store.notes.redacted(row.note_id))
    done = 0
    for program, notes in sorted(by_program.items()):
        for at in range(0, len(notes), BATCH):
            progress("indexing", done, len(rows))
            batch = notes[at : at + BATCH]
            with app.tell.span("index", notes=len(batch)) as told:
                told.add(vectors=app.index.add(program, batch, app.embedder.embed))
            yield batch
            done += len(batch)
    if rows:
        progress("indexing", done, len(rows))


def _mend(app: App) -> None:
    """Build anew, from the store, what a crash left broken or behind."""
    app.index.mend(sorted({row.program for row in app.store.notes.rows()}))

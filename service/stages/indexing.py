"""Embedding redacted notes into the index: whatever is stored and not yet indexed."""

from __future__ import annotations

from collections import defaultdict

from mentoring.records import RedactedText
from service.progress import Progress
from service.wiring import App

BATCH = 32
"""Notes a call: enough for the embedder to be busy, few enough to show progress and lose little when killed."""


def index(app: App, progress: Progress) -> int:
    """Index what waits; returns how many notes."""
    waiting = app.store.notes.rows(stage="redacted")
    by_program: defaultdict[str, list[RedactedText]] = defaultdict(list)
    for row in waiting:
        by_program[row.program].append(app.store.notes.redacted(row.note_id))
    done = 0
    for program, notes in sorted(by_program.items()):
        for at in range(0, len(notes), BATCH):
            progress("indexing", done, len(waiting))
            batch = notes[at : at + BATCH]
            app.index.add(program, batch, app.embedder.embed)
            for note in batch:
                app.store.notes.set_stage(note.note_id, "indexed")
            done += len(batch)
    if waiting:
        progress("indexing", done, len(waiting))
    app.index.mend(sorted({row.program for row in app.store.notes.rows()}))
    return done

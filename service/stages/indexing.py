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
    """Index what waits; returns how many notes. One that gets other words meanwhile waits for the next time."""
    done = 0
    for batch in _indexed(app, app.store.notes.rows(stage="redacted"), progress):
        done += sum(_settled(app, note) for note in batch)
    _mend(app)
    return done


def _settled(app: App, note: RedactedText) -> bool:
    with app.store.transaction():
        waits = app.store.notes.is_still(note) and app.store.notes.get(note.note_id).stage == "redacted"
        if waits:
            app.store.notes.set_stage(note.note_id, "indexed")
    return waits


def index_again(app: App, progress: Progress) -> None:
    """Index every note that was indexed once, as a restored home has no vectors; what was extracted stays."""
    rows = [row for row in app.store.notes.rows() if row.stage in ("indexed", "extracted")]
    for _ in _indexed(app, rows, progress):
        pass
    _mend(app)


def _indexed(app: App, rows: Sequence[NoteRow], progress: Progress) -> Iterator[list[RedactedText]]:
    """Embed and index these notes; each batch that is done, without what was erased since `rows` were read."""
    by_program: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_program[row.program].append(row.note_id)
    done = 0
    for program, ids in sorted(by_program.items()):
        for at in range(0, len(ids), BATCH):
            progress("indexing", done, len(rows))
            wanted = ids[at : at + BATCH]
            texts = app.store.notes.all_redacted(wanted)
            batch = [texts[note_id] for note_id in wanted if note_id in texts]
            with app.tell.span("index", notes=len(batch)) as told:
                told.add(vectors=app.index.add(program, batch, app.embedder.embed))
            yield batch
            done += len(wanted)
    if rows:
        progress("indexing", done, len(rows))


def _mend(app: App) -> None:
    """Build anew, from the store, what a crash left broken or behind."""
    app.index.mend(sorted({row.program for row in app.store.notes.rows()}))

"""A backup of the home into one sealed file, registered so that a later withdrawal names it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mentoring.errors import BadInput, Conflict, Misconfigured
from mentoring.records import Caller
from mentoring.store.backup import dump
from service.progress import Progress
from service.wiring import App, home_id

_TRIES = 3


def back_up(app: App, caller: Caller, file: Path, progress: Progress) -> dict[str, Any]:
    """Write the file, whole or not at all; what it holds, how large it is, where its keys and list lie."""
    _check(app, file)
    app.store.outside.begin()
    part = file.with_name(f"{file.name}.part")
    try:
        for number in range(_TRIES):
            progress("backup", number, number + 1)
            note_ids = _write(app, part)
            if _registered(app, caller, file, note_ids):
                part.replace(file)
                break
        else:
            raise Conflict("Notes are being withdrawn while the backup is written: try again.")
    except OSError as problem:
        raise BadInput(f"{file} cannot be written ({problem.strerror}): nothing was kept.", file=str(file)) from None
    finally:
        part.unlink(missing_ok=True)
    outside = app.store.outside
    return {
        "file": str(file), "home": home_id(app.settings), "notes": len(note_ids), "bytes": file.stat().st_size,
        "keep_apart": [str(one) for one in (app.store.keys.file, outside.subjects, outside.withdrawals)],
    }  # fmt: skip


def _check(app: App, file: Path) -> None:
    if file.exists():
        raise BadInput(f"{file} exists already: name a new file.", file=str(file))
    if file.is_relative_to(app.settings.home):
        raise Misconfigured("A backup in the home would be lost with it: name a file elsewhere.")
    if file.is_relative_to(app.settings.key_dir):
        raise Misconfigured("A backup beside its keys could be opened by whoever finds both: name a file elsewhere.")


def _write(app: App, part: Path) -> list[str]:
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        return dump(app.store, out, home_id(app.settings), app.now())


def _registered(app: App, caller: Caller, file: Path, note_ids: list[str]) -> bool:
    """Remember the file with its notes; False where one of them was withdrawn since it was written."""
    with app.store.transaction():
        if {row.note_id for row in app.store.notes.rows()}.issuperset(note_ids):
            app.store.artifacts.backup(str(file), app.now(), note_ids)
            app.store.audit.append(
                "backup", actor_ref=app.ref(caller), at=app.now(), details={"notes": len(note_ids)}
            )  # fmt: skip
            return True
    return False

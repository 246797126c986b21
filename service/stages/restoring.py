"""A home out of a backup, its keys and the current list of withdrawals.

Nothing is written before the whole file was read and found genuine. Until the last step a file in the home says that it
is being restored: a home whose restore was cut off is not opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentoring.errors import BadInput, Misconfigured
from mentoring.store import Keys, put_right
from mentoring.store.database import Database
from mentoring.store.outside import SubjectKeys, Withdrawals, read_keys, read_list
from mentoring.store.receipt import Receipt
from mentoring.store.restore import Loaded, load, must_be_empty
from mentoring.store.sealed_file import SealedReader
from service.progress import Progress
from service.settings import Settings
from service.stages import erasing, indexing, retaining
from service.wiring import RESTORING, App, opened

_OWN = {"upwell.toml", "run"}
"""What may lie in a home before it is one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One backup, and the list of withdrawals; None: the one beside the master key."""

    file: Path
    withdrawals: Path | None = None


def restore(settings: Settings, asked: Asked, progress: Progress) -> dict[str, Any]:
    """Make the home anew; what was taken back since the backup is not in it. Call it with the home's lock held."""
    _must_be_empty(settings)
    with SealedReader(asked.file) as reader:
        keys = _keys(settings, reader)
        told, subject_keys = _outside(keys, asked, reader)
        lines = sum(1 for _ in reader.lines(keys))  # to its end: only then is it known to be whole and ours
        loaded = _load(settings, keys, reader, subject_keys, progress, lines)
        made_at = reader.header["at"]
    with opened(settings, restoring=True) as app:
        receipts = _put_right(app, told, loaded)
        indexing.index_again(app, progress)
        app.store.artifacts.backup(str(asked.file), app.now())
        details = {"notes": loaded.notes, "from": reader.header["audit"], "erasures": len(receipts)}
        app.store.audit.append("restore", actor_ref=None, at=app.now(), details=details)
        app.store.outside.begin()
        notes = app.store.notes.count()
    (settings.home / RESTORING).unlink()
    return {
        "home": str(settings.home), "made_at": made_at, "notes": notes,
        "taken_back": loaded.notes + loaded.unreadable - notes, "erasures": [one.as_json() for one in receipts],
        "list_as_of": told.seq, "not_restored": ["API tokens", "delegations", "queued runs"],
    }  # fmt: skip


def _must_be_empty(settings: Settings) -> None:
    if any(one.name not in _OWN for one in settings.home.iterdir()):
        raise Misconfigured(
            f"{settings.home} is not empty: restore into a new UPWELL_HOME, or move this one away first."
        )


def _keys(settings: Settings, reader: SealedReader) -> Keys:
    """The home's keys; none is made: a new key would open nothing."""
    home = str(reader.header.get("home"))
    if not (settings.key_dir / f"{Path(home).name}.key").is_file():
        raise Misconfigured(
            f"The master key of this backup's home ({Path(home).name}.key) is not in {settings.key_dir}: "
            "put the home's key directory back first, or point UPWELL_KEY_DIR to it."
        )
    return Keys.open(settings.key_dir, home)


def _outside(keys: Keys, asked: Asked, reader: SealedReader) -> tuple[Withdrawals, SubjectKeys]:
    """The list of withdrawals, which may not be older than the backup or than the one beside the key; the keys."""
    kept = keys.head_file.with_suffix(".withdrawals")
    if asked.withdrawals is None and not kept.exists():
        raise Misconfigured(
            f"There is no list of withdrawals beside the master key ({kept.name}): without the current one nothing is "
            "restored; put it back, or name it with --withdrawals."
        )
    told = read_list(keys, asked.withdrawals or kept)
    newest = max(int(reader.header.get("audit", 0)), read_list(keys, kept).seq if kept.exists() else 0)
    if told.seq < newest:
        raise BadInput("That list of withdrawals is not the current one: take the one beside the master key.")
    return told, read_keys(keys, keys.head_file.with_suffix(".subjects"))


def _load(
    settings: Settings, keys: Keys, reader: SealedReader, subject_keys: SubjectKeys, progress: Progress, lines: int
) -> Loaded:
    with _database(settings) as database:
        must_be_empty(database)
        (settings.home / RESTORING).touch(mode=0o600)
        (settings.home / "home-id").write_text(f"{reader.header['home']}\n", encoding="ascii")
        progress("restoring", 0, lines)
        return load(database, keys, reader, subject_keys)


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database)
    try:
        database.check()
        database.own()
        yield database
    finally:
        database.close()


def _put_right(app: App, told: Withdrawals, loaded: Loaded) -> list[Receipt]:
    """What was taken back since, taken back; what has expired since, erased."""
    put_right.take_back(app.store, told, today=app.today, at=app.now())
    before = len(erasing.erasure_of(app).receipts())
    erasing.settle(app)
    retaining.again(app, dict(told.gone_before))
    put_right.cut_out(app.store, erasing.erasure_of(app), told.named - loaded.named, app.now())
    return erasing.erasure_of(app).receipts()[before:]

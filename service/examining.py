"""A home looked at from outside: what is wrong with it, and the way out. Nothing in it is changed.

Each finding is one sentence. What lies deeper is looked at only where what lies above it is sound, and the index only
while nobody owns the home: two processes on one index damage it.
"""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any

from mentoring.errors import HomeBusy, UpwellError
from mentoring.store import Keys, Store, migrate
from mentoring.store.database import Database
from service import home
from service.moved import emptied, has_data, left_behind
from service.settings import Settings
from service.wiring import RESTORING, chroma_server

LEAST_FREE = 200_000_000
"""Bytes that an erasure and a rebuilt index may need beside what there is."""
_SET_BACK = timedelta(days=1)
_EXTRAS = {"database_url": ("psycopg", "scale"), "otlp_endpoint": ("opentelemetry.exporter.otlp", "telemetry")}
Check = dict[str, Any]


def check(name: str, finding: str, *, ok: bool) -> Check:
    """One line of the doctor."""
    return {"name": name, "finding": finding, "ok": ok}


def findings(settings: Settings) -> Iterator[Check]:
    """What there is to say of this home, from its disk to its index."""
    yield from extras(settings)
    if not settings.home.exists():
        return
    yield _space(settings)
    yield _writable(settings)
    if not (settings.home / "home-id").is_file():
        return
    if said := left_behind(settings) or _emptied(settings):
        yield check("database", said, ok=False)
    key = _key(settings)
    yield key
    owner = _owner(settings)
    yield owner
    schema = _schema(settings)
    yield schema
    if key["ok"] and schema["ok"] and _is_current(settings):
        yield from _inside(settings, owned=owner["finding"] != _FREE)


def extras(settings: Settings) -> Iterator[Check]:
    """Packages and models that this configuration needs besides the usual ones."""
    for name, (module, extra) in _EXTRAS.items():
        if getattr(settings, name) and not _is_there(module):
            yield check("extras", f"{name} needs a package that is missing: pip install 'upwell[{extra}]'", ok=False)
    model = settings.embedding_model
    if model is not None and not (settings.home / model).exists():
        yield check("model", f"embedding_model names {model}, where there is none: correct or unset it", ok=False)


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _space(settings: Settings) -> Check:
    free = shutil.disk_usage(settings.home).free
    if free < LEAST_FREE:
        return check("disk", f"only {free // 1_000_000} MB are free below {settings.home}: make room", ok=False)
    return check("disk", f"{free // 1_000_000_000} GB free", ok=True)


def _writable(settings: Settings) -> Check:
    if (settings.home / RESTORING).exists():
        return check("home", "its restore was cut off: empty it and its database, then restore again", ok=False)
    try:
        with tempfile.TemporaryFile(dir=settings.home):
            return check("home is writable", "yes", ok=True)
    except OSError as problem:
        way = "let its owner write there, or choose another UPWELL_HOME"
        return check("home is writable", f"{settings.home} takes no file ({problem.strerror}): {way}", ok=False)


def _key(settings: Settings) -> Check:
    file = settings.key_dir / f"{_home_id(settings)}.key"
    if file.is_file() or not _has_data(settings):
        return check("master key", "there" if file.is_file() else "made at first use", ok=True)
    way = f"put {file.name} back from your copy, or point UPWELL_KEY_DIR to it"
    return check("master key", f"missing in {settings.key_dir}, and nothing can be opened without it: {way}", ok=False)


def _emptied(settings: Settings) -> str | None:
    head_file = settings.key_dir / f"{_home_id(settings)}.head"
    return None if _has_data(settings) else emptied(settings, head_file)


def _has_data(settings: Settings) -> bool:
    """As `has_data`; a database that cannot be asked may hold something."""
    try:
        return has_data(settings)
    except UpwellError:
        return True


_FREE = "nobody owns the home now"


def _owner(settings: Settings) -> Check:
    if home.service_answers(settings.home):
        return check("owner", "the running service", ok=True)
    try:
        with home.owned(settings.home), _database(settings) as database:
            database.own()
        return check("owner", _FREE, ok=True)
    except HomeBusy as problem:
        return check("owner", problem.message, ok=False)
    except (UpwellError, OSError):
        return check("owner", "not known: see what else is said here", ok=True)


def _schema(settings: Settings) -> Check:
    if not _has_data(settings):
        return check("schema", "made at first use", ok=True)
    try:
        with _database(settings) as database:
            found = migrate.revision(database)
    except UpwellError as problem:
        return check("schema", problem.message, ok=False)
    if found is None or found == migrate.HEAD:
        return check("schema", found or "made at first use", ok=True)
    if found in migrate.revisions():
        return check("schema", f"{found}, of an older release: the next command brings it to {migrate.HEAD}", ok=True)
    return check("schema", f"{found} is of a newer version of Upwell: install that version", ok=False)


def _is_current(settings: Settings) -> bool:
    if not _has_data(settings):
        return False
    with _database(settings) as database:
        return migrate.revision(database) == migrate.HEAD


def _inside(settings: Settings, *, owned: bool) -> Iterator[Check]:
    """What only the opened store tells."""
    try:
        with closing(Store.open(settings.database, Keys.open(settings.key_dir, _home_id(settings)))) as store:
            yield _clock(settings, store)
            yield _index(settings, store, owned=owned)
    except UpwellError as problem:
        yield check("store", problem.message, ok=False)


def _clock(settings: Settings, store: Store) -> Check:
    last = max((datetime.fromisoformat(row.at) for row in store.audit.latest(1)), default=None)
    now = datetime.combine(settings.current_date(), time.max, UTC)
    if last is not None and now < last - _SET_BACK:
        way = "set it right, as consents and due dates are judged by it"
        return check("clock", f"it says {now:%Y-%m-%d}, the last event here is of {last:%Y-%m-%d}: {way}", ok=False)
    return check("clock", f"{now:%Y-%m-%d}", ok=True)


def _index(settings: Settings, store: Store, *, owned: bool) -> Check:
    if owned:
        return check("search index", "in use: it is looked at while nobody owns the home", ok=True)
    from retrieval.index import Index

    with home.owned(settings.home), closing(Index(settings.home / "index", store, chroma_server(settings))) as index:
        behind = index.faults(sorted({row.program for row in store.notes.rows() if row.stage not in _UNINDEXED}))
    if behind:
        way = "the next `upwell ingest` or `upwell extract` builds it anew"
        return check("search index", f"of {len(behind)} programmes broken or behind: {way}", ok=False)
    return check("search index", "in step with the store", ok=True)


_UNINDEXED = ("taken", "redacted")


def _home_id(settings: Settings) -> str:
    return (settings.home / "home-id").read_text(encoding="ascii").strip()


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database)
    try:
        database.check()
        yield database
    finally:
        database.close()

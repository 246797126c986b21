"""The whole job in a scratch home: things in, everything that comes out again, and what was written on the way.

The home lies in a temporary folder, sends nothing anywhere and is gone afterwards.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from evals.entered import Entered
from evals.exits import part, take_out
from evals.knocking import ADDRESS, Visitors
from evals.listening import Listener, listening
from evals.saying import Asked, Said
from evals.typed import typed
from mentoring.store.decoded import streams
from service import home, requests
from service.progress import Progress
from service.settings import Settings, load
from service.wiring import opened


def settings_of(folder: Path, today: date) -> Settings:
    """Settings of a scratch home below `folder`; nothing of the caller's own home, database or index is touched."""
    home_folder = folder / "home"
    flags = {"home": home_folder, "key_dir": folder / "keys", "today": today, "scratch": True}
    own = {
        "engine": "builtin", "offline": True, "chroma_url": None,
        # What is refused for coming too fast has shown nothing.
        "rate_per_minute": 10**6, "questions_per_minute": 10**6,
    }  # fmt: skip
    return load(**flags).model_copy(update={**own, "database_url": None})


def run_through(
    folder: Path, entered: Sequence[Entered], today: date, progress: Progress, *, commands: bool = True
) -> list[Said]:
    """Everything a home says when these things are put into it on that day, its log and its files included.

    `commands`: also what each command of the command line prints, which takes a minute or two.
    """
    said: list[Said] = []
    planted = [one for one in entered if one.commands]
    words = [word for one in planted for word in one.model_says]
    with _logged(said), _own_temporary(folder / "tmp"), listening(words) as model:
        settings = _with_model(settings_of(folder, today), model, entered)
        things: dict[str, Any] = {}
        with home.owned(settings.home), opened(settings) as app:
            ask = Asked(app, said, progress)
            _put_in(ask, entered)
            things = take_out(ask, entered)
            said += _files(settings.home, "files of the home")
        if planted and commands:
            said += typed(settings, things, planted[0], folder / "out", progress)
        with home.owned(settings.home):
            with opened(settings) as app:
                if planted:
                    part(Asked(app, said, progress), things)
            said += _files(settings.home, "files after a withdrawal")
        said += [Said("prompts", (), one) for one in model.heard]
        said += [Said("messages to a channel", (), one) for one in model.posted]
    return [*said, *_files(folder / "tmp", "temporary files"), *_files(folder / "out", "files handed out")]


def _with_model(settings: Settings, model: Listener, entered: Sequence[Entered]) -> Settings:
    """A model is configured and asked only where the run says so: what it is sent is an exit of its own."""
    key = next((one.model_key for one in entered if one.model_key != "none"), "none")
    own = {
        "model": "listener", "openai_base_url": model.url, "openai_api_key": SecretStr(key),
        "webhook": SecretStr(model.channel),
    }  # fmt: skip
    return settings.model_copy(update=own)


def _put_in(ask: Asked, entered: Sequence[Entered]) -> None:
    for one in entered:
        for people in one.people:
            ask.hear("answers to commands", json.dumps(ask(requests.ImportPeople(str(people)))))
        for consents in one.consents:
            ask.hear("answers to commands", json.dumps(ask(requests.ImportConsents(str(consents)))))
        if one.notes:
            _ingest(ask, requests.Ingest(tuple(map(str, one.notes))))
        for request in one.more_notes:
            _ingest(ask, request)
    handed = [call for one in entered for call in one.handed]
    if handed:
        visitors = Visitors(ask)
        for call in handed:
            visitors(call, {})
    ask.hear("answers to commands", json.dumps(ask(requests.Extract())))


def _ingest(ask: Asked, request: requests.Ingest) -> None:
    for refused in (ask(request) or {}).get("refused", ()):
        # The file's name is told to whoever gave it; nothing else of the file may be.
        reason = refused["reason"].replace(refused["file"], "")
        ask.hear("refusals", json.dumps({**refused, "file": "", "reason": reason}, ensure_ascii=False))


@contextmanager
def _logged(said: list[Said]) -> Iterator[None]:
    """Every log record and warning of the block, debug included, as a stage."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = self.format(record)
            # The caller's own note of what address she called is not the home's.
            if ADDRESS not in text:
                said.append(Said("logs", (), text))

    ear, root = Ear(), logging.getLogger()
    before = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(ear)


@contextmanager
def _own_temporary(folder: Path) -> Iterator[None]:
    """Temporary files of the block land in `folder`, where what is left of them is found."""
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _files(place: Path, stage: str) -> Iterator[Said]:
    """Bytes of every file, compressed and encoded streams opened."""
    for path in sorted(one for one in place.rglob("*") if one.is_file()):
        raw = path.read_bytes()
        for data in (raw, *streams(raw)):
            yield Said(stage, (), data.decode("latin-1"))

"""The whole job in a scratch home: notes in, everything that comes out again, and what was written on the way.

The home lies in a temporary folder, sends nothing anywhere and is gone afterwards.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from evals.gold import Case
from extractor.weeks import week_of
from mentoring.errors import UpwellError
from mentoring.records import Note
from mentoring.store.decoded import streams
from service import commands, home, requests
from service.progress import Progress
from service.render import digest_html, digest_markdown
from service.settings import Settings, load
from service.wiring import App, opened

_PURPOSES = ("store", "extract", "quote", "attribute", "model")


@dataclass(frozen=True, slots=True)
class Said:
    """Something a home gave out: where, of which notes, in which words."""

    stage: str
    notes: tuple[str, ...]
    text: str = field(repr=False)


@dataclass
class Entered:
    """What goes in."""

    notes: Sequence[Path]
    consents: Sequence[Path] = ()
    people: Sequence[Path] = ()
    searches: Sequence[str] = ()
    questions: Sequence[str] = ()


def lay_out(cases: Sequence[Case], folder: Path) -> Entered:
    """Labelled notes as files, with consents of everybody for everything: what leaks must not hide behind a refusal."""
    folder.mkdir(parents=True)
    people: dict[tuple[str, ...], dict[str, Any]] = {}
    for note in (case.note for case in cases):
        (folder / f"{note.note_id}.md").write_text(_file(note), encoding="utf-8")
        for role, person in (("mentor", note.mentor), ("mentee", note.mentee)):
            people[person, role, note.pair] = {
                "person": person, "role": role, "pair": note.pair, "program": note.program,
                "given": "2000-01-01", **dict.fromkeys(_PURPOSES, True),
            }  # fmt: skip
    (folder / "consents.json").write_text(json.dumps(list(people.values())), encoding="utf-8")
    return Entered([folder / f"{case.note.note_id}.md" for case in cases], [folder / "consents.json"])


def _file(note: Note) -> str:
    fields = ("note_id", "program", "pair", "session_date", "mentor", "mentee", "format")
    front = {name: getattr(note, name) for name in fields if getattr(note, name) is not None}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{note.body}"


def settings_of(folder: Path, today: date) -> Settings:
    """Settings of a scratch home below `folder`; nothing of the caller's own home, database or index is touched."""
    home_folder = folder / "home"
    flags = {"home": home_folder, "key_dir": folder / "keys", "today": today, "scratch": True}
    own = {"engine": "builtin", "offline": True, "chroma_url": None}
    return load(**flags).model_copy(update={**own, "database_url": f"sqlite:///{home_folder / 'upwell.db'}"})


def run_through(folder: Path, entered: Sequence[Entered], today: date, progress: Progress) -> list[Said]:
    """Everything a home says when these things are put into it on that day, its log and its files included."""
    settings = settings_of(folder, today)
    said: list[Said] = []
    with _logged(said), home.owned(settings.home):
        with opened(settings) as app:
            ask = _Asked(app, said, progress)
            _put_in(ask, entered)
            _take_out(ask, entered)
        said += _files(settings.home)
    return said


class _Asked:
    """Sends requests as the operator and keeps what is said, errors included."""

    def __init__(self, app: App, said: list[Said], progress: Progress) -> None:
        self.app, self._said, self._progress = app, said, progress

    def __call__(self, request: requests.Request) -> Any:
        try:
            return commands.run(self.app, request, None, self._progress)
        except UpwellError as problem:
            self.hear("errors", problem.message)
            return None

    def hear(self, stage: str, text: str, notes: tuple[str, ...] = ()) -> None:
        self._said.append(Said(stage, notes, text))


def _put_in(ask: _Asked, entered: Sequence[Entered]) -> None:
    for one in entered:
        for people in one.people:
            ask(requests.ImportPeople(str(people)))
        for consents in one.consents:
            ask(requests.ImportConsents(str(consents)))
        taken = ask(requests.Ingest(tuple(map(str, one.notes))))
        for refused in (taken or {}).get("refused", ()):
            # The file's name is told to whoever gave it; nothing else of the file may be.
            ask.hear("refusals", json.dumps({**refused, "file": ""}))
    ask.hear("answers of extract", json.dumps(ask(requests.Extract())))


def _take_out(ask: _Asked, entered: Sequence[Entered]) -> None:
    notes = ask(requests.Export("notes")) or []
    for row in notes:
        ask.hear("redacted notes", row["redacted_text"], (row["note_id"],))
    of: dict[str, str] = {}
    for row in ask(requests.Export("insights", "all")) or []:
        of[row["id"]] = row["note_id"]
        ask.hear("exports", _words(row), (row["note_id"],))
    for row in ask(requests.Export("actions", "all")) or []:
        ask.hear("exports", _words(row), (row["note_id"],))
    for row in ask(requests.Export("patterns")) or []:
        ask.hear("patterns", row["title"], tuple(sorted({of[one] for one in row["insights"] if one in of})))
    for week in sorted({week_of(row.session_date) for row in ask.app.store.notes.rows()}):
        _digest(ask, week)
    for query in (query for one in entered for query in one.searches):
        for hit in ask(requests.Search(query)) or []:
            ask.hear("search hits", hit["snippet"], (hit["note_id"],))
    for question in (question for one in entered for question in one.questions):
        ask.hear("answers", json.dumps(ask(requests.Ask(question))))


def _digest(ask: _Asked, week: str) -> None:
    document = ask(requests.MakeDigest(week))
    if document is None:
        return
    for row in [*document["insights"], *document["actions"]]:
        ask.hear("digests", _words(row), (row["note_id"],))
    made: tuple[Callable[[dict[str, Any]], str], ...] = (digest_html, digest_markdown)
    for render in made:
        ask.hear("digest pages", render(document))


def _words(row: dict[str, Any]) -> str:
    """What an item says, in its own words and in quoted ones."""
    own = row.get("statement") or row.get("task") or ""
    return "\n".join([own, *(piece[form] for piece in row["evidence"] for form in ("text", "readable"))])


@contextmanager
def _logged(said: list[Said]) -> Iterator[None]:
    """Every log record of the block, debug included, as a stage."""

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(Said("logs", (), self.format(record)))

    listener, root = Listener(), logging.getLogger()
    before = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(listener)


def _files(place: Path) -> Iterator[Said]:
    """Bytes of every file of the home, compressed and encoded streams opened."""
    for path in sorted(one for one in place.rglob("*") if one.is_file()):
        raw = path.read_bytes()
        for data in (raw, *streams(raw)):
            yield Said("files of the home", (), data.decode("latin-1"))

"""Run as a program: takes the road from notes to a withdrawal again and again, killed at a random moment each time.

A kill falls at a random moment of a step: each step in turn, for one is a hundred times as long as another. Models are
loaded once; each run is a fork of its own, as is the next start that looks what was left. Prints one JSON document: how
many kills fell on each step, and the claims that did not hold (none should).
Arguments: folder, kills, seed, "sqlite" or "postgresql".
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from mentoring.errors import HomeBusy
from service import home, workflows
from service.callers import OPERATOR
from service.demo import EXAMPLE
from service.progress import silent
from service.requests import Extract, Ingest, MakeDigest, Withdraw
from service.settings import Settings, load
from service.stages import indexing
from service.wiring import App, opened
from tests.databases import Databases

TODAY, WEEK, NOTES = date(2026, 11, 2), "2026-W44", 3
ROOT = Path(__file__).parents[2]
TIMED_AGAIN = 8
"""Kills after which the steps are timed again: on a machine that others use they become longer, and kills early."""
STEPS = ("ingest", "extract", "digest", "withdraw")
Say = Callable[[str, Any], None]


def road(app: App, source: Path, say: Say) -> None:
    """Each step says that it begins, and what it acknowledged once it has returned."""
    workflows.start(app)
    say("at", "ingest")
    took = workflows.ingest(app, OPERATOR, Ingest((str(source),), consents=str(EXAMPLE / "consents.json")), silent)
    say("ingested", took["accepted"] + took["unchanged"])
    say("at", "extract")
    workflows.extract(app, OPERATOR, Extract(), silent)
    say("extracted", [one.insight.id for one in app.store.items.insights()])
    say("at", "digest")
    workflows.digest(app, OPERATOR, MakeDigest(WEEK), silent)
    say("digested", [])
    say("at", "withdraw")
    receipt = workflows.withdraw(app, OPERATOR, Withdraw(_first_mentor()), silent)
    say("withdrawn", receipt["residue"])


def look(app: App, source: Path, said: dict[str, Any], say: Say) -> None:
    """What a next start finds broken, after it has gone the road to its end."""
    workflows.start(app)
    wrong = [] if _withdrawn(app) else _lost(app, said)
    say("broken", len(_faults(app)))
    road(app, source, lambda _step, _what: None)
    items = app.store.items
    made = [(row.insight.note_id, row.insight.statement) for row in items.insights()]
    made += [(row.action.note_id, row.action.task) for row in items.actions()]
    if len(made) != len(set(made)):
        wrong.append(f"twice: {len(made) - len(set(made))} items")
    indexing.index(app, silent)
    if faults := _faults(app):
        wrong.append(f"broken: {len(faults)} shards")
    if app.store.audit.verify():
        wrong.append("the audit chain")
    say("wrong", wrong)


def _lost(app: App, said: dict[str, Any]) -> list[str]:
    notes = set(said.get("ingested", [])) - {row.note_id for row in app.store.notes.rows()}
    insights = set(said.get("extracted", [])) - {row.insight.id for row in app.store.items.insights()}
    return [f"lost: {len(notes)} acknowledged notes, {len(insights)} insights"] if notes or insights else []


def _faults(app: App) -> list[str]:
    return app.index.faults(sorted({row.program for row in app.store.notes.rows()}))


def _first_mentor() -> str:
    """Who withdraws: the same person in every run, also when her notes are gone."""
    return str(json.loads((EXAMPLE / "consents.json").read_text())[0]["person"])


def _withdrawn(app: App) -> bool:
    return any(consent.withdrawn is not None for consent in app.store.consents.current())


def _forked(work: Callable[[Say], None], kill: tuple[str, float] | None = None) -> dict[str, Any]:
    """Run `work` in a fork; what it said until it ended or was killed, so many seconds into a step."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setpgid(0, 0)
        _work(work, writing)
    os.close(writing)
    said: dict[str, Any] = {"begun": {}}
    with os.fdopen(reading) as lines:
        for step, what in (json.loads(line) for line in lines if line.endswith("\n")):
            said[step] = what
            if step == "at":
                said["begun"][what] = time.monotonic()
            if kill is not None and (step, what) == ("at", kill[0]):
                time.sleep(kill[1])
                with suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)
    said["status"] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said["over"] = time.monotonic()
    return said


def _work(work: Callable[[Say], None], writing: int) -> NoReturn:
    status = 1
    with os.fdopen(writing, "w") as out:

        def say(step: str, what: Any) -> None:
            out.write(json.dumps([step, what]) + "\n")
            out.flush()

        try:
            work(say)
            status = 0
        finally:
            out.flush()
            os._exit(status)


def _lengths(undisturbed: dict[str, Any]) -> dict[str, float]:
    """Seconds of each step."""
    begun = [undisturbed["begun"][step] for step in STEPS] + [undisturbed["over"]]
    return {step: begun[at + 1] - begun[at] for at, step in enumerate(STEPS)}


def _refused(settings: Settings, times: int) -> int:
    """How often a second owner is refused while there is one."""
    refused = 0
    with home.owned(settings.home):
        for _ in range(times):
            try:
                with home.owned(settings.home):
                    pass
            except HomeBusy:
                refused += 1
    return refused


@dataclass
class Ground:
    """A folder in which homes are made, and the models that all of them share."""

    folder: Path
    databases: Databases
    models: dict[str, Any] = field(default_factory=dict)

    def settings(self, name: str) -> Settings:
        """A new home."""
        home_of, keys = self.folder / name / "home", self.folder / name / "keys"
        home_of.mkdir(parents=True, mode=0o700)
        told = self.databases.told(self.databases.make(home_of), home_of)
        return load(home=home_of, key_dir=keys, today=TODAY, scratch=True, **told)

    def within(self, settings: Settings, work: Callable[[App], Any]) -> Any:
        """Do something as the owner of a home."""
        with home.owned(settings.home), opened(settings) as app:
            app.__dict__.update(self.models)
            return work(app)

    def warm(self, app: App) -> None:
        """Load the models."""
        redacted, _ = app.redactor().preview("Ana told Ben to ask.", mentor="Ana", mentee="Ben", session_date=TODAY)
        app.builtin.draft(redacted)
        app.embedder.embed(["warm"])
        self.models.update(embedder=app.embedder, builtin=app.builtin)

    def walk(self, name: str, kill: tuple[str, float] | None = None) -> tuple[Settings, dict[str, Any]]:
        """The road in a new home, to its end or until it is killed."""
        settings = self.settings(name)
        return settings, _forked(lambda say: self.within(settings, lambda app: road(app, self.notes, say)), kill)

    def next_start(self, settings: Settings, said: dict[str, Any]) -> dict[str, Any]:
        """What is found where a process was killed that had said so much."""
        return _forked(lambda say: self.within(settings, lambda app: look(app, self.notes, said, say)))

    @property
    def notes(self) -> Path:
        """The folder of what is taken in."""
        return self.folder / "notes"


def main(folder: Path, kills: int, seed: int, kind: str) -> dict[str, Any]:
    """Kills, and what each left."""
    chance, ground = random.Random(seed), Ground(folder, Databases(kind))  # noqa: S311 - picks moments
    ground.notes.mkdir(parents=True)
    for file in sorted((EXAMPLE / "notes").glob("*.md"))[:NOTES]:
        shutil.copy(file, ground.notes)
    ground.within(ground.settings("warm"), ground.warm)
    whole, undisturbed = ground.walk("whole")
    told: dict[str, Any] = {"undisturbed": undisturbed, "kills": kills, "hit": dict.fromkeys((*STEPS, "none"), 0)}
    told |= {"wrong": [], "broken_shards_mended": 0}
    for number in range(kills):
        if number % TIMED_AGAIN == 0:
            seconds = _lengths(ground.walk(f"timed{number}")[1])
        step = STEPS[number % len(STEPS)]
        settings, said = ground.walk(f"killed{number}", (step, seconds[step] * chance.random()))
        _count(told, said, ground.next_start(settings, said))
        shutil.rmtree(folder / f"killed{number}")
    return {**told, "second_owner_refused": _refused(whole, 100)}


def _count(told: dict[str, Any], said: dict[str, Any], found: dict[str, Any]) -> None:
    """Add one kill to what is told."""
    told["hit"][said["at"] if said["status"] < 0 else "none"] += 1
    told["broken_shards_mended"] += found.get("broken", 0)
    told["wrong"] += [f"killed in {said['at']}: {one}" for one in found.get("wrong", ["the next start failed"])]
    print(told["hit"], told["wrong"], file=sys.stderr, flush=True)  # noqa: T201 - how far it is


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])))  # noqa: T201 - its answer

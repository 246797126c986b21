"""Run as a program: takes the road from notes to a withdrawal again and again, killed at a random moment each time.

Models are loaded once; each run is a fork of its own, as is the next start that looks what was left. Prints one JSON
document: what each kill hit, and the claims that did not hold (none should).
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
from datetime import date
from pathlib import Path
from typing import Any

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
Say = Callable[[str, Any], None]


def road(app: App, source: Path, say: Say) -> None:
    """Each step says what it acknowledged once it has returned."""
    workflows.start(app)
    took = workflows.ingest(app, OPERATOR, Ingest((str(source),), consents=str(EXAMPLE / "consents.json")), silent)
    say("ingested", took["accepted"] + took["unchanged"])
    workflows.extract(app, OPERATOR, Extract(), silent)
    say("extracted", [one.insight.id for one in app.store.items.insights()])
    workflows.digest(app, OPERATOR, MakeDigest(WEEK), silent)
    say("digested", [])
    receipt = workflows.withdraw(app, OPERATOR, Withdraw(_first_mentor()), silent)
    say("withdrawn", receipt["residue"])


def look(app: App, source: Path, said: dict[str, Any]) -> list[str]:
    """What a next start finds broken, after it has gone the road to its end."""
    workflows.start(app)
    there = {row.note_id for row in app.store.notes.rows()}
    lost = set(said.get("ingested", [])) - there
    withdrawn = bool(app.store.audit.count()) and _withdrawn(app)
    wrong = [f"lost: {len(lost)} acknowledged notes"] if lost and not withdrawn else []
    road(app, source, lambda _step, _what: None)
    items = app.store.items
    made = [(row.insight.note_id, row.insight.statement) for row in items.insights()]
    made += [(row.action.note_id, row.action.task) for row in items.actions()]
    if len(made) != len(set(made)):
        wrong.append(f"twice: {len(made) - len(set(made))} items")
    indexing.index(app, silent)
    if faults := app.index.faults(sorted({row.program for row in app.store.notes.rows()})):
        wrong.append(f"broken: {len(faults)} shards")
    if app.store.audit.verify():
        wrong.append("the audit chain")
    return wrong


def _first_mentor() -> str:
    """Who withdraws: the same person in every run, also when her notes are gone."""
    return str(json.loads((EXAMPLE / "consents.json").read_text())[0]["person"])


def _withdrawn(app: App) -> bool:
    return any(consent.withdrawn is not None for consent in app.store.consents.current())


def _forked(work: Callable[[Say], None], kill_after: float | None = None) -> dict[str, Any]:
    """Run `work` in a fork; what it said until it ended or was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setpgid(0, 0)
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
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    with os.fdopen(reading) as lines:
        said = dict(json.loads(line) for line in lines if line.endswith("\n"))
    said["status"] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return said


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


def main(folder: Path, kills: int, seed: int, kind: str) -> dict[str, Any]:
    """Kills, and what each left."""
    chance, databases, models = random.Random(seed), Databases(kind), {}  # noqa: S311 - picks moments
    source = folder / "notes"
    source.mkdir(parents=True)
    for file in sorted((EXAMPLE / "notes").glob("*.md"))[:NOTES]:
        shutil.copy(file, source)

    def settings_of(name: str) -> Settings:
        (folder / name / "home").mkdir(parents=True, mode=0o700)
        told = databases.told(databases.make(folder / name / "home"), folder / name / "home")
        return load(home=folder / name / "home", key_dir=folder / name / "keys", today=TODAY, scratch=True, **told)

    def in_home(settings: Settings, work: Callable[[App], Any]) -> Any:
        with home.owned(settings.home), opened(settings) as app:
            app.__dict__.update(models)
            return work(app)

    def warm(app: App) -> None:
        models.update(embedder=app.embedder, builtin=app.builtin)
        app.embedder.embed(["warm"])

    in_home(settings_of("warm"), warm)
    whole = settings_of("whole")
    begun = time.monotonic()
    undisturbed = _forked(lambda say: in_home(whole, lambda app: road(app, source, say)))
    seconds = time.monotonic() - begun
    hit, wrong = [], []
    for number in range(kills):
        settings = settings_of(f"killed{number}")
        moment = seconds * (number + chance.random()) / kills
        said = _forked(lambda say: in_home(settings, lambda app: road(app, source, say)), moment)  # noqa: B023 - run now
        found = _forked(lambda say: say("wrong", in_home(settings, lambda app: look(app, source, said))))  # noqa: B023 - run now
        hit.append(list(said)[-2] if len(said) > 1 else "begun")
        wrong += [f"kill {number}: {one}" for one in found.get("wrong", ["the next start failed"])]
        shutil.rmtree(folder / f"killed{number}")
    return {
        "undisturbed": undisturbed, "seconds": round(seconds, 1), "kills": kills, "hit": hit, "wrong": wrong,
        "second_owner_refused": _refused(whole, 100),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])))  # noqa: T201 - its answer

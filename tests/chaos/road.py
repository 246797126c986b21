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
        redacted, _ = app.redactor().preview("Ana told Ben to ask.", mentor="Ana", mentee="Ben", session_date=TODAY)
        app.builtin.draft(redacted)
        app.embedder.embed(["warm"])
        models.update(embedder=app.embedder, builtin=app.builtin)

    in_home(settings_of("warm"), warm)
    whole = settings_of("whole")
    undisturbed = _forked(lambda say: in_home(whole, lambda app: road(app, source, say)))
    seconds = _lengths(undisturbed)
    hit, wrong = dict.fromkeys((*STEPS, "none"), 0), []
    mended = 0
    for number in range(kills):
        settings, step = settings_of(f"killed{number}"), STEPS[number % len(STEPS)]
        moment = step, seconds[step] * chance.random()
        said = _forked(lambda say: in_home(settings, lambda app: road(app, source, say)), moment)  # noqa: B023 - run now
        found = _forked(lambda say: in_home(settings, lambda app: look(app, source, said, say)))  # noqa: B023 - run now
        mended += found.get("broken", 0)
        hit[said["at"] if said["status"] < 0 else "none"] += 1
        wrong += [f"kill {number}, {said['at']}: {one}" for one in found.get("wrong", ["the next start failed"])]
        shutil.rmtree(folder / f"killed{number}")
        print(number, said["at"], said["status"], found, file=sys.stderr, flush=True)  # noqa: T201 - how far it is
    return {
        "undisturbed": undisturbed, "seconds": {step: round(one, 2) for step, one in seconds.items()},
        "kills": kills, "hit": hit, "wrong": wrong, "broken_shards_mended": mended,
        "second_owner_refused": _refused(whole, 100),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])))  # noqa: T201 - its answer

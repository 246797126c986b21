"""Extraction: one redacted note at a time through an engine, then what several notes say together."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extractor.about_person import is_about_mentee
from extractor.patterns import find_patterns, pattern_vectors
from extractor.pipeline import settle
from mentoring.errors import EngineFailed, NotFound
from mentoring.grounding.guard import Guard
from mentoring.records import Caller, Drafts, Pattern, Person
from mentoring.store.items import InsightRow, Provenance
from mentoring.store.notes import NoteRow
from service.callers import leads
from service.progress import Progress
from service.stages.drafting import (
    Drafted,
    drafted,
    failing_alone,
    is_as_read,
    may_be_read,
    model_engine,
    session_of,
)
from service.stages.taking import gate_of
from service.wiring import App

if TYPE_CHECKING:
    from extractor.engine import Engine

_CHANGED = "The note got other words while it was read: the next `upwell extract` reads it again."


class Stopwatch:
    """Seconds by stage, wall clock, loading included."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the block's time under `name`."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - begun


@dataclass
class Found:
    """What came of the notes asked for."""

    run: str
    """The run's name; every item it makes carries it."""
    notes: list[str] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    wanted: frozenset[str] = frozenset()

    def counts(self) -> dict[str, int | str]:
        """For the audit."""
        return {"notes": len(self.notes), "failures": len(self.failures), "run": self.run}

    def as_json(self, app: App, engine: Engine, stopwatch: Stopwatch) -> dict[str, Any]:
        """The contract's answer to `extract`: counts over the notes asked for, done now or before."""
        items = app.store.items
        return {
            "notes": len(self.wanted),
            "insights": sum(row.insight.note_id in self.wanted for row in items.insights()),
            "action_items": sum(row.action.note_id in self.wanted for row in items.actions()),
            "set_aside": _by_rule(app, self.wanted),
            "failures": self.failures,
            "engine": engine.name,
            "run": self.run,
            "usage": _usage(engine),
            "seconds": {stage: round(seconds, 3) for stage, seconds in stopwatch.seconds.items()},
        }


def _by_rule(app: App, wanted: frozenset[str]) -> dict[str, int]:
    rules: Counter[str] = Counter()
    for (_, rule), count in app.store.items.set_aside_counts(note_ids=sorted(wanted)).items():
        rules[rule] += count
    return dict(rules)


def due(app: App, caller: Caller, asked: Sequence[str]) -> list[NoteRow]:
    """Notes of the caller's programmes whose participants allow extraction today, in the order of their sessions."""
    gate = gate_of(app)
    rows = [row for row in app.store.notes.rows(ids=asked or None) if leads(caller, row.program)]
    if missing := sorted(set(asked) - {row.note_id for row in rows}):
        raise NotFound(f"There is no note {missing[0]} in this home: see `upwell export notes`.")
    return [row for row in rows if "extract" in gate.purposes(*session_of(row))]


def run(
    app: App, rows: Sequence[NoteRow], engine: Engine, stopwatch: Stopwatch, progress: Progress, *, again: bool
) -> Found:
    """Extract what was not yet extracted (`again`: everything); a note that fails is listed, the rest goes on.

    Each note is whole or untouched in the store, so a run may end at any moment: the next goes on from there, and
    what a model answered is not asked again.
    """
    found = Found(app.new_run(), wanted=frozenset(row.note_id for row in rows))
    with app.tell.span("extract", run=found.run, engine=engine.name) as told:
        _extract(app, rows, engine, stopwatch, progress, found, again=again)
        told.add(notes=len(found.notes), failures=len(found.failures))
    return found


def _extract(
    app: App, rows: Sequence[NoteRow], engine: Engine, stopwatch: Stopwatch, progress: Progress, found: Found,
    *, again: bool,
) -> None:  # fmt: skip
    people = app.store.people.all()
    waiting = [row for row in rows if again or row.stage != "extracted"]
    with closing(drafted(app, waiting, engine)) as drafts:
        for number in range(len(waiting)):
            progress("extracting", number, len(waiting))
            with app.tell.span("extract.note", run=found.run) as told:
                with stopwatch.stage("extract"):
                    one = next(drafts)
                    guard = _guard(app, one, people)
                with stopwatch.stage("store"):
                    if one is None or guard is None or not keep(app, one, guard, found):
                        _pass_over(app, waiting[number].note_id, found)
                told.add(note=app.alias(waiting[number].note_id), engine=(one.made_by if one else engine).name)
    progress("extracting", len(waiting), len(waiting))


def _guard(app: App, one: Drafted | None, people: Sequence[Person]) -> Guard | None:
    """What the note's drafts are checked with; None where it was erased since."""
    try:
        return None if one is None else Guard(app.store.notes.vault(one.row.note_id), people)
    except NotFound:
        return None


def keep(app: App, one: Drafted, guard: Guard, found: Found) -> bool:
    """What was drafted of one note, settled and stored, or why there is nothing; False if it is not as it was read.

    Every way of extracting ends here, and whether it may be kept is asked where it is written: a consent that ended
    or words that were taken out while an engine read were erased by then, and do not come back.
    """
    with app.store.transaction():
        if not is_as_read(app, one.text) or app.store.notes.get(one.row.note_id).stage == "redacted":
            return False  # the latter got other words that the index does not know yet: it would never take them
        if one.problem is not None:
            found.failures.append(_failure(one, one.problem))
        if one.drafts is None:
            app.store.notes.fail(one.row.note_id, one.problem.code if one.problem else "engine")
        else:
            _store(app, one, one.drafts, guard, found)
    return True


def _store(app: App, one: Drafted, drafts: Drafts, guard: Guard, found: Found) -> None:
    note_id = one.row.note_id
    try:
        with failing_alone():
            items = settle(one.text, drafts, one.made_by.name, guard)
    except EngineFailed as problem:
        found.failures.append(_failure(replace(one, drafts=None), problem))
        app.store.notes.fail(note_id, problem.code)
        return
    app.store.items.replace(
        note_id, items.insights, items.actions, items.set_aside,
        at=app.now(), provenance=_provenance(one.made_by, found.run),
        about_person=[insight.id for insight in items.insights if is_about_mentee(insight)],
    )  # fmt: skip
    app.store.notes.set_stage(note_id, "extracted")
    found.notes.append(note_id)


def _pass_over(app: App, note_id: str, found: Found) -> None:
    """Of what is gone or not given any more nothing is told; a note with other words waits for the next run."""
    if may_be_read(app, note_id):
        found.failures.append({"note_id": note_id, "code": "changed", "reason": _CHANGED})
    else:
        found.wanted -= {note_id}


def _failure(one: Drafted, problem: EngineFailed) -> dict[str, str]:
    taken = {"taken_by": one.made_by.name} if one.drafts is not None else {}
    return {"note_id": one.row.note_id, "code": problem.code, "reason": problem.message, **taken}


def _provenance(engine: Engine, run: str) -> Provenance:
    """What the items of one note are stored with, so that they can be told apart and made again."""
    model = model_engine(engine)
    if model is None:
        return Provenance(run=run)
    made_by = model.provenance
    return Provenance(f"{made_by.prompt} v{made_by.version}", made_by.sha256, made_by.model, run)


def _usage(engine: Engine) -> dict[str, Any]:
    """What was asked of a model in this run; nothing was, with the builtin engine. An unknown price is null."""
    model = model_engine(engine)
    if model is None:
        return {"requests": 0, "input_tokens": 0, "output_tokens": 0}
    price = model.gateway.price
    return {
        "model": model.gateway.model,
        **asdict(model.gateway.usage()),
        "price_per_million": asdict(price) if price else None,
    }


def group(app: App, stopwatch: Stopwatch) -> None:
    """Find anew which insights of several pairs say the same."""
    with stopwatch.stage("patterns"):
        rows = _groupable(app)
        insights = [row.insight for row in rows]
        vectors = pattern_vectors(insights, app.embedder.embed)
        found = find_patterns(
            insights, vectors, {row.insight.note_id: (row.mentor_ref, row.mentee_ref) for row in rows}
        )
        with app.store.transaction():
            # Words that were erased, held or changed while vectors were made stand in no title: the next run finds
            # anew what the others of such a pattern still say.
            stand = {row.insight for row in _groupable(app)}
            gone = {one.id for one in insights if one not in stand}
            whole = [one for one in found if gone.isdisjoint(one.insight_ids)]
            app.store.items.replace_patterns(_with_known_ids(whole, app.store.items.patterns()))


def _groupable(app: App) -> list[InsightRow]:
    """Insights that a pattern may be made of today."""
    gate = gate_of(app)
    return [
        row
        for row in app.store.items.insights()
        if row.state not in ("held", "vetoed")
        and "extract" in gate.purposes(row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref)
    ]


def _with_known_ids(found: Sequence[Pattern], earlier: Sequence[Pattern]) -> list[Pattern]:
    """A pattern that gained or lost members stays the same one, so that its figures can be compared over weeks."""
    free, named = list(earlier), []
    for pattern in found:
        members = set(pattern.insight_ids)
        nearest = max(free, key=lambda one: len(members & set(one.insight_ids)), default=None)
        if nearest is not None and members & set(nearest.insight_ids):
            free.remove(nearest)
            pattern = replace(pattern, id=nearest.id)  # noqa: PLW2901 - the same pattern under its older name
        named.append(pattern)
    return named


def open_preview(app: App, rows: Sequence[NoteRow]) -> None:
    """From today on the mentors of these notes can look at what was made of their words."""
    ids = [row.note_id for row in rows]
    items = app.store.items
    with app.store.transaction():  # what is read here cannot be erased before it is written
        fresh = [row.insight.id for row in items.insights(note_ids=ids) if row.state == "drafted"]
        fresh += [row.action.id for row in items.actions(note_ids=ids) if row.state == "drafted"]
        for item_id in fresh:
            items.set_state(item_id, "previewed", previewed_on=app.today)

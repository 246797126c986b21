"""A made-up company in a real home: two programmes of four pairs each, a roster, and one of everybody who may ask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from sqlalchemy import update

from mentoring.programme.matching import Match
from mentoring.programme.pairs import Charter, Goal, Pair
from mentoring.programme.stories import SIDES, Story, Words
from mentoring.records import Person
from mentoring.store.delegations import Delegation
from mentoring.store.evaluations import RunRow
from mentoring.store.tables_programme import goals
from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.sessions import Sessions
from service.callers import OPERATOR
from service.settings import Settings, load
from service.setup_requests import StartProgramme
from service.stages import setting_up
from service.wiring import App, opened
from tests.store.sessions import AT, Session, action, insight, keep, refs, session, vector

TODAY = date(2026, 7, 10)
NORTH = [session(number, "north") for number in range(1, 5)]
SOUTH = [session(number, "south") for number in range(5, 9)]
FIRST, SECOND = NORTH[:2]
"""The pair of the mentor and the executive who ask, and one whose words went out to everybody."""

ROSTER = [
    *(Person(f"men{n}", one.mentor, manager_id="boss" if n == 1 else None) for n, one in enumerate(NORTH + SOUTH, 1)),
    *(Person(f"exe{n}", one.mentee, role="executive") for n, one in enumerate(NORTH + SOUTH, 1)),
    Person("lead", "Lea Lead", role="lead", programs=("north",)),
    Person("boss", "Bo Boss", role="lead", programs=("north",)),
    Person("eva", "Eva Evaluator", role="evaluator"),
    Person("adm", "Ada Admin", role="admin"),
    Person("nob", "Nora Nobody"),
    Person("chief", "Cai Chief"),
]
WHO: dict[str, str | None] = {
    "executive": "exe1", "mentor": "men1", "lead": "lead", "evaluator": "eva", "admin": "adm", "nobody": "nob",
    "delegate": "chief", "operator": None,
}  # fmt: skip


RUNS = {"run": "v000000000001", "before": "v000000000001", "after": "v000000000002"}
"""Evaluation runs that the home keeps: figures of no note of it."""
WORK = {"work_run": "r000000000001"}
"""A run of extraction that wants no note."""


def make(folder: Path) -> Settings:
    """A home with the company in it; nothing is extracted, so no model is loaded."""
    settings = load(
        home=folder / "home",
        key_dir=folder / "keys",
        today=TODAY,
        rate_per_minute=100_000,
        questions_per_minute=100_000,
    )
    (folder / "home").mkdir()
    with opened(settings) as app:
        app.store.people.import_people(ROSTER)
        for one in NORTH + SOUTH:
            keep(app.store, one)
            for item in (insight(one).id, action(one).id):
                app.store.items.set_state(item, "previewed", previewed_on=AT.date())
        _goals(app)
        _stories(app)
        _accepted(app)
        _set_up(app)
        app.store.items.set_state(insight(SECOND).id, "released", "organisation", mentor_released=True)
        for run_id in sorted(set(RUNS.values())):
            app.store.evaluations.keep_run(RunRow(run_id, AT.isoformat(), None, []), [])
        app.store.work.begin(WORK["work_run"], "builtin", [], AT)
        for who in {*WHO.values(), "exe6"}:
            ref = app.store.people.ref_of(who) if who else None
            app.store.tokens.make(ref, ["read"], AT.replace(year=2027), AT)
        refs = [app.store.people.ref_of(name) for name in ("exe1", "chief")]
        app.store.delegations.give(Delegation(refs[0], refs[1], None), AT)
    return settings


def goal_id(one: Session) -> str:
    """Of the one goal that each pair has set itself."""
    return "o" + hashlib.sha256(one.pair.encode()).hexdigest()[:12]


def _set_up(app: App) -> None:
    """Both programmes with their texts."""
    for program in ("north", "south"):
        setting_up.start(app, OPERATOR, StartProgramme(program))


def _accepted(app: App) -> None:
    """An accepted pair that waits under the name of each."""
    some = [Match(one.program, one.pair, *refs(app.store, one), one.secret, TODAY) for one in NORTH + SOUTH]
    app.store.matches.keep(some, AT)


def _goals(app: App) -> None:
    """A charter and a goal a pair; ids are minted at random and are made known here."""
    for one in NORTH + SOUTH:
        charter = Charter(project=f"Videos {one.secret}", starts=date(2026, 5, 4), every_days=14)
        app.store.pairs.keep(Pair(one.program, one.pair, *refs(app.store, one), charter, AT.date()), AT)
        made = app.store.pairs.set_goal(Goal("", one.program, one.pair, f"Polls {one.secret}"), AT.date(), AT)
        with app.store.database.write() as connection:
            connection.execute(update(goals).where(goals.c.id == made).values(id=goal_id(one)))


def story_id(one: Session) -> str:
    """Of the one story of a pair's one action."""
    return "t" + hashlib.sha256(one.pair.encode()).hexdigest()[:12]


def _stories(app: App) -> None:
    """Of the first pair one that both approved, of another programme's a draft; both actions are done."""
    for one, approved in ((FIRST, SIDES), (SOUTH[0], SIDES[:1])):
        app.store.reviews.add(action(one).id, "done", {"words": None}, None, AT)
        words = Words(insight(one).statement, f"A poll was shown ({one.secret}).", "", "Fewer questions.")
        made = Story(story_id(one), one.program, one.pair, *refs(app.store, one), one.note_id, action(one).id,
                     AT.date(), words, insight(one).id, named=True, approved=frozenset(approved))  # fmt: skip
        app.store.stories.keep(made, AT)


@dataclass
class Company:
    """The opened home and how to ask it something as somebody."""

    app: App
    sessions: Sessions = field(default_factory=Sessions)

    def __post_init__(self) -> None:
        # Meaning is not what is tested here: vectors come from a hash, so that no model is loaded.
        def embed(texts: Sequence[str]) -> NDArray[np.float32]:
            return np.stack([vector(one) for one in texts]) if texts else np.zeros((0, 384), np.float32)

        self.app.__dict__["embedder"] = SimpleNamespace(embed=embed)

    def token_id(self, person: str) -> str:
        """The id of a person's token; "None": the operator's."""
        ref = None if person == "None" else self.app.store.people.ref_of(person)
        return next(one.token_id for one in self.app.store.tokens.all() if one.person_ref == ref)

    @contextmanager
    def as_(self, who: str | None) -> Iterator[TestClient]:
        """A client signed in as one of WHO; None: nobody has signed in."""
        with TestClient(people_api(self.app, self.sessions), raise_server_exceptions=False) as client:
            if who is not None:
                key = self.sessions.sign_in(self.sessions.invite(WHO.get(who, who)))
                client.cookies.set(COOKIE, key or "")
            if who == "delegate":
                client.headers["Upwell-For"] = "exe1"
            yield client


@contextmanager
def opened_company(settings: Settings) -> Iterator[Company]:
    """The company of these settings."""
    with opened(settings) as app:
        yield Company(app)


def secrets_of(sessions: list[Session]) -> set[str]:
    """Words that stand in these sessions' notes, statements and ids, and nowhere else."""
    found = {one.secret for one in sessions} | {one.note_id for one in sessions} | {one.pair for one in sessions}
    return found | {insight(one).id for one in sessions} | {action(one).id for one in sessions}

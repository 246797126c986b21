"""The store of one home: the truth from which index and files are derived. Everything in it is reached from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import insert, select

from mentoring.errors import Misconfigured
from mentoring.store import migrate
from mentoring.store.answered import Answered
from mentoring.store.answers import Answers
from mentoring.store.artifacts import Artifacts
from mentoring.store.audit import Audit
from mentoring.store.comparisons import Comparisons
from mentoring.store.consents import Consents
from mentoring.store.database import Database
from mentoring.store.delegations import Delegations
from mentoring.store.digests import Digests
from mentoring.store.evaluations import Evaluations
from mentoring.store.hidden_words import HiddenWords
from mentoring.store.index import IndexGenerations
from mentoring.store.items import Items
from mentoring.store.jobs import Jobs
from mentoring.store.kept_answers import KeptAnswers
from mentoring.store.keys import Keys
from mentoring.store.mail_stops import MailStops
from mentoring.store.matches import Matches
from mentoring.store.notes import Notes
from mentoring.store.outcomes import Outcomes
from mentoring.store.outside import Outside
from mentoring.store.pace import Pace
from mentoring.store.pairs import Pairs
from mentoring.store.passages import Passages
from mentoring.store.people import People
from mentoring.store.placed import PlacedItems
from mentoring.store.programmes import Programmes
from mentoring.store.refs import Refs
from mentoring.store.reviews import Reviews
from mentoring.store.searches import Searches
from mentoring.store.session_choices import SessionChoices
from mentoring.store.sources import Sources
from mentoring.store.stories import Stories
from mentoring.store.subjects import Subjects
from mentoring.store.tables import meta
from mentoring.store.thank_yous import ThankYous
from mentoring.store.tokens import Tokens
from mentoring.store.uses import Uses
from mentoring.store.work import Work


class Store:
    """An opened home. Use `Store.open`."""

    def __init__(self, database: Database, keys: Keys, *, scratch: bool) -> None:
        self.database = database
        self.keys = keys
        self.is_scratch = scratch
        """Whether this is an evaluation home, which shows items in every state; fixed for ever at first use."""
        self.refs = Refs(keys)
        self.outside = Outside(self)
        self.subjects = Subjects(database, keys, self.outside.changed)
        self.people = People(database, self.refs, self.subjects)
        self.delegations = Delegations(database)
        self.tokens = Tokens(database)
        self.mail_stops = MailStops(database, keys)
        self.kept_answers = KeptAnswers(database, keys)
        self.consents = Consents(database, self.subjects, self.outside.changed)
        self.sessions = SessionChoices(database, self.outside.changed)
        self.notes = Notes(database, self.subjects)
        self.sources = Sources(database, self.refs)
        self.hidden_words = HiddenWords(database)
        self.passages = Passages(database)
        self.items = Items(database)
        self.placed = PlacedItems(database)
        self.outcomes = Outcomes(database)
        self.reviews = Reviews(database)
        self.programmes = Programmes(database)
        self.pairs = Pairs(database)
        self.answered = Answered(database, self.subjects)
        self.thanks = ThankYous(database, self.subjects)
        self.uses = Uses(database)
        self.comparisons = Comparisons(database)
        self.stories = Stories(database, self.subjects)
        self.matches = Matches(database, self.subjects, self.people, self.consents)
        self.digests = Digests(database)
        self.answers = Answers(database)
        self.evaluations = Evaluations(database)
        self.artifacts = Artifacts(database, keys)
        self.searches = Searches(database, keys)
        self.index = IndexGenerations(database)
        self.work = Work(database)
        self.jobs = Jobs(database)
        self.pace = Pace(database, keys)
        self.audit = Audit(database, keys, self.subjects)

    @classmethod
    def open(cls, url: str, keys: Keys, *, scratch: bool | None = None) -> Store:
        """Open the database at `url`, bring it up to date, check that it belongs to these keys.

        `scratch` decides at first use; later, asking for an evaluation home where there is a real one is refused.
        """
        database = Database(url)
        database.check()
        migrate.upgrade(database)
        is_scratch = _first_use(database, keys, scratch=bool(scratch))
        if scratch and not is_scratch:
            database.close()
            raise Misconfigured("This home was first used for real notes: evaluate in another UPWELL_HOME.")
        return cls(database, keys, scratch=is_scratch)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside happens, or nothing of it: an action and its audit row, for one."""
        with self.database.write():
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is of one state, on one connection; nothing can be written inside."""
        with self.database.reading():
            yield

    def after_reading(self, step: Callable[[], None]) -> None:
        """Run what may write at once, or once the open `reading` is over."""
        self.database.after_reading(step)

    def close(self) -> None:
        """Empty the write-ahead log and give everything back."""
        self.database.truncate_log(patience=0.5, insist=False)
        self.database.close()


def _first_use(database: Database, keys: Keys, *, scratch: bool) -> bool:
    """Fix kind and keys of the home, or read them; returns whether it is an evaluation home."""
    ours = {word: keys.mac("home", word.encode()) for word in ("scratch", "real")}
    with database.read() as connection:
        kind = connection.scalar(select(meta.c.value).where(meta.c.name == "kind"))
    if kind is None:
        kind = ours["scratch" if scratch else "real"]
        with database.write() as connection:
            connection.execute(insert(meta).values(name="kind", value=kind))
    if kind not in ours.values():
        database.close()
        raise Misconfigured(
            "This home was made with another master key: point UPWELL_KEY_DIR to the directory that holds it."
        )
    return kind == ours["scratch"]

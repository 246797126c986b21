"""Builds what a run works with. The one place that constructs objects; heavy parts wait until they are used."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from mentoring.errors import EngineFailed, Misconfigured
from mentoring.records import Caller, Person
from mentoring.store import Store
from mentoring.store.keys import Keys
from service.settings import Settings

if TYPE_CHECKING:
    from retrieval.index import Index

    from extractor.engine import Engine
    from mentoring.redaction import Redactor
    from retrieval.embed import Embedder


@dataclass
class App:
    """An opened home."""

    settings: Settings
    store: Store
    invite: Callable[[str | None], str] | None = None
    """Makes a one-time sign-in link; there is one only while the service runs."""
    _redactors: dict[tuple[Person, ...], Redactor] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on which consents and windows are judged."""
        return self.settings.current_date()

    def now(self) -> datetime:
        """The instant written beside what happens."""
        now = datetime.now(UTC)
        pinned = self.settings.today
        return now if pinned is None else datetime.combine(pinned, now.time(), UTC)

    def ref(self, caller: Caller) -> str | None:
        """The keyed reference under which a caller is audited; None: the operator."""
        return None if caller.person_id is None else self.store.people.ref_of(caller.person_id)

    @property
    def shows_everything(self) -> bool:
        """Whether this is an evaluation home, which shows items in every state."""
        return self.store.is_scratch

    @cached_property
    def embedder(self) -> Embedder:
        """The sentence model, loaded at its first use."""
        from retrieval.embed import Embedder

        return Embedder(self.settings.embedding_model)

    @cached_property
    def index(self) -> Index:
        """The derived Chroma index of this home."""
        from retrieval.index import Index

        return Index(self.settings.home / "index", self.store)

    def redactor(self) -> Redactor:
        """The redactor for the people this home knows now."""
        from mentoring.redaction import Redactor

        people = tuple(self.store.people.all())
        if people not in self._redactors:
            self._redactors = {people: Redactor(people)}
        return self._redactors[people]

    def engine(self, name: str | None) -> Engine:
        """The extraction engine that is asked for, or the configured one."""
        chosen = name or self.settings.engine
        if chosen == "builtin":
            return self._builtin
        if chosen == "llm":
            raise EngineFailed("The llm engine is not part of this version: use --engine builtin.")
        raise Misconfigured(f"There is no engine {chosen}: use builtin.")

    @cached_property
    def _builtin(self) -> Engine:
        from extractor.builtin import BuiltinEngine

        return BuiltinEngine(self.embedder.embed)


@contextmanager
def opened(settings: Settings) -> Iterator[App]:
    """Open the home of `settings`; call it with the home's lock held."""
    if settings.chroma_url:
        raise Misconfigured("UPWELL_CHROMA_URL is set, and this version keeps its index in the home: unset it.")
    keys = Keys.open(settings.key_dir, _home_id(settings))
    store = Store.open(settings.database, keys, scratch=settings.scratch or None)
    app = App(settings, store)
    try:
        yield app
    finally:
        if "index" in app.__dict__:
            app.index.close()
        store.close()


def _home_id(settings: Settings) -> str:
    """The home's opaque name, made at first use; it finds the master key outside the home."""
    file = settings.home / "home-id"
    if not file.exists():
        file.write_text("h" + secrets.token_hex(8) + "\n", encoding="ascii")
    return file.read_text(encoding="ascii").strip()

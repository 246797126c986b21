"""Builds what a run works with. The one place that constructs objects; heavy parts wait until they are used."""

from __future__ import annotations

import importlib.metadata
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Literal

from mentoring.errors import Damaged, Misconfigured
from mentoring.records import Caller, Person, Purpose, RedactedText
from mentoring.store import Store
from mentoring.store.keys import Keys
from service.moved import has_data, remember, require_not_emptied, require_not_left_behind
from service.new_day import NewDay
from service.requests import Extract
from service.settings import Settings
from service.telling import Teller, teller

if TYPE_CHECKING:
    from extractor.engine import Engine
    from mentoring.llm import Gateway
    from mentoring.redaction import Redactor
    from retrieval.chroma_server import OnServer
    from retrieval.embed import Embedder
    from retrieval.index import Index
    from retrieval.rerank import Pairs


@dataclass
class App:
    """An opened home."""

    settings: Settings
    store: Store
    invite: Callable[[str | None], str] | None = None
    """Makes a one-time sign-in link; there is one only while the service runs."""
    tell: Teller = field(default_factory=Teller)
    """Events and spans of what is done."""
    intake: Lock = field(default_factory=Lock)
    """Held while notes are taken in: the same files handed in twice at once are taken once."""
    new_day: NewDay = field(default_factory=NewDay)
    """What is done once on each day on which the home is open."""
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

    def actor(self, caller: Caller) -> str | None:
        """The reference of whoever really acts: a delegate, or the caller herself."""
        return self.ref(caller) if caller.delegate_id is None else self.store.people.ref_of(caller.delegate_id)

    def alias(self, note_id: str) -> str:
        """What logs and spans call a note: its own id may be anything that people wrote."""
        return self.store.refs.artefact("log", note_id)[:16]

    def new_run(self) -> str:
        """A name for one run of an engine."""
        return "r" + secrets.token_hex(6)

    @cached_property
    def embedder(self) -> Embedder:
        """The sentence model, loaded at its first use."""
        from retrieval.embed import Embedder

        return Embedder(self.settings.embedding_model)

    @cached_property
    def bundled_embedder(self) -> Embedder:
        """The bundled sentence model, whichever model searches: follow-through is fitted to its vectors."""
        from retrieval.embed import Embedder

        return self.embedder if self.settings.embedding_model is None else Embedder()

    @cached_property
    def cross_encoder(self) -> Pairs:
        """The reranker in the configured folder, loaded at its first use."""
        from retrieval.rerank import Pairs

        return Pairs(self.settings.reranker or "")

    @cached_property
    def index(self) -> Index:
        """The derived Chroma index of this home: below it, or on a server."""
        from retrieval.index import Index

        return Index(self.settings.home / "index", self.store, chroma_server(self.settings))

    def redactor(self) -> Redactor:
        """The redactor for the people this home knows now."""
        from mentoring.redaction import Redactor

        people = tuple(self.store.people.all())
        if people not in self._redactors:
            self._redactors = {people: Redactor(people)}
        return self._redactors[people]

    @contextmanager
    def engine(self, asked: Extract) -> Iterator[Engine]:
        """The extraction engine that is asked for, or the configured one, for one run."""
        chosen = asked.engine or self.settings.engine
        if chosen == "builtin":
            yield self.builtin
        elif chosen == "llm":
            from extractor.llm import LlmEngine

            gateway = self._gateway(asked)
            try:
                yield LlmEngine(gateway, self.builtin, _Answers(self), self._questions(asked))
            finally:
                gateway.close()
        else:
            raise Misconfigured(f"There is no engine {chosen}: use builtin or llm.")

    @cached_property
    def builtin(self) -> Engine:
        """The engine that needs no key and no network, and takes what a model could not."""
        from extractor.builtin import BuiltinEngine
        from extractor.engine import InTurn

        return InTurn(BuiltinEngine())

    def _gateway(self, asked: Extract) -> Gateway:
        rate, url = self.settings.model_rate_per_minute, self.settings.model_url
        turn = None if rate is None else lambda: self.store.pace.turn(url, rate, datetime.now(UTC))
        return gateway_to_model(self.settings, max_cost=asked.max_cost, concurrency=asked.concurrency, turn=turn)

    def _questions(self, asked: Extract) -> Literal["steps", "whole"]:
        chosen = asked.questions or self.settings.model_questions
        if chosen not in ("steps", "whole"):
            raise Misconfigured(f"There are no questions of the kind {chosen}: use steps or whole.")
        return "steps" if chosen == "steps" else "whole"

    @property
    def model_is_elsewhere(self) -> bool:
        """Whether the model's endpoint is off this machine: then a note needs `model` consent."""
        from mentoring.llm import is_local

        return not is_local(self.settings.model_url)


class _Answers:
    """The store's answers as the llm engine keeps them: by note, where an erasure finds them."""

    def __init__(self, app: App) -> None:
        self._app = app

    def get(self, note_id: str, key: str) -> str | None:
        """An answer given before to the same question."""
        return self._app.store.answers.get(note_id, key)

    def put(self, text: RedactedText, key: str, answer: str) -> None:
        """Keep an answer about the note as it was read; none after its words, or the leave to ask elsewhere, went."""
        from service.stages.drafting import is_as_read

        elsewhere: tuple[Purpose, ...] = ("model",) if self._app.model_is_elsewhere else ()
        with self._app.store.transaction():
            if is_as_read(self._app, text, *elsewhere):
                self._app.store.answers.put(text.note_id, key, answer, self._app.now())


def gateway_to_model(
    settings: Settings,
    *,
    max_cost: float | None = None,
    concurrency: int | None = None,
    turn: Callable[[], float] | None = None,
) -> Gateway:
    """The one way to a model, for one run: it counts what that run costs and stops at its limit."""
    from mentoring.llm import Gateway, GatewayConfig, Price

    key = settings.openai_api_key
    return Gateway(
        GatewayConfig(
            model=settings.model or "",
            base_url=settings.model_url,
            api_key=key.get_secret_value() if key else "",
            offline=settings.offline,
            max_cost=settings.max_cost if max_cost is None else max_cost,
            prices={name: Price(one.input, one.output) for name, one in settings.prices.items()},
            concurrency=concurrency or settings.model_concurrency,
            timeout=settings.model_timeout,
        ),
        turn=turn,
    )


RESTORING = "restoring"
"""A file of this name lies in a home while it is made out of a backup."""


@contextmanager
def opened(settings: Settings, *, owner: bool = True, restoring: bool = False) -> Iterator[App]:
    """Open the home of `settings`: as its owner, with the home's lock held, or as one worker of several."""
    chroma_server(settings)  # what is wrong with its address is said at once
    require_not_left_behind(settings)
    if not restoring and (settings.home / RESTORING).exists():
        raise Damaged(
            f"The restore of {settings.home} was cut off: empty it, and its database where it has one of its own, and "
            "restore again."
        )
    if not owner and not (settings.home / "home-id").exists():
        raise Misconfigured(
            f"{settings.home} is no home yet: start the service first, and give a worker on another machine a copy of "
            "the home's file home-id and of the key directory."
        )
    key = settings.key_dir / f"{home_id(settings)}.key"
    if not key.exists() and has_data(settings):
        raise Misconfigured(  # a new key would open nothing, and stand in the way of the right one
            f"The master key of this home ({key.name}) is not in {settings.key_dir}: put it back from your copy, or "
            "point UPWELL_KEY_DIR to the directory that holds it."
        )
    keys = Keys.open(settings.key_dir, home_id(settings))
    if not restoring:
        require_not_emptied(settings, keys.head_file)
    store = Store.open(settings.database, keys, scratch=settings.scratch or None)
    app = App(settings, store)
    try:
        if owner:
            store.database.own()
            remember(settings)
        app.tell = _teller(app)
        yield app
    finally:
        app.new_day.close()
        app.tell.close()
        if "index" in app.__dict__:
            app.index.close()
        store.close()


def chroma_server(settings: Settings) -> OnServer | None:
    """Chroma's server, where one is configured; nothing is sent to it yet."""
    if not settings.chroma_url:
        return None
    from retrieval.chroma_server import OnServer

    require_chroma_allowed(settings)
    return OnServer(settings.chroma_url, home_id(settings))


def require_chroma_allowed(settings: Settings) -> None:
    """Misconfigured where Chroma's server is on another machine and nothing may leave this one."""
    from retrieval.chroma_server import address_of

    if settings.offline and address_of(settings.chroma_url or "")[0] not in ("127.0.0.1", "::1", "localhost"):
        raise Misconfigured("UPWELL_OFFLINE forbids what UPWELL_CHROMA_URL asks for: unset one of them.")


def _teller(app: App) -> Teller:
    settings = app.settings
    version = importlib.metadata.version("upwell")
    return teller(settings.log, settings.otlp_endpoint, version=version, offline=settings.offline, now=app.now)


def home_id(settings: Settings) -> str:
    """The home's opaque name, made at first use; it finds the master key outside the home."""
    file = settings.home / "home-id"
    if not file.exists():
        file.write_text("h" + secrets.token_hex(8) + "\n", encoding="ascii")
    return file.read_text(encoding="ascii").strip()

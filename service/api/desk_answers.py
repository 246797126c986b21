"""What the addresses of the desk answer: review, board, a lead's queues, a mentor's notes, one's own consents."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from mentoring.programme.accountability import Step
from mentoring.records import Owner, Purpose, Release
from service.api.answers import Action, Answer, Day, Decided, InsightCard, ItemId, NoteId, Pair, Program, Report
from service.api.consent_answers import Standing


class Around(Answer):
    """Redacted words and the sentences around them, for people."""

    before: str
    words: str
    after: str


class Comment(Answer):
    """A comment to the lead."""

    text: str
    at: Day
    mine: bool


class _Open(Answer):
    context: list[Around]
    handed: bool = Field(description="somebody handed it to the caller")
    comments: list[Comment]


class OpenInsight(_Open, InsightCard):
    """The insight that waits."""


class OpenAction(_Open, Action):
    """The action that waits."""

    kind: Literal["action"]


class Waiting(Answer):
    """One of the cards behind it; for leads."""

    id: ItemId
    kind: Literal["insight", "action"]
    text: str
    version: str = Field(description="of the card as it is listed")


class Queue(Answer):
    """One card, and how many stand behind it."""

    card: Annotated[OpenInsight | OpenAction, Field(discriminator="kind")] | None
    left: int
    decided: int
    handed_over: int
    undo: int = Field(description="acts that can be taken back")
    deferred: list[str]
    deferred_more: int = Field(description="deferred ones besides those listed")
    waiting: list[Waiting]


MarkKind = Literal["edit", "assign", "begin", "done", "effect", "delegate", "comment"]
"""What can be done to an item besides deciding on it."""


class Marked(Answer):
    """What was done to which item."""

    id: ItemId
    kind: MarkKind | Literal["decide"]


class Many(Answer):
    """How many were decided."""

    decided: int


class Tracked(Answer):
    """One action on the board."""

    id: ItemId
    task: str
    owner: Owner
    due: date | None
    assigned: bool
    status: Literal["open", "done", "late", "missed"]
    step: Step
    done_words: str | None
    effect_words: str | None
    age: int = Field(description="days since its session")
    program: Program
    session_date: Day
    decision: Decided
    column: Literal["late", "due", "open", "done"]
    executive: str | None
    report: Report | None
    may_change: bool
    version: str


class ByExecutive(Answer):
    """How one executive's actions stand."""

    executive: str
    late: int
    due: int
    open: int
    done: int
    oldest: int | None = Field(description="days the oldest that is not done has waited")
    typical: int | None = Field(description="the median of these days")


class ByProgram(Answer):
    """How a programme's actions stand; days that those not done have waited, the longest and the median."""

    program: Program
    late: int
    due: int
    open: int
    done: int
    oldest: int | None
    typical: int | None


class Board(Answer):
    """Actions by how they stand; `kept` of `judged`, whose day has come, were done."""

    actions: list[Tracked]
    kept: int
    judged: int
    done_besides: int = Field(description="done ones that have no day or whose day is still to come")
    executives: list[ByExecutive]
    programs: list[ByProgram]
    steps: dict[Step, int]


class TakenNote(Answer):
    """A stored note and how far it is."""

    note_id: NoteId
    program: Program
    pair: Pair
    session_date: Day
    stage: str
    failed: str | None


class RefusedNote(Answer):
    """A note that stayed outside: why and when, nothing else is known."""

    code: str
    reason: str
    at: Day


class Intake(Answer):
    """What came in and what did not."""

    taken: list[TakenNote]
    refused: list[RefusedNote]


class Held(Answer):
    """How much is held back, in steps that single nobody out."""

    held_back: str | None
    by_rule: dict[str, int]


class Event(Answer):
    """One row of the audit log."""

    seq: int
    at: str
    event: str
    by: Literal["person", "operator"]
    details: dict[str, Any]


class AuditView(Answer):
    """A page of the log, and what is wrong with the whole of it."""

    rows: int
    faults: list[str]
    kinds: dict[str, int] = Field(description="events of each kind in the whole log")
    events: list[Event]
    further_back: bool = Field(description="there are more before the last one listed")


class Registered(Standing):
    """One consent with the person's id on the roster."""

    person_id: str | None


class Foreseen(Answer):
    """What a withdrawal would take."""

    notes: int
    notes_kept_unread: int
    insights: int
    actions: int
    digests: int
    programme: int = Field(description="pairs with their charters, goals, meetings, pulses and survey answers")
    files: int
    handed_out: list[str]
    backups: int


class MyPlace(Answer):
    """One of the caller's own consents."""

    program: Program
    pair: Pair
    role: Literal["mentor", "mentee"]
    state: Literal["withdrawn", "never", "expired", "given"]
    purposes: list[Purpose]
    given: date | None
    expires: date | None
    release: Release | None
    notice: str | None


class MySession(Answer):
    """One of her sessions that is stored."""

    note_id: NoteId
    program: Program
    pair: Pair
    session_date: Day


class Mine(Answer):
    """The caller's own consents and sessions."""

    places: list[MyPlace]
    sessions: list[MySession]


class MyNote(Answer):
    """A note of hers."""

    note_id: NoteId
    session_date: Day
    stage: str
    asked: int = Field(description="hidden words a lead asks her about")


class MyPair(Answer):
    """A pair in which she is the mentor."""

    program: Program
    pair: Pair
    notes: list[MyNote]


class Looked(Answer):
    """Her note as redaction makes it."""

    readable: str
    identifiers: int
    withheld: list[str]


class Refused(Answer):
    """Why a note was not taken."""

    file: str | None
    note_id: str | None
    code: str
    reason: str


class Taken(Answer):
    """What became of her note."""

    accepted: list[NoteId]
    refused: list[Refused]
    unchanged: list[NoteId]

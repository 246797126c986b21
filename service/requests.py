"""What a command asks for: plain values that travel to a running service as JSON and back.

Paths are absolute: the service may run in another directory than the command.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.access_requests import AccessRequest
from service.credit_requests import CreditRequest
from service.evaluation_requests import EvaluationRequest
from service.learning_requests import LearningRequest
from service.matching_requests import MatchingRequest
from service.operations_requests import OperationsRequest
from service.outcome_requests import OutcomeRequest
from service.prep_requests import PrepRequest
from service.programme_requests import ProgrammeRequest
from service.redaction_requests import RedactionRequest
from service.search_requests import Ask, Facets, Search, SearchRequest
from service.setup_requests import SetupRequest
from service.story_requests import StoryRequest
from service.survey_requests import SurveyRequest
from service.work_requests import WorkRequest

__all__ = ["Ask", "Facets", "Search"]
"""Written in a module of their own, asked for from here."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """Take notes in from files and directories, consents first where given."""

    paths: tuple[str, ...]
    consents: str | None = None
    program: str | None = None
    pair: str | None = None
    session_date: str | None = None
    mentor: str | None = None
    mentee: str | None = None
    mapping: str | None = None
    """A file that says of files what they do not say themselves."""
    answers: tuple[dict[str, str], ...] = ()
    """Rows as in a mapping file, answered since."""
    dry_run: bool = False
    """Say what would happen and keep nothing."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Find insights and action items in stored notes; no ids: all not yet extracted; None: as the settings say."""

    engine: str | None = None
    notes: tuple[str, ...] = ()
    questions: str | None = None
    """This and what follows is for the llm engine."""
    max_cost: float | None = None
    concurrency: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Hand out what the caller may see: notes, insights, actions or patterns."""

    what: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class MakeDigest:
    """Compose one ISO week's digest, for the organisation, for one person or for whoever asks."""

    week: str
    reader: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class HandOutDigest:
    """Take one week's digest out of Upwell, in one of the formats of service/render/forms.py."""

    week: str
    form: str
    reader: str | None = None
    own: bool = False
    file: str | None = None
    """Where Upwell will write it: such a file is wiped by a withdrawal; None: it goes out of reach."""
    way: str = "standard output"
    """How it goes out where no file is named."""


@dataclass(frozen=True, slots=True)
class PostDigest:
    """Send the organisation's digest to the configured Slack or Teams channel."""

    week: str


@dataclass(frozen=True, slots=True)
class ImportConsents:
    """Record the consents of a JSON or CSV file."""

    path: str


@dataclass(frozen=True, slots=True)
class ImportPeople:
    """Record the roster of a CSV or JSON file."""

    path: str


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Everybody known, with role and programmes."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Let somebody act for an executive until a day or until taken back; `end` takes it back."""

    executive: str
    delegate: str
    until: str | None = None
    end: bool = False


@dataclass(frozen=True, slots=True)
class Delegations:
    """Who acts for whom."""


@dataclass(frozen=True, slots=True)
class ConsentStatus:
    """Who consented to what, since when."""

    program: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A person gives consent: in all places known of her or some, for purposes, or a single session again."""

    person: str
    program: str | None = None
    pair: str | None = None
    purposes: tuple[str, ...] = ()
    session: str | None = None
    role: str | None = None
    expires: str | None = None
    release: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A person withdraws consent, wholly or for some purposes or a session; what it covered is erased."""

    person: str
    program: str | None = None
    pair: str | None = None
    purposes: tuple[str, ...] = ()
    session: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawNamed:
    """Somebody who was not in the room, but is named in notes, is taken out of them."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentReceipt:
    """What the register holds of one person, signed."""

    person: str


@dataclass(frozen=True, slots=True)
class VerifyAudit:
    """Check the audit chain for edits, deletions and truncation."""


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A one-time link to the desk, for the operator or for one person; needs the running service."""

    person: str | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """An executive's or lead's decision on one item; `version`: as she looked at it."""

    item_id: str
    decision: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The words made of a mentor's own sessions, before and after others see them."""


@dataclass(frozen=True, slots=True)
class SettleWords:
    """A mentor's word on one of her items: release to a level, hold, veto, soften to a text; `version`: as read."""

    item_id: str
    choice: str
    level: str | None = None
    text: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """Items that wait for the caller's decision, of one week, kind, theme or programme."""

    week: str | None = None
    kind: str | None = None
    theme: str | None = None
    program: str | None = None


@dataclass(frozen=True, slots=True)
class Queue(Cards):
    """The same one at a time: the first card with what stands around its words."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """A lead's one decision on many items; `versions`: of each as she looked at it."""

    item_ids: tuple[str, ...]
    decision: str
    versions: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reviewer does to an item besides deciding: see service.stages.deciding; `version`: as she looked at it."""

    item_id: str
    kind: str
    text: str | None = None
    owner: str | None = None
    due: str | None = None
    to: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """The caller's last act in review is taken back."""


@dataclass(frozen=True, slots=True)
class Board:
    """Action items by how they stand, and how many are followed through."""


@dataclass(frozen=True, slots=True)
class Trends:
    """How patterns, follow-through, actions and consents moved, as points."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note a mentor writes at the desk; `program`: needed where she has pairs of that name in two."""

    pair: str
    session_date: str
    body: str
    program: str | None = None


@dataclass(frozen=True, slots=True)
class NoteGone:
    """A mentor takes one of her notes away."""

    note_id: str


@dataclass(frozen=True, slots=True)
class Weeks:
    """ISO weeks that hold something the caller may see, newest first."""


Request = (
    Ingest | Extract | Export | MakeDigest | SearchRequest | ImportConsents | ImportPeople | ListPeople
    | Delegate | Delegations | ConsentStatus | Grant | Withdraw | WithdrawNamed | ConsentReceipt | VerifyAudit
    | SignInLink | HandOutDigest | PostDigest | Queue | Bulk | Mark | Undo | Board | Trends | Decide | Preview
    | SettleWords | Cards | Weeks | EvaluationRequest | AccessRequest | RedactionRequest | WorkRequest
    | ProgrammeRequest | CreditRequest | StoryRequest | LearningRequest | SurveyRequest | PrepRequest
    | MatchingRequest | SetupRequest | OutcomeRequest | OperationsRequest
)  # fmt: skip

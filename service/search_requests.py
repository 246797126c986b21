"""What a lead asks of what was learned before: searches, answers, exports of what was found, searches kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Search:
    """Find sessions by words or by meaning. What is None does not narrow; dates are ISO, the last one included."""

    query: str
    program: str | None = None
    theme: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    k: int = 10
    pair: str | None = None
    direction: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to search behind closed filters, counted in people."""

    program: str | None = None
    theme: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    pair: str | None = None
    direction: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer a question from the notes, every sentence cited; `engine` None: the configured one."""

    question: str
    engine: str | None = None


@dataclass(frozen=True, slots=True)
class FindPatterns:
    """Find patterns, what several pairs learned alike, by words or by meaning."""

    query: str
    theme: str | None = None
    k: int = 10


@dataclass(frozen=True, slots=True)
class ExportFound:
    """Hand out what a search finds, for a table or a page."""

    search: Search


@dataclass(frozen=True, slots=True)
class LearnedBefore:
    """The nearest earlier insights to one insight."""

    insight_id: str


@dataclass(frozen=True, slots=True)
class Goal:
    """What a pair set out to reach."""

    program: str
    goal: str
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Which goals no insight bears on."""

    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class KeepSearch:
    """Keep a search under a name, for oneself."""

    name: str
    search: Search


@dataclass(frozen=True, slots=True)
class KeptSearches:
    """The searches the caller kept."""


@dataclass(frozen=True, slots=True)
class ForgetSearch:
    """Drop one of them."""

    id: str


SearchRequest = (
    Search | Facets | Ask | FindPatterns | ExportFound | LearnedBefore | Silence
    | KeepSearch | KeptSearches | ForgetSearch
)  # fmt: skip

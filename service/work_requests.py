"""What is asked of work that several processes share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueueExtraction:
    """Have workers extract notes; no ids: every note not yet extracted. None: the configured engine."""

    engine: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkOff:
    """Extract, in this process, what runs wait for, until nothing waits."""


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs and how far they are."""


@dataclass(frozen=True, slots=True)
class CancelRun:
    """End a run: what is done stays, the rest is not begun and not kept."""

    run: str


@dataclass(frozen=True, slots=True)
class RetryRun:
    """Begin a run's parked notes again."""

    run: str


WorkRequest = QueueExtraction | WorkOff | Runs | CancelRun | RetryRun

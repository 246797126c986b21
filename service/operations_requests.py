"""What whoever runs a home asks of it: a backup, what retention takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackUp:
    """Write the home into one sealed file at this absolute path."""

    path: str


@dataclass(frozen=True, slots=True)
class Retention:
    """What the retention policy takes; `apply`: take it, otherwise only say what it would be."""

    apply: bool = False


OperationsRequest = BackUp | Retention

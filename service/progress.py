"""Telling how far long work has come: counts, never content."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many of its parts are done and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""

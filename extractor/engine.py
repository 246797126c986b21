"""What an extraction engine is: it reads redacted text and proposes drafts, nothing more.

An engine never sees a ConsentedNote, never resolves who somebody is, never keeps anything.
"""

from __future__ import annotations

import threading
from typing import Protocol

from mentoring.records import Drafts, RedactedText


class Engine(Protocol):
    """Proposes insights and action items as ranges of one redacted note."""

    name: str

    def draft(self, text: RedactedText) -> Drafts:
        """All proposals for one note; raises EngineFailed when it gives up on it."""
        ...


CODE_IN_TURN = threading.Lock()
"""Held while code reads a note: spaCy and torch here are not made for several threads, waiting for a model is."""


class InTurn:
    """An engine made of code that several threads may ask."""

    def __init__(self, engine: Engine) -> None:
        self.name, self._engine = engine.name, engine

    def draft(self, text: RedactedText) -> Drafts:
        """The engine's own drafts, after whoever asked before."""
        with CODE_IN_TURN:
            return self._engine.draft(text)

"""What an extraction engine is: it reads redacted text and proposes drafts, nothing more.

An engine never sees a ConsentedNote, never resolves who somebody is, never keeps anything.
"""

from __future__ import annotations

from typing import Protocol

from mentoring.records import Drafts, RedactedText


class Engine(Protocol):
    """Proposes insights and action items as ranges of one redacted note."""

    name: str

    def draft(self, text: RedactedText) -> Drafts:
        """All proposals for one note; raises EngineFailed when it gives up on it."""
        ...

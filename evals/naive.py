"""The engine that any real one must beat: every sentence is an insight, every promise an action item of the mentee."""

from __future__ import annotations

import re

from extractor.segments import segment
from mentoring.records import ActionDraft, Drafts, InsightDraft, RedactedText

_PROMISE = re.compile(r"\b(?:will|shall|I'll|we'll|going to)\b", re.IGNORECASE)


class Naive:
    """Guesses the commonest label of everything."""

    name = "naive"

    def draft(self, text: RedactedText) -> Drafts:
        """One draft a sentence, in its own words."""
        units = segment(text)
        promises = [one for one in units if _PROMISE.search(one.text)]
        others = [one for one in units if not _PROMISE.search(one.text)]
        return Drafts(
            tuple(InsightDraft(one.text, "ways-of-working", "junior_to_senior", 0.5, one.ranges) for one in others),
            tuple(ActionDraft(one.text, "mentee", None, 0.5, one.ranges) for one in promises),
        )

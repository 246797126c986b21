"""Redacted notes as the extractor meets them, made for its tests."""

from __future__ import annotations

from datetime import date

from mentoring.records import RedactedText

THURSDAY = date(2026, 3, 12)


def redacted(text: str, note_format: str | None = None, day: date = THURSDAY) -> RedactedText:
    return RedactedText("n1", day, note_format, text)

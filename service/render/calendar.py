"""Action items with a date as calendar entries (RFC 5545): whole days, private, without attendees or alarms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from mentoring.programme.rhythm import later
from mentoring.records import words
from mentoring.redaction.render import humanise


def digest_ics(document: dict[str, Any], made_at: datetime) -> bytes:
    """One VEVENT for each open action with a date; importing it again updates the entries."""
    stamp = made_at.strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Upwell//Digest//EN", "METHOD:PUBLISH"]
    for item in _dated(document):
        lines += _event(item, stamp)
    folded = [piece for line in [*lines, "END:VCALENDAR"] for piece in _folded(line)]
    return ("\r\n".join(folded) + "\r\n").encode()


def _dated(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in (*document["actions"], *document["follow_up"]["items"]):
        if item["due"] and item["status"] in ("open", "missed"):
            yield item


def _event(item: dict[str, Any], stamp: str) -> list[str]:
    day = date.fromisoformat(item["due"])
    return [
        "BEGIN:VEVENT",
        f"UID:{item['id']}@upwell",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{later(day, 1):%Y%m%d}",
        f"SUMMARY:{_escaped(humanise(item['task']))}",
        f"DESCRIPTION:{_escaped(words.owner(item['owner']))}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never through a character; a continuation starts with a space."""
    piece, room = "", 75
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield piece
            piece, room = " ", 74
        piece, room = piece + sign, room - size
    yield piece

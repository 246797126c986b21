"""What note-taking programs export as JSON: Fireflies, Granola, and the plain lists of segments that others write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from mentoring.errors import BadInput
from service.intake.formats.markup import html_to_text
from service.intake.formats.text import refuse_endless
from service.intake.formats.turns import merged
from service.intake.found import Found, Turn
from service.intake.note_file import decode

_LISTS = ("sentences", "transcript", "segments", "utterances", "monologues")
_SPEAKERS = ("speaker_name", "speakerName", "speaker", "name")
_WORDS = ("text", "sentence", "raw_text", "words")
_SUMMARIES = ("summary_markdown", "notes_markdown", "notes_plain", "summary_text", "notes", "summary")
_PEOPLE = ("meeting_attendees", "attendees", "participants", "people")
_DAYS = ("date", "dateString", "start_time", "meeting_date", "created_at", "createdAt")


def read_json(raw: bytes, file: str) -> list[Found]:
    """One meeting, or a list of them."""
    text = decode(raw, file)
    refuse_endless_json = max(map(len, text.splitlines()), default=0) > 900_000
    try:
        data = json.loads(text) if not refuse_endless_json else None
    except (json.JSONDecodeError, RecursionError):
        raise BadInput(f"{file} is no JSON that can be read: export it again.", code="format", file=file) from None
    meetings = data if isinstance(data, list) else [data]
    several = len(meetings) > 1
    found = [
        made for number, one in enumerate(meetings, start=1) if (made := _meeting(one, f"meeting {number}" * several))
    ]
    if not found:
        raise BadInput(
            f"{file} is no export of a note taker that Upwell knows: export the transcript as text or .vtt.",
            code="format",
            file=file,
        )
    for one in found:
        refuse_endless(one.body, file)
    return found


def _meeting(data: Any, part: str) -> Found | None:
    """One meeting; None for anything else."""
    data = _unwrapped(data)
    if not isinstance(data, dict):
        return None
    turns = merged(_turns(data))
    summary = next((text for key in _SUMMARIES if isinstance(text := data.get(key), str) and text.strip()), "")
    if not turns and not summary:
        return None
    if "<p" in summary or "<li" in summary:
        summary = html_to_text(summary)
    return Found(
        part=part,
        key=str(data.get("id") or data.get("meeting_id") or "")[:400],
        body="" if turns else summary,
        turns=turns,
        people=tuple(_people(data)),
        title=str(data.get("title") or data.get("name") or "")[:400],
        day=_day(data),
    )


def _unwrapped(data: Any) -> Any:
    """Fireflies answers inside `data.transcript`, Granola inside `note` or `document`."""
    for key in ("data", "transcript", "note", "document", "meeting"):
        if isinstance(data, dict) and isinstance(data.get(key), dict):
            data = data[key]
    return data


def _turns(data: Mapping[str, Any]) -> list[Turn]:
    pieces: list[Any] = next((data[key] for key in _LISTS if isinstance(data.get(key), list) and data[key]), [])
    owner = data.get("owner") or data.get("user")
    owned_by = str(owner.get("name") or "") if isinstance(owner, dict) else ""
    return [turn for piece in pieces if isinstance(piece, dict) and (turn := _turn(piece, owned_by)).text]


def _turn(piece: Mapping[str, Any], owner: str) -> Turn:
    words = next((value for key in _WORDS if isinstance(value := piece.get(key), str)), "")
    speaker = next((piece[key] for key in _SPEAKERS if piece.get(key) is not None), None)
    if isinstance(speaker, dict):
        # Granola hears two channels: the note taker's own microphone, and everybody else together.
        source = speaker.get("source")
        speaker = speaker.get("name") or (owner if source == "microphone" else None)
    elif isinstance(speaker, int):
        speaker = f"Speaker {speaker}"
    elif speaker in ("microphone", "speaker", "system"):
        speaker = owner if speaker == "microphone" else None
    return Turn(str(speaker).strip()[:400] or None if speaker else None, words)


def _people(data: Mapping[str, Any]) -> list[str]:
    people: list[str] = []
    for key in _PEOPLE:
        for one in data.get(key) or []:
            if isinstance(one, str):
                people.append(one)
            elif isinstance(one, dict):
                people += [str(one[name]) for name in ("displayName", "name", "email") if one.get(name)]
    for key in ("host_email", "organizer_email"):
        people += [str(data[key])] if isinstance(data.get(key), str) else []
    return [one[:400] for one in dict.fromkeys(people)][:200]


def _day(data: Mapping[str, Any]) -> str | None:
    event = data.get("calendar_event") or data.get("google_calendar_event") or data.get("calendarEvent")
    start = event.get("start") or event.get("scheduled_start_time") if isinstance(event, dict) else None
    if isinstance(start, dict):
        start = start.get("dateTime") or start.get("date")
    values: Sequence[Any] = [start, *(data.get(key) for key in _DAYS)]
    return next((day for value in values if (day := _iso(value))), None)


def _iso(value: Any) -> str | None:
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            seconds = value / 1000 if value > 10_000_000_000 else value
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        if isinstance(value, str):
            return date.fromisoformat(value.strip()[:10]).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
    return None

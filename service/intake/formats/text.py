"""Plain text and Markdown: front matter as CONTRACT says, transcripts where they are unmistakable, else as it is."""

from __future__ import annotations

import re

from mentoring.errors import BadInput
from service.intake.formats.days import is_unread, one_date
from service.intake.formats.turns import transcript_in
from service.intake.found import Found
from service.intake.note_file import decode, front_fields, split_front_matter

LONGEST_LINE = 200_000
"""Code points; the longest session typed as one paragraph is half of that."""

_FIELD = re.compile(
    r"^\s*(?:[-*•]\s+)?(?:\*\*|__)?\|?\s*(?P<key>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ /’'-]{2,40}?)\s*"
    r"(?:\*\*|__)?\s*[:|](?:\*\*|__)?\s*(?P<value>[^|\n]{1,200}?)\s*\|?\s*$"
)
"""`Mentor: Name`, with or without a bullet, in bold, or as two cells of a table."""
_MEANS = {
    "program": "program", "programme": "program", "cohort": "program", "pair": "pair", "pair id": "pair",
    "mentor": "mentor", "mentor name": "mentor", "mentor's name": "mentor", "name of mentor": "mentor",
    "reverse mentor": "mentor", "junior mentor": "mentor",
    "mentee": "mentee", "mentee name": "mentee", "mentee's name": "mentee", "name of mentee": "mentee",
    "executive": "mentee", "senior mentee": "mentee",
    "date": "session_date", "session date": "session_date", "date of session": "session_date",
    "meeting date": "session_date", "date of meeting": "session_date", "session_date": "session_date",
    "when": "session_date",
    "programm": "program", "paar": "pair", "paire": "pair", "pareja": "pair",
    "mentorin": "mentor", "mentora": "mentor", "mentoree": "mentee", "mentorée": "mentee", "mentoré": "mentee",
    **dict.fromkeys(
        ("datum", "sitzungsdatum", "datum der sitzung", "fecha", "fecha de la sesión", "date de la session",
         "date de la séance", "data", "data della sessione", "data da sessão", "dato", "päivämäärä"), "session_date"
    ),
}  # fmt: skip
_PEOPLE = frozenset({"attendees", "participants", "present", "invited", "people", "with"})
_HEAD_LINES = 25


def read_text(raw: bytes, file: str) -> list[Found]:
    """A .md or .txt file; with front matter its body is kept to the letter."""
    text = decode(raw, file)
    refuse_endless(text, file)
    front, body = split_front_matter(text, file)
    if front:
        return [Found(fields=front_fields(front, file), body=body)]
    if not body.strip():
        raise BadInput(f"{file} has no text after its front matter.", code="empty", file=file)
    return [as_told(body)]


def as_told(text: str, *, title: str = "") -> Found:
    """A text without front matter: what its head says of the session, and turns if it is a transcript."""
    spoken = transcript_in(text)
    head = spoken[0] if spoken else text
    fields, people = told_in(head)
    day = one_date(head) if spoken and "session_date" not in fields else None
    title = " ".join(filter(None, (title or _title(head), _unread_day(head))))[:400]
    found = Found(fields=fields, people=people, title=title, day=day.isoformat() if day else None)
    if spoken:
        return replace_text(found, turns=spoken[1])
    return replace_text(found, body=text)


def replace_text(found: Found, **changes: object) -> Found:
    """The same with another text."""
    values = {name: getattr(found, name) for name in Found.__dataclass_fields__}
    return Found(**{**values, **changes})


def told_in(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """What lines like `Mentor: ...` in the head of a text say: fields, and names of those present."""
    fields: dict[str, str] = {}
    people: list[str] = []
    for line in text.splitlines()[:_HEAD_LINES]:
        match = _FIELD.match(line)
        if match is None:
            continue
        key, value = " ".join(match["key"].lower().replace("’", "'").split()), match["value"].strip(" *_")
        if key in _PEOPLE:
            people += [one.strip() for one in re.split(r"[,;]", value) if one.strip()]
        elif (field := _MEANS.get(key)) and field not in fields:
            if field == "session_date":
                day = one_date(value)
                value = day.isoformat() if day else ""
            if value:
                fields[field] = value
    return fields, tuple(people)


def _unread_day(head: str) -> str:
    """The session's date where the head says one that cannot be read: it goes into the title, to be asked about."""
    told = (match for line in head.splitlines()[:_HEAD_LINES] if (match := _FIELD.match(line)))
    days = (match["value"] for match in told if _MEANS.get(match["key"].strip().lower()) == "session_date")
    return next((day for day in days if is_unread(day)), "")


def refuse_endless(text: str, file: str) -> None:
    """BadInput for a line that no session note has: the readers after this one work line by line."""
    if len(text) > LONGEST_LINE and max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise BadInput(
            f"{file} has a line of more than {LONGEST_LINE:,} characters: break it into paragraphs.",
            code="size",
            file=file,
        )


def _title(head: str) -> str:
    first = next((line.strip(" #*_=") for line in head.splitlines() if line.strip(" #*_=")), "")
    return first if len(first) <= 120 else ""

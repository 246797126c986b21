"""Notes as they are handed in at the desk and over the API: plain, in archives, attached to mail, written there.

Each holds a canary where redaction or withholding must stop it; names of files hold one too.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime

from evals.canaries import Sower
from evals.entered import Call

ENTRANCES = (
    "file of the desk", "name of a handed file", "answer about a file", "damaged file", "attachment",
    "letter of an attachment", "name of an attachment", "file in an archive", "captions",
    "note written at the desk", "note looked at",
)  # fmt: skip
MOST_PAIRS = 6
"""Pairs whose notes are handed in so: each of these calls brings the index up to date, which takes seconds."""
_TALK = (
    "We spoke about the rota. Nobody keeps a rota that was not written with them.",
    "He will put the list of shifts on the wall by Friday.",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose notes these are."""

    name: str
    program: str
    mentor: str
    mentee: str
    mentor_id: str


def handed(sow: Sower, pair: Pair, day: date) -> list[Call]:
    """One call for all files of a pair, one that is refused whole, and what its mentor writes herself."""
    attached = [f"{sow.word('name of an attachment')}.{ending}" for ending in ("md", "pptx")]
    files: dict[str, str | bytes] = {
        f"{sow.word('name of a handed file')}.md": _front(pair, day) + _body(sow, "file of the desk"),
        f"{sow.word('name of a handed file')}.eml": bytes(_mail(sow, pair, day, attached)),
        f"{sow.word('name of a handed file')}.zip": _archive(sow, pair, day),
        f"{sow.word('name of a handed file')}.vtt": _captions(sow, pair),
        f"{sow.word('name of a handed file')}.docx": b"PK\x03\x04" + _body(sow, "damaged file").encode(),
        f"{sow.word('name of a handed file')}.txt": _body(sow, "file of the desk"),
    }
    answers = [{"file": name, "pair": sow.word("answer about a file")} for name in list(files)[-1:]]
    answers += [{"file": list(files)[3], "program": pair.program, "pair": pair.name, "session_date": str(day)}]
    wrong = [{"name": f"/{sow.word('name of a handed file')}.md", "content": sow.word("damaged file")}]
    return [
        Call("POST", "/api/import", {"files": _encoded(files), "answers": answers}, own=(*files, *attached)),
        Call("POST", "/api/import", {"files": wrong, "answers": []}),
        Call("POST", "/api/notes/look", _written(sow, "note looked at", pair, day), pair.mentor_id),
        Call("POST", "/api/notes/write", _written(sow, "note written at the desk", pair, day), pair.mentor_id),
    ]


def _written(sow: Sower, entrance: str, pair: Pair, day: date) -> dict[str, str]:
    return {"pair": pair.name, "session_date": str(day), "body": _body(sow, entrance)}


def _encoded(files: dict[str, str | bytes]) -> list[dict[str, str]]:
    raw = {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}
    return [{"name": name, "content": base64.b64encode(content).decode()} for name, content in raw.items()]


def _body(sow: Sower, entrance: str) -> str:
    """A note's text with a name, an address, and a confidence in it."""
    name, mail, plant = (sow.word(entrance) for _ in range(3))
    return (
        f"{_TALK[0]} I asked {sow.first()} {name.capitalize()} too, {mail}@cold-store.example.\n\n"
        f"Off the record, please keep this between us: the board will sell the {plant} plant.\n\n{_TALK[1]}\n"
    )


def _front(pair: Pair, day: date) -> str:
    people = f"mentor: {pair.mentor}\nmentee: {pair.mentee}\n"
    return f"---\nprogram: {pair.program}\npair: {pair.name}\nsession_date: {day}\n{people}---\n"


def _mail(sow: Sower, pair: Pair, day: date, names: Iterable[str]) -> EmailMessage:
    made, at = EmailMessage(), f"{sow.word('letter of an attachment')}@cold-store.example"
    made["From"], made["To"] = f"{pair.mentor} <{at}>", pair.mentee
    made["Subject"] = f"Session of {day:%d %B %Y}, {sow.name('letter of an attachment')}"
    made["Date"] = format_datetime(datetime.combine(day, time(12), UTC))
    made.set_content(f"The notes are attached.\n{sow.name('letter of an attachment')}\n")
    for name in names:
        made.add_attachment(
            (_front(pair, day) + _body(sow, "attachment")).encode(), maintype="application", subtype="octet-stream",
            filename=name,
        )  # fmt: skip
    return made


def _archive(sow: Sower, pair: Pair, day: date) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("rota.md", _front(pair, day) + _body(sow, "file in an archive"))
    return packed.getvalue()


def _captions(sow: Sower, pair: Pair) -> str:
    lines = [f"<v {pair.mentor}>{_TALK[0]}", f"<v {pair.mentee}>{_body(sow, 'captions')}".replace("\n", " ")]
    return "WEBVTT\n\n" + "".join(f"00:0{at}.000 --> 00:0{at + 1}.000\n{one}\n\n" for at, one in enumerate(lines))

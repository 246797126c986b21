"""Every way out of a home: exports, digests, search, answers, previews, receipts, the API, prompts, the doctor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from email import message_from_bytes
from typing import Any

from evals.entered import Entered
from evals.knocking import Visitors, knock, things_of
from evals.knocking import part as part_with
from evals.saying import Asked
from extractor.weeks import week_of
from mentoring.errors import BadInput
from mentoring.store.decoded import streams
from service import requests
from service.doctor import examine
from service.render.forms import FORMS
from service.render.mail import Envelope

READERS = 6
"""People as whom a home is asked once more."""
_TO_A_MODEL = 12
"""Questions it answers, and notes it is asked about in large ones."""


def take_out(ask: Asked, entered: Sequence[Entered]) -> dict[str, Any]:
    """Ask for everything a home gives out while everybody is in it; things that may be asked about later."""
    _notes_and_items(ask)
    people = _people(ask)
    weeks = sorted({week_of(row.session_date) for row in ask.app.store.notes.rows()})
    for week in weeks:
        _digest(ask, week)
    for query in (query for one in entered for query in one.searches):
        for hit in ask(requests.Search(query)) or []:
            ask.hear("search hits", hit["snippet"], (hit["note_id"],))
    for question in (question for one in entered for question in one.questions):
        ask.hear("answers", _json(ask(requests.Ask(question))))
    _readers(ask, people, weeks[-1:])
    for one in entered:
        _soften(ask, one.softened)
        for request in one.commands:
            ask.hear("answers to commands", _json(ask(request)))
    planted = [one for one in entered if one.calls]
    if not planted:
        return {}
    _with_a_model(ask, [question for one in planted for question in one.questions[:_TO_A_MODEL]])
    visitors, things = Visitors(ask), _things(ask, planted)
    for call in (call for one in planted for call in one.calls):
        visitors(call, things)
    knock(ask, visitors, things)
    _post(ask, weeks)
    return things


def _things(ask: Asked, planted: Sequence[Entered]) -> dict[str, Any]:
    mentors = (mentor for one in planted for mentor, _ in one.softened)
    found = next((things for mentor in mentors if (things := things_of(ask, mentor)) is not None), None)
    if found is None:
        raise BadInput("No note with a canary gave an item: there is nothing to ask about.", code="cases")
    return found


def _post(ask: Asked, weeks: Iterable[str]) -> None:
    """To the channel of a company; what is sent is heard at the other end."""
    for week in weeks:
        ask(requests.PostDigest(week))


def _people(ask: Asked) -> list[str]:
    return [one.person_id for one in ask.app.store.people.all()][:READERS]


def _notes_and_items(ask: Asked) -> None:
    for row in ask(requests.Export("notes")) or []:
        ask.hear("redacted notes", row["redacted_text"], (row["note_id"],))
    of: dict[str, str] = {}
    for what in ("insights", "actions"):
        for row in ask(requests.Export(what, "all")) or []:
            of[row["id"]] = row["note_id"]
            ask.hear("exports", _words(row), (row["note_id"],))
        for level in ("programme", "organisation"):
            ask.hear("other exports", _json(ask(requests.Export(what, level))))
    for row in ask(requests.Export("patterns")) or []:
        ask.hear("patterns", row["title"], tuple(sorted({of[one] for one in row["insights"] if one in of})))


def _digest(ask: Asked, week: str) -> None:
    document = ask(requests.MakeDigest(week))
    if document is None:
        return
    for row in [*document["insights"], *document["actions"]]:
        ask.hear("digests", _words(row), (row["note_id"],))
    made_at = datetime.combine(ask.app.today, time.min, UTC)
    envelope = Envelope("upwell@localhost", "stop@localhost", None, made_at, "one")
    for form in FORMS.values():
        for data in _read(form.make(document, envelope)):
            ask.hear("digest files", data.decode("latin-1"))


def _read(made: bytes) -> Iterator[bytes]:
    """A file, the streams in it (Office files, PDF) and the decoded parts of a mail."""
    yield made
    yield from streams(made)
    for part in message_from_bytes(made).walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content
            yield from streams(content)


def _readers(ask: Asked, people: Iterable[str], weeks: Sequence[str]) -> None:
    """What single people are shown: a mentor her own words, an executive her cards, both their digests."""
    for person in people:
        for request in (requests.Preview(), requests.Cards(), requests.Weeks(), requests.Export("insights")):
            ask.hear("people's own views", _json(ask(request, person)))
        for week in weeks:
            ask.hear("people's own views", _json(ask(requests.MakeDigest(week, reader=person))))


def _soften(ask: Asked, softened: Iterable[tuple[str, str]]) -> None:
    for person, words in softened:
        for item in (ask(requests.Preview(), person) or [])[:1]:
            ask.hear("people's own views", _json(ask(requests.SettleWords(item["id"], "soften", text=words), person)))


def _with_a_model(ask: Asked, asked: Sequence[str]) -> None:
    """Every note once more by the llm engine, in small questions, some in large ones, and answers in its words.

    What it is asked is heard at the other end.
    """
    rows = [row.note_id for row in ask.app.store.notes.rows()]
    for wanted in (requests.Extract("llm", tuple(rows)), requests.Extract("llm", tuple(rows[:_TO_A_MODEL]), "whole")):
        ask.hear("answers to commands", _json(ask(wanted)))
    for question in asked:
        ask.hear("a model's answers", _json(ask(requests.Ask(question, "llm"))))
    for row in ask(requests.Export("insights", "all")) or []:
        ask.hear("a model's answers", _words(row))


def part(ask: Asked, things: dict[str, Any]) -> None:
    """What is said of people's consents, when somebody takes hers back, and of the home as a whole."""
    people = _people(ask)
    ask.hear("receipts", _json(ask(requests.ConsentStatus())))
    for person in people[:2]:
        ask.hear("receipts", _json(ask(requests.ConsentReceipt(person))))
    part_with(Visitors(ask), things)
    for person in people[:1]:
        ask.hear("receipts", _json(ask(requests.Withdraw(person))))
    ask.hear("receipts", _json(ask(requests.VerifyAudit())))
    ask.hear("doctor", _json(examine(ask.app.settings)))


def _json(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _words(row: dict[str, Any]) -> str:
    """What an item says, in its own words and in quoted ones."""
    own = row.get("statement") or row.get("task") or ""
    return "\n".join([own, *(piece[form] for piece in row["evidence"] for form in ("text", "readable"))])

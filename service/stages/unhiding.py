"""Words that redaction hid by mistake: a lead asks, the mentor of the note answers, and the note is made anew.

A lead sees the redacted words around a placeholder and its kind, never what it hides. Only whoever wrote the note
sees that, and only she can have it readable again: never a name that this home knows, never an address or a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.about_person import speaks_of_mentee
from mentoring.errors import BadInput, NotFound
from mentoring.records import Caller, RedactedText
from mentoring.redaction.hidden import Hidden, ShownAgain, hidden, shown_again
from mentoring.redaction.render import humanise, role_of
from mentoring.store.notes import NoteRow
from service.progress import Progress
from service.redaction_requests import AskHidden, SettleHidden
from service.requests import Extract
from service.stages import extracting, following, indexing
from service.stages.context import beside
from service.stages.drafting import session_of
from service.stages.readable import readable
from service.stages.taking import gate_of
from service.wiring import App

_OVER = "What was written is no longer kept: nothing in this note can be shown again."
_SURE = "One of these is a name known here, an address or a number: it stays hidden."


def queue(app: App, caller: Caller) -> list[dict[str, Any]]:
    """Notes the caller may read whole in which something doubtful is hidden, newest first."""
    stands, found = app.store.hidden_words.all(), readable(app, caller)
    texts = app.store.notes.all_redacted(found.whole)
    rows = sorted((found.rows[note_id] for note_id in found.whole), key=lambda row: row.session_date, reverse=True)
    told = [_counted(row, texts[row.note_id], stands.get(row.note_id, {})) for row in rows]
    return [one for one in told if one["doubtful"]]


def hidden_in(app: App, caller: Caller, note_id: str) -> dict[str, Any]:
    """What is hidden in a note: every place, with its words, for its mentor; the doubtful ones, without, for a lead."""
    row = _row(app, note_id)
    hers = row.mentor_ref == app.ref(caller)
    if not hers and note_id not in readable(app, caller).whole:
        raise _unknown()
    text, body = app.store.notes.redacted(note_id), app.store.notes.body(note_id) if hers else None
    stands = app.store.hidden_words.all().get(note_id, {})
    return {
        "note_id": note_id,
        "pair": row.pair,
        "session_date": row.session_date.isoformat(),
        "mine": hers,
        "hidden": [_told(app, row, text, one, body, stands) for one in (hidden(text) if hers else _doubtful(text))],
    }


def ask(app: App, caller: Caller, request: AskHidden) -> dict[str, Any]:
    """A lead's question to the mentor; what she answered before is asked again."""
    if request.note_id not in readable(app, caller).whole:
        raise _unknown()
    _at(request.places, _doubtful(app.store.notes.redacted(request.note_id)))
    _say(app, caller, request, "asked")
    return {"note_id": request.note_id, "asked": len(set(request.places))}


def settle(app: App, caller: Caller, request: SettleHidden, progress: Progress) -> dict[str, Any]:
    """Her answer: these stay hidden, or the note is redacted, indexed and read again with them readable."""
    row = _row(app, request.note_id)
    if row.mentor_ref != app.ref(caller) or "store" not in gate_of(app).purposes(*session_of(row)):
        raise _unknown()
    if not request.show:
        _at(request.places, hidden(app.store.notes.redacted(request.note_id)))
        _say(app, caller, request, "kept")
        return {"note_id": request.note_id, "shown": 0, "kept": len(set(request.places))}
    with app.store.transaction():
        _correct(app, caller, row, request)
    indexing.index(app, progress)
    if row.stage == "extracted":
        _read_again(app, row.note_id, progress)
    return {"note_id": request.note_id, "shown": len(set(request.places)), "kept": 0}


def _correct(app: App, caller: Caller, row: NoteRow, request: SettleHidden) -> None:
    body, text = app.store.notes.body(row.note_id), app.store.notes.redacted(row.note_id)
    found = _at(request.places, hidden(text))
    made = shown_again(body, text, request.places) if body is not None else None
    if body is None or made is None:
        raise BadInput(_OVER)
    if not all(_may_show(app, row, one, body) for one in found):
        raise BadInput(_SURE)
    _keep(app, made)
    app.store.audit.append(
        "hidden-shown", actor_ref=app.ref(caller), at=app.now(), ids=[row.note_id],
        details={"places": len(found), "types": ", ".join(sorted({one.span.type for one in found}))},
    )  # fmt: skip


def _keep(app: App, made: ShownAgain) -> None:
    app.store.notes.rewrite(made.text, made.vault, keep_body=True)
    app.store.hidden_words.shown(made.text.note_id, [one.span.start for one in made.put_back], made.moved)


def _read_again(app: App, note_id: str, progress: Progress) -> None:
    """Its items are judged anew under the rules of every extraction; patterns follow with the next one."""
    with app.engine(Extract()) as engine:
        stopwatch, rows = extracting.Stopwatch(), app.store.notes.rows(ids=[note_id])
        allowed = [row for row in rows if "extract" in gate_of(app).purposes(*session_of(row))]
        found = extracting.run(app, allowed, engine, stopwatch, progress, again=True)
        following.follow(app, found.notes, stopwatch)
        extracting.open_preview(app, allowed)


def _doubtful(text: RedactedText) -> list[Hidden]:
    """What a lead may ask about: what reading alone found, outside sentences about the mentee as a person."""
    found = [one for one in hidden(text) if one.is_doubtful]
    return [one for one in found if not speaks_of_mentee(text.text[one.at : one.end].join(_around(text, one)))]


def _around(text: RedactedText, one: Hidden) -> tuple[str, str]:
    return beside(text.text, one.at, one.end)


def _counted(row: NoteRow, text: RedactedText, stands: dict[int, str]) -> dict[str, Any]:
    doubtful = _doubtful(text)
    return {
        "note_id": row.note_id, "program": row.program, "pair": row.pair,
        "session_date": row.session_date.isoformat(), "doubtful": len(doubtful),
        **{name: sum(stands.get(one.span.start) == name for one in doubtful) for name in ("asked", "kept")},
    }  # fmt: skip


def _told(
    app: App, row: NoteRow, text: RedactedText, one: Hidden, body: str | None, stands: dict[int, str]
) -> dict[str, Any]:
    before, after = _around(text, one)
    return {
        "place": one.span.start,
        "type": one.span.type,
        "kind": role_of(one.span.placeholder),
        "before": humanise(before.lstrip()),
        "after": humanise(after.rstrip()),
        "word": body[one.span.start : one.span.end] if body is not None else None,
        "standing": stands.get(one.span.start),
        "may_show": body is not None and _may_show(app, row, one, body),
    }


def _may_show(app: App, row: NoteRow, one: Hidden, body: str) -> bool:
    people = app.store.people
    mentor, mentee = (person.name if (person := people.by_ref(ref)) else "" for ref in (row.mentor_ref, row.mentee_ref))
    return one.may_show(body[one.span.start : one.span.end], mentor, mentee, people.all())


def _say(app: App, caller: Caller, request: AskHidden | SettleHidden, standing: Any) -> None:
    with app.store.transaction():
        app.store.hidden_words.say(request.note_id, request.places, standing, app.now())
        app.store.audit.append(
            f"hidden-{standing}", actor_ref=app.ref(caller), at=app.now(), ids=[request.note_id],
            details={"places": len(set(request.places))},
        )  # fmt: skip


def _at(places: Sequence[int], found: Sequence[Hidden]) -> list[Hidden]:
    named = [one for one in found if one.span.start in places]
    if not places or len(named) < len(set(places)):
        raise NotFound("Nothing that could be asked about is hidden there: look at the note again.")
    return named


def _row(app: App, note_id: str) -> NoteRow:
    rows = app.store.notes.rows(ids=[note_id])
    if not rows:
        raise _unknown()
    return rows[0]


def _unknown() -> NotFound:
    return NotFound("There is no such note that you may look into.")

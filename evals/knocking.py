"""Asks every address of the API as several people: writes first, then everything that reads, erasures last."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from evals import doors
from evals.entered import Call
from evals.saying import Asked
from extractor.weeks import week_of
from service import evaluation_requests, redaction_requests, requests, work_requests
from service.matching_requests import AcceptMatch, JoinerRow, Match
from service.programme_requests import GoalRow, SetGoal
from service.story_requests import DraftStory

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.testclient import TestClient

ROSTER, OWN_HIDDEN, OWN_SEARCHES = "roster", "one's own hidden words", "one's own kept searches"
CREDIT = "credit that both agreed to"
"""Exits at which somebody is told what she may know: an admin who is who, people their own words, everybody whose words
these are where both of the pair agreed to be named."""
OPENED = "doors that opened"
"""No exit: names of addresses and commands that answered somebody with more than a refusal."""
ADDRESS = "http://127.0.0.1:8501"
"""What visitors call; the service's guard turns away whoever asks for another host than its own."""
_EXITS = {
    "/api/people": ROSTER, "people list": ROSTER,
    "/api/searches": OWN_SEARCHES, "searches list": OWN_SEARCHES, "searches run": OWN_SEARCHES,
}  # fmt: skip
_CREDITED = ("/api/stories", "stories ", "/api/thanks", "thanks ", "/api/learning", "learning ")
"""Doors behind which a pair stands with its names, where both gave `attribute` for those words and approved of them."""


class Visitors:
    """The API of a scratch home, and everybody who asks it: the operator and people by person_id."""

    def __init__(self, ask: Asked) -> None:
        from service.api.door import people_door
        from service.api.sessions import Sessions

        self._ask, self._sessions = ask, Sessions()
        # The desk, which only speaks to these addresses itself, is mounted but not started.
        self._door = people_door(ask.app, self._sessions, 8501)
        self._clients: dict[str | None, TestClient] = {}

    def __call__(self, call: Call, things: doors.Things, mine: Sequence[str] = ()) -> None:
        """Ask, and hear the whole answer, headers too; `mine`: notes of the caller's own."""
        path, body = filled(call.path, things), filled(call.body, things)
        answer = self._client(call.person).request(call.method, path, json=body)
        said = f"{answer.status_code} {dict(answer.headers)} {answer.text}"
        for word in call.own:
            said = said.replace(word, "")
        own = call.path == "/api/notes/hidden" and things.get("note_id") in mine
        self._ask.hear(OWN_HIDDEN if own else exit_of(call.path), unaddressed(said))
        if answer.is_success:
            self._ask.hear(OPENED, f"{call.method} {call.path.partition('?')[0]}")

    def _client(self, person: str | None) -> TestClient:
        from starlette.testclient import TestClient

        from service.api.asking import COOKIE

        if person not in self._clients:
            client = TestClient(self._door, ADDRESS, raise_server_exceptions=False)
            client.cookies.set(COOKIE, self._sessions.sign_in(self._sessions.invite(person)) or "")
            self._clients[person] = client
        return self._clients[person]


def exit_of(door: str) -> str:
    """Under which exit an answer counts."""
    if door.startswith(_CREDITED):
        return CREDIT
    return _EXITS.get(door, "API answers" if door.startswith("/api/") else "command line")


def unaddressed(said: str) -> str:
    """A mail without the line that says whom it is to, which is hers to know."""
    return re.sub(r"^To: .+$", "", said, flags=re.MULTILINE)


def filled(value: Any, things: doors.Things) -> Any:
    """A body or path with things in the place of their names."""
    if isinstance(value, str):
        whole = re.fullmatch(r"\{(\w+)\}", value)
        return things[whole[1]] if whole else re.sub(r"\{(\w+)\}", lambda one: str(things[one[1]]), value)
    if isinstance(value, dict):
        return {key: filled(one, things) for key, one in value.items()}
    return [filled(one, things) for one in value] if isinstance(value, list) else value


def things_of(ask: Asked, mentor: str) -> dict[str, Any] | None:
    """One thing of each kind, of a session of this mentor's; None where she has no item."""
    store = ask.app.store
    ref = store.people.ref_of(mentor)
    rows = {row.note_id: row for row in store.notes.rows() if row.mentor_ref == ref}
    doubtful = {one["note_id"] for one in ask(redaction_requests.RedactionQueue())}
    found = sorted(store.items.insights(note_ids=sorted(rows)), key=lambda one: one.insight.note_id not in doubtful)
    if not found:
        return None
    insight = found[0]
    row = rows[insight.insight.note_id]
    mentee = store.people.by_ref(row.mentee_ref)
    runs = [_made(ask(evaluation_requests.KeepRun((), ())), "id") for _ in range(2)]
    return {
        "program": row.program, "pair": row.pair, "person": mentor, "executive": mentee.person_id if mentee else mentor,
        "note_id": row.note_id, "item_id": insight.insight.id, "insight": insight.insight.id,
        "week": week_of(row.session_date), "day": (row.session_date + timedelta(days=40)).isoformat(),
        "met": row.session_date.isoformat(),
        "quarter": f"{row.session_date.year}-Q{(row.session_date.month + 2) // 3}",
        "place": _place(ask, row.note_id), "before": runs[0], "after": runs[1], "run": runs[1],
        **_story(ask, mentor, sorted(rows, key=lambda note: (note == row.note_id, note))),
        "goal_id": _made(ask(SetGoal(GoalRow(row.program, row.pair, "A rota that everybody keeps"))), "id"),
        **_matched(ask, row.program),
        "work_run": _made(ask(work_requests.QueueExtraction(notes=(row.note_id,))), "run"),
    }  # fmt: skip


PEOPLE = (
    "id,side,offers,wishes,languages,reports_to\n"
    "{0}7,mentor,rotas that people keep,short polls,en,\n{0}8,mentee,short polls,rotas,en,\n"
)
"""A people file of nobody at this home; an id that is a word would be a name from then on."""


def _matched(ask: Asked, program: str) -> dict[str, Any]:
    """A people file, and two accepted pairs that wait for their people's answer."""
    files = [base64.b64encode(PEOPLE.format(stem).encode()).decode() for stem in ("zqa", "zqb")]
    made = []
    for number in range(2):
        rows = tuple(JoinerRow(f"zq{side[-1]}{number}", side, ("rotas",), ("polls",), languages=("en",))
                     for side in ("mentor", "mentee"))  # fmt: skip
        told = ask(AcceptMatch(Match(program, rows))) or {}
        made.append(str(next((one["pair"] for one in told.get("accepted", ())), "none")))
    people, people_too = ({"name": "people.csv", "content": content} for content in files)
    return {"people": people, "people_too": people_too, "matched": made[0], "matched_too": made[1]}


def _made(answer: dict[str, Any] | None, name: str) -> str:
    """The id of what was made; where that was refused, none that is known, and the door it opens stays shut."""
    return str((answer or {}).get(name, "none"))


def _story(ask: Asked, mentor: str, note_ids: Sequence[str]) -> dict[str, str]:
    """An action of hers that is done, and a story of it; one that both may tell if they like.

    Of the first note that has one: the last is read again when a word in it is shown, and its actions may be others.
    """
    done, made = "none", "none"
    for row in sorted(
        ask.app.store.items.actions(note_ids=note_ids), key=lambda one: note_ids.index(one.action.note_id)
    ):
        done = row.action.id
        ask(requests.Mark(done, "done"))
        made = _made(ask(DraftStory(done), mentor), "id")
        if made != "none":
            break
    return {"done": done, "story_id": made}


def _place(ask: Asked, note_id: str) -> int:
    found = ask(redaction_requests.HiddenIn(note_id))
    return next((one["place"] for one in (found or {}).get("hidden", ())), 0)


def knock(ask: Asked, visitors: Visitors, things: doors.Things) -> None:
    """Every address that does not erase, as everybody."""
    who = (None, things["person"], things["executive"])
    bodies = [*doors.WRITES.items(), *doors.READS_BY_POST.items()]
    calls = [Call("POST", path, body, person) for path, some in bodies for body in some for person in who]
    for call in [*calls, *(Call("GET", path, None, person) for path in reading(visitors_api(ask)) for person in who)]:
        visitors(call, things, [things["note_id"]] if call.person == things["person"] else [])


def part(visitors: Visitors, things: doors.Things) -> None:
    """What erases, as everybody in turn until somebody may."""
    for path, bodies in doors.ENDINGS.items():
        for body in bodies:
            for person in (things["person"], things["executive"], None):
                visitors(Call("POST", path, body, person), things)


def visitors_api(ask: Asked) -> FastAPI:
    """The addresses alone, for their document."""
    from service.api.door import people_api
    from service.api.sessions import Sessions

    return people_api(ask.app, Sessions())


def reading(api: FastAPI) -> Iterator[str]:
    """Every GET with the parameters it needs, as templates."""
    for path, methods in api.openapi()["paths"].items():
        needed = [one["name"] for one in methods.get("get", {}).get("parameters", ()) if one["required"]]
        query = "&".join(f"{name}={{{name}}}" for name in needed if f"{{{name}}}" not in path)
        if "get" in methods:
            yield f"{path}?{query}" if query else path

"""Success stories: drafted from an action that is done, read by the two alone until both approved of the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentoring.consent.gate import ConsentGate
from mentoring.consent.visibility import READ, Relation, Standing, reach, relations
from mentoring.errors import BadInput, Conflict, NotFound
from mentoring.programme.stories import Side, Story, Words
from mentoring.records import Caller
from mentoring.records import words as sayings
from mentoring.redaction.render import humanise
from mentoring.store.artifacts import wipe
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.placed import Placed, Places
from mentoring.store.reviews import Reviewed
from mentoring.store.standing import standings
from service.stages import documents
from service.stages.learned import BEARS
from service.stages.seeing import Seen, reader_as, rules_of, see
from service.stages.taking import gate_of
from service.stages.wording import guarded
from service.story_requests import ApproveStory, DraftStory, TakeStoryBack, WordStory
from service.wiring import App

_DONE = ("done", "effect seen")
_SIDES: Mapping[Relation, Side] = {"mentor": "mentor", "mentee": "mentee"}


def overview(app: App, caller: Caller, seen: Seen) -> dict[str, Any]:
    """`to_tell`: done actions of her own pairs; `mine`: stories of those; `told`: what both of other pairs let out."""
    readable = readable_stories(app, caller)
    known = {one.item_id for one in app.store.stories.all()}
    rows = seen.rows([id_ for id_ in _may_be_told(seen) if id_ not in known])
    return {
        "to_tell": [_offer(seen, row) for row in rows.values() if isinstance(row, ActionRow)],
        "mine": [as_json(app, one, near) for one, near in readable if near in _SIDES],
        "told": [as_json(app, one, near) for one, near in readable if near in ("lead", "organisation")],
    }


def readable_stories(app: App, caller: Caller) -> list[tuple[Story, Relation]]:
    """Stories the caller may read now, each with as what she meets it; of others only what both approved."""
    gate, met, places = gate_of(app), relations(reader_as(app, caller)), app.store.placed.now()
    kept = app.store.stories.all()
    notes = {one.note_id for one in kept}
    standing = {one.id: one for one in standings(app.store, gate, notes)}
    reviewed, items = app.store.reviews.all(), (one for note in notes for one in places.items.get(note, ()))
    done = {one.id for one in items if _is_done(one, reviewed.get(one.id, Reviewed()))}
    found = []
    for one in kept:
        parts = [standing.get(item) for item in (one.item_id, one.insight_id) if item]
        stand = [part for part in parts if part is not None and _stands(part)]
        if len(stand) < len(parts) or not _told_of(one, gate, places):
            continue
        near = met(stand[0])
        if near is not None and _meets(app, one, near, stand, done=one.item_id in done):
            found.append((one, near))
    return found


def _meets(app: App, one: Story, near: Relation, parts: list[Standing], *, done: bool) -> bool:
    """The mentor her own; her mentee once she approved or its parts are his to see; others what both let out."""
    if near == "mentor":
        return True
    if near == "mentee":
        return "mentor" in one.approved or all(reach(part, app.today, rules_of(app)) is not None for part in parts)
    return one.is_told and done


def _told_of(one: Story, gate: ConsentGate, places: Places) -> bool:
    """Whether the session that reported it, if one did, is still there and covered."""
    if one.told_note_id is None:
        return True
    later = places.sessions.get(one.told_note_id)
    return later is not None and gate.purposes(*later) >= READ


def draft(app: App, caller: Caller, seen: Seen, request: DraftStory) -> dict[str, Any]:
    """A story of one action of her own pair; the one there is, if there is one."""
    known = next((one for one in readable_stories(app, caller) if one[0].item_id == request.action_id), None)
    if known is not None and known[1] in _SIDES:
        return as_json(app, *known)
    insight = _nearest(app, seen, _to_tell(seen, request.action_id)[0])
    with app.store.transaction():
        # Looked at again with the database held: what was erased while vectors were made gets into no story.
        now = see(app, caller)
        row, near = _to_tell(now, request.action_id)
        if any(one.item_id == request.action_id for one in app.store.stories.all()):
            raise Conflict("A story of this is being written: you read it once the other of you two approved of it.")
        made = _drafted(app, now, row, insight)
        made = replace(made, id=app.store.stories.keep(made, app.now()))
        app.store.audit.append("story", actor_ref=app.ref(caller), at=app.now(), ids=[made.id])
    return as_json(app, made, near)


def _to_tell(seen: Seen, action_id: str) -> tuple[ActionRow, Relation]:
    """The action, and as what the reader meets it."""
    near = _may_be_told(seen).get(action_id)
    row = seen.rows([action_id]).get(action_id)
    if near is None or not isinstance(row, ActionRow):
        raise NotFound("There is no such action of your own sessions that is done and not held back.")
    return row, near


def word(app: App, caller: Caller, request: WordStory) -> dict[str, Any]:
    """Other words, through the guard; whoever approved of the words before is asked again."""
    if not request.did.strip():
        raise BadInput("Say what was done: a story needs that.")
    note_id = own(app, caller, request.story_id)[0].note_id
    said = {  # a model reads them: before the database is held, so that nobody waits for it
        name: guarded(app, note_id, text).text if (text := getattr(request, name)).strip() else ""
        for name in Words.__dataclass_fields__
    }
    with app.store.transaction():  # a story that is read here cannot be erased before it is written
        one, near = own(app, caller, request.story_id)
        names = _may_be_named(app, one)
        return _kept(app, caller, replace(one, words=Words(**said), approved=frozenset(), named=names), near, "story")


def approve(app: App, caller: Caller, request: ApproveStory) -> dict[str, Any]:
    """Her side's word for exactly these words."""
    with app.store.transaction():
        one, near = own(app, caller, request.story_id)
        if request.version not in (None, one.version):
            raise Conflict("The words were changed meanwhile: read them again.")
        return _kept(app, caller, replace(one, approved=one.approved | {near}), near, "story-approved")


def take_back(app: App, caller: Caller, request: TakeStoryBack) -> dict[str, Any]:
    """The story goes with the files Upwell wrote of it; what was handed out is named."""
    one, _ = own(app, caller, request.story_id)
    out = [made for made in app.store.artifacts.holding([one.note_id]) if made.kind == kind_of(one)]
    for made in out:
        if made.handling == "file":
            wipe(Path(made.place))
    with app.store.transaction():
        for made in out:
            app.store.artifacts.forget(made.id)
        app.store.stories.drop(one.id)
        app.store.audit.append("story-back", actor_ref=app.ref(caller), at=app.now(), ids=[one.id])
    handed = [f"story {made.at[:10]}: {made.place}" for made in out if made.handling == "handed-out"]
    return {"id": one.id, "files": sum(made.handling == "file" for made in out), "handed_out": handed}


def own(app: App, caller: Caller, story_id: str) -> tuple[Story, Side]:
    """A story of the caller's own pair; NotFound for everybody else, also where she reads it."""
    for one, near in readable_stories(app, caller):
        if one.id == story_id and (side := _SIDES.get(near)) is not None:
            return one, side
    raise NotFound("There is no such story of your own.")


def as_json(app: App, one: Story, near: Relation) -> dict[str, Any]:
    """As this reader meets it: for others without pair, session and version."""
    hers = near in _SIDES
    return {
        "id": one.id,
        "program": one.program,
        "pair": one.pair if hers else None,
        "learned": one.words.learned,
        "did": one.words.did,
        "shown": one.words.shown,
        "effect": one.words.effect,
        "by": by_line(app, one),
        "approved": sorted(one.approved) if hers else [],
        "as": near if hers else None,
        "version": one.version if hers else None,
        "told": one.is_told,
    }


def by_line(app: App, one: Story) -> str | None:
    """Both names, where both approved of them and both give `attribute` now; else nobody's."""
    people = [app.store.people.by_ref(ref) for ref in (one.mentor_ref, one.mentee_ref)]
    if not one.named or not _may_be_named(app, one) or not all(people):
        return None
    return " and ".join(person.name for person in people if person)


def kind_of(one: Story) -> str:
    """Under which kind what holds a story is remembered."""
    return f"story-{one.id}"


def _may_be_named(app: App, one: Story) -> bool:
    session = app.store.placed.now().sessions.get(one.note_id)
    return session is not None and "attribute" in gate_of(app).purposes(*session)


def _kept(app: App, caller: Caller, one: Story, near: Side, event: str) -> dict[str, Any]:
    app.store.stories.keep(one, app.now())
    app.store.audit.append(event, actor_ref=app.ref(caller), at=app.now(), ids=[one.id])
    return as_json(app, one, near)


def _stands(one: Standing) -> bool:
    return one.purposes >= READ and one.state not in ("held", "vetoed")


def _is_done(one: Placed, reviewed: Reviewed) -> bool:
    return one.decision != "reject" and documents.progress(one, reviewed, one.decision)["step"] in _DONE


def _may_be_told(seen: Seen) -> dict[str, Relation]:
    """Done actions of the reader's own pairs, and which of the two she is."""
    met = relations(seen.reader)
    done = {one.id for one in seen.of_kind("action") if _is_done(one, seen.reviewed.get(one.id, Reviewed()))}
    own = {one.id: met(one) for one in seen.standing if one.id in done and _stands(one)}
    return {id_: near for id_, near in own.items() if near is not None and near in _SIDES}


def _offer(seen: Seen, row: ActionRow) -> dict[str, Any]:
    said = seen.action_json(row)
    return {name: said[name] for name in ("id", "task", "step", "program", "pair", "session_date")}


def _drafted(app: App, seen: Seen, row: ActionRow, insight_id: str | None) -> Story:
    session = next(one.session for one in seen.placed if one.id == row.action.id)
    said, later = seen.action_json(row), seen.outcomes.get(row.action.id)
    insight = next((one for one in _told_beside(seen, row) if one.insight.id == insight_id), None)
    learned = seen.insight_json(insight)["statement"] if insight else ""
    made = Story(
        "", session.program, session.pair, session.mentor_ref, session.mentee_ref, row.action.note_id, row.action.id,
        app.today, Words(humanise(learned), humanise(said["task"]), _shown(said, later), said["effect_words"] or ""),
        insight_id=insight.insight.id if insight else None,
        told_note_id=later.note_id if later and said["done_words"] is None else None,
    )  # fmt: skip
    return replace(made, named=_may_be_named(app, made))


def _shown(said: dict[str, Any], later: Any) -> str:
    """How it is known: a reviewer's words, or that a later session told of it; never that session's own words."""
    if said["done_words"]:
        return str(said["done_words"])
    return f"Told in the session of {sayings.day(later.session_date.isoformat())}." if later else ""


def _nearest(app: App, seen: Seen, row: ActionRow) -> str | None:
    """The insight of the same session that is nearest to the action, if one bears on it."""
    rows = _told_beside(seen, row)
    if not rows:
        return None
    vectors = app.embedder.embed([row.action.task, *(one.insight.statement for one in rows)])
    similar = vectors[1:] @ vectors[0]
    best = int(similar.argmax())
    return rows[best].insight.id if similar[best] >= BEARS else None


def _told_beside(seen: Seen, row: ActionRow) -> list[InsightRow]:
    """Insights of the same session that may stand in its story."""
    ids = [one.id for one in seen.of_kind("insight") if one.note_id == row.action.note_id and one.decision != "reject"]
    rows = [one for one in seen.rows(ids).values() if isinstance(one, InsightRow)]
    return [one for one in rows if one.state not in ("held", "vetoed")]

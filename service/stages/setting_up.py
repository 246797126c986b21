"""Sets a programme up: its frame, and its texts filled in from what was answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from mentoring.errors import BadInput, NotFound
from mentoring.programme.setting_up import Programme, Text
from mentoring.records import PURPOSES, Caller, Purpose, words
from service.callers import leads
from service.setup_requests import EditText, ShowTexts, StartProgramme
from service.stages.days import day_of
from service.stages.pairing import RHYTHMS
from service.stages.seeing import rules_of
from service.wiring import App

VERSION = 1
"""Of the packaged texts; one that was released never changes."""
TEXTS = ("ground-rules", "notice", "consent", "onboarding-mentor", "onboarding-mentee", "guide-speaking-up",
         "guide-inclusion", "guide-wellbeing", "guide-disagreement")  # fmt: skip
"""In the order in which a programme needs them."""
LONGEST = 20_000
_NEEDED = ("store", "extract")


def start(app: App, caller: Caller, request: StartProgramme) -> dict[str, Any]:
    """Keep the frame and write the texts, those in a lead's own words excepted."""
    made = _programme(app, caller, request)
    with app.store.transaction():
        app.store.programmes.keep(made, app.now())
        known = app.store.programmes.texts(made.name)
        for name in sorted(TEXTS, key=lambda one: one == "consent"):  # last: it names the notice's version
            if name not in known or not known[name].edited:
                _write(app, made, name, _ours(app, made, name), edited=False)
        app.store.audit.append("programme-start", actor_ref=app.ref(caller), at=app.now())
    return shown(app, caller, made)


def listed(app: App, caller: Caller, request: ShowTexts) -> list[dict[str, Any]]:
    """Programmes the caller leads or belongs to; whoever belongs to one reads what is for her side."""
    ref, hers = app.ref(caller), caller.programs or frozenset()
    # Whoever leads one programme, or evaluates all, may have a place in another: her roles' programmes are not all.
    hers |= {one.program for one in app.store.consents.current() if one.person_ref == ref}
    return [
        shown(app, caller, one)
        for one in app.store.programmes.all()
        if request.program in (None, one.name) and (_whole(caller, one.name) or one.name in hers)
    ]


def edit(app: App, caller: Caller, request: EditText) -> dict[str, Any]:
    """A lead's own words as the text's next version; without any, ours again."""
    made = next((one for one in app.store.programmes.all() if one.name == request.program), None)
    if made is None or request.name not in TEXTS:
        raise NotFound("There is no such text: set the programme up first, with `upwell programme start`.")
    body = request.body.replace("\r\n", "\n").strip()
    if len(body) > LONGEST:
        raise BadInput(f"The text is longer than {LONGEST:,} characters: shorten it.")
    if body and _names_somebody(app, body):
        raise BadInput("The text names somebody who takes part: say the role instead.", code="guard")
    with app.store.transaction():
        _write(app, made, request.name, body or _ours(app, made, request.name), edited=bool(body))
        app.store.audit.append("programme-text", actor_ref=app.ref(caller), at=app.now())
    return shown(app, caller, made)


def shown(app: App, caller: Caller, one: Programme) -> dict[str, Any]:
    """A programme with its texts as this caller may read them."""
    texts = app.store.programmes.texts(one.name)
    mine = TEXTS if _whole(caller, one.name) else tuple(name for name in TEXTS if _for(caller, name))
    return {
        "program": one.name, "starts": _iso(one.starts), "ends": _iso(one.ends), "every_days": one.every_days,
        "k": one.k, "purposes": list(one.purposes),
        "texts": [_text(texts[name]) for name in mine if name in texts],
    }  # fmt: skip


def notice_of(app: App, program: str) -> Text | None:
    """The notice that people of this programme are shown now."""
    return app.store.programmes.texts(program).get("notice")


def _programme(app: App, caller: Caller, request: StartProgramme) -> Programme:
    name = " ".join(request.program.split())
    if not 0 < len(name) <= 80:
        raise BadInput("A programme needs a name of up to 80 characters.")
    starts, ends = (day_of(text, app.today) if text else None for text in (request.starts, request.ends))
    if starts and ends and ends < starts:
        raise BadInput("The programme ends before it starts: check the two dates.")
    if request.every_days is not None and not RHYTHMS[0] <= request.every_days <= RHYTHMS[1]:
        raise BadInput(f"A rhythm is between {RHYTHMS[0]} and {RHYTHMS[1]} days from one session to the next.")
    unknown = sorted(set(request.purposes) - set(PURPOSES))
    if unknown or not set(_NEEDED) <= set(request.purposes):
        raise BadInput(f"The purposes are some of {', '.join(PURPOSES)}; store and extract are needed.")
    purposes = tuple(one for one in PURPOSES if one in request.purposes)
    return Programme(
        name, starts, ends, request.every_days, _k(app, caller, request.k), cast("tuple[Purpose]", purposes)
    )


def _k(app: App, caller: Caller, asked: int | None) -> int:
    here = rules_of(app).k
    floor = app.settings.min_support
    if asked is None:
        return here
    if not floor <= asked <= 50:
        raise BadInput(f"The threshold is between {floor}, as this home has it, and 50.")
    if asked > here and caller.programs is not None:
        raise BadInput(
            f"One threshold holds for all programmes of this home, now {here}: whoever runs it can raise it."
        )
    return asked


def _write(app: App, made: Programme, name: str, body: str, *, edited: bool) -> None:
    app.store.programmes.write(made.name, name, body, edited=edited, day=app.today, at=app.now())


def _ours(app: App, made: Programme, name: str) -> str:
    text = packaged(name).format(**_fields(app, made)).strip()
    return re.sub(r"(?<!\n)\n(?!\n|- |\d+\. |#)\s*", " ", text)  # one line a paragraph, as people write at the desk


def packaged(name: str) -> str:
    """A packaged text with its fields in braces."""
    return files("service").joinpath("texts", f"{name}.v{VERSION}.md").read_text(encoding="utf-8")


@lru_cache
def packaged_purposes() -> Mapping[str, str]:
    """Purpose -> its line on the consent form."""
    file = files("service").joinpath("texts", f"purposes.v{VERSION}.yaml")
    return cast("Mapping[str, str]", yaml.safe_load(file.read_text(encoding="utf-8")))


def _fields(app: App, made: Programme) -> dict[str, object]:
    controller, k = app.settings.controller, max(made.k, rules_of(app).k)
    notice = notice_of(app, made.name)
    return {
        "programme": made.name,
        "period": _period(made.starts, made.ends),
        "rhythm": f"You meet every {made.every_days} days." if made.every_days else "You agree on when you meet.",
        "k": k,
        "preview_days": app.settings.preview_days,
        "retention_days": app.settings.retention_days,
        "controller": controller.name or "your organisation",
        "contact": controller.contact or "your programme lead",
        "notice": f"version {notice.label}" if notice else "as you were shown it",
        "purposes": "\n\n".join(f"[ ] {packaged_purposes()[one].format(k=k).strip()}" for one in made.purposes),
    }


def _period(starts: date | None, ends: date | None) -> str:
    first = f"From {words.day(starts.isoformat())}" if starts else ""
    last = f"{' until' if starts else 'Until'} {words.day(ends.isoformat())}" if ends else ""
    return f"{first}{last}." if first or last else "It has no fixed end."


def _names_somebody(app: App, body: str) -> bool:
    """Whether a name, alias or address of somebody of a pair stands in it; a first name only as it is written."""
    known = {ref for one in app.store.consents.current() for ref in (one.person_ref,)}
    people = [person for ref in known if (person := app.store.people.by_ref(ref)) is not None]
    names = [name for one in people for name in (one.name, *one.aliases, one.email or "") if name]
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.IGNORECASE if " " in name or "@" in name else 0)
        for name in names
    )


def _whole(caller: Caller, program: str) -> bool:
    return "admin" in caller.roles or leads(caller, program)


def _for(caller: Caller, name: str) -> bool:
    side = {"onboarding-mentor": "mentor", "onboarding-mentee": "executive"}.get(name)
    return side is None or side in caller.roles


def _text(one: Text) -> dict[str, Any]:
    title = one.body.partition("\n")[0].lstrip("# ").strip() or one.name
    return {"name": one.name, "title": title, "version": one.version, "label": one.label, "edited": one.edited,
            "sha256": one.sha256, "body": one.body}  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""`upwell demo`: the whole job on the packaged example, in an evaluation home of its own."""

from __future__ import annotations

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from mentoring.errors import Misconfigured
from service import commands, home, requests
from service.intake.goals import read_goal_rows
from service.intake.survey_forms import read_surveys
from service.programme_requests import ImportGoals, ImportSurveys, SetCharter
from service.progress import Progress
from service.render import digest_html
from service.settings import Settings, load
from service.wiring import App, opened

EXAMPLE = Path(str(files("service"))) / "example"
TODAY = date(2026, 11, 2)
"""The Monday after the example's last session: its weeks stay inside the window of patterns for ever."""
WEEK = "2026-W44"
_STARTS, _ENDS = "2026-10-12", "2026-11-29"
_PAIRS = {"ride-2026": ("ride-01", "ride-02", "ride-03"), "workshop-2026": ("workshop-01", "workshop-02")}
_MARK = "demo-home"


def run_demo(progress: Progress) -> dict[str, Any]:
    """Notes in, insights out, a digest on disk. An earlier demo's home is made anew."""
    settings = _fresh(load())
    with home.owned(settings.home), opened(settings) as app:
        ask = _asker(app, progress)
        ask(requests.ImportPeople(str(EXAMPLE / "people.csv")))
        taken = ask(requests.Ingest((str(EXAMPLE / "notes"),), consents=str(EXAMPLE / "consents.json")))
        found = ask(requests.Extract())
        _programme(ask)
        patterns = ask(requests.Export("patterns"))
        digest = settings.home / f"digest-{WEEK}.html"
        digest.write_text(digest_html(ask(requests.MakeDigest(WEEK))), encoding="utf-8")
        app.store.artifacts.wrote(str(digest), "digest", [row.note_id for row in app.store.notes.rows()], app.now())
        return {
            "notes": len(taken["accepted"]),
            "refused": len(taken["refused"]),
            "insights": found["insights"],
            "action_items": found["action_items"],
            "patterns": len(patterns),
            "patterns_for_all": sum(one["support_band"] != "1-2" for one in patterns),
            "withheld": sum(len(app.store.notes.redacted(row.note_id).withheld) for row in app.store.notes.rows()),
            "digest": str(digest),
            "open": f"UPWELL_HOME={settings.home} upwell up",
        }


def _programme(ask: Any) -> None:
    """What a lead keeps around the sessions: a rhythm for each pair, its goals, what people answered."""
    for program, pairs in _PAIRS.items():
        for pair in pairs:
            ask(SetCharter(program, pair, starts=_STARTS, ends=_ENDS, every_days=7))
    goals, surveys = ((EXAMPLE / name).read_bytes() for name in ("goals.csv", "surveys.csv"))
    ask(ImportGoals(read_goal_rows(goals, "goals.csv")))
    ask(ImportSurveys(read_surveys(surveys, "surveys.csv")))


def _asker(app: App, progress: Progress) -> Any:
    def ask(request: requests.Request) -> Any:
        return commands.run(app, request, None, progress)

    return ask


def _fresh(settings: Settings) -> Settings:
    """Settings of an empty demo home; a home that is not a demo's is never touched."""
    place = settings.home if "home" in settings.model_fields_set else settings.home / "demo"
    if home.service_answers(place):
        raise Misconfigured(f"A desk is running on {place}: stop it, or give the demo another UPWELL_HOME.")
    if place.exists() and any(place.iterdir()):
        if not (place / _MARK).exists():
            raise Misconfigured(f"{place} holds something else than a demo: give the demo an UPWELL_HOME of its own.")
        shutil.rmtree(place)
    home.prepare(place)
    keys = place.with_name(place.name + "-keys")
    shutil.rmtree(keys, ignore_errors=True)
    (place / _MARK).write_text("Made by `upwell demo`, which may delete it.\n", encoding="utf-8")
    # So that `upwell up` on this home finds the same day and keys without being told.
    toml = f'today = {TODAY.isoformat()}\nscratch = true\nkey_dir = "{keys}"\n'
    (place / "upwell.toml").write_text(toml, encoding="utf-8")
    demo = load(home=place, today=TODAY, scratch=True, key_dir=keys, engine="builtin")
    return demo.model_copy(update={"database_url": None})  # never beside real notes

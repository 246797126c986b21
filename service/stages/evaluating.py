"""The history of evaluation runs: figures and numbers of cases, never a word of a note.

A case stands under a keyed reference: its id may be that of a real note, which an erasure must find nowhere.
"""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Mapping
from typing import Any

from mentoring.errors import NotFound
from mentoring.records import Caller
from mentoring.store.evaluations import RunRow
from service.evaluation_requests import CompareRuns, KeepRun
from service.wiring import App

_SUITE = ("suite", "description", "notes", "seconds")
_METRIC = ("name", "value", "n", "low", "high", "threshold", "direction", "pass", "kind", "says")


def keep(app: App, caller: Caller, request: KeepRun) -> dict[str, Any]:
    """Keep what may be kept of a run; says under which id, and whether this home is an evaluation home."""
    run = RunRow("v" + secrets.token_hex(6), app.now().isoformat(), app.ref(caller), [])
    run.suites.extend(_figures(app, suite) for suite in request.suites)
    rows = [(suite, metric, _ref(app, case), hits, n) for suite, metric, case, hits, n in request.rows]
    with app.store.transaction():
        app.store.evaluations.keep_run(run, rows)
        app.store.audit.append("evaluate", actor_ref=run.by_ref, at=app.now(), details={"suites": len(run.suites)})
    return {"id": run.id, "scratch": app.store.is_scratch}


def runs(app: App) -> list[dict[str, Any]]:
    """Every run, newest first, with the verdict on each suite."""
    return [{"id": one.id, "at": one.at, "suites": [_judged(suite) for suite in one.suites]} for one in _kept(app)]


def compare(app: App, request: CompareRuns) -> dict[str, Any]:
    """The comparison that `upwell evals compare` makes of two folders, of two kept runs."""
    known = {one.id: one for one in _kept(app)}
    for name in (request.before, request.after):
        if name not in known:
            raise NotFound("There is no such run in this home's history.")
    sides = [(known[name].suites, app.store.evaluations.rows_of(name)) for name in (request.before, request.after)]
    # The layers point down: the service may not import evals, so it names it at run time, as the command does.
    found: dict[str, Any] = importlib.import_module("evals.commands").compare_kept(*sides)
    return found


def leaks(app: App, run_id: str) -> list[dict[str, Any]]:
    """Figures that should be nothing and are not, each with its cases, worst first."""
    run = next((one for one in _kept(app) if one.id == run_id), None)
    if run is None:
        raise NotFound("There is no such run in this home's history.")
    rows = app.store.evaluations.rows_of(run_id)
    return [
        {
            "suite": suite["suite"], "name": metric["name"], "says": metric["says"], "value": metric["value"],
            "n": metric["n"], "kind": metric["kind"],
            "cases": [
                {"case": case, "hits": hits, "n": n}
                for of, name, case, hits, n in sorted(rows, key=lambda row: -row[3])
                if (of, name) == (suite["suite"], metric["name"]) and hits
            ],
        }
        for suite in run.suites
        for metric in suite["metrics"]
        if metric["direction"] == "at most" and metric["value"]
    ]  # fmt: skip


def _kept(app: App) -> list[RunRow]:
    return app.store.evaluations.runs()


def _figures(app: App, suite: Mapping[str, Any]) -> dict[str, Any]:
    """Of a suite's document what the history holds; nothing that is not named here."""
    cases = suite["cases"]
    return {
        **{name: suite[name] for name in _SUITE},
        "system": {"engine": suite["system"]["engine"]},
        "cases": {"sha256": cases["sha256"], "each": {_ref(app, case): sha for case, sha in cases["each"].items()}},
        "seen": [_ref(app, case) for case in suite.get("seen", ())],
        "metrics": [{name: metric[name] for name in _METRIC} for metric in suite["metrics"]],
        "unscored": [
            {"what": one["what"] if one["what"] not in cases["each"] else _ref(app, one["what"]),
             "reason": one["reason"], "required": one["required"]}
            for one in suite["unscored"]
        ],
    }  # fmt: skip


def _judged(suite: Mapping[str, Any]) -> dict[str, Any]:
    """A suite's document as a reader of the history needs it: counts in the place of hashes."""
    missed = [one["name"] for one in suite["metrics"] if one["pass"] is False]
    incomplete = any(one["required"] for one in suite["unscored"])
    return {
        **{name: suite[name] for name in (*_SUITE, "metrics", "unscored")},
        "engine": suite["system"]["engine"],
        "cases": suite["cases"]["sha256"][:12],
        "seen": len(suite["seen"]),
        "missed": missed,
        "verdict": "missed" if missed else "incomplete" if incomplete else "held",
    }


def _ref(app: App, case: str) -> str:
    return app.store.refs.artefact("case", case)[:10]

"""Whether suites and labelled notes are what they claim to be, before anybody trusts a figure made of them.

Problems name a case and a place in its file, never the words that stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.gold import Case
from evals.material import Material, digest_of
from evals.runner import MEASURES
from evals.seen import seen
from evals.suite import Suite, load_suite, packaged
from mentoring.errors import BadInput
from mentoring.records.redacted import WITHHELD_REASONS


def validate(names: Sequence[str], cases: Path | None) -> dict[str, Any]:
    """What is wrong with the suites (all packaged ones when none is named) and with their cases, or with `cases`."""
    problems: list[dict[str, str]] = []
    suites = []
    for name in names or packaged():
        try:
            suites.append(suite := load_suite(name))
        except BadInput as problem:
            problems.append({"what": name, "problem": problem.message})
            continue
        if suite.name not in MEASURES:
            problems.append({"what": name, "problem": f"nothing measures a suite {suite.name}"})
    folders = {cases} if cases else {suite.folder for suite in suites}
    checked = [_folder(folder, problems) for folder in sorted(folders)]
    if cases is None:
        problems += _unfrozen(suites, {one["folder"]: one["sha256"] for one in checked})
    return {"suites": [suite.name for suite in suites], "cases": checked, "problems": problems}


def _folder(folder: Path, problems: list[dict[str, str]]) -> dict[str, Any]:
    material = Material(folder)
    try:
        for case in material.cases:
            problems += [{"what": case.note.note_id, "problem": one} for one in faults(case)]
    except BadInput as problem:
        problems.append({"what": str(folder), "problem": problem.message})
    return {"folder": str(folder), "notes": len(material.hashes), "sha256": digest_of(material.hashes)}


def _unfrozen(suites: Sequence[Suite], found: dict[str, str]) -> Iterator[dict[str, str]]:
    for suite in suites:
        now = found[str(suite.folder)]
        if suite.sha256 not in (None, now):
            yield {"what": suite.name, "problem": f"its cases have changed: they hash to {now} now"}
        if suite.sha256 is not None and (known := seen(Material(suite.folder).cases)):
            yield {
                "what": suite.name,
                "problem": f"weights were fitted on {len(known)} of its notes: it proves nothing",
            }


def faults(case: Case) -> Iterator[str]:
    """Labels that do not fit the note they stand beside."""
    body = case.note.body
    for number, span in enumerate(case.pii):
        if body[span.start : span.end] != span.text:
            yield f"pii {number}: its text does not stand at its offsets"
        if span.cls not in ("direct", "quasi"):
            yield f"pii {number}: cls is neither direct nor quasi"
    for number, passage in enumerate(case.withheld):
        if body[passage.start : passage.end] != passage.text:
            yield f"conf {number}: its text does not stand at its offsets"
        if passage.reason not in WITHHELD_REASONS:
            yield f"conf {number}: its reason is none of the guide's"
    items = [("insight", one.evidence) for one in case.insights] + [("action", one.evidence) for one in case.actions]
    for number, (kind, evidence) in enumerate(items):
        if not evidence or any(piece not in body for piece in evidence):
            yield f"{kind} {number}: its evidence does not stand in the note"

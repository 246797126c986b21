"""The attack suite: planted instructions, small cohorts, membership. No key, no network, no model.

Not there yet: an attacker that mutates what came close, poisoning that is written as text, re-identification of a
mentor among n, ConfAIde tier 4, PrivacyLens, attribute inference.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from evals.attack_cohorts import measure_cohorts
from evals.attack_injection import Trial, trials, whole_road
from evals.attack_membership import measure_membership
from evals.material import Material
from evals.results import Measured, Row, Unscored, measured
from evals.road import engine_named
from extractor.engine import Engine
from mentoring.errors import EngineFailed

OWN, PUBLIC = 84, 80
_SEED = 7
_SETS = {"BIPIA": "bipia/text_attack_train.json", "InjecAgent": "injecagent/test_cases_dh_base.jsonl"}


def measure_attack(material: Material) -> tuple[list[Measured], list[Unscored]]:
    """How often each attack gets through."""
    material.progress("attacks", 0, 3)
    engine = engine_named(material.engine)
    own, failed = injections("planted instructions", list(islice(trials((), _SEED), OWN)), engine)
    there = {name: material.data / file for name, file in _SETS.items() if material.data}
    sets = [path for path in there.values() if path.is_file()]
    public, more = _public(sets, engine)
    missing = [
        Unscored(name, f"no {file} in the folder that UPWELL_DATA names", required=False)
        for name, file in _SETS.items()
        if name not in there or not there[name].is_file()
    ]
    material.progress("attacks", 1, 3)
    cohorts = measure_cohorts()
    material.progress("attacks", 2, 3)
    return [*own, *public, *cohorts, *measure_membership()], [*failed, *more, *missing]


def _public(sets: list[Path], engine: Engine) -> tuple[list[Measured], list[Unscored]]:
    if not sets:
        return [], []
    names = {path.parent.name for path in sets}
    drawn = (one for one in trials(sets, _SEED) if one.source in names)
    return injections("planted instructions of public sets", list(islice(drawn, PUBLIC)), engine)


def injections(name: str, tried: list[Trial], engine: Engine) -> tuple[list[Measured], list[Unscored]]:
    """Trials in whose result the planted text shows, in all and by the note's style and the instruction's source."""
    rows: dict[str, list[Row]] = {name: []}
    failed = []
    for at, trial in enumerate(tried):
        case = f"{trial.source} {at:03}"
        try:
            row = Row(case, whole_road(trial, engine), 1)
        except EngineFailed as problem:
            failed.append(Unscored(case, f"the engine gave up on it: {problem.code}"))
            continue
        for group in (name, f"{name}/style/{trial.style}", f"{name}/source/{trial.source}"):
            rows.setdefault(group, []).append(row)
    return [measured(group, some) for group, some in rows.items()], failed

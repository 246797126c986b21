"""The attack suite: what somebody reaches who plants orders, writes notes, compares weeks, searches or knows a style.

With the builtin engine no key and no network; the llm engine is asked where a run names it. Everything is played with
the real rules or sent down the real road.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from evals.attack_adaptive import measure_adaptive
from evals.attack_attributes import measure_attributes
from evals.attack_cohorts import measure_cohorts
from evals.attack_identity import measure_identity
from evals.attack_injection import Trial, trials, whole_road
from evals.attack_membership import measure_membership
from evals.attack_poison import measure_poison
from evals.attack_secrets import measure_secrets
from evals.material import Material
from evals.models import engine_of
from evals.results import Measured, Row, Unscored, given_up, measured
from extractor.engine import Engine
from mentoring.errors import EngineFailed

OWN, PUBLIC = 84, 80
_SEED = 7
_SETS = {"BIPIA": "bipia/text_attack_train.json", "InjecAgent": "injecagent/test_cases_dh_base.jsonl"}
Found = tuple[list[Measured], list[Unscored]]


def measure_attack(material: Material) -> Found:
    """How often each attack gets through; only made-up notes and public sets are sent to a model."""
    with engine_of(material.engine, material.settings) as asked:
        return _played(material, asked.engine)


def _played(material: Material, engine: Engine) -> Found:
    sizes = material.system.get("adaptive") or {}
    played: tuple[Callable[[], Found], ...] = (
        lambda: injections("planted instructions", list(islice(trials((), _SEED), OWN)), engine),
        lambda: _public(material.data, engine),
        lambda: measure_adaptive(engine, **{name: int(size) for name, size in sizes.items()}),
        lambda: (measure_poison(), []),
        lambda: measure_identity(material.journey.travelled),
        lambda: (measure_cohorts(), []),
        lambda: (measure_membership(), []),
        lambda: measure_secrets(material.data, engine),
        lambda: (measure_attributes(engine), []),
    )
    figures, unscored = [], []
    for number, play in enumerate(played):
        material.progress("attacks", number, len(played))
        found, missing = play()
        figures += found
        unscored += missing
    return figures, unscored


def _public(data: Path | None, engine: Engine) -> Found:
    there = {name: data / file for name, file in _SETS.items() if data and (data / file).is_file()}
    missing = [
        Unscored(name, f"no {file} in the folder that UPWELL_DATA names", required=False)
        for name, file in _SETS.items()
        if name not in there
    ]
    if not there:
        return [], missing
    sets = list(there.values())
    names = {path.parent.name for path in sets}
    drawn = (one for one in trials(sets, _SEED) if one.source in names)
    found, failed = injections("planted instructions of public sets", list(islice(drawn, PUBLIC)), engine)
    return found, [*failed, *missing]


def injections(name: str, tried: list[Trial], engine: Engine) -> Found:
    """Trials in whose result the planted text shows, in all and by the note's style and the instruction's source."""
    rows: dict[str, list[Row]] = {name: []}
    failed = []
    for at, trial in enumerate(tried):
        case = f"{trial.source} {at:03}"
        try:
            row = Row(case, whole_road(trial, engine), 1)
        except EngineFailed as problem:
            failed.append(given_up(case, problem))
            continue
        for group in (name, f"{name}/style/{trial.style}", f"{name}/source/{trial.source}"):
            rows.setdefault(group, []).append(row)
    return [measured(group, some) for group, some in rows.items()], failed

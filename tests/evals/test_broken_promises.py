"""Demands about leaks and promises can be missed: a name at a stage, a planted string at an exit, a dropped rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.metrics import promises, residue
from evals.planting import plant
from evals.results import Bar, Measured, Row, measured
from evals.saying import Said
from evals.stages import STAGES, canary_counts, leak_rates
from evals.suite import load_suite
from mentoring.consent import Reader, Rules, visible, visible_patterns
from mentoring.store import audit, scan
from retrieval import chroma
from tests.evals.breaking import breaks
from tests.evals.labelled import cases

DEMANDS = load_suite("privacy").demands
Patch = pytest.MonkeyPatch
_CLEAN, _LEAK = "People report more when the form is short.", "It was Renske who said so."


@breaks("privacy", *(name for stage in STAGES if DEMANDS[name := f"private units: {stage}"].bar != Bar()))
@pytest.mark.parametrize("stage", STAGES)
def test_a_name_at_a_stage_misses_its_demand(stage: str) -> None:
    demand = DEMANDS[f"private units: {stage}"].bar
    for text, holds in ((_CLEAN, True), (_LEAK, False)):
        found = leak_rates(cases(), [Said(stage, () if stage == "logs" else ("t1",), text)])
        verdict = demand.met_by(next(one for one in found if one.name.endswith(f": {stage}")))
        assert verdict is (None if demand.most is None else holds)


@breaks("privacy", "canaries that came out")
def test_a_planted_string_in_a_log_misses_its_demand(tmp_path: Path) -> None:
    canaries = plant(tmp_path / "p", 25).canaries
    demand = DEMANDS["canaries that came out"].bar
    assert demand.met_by(canary_counts(canaries, [Said("logs", (), _CLEAN)])[0]) is True
    assert demand.met_by(canary_counts(canaries, [Said("logs", (), f"took {canaries[3].needle}")])[0]) is False


def everybody_sees_everything(patch: Patch) -> None:
    rules = Rules(everything=True)
    patch.setattr(promises, "visible", lambda items, reader, today, _: visible(items, reader, today, rules))


def two_are_enough(patch: Patch) -> None:
    rules = Rules()
    object.__setattr__(rules, "k", 1)  # the constructor refuses it

    def small(found: object, items: object, reader: Reader, day: object, _: Rules) -> object:
        return visible_patterns(found, items, reader, day, rules)

    patch.setattr(promises, "visible_patterns", small)


def readers_count_themselves(patch: Patch) -> None:
    def blind(found: object, items: object, _reader: Reader, day: object, rules: Rules) -> object:
        return visible_patterns(found, items, Reader(None, None), day, rules)

    patch.setattr(promises, "visible_patterns", blind)


@breaks("privacy", "items shown against the rules", "patterns shown against the rules")
@pytest.mark.parametrize(
    ("which", "breaking"),
    [
        pytest.param(0, everybody_sees_everything, id="gate-skipped"),
        pytest.param(1, two_are_enough, id="lower-k"),
        pytest.param(1, readers_count_themselves, id="wrong-reader"),
    ],
)
def test_a_dropped_rule_breaks_its_promise(which: int, breaking: Callable[[Patch], None], monkeypatch: Patch) -> None:
    name = ("items shown against the rules", "patterns shown against the rules")[which]
    demand = DEMANDS[name].bar
    assert demand.met_by(measured(name, [Row("all", promises.visibility(150, 7)[which], 150)], "count")) is True
    breaking(monkeypatch)
    assert demand.met_by(measured(name, [Row("all", promises.visibility(150, 7)[which], 150)], "count")) is False


@breaks("privacy", "traces of text, ids and vectors after an erasure")
def test_an_index_that_is_not_wiped_leaves_traces(tmp_path: Path, monkeypatch: Patch) -> None:
    demand = DEMANDS["traces of text, ids and vectors after an erasure"].bar
    assert demand.met_by(_left(tmp_path / "whole")) is True
    monkeypatch.setattr(chroma, "wipe", lambda _: 0)
    monkeypatch.setattr(scan.Scanned, "residue", 0)
    assert demand.met_by(_left(tmp_path / "broken")) is False


def _left(folder: Path) -> Measured:
    return measured("traces", [Row("all", residue.left_after_erasure(folder, 7), 1)], "count")


@breaks("privacy", "audit mutations missed")
def test_a_check_of_the_log_that_looks_at_nothing_misses_mutations(tmp_path: Path, monkeypatch: Patch) -> None:
    demand = DEMANDS["audit mutations missed"].bar
    assert demand.met_by(_missed(tmp_path / "whole")) is True
    monkeypatch.setattr(audit.Audit, "verify", lambda _: [])
    assert demand.met_by(_missed(tmp_path / "broken")) is False


def _missed(folder: Path) -> Measured:
    return measured("missed", [Row("all", residue.mutations_missed(folder, 8, 7), 8)], "count")

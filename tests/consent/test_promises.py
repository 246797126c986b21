"""The figures of the privacy suite would tell of a broken promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.metrics import promises, residue
from mentoring.consent import visibility
from mentoring.store.audit import Audit
from mentoring.store.erasure import Erasure


def test_nothing_is_shown_against_the_rules() -> None:
    assert promises.visibility(300, seed=3) == (0, 0)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        pytest.param("reach", lambda *_: "organisation", id="everything reaches everybody"),
        pytest.param("_window_over", lambda *_: True, id="no preview"),
        pytest.param("relation", lambda *_: "lead", id="everybody is a lead"),
    ],
)
def test_a_broken_rule_is_counted(monkeypatch: pytest.MonkeyPatch, rule: str, broken: object) -> None:
    monkeypatch.setattr(visibility, rule, broken)
    assert promises.visibility(300, seed=3)[0] > 0


def test_a_pattern_of_few_people_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from mentoring.consent import patterns, support

    monkeypatch.setattr(patterns, "publish", lambda members, *_: support.Published(members, 3) if members else None)
    assert promises.visibility(300, seed=3)[1] > 0


def test_no_mutation_of_the_audit_log_is_missed_and_a_blind_check_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert residue.mutations_missed(tmp_path / "a", 15, seed=3) == 0
    monkeypatch.setattr(Audit, "verify", lambda _: [])
    assert residue.mutations_missed(tmp_path / "b", 5, seed=3) == 5


def test_nothing_is_left_and_an_erasure_that_leaves_the_index_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert residue.left_after_erasure(tmp_path / "a", seed=3) == 0
    monkeypatch.setattr(Erasure, "_finish", lambda _, plan: plan.receipt)
    assert residue.left_after_erasure(tmp_path / "b", seed=3) > 0

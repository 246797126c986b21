"""Commands typed for the suite leave the command they are typed for as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import typed
from evals.planting import LAST_DAY
from evals.scratch import settings_of
from service.cli.run import GLOBALS


def test_the_figures_are_kept_by_whoever_typed_the_suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GLOBALS, "as_person", "lead")
    settings = settings_of(tmp_path, LAST_DAY)
    settings.home.mkdir(parents=True, exist_ok=True)
    said = typed._run(settings, ["--as", "nobody", "facets"])
    assert "Nobody on the roster" in said  # it was typed as that person
    assert GLOBALS.as_person == "lead"

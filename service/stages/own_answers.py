"""What one of a pair answered in surveys, read by herself alone, and which one is open to her now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from mentoring.programme.surveys import ASKED
from mentoring.programme.waves import open_wave
from mentoring.records import Caller
from mentoring.redaction.render import humanise
from service.stages.pairing import Place
from service.wiring import App

NOTHING: dict[str, Any] = {"open": None, "questions": {}, "mine": []}
"""What a lead reads of it."""


def survey(app: App, caller: Caller, here: Place, held: Collection[date]) -> dict[str, Any]:
    """The open wave and her own answers of every wave, comments as they are kept: redacted."""
    if here.met == "lead":
        return NOTHING
    ref, terms = app.ref(caller), here.pair.charter
    return {
        "open": open_wave(here.pair.began(min(held, default=None)), terms.ends, app.today),
        "questions": dict(ASKED),
        "mine": [
            {"wave": one.wave, "day": one.day.isoformat(), "scores": dict(one.scores),
             "comment": humanise(one.comment) if one.comment else ""}
            for one in app.store.answered.surveys()
            if one.place == (*here.pair.key, here.met) and one.person_ref == ref
        ],
    }  # fmt: skip

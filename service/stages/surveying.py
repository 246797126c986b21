"""Her own answers to a survey: given in the wave that is open, changed, taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.programme.surveys import LEAST, MOST, QUESTIONS, Answers
from mentoring.records import Caller
from mentoring.redaction.render import humanise
from service.programme_requests import SurveyRow
from service.stages import answering, own_answers, pair_pages, pairing
from service.survey_requests import AnswerSurvey, TakeSurveyBack
from service.wiring import App

LONGEST = 1000
"""Characters of a comment."""


def answer(app: App, caller: Caller, request: AnswerSurvey) -> dict[str, Any]:
    """Keep them under her own key, with her consent of today; the comment is redacted before anything is kept."""
    here = pairing.place(app, caller, request.program, request.pair)
    if here.met == "lead":
        raise NotAllowed("Only the two of a pair answer a survey.")
    held = pair_pages.rhythms(app, [here])[here.pair.key].held
    wave = own_answers.survey(app, caller, here, held)["open"]
    if wave is None or request.wave not in (None, wave):
        raise BadInput("That survey is not open to you now: reload the page to see which one is.", code="wave")
    _check(request)
    row = SurveyRow(
        *here.pair.key, here.met, wave, app.today.isoformat(), request.scores, request.comment.strip()[:LONGEST]
    )  # fmt: skip
    with app.store.transaction():
        made = answering.bring_own(app, row)
        app.store.audit.append("survey", actor_ref=app.ref(caller), at=app.now())
    return {
        "wave": wave, "day": row.day, "scores": dict(made.scores),
        "comment": humanise(made.comment) if made.comment else "",
        "comment_withheld": bool(row.comment) and not made.comment,
    }  # fmt: skip


def take_back(app: App, caller: Caller, request: TakeSurveyBack) -> dict[str, Any]:
    """Hers go also when the wave is over, and when the other one's consent ended: they are her own."""
    ref, now = app.ref(caller), app.now()
    here = (request.program, request.pair, ref, request.wave)
    one = next((one for one in app.store.answered.surveys() if _named(one) == here), None)
    if one is None:
        raise NotFound("You have no answers in that survey.")
    with app.store.transaction():
        app.store.answered.take_back(replace(one, day=app.today), now)
        app.store.audit.append("survey-back", actor_ref=ref, at=now)
    return {"wave": one.wave, "taken_back": True}


def _named(one: Answers) -> tuple[str, str, str, str]:
    return one.program, one.pair, one.person_ref, one.wave


def _check(request: AnswerSurvey) -> None:
    if not all(name in QUESTIONS and LEAST <= score <= MOST for name, score in request.scores):
        raise BadInput(f"Answer {', '.join(QUESTIONS)}, each with a number from {LEAST} to {MOST}.")
    if not request.scores:
        raise BadInput("Answer one question at least.")

"""Commands of surveys under `upwell programme surveys`: answers of many brought in, one's own given and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentoring.programme.surveys import QUESTIONS
from service import programme_requests
from service import survey_requests as asked
from service.cli import show_programme
from service.cli.options import Json
from service.cli.pairs import Pair, Program, programme
from service.cli.run import answer, sentences, show

surveys = typer.Typer(help="Answers at the beginning, in the middle and at the end.", no_args_is_help=True)
Score = Annotated[int | None, typer.Option(min=1, max=5, help="1 not at all, 5 wholly.")]


def add_to(_: typer.Typer) -> None:
    """Register this module's commands."""
    programme.add_typer(surveys, name="surveys")


@surveys.command("import")
def import_surveys(
    file: Annotated[Path, typer.Argument(help="CSV or Excel: program, pair, role, wave, date, questions, comment.")],
    as_json: Json = False,
) -> None:
    """Bring answers in; each needs its own person's consent, comments are redacted like a note."""
    with sentences(as_json):
        from service.intake.files import read
        from service.intake.survey_forms import read_surveys

        rows = read_surveys(read(file).raw, file.name)
        show(answer(programme_requests.ImportSurveys(rows)), as_json, show_programme.surveys_taken)


@surveys.command("answer")
def answer_survey(
    pair: Pair,
    program: Program,
    learning: Score = None,
    trust: Score = None,
    usefulness: Score = None,
    confidence: Score = None,
    comment: Annotated[str, typer.Option(help="A word more; it is redacted like a note.")] = "",
    as_json: Json = False,
) -> None:
    """Answer the survey that is open to you, or change your answers; act as one of the two with `upwell --as`."""
    with sentences(as_json):
        said = zip(QUESTIONS, (learning, trust, usefulness, confidence), strict=True)
        scores = tuple((name, score) for name, score in said if score is not None)
        show(answer(asked.AnswerSurvey(program, pair, scores, comment)), as_json, show_programme.counts)


@surveys.command("back")
def take_back(
    pair: Pair,
    wave: Annotated[str, typer.Argument(metavar="WAVE", help="initial, mid or post.")],
    program: Program,
    as_json: Json = False,
) -> None:
    """Take your own answers of one survey back."""
    with sentences(as_json):
        show(answer(asked.TakeSurveyBack(program, pair, wave)), as_json, show_programme.counts)

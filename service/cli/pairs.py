"""Commands of pairs under `upwell programme`: who is with whom, charter, goals, what bears on them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service import programme_requests as asked
from service.cli import show_programme
from service.cli.options import Json
from service.cli.run import answer, sentences, show

programme = typer.Typer(help="The programme around its sessions: pairs, goals, rhythm, surveys.", no_args_is_help=True)
goals = typer.Typer(help="What pairs want to reach.", no_args_is_help=True)
Program = Annotated[str, typer.Option("--program", help="The programme.")]
Pair = Annotated[str, typer.Argument(help="The pair.")]
GoalId = Annotated[str, typer.Argument(metavar="GOAL_ID", help="As `upwell programme pairs` names it.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(programme, name="programme")
    programme.add_typer(goals, name="goals")


@programme.command("pairs")
def pairs(
    program: Annotated[str | None, typer.Option("--program", help="Only this programme.")] = None, as_json: Json = False
) -> None:
    """Pairs you belong to or lead, with charter, goals, sessions held and missed."""
    with sentences(as_json):
        show(answer(asked.ShowPairs(program)), as_json, show_programme.pairs)


@programme.command()
def charter(  # noqa: PLR0913, PLR0917 - one option a field
    pair: Pair,
    program: Program,
    project: Annotated[str | None, typer.Option(help="What they work on together.")] = None,
    rules: Annotated[str | None, typer.Option("--rules", help="Ground rules.")] = None,
    why: Annotated[str | None, typer.Option("--why", help="Why these two; told to both.")] = None,
    starts: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    ends: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.")] = None,
    every: Annotated[int | None, typer.Option("--every", help="Days from one session to the next.")] = None,
    as_json: Json = False,
) -> None:
    """Write down what a pair agreed on; what you leave out stays as it is."""
    with sentences(as_json):
        request = asked.SetCharter(program, pair, project, rules, why, starts, ends, every)
        show(answer(request), as_json, show_programme.charter)


@goals.command("import")
def import_goals(
    file: Annotated[Path, typer.Argument(help="CSV: program, pair, goal, baseline, target, measure, status.")],
    as_json: Json = False,
) -> None:
    """Bring goals of many pairs in; one that is refused keeps no other out."""
    with sentences(as_json):
        from service.intake.files import read
        from service.intake.goals import read_goal_rows

        rows = read_goal_rows(read(file).raw, file.name)
        show(answer(asked.ImportGoals(rows)), as_json, show_programme.goals_taken)


@goals.command("set")
def set_goal(  # noqa: PLR0913, PLR0917 - one option a field
    pair: Pair,
    goal: Annotated[str, typer.Argument(help="What the pair wants to reach.")],
    program: Program,
    baseline: Annotated[str, typer.Option(help="How it is now.")] = "",
    target: Annotated[str, typer.Option(help="How it shall be.")] = "",
    measure: Annotated[str, typer.Option(help="How both see that it is reached.")] = "",
    status: Annotated[str, typer.Option(help="not started, in progress, achieved, at risk, missed, dropped.")] = (
        "not started"
    ),
    goal_id: Annotated[str | None, typer.Option("--id", help="Change this goal.")] = None,
    as_json: Json = False,
) -> None:
    """Set a goal, or change one; the same words again are the same goal."""
    with sentences(as_json):
        row = asked.GoalRow(program, pair, goal, baseline, target, measure, status)
        show(answer(asked.SetGoal(row, goal_id)), as_json, show_programme.goal)


@goals.command("drop")
def drop_goal(pair: Pair, goal_id: GoalId, program: Program, as_json: Json = False) -> None:
    """Take a goal away."""
    with sentences(as_json):
        show(answer(asked.DropGoal(program, pair, goal_id)), as_json, show_programme.counts)


@goals.command("near")
def near(pair: Pair, program: Program, as_json: Json = False) -> None:
    """What of your pair's sessions may bear on its goals; act as one of the two with `upwell --as`."""
    with sentences(as_json):
        show(answer(asked.NearGoals(program, pair)), as_json, show_programme.near)


@goals.command("tie")
def tie(
    pair: Pair,
    goal_id: GoalId,
    item: Annotated[str, typer.Argument(help="An insight's or action's id.")],
    program: Program,
    fits: Annotated[bool, typer.Option("--fits/--does-not", help="Whether it bears on the goal.")] = True,
    as_json: Json = False,
) -> None:
    """Say that an insight or action of your pair bears on a goal, or does not."""
    with sentences(as_json):
        show(answer(asked.TieItem(program, pair, goal_id, item, fits)), as_json, show_programme.counts)

"""Commands about work that several processes share: worker, runs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service import work_requests as requests
from service.cli.options import Json
from service.cli.run import answer, sentences, show
from service.cli.show_text import line

runs = typer.Typer(help="Runs of extraction: how far they are, cancel, retry.", invoke_without_command=True)


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(worker)
    app.add_typer(runs, name="runs")


def worker(
    once: Annotated[bool, typer.Option("--once", help="End when nothing is left to do.")] = False,
    as_json: Json = False,
) -> None:
    """Take notes of queued runs and extract them: one of several on PostgreSQL, the only one on SQLite."""
    with sentences(as_json):
        from service.settings import load

        settings = load()
        if not settings.database_url:
            show(answer(requests.WorkOff(), settings), as_json, lambda found: _shown(found["runs"]))
            return
        from service import home
        from service.stages import working
        from service.wiring import opened

        home.prepare(settings.home)
        with opened(settings, owner=False) as app:
            working.serve(app, wait=not once)
            show(working.runs(app), as_json, _shown)


@runs.callback()
def list_runs(context: typer.Context, as_json: Json = False) -> None:
    """Every run: notes done, being worked on, waiting, parked and why."""
    if context.invoked_subcommand is None:
        with sentences(as_json):
            show(answer(requests.Runs()), as_json, _shown)


@runs.command()
def cancel(run: str, as_json: Json = False) -> None:
    """End a run: what is done stays, the rest is neither begun nor kept."""
    with sentences(as_json):
        show(answer(requests.CancelRun(run)), as_json, lambda found: _shown([found]))


@runs.command()
def retry(run: str, as_json: Json = False) -> None:
    """Begin a run's parked notes again."""
    with sentences(as_json):
        show(answer(requests.RetryRun(run)), as_json, lambda found: _shown([found]))


def _shown(found: list[dict[str, Any]]) -> None:
    if not found:
        line("No run yet: `upwell extract --queue` makes one.")
    for run in found:
        line(
            f"{run['id']}  {run['state']}, {run['engine']} engine: {run['done']} of {run['notes']} notes done, "
            f"{run['running']} in work, {run['waiting']} waiting, {len(run['parked'])} parked"
        )
        for one in run["parked"]:
            line(f"  parked: {one['note_id']} ({one['reason']})")

"""Commands that show with numbers what holds: evals."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import show_text
from service.cli.programme import Json
from service.cli.run import progress_bar, sentences, show

evals = typer.Typer(help="Suites that measure privacy and quality and can fail.", no_args_is_help=True)
Cases = Annotated[Path | None, typer.Option(help="Notes and gold in the format of the packaged cases.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(evals, name="evals")


def _runner() -> Any:
    # The layers point down: the service may not import evals, so the command names it at run time.
    return importlib.import_module("evals.runner")


@evals.command("run")
def run(
    suites: Annotated[list[str], typer.Argument(help="privacy, quality ...")],
    cases: Cases = None,
    out: Annotated[Path | None, typer.Option(help="Directory for the full result as JSON.")] = None,
    as_json: Json = False,
) -> None:
    """Run suites; exit 1 when a threshold is missed, 3 when a case could not be scored."""
    with sentences(as_json):
        with progress_bar() as progress:
            result = _runner().run_suites(suites, cases, out, progress)
        show(result, as_json, show_text.metrics)
        documents = result if isinstance(result, list) else [result]
        if any(metric["pass"] is False for suite in documents for metric in suite["metrics"]):
            raise typer.Exit(1)
        if any(suite["unscored"] for suite in documents):
            raise typer.Exit(3)


@evals.command("list")
def list_suites(as_json: Json = False) -> None:
    """The suites there are, with their metrics and thresholds."""
    with sentences(as_json):
        show(_runner().list_suites(), as_json, show_text.suites)

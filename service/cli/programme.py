"""Commands that take things in and draw something from them: ingest, redact, extract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentoring.errors import BadInput
from service import requests, work_requests
from service.cli import show_text
from service.cli.ingest import ingest
from service.cli.options import Json, Program
from service.cli.run import answer, sentences, show

__all__ = ["Json", "Program", "add_to"]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(ingest)
    app.command()(redact)
    app.command()(extract)


def redact(
    files: Annotated[list[Path], typer.Argument(help="Note files.")],
    plain: Annotated[
        bool, typer.Option("--plain", help="The whole file is the body; no participants are known.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what redaction makes of files. Stores nothing, needs no consent."""
    with sentences(as_json):
        from service.redacting import redact_files

        show(redact_files(files, plain=plain), as_json, show_text.redact)


def extract(
    engine: Annotated[str | None, typer.Option(help="builtin or llm.")] = None,
    note: Annotated[list[str] | None, typer.Option(help="Only these notes.")] = None,
    questions: Annotated[str | None, typer.Option(help="llm: steps (small model) or whole (capable one).")] = None,
    max_cost: Annotated[
        float | None, typer.Option(help="llm: stop asking before the run costs more; needs a price.", min=0)
    ] = None,
    concurrency: Annotated[int | None, typer.Option(help="llm: notes asked about at a time.", min=1, max=64)] = None,
    queue: Annotated[bool, typer.Option("--queue", help="Leave it to `upwell worker`; see `upwell runs`.")] = False,
    as_json: Json = False,
) -> None:
    """Find insights and action items, each with its exact words."""
    with sentences(as_json):
        if queue:
            _queue(engine, note or [], as_json, alone=questions is None and max_cost is None and concurrency is None)
            return
        request = requests.Extract(engine, tuple(note or ()), questions, max_cost, concurrency)
        result = answer(request)
        show(result, as_json, show_text.extract)
        if any("taken_by" not in failure for failure in result["failures"]):
            raise typer.Exit(3)


def _queue(engine: str | None, note: list[str], as_json: bool, *, alone: bool) -> None:  # noqa: FBT001 - one of two forms
    if not alone:
        raise BadInput("Workers take --questions, --max-cost and --concurrency from their settings: leave them out.")
    found = answer(work_requests.QueueExtraction(engine, tuple(note)))
    show(found, as_json, lambda made: show_text.line(f"{made['run']}: {made['notes']} notes wait for `upwell worker`"))

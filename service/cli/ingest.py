"""`upwell ingest`: once, once with questions, or whenever a folder changes."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from mentoring.errors import BadInput
from service import requests
from service.cli import show_text
from service.cli.options import Json, Paths, Program
from service.cli.run import answer, sentences, show

EVERY = 2.0
"""Seconds between two looks at a watched folder."""


def ingest(  # noqa: PLR0913, PLR0917 - the command's options are the user's
    paths: Paths,
    consents: Annotated[Path | None, typer.Option(help="Consents to record first (JSON or CSV).")] = None,
    program: Program = None,
    pair: Annotated[str | None, typer.Option(help="Pair, for files that do not name one.")] = None,
    date: Annotated[str | None, typer.Option(help="Session date, YYYY-MM-DD.")] = None,
    mentor: Annotated[str | None, typer.Option(help="The mentor's name.")] = None,
    mentee: Annotated[str | None, typer.Option(help="The mentee's name.")] = None,
    mapping: Annotated[Path | None, typer.Option(help="Which file is of which session (CSV, YAML, JSON).")] = None,
    interactive: Annotated[bool, typer.Option("--interactive", help="Ask what files leave open.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on taking what is new or changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; keep nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Take in notes whose two participants consented; refuse the rest without keeping a word of them."""
    with sentences(as_json):
        new = interactive and mapping is not None and not mapping.exists()
        request = requests.Ingest(
            paths=tuple(str(path.absolute()) for path in paths),
            consents=str(consents.absolute()) if consents else None,
            program=program, pair=pair, session_date=date, mentor=mentor, mentee=mentee,
            mapping=str(mapping.absolute()) if mapping and not new else None, dry_run=dry_run,
        )  # fmt: skip
        if watch:
            if as_json or interactive or dry_run:
                raise BadInput("--watch goes on: leave out --json, --interactive and --dry-run.")
            keep_taking(request)
            return
        result = _asked(request, mapping) if interactive else answer(request)
        show(result, as_json, show_text.ingest)
        if any(refused["code"] != "consent" for refused in result["refused"]):
            raise typer.Exit(2)


def _asked(request: requests.Ingest, mapping: Path | None) -> dict[str, Any]:
    """Take what can be taken, ask about the rest, take that too; answers go into a CSV mapping, if one is named."""
    from service.cli.asking import ask_all, keep, together

    result: dict[str, Any] = answer(request)
    rows = ask_all(result["needs"]) if result["needs"] else []
    if not rows:
        return result
    if mapping is not None and mapping.suffix.lower() == ".csv":
        keep(rows, mapping)
    return together(result, answer(dataclasses.replace(request, answers=tuple(rows))))


def keep_taking(request: requests.Ingest, rounds: int | None = None) -> None:
    """Look at the folders again and again, until interrupted, and take what is new or changed."""
    from service.intake.watching import Watch

    also = [Path(one) for one in (request.consents, request.mapping) if one]
    watch = Watch([Path(path) for path in request.paths], also)
    typer.echo("Watching; Ctrl+C ends it.", err=True)
    try:
        while rounds is None or (rounds := rounds - 1) >= 0:
            if due := watch.due():
                show_text.ingest(answer(dataclasses.replace(request, paths=tuple(str(path) for path in due))))
            time.sleep(EVERY)
    except KeyboardInterrupt:
        typer.echo("Stopped; what was taken is kept.", err=True)

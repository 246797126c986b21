"""Commands that take things in and draw something from them: ingest, redact, extract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service import requests
from service.cli import show_text
from service.cli.run import answer, sentences, show

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Program = Annotated[str | None, typer.Option("--program", help="Programme, for files that do not name one.")]
Paths = Annotated[list[Path], typer.Argument(help="Files, or directories searched for notes.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(ingest)
    app.command()(redact)
    app.command()(extract)


def ingest(
    paths: Paths,
    consents: Annotated[Path | None, typer.Option(help="Consents to record first (JSON or CSV).")] = None,
    program: Program = None,
    pair: Annotated[str | None, typer.Option(help="Pair, for files that do not name one.")] = None,
    date: Annotated[str | None, typer.Option(help="Session date, YYYY-MM-DD.")] = None,
    mentor: Annotated[str | None, typer.Option(help="The mentor's name.")] = None,
    mentee: Annotated[str | None, typer.Option(help="The mentee's name.")] = None,
    as_json: Json = False,
) -> None:
    """Take in notes whose two participants consented; refuse the rest without keeping a word of them."""
    with sentences(as_json):
        request = requests.Ingest(
            paths=tuple(str(path.absolute()) for path in paths),
            consents=str(consents.absolute()) if consents else None,
            program=program, pair=pair, session_date=date, mentor=mentor, mentee=mentee,
        )  # fmt: skip
        result = answer(request)
        show(result, as_json, show_text.ingest)
        if any(refused["code"] != "consent" for refused in result["refused"]):
            raise typer.Exit(2)


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
    as_json: Json = False,
) -> None:
    """Find insights and action items, each with its exact words."""
    with sentences(as_json):
        request = requests.Extract(engine, tuple(note or ()), questions, max_cost, concurrency)
        result = answer(request)
        show(result, as_json, show_text.extract)
        if any("taken_by" not in failure for failure in result["failures"]):
            raise typer.Exit(3)

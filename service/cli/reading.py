"""Commands that hand something out: digest, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from mentoring.errors import BadInput
from service import requests
from service.cli import show_text
from service.cli.files import giving
from service.cli.programme import Json
from service.cli.run import answer, sentences, show

export = typer.Typer(help="Hand out notes, insights, actions or patterns.", no_args_is_help=True)
Level = Annotated[str | None, typer.Option("--level", help="programme, organisation, or all in an evaluation home.")]

Csv = Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(digest)
    app.add_typer(export, name="export")


def digest(
    week: Annotated[str, typer.Option(help="ISO week, as in 2026-W24.")],
    reader: Annotated[str | None, typer.Option("--for", metavar="PERSON_ID", help="One executive's view.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="md, html, json, pdf, docx, pptx, eml or ics.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write it there; a withdrawal wipes such a file.")] = None,
    post: Annotated[bool, typer.Option("--post", help="Send it to the configured Slack or Teams channel.")] = False,
    as_json: Json = False,
) -> None:
    """One week: insights, actions, patterns, what became of last week's, what was held back."""
    with sentences(as_json):
        if post:
            if reader or form or out:
                raise BadInput("--post sends the organisation's digest: give no --for, --format or --out with it.")
            show(answer(requests.PostDigest(week)), as_json, show_text.counts)
            return
        chosen = "json" if as_json else form or "md"
        file = str(out.absolute()) if out else None
        with giving(out) as write:
            write(_made(chosen, answer(requests.HandOutDigest(week, chosen, reader, file=file)), out))


def _made(form: str, result: dict[str, Any], out: Path | None) -> bytes:
    """The digest in its format; a terminal gets no binary."""
    from service.render.forms import FORMS
    from service.stages.handing_out import envelope_of

    if out is None and FORMS[form].binary and sys.stdout.isatty():
        raise BadInput(f"A {form} is no text for a terminal: name a file with --out.")
    made = FORMS[form].make(result["digest"], envelope_of(result["envelope"]))
    return made + b"\n" if out is None and form == "json" else made


def _export(what: str, level: str | None, as_json: bool, as_csv: bool = False) -> None:  # noqa: FBT001 - passed through
    with sentences(as_json):
        if as_csv and as_json:
            raise BadInput("--csv and --json ask for two forms: give one of them.", code="usage")
        if as_csv:
            from service.render.table import as_csv as table

            sys.stdout.write(table(answer(requests.Export(what, level))))
        else:
            show(answer(requests.Export(what, level)), as_json, show_text.rows)


@export.command()
def notes(as_json: Json = False) -> None:
    """Redacted text of the notes whose participants let their words be quoted."""
    _export("notes", None, as_json)


@export.command()
def insights(level: Level = None, as_json: Json = False, as_csv: Csv = False) -> None:
    """Insights the caller may see, with their words where both participants allow quoting."""
    _export("insights", level, as_json, as_csv)


@export.command()
def actions(level: Level = None, as_json: Json = False, as_csv: Csv = False) -> None:
    """Action items the caller may see."""
    _export("actions", level, as_json, as_csv)


@export.command()
def patterns(as_json: Json = False, as_csv: Csv = False) -> None:
    """Insights that several pairs share, where enough pairs stand behind them."""
    _export("patterns", None, as_json, as_csv)

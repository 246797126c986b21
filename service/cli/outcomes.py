"""`upwell programme outcomes import`: who stayed and was promoted, counted before anything leaves this command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.options import Json
from service.cli.pairs import programme
from service.cli.run import answer, sentences, show
from service.cli.show_text import line
from service.outcome_requests import ImportOutcomes

outcomes = typer.Typer(help="Who stayed and was promoted, beside others.", no_args_is_help=True)


def add_to(_: typer.Typer) -> None:
    """Register this module's command."""
    programme.add_typer(outcomes, name="outcomes")


@outcomes.callback()
def about() -> None:
    """Who stayed and was promoted, beside others."""


@outcomes.command("import")
def import_outcomes(
    file: Annotated[
        Path, typer.Argument(help="CSV or Excel: program, group, stayed, promoted; department, n if you have them.")
    ],
    as_json: Json = False,
) -> None:
    """Bring counts of participants and of a comparison group in; rows of persons are counted and forgotten."""
    with sentences(as_json):
        from service.intake.files import read
        from service.intake.formats.tables import rows_of
        from service.intake.outcome_tables import outcome_counts

        counts = outcome_counts(rows_of(read(file).raw, file.name), file.name)
        show(answer(ImportOutcomes(counts)), as_json, _taken)


def _taken(result: dict[str, Any]) -> None:
    for one in result["taken"]:
        outside = f"; {one['outside']} left out, of departments without the other group" if one["outside"] else ""
        line(f"{one['program']}: {one['participant']} participants beside {one['comparison']} others{outside}")
    for one in result["refused"]:
        line(f"{one['pair']}: {one['reason']}")

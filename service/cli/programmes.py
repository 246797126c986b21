"""Commands of the programme as a whole: sessions held, pulses, the page and the quarterly report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service import programme_requests as asked
from service.cli import show_programme
from service.cli.files import giving
from service.cli.options import Json
from service.cli.pairs import Pair, Program, programme
from service.cli.run import answer, sentences, show

Day = Annotated[str, typer.Argument(metavar="DATE", help="The day of the session, YYYY-MM-DD.")]


def add_to(_: typer.Typer) -> None:
    """This module's commands stand under `upwell programme`, which service/cli/pairs.py registers."""


@programme.command("held")
def held(
    pair: Pair,
    day: Day,
    program: Program,
    off: Annotated[bool, typer.Option("--off", help="It was called off.")] = False,
    as_json: Json = False,
) -> None:
    """Tell of a session without a note, held or called off."""
    with sentences(as_json):
        show(answer(asked.Meet(program, pair, day, held=not off)), as_json, show_programme.counts)


@programme.command("pulse")
def pulse(
    pair: Pair,
    day: Day,
    program: Program,
    worth: Annotated[int, typer.Option(help="Was this hour worth your time? 1 to 5.")],
    open_: Annotated[int, typer.Option("--open", help="Could you say what you think? 1 to 5.")],
    as_json: Json = False,
) -> None:
    """Answer two questions after a session, for yourself alone; act as one of the two with `upwell --as`."""
    with sentences(as_json):
        show(answer(asked.Feel(program, pair, day, worth, open_)), as_json, show_programme.counts)


@programme.command("show")
def show_programme_page(as_json: Json = False) -> None:
    """Your programmes at a glance: presence by pair, figures of several people with n and interval."""
    with sentences(as_json):
        show(answer(asked.ShowProgramme()), as_json, show_programme.page)


@programme.command("report")
def report(
    quarter: Annotated[str, typer.Argument(metavar="QUARTER", help="As 2026-Q2.")],
    form: Annotated[str, typer.Option("--format", help="html, pdf, txt or json.")] = "txt",
    out: Annotated[Path | None, typer.Option(help="Where to write it; a withdrawal wipes the file.")] = None,
) -> None:
    """One quarter to be printed: figures of several people, no pair and no name."""
    with sentences(as_json=False):
        from service.render.report import REPORT_FORMS

        with giving(out) as write:
            made = answer(asked.QuarterReport(quarter, form, str(out.absolute()) if out else None))
            write(REPORT_FORMS[form][1](made))

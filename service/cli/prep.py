"""`upwell programme prep`: three questions for a pair's next session, for one of the two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service import prep_requests as asked
from service.cli.files import giving
from service.cli.options import Json
from service.cli.pairs import Pair, Program, programme
from service.cli.run import answer, sentences, show
from service.cli.show_text import line
from service.render.prep import prep_text


def add_to(_: typer.Typer) -> None:
    """This module's command stands under `upwell programme`, which service/cli/pairs.py registers."""


@programme.command("prep")
def prep(
    pair: Pair,
    program: Program,
    out: Annotated[Path | None, typer.Option(help="Write it there to print; a withdrawal wipes the file.")] = None,
    as_json: Json = False,
) -> None:
    """Three open questions for your pair's next session; act as one of the two with `upwell --as`."""
    with sentences(as_json):
        if out is None:
            show(answer(asked.ShowPrep(program, pair)), as_json, _card)
            return
        with giving(out) as write:
            write(prep_text(answer(asked.PrintPrep(program, pair, str(out.absolute())))).encode())


def _card(result: dict[str, Any]) -> None:
    for number, one in enumerate(result["questions"], start=1):
        line(f"{number}. {one['question']}")
        if one["about"]:
            line(f"   {one['about']}")
        line(f"   ({one['why']})")

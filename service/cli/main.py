"""The `upwell` command: its groups and its way of failing."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli import (
    consent,
    credit,
    finding,
    learning,
    matching,
    operations,
    outcomes,
    pairs,
    people,
    prep,
    preview,
    programme,
    programmes,
    proof,
    reading,
    redaction,
    running,
    setup,
    stories,
    surveys,
    token,
    work,
)
from service.cli.run import GLOBALS

app = typer.Typer(
    name="upwell",
    help="Consented notes of reverse-mentoring sessions -> a weekly digest that executives act on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    as_person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON_ID", help="Act as somebody else; this is audited.")
    ] = None,
) -> None:
    """Options that stand before a command's name."""
    GLOBALS.as_person = as_person


for part in (
    running,
    programme,
    people,
    consent,
    preview,
    redaction,
    finding,
    reading,
    proof,
    token,
    work,
    pairs,
    programmes,
    credit,
    stories,
    surveys,
    outcomes,
    prep,
    matching,
    learning,
    setup,
    operations,
):
    part.add_to(app)


def main() -> None:
    """Entry point of the `upwell` script."""
    app()

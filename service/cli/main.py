"""The `upwell` command: its groups and its way of failing."""

from __future__ import annotations

import sys
from typing import Annotated, cast

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
from service.cli.run import GLOBALS, mistyped

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


_MISTYPED = cast("type[Exception]", typer.BadParameter.__bases__[0])
"""Typer's own class of what was typed wrong; it gives it no public name."""


def main() -> None:
    """Entry point of the `upwell` script; what was typed wrong is told as everything else that is: in one sentence."""
    try:
        left = app(standalone_mode=False)
    except typer.Abort:
        sys.stderr.write("Stopped: nothing more was asked, nothing was done.\n")
        sys.exit(1)
    except _MISTYPED as problem:
        sys.exit(mistyped(problem, as_json="--json" in sys.argv))
    sys.exit(left if isinstance(left, int) else 0)

"""`upwell match` and what became of accepted pairs: upwell programme accepted, begin, drop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service import matching_requests as asked
from service.cli import show_matching
from service.cli.options import Json
from service.cli.pairs import Pair, Program, programme
from service.cli.run import answer, sentences, show


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(match)


def match(
    people: Annotated[
        Path,
        typer.Argument(help="CSV or Excel: id, side, offers, wishes, languages, reports_to; further interests, site, "
                            "department, time_zone, earlier_partners, name."),
    ],
    program: Program,
    hours: Annotated[float, typer.Option(help="Most hours between the two clocks.", min=0, max=12)] = 3,
    pair: Annotated[
        list[str] | None, typer.Option("--pair", metavar="MENTOR=MENTEE", help="These two together.")
    ] = None,
    swap: Annotated[
        list[str] | None, typer.Option("--swap", metavar="MENTOR=MENTOR", help="These two exchange their mentees.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Keep what is proposed until both have answered.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="MENTOR=MENTEE", help="With --accept: just these.")
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Propose pairs out of a people file, each with its reasons; nothing of the file is kept."""
    with sentences(as_json):
        from service.intake.files import read
        from service.intake.joiners import read_joiners

        rows = read_joiners(read(people).raw, people.name)
        request = asked.Match(program, rows, hours, tuple(pair or ()), tuple(swap or ()))
        if accept or only:
            show(answer(asked.AcceptMatch(request, tuple(only or ()))), as_json, show_matching.accepted)
        else:
            show(answer(request), as_json, show_matching.proposal)


@programme.command("accepted")
def waiting(
    program: Annotated[str | None, typer.Option("--program", help="Only this programme.")] = None, as_json: Json = False
) -> None:
    """Accepted pairs that wait for their two people's consent."""
    with sentences(as_json):
        show(answer(asked.Accepted(program)), as_json, show_matching.waiting)


@programme.command("begin")
def begin(pair: Pair, program: Program, as_json: Json = False) -> None:
    """Both agreed: the pair gets its charter, with why these two."""
    with sentences(as_json):
        show(answer(asked.BeginPair(program, pair)), as_json, show_matching.begun)


@programme.command("drop")
def drop(pair: Pair, program: Program, as_json: Json = False) -> None:
    """An accepted pair shall not be."""
    with sentences(as_json):
        show(answer(asked.DropMatch(program, pair)), as_json, show_matching.dropped)

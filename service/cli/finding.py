"""Commands that find what was learned before: search, facets, ask, before, silence, searches."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mentoring.errors import BadInput
from service import requests
from service import search_requests as asked
from service.cli import show_found
from service.cli.programme import Json, Program
from service.cli.run import answer, sentences, show

Pair = Annotated[str | None, typer.Option(help="Only this pair.")]
Theme = Annotated[str | None, typer.Option(help="One of the eight themes.")]
Direction = Annotated[str | None, typer.Option(help="junior_to_senior, senior_to_junior or mutual.")]
Kind = Annotated[str | None, typer.Option(help="note, insight, action, tool or method.")]
Status = Annotated[str | None, typer.Option(help="Of action items: open, done, late or missed.")]
Since = Annotated[str | None, typer.Option("--from", help="First session date, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option("--to", help="Last session date, YYYY-MM-DD.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(search)
    app.command()(facets)
    app.command()(ask)
    app.command()(before)
    app.command()(silence)
    app.add_typer(searches, name="searches")


def search(  # noqa: PLR0913, PLR0917 - one option a filter
    query: str,
    program: Program = None,
    pair: Pair = None,
    theme: Theme = None,
    direction: Direction = None,
    kind: Kind = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    k: Annotated[int, typer.Option("-k", help="Most rows.")] = 10,
    form: Annotated[str | None, typer.Option("--format", help="csv or md: hand out what was found.")] = None,
    patterns: Annotated[bool, typer.Option("--patterns", help="Find what several pairs learned alike.")] = False,
    keep: Annotated[str | None, typer.Option("--keep", metavar="NAME", help="Keep this search for yourself.")] = None,
    as_json: Json = False,
) -> None:
    """Find sessions by words or by meaning, best first."""
    with sentences(as_json):
        request = requests.Search(
            query, program, theme, kind, since, until, k, pair=pair, direction=direction, status=status
        )
        if patterns:
            show(answer(asked.FindPatterns(query, theme, k)), as_json, show_found.patterns)
            return
        if form not in (None, "csv", "md"):
            raise BadInput("What was found can be written as csv or md.")
        if keep is not None:
            answer(asked.KeepSearch(keep, request))
        if form is not None:
            from service.render.found import found_as

            sys.stdout.write(found_as(form, answer(asked.ExportFound(request))))
        else:
            show(answer(request), as_json, show_found.hits)


def facets(  # noqa: PLR0913, PLR0917 - one option a filter
    program: Program = None,
    pair: Pair = None,
    theme: Theme = None,
    direction: Direction = None,
    kind: Kind = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """What there is to search behind each filter, counted in people and in steps."""
    with sentences(as_json):
        request = requests.Facets(program, theme, kind, since, until, pair, direction, status)
        show(answer(request), as_json, show_found.facets)


def ask(
    question: str,
    engine: Annotated[str | None, typer.Option(help="builtin: the notes' own sentences; llm: the model's")] = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the notes; every sentence says where it stands."""
    with sentences(as_json):
        show(answer(requests.Ask(question, engine)), as_json, show_found.cited_answer)


def before(insight: Annotated[str, typer.Argument(metavar="INSIGHT_ID")], as_json: Json = False) -> None:
    """Was this learned before? The nearest earlier insights to one."""
    with sentences(as_json):
        show(answer(asked.LearnedBefore(insight)), as_json, show_found.near)


def silence(
    goals: Annotated[Path, typer.Argument(help="CSV with the columns program, pair and goal.")], as_json: Json = False
) -> None:
    """Goals that no insight bears on, then the others with the insight nearest to each."""
    with sentences(as_json):
        from service.intake.goals import read_goals

        show(answer(asked.Silence(read_goals(goals.read_bytes(), goals.name))), as_json, show_found.silence)


searches = typer.Typer(help="Searches you keep.", no_args_is_help=True)


@searches.command("list")
def list_searches(as_json: Json = False) -> None:
    """Your own, oldest first."""
    with sentences(as_json):
        show(answer(asked.KeptSearches()), as_json, show_found.kept)


@searches.command("run")
def run_search(search_id: str, as_json: Json = False) -> None:
    """Search again."""
    with sentences(as_json):
        kept = next((one for one in answer(asked.KeptSearches()) if one["id"] == search_id), None)
        if kept is None:
            raise BadInput("You keep no such search: see `upwell searches list`.")
        show(answer(requests.Search(**kept["search"])), as_json, show_found.hits)


@searches.command("forget")
def forget_search(search_id: str, as_json: Json = False) -> None:
    """Drop one."""
    with sentences(as_json):
        show(answer(asked.ForgetSearch(search_id)), as_json, show_found.counts)

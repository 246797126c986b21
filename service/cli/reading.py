"""Commands that hand something out: digest, search, ask, export."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mentoring.errors import BadInput
from service import requests
from service.cli import show_text
from service.cli.programme import Json, Program
from service.cli.run import answer, sentences, show

export = typer.Typer(help="Hand out notes, insights, actions or patterns.", no_args_is_help=True)
Level = Annotated[str | None, typer.Option("--level", help="programme, organisation, or all in an evaluation home.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(digest)
    app.command()(search)
    app.command()(ask)
    app.add_typer(export, name="export")


def digest(
    week: Annotated[str, typer.Option(help="ISO week, as in 2026-W24.")],
    reader: Annotated[str | None, typer.Option("--for", metavar="PERSON_ID", help="One executive's view.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="md, html or json.")] = None,
    as_json: Json = False,
) -> None:
    """One week: insights, actions, patterns, what became of last week's, what was held back."""
    with sentences(as_json):
        if form not in (None, "md", "html", "json"):
            raise BadInput(f"There is no digest format {form} yet: md, html and json can be written.")
        result = answer(requests.MakeDigest(week, reader))
        if as_json or form == "json":
            show(result, True, show_text.counts)  # noqa: FBT003 - the contract's JSON
            return
        from service.render import digest_html, digest_markdown

        sys.stdout.write(digest_html(result) if form == "html" else digest_markdown(result))


def search(
    query: str,
    program: Program = None,
    theme: Annotated[str | None, typer.Option(help="One of the eight themes.")] = None,
    kind: Annotated[str | None, typer.Option(help="note or insight.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="First session date, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last session date, YYYY-MM-DD.")] = None,
    k: Annotated[int, typer.Option("-k", help="Most rows.")] = 10,
    as_json: Json = False,
) -> None:
    """Find sessions by words or by meaning, best first."""
    with sentences(as_json):
        show(answer(requests.Search(query, program, theme, kind, since, until, k)), as_json, show_text.hits)


def ask(question: str, as_json: Json = False) -> None:
    """Answer a question from the notes; every sentence says where it stands."""
    with sentences(as_json):
        show(answer(requests.Ask(question)), as_json, show_text.cited_answer)


def _export(what: str, level: str | None, as_json: bool) -> None:  # noqa: FBT001 - passed through
    with sentences(as_json):
        show(answer(requests.Export(what, level)), as_json, show_text.rows)


@export.command()
def notes(as_json: Json = False) -> None:
    """Redacted text of the notes whose participants let their words be quoted."""
    _export("notes", None, as_json)


@export.command()
def insights(level: Level = None, as_json: Json = False) -> None:
    """Insights the caller may see, with their words where both participants allow quoting."""
    _export("insights", level, as_json)


@export.command()
def actions(level: Level = None, as_json: Json = False) -> None:
    """Action items the caller may see."""
    _export("actions", level, as_json)


@export.command()
def patterns(as_json: Json = False) -> None:
    """Insights that several pairs share, where enough pairs stand behind them."""
    _export("patterns", None, as_json)

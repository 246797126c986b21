"""Commands that show with numbers what holds: evals."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import history
from service.cli.programme import Json
from service.cli.run import progress_bar, sentences, show

evals = typer.Typer(
    help="Suites that measure privacy, attacks, quality and search, and can fail.", no_args_is_help=True
)
Cases = Annotated[Path | None, typer.Option(help="Notes and gold in the format of the packaged cases.")]
Kept = Annotated[Path, typer.Argument(help="Folder of a run, as --out made it, or its id in `upwell evals history`.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    history.add_to(evals)
    app.add_typer(evals, name="evals")


def _evals() -> Any:
    # The layers point down: the service may not import evals, so the command names it at run time.
    return importlib.import_module("evals.commands")


@evals.command("run")
def run(
    suites: Annotated[list[str], typer.Argument(help="privacy, quality ... or a .yaml file of your own.")],
    cases: Cases = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the run: figures, rows and reports.")] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(help="builtin, llm (the configured model) or naive (the one to beat); again for a column beside."),
    ] = None,
    note: Annotated[list[str] | None, typer.Option(help="Only this note; again for more. A model may be slow.")] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="The configured model's opinion of each item, beside people's marks.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Also the figures by type, style and reason.")] = False,
    as_json: Json = False,
) -> None:
    """Run suites; exit 1 when a threshold is missed, 3 when something could not be scored."""
    with sentences(as_json):
        from service.settings import load

        settings = load()
        with progress_bar() as progress:
            done = _evals().run(
                progress, tuple(suites), tuple(engine or ()), cases=cases, out=out, data=settings.data,
                notes=tuple(note or ()), labels=history.marks_of_home(settings), judge=judge,
            )  # fmt: skip
        if history.keep(settings, done.kept):
            _evals().keep_traces(done)
        show(done.document, as_json, lambda _: typer.echo(done.text(everything=every), nl=False))
        raise typer.Exit(done.code)


@evals.command("list")
def list_suites(as_json: Json = False) -> None:
    """The suites there are, with their metrics and thresholds."""
    with sentences(as_json):
        found = _evals().list_suites()
        show(found, as_json, lambda _: typer.echo(_evals().suites_as_text(found), nl=False))


@evals.command()
def compare(before: Kept, after: Kept, as_json: Json = False) -> None:
    """Two runs case by case; exit 1 when something that has a threshold got worse."""
    with sentences(as_json):
        if history.in_history(before, after):
            found = _evals().compared(history.compared(before.name, after.name))
        else:
            found = _evals().compare(before, after)
        show(found.document, as_json, lambda _: typer.echo(found.text(), nl=False))
        raise typer.Exit(found.code)


@evals.command()
def report(
    kept: Kept,
    form: Annotated[str, typer.Option("--format", help="text, html, md, junit or json.")] = "text",
    out: Annotated[Path | None, typer.Option(help="File to write; otherwise standard output.")] = None,
) -> None:
    """A kept run in another form."""
    with sentences(as_json=False):
        text = _evals().report(kept, form)
        if out is None:
            typer.echo(text, nl=False)
        else:
            out.write_text(text, encoding="utf-8")


@evals.command()
def validate(
    suites: Annotated[list[str] | None, typer.Argument(help="Suites or .yaml files; none: all there are.")] = None,
    cases: Cases = None,
    as_json: Json = False,
) -> None:
    """Check suites and labelled notes, running nothing; exit 1 when something is wrong with them."""
    with sentences(as_json):
        found = _evals().validate(tuple(suites or ()), cases)
        show(found, as_json, lambda _: typer.echo(_evals().problems_as_text(found), nl=False))
        if found["problems"]:
            raise typer.Exit(1)

"""Commands about Upwell itself: demo, up, link, doctor, audit, config."""

from __future__ import annotations

from typing import Annotated

import typer

from service import requests
from service.cli import show_text
from service.cli.programme import Json
from service.cli.run import answer, progress_bar, sentences, show

config = typer.Typer(help="Settings of this run.", no_args_is_help=True)
audit = typer.Typer(help="The audit chain.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(demo)
    app.command()(up)
    app.command()(link)
    app.command()(doctor)
    app.add_typer(audit, name="audit")
    app.add_typer(config, name="config")


def demo(as_json: Json = False) -> None:
    """Run the whole job on the packaged example, in an evaluation home of its own."""
    with sentences(as_json):
        from service.demo import run_demo

        with progress_bar() as progress:
            result = run_demo(progress)
        show(result, as_json, show_text.demo)


def up(
    port: Annotated[int, typer.Option("--port", help="Loopback port.", min=1, max=65535)] = 8420,
) -> None:
    """Start the API and the desk on one loopback port and print the sign-in link."""
    with sentences(False):  # noqa: FBT003 - a service has no JSON answer
        from service.api.serve import serve
        from service.settings import load

        serve(load(), port)


def link(
    person: Annotated[str | None, typer.Argument(help="A person_id or exact name; nobody: the operator.")] = None,
    as_json: Json = False,
) -> None:
    """Print a one-time sign-in link to the running desk."""
    with sentences(as_json):
        show(answer(requests.SignInLink(person)), as_json, show_text.link)


def doctor(as_json: Json = False) -> None:
    """What is installed, reachable, misconfigured, and what leaves this machine."""
    with sentences(as_json):
        from service.doctor import examine
        from service.settings import load

        result = examine(load())
        show(result, as_json, show_text.doctor)
        if not all(check["ok"] for check in result["checks"]):
            raise typer.Exit(1)


@audit.command()
def verify(as_json: Json = False) -> None:
    """Check the audit chain for edits, deletions and truncation."""
    with sentences(as_json):
        result = answer(requests.VerifyAudit())
        show(result, as_json, show_text.audit)
        if result["faults"]:
            raise typer.Exit(1)


@config.command("show")
def show_config(
    origin: Annotated[bool, typer.Option("--origin", help="Also which place said so.")] = False,
    as_json: Json = False,
) -> None:
    """Every setting: environment before .env before upwell.toml before default; secrets are not shown."""
    with sentences(as_json):
        from service.configuring import configuration
        from service.settings import load

        show(configuration(load()), as_json, lambda rows: show_text.configuration(rows, origin=origin))

"""Commands of the roster: import, list; delegate and delegations; stop-mail and send-mail, for digests by mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service import access_requests, requests
from service.cli import show_people
from service.cli.programme import Json
from service.cli.run import answer, sentences, show

people = typer.Typer(help="Who is who, who leads what, who acts for whom.", no_args_is_help=True)
Executive = Annotated[str, typer.Argument(help="The executive's person_id or exact name.")]
Delegate = Annotated[str, typer.Argument(help="Who acts for her: a person_id or exact name.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(people, name="people")


@people.command("import")
def import_people(file: Path, as_json: Json = False) -> None:
    """Record the roster: person_id, name, aliases, email, role, manager_id, site; programs, for leads of some only."""
    with sentences(as_json):
        show(answer(requests.ImportPeople(str(file.absolute()))), as_json, show_people.imported)


@people.command("list")
def list_people(as_json: Json = False) -> None:
    """Everybody known, with what she may do."""
    with sentences(as_json):
        show(answer(requests.ListPeople()), as_json, show_people.listed)


@people.command()
def delegate(
    executive: Executive,
    delegate: Delegate,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD; otherwise until it is taken back.")] = None,
    end: Annotated[bool, typer.Option("--end", help="Take it back.")] = False,
    as_json: Json = False,
) -> None:
    """Let somebody read and decide for an executive; what was said in her own sessions stays with her."""
    with sentences(as_json):
        show(answer(requests.Delegate(executive, delegate, until, end)), as_json, show_people.delegation)


@people.command()
def delegations(as_json: Json = False) -> None:
    """Who acts for whom."""
    with sentences(as_json):
        show(answer(requests.Delegations()), as_json, show_people.delegations)


@people.command("stop-mail")
def stop_mail(person: Annotated[str, typer.Argument(help="A person_id or exact name.")], as_json: Json = False) -> None:
    """Note that somebody wants no more digests by mail, as she answered one with the word unsubscribe."""
    with sentences(as_json):
        show(answer(access_requests.ChooseMail(want=False, person=person)), as_json, show_people.mail)


@people.command("send-mail")
def send_mail(as_json: Json = False) -> None:
    """Have digests by mail again; hers alone to say, with `upwell --as`."""
    with sentences(as_json):
        show(answer(access_requests.ChooseMail(want=True)), as_json, show_people.mail)

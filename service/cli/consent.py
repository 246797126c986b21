"""Commands of consent: import, status, and for one person grant, withdraw, receipt; withdraw-named.

Giving and taking back are one command each, with the same options.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service import requests
from service.cli import show_text
from service.cli.programme import Json
from service.cli.run import answer, sentences, show

consent = typer.Typer(
    help="Who agreed to what: import, status, grant, withdraw, withdraw-named, receipt.", no_args_is_help=True
)
Person = Annotated[str, typer.Argument(help="A person_id or an exact name.")]
Program = Annotated[str | None, typer.Option("--program", help="In this programme only.")]
Pair = Annotated[str | None, typer.Option("--pair", help="In this pair only.")]
Purposes = Annotated[
    list[str] | None, typer.Option("--purpose", help="store, extract, quote, attribute, model; repeat it.")
]
Session = Annotated[str | None, typer.Option("--session", metavar="DATE", help="One session only, YYYY-MM-DD.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(consent, name="consent")


@consent.command("import")
def import_consents(file: Path, as_json: Json = False) -> None:
    """Record the consents of a JSON or CSV file."""
    with sentences(as_json):
        show(answer(requests.ImportConsents(str(file.absolute()))), as_json, show_text.counts)


@consent.command()
def status(program: Program = None, as_json: Json = False) -> None:
    """Who consented to what, since when."""
    with sentences(as_json):
        show(answer(requests.ConsentStatus(program)), as_json, show_text.consent_status)


@consent.command()
def grant(  # noqa: PLR0913, PLR0917 - each is an option that typer reads
    person: Person,
    program: Program = None,
    pair: Pair = None,
    purpose: Purposes = None,
    session: Session = None,
    role: Annotated[str | None, typer.Option(help="mentor or mentee; for a pair not known yet.")] = None,
    expires: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.")] = None,
    release: Annotated[str | None, typer.Option(help="ask or auto.")] = None,
    notice: Annotated[str | None, typer.Option(help="Version of the notice that was shown.")] = None,
    as_json: Json = False,
) -> None:
    """Record a consent given today. A grant after an erasure starts afresh."""
    with sentences(as_json):
        request = requests.Grant(person, program, pair, tuple(purpose or ()), session, role, expires, release, notice)
        show(answer(request), as_json, show_text.granted)


@consent.command()
def withdraw(
    person: Person,
    program: Program = None,
    pair: Pair = None,
    purpose: Purposes = None,
    session: Session = None,
    as_json: Json = False,
) -> None:
    """Withdraw a consent, erase what it covered everywhere, and print the receipt."""
    with sentences(as_json):
        request = requests.Withdraw(person, program, pair, tuple(purpose or ()), session)
        show(answer(request), as_json, show_text.receipt)


@consent.command("withdraw-named")
def withdraw_named(
    name: Annotated[str, typer.Argument(help="The name as it stands in the notes.")],
    alias: Annotated[list[str] | None, typer.Option(help="Another form of it; repeat it.")] = None,
    as_json: Json = False,
) -> None:
    """Take somebody who was not in the room out of every note that names her, and print the receipt."""
    with sentences(as_json):
        show(answer(requests.WithdrawNamed(name, tuple(alias or ()))), as_json, show_text.receipt)


@consent.command()
def receipt(person: Person, as_json: Json = False) -> None:
    """Print what the register holds of a person (ISO/IEC TS 27560), signed by this home."""
    with sentences(as_json):
        show(answer(requests.ConsentReceipt(person)), as_json, show_text.consent_receipt)

"""Commands of API tokens: create, list, revoke."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service import access_requests as requests
from service.cli.programme import Json
from service.cli.run import answer, sentences, show
from service.cli.show_text import line

token = typer.Typer(help="Tokens for programs that call the API.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(token, name="token")


@token.command()
def create(
    scope: Annotated[list[str], typer.Option(help="read, write or admin; repeat it.")],
    days: Annotated[int, typer.Option(help="How long it lives.")] = 90,
    person: Annotated[
        str | None, typer.Option("--for", metavar="PERSON", help="Acts as her, with what she may.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a token and show it this once. It never does more than the person it is for may do."""
    with sentences(as_json):
        show(answer(requests.MakeToken(tuple(scope), days, person)), as_json, _made)


@token.command("list")
def list_tokens(as_json: Json = False) -> None:
    """Tokens without their secrets."""
    with sentences(as_json):
        show(answer(requests.ListTokens()), as_json, _listed)


@token.command()
def revoke(token_id: Annotated[str, typer.Argument(help="Its id, as `list` says it.")], as_json: Json = False) -> None:
    """End a token now and for ever."""
    with sentences(as_json):
        show(answer(requests.RevokeToken(token_id)), as_json, lambda done: line(f"{done['token_id']} is revoked."))


def _made(result: dict[str, Any]) -> None:
    line(f"{result['token']}")
    line(f"It is shown this once. {', '.join(result['scopes'])}, until {result['expires'][:10]}.")


def _listed(result: list[dict[str, Any]]) -> None:
    for one in result:
        used = f"used {one['used_on']}" if one["used_on"] else "never used"
        who = one["person_id"] or "operator"
        scopes, until = ", ".join(one["scopes"]), one["expires"][:10]
        line(f"{one['token_id']}  {who:12}  {scopes:18}  {one['state']:7}  {until}  {used}")

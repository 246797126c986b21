"""Commands of recognition: thanks, and what became of a mentor's words."""

from __future__ import annotations

from typing import Annotated

import typer

from service import credit_requests as asked
from service.cli import show_credit
from service.cli.options import Json
from service.cli.run import answer, sentences, show

thanks = typer.Typer(help="Thanks for insights and actions; nobody is named who did not agree to it.",
                     no_args_is_help=True)  # fmt: skip
Item = Annotated[str, typer.Argument(help="An item's id.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(thanks, name="thanks")


@thanks.command("list")
def list_thanks(as_json: Json = False) -> None:
    """What came to something and was not thanked for yet, and what you said thanks for."""
    with sentences(as_json):
        show(answer(asked.ThanksQueue()), as_json, show_credit.queue)


@thanks.command("say")
def say(
    item: Item,
    words: Annotated[str, typer.Argument(help="Your words; they name nobody.")] = "",
    as_json: Json = False,
) -> None:
    """Say thanks for an insight or action; its mentor receives it."""
    with sentences(as_json):
        show(answer(asked.SayThanks(item, words)), as_json, show_credit.thanked)


@thanks.command("back")
def back(item: Item, as_json: Json = False) -> None:
    """Take your thanks back."""
    with sentences(as_json):
        show(answer(asked.TakeThanksBack(item)), as_json, show_credit.thanked)


@thanks.command("became")
def became(as_json: Json = False) -> None:
    """What became of your own words, with thanks by role; act as a mentor with `upwell --as`."""
    with sentences(as_json):
        show(answer(asked.Became()), as_json, show_credit.became)

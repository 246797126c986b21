"""Commands of a mentor over her own words: list, release, hold, veto, soften. Act as her with `upwell --as`."""

from __future__ import annotations

from typing import Annotated

import typer

from service import requests
from service.cli import show_text
from service.cli.programme import Json
from service.cli.run import answer, sentences, show

preview = typer.Typer(help="A mentor's own words before others see them.", no_args_is_help=True)
Item = Annotated[str, typer.Argument(help="An item's id.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(preview, name="preview")


@preview.command("list")
def list_items(as_json: Json = False) -> None:
    """What was made of her sessions, word for word, and how far each may go."""
    with sentences(as_json):
        show(answer(requests.Preview()), as_json, show_text.previews)


@preview.command()
def release(
    item: Item,
    level: Annotated[str, typer.Option(help="pair, programme or organisation.")] = "programme",
    as_json: Json = False,
) -> None:
    """Let these exact words be seen, up to a level."""
    _settle(requests.SettleWords(item, "release", level=level), as_json)


@preview.command()
def hold(item: Item, as_json: Json = False) -> None:
    """Keep these words back for now."""
    _settle(requests.SettleWords(item, "hold"), as_json)


@preview.command()
def veto(item: Item, as_json: Json = False) -> None:
    """Never show these words."""
    _settle(requests.SettleWords(item, "veto"), as_json)


@preview.command()
def soften(item: Item, text: Annotated[str, typer.Argument(help="Her words.")], as_json: Json = False) -> None:
    """Show other words instead, her own; they pass the same guard as an engine's."""
    _settle(requests.SettleWords(item, "soften", text=text), as_json)


def _settle(request: requests.SettleWords, as_json: bool) -> None:  # noqa: FBT001 - passed through
    with sentences(as_json):
        show(answer(request), as_json, show_text.settled)

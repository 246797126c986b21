"""Commands about words that redaction hid by mistake: queue, hidden, ask; show and keep are the mentor's, by `--as`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service import redaction_requests as requests
from service.cli.programme import Json
from service.cli.run import answer, sentences, show
from service.cli.show_text import line

redaction = typer.Typer(
    help="Words that redaction hid by mistake: a lead asks about them, their mentor shows them.", no_args_is_help=True
)
Note = Annotated[str, typer.Argument(help="A note's id.")]
Places = Annotated[list[int], typer.Argument(help="Places, as `hidden` gives them.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(redaction, name="redaction")


@redaction.command()
def queue(as_json: Json = False) -> None:
    """Notes in which something is hidden that may be nobody's."""
    with sentences(as_json):
        show(answer(requests.RedactionQueue()), as_json, _queue)


@redaction.command()
def hidden(note: Note, as_json: Json = False) -> None:
    """What is hidden in a note; its words only for the mentor who wrote it."""
    with sentences(as_json):
        show(answer(requests.HiddenIn(note)), as_json, _hidden)


@redaction.command()
def ask(note: Note, places: Places, as_json: Json = False) -> None:
    """Ask the mentor whether these words are anybody's."""
    with sentences(as_json):
        show(answer(requests.AskHidden(note, tuple(places))), as_json, _asked)


@redaction.command("show")
def show_again(note: Note, places: Places, as_json: Json = False) -> None:
    """Her answer: nobody's. They are readable from now on; the note is indexed and read again."""
    with sentences(as_json):
        show(answer(requests.SettleHidden(note, tuple(places), show=True)), as_json, _settled)


@redaction.command()
def keep(note: Note, places: Places, as_json: Json = False) -> None:
    """Her answer: they stay hidden."""
    with sentences(as_json):
        show(answer(requests.SettleHidden(note, tuple(places), show=False)), as_json, _settled)


def _queue(result: list[dict[str, Any]]) -> None:
    for one in result:
        told = "".join(f", {one[name]} {name}" for name in ("asked", "kept") if one[name])
        line(f"{one['note_id']}  {one['pair']}, {one['session_date']}: {one['doubtful']} hidden{told}")


def _hidden(result: dict[str, Any]) -> None:
    for one in result["hidden"]:
        told = f", {one['standing']}" if one["standing"] else ""
        line(f"{one['place']:>6}  {one['word'] or one['type']}{told}")
        line(f"        {one['before']}[{one['kind']}]{one['after']}")


def _asked(result: dict[str, Any]) -> None:
    line(f"The mentor of {result['note_id']} is asked about {result['asked']} hidden words.")


def _settled(result: dict[str, Any]) -> None:
    line(f"{result['note_id']}: {result['shown']} readable again, {result['kept']} stay hidden")

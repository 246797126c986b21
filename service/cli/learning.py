"""Commands of learning cards: insights to take over, tools and methods among them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from mentoring.records import words
from service import learning_requests as asked
from service.cli.files import giving
from service.cli.options import Json
from service.cli.run import answer, sentences, show
from service.cli.show_text import line

learning = typer.Typer(help="Insights on one page each, with what came of them.", no_args_is_help=True)
Insight = Annotated[str, typer.Argument(help="An insight's id.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(learning, name="learning")


@learning.command("list")
def list_cards(
    kind: Annotated[str | None, typer.Option(help="tool or method.")] = None,
    theme: Annotated[str | None, typer.Option(help="One of the eight themes.")] = None,
    as_json: Json = False,
) -> None:
    """Insights you may see, newest first; those of one kind or theme only, if given."""
    with sentences(as_json):
        show(answer(asked.Learnings(kind, theme)), as_json, _list)


@learning.command("show")
def show_card(insight: Insight, as_json: Json = False) -> None:
    """One insight: what stands behind it, what was done about it, what it names, how many others used it."""
    with sentences(as_json):
        show(answer(asked.ShowLearning(insight)), as_json, _card)


@learning.command("used")
def used(
    insight: Insight,
    undo: Annotated[bool, typer.Option("--undo", help="You did not, after all.")] = False,
    as_json: Json = False,
) -> None:
    """Say that you used it; nobody is told who did."""
    with sentences(as_json):
        show(answer(asked.SayUsed(insight, used=not undo)), as_json, _used)


@learning.command("card")
def card(
    insight: Insight,
    form: Annotated[str, typer.Option("--format", help="md, html or pdf.")] = "md",
    out: Annotated[Path | None, typer.Option(help="Where to write it; a withdrawal wipes the file.")] = None,
) -> None:
    """The card as a file, without words that may not be quoted."""
    with sentences(as_json=False):
        from service.render.cards import LEARNING_FORMS

        with giving(out) as write:
            made = answer(asked.HandOutLearning(insight, form, str(out.absolute()) if out else None))
            write(LEARNING_FORMS[form][1](made))


def _list(result: list[dict[str, Any]]) -> None:
    for one in result:
        line(f"{one['id']}  {one['kind'] or '-':6}  {one['statement']}")
        line(f"        {words.theme(one['theme'])}, {one['session_date']}. {words.used(one['used'], one['k'])}")
    if not result:
        line("No card: nothing you may see is of that kind.")


def _card(result: dict[str, Any]) -> None:
    from service.render.cards import learning_outline
    from service.render.outline import plain

    line(plain(learning_outline(result)))


def _used(result: dict[str, Any]) -> None:
    line(f"{result['id']}: {'you used it' if result['mine'] else 'you did not use it'}")

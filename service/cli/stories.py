"""Commands of success stories. Act as one of a pair with `upwell --as`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service import story_requests as asked
from service.cli.files import giving
from service.cli.options import Json
from service.cli.run import answer, sentences, show
from service.cli.show_text import line

stories = typer.Typer(help="What an idea came to, told with both people's word.", no_args_is_help=True)
StoryId = Annotated[str, typer.Argument(metavar="STORY", help="A story's id.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.add_typer(stories, name="stories")


@stories.command("list")
def list_stories(as_json: Json = False) -> None:
    """Your own drafts, what you could tell, and what both of other pairs let you read."""
    with sentences(as_json):
        show(answer(asked.Stories()), as_json, _overview)


@stories.command("draft")
def draft(action: Annotated[str, typer.Argument(help="A done action's id.")], as_json: Json = False) -> None:
    """Draft a story of a done action of your own pair."""
    with sentences(as_json):
        show(answer(asked.DraftStory(action)), as_json, _story)


@stories.command("word")
def word(
    story: StoryId,
    did: Annotated[str, typer.Option(help="What was done.")],
    learned: Annotated[str, typer.Option(help="What was learned.")] = "",
    shown: Annotated[str, typer.Option(help="How it is known.")] = "",
    effect: Annotated[str, typer.Option(help="What came of it.")] = "",
    as_json: Json = False,
) -> None:
    """Say it in other words; both of you are asked again."""
    with sentences(as_json):
        show(answer(asked.WordStory(story, learned, did, shown, effect)), as_json, _story)


@stories.command("approve")
def approve(story: StoryId, as_json: Json = False) -> None:
    """Let others read these words; they do once both of you approved."""
    with sentences(as_json):
        show(answer(asked.ApproveStory(story)), as_json, _story)


@stories.command("back")
def back(story: StoryId, as_json: Json = False) -> None:
    """Take a story back: it is gone for everybody."""
    with sentences(as_json):
        show(answer(asked.TakeStoryBack(story)), as_json, _gone)


@stories.command("card")
def card(
    story: StoryId,
    form: Annotated[str, typer.Option("--format", help="md, html or pdf.")] = "md",
    out: Annotated[Path | None, typer.Option(help="Where to write it; wiped when the story is taken back.")] = None,
) -> None:
    """A story that both approved, as a card."""
    with sentences(as_json=False):
        from service.render.cards import STORY_FORMS

        with giving(out) as write:
            made = answer(asked.HandOutStory(story, form, str(out.absolute()) if out else None))
            write(STORY_FORMS[form][1](made))


def _overview(result: dict[str, Any]) -> None:
    for one in result["to_tell"]:
        line(f"{one['id']}  could be told: {one['task']}")
    for one in (*result["mine"], *result["told"]):
        _story(one)
    if not any(result.values()):
        line("No story yet: one is told of an action that is done.")


def _story(one: dict[str, Any]) -> None:
    by = f", by {one['by']}" if one["by"] else ""
    stands = "told" if one["told"] else f"approved by: {', '.join(one['approved']) or 'nobody yet'}"
    line(f"{one['id']}  {one['program']}, {stands}{by}")
    for name, label in (("learned", "learned"), ("did", "done"), ("shown", "known by"), ("effect", "came of it")):
        if one[name]:
            line(f"  {label}: {one[name]}")


def _gone(result: dict[str, Any]) -> None:
    line(f"{result['id']} is gone; {result['files']} files wiped")
    for place in result["handed_out"]:
        line(f"  handed out before: {place}")

"""What an evaluator's home remembers: figures of earlier runs, and her marks on items."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mentoring.errors import UpwellError
from service.cli.programme import Json
from service.cli.run import answer, sentences, show

if TYPE_CHECKING:
    from service.settings import Settings

_RUN = re.compile(r"v[0-9a-f]{12}")


def add_to(evals: typer.Typer) -> None:
    """Register this module's commands."""
    evals.command("history")(past_runs)
    evals.command("items")(items)
    evals.command("mark")(mark)
    evals.command("marks")(marks)


def past_runs(as_json: Json = False) -> None:
    """Runs kept in this home, newest first; `upwell evals compare` takes their ids."""
    with sentences(as_json):
        from service import evaluation_requests

        show(answer(evaluation_requests.EvalRuns()), as_json, _show_runs)


def items(as_json: Json = False) -> None:
    """Items of an evaluation home to mark, those you have not marked first."""
    with sentences(as_json):
        from service import evaluation_requests

        show(answer(evaluation_requests.ToMark()), as_json, _show_items)


def mark(
    item: Annotated[str, typer.Argument(help="Id of the item, as `upwell evals items` lists it.")],
    verdict: Annotated[str, typer.Argument(help="right, wrong or undo.")],
    aspect: Annotated[
        str, typer.Option(help="whole, supported, private; theme, direction (insight); owner, due (action).")
    ] = "whole",
    as_json: Json = False,
) -> None:
    """Say whether one side of an item is right; `upwell --as PERSON_ID` marks as somebody else."""
    with sentences(as_json):
        from service import evaluation_requests

        told = answer(evaluation_requests.MarkItem(item, verdict, aspect))
        show(told, as_json, lambda one: typer.echo(f"{one['id']}, {one['aspect']}: {one['verdict']}"))


def marks(as_json: Json = False) -> None:
    """All marks of this home, and how far those who gave them agree (Krippendorff's alpha)."""
    with sentences(as_json):
        from service import evaluation_requests

        show(answer(evaluation_requests.Marks()), as_json, _show_marks)


def keep(settings: Settings, kept: Sequence[tuple[Any, Any]]) -> bool:
    """Keep runs in the home's history; whether that home is an evaluation home. No home yet: nothing is kept."""
    from service import evaluation_requests

    if not _has_home(settings):
        sys.stderr.write("There is no home yet, so the figures were kept in no history: see upwell evals history -h.\n")
        return False
    try:
        told = [answer(evaluation_requests.KeepRun(tuple(suites), tuple(rows)), settings) for suites, rows in kept]
    except UpwellError as problem:
        sys.stderr.write(f"The figures were not kept in this home's history. {problem.message}\n")
        return False
    return all(one["scratch"] for one in told)


def marks_of_home(settings: Settings) -> tuple[Mapping[str, Any], ...]:
    """Marks that the quality suite holds its items against; none where there is no home yet."""
    from service import evaluation_requests

    if not _has_home(settings):
        return ()
    try:
        return tuple(answer(evaluation_requests.Marks(), settings)["labels"])
    except UpwellError as problem:
        sys.stderr.write(f"The marks of this home were not read. {problem.message}\n")
        return ()


def in_history(*names: Path) -> bool:
    """Whether these name runs of the history, not folders."""
    return all(_RUN.fullmatch(name.name) and not name.is_dir() for name in names)


def compared(before: str, after: str) -> Any:
    """The comparison of two runs of the history."""
    from service import evaluation_requests

    return answer(evaluation_requests.CompareRuns(before, after))


def _has_home(settings: Settings) -> bool:
    """A home that was used, or one that was named for this."""
    return settings.scratch or "home" in settings.model_fields_set or (settings.home / "upwell.db").exists()


def _show_runs(runs: list[dict[str, Any]]) -> None:
    for run in runs:
        typer.echo(f"{run['id']}  {run['at'][:16].replace('T', ' ')}")
        for one in run["suites"]:
            said = f"missed {', '.join(one['missed'])}" if one["missed"] else one["verdict"]
            seen = f", {one['seen']} of them seen while fitting" if one["seen"] else ""
            typer.echo(f"  {one['suite']}, engine {one['engine']}, {one['notes']} notes{seen}: {said}")
    if not runs:
        typer.echo("No run is kept yet: upwell evals run quality")


def _show_items(found: list[dict[str, Any]]) -> None:
    for one in found:
        told = ", ".join(f"{aspect} {verdict}" for aspect, verdict in one["marks"].items()) or "not marked"
        typer.echo(f"{one['id']}  {one.get('statement') or one.get('task')}  [{told}]")


def _show_marks(found: dict[str, Any]) -> None:
    for one in found["agreement"]:
        alpha = "agreement unknown: nobody else marked these" if one["alpha"] is None else _alpha(one)
        typer.echo(f"{one['aspect']}: {one['right']} of {one['items']} right; {alpha}")
    typer.echo(f"{len(found['labels'])} marks by {found['people']} people.")


def _alpha(one: dict[str, Any]) -> str:
    return f"alpha {one['alpha']:.2f} [{one['low']:.2f}, {one['high']:.2f}] over {one['n']} items"

"""Commands of whoever runs a home: backup, restore, retention."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service import operations_requests as requests
from service.cli.options import Json
from service.cli.run import answer, progress_bar, sentences, show
from service.cli.show_text import line

retention = typer.Typer(help="What the retention policy will take; `apply` takes it.", invoke_without_command=True)
File = Annotated[Path, typer.Argument(help="The backup's file.")]


def add_to(app: typer.Typer) -> None:
    """Register this module's commands."""
    app.command()(backup)
    app.command()(restore)
    app.add_typer(retention, name="retention")


def backup(file: File, as_json: Json = False) -> None:
    """Write the home into one encrypted file, without its keys."""
    with sentences(as_json):
        show(answer(requests.BackUp(str(file.absolute()))), as_json, _backed_up)


def restore(
    file: File,
    withdrawals: Annotated[
        Path | None, typer.Option(help="The current list of withdrawals, if it is not beside the master key.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make an empty home out of a backup; what was withdrawn since is not in it."""
    with sentences(as_json):
        from service import home
        from service.settings import load
        from service.stages import restoring

        settings = load()
        asked = restoring.Asked(file.absolute(), withdrawals and withdrawals.absolute())
        with home.owned(settings.home), progress_bar() as progress:
            result = restoring.restore(settings, asked, progress)
        show(result, as_json, _restored)


@retention.callback()
def foresee(
    context: typer.Context,
    _dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go, as without `apply`.")] = True,
    as_json: Json = False,
) -> None:
    """What is older than the policy of [retention] in upwell.toml allows."""
    if context.invoked_subcommand is None:
        with sentences(as_json):
            show(answer(requests.Retention()), as_json, _retained)


@retention.command()
def apply(as_json: Json = False) -> None:
    """Erase it, with a signed receipt."""
    with sentences(as_json):
        show(answer(requests.Retention(apply=True)), as_json, _retained)


def _retained(result: dict[str, Any]) -> None:
    policy = result["policy"]
    if policy["notes_days"] is None and policy["runs_days"] is None:
        line("No policy is set for notes or runs: see [retention] in upwell.toml.")
    tense = "went" if "receipt" in result else "will go with `upwell retention apply`"
    since = f", the oldest of {result['oldest']}" if result["oldest"] else ""
    line(f"{result['notes']} notes{since}, {result['insights']} insights, {result['actions']} actions {tense}.")
    for program, count in result["programs"].items():
        line(f"  {program}: {count} notes")
    if result["runs"] is not None:
        line(f"{result['originals']} originals and {result['runs']} runs {tense}.")
    for one in result["handed_out"]:
        line(f"  handed out before, out of reach: {one}")
    if result["backups"]:
        line(f"  backups that hold them: {result['backups']}; a restore does not bring them back")
    if result.get("receipt"):
        line(f"  residue {result['receipt']['residue']}, signature {result['receipt']['signature']}")


def _backed_up(result: dict[str, Any]) -> None:
    line(f"{result['notes']} notes in {result['file']} ({result['bytes']:,} bytes, encrypted).")
    line("It opens only with these, so keep a copy of them elsewhere, and a new one after each withdrawal:")
    for one in result["keep_apart"]:
        line(f"  {one}")


def _restored(result: dict[str, Any]) -> None:
    line(
        f"{result['notes']} notes of {result['made_at'][:16]} are back in {result['home']}; "
        f"{result['taken_back']} that were withdrawn since or have expired are not."
    )
    line(f"To be given anew: {', '.join(result['not_restored'])}.")
